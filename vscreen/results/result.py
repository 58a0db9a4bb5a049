"""The result of a screening: verdicts, hits, evidence and run record; explain, save, load."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from vscreen.files.atomic import write_folder
from vscreen.results.alerts import alerts_csv
from vscreen.results.labels import shown
from vscreen.results.run_record import RunRecord
from vscreen.results.saved import read_run, write_run
from vscreen.schema import TEXT
from vscreen.scoring.probability import lay_out, percent
from vscreen.snapshots.catalog import catalog

NOT_CHECKED: Final = (
    "Not checked: AIS and voyages, ship-to-ship transfers, ownership shares, adverse media, "
    "politically exposed persons. This is no legal advice."
)
_MAX_REMARKS: Final = 400
_OF_ALL_LISTS: Final = {"lists": "list", "measures": "measures", "forbids": "forbids"}
"""What is told of a subject by all its designations: column -> column of designations."""


@dataclass(frozen=True, eq=False)
class Result:
    """Verdicts and evidence of a screening.

    Attributes
    ----------
    verdicts
        A row per manifest row, with its index: ``verdict``, ``score``, ``hits``, ``sentence``.
    hits
        A row per party and entry; gravest first, in a strict order.
    evidence
        A row per hit and reason, in the order of `hits`: ``reason``, ``weight``, ``sentence``.
    rejected
        Rows of the manifest file that could not be read: ``line``, ``reason``, ``text``.
    entries
        The entries that were hit.
    designations
        The entries of all lists that are the same subject as an entry that was hit.
    run
        The record of the run: policy, lists, versions and counts.
    """

    verdicts: pd.DataFrame
    hits: pd.DataFrame
    evidence: pd.DataFrame
    rejected: pd.DataFrame
    entries: pd.DataFrame
    designations: pd.DataFrame
    run: RunRecord

    def by_subject(self) -> pd.DataFrame:
        """Return the hits grouped by row and subject; no hit is left out.

        Returns
        -------
        DataFrame
            A row per manifest row and subject, in the order of `hits`: ``row``, ``subject``; of
            the best hit ``field``, ``text``, ``entry_name``, ``verdict``, ``score``,
            ``probability`` and ``reasons``; ``hits`` (how many), and ``lists`` (all that
            designate the subject, hit or not, `;` between them) with what all of them forbid:
            ``measures`` and ``forbids``.
        """
        columns = ["field", "text", "entry_name", "verdict", "score", "probability", "reasons"]
        return self._alerts()[["row", "subject", *columns, "hits", *_OF_ALL_LISTS]]

    def _alerts(self) -> pd.DataFrame:
        """Return the columns of `by_subject`, and of the best hit all others."""
        keyed = self.hits.assign(_row=[_key(label) for label in self.hits["row"]])
        grouped = keyed.groupby(["_row", "subject"], sort=False)
        best = grouped.head(1).drop(columns="_row").reset_index(drop=True)
        best["hits"] = grouped.size().to_numpy()
        for name, column in _OF_ALL_LISTS.items():
            told = _values(self.designations, column)
            best[name] = told.reindex(best["subject"], fill_value="").array
        return best

    def explain(self, row: Hashable) -> str:
        """Return why a row has its verdict, as text for people.

        Parameters
        ----------
        row
            The row's index label in the manifest frame, or where there is no such label its text;
            rows with equal labels are all explained.

        Raises
        ------
        KeyError
            If there is no such row.
        """
        is_row = _equal_to(row)
        positions = [at for at, label in enumerate(self.verdicts.index) if is_row(label)]
        if not positions:  # the text of a label, as a table of hits shows it
            is_row = _shown_as(row)
            positions = [at for at, label in enumerate(self.verdicts.index) if is_row(label)]
        if not positions:
            raise KeyError(f"there is no row {_key(row)} among the {len(self.verdicts):,} screened")
        lines = [f"Row {shown(row)}: {line}" for line in self.verdicts["sentence"].iloc[positions]]
        hits = self.hits[[is_row(label) for label in self.hits["row"]]]
        for position, hit in hits.to_dict("index").items():
            lines += self._explain_hit(hit, self.evidence[self.evidence["hit"] == position])
        for subject, same in self.designations.groupby("subject", sort=False):
            if len(same) > 1 and subject in set(hits["subject"]):
                lines.append(f"\n{same['name'].iloc[0]} is listed by {_authorities(same)}.")
                others = _values(same[~same["entry"].isin(hits["entry"])], "forbids")
                lines += [f"  What its other listings forbid: {_apart(text)}" for text in others]
        lines += [f"Mind: {caution}" for caution in self.run.cautions]
        return "\n".join([*lines, *self.run.problems, NOT_CHECKED])

    def _explain_hit(self, hit: Mapping[Hashable, Any], evidence: pd.DataFrame) -> Iterator[str]:
        yield (
            f"\n{hit['verdict']} {hit['score']:.1f}, {percent(hit['probability'])} likely, "
            f"{hit['field']} {hit['text']!r}"
        )
        yield f"  {hit['sentence']}"
        if hit["name_form"]:
            yield f"  compared as {hit['party_form']!r} with {hit['name_form']!r}"
        yield from lay_out(zip(evidence["weight"], evidence["sentence"], strict=True))
        entry = self.entries[self.entries["entry"] == hit["entry"]].iloc[0]
        yield f"  {entry['entry']}, listed on {entry['listed_on'] or 'a date not given'}" + (
            f", {entry['programs']}" if entry["programs"] else ""
        )
        if entry["forbids"]:
            yield f"  What the listing forbids: {_apart(entry['forbids'])}"
        if entry["remarks"]:
            yield f"  remarks: {_shorten(entry['remarks'])}"
        if entry["source_url"]:
            yield f"  source: {entry['source_url'].split(';')[0]}"

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write the run folder: all of it or nothing.

        Parameters
        ----------
        folder
            A folder that doesn't exist yet, or is empty.

        Returns
        -------
        Path
            The folder, with a Parquet file for each frame; ``alerts.csv``, what a person must look
            at, for a spreadsheet; and ``run.json``, the record, with the hashes of them all.

        Raises
        ------
        RunError
            If the folder is not empty or can't be written, or if a label or a frame can't be kept
            so that the same comes back.
        """
        frames = {
            "verdicts": self.verdicts, "hits": self.hits, "evidence": self.evidence,
            "rejected": self.rejected, "entries": self.entries, "designations": self.designations,
        }  # fmt: skip
        alerts = alerts_csv(self.verdicts, self._alerts())
        return write_folder(Path(folder), lambda part: write_run(part, frames, self.run, alerts))


