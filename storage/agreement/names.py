"""What statistics are called, and who to cite for them."""

from typing import NamedTuple


class Named(NamedTuple):
    """A statistic's name for people, and its source."""

    label: str
    source: str


STATISTICS = {
    "percent": Named("percent agreement", ""),
    "cohen_kappa": Named("Cohen's kappa", "Cohen 1960"),
    "fleiss_kappa": Named("Fleiss' kappa", "Fleiss 1971"),
    "alpha_nominal": Named("Krippendorff's alpha (nominal)", "Krippendorff 2019"),
    "alpha_ordinal": Named("Krippendorff's alpha (ordinal)", "Krippendorff 2019"),
    "alpha_interval": Named("Krippendorff's alpha (interval)", "Krippendorff 2019"),
    "alpha_ratio": Named("Krippendorff's alpha (ratio)", "Krippendorff 2019"),
    "alpha_masi": Named("Krippendorff's alpha (MASI distance)", "Passonneau 2006"),
    "alpha_jaccard": Named("Krippendorff's alpha (Jaccard distance)", "Krippendorff 2019"),
    "alpha_unitizing": Named(
        "Krippendorff's unitizing alpha (|uα: passages against gaps)", "Krippendorff et al. 2016"
    ),
    "gwet_ac1": Named("Gwet's AC1", "Gwet 2008"),
    "precision": Named("precision", ""),
    "recall": Named("recall", ""),
    "f1": Named("F1", "Hripcsak & Rothschild 2005"),
}
"""By the name that files have for them."""

CHIEF = (
    "alpha_nominal",
    "alpha_ordinal",
    "alpha_interval",
    "alpha_ratio",
    "alpha_masi",
    "alpha_unitizing",
    "f1",
)
"""Those that a methods section gives of every subject: what it has of these."""
