"""The frames of a self-test: their columns, dtypes and meaning."""

from __future__ import annotations

from typing import Final

from vscreen.schema import TEXT, Frame

PLANTED: Final = Frame(
    "planted",
    {
        "row": (TEXT, "index label of the planted row in the copy of the manifest"),
        "kind": (TEXT, "vessel, organization or person"),
        "list": (TEXT, "id of the list"),
        "entry": (TEXT, "id of the entry that was planted"),
        "entry_name": (TEXT, "primary name of the entry"),
        "distortion": (TEXT, "how it was written"),
        "field": (TEXT, "the fields it was planted in, `;` between them"),
        "text": (TEXT, "what was planted there, `;` between them"),
        "host": ("object", "index label of the manifest row that was copied to plant it in"),
        "reach": ("float64", "highest review threshold at which it is found; 0 if at none tested"),
        "verdict": (TEXT, "hit or review by the policy's hit threshold; empty if not found"),
    },
)


RECALL: Final = Frame(
    "recall",
    {
        "kind": (TEXT, "vessel, organization or person"),
        "distortion": (TEXT, "how the entries were written"),
        "threshold": ("float64", "the review threshold"),
        "planted": ("int64", "rows planted"),
        "found": ("int64", "rows of them with a hit or review on the planted entry"),
        "hits": ("int64", "rows of those where it is a hit"),
        "recall": ("float64", "found of planted, 0-1"),
        "low": ("float64", "lower end of the 95 % interval of recall (Wilson)"),
        "high": ("float64", "upper end of it"),
    },
)


RECALL_BY_LIST: Final = Frame(
    "recall_by_list",
    {"list": (TEXT, "id of the list")}
    | {name: column for name, column in RECALL.columns.items() if name != "distortion"},
)


ALERTS: Final = Frame(
    "alerts",
    {
        "threshold": ("float64", "the review threshold"),
        "rows": ("int64", "rows of the manifest, without those planted"),
        "alerts": ("int64", "rows of them that are a hit or review"),
        "per_1000": ("float64", "alerts per 1,000 rows"),
        "hits": ("int64", "alerts that are a hit"),
        "by_number": ("int64", "alerts in which an IMO, MMSI, call sign or other number speaks"),
        "by_name": ("int64", "the other alerts"),
    },
)


MISSED: Final = Frame(
    "missed",
    {
        name: column
        for name, column in PLANTED.columns.items()
        if name not in {"host", "reach", "verdict"}
    }
    | {
        "score": ("float64", "score of the planted text against its entry; 0 if nothing agrees"),
        "why": (TEXT, "why it is not found, for people"),
    },
)


UNTESTED: Final = Frame(
    "untested",
    {
        "kind": (TEXT, "vessel, organization, person or aircraft"),
        "list": (TEXT, "id of the list; empty means all"),
        "distortion": (TEXT, "the distortion; empty means all"),
        "why": (TEXT, "why nothing was planted, for people"),
    },
)


ALREADY: Final = Frame(
    "already",
    {
        "row": ("object", "index label of a manifest row that alerts by itself"),
        "reach": ("float64", "highest review threshold at which it does"),
        "verdict": (TEXT, "hit or review by the policy's hit threshold"),
        "score": ("float64", "score of the best hit"),
        "sentence": (TEXT, "why, for people"),
    },
)
