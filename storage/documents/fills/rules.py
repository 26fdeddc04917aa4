"""The rules by the names that codebooks give them."""

from collections.abc import Callable
from typing import Final

from storage.documents.fills.amount import amount
from storage.documents.fills.beneficiary import beneficiary
from storage.documents.fills.bounds import complaint_handling, deadline_kind
from storage.documents.fills.context import Context
from storage.documents.fills.speaker import speaker
from storage.documents.fills.status import status
from storage.documents.fills.times import deadline, duration

ANSWERS: Final[dict[str, Callable[[Context], str | float | bool | None]]] = {
    "speaker": speaker,
    "amount": amount,
    "status": status,
    "duration": duration,
    "deadline": deadline,
    "beneficiary": beneficiary,
    "deadline_kind": deadline_kind,
    "complaint_handling": complaint_handling,
}
