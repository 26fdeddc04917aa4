"""Every error in a codebook is a sentence that names its line and key."""

import random
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.codebook import load_codebook
from storage.errors import CodebookError

BASE = """\
[codebook]
name = "Test"
version = "1.0"

[[variable]]
name = "outcome"
type = "choice"
kinds = ["spso_decision"]
values = [
  { name = "upheld", code = 1, key = "u" },
  { name = "not_upheld", code = 2, key = "n" },
]

[[variable]]
name = "respondent"
type = "text"

[[kind]]
name = "our_kind"
patterns = ["^Our"]

[[record]]
name = "finding"
key = "f"

[[record.field]]
name = "conclusion"
type = "choice"
required = true
values = [ { name = "criticism", values = [ { name = "grave" } ] }, { name = "praise" } ]

[[record.field]]
name = "affected"
type = "choice"
multiple = true
asked_when = { conclusion = ["criticism"] }
values = [ { name = "child" } ]

[[record.field]]
name = "body"
type = "text"
from = "respondent"
fill = "speaker"

[[record]]
name = "remedy"
key = "r"

[[relation]]
name = "redresses"
from = "remedy"
to = "finding"

[[migration]]
action = "rename"
in = "finding.conclusion"
from = "criticised"
to = "criticism"
"""

CASES = [
    ("[codebook]", "[codebok]", "Line 1, the codebook: there is no key «codebok» here; did you mean «codebook»?"),
    ('name = "Test"', "", "Line 1, [codebook]: «name» is missing."),
    ('name = "Test"', 'name = ""', "Line 2, [codebook]: «name» is empty."),
    ('version = "1.0"', "version = 1.0", 'Line 3, [codebook]: put the version in quotes, such as version = "1.0".'),
    ('version = "1.0"', 'version = "one dot"', 'Line 3, [codebook]: «one dot» is no version; use something like "1.0".'),
    ("[[variable]]\nname = \"respondent\"", "[[variabel]]\nname = \"respondent\"", "Line 14, the codebook: there is no key «variabel» here; did you mean «variable»?"),
    ('kinds = ["spso_decision"]', 'kinds = ["spso_decison"]', "Line 8, variable «outcome»: there is no kind «spso_decison»; did you mean «spso_decision»?"),
    ('kinds = ["spso_decision"]', "kinds = 3", "Line 8, variable «outcome»: «kinds» must be a list of texts, not «3»."),
    ('kinds = ["spso_decision"]', 'fill = "amount"', "Line 8, variable «outcome»: only a record's field takes «fill»."),
    ('key = "n"', 'key = "u"', "Line 11, variable «outcome», value «not_upheld»: the key «u» is already used by «upheld»; give one of them another key."),
    ('key = "n"', 'key = "/"', "Line 11, variable «outcome», value «not_upheld»: «/» cannot be a key; use one letter a-z, A-Z or one digit."),
    ('key = "n"', 'key = "no"', "Line 11, variable «outcome», value «not_upheld»: «no» cannot be a key; use one letter a-z, A-Z or one digit."),
    ('key = "n"', 'key = "\\t"', "Line 11, variable «outcome», value «not_upheld»: «key» must be one letter a-z, A-Z or one digit."),
    ("code = 2", "code = 1", "Line 11, variable «outcome», value «not_upheld»: the code 1 is already that of «upheld»."),
    ("code = 2", 'code = "2"', "Line 11, variable «outcome», value «not_upheld»: «code» must be a whole number, at most 2147483620, not «2»."),
    ("code = 2", "code = true", "Line 11, variable «outcome», value «not_upheld»: «code» must be a whole number, at most 2147483620, not «True»."),
    ('name = "not_upheld"', 'name = "upheld"', "Line 11, variable «outcome», value «upheld»: there is another value «upheld» in this field."),
    ('name = "not_upheld"', 'name = "unclear"', "Line 11, variable «outcome», value «unclear»: «unclear» is a missing value that every field has already."),
    ('name = "not_upheld"', 'nmae = "not_upheld"', "Line 11, variable «outcome», value 2: there is no key «nmae» here; did you mean «name»?"),
    ('name = "outcome"', 'name = "Outcome"', "Line 6, variable «Outcome»: «Outcome» is no name; use lower-case letters, digits and _, beginning with a letter."),
    ('name = "outcome"', f'name = "{"o" * 33}"', f"Line 6, variable «{'o' * 33}»: «{'o' * 33}» has 33 characters; a name has at most 32."),
    ('name = "outcome"', "name = 5", "Line 6, variable 1: «name» must be text in quotes, not «5»."),
    ('name = "outcome"', 'name = "status"', "Line 6, variable «status»: «status» is a name of the program's own; choose another."),
    ('name = "outcome"', 'name = "document"', "Line 6, variable «document»: «document» is a name of the program's own; choose another."),
    ('name = "outcome"', 'name = "using"', "Line 6, variable «using»: «using» is a word that Stata keeps for itself; choose another."),
    ('name = "outcome"', 'name = "n_findings"', "Line 6, variable «n_findings»: «n_findings» is the column that counts records; choose another."),
    ('name = "outcome"', 'name = "respondent"', "Line 15, variable «respondent»: there is another variable «respondent»."),
    ('name = "outcome"', 'name = "respondent__missing"', "Line 6, variable «respondent__missing»: «respondent__missing» is a column that «respondent» makes when exported."),
    ('name = "outcome"', 'name = "outcome"\nlabel = "two\\nlines"', "Line 7, variable «outcome»: «label» must be one line of plain text."),
    ('name = "outcome"', 'name = "outcome"\nid = 4\nmultiple = "yes"', "Line 8, variable «outcome»: «multiple» must be true or false, not «yes»."),
    ('type = "text"\n\n[[kind]]', 'type = "txt"\n\n[[kind]]', "Line 16, variable «respondent»: «txt» is no type; did you mean «text»?"),
    ('type = "text"\n\n[[kind]]', 'type = "sound"\n\n[[kind]]', "Line 16, variable «respondent»: «sound» is no type; use one of text, integer, number, money, date, period, boolean, choice, open."),
    ('type = "text"\n\n[[kind]]', 'type = "choice"\n\n[[kind]]', "Line 14, variable «respondent»: a choice needs «values»."),
    ('type = "text"\n\n[[kind]]', 'type = "choice"\nvalues = [ { name = "x", retired = true } ]\n[[kind]]', "Line 17, variable «respondent»: every value is retired; a choice needs one that can be chosen."),
    ('type = "text"\n\n[[kind]]', 'type = "text"\nvalues = [ { name = "x" } ]\n[[kind]]', "Line 17, variable «respondent»: only a choice has values; this is of type «text»."),
    ('type = "text"\n\n[[kind]]', 'type = "boolean"\nmultiple = true\n[[kind]]', "Line 17, variable «respondent»: a boolean has one answer; take «multiple» away."),
    ('type = "text"\n\n[[kind]]', 'type = "text"\nasked_when = { respondent = ["x"] }\n[[kind]]', "Line 17, variable «respondent»: a field cannot depend on itself."),
    ('name = "our_kind"', 'name = "press_ombudsman"', "Line 19, kind «press_ombudsman»: «press_ombudsman» is a kind that the program knows already; choose another."),
    ('name = "our_kind"\npatterns = ["^Our"]', 'name = "our_kind"', "Line 18, kind «our_kind»: a kind needs «patterns» or «labels» to be known by."),
    ('patterns = ["^Our"]', 'patterns = [\n"^Our",\n"(open"]', "Line 22, kind «our_kind»: the pattern «(open» in «patterns» cannot be used: missing ), unterminated subpattern at position 0."),
    ('patterns = ["^Our"]', 'patterns = ["^Our"]\n[[kind]]\nname = "our_kind"\nlabels = ["Case"]', "Line 22, kind «our_kind»: there is another kind «our_kind»."),
    ('name = "finding"\nkey', 'name = "memo"\nkey', "Line 23, record «memo»: «memo» is a name of the program's own; choose another."),
    ('key = "f"', 'key = "f"\nplural = "evidence"', "Line 25, record «finding»: the plural «evidence» is the name of another table; choose another."),
    ('key = "f"', 'key = "f"\nplural = "settlements"', "Line 25, record «finding»: the plural «settlements» is the name of another table; choose another."),
    ('key = "f"', 'key = "f"\nplural = "Findings"', "Line 25, record «finding»: the plural «Findings» is no name; use lower-case letters, digits and _, beginning with a letter."),
    ('key = "r"', 'key = "r"\nplural = "findings"', "Line 48, record «remedy»: the plural «findings» is taken by another record type."),
    ('name = "remedy"\nkey', 'name = "finding"\nkey', "Line 46, record «finding»: there is another record type «finding»."),
    ('key = "r"', 'key = "f"', "Line 47, record «remedy»: the key «f» is already used by another record type."),
    ('key = "r"', 'key = "j"', "Line 47, record «remedy»: the key «j» is not free in the review screen; use one of f, r, c, s, t."),
    ("required = true", 'required = "yes"', "Line 29, record «finding», field «conclusion»: «required» must be true or false, not «yes»."),
    ('{ name = "grave" }', '{ name = "praise" }', "Line 30, record «finding», field «conclusion», value «praise»: there is another value «praise» in this field."),
    ('values = [ { name = "criticism"', 'values = [ 3, { name = "criticism"', "Line 30, record «finding», field «conclusion»: «3» in «values» is no table."),
    ('values = [ { name = "child" } ]', 'values = { name = "child" }', "Line 37, record «finding», field «affected»: «values» must be a list of tables; write a list in brackets."),
    ('{ name = "child" }', f'{{ name = "{"c" * 23}" }}', f"Line 37, record «finding», field «affected», value «{'c' * 23}»: «{'c' * 23}» is too long: with several values to a field, the field's name, two underscores and the value's name may have 32 characters together."),
    ('{ conclusion = ["criticism"] }', '{ conclusoin = ["criticism"] }', "Line 36, record «finding», field «affected»: there is no field «conclusoin» beside it; did you mean «conclusion»?"),
    ('{ conclusion = ["criticism"] }', '{ conclusion = ["criticsm"] }', "Line 36, record «finding», field «affected»: «conclusion» has no value «criticsm»; did you mean «criticism»?"),
    ('{ conclusion = ["criticism"] }', "{ conclusion = [] }", "Line 36, record «finding», field «affected»: «conclusion» needs a list of value names, not «[]»."),
    ('{ conclusion = ["criticism"] }', '{ body = ["x"] }', "Line 36, record «finding», field «affected»: «body» is neither a choice nor a boolean and cannot decide."),
    ('{ conclusion = ["criticism"] }', '"criticism"', "Line 36, record «finding», field «affected»: «asked_when» must be a table in braces, not «criticism»."),
    ("required = true", 'asked_when = { affected = "child" }', "Line 29, record «finding», field «conclusion»: the conditions go round in a circle: conclusion → affected → conclusion."),
    ("required = true", 'kinds = ["other"]', "Line 29, record «finding», field «conclusion»: only a variable takes «kinds»."),
    ('from = "respondent"', 'from = "respondant"', "Line 42, record «finding», field «body»: there is no variable «respondant»; did you mean «respondent»?"),
    ('from = "respondent"', 'from = "outcome"', "Line 42, record «finding», field «body»: a field of type «text» cannot offer the values of «outcome», which is of type «choice»."),
    ('fill = "speaker"', 'fill = "magic"', "Line 43, record «finding», field «body»: «magic» fills nothing in; use one of speaker, amount, status, duration, deadline, beneficiary, deadline_kind, complaint_handling."),
    ('name = "body"', 'name = "quote"', "Line 40, record «finding», field «quote»: «quote» is a name of the program's own; choose another."),
    ('name = "body"', 'name = "affected__child"', "Line 40, record «finding», field «affected__child»: «affected__child» is a column that «affected» makes when exported."),
    ('name = "body"', 'name = "conclusion"', "Line 40, record «finding», field «conclusion»: there is another field «conclusion»."),
    ('name = "body"', 'name = "body"\nid = 2\n[[record.field]]\nname = "other"\ntype = "text"\nid = 2\n[[record.field]]\nname = "third"', "Line 45, record «finding», field «other»: the id 2 is already that of another field here."),
    ('name = "redresses"', 'name = "same_as"', "Line 50, relation «same_as»: «same_as» is built in and need not be declared."),
    ('to = "finding"', 'to = "findings"', "Line 52, relation «redresses»: there is no record type «findings»; did you mean «finding»?"),
    ('to = "finding"', "", "Line 49, relation «redresses»: «to» is missing."),
    ('to = "finding"', 'to = "finding"\n[[relation]]\nname = "redresses"\nfrom = "remedy"\nto = "finding"', "Line 54, relation «redresses»: there is another relation «redresses»."),
    ('action = "rename"', 'action = "renam"', "Line 55, migration 1: «renam» is no action; did you mean «rename»?"),
    ('in = "finding.conclusion"', 'in = "finding.conclusoin"', "Line 56, migration 1: there is no «finding.conclusoin»; did you mean «finding.conclusion»?"),
    ('in = "finding.conclusion"', 'in = "zzz"', "Line 56, migration 1: there is no «zzz»; name a variable or, as in «finding.conclusion», a record's field. A migration that an earlier version needed can be taken out."),
    ('from = "criticised"', "", "Line 54, migration 1: «from» must name at least one value."),
    ('from = "criticised"', 'from = ["criticised", "blamed"]', "Line 57, migration 1: a rename takes one value; several into one are a merge."),
    ('to = "criticism"', 'to = "critic"', "Line 58, migration 1: «conclusion» has no value «critic»; did you mean «criticism»?"),
    ('to = "criticism"', "", "Line 54, migration 1: «to» must name one value for rename."),
    ('action = "rename"', 'action = "split"', "Line 58, migration 1: «to» must name at least two values for split."),
    ('action = "rename"', 'action = "retire"', "Line 58, migration 1: «to» must name no value for retire."),
]  # fmt: skip


