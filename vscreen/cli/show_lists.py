"""How lists, their updates and their changes look on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from vscreen.cli.console import age_in_words, console, plain, say, to_json
from vscreen.errors import VscreenError
from vscreen.schema import Kind, Scheme
from vscreen.snapshots.catalog import Nature
from vscreen.snapshots.diff import Changes
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.store.update import ListUpdate, Outcome, UpdateReport

STYLES: Final = {
    Outcome.UPDATED: "green",
    Outcome.UNCHANGED: "dim",
    Outcome.FAILED: "bold red",
}
RIGHT: Final = frozenset({"Entries", "Ships", "Size", "Time", "IMO"})
WRAPPED: Final = frozenset({"Entry", "Name", "Old", "New", "Programs"})
"""Columns that are folded where a terminal is narrow; the others stand as they are."""
NO_SANCTION: Final = "watch list, not a sanction"
UNVERIFIED: Final = "unverified: its reader was never run on a real file of it"


# --- what is there -------------------------------------------------------------------------------


def describe_list(snapshot: Snapshot) -> str:
    """Return one line on a list: its size, its age, and what to know before relying on it.

    Where the publisher gives no date, nothing but the age of the file is known, and said.

    Examples
    --------
    >>> import vscreen
    >>> describe_list(vscreen.bundled_lists().snapshots[2]).partition(", ")[0]
    'un-1718: 59 entries (59 vessels)'
    """
    size = (
        f"{snapshot.list}: {len(snapshot.entries):,} entries "
        f"({snapshot.counts[Kind.VESSEL]:,} vessels)"
    )
    return "; ".join([f"{size}, {_dated(snapshot)}", *_marks(snapshot)])


def _dated(snapshot: Snapshot) -> str:
    age = age_in_words(snapshot.age())
    if snapshot.checked:
        published = f"published {snapshot.published}, " if snapshot.published else ""
        return f"{published}checked {age.removesuffix(' old')} ago"
    if snapshot.published:
        return f"published {snapshot.published}, {age}"
    return f"publication date unknown, its file is {age}"


def _marks(snapshot: Snapshot) -> Iterator[str]:
    if snapshot.nature == Nature.WATCH_LIST:
        yield NO_SANCTION
    if not snapshot.verified:
        yield UNVERIFIED


def show_lists(lists: Lists) -> None:
    """Write a table of lists, and what each of them is and what to know of it."""
    table = _table("List", "Entries", "Ships", "Published", "Age")
    for one in lists:
        table.add_row(
            plain(one.list),
            f"{len(one.entries):,}",
            f"{one.counts[Kind.VESSEL]:,}",
            str(one.published or "unknown"),
            age_in_words(one.age()).removesuffix(" old"),
        )
    console().print(table)
    for one in lists:
        what = f"{one.list} is {one.title}; SHA-256 {one.hash[:16]}"
        say("; ".join([what, *_marks(one)]))


def lists_as_records(lists: Lists) -> list[dict[Hashable, Any]]:
    """Return the lists' summary for a JSON document, with their warnings."""
    summary = lists.summary().astype(object)
    ages = [snapshot.age() for snapshot in lists]
    seconds = [None if age is None else age.total_seconds() for age in ages]
    summary["age"] = pd.Series(seconds, dtype=object)
    for stamp in ("published", "checked"):
        summary[stamp] = _stamps(summary[stamp])
    summary["warnings"] = [list(snapshot.warnings) for snapshot in lists]
    return summary.rename(columns={"age": "age_seconds"}).to_dict("records")


def _stamps(stamps: pd.Series) -> pd.Series:
    """Return dates and times as JSON has them, and None where there is none."""
    said = [None if pd.isna(one) else one.isoformat() for one in stamps]
    return pd.Series(said, stamps.index, dtype=object)


# --- what is fetched -----------------------------------------------------------------------------


