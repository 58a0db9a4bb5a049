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


_COUNTED: Final = {
    "rows": ("int64", "rows of the manifest, without those planted"),
    "alerts": ("int64", "rows of them that are a hit or review"),
    "hits": ("int64", "alerts that are a hit"),
    "reviews": ("int64", "alerts that are a review"),
    "named": ("int64", "alerts that hold the listed name word for word, or a number of the entry"),
    "others": ("int64", "the other alerts"),
    "per_1000": ("float64", "alerts per 1,000 rows"),
    "hits_per_1000": ("float64", "hits per 1,000 rows"),
    "reviews_per_1000": ("float64", "reviews per 1,000 rows"),
    "others_per_1000": ("float64", "other alerts than named ones, per 1,000 rows"),
}

ALERTS: Final = Frame(
    "alerts",
    {
        "threshold": ("float64", "the review threshold"),
        **_COUNTED,
        "by_number": ("int64", "alerts in which an IMO, MMSI, call sign or other number speaks"),
        "by_name": ("int64", "the other alerts"),
        "added": ("int64", "alerts that the policy's own threshold doesn't give"),
        "lost": ("int64", "rows that alert at the policy's own threshold, and not here"),
        "planted": ("int64", "rows planted, without weak aliases if the policy lets them be"),
        "found": ("int64", "rows of those with a hit or review on the planted entry"),
        "share": ("float64", "found of planted, 0-1"),
    },
)


ALERTS_BY_LIST: Final = Frame(
    "alerts_by_list",
    {
        "list": (TEXT, "id of the list; `all` for all of them together"),
        **_COUNTED,
        "only": ("int64", "alerts of this list alone"),
    },
)


ALERTING_NAMES: Final = Frame(
    "alerting_names",
    {
        "name": (TEXT, "a listed name that makes rows alert"),
        "lists": (TEXT, "ids of its lists, `;` between them"),
        "entries": ("int64", "entries that bear it and are hit"),
        "alerts": ("int64", "rows of the manifest that alert for it"),
        "per_1000": ("float64", "the same per 1,000 rows"),
        "hits": ("int64", "rows of those where it is a hit"),
        "named": ("int64", "rows that hold it word for word, or a number of its entry"),
        "only": ("int64", "rows that alert for no other name"),
        "row": ("object", "index label of a row that alerts for it"),
        "text": (TEXT, "what that row says, the most frequent text of all"),
        "reasons": (TEXT, "the reasons, `;` between them, weightiest first"),
        "sentence": (TEXT, "why, for people"),
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
