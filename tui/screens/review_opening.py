"""Open a document for review, and keep where the coder stands."""

import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.timer import Timer

from storage import Codebook, NotFound, OpenDocument, Overview, Place, StorageError
from tui.screens.review_saving import ReviewSaving
from tui.screens.review_words import place_state, state_text
from tui.spot import Spot

if TYPE_CHECKING:
    from storage import Study

AHEAD_DELAY = 0.03
"""Seconds after which the next document is made ready: this one is painted first."""
PLACE_DELAY = 0.7
"""Seconds without a motion before the place is kept."""
PLACE_AGE = 2.0
"""Seconds after which the place is kept in the midst of motions."""


class ReviewOpening(ReviewSaving):
    """Reads documents, and keeps the place in them."""

    @dataclass
    class Opened(Message):
        """A document was read."""

        document: OpenDocument
        """All that its review begins with."""
        codebook: Codebook
        """The codebook in force."""
        overview: Overview
        """The study's counts."""

    @dataclass
    class NotOpened(Message):
        """A document could not be read."""

        error: StorageError
        """Why not."""

    def __init__(self, study: "Study", spot: Spot) -> None:
        super().__init__(study, spot)
        self._place_timer: Timer | None = None
        self._ahead_timer: Timer | None = None
        self._moved_at = 0.0
        self._is_first = True

    def on_mount(self) -> None:
        """Read the document, and follow the cursor in it."""
        self.watch(self.text, "cursor", self._come_to_rest, init=False)
        self.record_form.display = self.variable_form.display = False
        self.open(self._spot)

    # Opening

    def open(self, spot: Spot) -> None:
        """Go to another document, or another place; the place in this one is kept."""
        self.keep_place()
        self._spot = spot
        if self._ahead_timer is not None:
            self._ahead_timer.stop()
        self.host.hold_keys("document")
        self._read_document(spot.document)

    @work(thread=True, exclusive=True, group="document")
    def _read_document(self, uid: str) -> None:
        """Read a document, after every change made so far."""
        self.host.writer.wait()
        study = self._study
        try:
            opened = self.Opened(study.open_document(uid), study.codebook(), study.overview())
        except StorageError as error:
            self.post_message(self.NotOpened(error))
        else:
            self.post_message(opened)

    def on_review_opening_not_opened(self, event: NotOpened) -> None:
        """Say why, and stay in the document that is open; leave when none is."""
        asked, self._spot = self._spot.document, Spot(self.uid)
        self.host.release_keys("document")
        self.host.notice(str(event.error), severity="error")
        if self.opened is None or (isinstance(event.error, NotFound) and asked == self.uid):
            self.dismiss(None)
        elif isinstance(event.error, NotFound):
            # Read again what comes before and after: one of them is there no more.
            self.open(self._spot)

    def on_review_opening_opened(self, event: Opened) -> None:
        """Show the document where the coder left it."""
        document, place = event.document, event.document.place
        self.opened, self.codebook = document, event.codebook
        self.uid = document.text.document
        stored = document.draft.payload if document.draft else None
        self.focus_uid, self.draft = None, self.host.drafts.of(self.uid) or stored
        self.variable_form.begin_document(place_state(place)[1] if place else {})
        self.show_panel()
        self.query("FindLine").remove()
        with self.app.batch_update():
            self.text.show(document.text.text, document.text.segmentation)
            self._show_header(event.overview)
            self.show_coding()
            self._stand(place)
        self.refresh_bindings()
        if document.frozen is not None:
            self.host.notice(document.frozen, severity="warning")
        if self.draft is not None and self._is_first:
            self.resume_draft()
        self._is_first = False
        if document.next is not None:
            self._ahead_timer = self.set_timer(
                AHEAD_DELAY, partial(self._read_ahead, document.next)
            )
        # It is where to come back to from now on, whether the coder moves in it or not.
        self._come_to_rest()
        self.host.release_keys("document")

    def _stand(self, place: Place | None) -> None:
        """Stand where this was opened for, or else where the coder left the document."""
        spot, self._spot = self._spot, Spot(self.uid)
        if spot.passage is not None:
            self.text.go_to_sentence_at(spot.passage.start)
        elif place is not None:
            self.text.go_to_sentence_at(place.start)
        if spot.passage is not None or spot.record is not None:
            self.focus_record(spot.record)
        elif place is not None:
            self.focus_record(place_state(place)[0])

    def came_back(self, result: object) -> None:
        """Go to the place that was chosen, or show what was changed meanwhile."""
        if isinstance(result, Spot):
            self.open(result)
        else:
            self._read_again(self.uid)

    @work(thread=True, exclusive=True, group="ahead")
    def _read_ahead(self, uid: str) -> None:
        """Make the next document ready while this one is read."""
        # What cannot be read is told when somebody opens it.
        with suppress(StorageError):
            self._study.read_ahead(uid)

    def resume_draft(self) -> None:
        """Go on with the half-filled form."""
        raise NotImplementedError

    # The place

    def _come_to_rest(self) -> None:
        """Keep the place when the coder rests, and now and then when they do not."""
        if self._place_timer is None:
            self._moved_at = time.monotonic()
            self._place_timer = self.set_timer(PLACE_DELAY, self.keep_place)
        elif time.monotonic() - self._moved_at < PLACE_AGE - PLACE_DELAY:
            self._place_timer.reset()

    def keep_place(self) -> None:
        """Keep where the coder stands."""
        if self._place_timer is not None:
            self._place_timer.stop()
            self._place_timer = None
        if self.opened is not None:
            self.host.writer.submit(self, partial(self._save_place, self.place()))

    def _save_place(self, place: Place) -> None:
        # A place is no change of the coder's; what keeps the store from taking it is told
        # when there is one.
        with suppress(StorageError):
            self._study.save_place(place)

    def place(self) -> Place:
        """Where the coder stands now."""
        return Place(
            self.uid,
            self.text.place(),
            state_text(self.focus_uid, self.variable_form.waiting_ties()),
        )

    def half_filled(self) -> str | None:
        """The form that is open, as a draft's payload."""
        raise NotImplementedError

    def keep_now(self) -> None:
        """Keep half-filled form and place at once, from any thread: the line is about to drop."""
        if self.opened is not None:
            place, payload = self.place(), self.half_filled()
            if payload is not None:
                self._study.save_draft(place.document, payload)
            self._study.save_place(place)

    def on_unmount(self) -> None:
        """Keep place and form when the screen closes, whatever closes it."""
        self.host.writer.submit(self, self.keep_now)
