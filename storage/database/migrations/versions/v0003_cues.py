"""A switch that shows documents of a study with cues, or without."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Every study has cues until somebody turns them off."""
    op.add_column(
        "study", sa.Column("cues", sa.Boolean(), nullable=False, server_default=sa.true())
    )
