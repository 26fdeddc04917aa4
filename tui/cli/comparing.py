"""What commands that compare coders have in common: whom, what, in which round."""

from typing import TYPE_CHECKING, Annotated, Literal

from typer import Option

if TYPE_CHECKING:
    from storage import AgreementQuestion, AgreementUnit, Metric

Coders = Annotated[
    list[str] | None,
    Option("--coder", metavar="NAME", help="Compare this coder; give it twice or more."),
]
Subject = Annotated[
    str | None,
    Option(
        "--field",
        "--variable",
        metavar="NAME",
        help="Only this: a variable, a field as finding.conclusion, or a record type.",
    ),
]
Round = Annotated[
    str | None, Option("--round", metavar="NAME", help="Only what was coded in this round.")
]
StatusName = Annotated[
    Literal["done", "any"], Option("--status", help="Documents that are done, or begun as well.")
]


def asked_for(
    coders: list[str] | None,
    subject: str | None,
    round_name: str | None,
    status: str,
    unit: "AgreementUnit | None" = None,
    metric: "Metric | None" = None,
    draws: int = 0,
    seed: int = 1,
) -> "AgreementQuestion":
    """What the options of a command ask."""
    from storage import AgreementQuestion, AgreementUnit, Status

    return AgreementQuestion(
        unit=unit or AgreementUnit.DOCUMENT,
        coders=tuple(coders or ()),
        subject=subject,
        round=round_name,
        status=Status.DONE if status == "done" else None,
        metric=metric,
        draws=draws,
        seed=seed,
    )
