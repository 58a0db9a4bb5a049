"""From hits on distinct parties back to rows: the frames of hits and verdicts.

A party that stands in a hundred rows was judged once. Here what was said of it is spread over those
rows, by codes; and the verdicts of a million clear rows share a few sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vscreen.cells import Cells
from vscreen.hit_rows import Told, evidence_rows, hit_columns
from vscreen.packed import Bools, Codes, expand
from vscreen.parties import PARTY
from vscreen.schema import EVIDENCE, SENTENCES, TEXT, VERDICTS, Verdict, hits_frame


@dataclass(frozen=True, eq=False)
class Judged:
    """A hit: the place of its party among the parties of its field, and its entry's place."""

    field: int
    party: int
    place: int
    told: Told


@dataclass(frozen=True, eq=False)
class Outcome:
    """What was found for the parties of a manifest.

    ``judged`` are the hits on them; ``readable`` says, field by field, of each party whether
    something in it was screened; ``index`` has the labels of the rows.
    """

    cells: Cells
    judged: Sequence[Judged]
    readable: Sequence[Bools]
    index: pd.Index

    def hits(
        self, subjects: pd.Series, *, ofac_score: bool
    ) -> tuple[pd.DataFrame, pd.DataFrame, Codes]:
        """Return the frames of hits, in their strict order, and evidence, and each hit's row.

        Parameters
        ----------
        subjects
            Subject of every entry, by the entry's place.
        ofac_score
            Whether the hits have that column.
        """
        shape = hits_frame(ofac_score=ofac_score)
        if not self.judged:
            return shape.build(), EVIDENCE.build(), np.empty(0, np.int64)
        spread = _in_order(_spread(self.cells, self.judged), self.judged)
        told = hit_columns([one.told for one in self.judged], ofac_score=ofac_score)
        told["subject"] = subjects.take([one.place for one in self.judged]).to_numpy()
        rows = shape.build(told).iloc[spread.judged].reset_index(drop=True)
        roles = np.array(self.cells.roles, object)[spread.role]
        field = rows["field"].to_numpy(object)
        rows["field"] = pd.Series(np.where(field == PARTY, roles, field), dtype=TEXT)
        rows["row"] = pd.Series(list(self.index.take(spread.row)), rows.index, dtype=object)
        placed = rows.assign(_told=spread.judged)
        return rows, evidence_rows(placed, [one.told.hit for one in self.judged]), spread.row

    def verdicts(
        self, hits: pd.DataFrame, row: Codes, *, fit: bool, tell_read: TellRead
    ) -> pd.DataFrame:
        """Return the frame of verdicts.

        Parameters
        ----------
        hits, row
            As `hits` returned them.
        fit
            Whether the lists may be screened against.
        tell_read
            Says why a row without a hit is clear or not screened, by the roles that were read.
        """
        size = self.cells.size
        count = np.bincount(row, minlength=size)
        score = np.zeros(size)
        np.maximum.at(score, row, hits["score"].to_numpy())
        read = self._read()
        code = np.where((read > 0) & fit, _CODE[Verdict.CLEAR], _CODE[Verdict.NOT_SCREENED])
        code[count > 0] = _CODE[Verdict.REVIEW]
        code[row[(hits["verdict"] == Verdict.HIT).to_numpy()]] = _CODE[Verdict.HIT]
        sentence = self._sentences(read, tell_read, clear=fit)
        sentence[row[::-1]] = hits["sentence"].to_numpy(object)[::-1]  # the gravest comes last
        told = {"verdict": _VERDICTS.take(code), "score": score, "hits": count,
                "sentence": pd.array(sentence, SENTENCES)}  # fmt: skip
        return pd.DataFrame({name: told[name] for name in VERDICTS.columns}, index=self.index)

    def _read(self) -> npt.NDArray[np.int32]:
        """Return which roles of each row were read, a bit each in the order of the roles."""
        roles = self.cells.roles
        read = np.zeros(self.cells.size, np.int32)
        for (_, columns), readable in zip(self.cells.fields, self.readable, strict=True):
            for column in columns:
                bit = readable.astype(np.int32) << roles.index(column.role)
                read |= bit[column.codes]
        return read

    def _sentences(
        self, read: npt.NDArray[np.int32], tell_read: TellRead, *, clear: bool
    ) -> npt.NDArray[np.object_]:
        """One sentence for each set of roles that was read, spread over the rows."""
        roles = self.cells.roles
        known = np.bincount(read) if len(read) else np.zeros(1, np.int64)
        told = np.full(len(known), "", object)
        for bits in np.flatnonzero(known).tolist():
            names = [role for place, role in enumerate(roles) if bits >> place & 1]
            told[bits] = tell_read(names, clear and bool(names))
        return told[read]


TellRead = Callable[[Sequence[str], bool], str]
_CODE: Final = {verdict: np.int8(place) for place, verdict in enumerate(Verdict)}
_VERDICTS: Final = pd.array([str(verdict) for verdict in Verdict], dtype=TEXT)


@dataclass(frozen=True, eq=False)
class _Spread:
    """Hits on rows, a place each: which hit, on which row, in which column, of which role."""

    judged: Codes
    row: Codes
    column: Codes
    role: Codes

    def take(self, order: Codes) -> _Spread:
        return _Spread(self.judged[order], self.row[order], self.column[order], self.role[order])


def _spread(cells: Cells, judged: Sequence[Judged]) -> _Spread:
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
            parts.append(_Spread(mine[place], row[owner], *same))
            number += 1
    return _Spread(*(np.concatenate(of) for of in zip(*map(_arrays, parts), strict=True)))


def _arrays(spread: _Spread) -> tuple[Codes, ...]:
    return spread.judged, spread.row, spread.column, spread.role


def _in_order(spread: _Spread, judged: Sequence[Judged]) -> _Spread:
    """Gravest first: by verdict, score, weight of the evidence, row, column and entry."""
    gravity = np.array([_CODE[one.told.hit.verdict] for one in judged])
    score = np.array([one.told.hit.score for one in judged])
    weight = np.array([one.told.hit.weight for one in judged])
    entry = np.unique([one.told.entry.entry for one in judged], return_inverse=True)[1]
    of = spread.judged
    return spread.take(
        np.lexsort([entry[of], spread.column, spread.row, -weight[of], -score[of], gravity[of]])
    )
