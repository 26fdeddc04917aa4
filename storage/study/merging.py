"""Coders' copies come back into the study: all of it by one change, or nothing."""

from collections.abc import Sequence
from pathlib import Path

from storage.records import MergeReport
from storage.study.base import StudyBase
from storage.study.counting import Report


class Merging(StudyBase):
    """Bringing copies back."""

    def merge(
        self, files: Sequence[Path], *, dry_run: bool = False, progress: Report | None = None
    ) -> MergeReport:
        """Bring in what coders did in the copies that ``hand_out`` wrote.

        A copy may come back again and again, in any state: what is here already is left alone. A
        copy of the store is kept before anything changes; one undo takes all of it back.

        Args:
            files: Copies, at most one of each coder.
            dry_run: Only say what would become of everything.
            progress: Hears how far it is; what it raises ends it, and nothing is changed.

        Raises:
            MergeError: a file is no copy of this study, of a newer casecoder, or was altered; names each.
            ChangeRefused: the study was changed meanwhile, or the current coder does not lead it.
            StoreError: a file is damaged.
        """
        from storage.study.merge_files import merge_files

        self.only_in_the_study("copies are merged into")
        self.only_in_a_file()
        self._check_leads("merge copies")
        return merge_files(self, files, progress, dry_run=dry_run)
