"""From hits on distinct parties back to rows: the frames of hits and verdicts.

A party that stands in a hundred rows was judged once. Here what was said of it is spread over those
rows, by codes; and the verdicts of a million clear rows share a few sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from vscreen.columnar.strings import Bools, Codes, expand
from vscreen.schema import EVIDENCE, SHARED, TEXT, VERDICTS, Verdict, hits_frame
from vscreen.scoring.judge import Hit, hit_sentence
from vscreen.scoring.ofac_score import ofac_scores
from vscreen.scoring.parties import PARTY, Entry, Party
from vscreen.screening.party_columns import Cells


@dataclass(frozen=True, eq=False)
class Judged:
    """A hit: the place of its party among the parties of its field, and its entry's place."""

    field: int
    party: int
    place: int
    told: Told


@dataclass(frozen=True, eq=False)
class Spread:
    """Hits on rows, a place each: which hit, on which row, in which column, of which role."""

    judged: Codes
    row: Codes
    column: Codes
    role: Codes

    @classmethod
    def nothing(cls) -> Spread:
        """Return that of no hits."""
        return cls(*np.empty((4, 0), np.int64))

    def take(self, order: Codes) -> Spread:
        """Return those hits in another order."""
        return Spread(self.judged[order], self.row[order], self.column[order], self.role[order])


@dataclass(frozen=True, eq=False)
class Outcome:
    """What was found for the parties of a manifest.

    ``judged`` are the hits on them, and ``spread`` where these stand; ``read`` says of each row
    which of the ``roles`` were screened, a bit each; ``index`` has the labels of the rows.
    """

    roles: Sequence[str]
    read: npt.NDArray[np.int32]
    judged: Sequence[Judged]
    spread: Spread
    index: pd.Index

    @classmethod
    def of(
        cls, cells: Cells, judged: Sequence[Judged], readable: Sequence[Bools], index: pd.Index
    ) -> Outcome:
        """Return what was found for the parties of ``cells``, spread over the rows.

        ``readable`` says, field by field, of each party whether something in it was screened.
        """
        spread = _in_order(_spread(cells, judged), judged) if judged else Spread.nothing()
        return cls(cells.roles, _read(cells, readable), judged, spread, index)

    def hits(self, subjects: pd.Series, *, ofac_score: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the frames of hits, in their strict order, and evidence.

        Parameters
        ----------
        subjects
            Subject of every entry, by the entry's place.
        ofac_score
            Whether the hits have that column.
        """
        shape = hits_frame(ofac_score=ofac_score)
        if not self.judged:
            return shape.build(), EVIDENCE.build()
        spread = self.spread
        told = hit_columns([one.told for one in self.judged], ofac_score=ofac_score)
        told["subject"] = subjects.take([one.place for one in self.judged]).to_numpy()
        rows = shape.build(told).iloc[spread.judged].reset_index(drop=True)
        roles = np.array(self.roles, object)[spread.role]
        field = rows["field"].to_numpy(object)
        rows["field"] = pd.Series(np.where(field == PARTY, roles, field), dtype=TEXT)
        rows["row"] = pd.Series(list(self.index.take(spread.row)), rows.index, dtype=object)
        placed = rows.assign(_told=spread.judged)
        return rows, evidence_rows(placed, [one.told.hit for one in self.judged])

    def verdicts(self, hits: pd.DataFrame, *, fit: bool, tell_read: TellRead) -> pd.DataFrame:
        """Return the frame of verdicts.

        Parameters
        ----------
        hits
            As `hits` returned them.
        fit
            Whether the lists may be screened against.
        tell_read
            Says why a row without a hit is clear or not screened, by the roles that were read.
        """
        row, size = self.spread.row, len(self.read)
        code = np.where((self.read > 0) & fit, _CODE[Verdict.CLEAR], _CODE[Verdict.NOT_SCREENED])
        code[row] = _CODE[Verdict.REVIEW]
        code[row[(hits["verdict"] == Verdict.HIT).to_numpy()]] = _CODE[Verdict.HIT]
        verdict = _VERDICTS.take(code)
        score = np.zeros(size)
        np.maximum.at(score, row, hits["score"].to_numpy())
        sentence = self._sentences(tell_read, clear=fit)
        sentence[row[::-1]] = hits["sentence"].to_numpy(object)[::-1]  # the gravest comes last
        told = {"verdict": verdict, "score": score,
                "hits": np.bincount(row, minlength=size),
                "sentence": pd.array(sentence, SHARED, copy=False)}  # fmt: skip
        columns = {name: told[name] for name in VERDICTS.columns}
        return pd.DataFrame(columns, index=self.index, copy=False)

    def _sentences(self, tell_read: TellRead, *, clear: bool) -> npt.NDArray[np.object_]:
        """One sentence for each set of roles that was read, spread over the rows."""
        known = np.bincount(self.read, minlength=1)
        told = np.full(len(known), "", object)
        for bits in np.flatnonzero(known).tolist():
            names = [role for place, role in enumerate(self.roles) if bits >> place & 1]
            told[bits] = tell_read(names, clear and bool(names))
        return told[self.read]


def _read(cells: Cells, readable: Sequence[Bools]) -> npt.NDArray[np.int32]:
    """Return which roles of each row were read, a bit each in the order of the roles."""
    roles = cells.roles
    read = np.zeros(cells.size, np.int32)
    for (_, columns), some in zip(cells.fields, readable, strict=True):
        for column in columns:
            read |= (some.astype(np.int32) << roles.index(column.role))[column.codes]
    return read


TellRead = Callable[[Sequence[str], bool], str]
_CODE: Final = {verdict: np.int8(place) for place, verdict in enumerate(Verdict)}
_VERDICTS: Final = pd.array([str(verdict) for verdict in Verdict], dtype=TEXT)


def _spread(cells: Cells, judged: Sequence[Judged]) -> Spread:
    parts, number = [], 0
    for field, (parties, columns) in enumerate(cells.fields):
        mine = np.array([n for n, one in enumerate(judged) if one.field == field], np.int64)
        party = np.array([judged[n].party for n in mine], np.int64)
        mine = mine[np.argsort(party, kind="stable")]
        count = np.bincount(party, minlength=len(parties))
        first = np.cumsum(count) - count
        for column in columns:
            row = np.flatnonzero(count[column.codes])
            whose = column.codes[row]
            owner, place = expand(first[whose], count[whose])
            same = np.full(len(owner), number), np.full(len(owner), cells.roles.index(column.role))
            parts.append(Spread(mine[place], row[owner], *same))
            number += 1
    return Spread(*(np.concatenate(of) for of in zip(*map(_arrays, parts), strict=True)))


def _arrays(spread: Spread) -> tuple[Codes, ...]:
    return spread.judged, spread.row, spread.column, spread.role


def _in_order(spread: Spread, judged: Sequence[Judged]) -> Spread:
    """Gravest first: by verdict, score, weight of the evidence, row, column and entry."""
    gravity = np.array([_CODE[one.told.hit.verdict] for one in judged])
    score = np.array([one.told.hit.score for one in judged])
    weight = np.array([one.told.hit.weight for one in judged])
    entry = np.unique([one.told.entry.entry for one in judged], return_inverse=True)[1]
    of = spread.judged
    return spread.take(
        np.lexsort([entry[of], spread.column, spread.row, -weight[of], -score[of], gravity[of]])
    )


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
        "party_form": hit.party_form, "name_form": hit.name_form,
        "sentence": hit_sentence(entry, hit),
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
