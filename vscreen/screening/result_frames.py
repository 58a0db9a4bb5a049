"""From hits on distinct parties back to rows: the frames of hits, evidence and verdicts.

A party that is named in a hundred rows was judged once; its hits are repeated in those rows by
integer codes. The verdicts of a million clear rows share a few sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vscreen.columnar.strings import Bools, Codes, expand
from vscreen.schema import EVIDENCE, HITS, SHARED, SUBJECT, TEXT, VERDICTS, Verdict, hits_frame
from vscreen.scoring.judge import Hit, hit_sentence
from vscreen.scoring.ofac_score import ofac_scores
from vscreen.scoring.parties import PARTY, Entry
from vscreen.screening.judged_pairs import JudgedPairs, MatchedPair
from vscreen.screening.party_columns import PartyColumns
from vscreen.screening.unread import UnreadCells

Explain = Callable[[Sequence[str], bool, str], str]
"""Takes the roles of a row that were read, whether the lists are fit to clear it, and what of it is
unread; returns the sentence."""
OF_ROWS: Final = [
    "row", "list", "entry", "subject", "sentence", "measures", "forbids", "suppressed_by",
]  # fmt: skip
"""Columns of hits that a pair alone doesn't tell."""
_CODE: Final = {verdict: np.int8(code) for code, verdict in enumerate(Verdict)}
_VERDICTS: Final = pd.array([str(verdict) for verdict in Verdict], dtype=TEXT)


