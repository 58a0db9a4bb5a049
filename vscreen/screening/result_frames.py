"""From hits on distinct parties back to rows: the frames of hits, evidence and verdicts.

A party that is named in a hundred rows was judged once; its hits are repeated in those rows by
integer codes. The verdicts of a million clear rows share a few sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vscreen.columnar.strings import Bools, Codes, expand
from vscreen.schema import EVIDENCE, SHARED, SUBJECT, TEXT, VERDICTS, Verdict, hits_frame
from vscreen.scoring.judge import Hit, hit_sentence
from vscreen.scoring.ofac_score import ofac_scores
from vscreen.scoring.parties import PARTY, Entry, Party
from vscreen.screening.party_columns import PartyColumns
from vscreen.screening.unread import UnreadCells

Explain = Callable[[Sequence[str], bool, str], str]
"""Takes the roles of a row that were read, whether the lists are fit to clear it, and what of it is
unread; returns the sentence."""
_CODE: Final = {verdict: np.int8(code) for code, verdict in enumerate(Verdict)}
_VERDICTS: Final = pd.array([str(verdict) for verdict in Verdict], dtype=TEXT)


@dataclass(frozen=True, eq=False)
class MatchedPair:
    """A distinct party and an entry that are a hit.

    ``field`` is the index of the party's field in `PartyColumns.fields`, ``party_row`` the party's
    row among the parties of that field, ``entry_row`` the entry's row in the lists.
    """

    field: int
    party_row: int
    entry_row: int
    hit: Hit
    party: Party
    entry: Entry


@dataclass(frozen=True, eq=False)
class RowHits:
    """Hits on rows of the manifest, as arrays of equal length.

    ``pair`` is the index of a `MatchedPair`, ``row`` the position of the row; ``column`` and
    ``role`` are the indexes of the column and of its role.
    """

    pair: Codes
    row: Codes
    column: Codes
    role: Codes

    @classmethod
    def empty(cls) -> RowHits:
        """Return no hits."""
        return cls(*np.empty((4, 0), np.int64))

    def take(self, order: Codes) -> RowHits:
        """Return the hits in another order."""
        return RowHits(self.pair[order], self.row[order], self.column[order], self.role[order])


@dataclass(frozen=True, eq=False)
class ResultFrames:
    """The hits of a manifest, from which its frames are built.

    ``pairs`` are the hits on distinct parties, and ``row_hits`` the same hits on rows; ``read`` has
    a bit for each of the ``roles``, set in the rows in which that role was screened; ``index`` has
    the labels of the rows.
    """

    roles: Sequence[str]
    read: npt.NDArray[np.int32]
    pairs: Sequence[MatchedPair]
    row_hits: RowHits
    index: pd.Index

    @classmethod
    def of(
        cls,
        parties: PartyColumns,
        pairs: Sequence[MatchedPair],
        readable: Sequence[Bools],
        index: pd.Index,
    ) -> ResultFrames:
        """Return the hits on parties, repeated in the rows that name them.

        Parameters
        ----------
        parties, pairs
            The parties of a manifest, and the hits on them.
        readable
            For each field, of each of its parties, whether something of it could be screened.
        index
            The labels of the manifest's rows.
        """
        row_hits = _gravest_first(_row_hits(parties, pairs), pairs) if pairs else RowHits.empty()
        return cls(parties.roles, _read_roles(parties, readable), pairs, row_hits, index)

    def hits(self, subjects: pd.Series, *, ofac_score: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the frames of hits, in their strict order, and of evidence.

        Parameters
        ----------
        subjects
            Subject of every entry, in the order of the lists' entries.
        ofac_score
            Whether the hits have that column.
        """
        shape = hits_frame(ofac_score=ofac_score)
        if not self.pairs:
            return shape.build(), EVIDENCE.build()
        row_hits = self.row_hits
        columns = hit_columns(self.pairs, ofac_score=ofac_score)
        columns["subject"] = subjects.take([pair.entry_row for pair in self.pairs]).to_numpy()
        rows = shape.build(columns).iloc[row_hits.pair].reset_index(drop=True)
        rows["field"] = pd.Series(self._fields(rows["field"].to_numpy(object)), dtype=TEXT)
        rows["row"] = pd.Series(list(self.index.take(row_hits.row)), rows.index, dtype=object)
        indexed = rows.assign(_pair=row_hits.pair)
        return rows, evidence_rows(indexed, [pair.hit for pair in self.pairs])

    def _fields(self, fields: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
        """Return the manifest's field of each hit on a row: ``owner``, or ``owner_imo``."""
        party = np.array([pair.party.field for pair in self.pairs], object)[self.row_hits.pair]
        role = np.array(self.roles, object)[self.row_hits.role]
        of_company = (party == PARTY) & (role != SUBJECT)
        numbers = np.where(of_company, role + "_" + fields, fields)
        return np.where(fields == party, role, numbers)

    def verdicts(
        self, hits: pd.DataFrame, unread: UnreadCells, *, fit: bool, explain: Explain
    ) -> pd.DataFrame:
        """Return the frame of verdicts.

        Parameters
        ----------
        hits
            The frame that `hits` returned.
        unread
            What keeps rows from being clear.
        fit
            Whether the lists may be screened against.
        explain
            Returns why a row without a hit is clear or not screened.
        """
        row, size = self.row_hits.row, len(self.read)
        unread_code, unread_cells = unread.rows()
        clear = (self.read > 0) & (unread_code == 0) & fit
        code = np.where(clear, _CODE[Verdict.CLEAR], _CODE[Verdict.NOT_SCREENED])
        code[row] = _CODE[Verdict.REVIEW]
        code[row[(hits["verdict"] == Verdict.HIT).to_numpy()]] = _CODE[Verdict.HIT]
        score = np.zeros(size)
        np.maximum.at(score, row, hits["score"].to_numpy())
        sentence = self._sentences(explain, fit=fit)
        for at in np.flatnonzero(unread_code).tolist():
            cells = unread_cells[unread_code[at]]
            sentence[at] = explain(self._roles_read(self.read[at]), fit, cells)
        sentence[row[::-1]] = hits["sentence"].to_numpy(object)[::-1]  # the gravest comes last
        columns = {
            "verdict": _VERDICTS.take(code),
            "score": score,
            "hits": np.bincount(row, minlength=size),
            "sentence": pd.array(sentence, SHARED, copy=False),
        }
        ordered = {name: columns[name] for name in VERDICTS.columns}
        return pd.DataFrame(ordered, index=self.index, copy=False)

    def _roles_read(self, bits: int) -> list[str]:
        return [role for bit, role in enumerate(self.roles) if bits >> bit & 1]

    def _sentences(self, explain: Explain, *, fit: bool) -> npt.NDArray[np.object_]:
        """Return the sentence of each row; rows in which the same roles were read share it."""
        rows_with = np.bincount(self.read, minlength=1)
        sentences = np.full(len(rows_with), "", object)
        for bits in np.flatnonzero(rows_with).tolist():
            sentences[bits] = explain(self._roles_read(bits), fit, "")
        return sentences[self.read]


def _read_roles(parties: PartyColumns, readable: Sequence[Bools]) -> npt.NDArray[np.int32]:
    """Return which roles of each row were read, as bits in the order of the roles."""
    roles = parties.roles
    read = np.zeros(parties.size, np.int32)
    for (_, columns), mask in zip(parties.fields, readable, strict=True):
        for column in columns:
            read |= (mask.astype(np.int32) << roles.index(column.role))[column.codes]
    return read


def _row_hits(parties: PartyColumns, pairs: Sequence[MatchedPair]) -> RowHits:
    parts: list[RowHits] = []
    for field, (distinct, columns) in enumerate(parties.fields):
        of_field = np.array([n for n, pair in enumerate(pairs) if pair.field == field], np.int64)
        party_row = np.array([pairs[n].party_row for n in of_field], np.int64)
        of_field = of_field[np.argsort(party_row, kind="stable")]
        count = np.bincount(party_row, minlength=len(distinct))
        first = np.cumsum(count) - count
        for column in columns:
            rows = np.flatnonzero(count[column.codes])
            codes = column.codes[rows]
            owner, position = expand(first[codes], count[codes])
            role = parties.roles.index(column.role)
            same = np.full(len(owner), len(parts)), np.full(len(owner), role)
            parts.append(RowHits(of_field[position], rows[owner], *same))
    arrays = zip(*((part.pair, part.row, part.column, part.role) for part in parts), strict=True)
    return RowHits(*map(np.concatenate, arrays))


def _gravest_first(row_hits: RowHits, pairs: Sequence[MatchedPair]) -> RowHits:
    """Sort by verdict, score, weight of the evidence, row, column and entry."""
    verdict = np.array([_CODE[pair.hit.verdict] for pair in pairs])
    score = np.array([pair.hit.score for pair in pairs])
    weight = np.array([pair.hit.weight for pair in pairs])
    entry = np.unique([pair.entry.entry for pair in pairs], return_inverse=True)[1]
    at = row_hits.pair
    keys = [entry[at], row_hits.column, row_hits.row, -weight[at], -score[at], verdict[at]]
    return row_hits.take(np.lexsort(keys))


def hit_columns(pairs: Sequence[MatchedPair], *, ofac_score: bool = False) -> pd.DataFrame:
    """Return a row for each hit: the columns of `schema.HITS` that don't depend on the row.

    Parameters
    ----------
    pairs
        The hits.
    ofac_score
        Whether to add that column.
    """
    frame = pd.DataFrame([_columns(pair.hit, pair.entry) for pair in pairs])
    if ofac_score:
        names = [[name for name, _ in pair.entry.names] for pair in pairs]
        frame["ofac_score"] = ofac_scores([pair.party.name for pair in pairs], names)
    return frame


def _columns(hit: Hit, entry: Entry) -> dict[str, object]:
    return {
        "field": hit.field, "text": hit.text, "list": entry.list, "entry": entry.entry,
        "entry_name": entry.name, "name": hit.name, "name_kind": hit.name_kind,
        "score": hit.score, "probability": hit.probability, "weight": hit.weight,
        "verdict": str(hit.verdict), "reasons": ";".join(fact.reason for fact in hit.evidence),
        "party_form": hit.party_form, "name_form": hit.name_form,
        "sentence": hit_sentence(entry, hit),
    }  # fmt: skip


def evidence_rows(rows: pd.DataFrame, hits: Sequence[Hit]) -> pd.DataFrame:
    """Return the evidence of hits, in the order of ``rows``; shape `schema.EVIDENCE`.

    Parameters
    ----------
    rows
        The hits as rows of a manifest: ``row``, ``field``, ``entry``, and ``_pair``, the index in
        ``hits``.
    hits
        The hits on distinct parties.
    """
    facts = pd.DataFrame(
        [
            (index, str(fact.reason), fact.weight, fact.sentence)
            for index, hit in enumerate(hits)
            for fact in hit.evidence
        ],
        columns=["_pair", "reason", "weight", "sentence"],
    ).astype({"_pair": "int64", "sentence": SHARED})
    keys = rows[["row", "field", "entry", "_pair"]].rename_axis("hit").reset_index()
    return EVIDENCE.build(keys.merge(facts, on="_pair").drop(columns="_pair"))
