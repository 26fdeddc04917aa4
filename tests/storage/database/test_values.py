from hypothesis import given
from hypothesis import strategies as st

from storage import FieldValue, Missing, Money
from storage.database.values import items_of, value_of

WORDS = st.text(min_size=1, max_size=8).filter(lambda word: word not in list(Missing))
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False).filter(
    lambda number: not number.is_integer()
)
AMOUNTS = st.builds(
    Money, st.floats(-1e12, 1e12), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
)
SCALARS = WORDS | NUMBERS | st.booleans() | AMOUNTS
VALUES = SCALARS | st.sampled_from(list(Missing)) | st.lists(SCALARS, min_size=1).map(tuple)


def same(one: FieldValue, other: FieldValue) -> bool:
    """Equal, and of one type: True is not 1."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other and type(one) is type(other)


@given(VALUES)
def test_every_value_comes_back_from_its_rows(value: FieldValue) -> None:
    assert same(value_of(items_of(value)), value)


@given(st.lists(SCALARS, min_size=1).map(tuple))
def test_several_items_count_from_one_and_a_single_one_is_nought(
    value: tuple[object, ...],
) -> None:
    assert [item[0] for item in items_of(value)] == list(range(1, len(value) + 1))
    assert [item[0] for item in items_of(value[0])] == [0]