@dataclass(frozen=True, eq=False)
class RowHits:
    """Hits on rows of the manifest, as arrays of equal length.

    ``pair`` is the index in `JudgedPairs`, ``row`` the position of the row; ``column`` and ``role``
    are the indexes of the column and of its role.
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
    the labels of the rows, ``entries`` the lists' entries.
    """

    roles: Sequence[str]
    read: npt.NDArray[np.int32]
    pairs: JudgedPairs
    row_hits: RowHits
    index: pd.Index
    entries: pd.DataFrame

    @classmethod
    def of(
        cls,
        parties: PartyColumns,
        pairs: JudgedPairs,
        readable: Sequence[Bools],
        index: pd.Index,
        entries: pd.DataFrame,
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
        entries
            The entries of the lists, of which ``entry``, ``list``, ``measures`` and ``forbids`` are
            read.
        """
        row_hits = RowHits.empty()
        if len(pairs):
            row_hits = _gravest_first(_row_hits(parties, pairs), pairs, entries["entry"])
        return cls(parties.roles, _read_roles(parties, readable), pairs, row_hits, index, entries)

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
        if not len(self.pairs):
            return shape.build(), EVIDENCE.build()
        row_hits, distinct = self.row_hits, self.pairs.distinct
        code, entry = self.pairs.code[row_hits.pair], self.pairs.entry_row[row_hits.pair]
        columns = hit_columns(distinct, ofac_score=ofac_score)
        same = {name: column.take(code).array for name, column in columns.items()}
        rows = pd.DataFrame(same, copy=False)
        for name in ("entry", "list"):
            rows[name] = self.entries[name].take(entry).array
        for name in ("measures", "forbids"):
            rows[name] = shared(self.entries[name], entry)
        rows["subject"] = subjects.take(entry).array
        rows["sentence"] = self._sentences_of_hits(code, rows["list"])
        rows["field"] = self._fields(code)
        rows["row"] = labels(self.index, row_hits.row)
        rows = shape.build(rows)
        return rows, evidence_rows(rows, code, [pair.hit for pair in distinct])

    def _sentences_of_hits(self, code: Codes, lists: pd.Series) -> pd.Series:
        """Return the sentence of each hit; it depends on the distinct pair and the list."""
        list_code, names = pd.factorize(lists)
        which, key = pd.factorize(code * len(names) + list_code)
        sentences = [
            hit_sentence(replace(pair.entry, list=names[of]), pair.hit)
            for at, of in zip(*np.divmod(key, len(names)), strict=True)
            for pair in (self.pairs.distinct[at],)
        ]
        return pd.Series(sentences, dtype=SHARED).take(which).reset_index(drop=True)

    def _fields(self, code: Codes) -> pd.Series:
        """Return the manifest's field of each hit on a row: ``owner``, or ``owner_imo``."""
        which, key = pd.factorize(self.row_hits.role * len(self.pairs.distinct) + code)
        fields = [
            _field(self.roles[role], self.pairs.distinct[at])
            for role, at in zip(*np.divmod(key, len(self.pairs.distinct)), strict=True)
        ]
        return pd.Series(fields, dtype=TEXT).take(which).reset_index(drop=True)

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


def _field(role: str, pair: MatchedPair) -> str:
    field = pair.hit.field
    if field == pair.party.field:
        return role
    of_company = pair.party.field == PARTY and role != SUBJECT
    return f"{role}_{field}" if of_company else field


def _read_roles(parties: PartyColumns, readable: Sequence[Bools]) -> npt.NDArray[np.int32]:
    """Return which roles of each row were read, as bits in the order of the roles."""
    roles = parties.roles
    read = np.zeros(parties.size, np.int32)
    for (_, columns), mask in zip(parties.fields, readable, strict=True):
        for column in columns:
            read |= (mask.astype(np.int32) << roles.index(column.role))[column.codes]
    return read


def _row_hits(parties: PartyColumns, pairs: JudgedPairs) -> RowHits:
    parts: list[RowHits] = []
    for field, (distinct, columns) in enumerate(parties.fields):
        of_field = np.flatnonzero(pairs.field == field)
        party_row = pairs.party_row[of_field]
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


def _gravest_first(row_hits: RowHits, pairs: JudgedPairs, entries: pd.Series) -> RowHits:
    """Sort by verdict, score, weight of the evidence, row, column and entry."""
    at = row_hits.pair
    verdict = np.array([_CODE[pair.hit.verdict] for pair in pairs.distinct])
    score = np.array([pair.hit.score for pair in pairs.distinct])
    weight = np.array([pair.hit.weight for pair in pairs.distinct])
    graveness = [-weight, -score, verdict]
    order = np.lexsort(graveness)
    differ = np.any([np.diff(key[order]) != 0 for key in graveness], axis=0)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.append(0, np.cumsum(differ))
    rows, row_of = np.unique(pairs.entry_row, return_inverse=True)
    entry = np.unique(entries.take(rows).to_numpy(object), return_inverse=True)[1][row_of]
    keys = [entry[at], row_hits.column, row_hits.row, rank[pairs.code[at]]]
    return row_hits.take(np.lexsort(keys))


def labels(index: pd.Index, rows: Codes) -> pd.Series:
    """Return the labels of some rows; rows that are the same share an object."""
    distinct, at = np.unique(rows, return_inverse=True)
    return pd.Series(list(index.take(distinct)), dtype=object).take(at).reset_index(drop=True)


def shared(texts: pd.Series, rows: Codes) -> pd.Series:
    """Return the texts of some rows; equal texts are the same object.

    Parameters
    ----------
    texts
        A column of text.
    rows
        Positions in it, of which many may be the same.
    """
    distinct, at = np.unique(rows, return_inverse=True)
    code, values = pd.factorize(texts.take(distinct))
    return pd.Series(list(values), dtype=SHARED).take(code[at]).reset_index(drop=True)


def hit_columns(pairs: Sequence[MatchedPair], *, ofac_score: bool = False) -> pd.DataFrame:
    """Return a row for each pair: the columns of `schema.HITS` that its hit alone tells.

    Parameters
    ----------
    pairs
        The distinct pairs.
    ofac_score
        Whether to add that column.
    """
    told = HITS.build([_columns(pair.hit, pair.entry) for pair in pairs])
    frame = told.drop(columns=OF_ROWS)
    if ofac_score:
        names = [[name for name, _ in pair.entry.names] for pair in pairs]
        frame["ofac_score"] = ofac_scores([pair.party.name for pair in pairs], names)
    return frame


def _columns(hit: Hit, entry: Entry) -> dict[str, object]:
    return {
        "field": hit.field, "text": hit.text, "entry_name": entry.name, "name": hit.name,
        "name_kind": hit.name_kind, "score": hit.score, "probability": hit.probability,
        "weight": hit.weight, "verdict": str(hit.verdict),
        "reasons": ";".join(fact.reason for fact in hit.evidence),
        "party_form": hit.party_form, "name_form": hit.name_form,
    }  # fmt: skip


def evidence_rows(rows: pd.DataFrame, code: Codes, hits: Sequence[Hit]) -> pd.DataFrame:
    """Return the evidence of hits, in the order of ``rows``; shape `schema.EVIDENCE`.

    Parameters
    ----------
    rows
        The hits as rows of a manifest: ``row``, ``field``, ``entry``.
    code
        Which of ``hits`` each is.
    hits
        The hits on distinct parties.
    """
    facts = pd.DataFrame(
        [(str(fact.reason), fact.weight, fact.sentence) for hit in hits for fact in hit.evidence],
        columns=["reason", "weight", "sentence"],
    ).astype({"reason": TEXT, "weight": "int64", "sentence": SHARED})
    count = np.fromiter((len(hit.evidence) for hit in hits), np.int64, len(hits))
    first = np.cumsum(count) - count
    hit, fact = expand(first[code], count[code])
    evidence = facts.take(fact).reset_index(drop=True)
    labels = rows["row"].to_numpy(object)[hit]  # of any type, and none is guessed
    evidence["row"] = pd.Series(labels, evidence.index, dtype=object)
    for name in ("field", "entry"):
        evidence[name] = rows[name].take(hit).array
    return EVIDENCE.build(evidence.assign(hit=hit))
