"""What a study coded by several people needs: rounds, roles, and what was settled."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing is opened or settled so far; the first coder of a study is its lead."""
    op.add_column("coder", sa.Column("left_at", sa.String(), nullable=True))
    op.add_column("coder", sa.Column("recodes", sa.String(), nullable=True))
    op.add_column("study", sa.Column("handed_to", sa.String(), nullable=True))
    op.execute(
        "UPDATE coder SET role = 'lead' "
        "WHERE id = (SELECT min(id) FROM coder WHERE role = 'coder') "
        "AND NOT EXISTS (SELECT 1 FROM coder WHERE role = 'lead')"
    )
    _create_round()
    _create_settlement()


def _create_round() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_round_coder_id"),
        sa.ForeignKeyConstraint(["opened_by"], ["coder.id"], name="fk_round_opened_by"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("name", name="uq_round_name"),
        sa.UniqueConstraint("uid", name="uq_round_uid"),
    )


def _create_settlement() -> None:
    op.create_table(
        "settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("variable_value_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("voided_at", sa.String(), nullable=True),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('record', 'variable')", name="ck_settlement_kind"),
        sa.CheckConstraint("how IN ('unanimous', 'adjudicated')", name="ck_settlement_how"),
        sa.CheckConstraint(
            "reason IN ('ambiguous', 'gap', 'slip', 'edge')", name="ck_settlement_reason"
        ),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_settlement_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_settlement_document_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_settlement_record_id"),
        sa.ForeignKeyConstraint(
            ["variable_value_id"],
            ["variable_value.id"],
            name="fk_settlement_variable_value_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_settlement"),
        sa.UniqueConstraint("uid", name="uq_settlement_uid"),
    )
    op.create_index("ix_settlement_document", "settlement", ["document_id", "round"])
    for owner in ("record", "variable_value"):
        present = sa.text(f"{owner}_id IS NOT NULL")
        op.create_index(
            f"ix_settlement_{owner}_id",
            "settlement",
            [f"{owner}_id"],
            sqlite_where=present,
            postgresql_where=present,
        )
    op.create_table(
        "settlement_origin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("settlement_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("variable_value_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(record_id IS NULL) <> (variable_value_id IS NULL)",
            name="ck_settlement_origin_one_origin",
        ),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name="fk_settlement_origin_settlement_id"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name="fk_settlement_origin_record_id"
        ),
        sa.ForeignKeyConstraint(
            ["variable_value_id"],
            ["variable_value.id"],
            name="fk_settlement_origin_variable_value_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_settlement_origin"),
    )
    op.create_index("ix_settlement_origin_settlement_id", "settlement_origin", ["settlement_id"])
    for owner in ("record", "variable_value"):
        present = sa.text(f"{owner}_id IS NOT NULL")
        op.create_index(
            f"ix_settlement_origin_{owner}_id",
            "settlement_origin",
            [f"{owner}_id"],
            sqlite_where=present,
            postgresql_where=present,
        )
