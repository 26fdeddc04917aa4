"""Whatever a text is, cues are whole sentences of it in order, found in time that grows with it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents import segment
from storage.documents.cues import cues, inspections, orders, press, verdicts, voices
from storage.documents.cues.signs import Signs, _compiled

KINDS = ["lgsco_decision", "spso_decision", "ombudsman_other", "inspection_report"]
KINDS += ["press_ombudsman", "press_inspection", "other", "our_kind"]
PIECES = [
    "\nthe Council failed to was at fault ",
    " . ",
    " \n\n ",
    " Agreed action ",
    " Ms R says ",
    " : ",
    " • ",
    " we found ",
    " pay £300 ",
    "\n“ ",
    " ” ",
    ' " ',
    " , said the ombudsman ",
    " needs to improve ",
    " should have ",
    " 1. ",
    " apologise ",
    " What I found ",
    " ; ",
    "\nits policy ",
    " Back to top ",
    " Children wait too long ",
    " it is unlikely we ",
    " The complaint ",
    " ’s ",
    " ½ ",
    " \t\n",
]
SIGNS = [
    signs
    for module in (inspections, orders, press, verdicts, voices)
    for signs in vars(module).values()
    if isinstance(signs, Signs)
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(KINDS))
def test_cues_are_sentences_in_order(pieces, kind):
    text = " ".join(piece.strip(" ") for piece in pieces)
    parts = segment(text, kind)
    found = cues(text, parts, kind)
    places = [(cue.start, cue.end) for cue in found]

    assert set(places) <= {(sentence.start, sentence.end) for sentence in parts.sentences}
    assert places == sorted(places)
    assert len({(cue.type, cue.start) for cue in found}) == len(found)
    assert all(cue.why for cue in found)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.sampled_from(KINDS))
def test_any_text_is_read(text, kind):
    assert all(cue.end <= len(text) for cue in cues(text, segment(text, kind), kind))


@pytest.mark.parametrize("signs", SIGNS)
def test_every_sign_is_a_pattern_of_its_own_words(signs):
    for patterns in signs._patterns.values():
        for pattern in patterns:
            assert "{{" not in _compiled(pattern).pattern
            assert ", " not in "".join(_compiled(r"\([0-9]+, [0-9]+\)").findall(pattern))


HOSTILE = [
    "the council the council the council did ",
    "we may we found the ",
    "Ms A said, ",
    "She said it. ",
    "“said ” the council ",
    "• a:\n",
    "1. x;\n",
    "The Council failed to pay it £5. ",
]


@pytest.mark.parametrize("kind", ["lgsco_decision", "press_ombudsman", "inspection_report"])
@pytest.mark.parametrize("words", HOSTILE)
def test_time_grows_with_the_length_of_hostile_text(words, kind):
    text = words * (200_000 // len(words))
    parts = segment(text, kind)
    began = time.process_time()
    cues(text, parts, kind)

    assert time.process_time() - began < 6
