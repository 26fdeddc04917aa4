"""Where things stand in a TOML text."""

import tomllib
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from storage.codebook.layout import Layout

SOURCE = '''# a comment = [ ]
title = "one # no comment" # one
"quoted key" = """
several
lines with "quotes" and "" two"""""
literal = \'\'\'
[[not]]
\'\'\'
when = 1979-05-27 07:32:00
[owner]
a.b."c.d" = 1
a.e = { x = 1, y = [ 1, { z = "]" } ] }
[[item]]
name = 'first'
[[item.part]]
n = 1
[[item.part]] # second
n = 2
[[item]]
name = "second"
list = [
  1, # with [ a comment
  "two",

  [ 3,
    4 ],
]
[[item.part]]
n = 3
[item.part.deep]
er = true
'''


def test_every_key_table_and_item_has_its_line():
    layout = Layout(SOURCE)
    lines = {
        ("title",): 2,
        ("quoted key",): 3,
        ("literal",): 6,
        ("when",): 9,
        ("owner",): 10,
        ("owner", "a", "b", "c.d"): 11,
        ("owner", "a", "e", "y", 1, "z"): 12,
        ("item", 0): 13,
        ("item", 0, "part", 1): 17,
        ("item", 0, "part", 1, "n"): 18,
        ("item", 1, "list", 1): 23,
        ("item", 1, "list", 2, 1): 26,
        ("item", 1, "part", 0, "deep", "er"): 31,
    }

    assert {path: layout.line(path) for path in lines} == lines


def test_what_is_absent_has_the_line_of_what_is_around_it():
    layout = Layout(SOURCE)

    assert layout.line(("item", 0, "part", 1, "label")) == 17
    assert layout.line(("nothing",)) == 1


def test_values_are_cut_out_exactly():
    layout = Layout(SOURCE)
    path = ("item", 1, "list", 2)

    assert SOURCE[layout.value_starts[path] : layout.ends[path]] == "[ 3,\n    4 ]"
    assert SOURCE[: layout.ends[("item", 0)]].endswith("n = 2")


def paths(value: object, path: tuple[str | int, ...] = ()):
    """Every path in parsed TOML."""
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in children:
        yield (*path, key)
        if isinstance(child, dict | list):
            yield from paths(child, (*path, key))


def test_everything_that_toml_reads_from_the_starter_codebook_has_a_place():
    source = (files("seeds") / "codebook.toml").read_text("utf-8")

    assert set(paths(tomllib.loads(source))) == set(Layout(source).starts)


def test_everything_that_toml_reads_from_the_source_has_a_place():
    assert set(paths(tomllib.loads(SOURCE))) == set(Layout(SOURCE).starts)


KEYS = st.sampled_from(["a", "b", '"c d"', "'e.f'", '"\\u0067"'])
SCALARS = st.sampled_from(
    ["1", "-2.5", "true", '"x"', '"]\\""', "'}'", '"""\n#"" """', "'''\n'a'''", "2021-07-14"]
    + ["2021-07-14 10:00:00", "1979-05-27T07:32:00Z", "inf", "[]", "{}", "[ # none\n ]"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[ " + ",\n # c\n ".join(items) + " ]")
        | st.dictionaries(KEYS, inner, max_size=2).map(
            lambda table: "{ " + ", ".join(f"{key} = {item}" for key, item in table.items()) + " }"
        )
    ),
    max_leaves=6,
)
HEADERS = st.sampled_from(["[t]", "[[u]]", "[[u.v]]", "[ t . 'w' ]", '[[ "u" . v ]]', "[u.v.x]"])


@given(st.lists(st.tuples(st.none() | HEADERS, KEYS, VALUES), max_size=8))
def test_whatever_toml_reads_has_a_place(statements):
    source = "".join(f"{header or ''}\n{key} = {value} # c\n" for header, key, value in statements)
    try:
        parsed = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return

    assert set(paths(parsed)) == set(Layout(source).starts)
