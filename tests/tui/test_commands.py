"""The command list: whole, free of clashes, and true of the classes that act."""

from textual.binding import Binding

from storage import RecordType
from tui.app import CasecoderApp
from tui.commands import (
    COMMANDS,
    bindings,
    find_command,
    key_text,
    record_bindings,
    record_keys,
    review_keys,
)
from tui.keymap import check_keymap
from tui.screens.agreement import AgreementScreen
from tui.screens.insights import InsightsScreen
from tui.screens.library import LibraryScreen
from tui.screens.search import SearchScreen
from tui.widgets.document_list import DocumentList
from tui.widgets.figure_view import FigureView


def record_type(name: str, key: str) -> RecordType:
    return RecordType(name, name.title(), f"{name}s", key, "One is one.", ())


def test_every_id_is_used_once():
    ids = [command.id for command in COMMANDS]

    assert len(ids) == len(set(ids))


def test_help_tells_of_a_screen_before_it_tells_of_moving_in_lists():
    groups = list(dict.fromkeys(command.group for command in COMMANDS))
    lists = ("Library", "The codebook", "Records of the study", "Memos", "The history", "Agreement")
    assert all(groups.index(group) < groups.index("Moving") for group in lists)


def test_every_command_has_a_label_and_a_sentence_of_help():
    assert all(command.label and command.help.endswith(".") for command in COMMANDS)


def test_every_command_of_a_place_has_its_action():
    homes = {
        "app": CasecoderApp,
        "library": LibraryScreen,
        "list": DocumentList,
        "agreement": AgreementScreen,
        "insights": InsightsScreen,
        "figure": FigureView,
        "study": LibraryScreen,
        "search": SearchScreen,
    }
    here = [command for command in COMMANDS if command.where in homes]

    assert [
        each.id for each in here if not hasattr(homes[each.where], f"action_{each.action}")
    ] == []


def test_no_key_does_two_things_at_once():
    assert check_keymap({}).problems == ()
    for places in (
        ("app", "library", "list", "study"),
        ("app", "review", "study"),
        ("app", "codebook", "list"),
        ("app", "doubts", "list"),
        ("app", "list", "search"),
        ("app", "form"),
        ("app", "insights", "figure"),
        ("app", "agreement", "list"),
    ):
        keys = [
            key for command in COMMANDS if command.where in places for key in command.key.split(",")
        ]

        assert len(keys) == len(set(keys)), places


def test_no_command_needs_a_key_that_terminals_send_as_another():
    keys = {key for command in COMMANDS for key in command.key.split(",")}

    assert keys.isdisjoint({"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket", "ctrl+c"})


def test_bindings_carry_ids_so_that_they_can_be_rebound():
    assert {binding.id for binding in bindings("library")} == {
        command.id for command in COMMANDS if command.where == "library"
    }


def test_repeat_has_a_binding_for_each_number():
    repeats = [each for each in bindings("review") if each.action.startswith("repeat")]

    assert [each.action for each in repeats] == [f"repeat({number})" for number in range(1, 10)]


def test_a_numbered_binding_leads_back_to_its_command():
    assert find_command("review.repeat_3") is find_command("review.repeat")
    assert find_command("review.no_such") is None


def test_record_types_take_their_own_letters():
    types = [record_type("finding", "f"), record_type("remedy", "r")]

    assert record_keys(types, review_keys({})) == {"finding": "f", "remedy": "r"}


def test_a_record_type_gives_way_to_a_command():
    keys = record_keys([record_type("memory", "m")], review_keys({}))

    assert keys["memory"] == "o"


def test_a_key_map_moves_the_letters_that_record_types_may_have():
    keys = record_keys([record_type("memory", "m")], review_keys({"review.memo": "M"}))

    assert keys["memory"] == "m"


def test_a_record_type_is_bound_to_making_one():
    (binding,) = record_bindings([record_type("finding", "f")], ())

    assert (binding.key, binding.action) == ("f", "make_record('finding')")


def test_keys_are_written_as_people_write_them():
    written = [key_text(key) for key in ("ctrl+o", "slash", "escape", "G", "question_mark", "f5")]

    assert written == ["Ctrl+O", "/", "Esc", "G", "?", "F5"]


def test_every_key_is_called_as_people_write_it():
    made = [each.key for each in Binding.make_bindings(Binding(c.key, "") for c in COMMANDS)]

    assert [text for text in map(key_text, made) if "_" in text and len(text) > 1] == []
