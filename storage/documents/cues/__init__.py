"""Points at likely findings, remedies and recommendations, each with its reason.

``situated`` says where a sentence stands, ``voices`` whose words it gives, ``verdicts`` and
``orders`` what they say; ``decisions``, ``inspections`` and ``press`` put that together for the
families of documents. Tuned to find: a reader passes over a wrong cue faster than over a page.
"""

from storage.documents.money import payments_in
from storage.records import Cue, Segmentation

__all__ = ["cues"]


def cues(text: str, segmentation: Segmentation, kind: str) -> tuple[Cue, ...]:
    """The cues of a stored text, in text order; each is a whole sentence or item of a list.

    Args:
        text: The document's stored text.
        segmentation: Where its parts lie.
        kind: Its kind.
    """
    # What import never needs is loaded when somebody asks.
    from storage.documents.cues.families import points_of
    from storage.documents.cues.paid import with_payments
    from storage.documents.situated import situate

    sentences = list(situate(text, segmentation, kind))
    pointed = list(points_of(kind)(sentences, kind))
    return tuple(
        Cue(pointer.type, sentence.start, sentence.end, pointer.why)
        for sentence, pointer in with_payments(
            pointed, sentences, payments_in(text, sentences, kind), text
        )
    )
