"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, parents first."""
    _case()
    _coder()
    _total()
    _codebook()
    _document()
    _change()
    _document_text()
    _draft()
    _memo()
    _place()
    _proposal()
    _record()
    _review()
    _study()
    _variable_value()
    _evidence()
    _field_value()
    _link()


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_case"),
        sa.UniqueConstraint("uid", name="uq_case_uid"),
    )
    op.create_index(
        "ix_case_name",
        "case",
        ["name"],
        unique=False,
        sqlite_where=sa.text("name IS NOT NULL"),
        postgresql_where=sa.text("name IS NOT NULL"),
    )


def _coder() -> None:
    op.create_table(
        "coder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coder"),
        sa.UniqueConstraint("name", name="uq_coder_name"),
        sa.UniqueConstraint("uid", name="uq_coder_uid"),
    )


def _total() -> None:
    op.create_table(
        "total",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("coder_id", "layer", "name", "value", name="pk_total"),
    )


def _codebook() -> None:
    op.create_table(
        "codebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_codebook_coder_id"),
        sa.PrimaryKeyConstraint("id", name="pk_codebook"),
        sa.UniqueConstraint("uid", name="uq_codebook_uid"),
    )


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("locator", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("n_characters", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("respondents", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("decision_date", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("retrieved_on", sa.String(), nullable=True),
        sa.Column("stratum", sa.String(), nullable=True),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.Column("erased_at", sa.String(), nullable=True),
        sa.CheckConstraint("n_characters >= 0", name="ck_document_n_characters"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_document_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("uid", name="uq_document_uid"),
    )
    op.create_index("ix_document_batch", "document", ["batch"], unique=False)
    op.create_index("ix_document_case_id", "document", ["case_id"], unique=False)
    op.create_index("ix_document_decision_date", "document", ["decision_date", "id"], unique=False)
    op.create_index("ix_document_kind", "document", ["kind", "id"], unique=False)
    op.create_index("ix_document_outcome", "document", ["outcome", "id"], unique=False)
    op.create_index(
        "ix_document_probability",
        "document",
        ["probability"],
        unique=False,
        sqlite_where=sa.text("probability IS NOT NULL"),
        postgresql_where=sa.text("probability IS NOT NULL"),
    )
    op.create_index("ix_document_reference", "document", ["reference", "id"], unique=False)
    op.create_index("ix_document_respondent", "document", ["respondent", "id"], unique=False)
    op.create_index("ix_document_source_name", "document", ["source_name"], unique=False)
    op.create_index("ix_document_text_sha256", "document", ["text_sha256"], unique=False)
    op.create_index("ix_document_title", "document", ["title", "id"], unique=False)


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("batch", sa.String(), nullable=True),
        sa.Column("payload", sa.String(), nullable=True),
        sa.Column("payload_sha256", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_change_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_change_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.UniqueConstraint(
            "coder_id", "origin", "number", name="uq_change_coder_id_origin_number"
        ),
        sa.UniqueConstraint("uid", name="uq_change_uid"),
    )
    op.create_index("ix_change_batch", "change", ["batch"], unique=False)
    op.create_index("ix_change_document", "change", ["document_id", "coder_id", "id"], unique=False)
    op.create_index("ix_change_target", "change", ["target"], unique=False)


def _document_text() -> None:
    op.create_table(
        "document_text",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("segmentation", sa.String(), nullable=False),
        sa.Column("segmentation_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_text_document_id"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_text"),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_draft_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_draft_document_id"),
        sa.PrimaryKeyConstraint("coder_id", "document_id", name="pk_draft"),
    )


def _memo() -> None:
    op.create_table(
        "memo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "\"on\" IN ('study', 'document', 'passage', 'record', 'value')", name="ck_memo_on"
        ),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_memo_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_memo_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memo"),
        sa.UniqueConstraint("uid", name="uq_memo_uid"),
    )
    op.create_index("ix_memo_document_id", "memo", ["document_id"], unique=False)


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_place_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_place_document_id"),
        sa.PrimaryKeyConstraint("coder_id", "document_id", name="pk_place"),
    )
    op.create_index("ix_place_latest", "place", ["coder_id", "updated_at"], unique=False)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_proposal_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    op.create_index("ix_proposal_document_id", "proposal", ["document_id"], unique=False)


def _record() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column("first_start", sa.Integer(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("cue_shown", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=True),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint("certainty IN ('high', 'medium', 'low')", name="ck_record_certainty"),
        sa.CheckConstraint("number >= 1", name="ck_record_number"),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name="fk_record_codebook_id"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_record_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_record_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.UniqueConstraint(
            "document_id",
            "coder_id",
            "layer",
            "type",
            "number",
            name="uq_record_document_id_coder_id_layer_type_number",
        ),
        sa.UniqueConstraint("uid", name="uq_record_uid"),
    )
    op.create_index(
        "ix_record_batch",
        "record",
        ["batch"],
        unique=False,
        sqlite_where=sa.text("batch IS NOT NULL"),
        postgresql_where=sa.text("batch IS NOT NULL"),
    )
    op.create_index(
        "ix_record_pending",
        "record",
        ["batch"],
        unique=False,
        sqlite_where=sa.text("removed_at = 'pending'"),
        postgresql_where=sa.text("removed_at = 'pending'"),
    )
    op.create_index(
        "ix_record_present",
        "record",
        ["document_id", "coder_id", "layer", "type"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("in_queue", sa.Boolean(), nullable=False),
        sa.Column("flag_reason", sa.String(), nullable=True),
        sa.Column("excluded_reason", sa.String(), nullable=True),
        sa.Column("confirmed_none", sa.String(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=True),
        sa.Column("completed_at", sa.String(), nullable=True),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "status IN ('todo', 'in_progress', 'done', 'excluded')", name="ck_review_status"
        ),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name="fk_review_codebook_id"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_review_coder_id"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_review_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.UniqueConstraint(
            "document_id", "coder_id", "round", name="uq_review_document_id_coder_id_round"
        ),
    )
    op.create_index(
        "ix_review_flagged",
        "review",
        ["coder_id", "document_id"],
        unique=False,
        sqlite_where=sa.text("flag_reason IS NOT NULL"),
        postgresql_where=sa.text("flag_reason IS NOT NULL"),
    )
    op.create_index(
        "ix_review_status", "review", ["coder_id", "status", "document_id"], unique=False
    )
    op.create_index(
        "ix_review_todo",
        "review",
        ["coder_id", "document_id"],
        unique=False,
        sqlite_where=sa.text("status = 'todo' AND in_queue AND removed_at IS NULL"),
        postgresql_where=sa.text("status = 'todo' AND in_queue AND removed_at IS NULL"),
    )


def _study() -> None:
    op.create_table(
        "study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("store_uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name="fk_study_codebook_id"),
        sa.PrimaryKeyConstraint("id", name="pk_study"),
    )


def _variable_value() -> None:
    op.create_table(
        "variable_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("from_proposal", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=True),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint("basis IN ('stated', 'inferred')", name="ck_variable_value_basis"),
        sa.CheckConstraint(
            "certainty IN ('high', 'medium', 'low')", name="ck_variable_value_certainty"
        ),
        sa.ForeignKeyConstraint(
            ["codebook_id"], ["codebook.id"], name="fk_variable_value_codebook_id"
        ),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_variable_value_coder_id"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_variable_value_document_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_variable_value"),
        sa.UniqueConstraint("uid", name="uq_variable_value_uid"),
    )
    op.create_index(
        "ix_variable_value_batch",
        "variable_value",
        ["batch"],
        unique=False,
        sqlite_where=sa.text("batch IS NOT NULL"),
        postgresql_where=sa.text("batch IS NOT NULL"),
    )
    op.create_index(
        "ix_variable_value_pending",
        "variable_value",
        ["batch"],
        unique=False,
        sqlite_where=sa.text("removed_at = 'pending'"),
        postgresql_where=sa.text("removed_at = 'pending'"),
    )
    op.create_index(
        "uq_variable_value_present",
        "variable_value",
        ["document_id", "coder_id", "layer", "name"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("variable_value_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(record_id IS NULL) <> (variable_value_id IS NULL)", name="ck_evidence_one_owner"
        ),
        sa.CheckConstraint('0 <= start AND start < "end"', name="ck_evidence_passage"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_evidence_document_id"),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_evidence_record_id"),
        sa.ForeignKeyConstraint(
            ["variable_value_id"], ["variable_value.id"], name="fk_evidence_variable_value_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("uid", name="uq_evidence_uid"),
    )
    op.create_index("ix_evidence_place", "evidence", ["document_id", "start"], unique=False)
    op.create_index(
        "ix_evidence_record_id",
        "evidence",
        ["record_id"],
        unique=False,
        sqlite_where=sa.text("record_id IS NOT NULL"),
        postgresql_where=sa.text("record_id IS NOT NULL"),
    )
    op.create_index(
        "ix_evidence_variable_value_id",
        "evidence",
        ["variable_value_id"],
        unique=False,
        sqlite_where=sa.text("variable_value_id IS NOT NULL"),
        postgresql_where=sa.text("variable_value_id IS NOT NULL"),
    )


def _field_value() -> None:
    op.create_table(
        "field_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("variable_value_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(record_id IS NULL) <> (variable_value_id IS NULL)", name="ck_field_value_one_owner"
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_field_value_record_id"),
        sa.ForeignKeyConstraint(
            ["variable_value_id"], ["variable_value.id"], name="fk_field_value_variable_value_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_field_value"),
    )
    for owner in ("record", "variable_value"):
        op.create_index(
            f"ix_field_value_{owner}_answer",
            "field_value",
            ["field", "text", "number"],
            unique=False,
            sqlite_where=sa.text(f"{owner}_id IS NOT NULL"),
            postgresql_where=sa.text(f"{owner}_id IS NOT NULL"),
        )
    op.create_index(
        "ix_field_value_record_id",
        "field_value",
        ["record_id"],
        unique=False,
        sqlite_where=sa.text("record_id IS NOT NULL"),
        postgresql_where=sa.text("record_id IS NOT NULL"),
    )
    op.create_index(
        "ix_field_value_variable_value_id",
        "field_value",
        ["variable_value_id"],
        unique=False,
        sqlite_where=sa.text("variable_value_id IS NOT NULL"),
        postgresql_where=sa.text("variable_value_id IS NOT NULL"),
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("from_record_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("to_record_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=True),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint("from_record_id <> to_record_id", name="ck_link_not_itself"),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name="fk_link_coder_id"),
        sa.ForeignKeyConstraint(["from_record_id"], ["record.id"], name="fk_link_from_record_id"),
        sa.ForeignKeyConstraint(["to_record_id"], ["record.id"], name="fk_link_to_record_id"),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("uid", name="uq_link_uid"),
    )
    op.create_index(
        "ix_link_batch",
        "link",
        ["batch"],
        unique=False,
        sqlite_where=sa.text("batch IS NOT NULL"),
        postgresql_where=sa.text("batch IS NOT NULL"),
    )
    op.create_index(
        "ix_link_pending",
        "link",
        ["batch"],
        unique=False,
        sqlite_where=sa.text("removed_at = 'pending'"),
        postgresql_where=sa.text("removed_at = 'pending'"),
    )
    op.create_index("ix_link_from_record_id", "link", ["from_record_id"], unique=False)
    op.create_index("ix_link_to_record_id", "link", ["to_record_id"], unique=False)
    op.create_index(
        "uq_link_present",
        "link",
        ["from_record_id", "relation", "to_record_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
