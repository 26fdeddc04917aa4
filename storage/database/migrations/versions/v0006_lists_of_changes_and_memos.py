"""Indexes that the lists of changes and memos are read from, page by page."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Changes of a coder, a document and the whole study by time; a coder's memos by age and place."""
    op.create_index("ix_change_coder", "change", ["coder_id", "at", "id"])
    op.create_index("ix_change_time", "change", ["document_id", "at", "id"])
    op.create_index("ix_memo_coder", "memo", ["coder_id", "id"])
    op.create_index("ix_memo_place", "memo", ["coder_id", "document_id", "start", "id"])
