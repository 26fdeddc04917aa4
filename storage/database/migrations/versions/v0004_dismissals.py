"""Proposals that a coder said are not so."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nobody has dismissed anything so far."""
    op.create_table(
        "dismissal",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_dismissal_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_dismissal_document_id"),
        sa.PrimaryKeyConstraint("coder_id", "document_id", "name", name="pk_dismissal"),
    )