def refusal(source: str) -> str:
    """What loading ``source`` is refused with."""
    with pytest.raises(CodebookError) as caught:
        load_codebook(source)
    return str(caught.value)


def test_the_codebook_that_the_cases_break_is_sound():
    assert load_codebook(BASE).name == "Test"


@pytest.mark.parametrize(("good", "bad", "sentence"), CASES)
def test_an_error_names_its_line_and_key(good, bad, sentence):
    assert BASE.count(good) >= 1

    assert sentence in refusal(BASE.replace(good, bad, 1)).split("\n")


def test_several_errors_are_told_together_in_the_file_s_order():
    broken = BASE.replace('key = "n"', 'key = "u"').replace('to = "finding"', 'to = "x"')
    lines = refusal(broken.replace('name = "outcome"', 'name = "Outcome"')).split("\n")

    assert [line.split(",")[0] for line in lines] == ["Line 6", "Line 11", "Line 52"]


def test_a_flood_of_errors_is_cut_short():
    values = ", ".join('{ name = "same" }' for _ in range(100))
    source = f'{BASE}[[variable]]\nname = "many"\ntype = "choice"\nvalues = [ {values} ]\n'
    lines = refusal(source).split("\n")

    assert len(lines) == 31
    assert lines[-1] == "There are 69 more errors after these."


