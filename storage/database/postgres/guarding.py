"""Who may read and write what: the rules by which the server keeps coders blind.

A coder is who logs in (``current_user``), and nothing a session can set. Rules are forced on every
table, so that they hold for its owner's queries too, and they are made anew whenever the tables
change. Whoever owns the tables, and superusers, are outside of them: that is who runs the server.

- Their own coding, memos, drafts, places, changes and counts are a coder's to read and write.
- Another's is nobody's to read until the round is opened. The lead may look before, unless they code
  in it: somebody must see whether a pilot is good enough.
- What is opened is frozen. The gold layer is the adjudicators' and the lead's.
- Documents, rounds and coders are everybody's to read, and the lead's to write.
"""

from sqlalchemy import Connection, text

from storage.database.coders import NEWCOMER
from storage.database.history_lists import SHARED
from storage.database.tables import PENDING

ME = "(SELECT coder_me())"
"""The coder who asks; asked once in a statement."""

SEES = "coder_may_see({0}coder_id, {0}document_id, {0}layer)"
WRITES = "coder_may_write({0}coder_id, {0}document_id, {0}layer)"
OWNED = (
    "(EXISTS (SELECT 1 FROM record AS owner WHERE owner.id = {table}.record_id{and_record}) OR "
    "EXISTS (SELECT 1 FROM variable_value AS owner "
    "WHERE owner.id = {table}.variable_value_id{and_value}))"
)
"""Whether the row that owns a row may be seen: its own rule is asked within."""

AS_OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"
AS_CALLER = "SET search_path = public, pg_temp"

FUNCTIONS = {
    "coder_me() RETURNS integer": (
        "",
        "SELECT id FROM public.coder WHERE name = current_user::text AND left_at IS NULL",
    ),
    "coder_is(VARIADIC roles text[]) RETURNS boolean": (
        "",
        "SELECT EXISTS (SELECT 1 FROM public.coder WHERE name = current_user::text "
        "AND left_at IS NULL AND role = ANY(roles))",
    ),
    "coder_sees_everything() RETURNS boolean": (
        "",
        "SELECT bool_or(rolsuper OR rolbypassrls) OR pg_has_role(current_user, "
        "(SELECT relowner FROM pg_class WHERE oid = 'public.record'::regclass), 'USAGE') "
        "FROM pg_roles WHERE rolname = current_user",
    ),
    # What a coder may ask of these is no more than who has coded in an opened round.
    "coder_is_opened(writer integer, document integer) RETURNS boolean": (
        AS_OWNER,
        "SELECT EXISTS (SELECT 1 FROM review JOIN round ON round.name = review.round "
        "WHERE review.document_id = document AND review.coder_id = coalesce(writer, review.coder_id) "
        "AND round.opened_at IS NOT NULL)",
    ),
    "coder_is_frozen(writer integer, document integer) RETURNS boolean": (
        AS_OWNER,
        "SELECT EXISTS (SELECT 1 FROM review JOIN round ON round.name = review.round "
        "JOIN coder ON coder.id = review.coder_id WHERE review.document_id = document "
        "AND review.coder_id = writer AND round.opened_at IS NOT NULL "
        "AND NOT coalesce(plan::jsonb -> 'reopened', '[]') @> to_jsonb(coder.uid::text))",
    ),
    "coder_codes_in(who integer, named text) RETURNS boolean": (
        AS_OWNER,
        "SELECT EXISTS (SELECT 1 FROM review JOIN coder AS self ON self.id = review.coder_id "
        "WHERE (self.id = who OR self.recodes = (SELECT uid FROM coder WHERE id = who)) "
        "AND review.round = named AND (status <> 'todo' OR EXISTS (SELECT 1 FROM record "
        "WHERE record.coder_id = self.id AND record.document_id = review.document_id) OR EXISTS "
        "(SELECT 1 FROM variable_value AS given WHERE given.coder_id = self.id "
        "AND given.document_id = review.document_id)))",
    ),
    "coder_leads_apart(reader integer, writer integer, document integer) RETURNS boolean": (
        AS_OWNER,
        "SELECT EXISTS (SELECT 1 FROM coder WHERE id = reader AND role = 'lead') "
        "AND EXISTS (SELECT 1 FROM review WHERE review.document_id = document "
        "AND review.coder_id = writer AND NOT coder_codes_in(reader, review.round))",
    ),
    "coder_is_shared(change_uid text) RETURNS boolean": (
        AS_OWNER,
        "SELECT EXISTS (SELECT 1 FROM change WHERE uid = change_uid AND action IN ({shared}))",
    ),
    "coder_may_see(writer integer, document integer, layer text) RETURNS boolean": (
        AS_CALLER,
        "SELECT CASE layer WHEN 'gold' THEN coder_is_opened(NULL, document) ELSE "
        "coder_is_opened(writer, document) OR coder_leads_apart(coder_me(), writer, document) END",
    ),
    "coder_may_write(writer integer, document integer, layer text) RETURNS boolean": (
        AS_CALLER,
        "SELECT CASE layer WHEN 'gold' THEN coder_is('lead', 'adjudicator') "
        "AND coder_is_opened(NULL, document) "
        "ELSE writer = coder_me() AND NOT coder_is_frozen(writer, document) END",
    ),
}
"""What the rules ask: signature, how it runs, and its one statement."""