class Watch:
    """The lines of the lists that are being updated, told what becomes of each."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._before: dict[str, dict[str, int]] = {}

    def received(self, list_id: str, file: str, received: int, announced: int | None) -> None:
        """Move the bar of a list whose file has come so far."""
        files = self._before.setdefault(list_id, {})
        files[file] = received
        read = announced is not None and received >= announced
        self._progress.update(
            self._task(list_id),
            completed=sum(files.values()),
            total=None if announced is None else sum(files.values()) - received + announced,
            state="reading" if read else "fetching",
        )

    def done(self, update: ListUpdate) -> None:
        """Say what became of a list."""
        self._progress.update(
            self._task(update.list), completed=update.bytes, total=update.bytes,
            state=str(update.outcome),
        )  # fmt: skip
        self._progress.stop_task(self._task(update.list))

    def _task(self, list_id: str) -> TaskID:
        if list_id not in self._tasks:
            self._tasks[list_id] = self._progress.add_task(plain(list_id), total=None, state="")
        return self._tasks[list_id]


@contextmanager
def watching() -> Iterator[Watch]:
    """Show on a terminal how each list comes along; nothing anywhere else."""
    screen = console(error=True)
    columns = (
        SpinnerColumn(finished_text=" "),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[state]}", markup=False),
    )
    with Progress(
        *columns, console=screen, transient=True, disable=not screen.is_terminal
    ) as progress:
        yield Watch(progress)


def show_update(report: UpdateReport) -> None:
    """Write what became of each list, and the failures one by one on stderr."""
    table = _table("List", "Outcome", "Entries", "Ships", "Published", "Size", "Time")
    for one in report.updates:
        table.add_row(plain(one.list), *_told(one))
    console().print(table)
    for one in report.updates:
        if one.outcome == Outcome.UPDATED and one.snapshot:
            for warning in one.snapshot.warnings:
                say(f"warning: {warning}", error=True)
    for failure in report.failed:
        for line in failure_lines(failure):
            say(f"error: {line}", error=True)


def _told(update: ListUpdate) -> Iterator[Text | str]:
    snapshot = update.snapshot
    yield Text(str(update.outcome), STYLES[update.outcome])
    yield f"{len(snapshot.entries):,}" if snapshot else "none in use"
    yield f"{snapshot.counts[Kind.VESSEL]:,}" if snapshot else ""
    yield str(snapshot.published or "unknown") if snapshot else ""
    yield f"{update.bytes / 1e6:,.1f} MB"
    yield f"{update.seconds:,.1f} s"


def failure_lines(update: ListUpdate) -> Iterator[str]:
    """Yield what went wrong with a list, and what is in use now, a line each."""
    error = update.error
    # What is not ours was not foreseen: then its class says more than its message.
    said = str(error) if isinstance(error, VscreenError) else f"{type(error).__name__}: {error}"
    snapshot = update.snapshot
    kept = (
        f"in use is still {describe_list(snapshot)}" if snapshot
        else "none of it is in use, so nothing is screened against it"
    )  # fmt: skip
    yield f"{update.list} failed: {said}"
    yield from getattr(error, "__notes__", ())
    yield f"{update.list}: {kept}"


def update_as_json(report: UpdateReport, folder: object, exit_code: int) -> str:
    """Return what became of each list as a JSON document."""
    frame = report.frame().astype(object)
    for stamp in ("published", "checked"):
        frame[stamp] = _stamps(frame[stamp])
    return to_json(
        {"store": str(folder), "exit_code": exit_code, "lists": frame.to_dict("records")}
    )


# --- what changed --------------------------------------------------------------------------------


def show_history(history: pd.DataFrame) -> None:
    """Write the versions of lists as a table."""
    table = _table("List", "Version", "Published", "Entries", "Ships", "In use")
    for row in history.to_dict("records"):
        table.add_row(
            plain(row["list"]), plain(row["version"]), str(row["published"] or "unknown"),
            f"{row['entries']:,}", f"{row['vessels']:,}", "yes" if row["in_use"] else "",
        )  # fmt: skip
    console().print(table)


def history_as_json(history: pd.DataFrame) -> str:
    """Return the versions of lists as a JSON document."""
    frame = history.astype(object)
    for stamp in ("published", "fetched"):
        if stamp in frame:
            frame[stamp] = _stamps(frame[stamp])
    return to_json(frame.to_dict("records"))


def show_changes(changes: Changes, old: Lists, new: Lists, limit: int) -> None:
    """Write what changed: entries added, removed and renamed, and the fields of the others."""
    _show("Added", _entry_rows(changes.added, new), limit)
    _show("Removed", _entry_rows(changes.removed, old), limit)
    renamed = changes.renamed
    _show("Renamed in place", _rows(renamed, "entry", "kind", "imo", "old", "new"), limit)
    # A new name is told already.
    others = changes.changed[changes.changed["field"] != "name"]
    _show("Changed fields", _rows(others, "entry", "name", "field", "old", "new"), limit)
    for field in changes.not_compared:
        say(f"Not compared: {field}, which the two do not give alike.")
    summary = ", ".join(f"{count:,} {what}" for what, count in changes.summary().items())
    say(f"{summary[:1].upper()}{summary[1:]}.")


def _entry_rows(entries: pd.DataFrame, lists: Lists) -> pd.DataFrame:
    found = lists.identifiers
    ships = found[found["scheme"] == str(Scheme.IMO_SHIP)]
    numbers = ships.groupby("entry")["value"].agg("; ".join).to_dict()
    with_numbers = entries.assign(imo=[numbers.get(entry, "") for entry in entries["entry"]])
    return _rows(with_numbers, "entry", "kind", "imo", "name", "listed_on", "programs")


def _rows(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame[list(columns)].astype("str")


def _show(what: str, rows: pd.DataFrame, limit: int) -> None:
    if rows.empty:
        return
    headings = [
        "IMO" if column == "imo" else column.replace("_", " ").capitalize()
        for column in rows.columns
    ]
    say(f"{what}: {len(rows):,}")
    table = _table(*headings)
    for row in rows.head(limit).to_numpy(str):
        table.add_row(*(Text(plain(cell)) for cell in row))
    console().print(table)
    if len(rows) > limit:
        say(f"... and {len(rows) - limit:,} more; --show N shows more, --json writes all.")


def changes_as_json(changes: Changes) -> str:
    """Return what changed as a JSON document."""
    frames = {name: getattr(changes, name) for name in ("added", "removed", "renamed", "changed")}
    return to_json(
        {
            "summary": changes.summary(),
            **{name: _records(frame) for name, frame in frames.items()},
            "not_compared": list(changes.not_compared),
        }
    )


def _records(frame: pd.DataFrame) -> Sequence[dict[Hashable, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(
            heading,
            justify="right" if heading in RIGHT else "left",
            no_wrap=heading not in WRAPPED,
            overflow="fold",
        )
    return table
