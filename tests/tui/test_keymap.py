"""The user's own keys: what is wrong is said, what is right counts."""

from tui.commands import COMMANDS
from tui.keymap import _ACTIVE_TOGETHER, check_keymap


def test_a_command_gets_another_key():
    checked = check_keymap({"library.sort": "o"})

    assert (checked.keys, checked.problems) == ({"library.sort": "o"}, ())


def test_signs_are_kept_under_textuals_names():
    assert check_keymap({"library.filter": "\\,f5"}).keys == {"library.filter": "backslash,f5"}


def test_an_unknown_command_is_named():
    assert check_keymap({"library.srot": "o"}).problems == (
        "Key map: there is no command library.srot; library.sort may be meant.",
    )


def test_what_is_no_key_is_named():
    checked = check_keymap({"library.sort": "ctlr+x"})

    assert checked.keys == {}
    assert checked.problems == ("Key map: library.sort asks for “ctlr+x”, which is no key.",)


def test_a_key_that_terminals_send_as_another_is_refused():
    (problem,) = check_keymap({"library.sort": "ctrl+i"}).problems

    assert "terminals send it as Tab" in problem


def test_a_taken_key_stays_with_its_command():
    checked = check_keymap({"library.sort": "n"})

    assert checked.keys == {}
    assert checked.problems == ("Key map: library.sort cannot be n, which is library.next_to_do.",)


def test_two_commands_can_swap_their_keys():
    swapped = {"library.sort": "t", "library.show": "s"}

    assert check_keymap(swapped).keys == swapped


def test_of_two_that_ask_for_one_key_one_gets_it():
    checked = check_keymap({"library.sort": "o", "library.show": "o"})

    assert checked.keys == {"library.sort": "o"}
    assert len(checked.problems) == 1


def test_the_same_key_may_do_different_things_on_different_screens():
    assert check_keymap({"library.sort": "x"}).problems == ()


def test_numbers_stay_where_they_are():
    assert check_keymap({"review.repeat": "a"}).problems == (
        "Key map: the keys of review.repeat cannot be changed.",
    )


def test_keys_that_cannot_be_taken_are_kept_from_all():
    (problem,) = check_keymap({"library.sort": "ctrl+q"}).problems

    assert problem == "Key map: library.sort cannot be Ctrl+Q, which is app.quit."


def test_a_digit_stays_with_repeat():
    checked = check_keymap({"review.memo": "3"})

    assert checked.keys == {}
    assert checked.problems == ("Key map: review.memo cannot be 3, which is review.repeat.",)


def test_faults_are_named_with_their_place():
    (problem,) = check_keymap({"library.sort": "n"}, lambda name: f"file, line 9 ({name})").problems

    assert problem.startswith("file, line 9 (keymap.library.sort): library.sort cannot be n")


def test_every_place_with_commands_is_known_to_the_check():
    known = {place for places in _ACTIVE_TOGETHER for place in places} | {"filter", "dialog"}

    assert {command.where for command in COMMANDS} <= known