EVERYBODYS = (
    "study",
    "coder",
    "case",
    "document",
    "document_text",
    "proposal",
    "codebook",
    "round",
)
SEARCHED = ("text_search", "title_search")
LEADS = ("document", "document_text", "case", "proposal", "round", "coder", *SEARCHED)
"""Tables that the lead writes."""

Rule = tuple[str, str, str | None, str | None]
"""Table, what is done, which rows are there for it, and which rows may come of it."""


def _rules() -> list[Rule]:
    mine = f"coder_id = {ME}"
    rules: list[Rule] = [(table, "SELECT", "true", None) for table in (*EVERYBODYS, *SEARCHED)]
    for table in LEADS:
        # Every row is there for an update: one that nobody may make fails, and does not do nothing.
        rules.append((table, "INSERT", None, "coder_is('lead')"))
        rules.append((table, "UPDATE", "true", "coder_is('lead')"))
    rules += [
        ("codebook", "INSERT", None, f"{mine} OR coder_id IS NULL AND coder_is('lead')"),
        ("coder", "DELETE", f"role = '{NEWCOMER}' AND coder_is('lead')", None),
        ("study", "UPDATE", "true", f"{ME} IS NOT NULL"),
    ]
    for table in ("record", "variable_value"):
        sees, writes = SEES.format(""), WRITES.format("")
        rules += [
            (table, "SELECT", f"{mine} OR {sees}", None),
            (table, "INSERT", None, f"{mine} AND {writes}"),
            (table, "UPDATE", f"{mine} OR layer = 'gold'", writes),
            (table, "DELETE", f"{mine} AND removed_at = '{PENDING}'", None),
        ]
    for table in ("field_value", "evidence"):
        writes = WRITES.format("owner.")
        seen = OWNED.format(table=table, and_record="", and_value="")
        written = OWNED.format(table=table, and_record=f" AND {writes}", and_value=f" AND {writes}")
        rules += [
            (table, "SELECT", seen, None),
            (table, "INSERT", None, written),
            (table, "UPDATE", seen, written),
            (table, "DELETE", written, None),
        ]
    rules += _rules_of_links(mine)
    rules += _rules_of_work(mine)
    return rules


def _rules_of_links(mine: str) -> list[Rule]:
    ends = " AND ".join(
        f"EXISTS (SELECT 1 FROM record AS own WHERE own.id = link.{end}{{0}})"
        for end in ("from_record_id", "to_record_id")
    )
    written = ends.format(f" AND {WRITES.format('own.')}")
    return [
        ("link", "SELECT", f"{mine} OR {ends.format('')}", None),
        ("link", "INSERT", None, f"{mine} AND {written}"),
        ("link", "UPDATE", f"{mine} OR layer = 'gold'", written),
        ("link", "DELETE", f"{mine} AND removed_at = '{PENDING}'", None),
    ]


def _rules_of_work(mine: str) -> list[Rule]:
    """Rules of memos, reviews, forms, changes, counts, settlements and words."""
    memo_seen = "coder_may_see(coder_id, document_id, 'coder')"
    settled = "coder_is('lead', 'adjudicator') AND coder_is_opened(NULL, document_id)"
    shared = f"action IN ({_shared()}) OR coder_is_shared(target)"
    reviews = "coder_is_opened(coder_id, document_id)"
    unfinished = " OR ".join(
        f"EXISTS (SELECT 1 FROM {owner} AS gold WHERE gold.id = settlement.{owner}_id "
        f"AND gold.removed_at = '{PENDING}')"
        for owner in ("record", "variable_value")
    )
    unfinished = f"(settlement.removed_at = '{PENDING}' OR {unfinished}) AND {settled}"
    of_settlement = "EXISTS (SELECT 1 FROM settlement WHERE settlement.id = settlement_id{0})"
    rules: list[Rule] = [
        ("memo", "SELECT", f"{mine} OR document_id IS NOT NULL AND {memo_seen}", None),
        ("memo", "INSERT", None, mine),
        ("memo", "UPDATE", mine, mine),
        ("review", "SELECT", f"{mine} OR coder_is('lead') OR {reviews}", None),
        ("review", "INSERT", None, f"{mine} OR coder_is('lead')"),
        ("review", "UPDATE", f"{mine} OR coder_is('lead')", f"{mine} OR coder_is('lead')"),
        ("change", "SELECT", f"{mine} OR {shared}", None),
        ("change", "INSERT", None, mine),
        ("total", "SELECT", f"coder_id = 0 OR {mine}", None),
        ("settlement", "SELECT", "coder_is_opened(NULL, document_id)", None),
        ("settlement", "INSERT", None, f"{mine} AND {settled}"),
        ("settlement", "UPDATE", "true", settled),
        ("settlement", "DELETE", unfinished, None),
        ("settlement_origin", "DELETE", of_settlement.format(f" AND {unfinished}"), None),
        ("settlement_origin", "SELECT", of_settlement.format(""), None),
        ("settlement_origin", "INSERT", None, of_settlement.format(f" AND {settled}")),
    ]
    for table in ("draft", "place", "dismissal"):
        rules.append((table, "ALL", mine, mine))
    for table, key in (("record_search", "rowid"), ("record_search_due", "record_id")):
        own = f"EXISTS (SELECT 1 FROM record WHERE record.id = {key} AND record.{mine})"
        rules.append((table, "ALL", own, own))
    return rules


