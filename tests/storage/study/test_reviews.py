"""What a coder says of a document as a whole; where they stood, and what they had half typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage import ChangeRefused, NotFound, Place, RecordEntry, Status, Study


@pytest.fixture
def ready(study: Study, april: str, finding: Callable[..., RecordEntry]) -> Study:
    """A study in which nothing but a remedy is missing of one document."""
    study.set_variable(april, "outcome", "upheld")
    study.add_record(april, finding())
    return study


def test_a_document_is_done_with_its_confirmed_nones(ready: Study, april: str, may: str) -> None:
    following = ready.finish(april, ["remedy"])

    review = ready.coding(april).review
    assert (review.status, review.confirmed_none) == (Status.DONE, ("remedy",))
    assert review.completed_at is not None
    assert following == ready.next_to_do()
    assert ready.overview().statuses[Status.DONE] == 1
    assert ready.missing(april) == ()


def test_a_none_that_nobody_confirmed_keeps_it_open(ready: Study, april: str) -> None:
    with pytest.raises(ChangeRefused, match="No remedies: confirm that"):
        ready.finish(april)

    assert ready.coding(april).review.status is Status.IN_PROGRESS


def test_a_required_variable_is_not_waved_through_as_none(
    study: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    study.add_record(april, finding())

    with pytest.raises(ChangeRefused, match="Outcome is required"):
        study.finish(april, ["remedy", "outcome"])


def test_there_are_not_none_of_what_was_recorded(
    ready: Study, april: str, remedy: Callable[..., RecordEntry]
) -> None:
    ready.finish(april, ["remedy", "finding", "praise"])
    assert ready.coding(april).review.confirmed_none == ("remedy",)
    ready.add_record(april, remedy())

    ready.finish(april)

    assert ready.coding(april).review.confirmed_none == ()


def test_the_codebook_that_a_document_was_done_by_is_kept(
    ready: Study, april: str, tmp_path: Path
) -> None:
    ready.finish(april, ["remedy"])
    ready.add_provisional_value("finding", "fault", "Lost papers")

    ready.export(tmp_path / "out", status=Status.DONE)

    header, row = (tmp_path / "out" / "reviews.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["codebook_version"], cells["n_findings"], cells["n_remedies"]) == (
        "1.0",
        "1",
        "0",
    )


def test_a_reopened_document_is_in_progress_again(ready: Study, april: str) -> None:
    ready.finish(april, ["remedy"])

    ready.reopen(april)

    review = ready.coding(april).review
    assert (review.status, review.completed_at) == (Status.IN_PROGRESS, None)


def test_only_what_was_done_or_excluded_is_reopened(study: Study, april: str) -> None:
    with pytest.raises(ChangeRefused, match="neither done nor excluded"):
        study.reopen(april)


def test_an_excluded_document_has_its_reason(study: Study, april: str) -> None:
    following = study.exclude(april, " about something else ")

    review = study.coding(april).review
    assert (review.status, review.excluded_reason) == (Status.EXCLUDED, "about something else")
    assert following == study.next_to_do()


def test_a_flag_stands_beside_any_status(study: Study, april: str) -> None:
    study.exclude(april, "a duplicate")

    study.flag(april, "of which?")

    document = study.document(april)
    assert (document.status, document.flag_reason) == (Status.EXCLUDED, "of which?")
    assert study.overview().flagged == 1
    study.unflag(april)
    assert study.document(april).flag_reason is None
    assert study.overview().flagged == 0


def test_what_has_no_flag_is_not_unflagged(study: Study, april: str) -> None:
    with pytest.raises(ChangeRefused, match="no flag"):
        study.unflag(april)


@pytest.mark.parametrize("say", ["flag", "exclude"])
def test_a_reason_is_needed(study: Study, april: str, say: str) -> None:
    with pytest.raises(ChangeRefused, match="needs a reason"):
        getattr(study, say)(april, " \n ")


def test_statuses_are_each_coders_own(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    anna.exclude(april, "a duplicate")

    assert ben.document(april).status is Status.TODO
    assert ben.next_to_do() == april


def test_a_place_is_where_the_coder_stood_last(study: Study, april: str, may: str) -> None:
    assert study.last_place() is None
    study.save_place(Place(april, 3, "{}"))
    study.save_place(Place(may, 5, '{"drawer": true}'))
    study.save_place(Place(april, 9, "{}"))

    assert study.place(may) == Place(may, 5, '{"drawer": true}')
    assert study.last_place() == study.place(april) == Place(april, 9, "{}")


def test_a_draft_is_kept_until_it_is_dropped(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    opened(store).save_draft(april, '{"type": "finding"}')
    opened(store).save_draft(april, '{"type": "remedy"}')

    draft = opened(store).draft(april)
    assert draft is not None
    assert (draft.document, draft.payload) == (april, '{"type": "remedy"}')
    opened(store).drop_draft(april)
    assert opened(store).draft(april) is None


def test_places_and_drafts_are_no_part_of_the_history(study: Study, april: str) -> None:
    before = list(study.history())

    study.save_place(Place(april, 3, "{}"))
    study.save_draft(april, "{}")
    study.drop_draft(april)

    assert list(study.history()) == before


def test_the_place_in_a_removed_document_is_forgotten(study: Study, april: str, may: str) -> None:
    study.save_place(Place(april, 3, "{}"))
    study.save_place(Place(may, 5, "{}"))

    study.remove_documents([may])

    assert study.last_place() == Place(april, 3, "{}")


@pytest.mark.parametrize(
    "ask", ["document", "text", "coding", "missing", "place", "draft", "open_document", "finish"]
)
def test_an_unknown_document_is_not_found(quiet_study: Study, ask: str) -> None:
    with pytest.raises(NotFound, match="not in this study any more"):
        getattr(quiet_study, ask)("nowhere")
