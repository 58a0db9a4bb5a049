"""What `vscreen.scoring` concludes, as rows: the columns of a hit, and its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from vscreen.ofac_search import ofac_scores
from vscreen.parties import Entry, Party
from vscreen.schema import EVIDENCE, SHARED
from vscreen.scoring import Hit, tell


class Told(NamedTuple):
    """A hit, and the two sides of it."""

    hit: Hit
    party: Party
    entry: Entry


def hit_columns(told: Sequence[Told], *, ofac_score: bool = False) -> pd.DataFrame:
    """Return a row for each hit: the columns of `schema.HITS` that hold for any row of a manifest.

    Parameters
    ----------
    told
        Hits with their sides.
    ofac_score
        Whether to add that column.
    """
    frame = pd.DataFrame([_columns(hit, entry) for hit, _, entry in told])
    if ofac_score:
        names = [[name for name, _ in entry.names] for _, _, entry in told]
        frame["ofac_score"] = ofac_scores([party.name for _, party, _ in told], names)
    return frame


def _columns(hit: Hit, entry: Entry) -> dict[str, object]:
    return {
        "field": hit.field, "text": hit.text, "list": entry.list, "entry": entry.entry,
        "entry_name": entry.name, "name": hit.name, "name_kind": hit.name_kind,
        "score": hit.score, "probability": hit.probability, "weight": hit.weight,
        "verdict": str(hit.verdict), "reasons": ";".join(one.reason for one in hit.evidence),
        "party_form": hit.party_form, "name_form": hit.name_form, "sentence": tell(entry, hit),
    }  # fmt: skip


def evidence_rows(rows: pd.DataFrame, hits: Sequence[Hit]) -> pd.DataFrame:
    """Return the evidence of hits, in the order of ``rows``; shape `schema.EVIDENCE`.

    Parameters
    ----------
    rows
        The hits as rows of a manifest: ``row``, ``field``, ``entry``, and ``_told``, the place in
        ``hits``.
    hits
        What was concluded, once for each party and entry.
    """
    told = pd.DataFrame(
        [
            (place, str(one.reason), one.weight, one.sentence)
            for place, hit in enumerate(hits)
            for one in hit.evidence
        ],
        columns=["_told", "reason", "weight", "sentence"],
    ).astype({"_told": "int64", "sentence": SHARED})
    keys = rows[["row", "field", "entry", "_told"]].rename_axis("hit").reset_index()
    return EVIDENCE.build(keys.merge(told, on="_told").drop(columns="_told"))
