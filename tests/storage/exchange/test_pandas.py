"""pandas reads every table with no options."""

from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.exchange import write_csv

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).map(lambda t: f"w{t}")


def test_number_columns_are_numbers_and_missing_ones_leave_them_so(
    tmp_path: Path, codebook, study
) -> None:
    study.document(probability=0.5)
    study.review()
    study.record({"count": 3, "share": 0.25, "affected": ["child"], "in_complaint_handling": True})
    study.record(dict.fromkeys(["count", "share", "in_complaint_handling"], "missing:unclear"))
    study.record({"amount": (300, "GBP")}, type="remedy")
    study.document()
    study.review("in_progress")
    write_csv(tmp_path / "out", codebook, [study.batch()])

    frames = {path.stem: pd.read_csv(path) for path in (tmp_path / "out").glob("*.csv")}

    numeric = {
        "documents": ["probability", "n_characters"],
        "reviews": ["n_findings", "n_remedies"],
        "cases": ["n_documents", "n_findings"],
        "findings": ["number", "first_start", "count", "share", "affected__child", "n_evidence"],
        "remedies": ["amount"],
        "evidence": ["start", "end"],
    }
    for table, columns in numeric.items():
        for column in columns:
            assert pd.api.types.is_numeric_dtype(frames[table][column]), (table, column)
    assert frames["findings"]["in_complaint_handling"].tolist()[0] == 1
    assert frames["findings"]["count__missing"].tolist()[1] == "unclear"
    assert frames["reviews"]["n_findings"].isna().tolist() == [False, True]


@given(note=WORDS, quote=WORDS, title=WORDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_read_back_as_they_were(
    tmp_path: Path, codebook, new_study, note: str, quote: str, title: str
) -> None:
    study = new_study()
    study.document(quote, title=title)
    study.record({"words": [note]}, note=note, spans=[(0, len(quote))])
    write_csv(tmp_path / "out", codebook, [study.batch()])

    findings = pd.read_csv(tmp_path / "out" / "findings.csv")

    assert findings.loc[0, ["note", "quote", "words"]].tolist() == [note, quote, note]
    assert pd.read_csv(tmp_path / "out" / "documents.csv").loc[0, "title"] == title