class LazyResult(Result):
    """A result that is computed when the first of its frames is read.

    Examples
    --------
    >>> import vscreen
    >>> screener = vscreen.Screener(vscreen.bundled_lists())
    >>> lazy = screener.lookup(vessel="LADY R")
    >>> "verdicts" in vars(lazy), len(lazy.verdicts), "hits" in vars(lazy)
    (False, 1, True)
    """

    @classmethod
    def of(cls, make: Callable[[], Result]) -> LazyResult:
        """Return a result that calls ``make`` when it is first read."""
        lazy = object.__new__(cls)
        vars(lazy)["_make"] = make
        return lazy

    def __getattr__(self, name: str) -> Any:
        """Compute all frames on the first access to any of them."""
        if name not in Result.__dataclass_fields__ or "_make" not in vars(self):
            raise AttributeError(f"a result has no {name}")
        vars(self).update(vars(vars(self)["_make"]()))
        del vars(self)["_make"]
        return vars(self)[name]

    def __reduce__(self) -> tuple[type[Result], tuple[Any, ...]]:
        """Pickle as a plain result."""
        return Result, tuple(getattr(self, name) for name in Result.__dataclass_fields__)


def _values(designations: pd.DataFrame, column: str) -> pd.Series:
    """Return the values that a column has for each subject, each once, `;` between them."""
    said = designations[["subject", column]].drop_duplicates()
    said[column] = said[column].str.split(";")
    said = said.explode(column).drop_duplicates()
    return said[said[column] != ""].groupby("subject")[column].agg(";".join).astype(TEXT)


def _shorten(text: str) -> str:
    return text if len(text) <= _MAX_REMARKS else text[:_MAX_REMARKS] + " ..."


def _apart(values: str) -> str:
    return values.replace(";", "; ")


def _authorities(designations: pd.DataFrame) -> str:
    """Return who lists a subject, each with its entries and their dates."""
    known = catalog()
    entries_of: defaultdict[str, list[str]] = defaultdict(list)
    for entry, name, day in designations[["entry", "list", "listed_on"]].to_numpy(str):
        authority = known[name].title.partition(":")[0] if name in known else name
        entries_of[authority].append(f"{entry} of {day}" if day else entry)
    return ", ".join(f"{name} ({', '.join(entries)})" for name, entries in entries_of.items())


def load_run(folder: str | os.PathLike[str]) -> Result:
    """Return the result that a run folder holds: the frames that were saved, with their labels.

    Every file is compared with its hash before anything in it is believed.

    Raises
    ------
    RunError
        If the folder is no run, or a file of it was cut, edited, lost or added; the message names
        the file and what differs.
    """
    frames, run = read_run(Path(folder))
    return Result(**frames, run=run)


def _equal_to(row: Hashable) -> Callable[[object], bool]:
    def is_row(label: object) -> bool:
        try:
            return label is row or bool(label == row)
        except TypeError:  # an unknown label is neither equal nor another
            return False

    return is_row


def _shown_as(row: Hashable) -> Callable[[object], bool]:
    return lambda label: isinstance(row, str) and shown(label) == row


def _key(label: object) -> str:
    try:
        return repr(label)  # 7 and "7" are two rows
    except ValueError:
        return shown(label)
