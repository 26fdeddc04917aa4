"""Indexes that the lists of changes and memos are read from, page by page."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A coder's changes and those of the whole study by time; a coder's memos by age and by place."""
    op.create_index("ix_change_coder", "change", ["coder_id", "at", "id"])
    op.create_index(
        "ix_change_study_wide", "change", ["at", "id"], sqlite_where=sa.text("document_id IS NULL")
    )
    op.create_index("ix_memo_coder", "memo", ["coder_id", "id"])
    op.create_index("ix_memo_place", "memo", ["coder_id", "document_id", "start", "id"])
