"""Indexes from which a coder's queue is read round by round, however many documents there are."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TO_DO = "status = 'todo' AND in_queue AND removed_at IS NULL"
PRESENT = "removed_at IS NULL"


def upgrade() -> None:
    """What is to do knows its round; and so does everything in a queue, or outside it."""
    op.drop_index("ix_review_todo", "review")
    op.create_index(
        "ix_review_todo",
        "review",
        ["coder_id", "round", "document_id"],
        sqlite_where=sa.text(TO_DO),
        postgresql_where=sa.text(TO_DO),
    )
    op.create_index(
        "ix_review_queue",
        "review",
        ["coder_id", "in_queue", "round", "document_id"],
        sqlite_where=sa.text(PRESENT),
        postgresql_where=sa.text(PRESENT),
    )