def test_a_condition_that_can_never_hold_is_refused():
    source = """[codebook]
name = "T"
version = "1"
[[record]]
name = "finding"
[[record.field]]
name = "conclusion"
type = "choice"
values = [ { name = "criticism" }, { name = "praise" } ]
[[record.field]]
name = "fault"
type = "choice"
asked_when = { conclusion = "criticism" }
values = [ { name = "delay" } ]
[[record.field]]
name = "duration"
type = "text"
asked_when = { fault = "delay", conclusion = "praise" }
"""

    assert refusal(source) == (
        "Line 18, record «finding», field «duration»: "
        "it could never be asked: no answer to «conclusion» would do."
    )


def test_a_sixth_record_type_has_no_letter():
    source = "".join(f'[[record]]\nname = "type_{letter}"\n' for letter in "uvwxyz")

    assert refusal('[codebook]\nname = "T"\nversion = "1"\n' + source) == (
        "Line 15, record «type_z»: no letter is left to make it with; there can be 5 record types."
    )


@pytest.mark.parametrize(
    ("source", "beginning"),
    [
        ('[codebook]\nname = "x', "Line 2, at the end of the text: this is not valid TOML: Unterm"),
        ('[codebook]\nname = "x\n', "Line 2, column 10: this is not valid TOML: Illegal character"),
        ("[codebook]\nname = [1, 2", "Line 2, at the end of the text: this is not valid TOML"),
        ("[codebook]\n= 3", "Line 2, column 1: this is not valid TOML"),
        ("[codebook]\n[codebook]", "Line 2, column"),
        ("x = " + "9" * 5000, "Line 1, at the end of the text: this is not valid TOML"),
        ('[codebook]\nname = "\ud800"', "Line 2: half of a character stands alone here."),
        ("x = " + "[" * 3000, "The codebook nests lists or tables too deeply to be read."),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(source, beginning):
    assert refusal(source).startswith(beginning)


def test_one_table_where_a_list_belongs_says_how_to_write_it():
    source = '[codebook]\nname = "T"\nversion = "1"\n[variable]\nname = "x"\ntype = "text"\n'

    assert refusal(source) == (
        "Line 4, the codebook: «variable» must be a list of tables; write [[variable]]."
    )


def test_a_hostile_name_cannot_reach_the_terminal():
    source = BASE.replace('name = "outcome"', 'name = "\\u001b[2J' + "x" * 500 + '"')
    sentence = refusal(source)

    assert "\x1b" not in sentence
    assert max(map(len, sentence.split())) < 100


def loads_or_refuses(source: str) -> None:
    """Whatever else happens, no other error does."""
    try:
        codebook = load_codebook(source)
    except CodebookError:
        return
    assert codebook.name


@given(st.text())
@example("[codebook]\nname=1\nversion=[]\nkind=1\nrecord=[[]]\n")
@example("[[record]]\nfield = [1]\n[[record.field]]\n")
def test_any_text_loads_or_is_refused(source):
    loads_or_refuses(source)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_a_codebook_with_random_damage_loads_or_is_refused(seed, times):
    chance = random.Random(seed)
    source = BASE
    scraps = [*BASE.split(), "1", "true", '"x"', "[", "]", "{", "}", "=", "\n", "[[", "''", "1.5"]
    for _ in range(times):
        at = chance.randrange(len(source))
        until = at + chance.choice([0, 0, 1, 3, 20])
        source = source[:at] + chance.choice(["", f" {chance.choice(scraps)} "]) + source[until:]

    loads_or_refuses(source)


KEYS = """
name version type key code id label plural unit values asked_when from to in action fill kinds
multiple required identifier patterns labels retired
"""

VALUES = st.recursive(
    st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from(['"a"', '"b"', '"choice"', '"text"', "1.5"]),
    lambda inner: st.lists(inner, max_size=3).map(
        lambda items: "[" + ", ".join(map(written, items)) + "]"
    ),
    max_leaves=4,
)


def written(value: object) -> str:
    """A value as TOML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["[codebook]", "[[variable]]", "[[record]]", "[[record.field]]", "[[relation]]"]
                + ["[[kind]]", "[[migration]]", "[[record.field.values]]", "[[variable.values]]"]
            ),
            st.dictionaries(
                st.sampled_from(KEYS.split()),
                VALUES,
                max_size=5,
            ),
        ),
        max_size=8,
    )
)
def test_any_value_for_any_key_loads_or_is_refused(tables):
    lines = []
    for header, entries in tables:
        lines.append(header)
        lines.extend(f"{key} = {written(value)}" for key, value in entries.items())

    loads_or_refuses("\n".join(lines))


def test_the_starter_codebook_survives_the_loss_of_any_line():
    lines = (files("seeds") / "codebook.toml").read_text("utf-8").split("\n")
    for gone in range(0, len(lines), 97):
        loads_or_refuses("\n".join(lines[:gone] + lines[gone + 1 :]))