def _shared() -> str:
    return ", ".join(f"'{action}'" for action in SHARED)


GRANTS = {
    "SELECT": (*EVERYBODYS, *SEARCHED, "total", "alembic_version", "record_words")
    + ("text_search_docsize", "title_search_docsize", "record_search_docsize"),
    "SELECT, INSERT, UPDATE": ("memo", "settlement"),
    "DELETE": ("settlement", "settlement_origin"),
    "SELECT, INSERT, UPDATE, DELETE": (
        *("record", "variable_value", "field_value", "evidence", "link", "dismissal"),
        *("draft", "place"),
    ),
    "SELECT, INSERT": ("change", "settlement_origin", "codebook", "review"),
    "SELECT, INSERT, DELETE": ("record_search", "record_search_due"),
    "INSERT, UPDATE": ("document", "document_text", "case", "proposal", "round"),
    "INSERT": SEARCHED,
    "UPDATE (codebook_id, cues)": ("study",),
    "DELETE, UPDATE (role, left_at, recodes)": ("coder",),
    "UPDATE (status, in_queue, flag_reason, excluded_reason, confirmed_none, codebook_id, "
    "completed_at, removed_at, round)": ("review",),
}
"""What the coders' role may try; the rules say with which rows."""


def group_of(connection: Connection) -> str:
    """The role that all coders of a study are members of; a copy of a study goes on with its own."""
    found = connection.execute(
        text(
            "SELECT roles[1] FROM pg_policies WHERE schemaname = 'public' "
            "AND tablename = 'record' AND policyname = 'coder_select'"
        )
    ).scalar()
    return found or f"{connection.execute(text('SELECT current_database()')).scalar_one()}_coders"


def guard(connection: Connection) -> None:
    """Make the rules of a study anew."""
    run = connection.exec_driver_sql
    name = group_of(connection)
    group = quoted(connection, name)
    known = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
    if not connection.execute(known, {"name": name}).first():
        run(f"CREATE ROLE {group} NOLOGIN")
    for signature, (how, body) in FUNCTIONS.items():
        body = body.replace("{shared}", _shared())
        run(f"CREATE OR REPLACE FUNCTION {signature} LANGUAGE sql STABLE {how} AS $$ {body} $$")
    _forget_rules(connection)
    rules = _rules()
    for table in sorted({rule[0] for rule in rules}):
        run(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        run(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
        run(f'CREATE POLICY owner ON "{table}" TO CURRENT_USER USING (true) WITH CHECK (true)')
    for table, does, using, check in rules:
        terms = f" USING ({using})" if using else ""
        terms += f" WITH CHECK ({check})" if check else ""
        name = f"coder_{does.lower()}"
        run(f'CREATE POLICY {name} ON "{table}" FOR {does} TO {group}{terms}'.replace("%", "%%"))
    _grant(connection, group)
    _guard_rounds(connection)


def _forget_rules(connection: Connection) -> None:
    found = connection.exec_driver_sql(
        "SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public'"
    ).all()
    for name, table in found:
        connection.exec_driver_sql(f'DROP POLICY {name} ON "{table}"')


def _grant(connection: Connection, group: str) -> None:
    run = connection.exec_driver_sql
    database = quoted(connection, str(run("SELECT current_database()").scalar_one()))
    run(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    run(f"GRANT CONNECT ON DATABASE {database} TO {group}")
    run("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    run(f"GRANT USAGE ON SCHEMA public TO {group}")
    run(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {group}")
    run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {group}")
    for what, tables in GRANTS.items():
        named = ", ".join(f'"{table}"' for table in tables)
        run(f"GRANT {what} ON {named} TO {group}")


def _guard_rounds(connection: Connection) -> None:
    """A coder cannot take a document out of an opened round, and with it out of the frozen ones."""
    run = connection.exec_driver_sql
    run(
        "CREATE OR REPLACE FUNCTION review_round_stays() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN IF NOT (coder_is('lead') OR coder_sees_everything()) THEN "
        "RAISE insufficient_privilege USING MESSAGE = 'only the lead moves documents between rounds'; "
        "END IF; RETURN NEW; END $$"
    )
    run("DROP TRIGGER IF EXISTS review_round_stays ON review")
    run(
        "CREATE TRIGGER review_round_stays BEFORE UPDATE ON review FOR EACH ROW "
        "WHEN (OLD.round IS DISTINCT FROM NEW.round) EXECUTE FUNCTION review_round_stays()"
    )


def quoted(connection: Connection, name: str) -> str:
    """A name as an identifier of SQL."""
    spelled: str = connection.dialect.identifier_preparer.quote_identifier(name)
    return spelled.replace("%", "%%")
