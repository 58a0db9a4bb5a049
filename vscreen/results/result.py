"""The result of a screening: verdicts, hits, evidence and run record; explain, save, load."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from vscreen.errors import PolicyError, RunError
from vscreen.files.atomic import write_folder
from vscreen.results.csv import write_rows
from vscreen.results.run_record import RunRecord
from vscreen.schema import DESIGNATIONS, ENTRIES, EVIDENCE, REJECTED, VERDICTS, Frame, hits_frame
from vscreen.scoring.probability import lay_out, percent
from vscreen.snapshots.catalog import catalog

NOT_CHECKED: Final = (
    "Not checked: AIS and voyages, ship-to-ship transfers, ownership shares, adverse media, "
    "politically exposed persons. This is no legal advice."
)
RECORD: Final = "run.json"
_MAX_REMARKS: Final = 400


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
            designate the subject, hit or not, `;` between them).
        """
        by_subject = self.designations.groupby("subject")["list"]
        lists = by_subject.agg(lambda names: ";".join(names.unique()))
        keyed = self.hits.assign(_row=[repr(label) for label in self.hits["row"]])
        grouped = keyed.groupby(["_row", "subject"], sort=False)
        columns = ["field", "text", "entry_name", "verdict", "score", "probability", "reasons"]
        best = grouped[["row", *columns]].first()
        best["hits"] = grouped.size()
        best = best.reset_index(level="subject").reset_index(drop=True)
        best["lists"] = best["subject"].map(lists).astype("str")
        return best[["row", "subject", *columns, "hits", "lists"]]

    def explain(self, row: Hashable) -> str:
        """Return why a row has its verdict, as text for people.

        Parameters
        ----------
        row
            The row's index label in the manifest frame; rows with equal labels are all explained.

        Raises
        ------
        KeyError
            If there is no such row.
        """
        positions = [at for at, label in enumerate(self.verdicts.index) if label == row]
        if not positions:
            raise KeyError(f"there is no row {row!r} among the {len(self.verdicts):,} screened")
        lines = [f"Row {row}: {line}" for line in self.verdicts["sentence"].iloc[positions]]
        hits = self.hits[[label == row for label in self.hits["row"]]]
        for position, hit in hits.to_dict("index").items():
            lines += self._explain_hit(hit, self.evidence[self.evidence["hit"] == position])
        for subject, same in self.designations.groupby("subject", sort=False):
            if len(same) > 1 and subject in set(hits["subject"]):
                lines.append(f"\n{same['name'].iloc[0]} is listed by {_authorities(same)}.")
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
            The folder, with ``verdicts.csv``, ``hits.csv``, ``evidence.csv``, ``rejected.csv``,
            ``entries.csv``, ``designations.csv`` and ``run.json``.

        Raises
        ------
        RunError
            If the folder is not empty, or can't be written.
        """
        return write_folder(Path(folder), self._write)

    def _write(self, folder: Path) -> None:
        frames = {  # each with the number of its first columns that vary from row to row
            "verdicts": (_with_labels(self.verdicts), 1), "hits": (self.hits, 1),
            "evidence": (self.evidence, 2), "rejected": (self.rejected, 2),
            "entries": (self.entries, 1), "designations": (self.designations, 2),
        }  # fmt: skip
        with ThreadPoolExecutor(2) as writers:
            written = [
                writers.submit(write_rows, frame, folder / f"{name}.csv", varying=varying)
                for name, (frame, varying) in frames.items()
            ]
        for future in written:
            future.result()
        record = json.dumps(self.run.model_dump(mode="json"), indent=2, ensure_ascii=False)
        (folder / RECORD).write_text(record + "\n", encoding="utf-8")


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


def _with_labels(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return verdicts with their index as the first column, ``row``."""
    index, labelled = verdicts.index, verdicts.copy(deep=False)
    integers = pd.api.types.is_integer_dtype(index.dtype) and isinstance(index.dtype, np.dtype)
    labels = index.to_numpy() if integers else pd.Series(list(index), index, object)
    labelled.insert(0, "row", labels)
    return labelled


def _shorten(text: str) -> str:
    return text if len(text) <= _MAX_REMARKS else text[:_MAX_REMARKS] + " ..."


def _authorities(designations: pd.DataFrame) -> str:
    """Return who lists a subject, each with its entries and their dates."""
    known = catalog()
    entries_of: defaultdict[str, list[str]] = defaultdict(list)
    for entry, name, day in designations[["entry", "list", "listed_on"]].to_numpy(str):
        authority = known[name].title.partition(":")[0] if name in known else name
        entries_of[authority].append(f"{entry} of {day}" if day else entry)
    return ", ".join(f"{name} ({', '.join(entries)})" for name, entries in entries_of.items())


def load_run(folder: str | os.PathLike[str]) -> Result:
    """Return the result that a run folder holds; row labels are text.

    Raises
    ------
    RunError
        If the folder is not a whole run folder.
    """
    path = Path(folder)
    if not (path / RECORD).is_file():
        raise RunError(f"{path} is no run folder: it holds no {RECORD}")
    try:
        run = RunRecord.model_validate_json((path / RECORD).read_text(encoding="utf-8"))
        verdicts = pd.read_csv(path / "verdicts.csv", dtype=str, keep_default_na=False)
        index = pd.Index(verdicts.pop("row"), name="row")
        return Result(
            VERDICTS.build(verdicts).set_axis(index),
            _read(path, "hits", hits_frame(ofac_score=run.policy.ofac_score)),
            _read(path, "evidence", EVIDENCE),
            _read(path, "rejected", REJECTED),
            _read(path, "entries", ENTRIES),
            _read(path, "designations", DESIGNATIONS),
            run,
        )
    except (OSError, ValueError, KeyError, PolicyError) as error:
        raise RunError(f"{path} is no whole run folder: {error}") from error


def _read(folder: Path, name: str, frame: Frame) -> pd.DataFrame:
    rows = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
    return frame.build(rows)
