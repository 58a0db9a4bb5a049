"""How lists, their updates and their changes look on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

import pandas as pd
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from vscreen.cli.console import console, counted, plain, progress_display, say, table, to_json
from vscreen.errors import VscreenError
from vscreen.files.dates import in_words
from vscreen.lists.receipt import Receipt
from vscreen.schema import Kind, Scheme
from vscreen.snapshots.catalog import Nature
from vscreen.snapshots.diff import Changes
from vscreen.snapshots.guards import age as age_of
from vscreen.snapshots.guards import age_in_words
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
"""Columns whose cells take several lines where a terminal is narrow."""
_table = partial(table, right=RIGHT, wrapped=WRAPPED)
NO_SANCTION: Final = "watch list, not a sanction"
UNVERIFIED: Final = "unverified: its records were not counted"


# --- lists ---------------------------------------------------------------------------------------


def describe_list(snapshot: Snapshot) -> str:
    """Return a line on a list: its size, its age, and what to know before relying on it.

    Examples
    --------
    >>> import vscreen
    >>> describe_list(vscreen.bundled_lists().snapshots[2]).partition(", ")[0]
    'un-1718: 59 entries (59 vessels)'
    """
    entries = len(snapshot.entries)
    size = (
        f"{snapshot.list}: {entries:,} entr{'y' if entries == 1 else 'ies'} "
        f"({counted(snapshot.counts[Kind.VESSEL], 'vessel')})"
    )
    return "; ".join([f"{size}, {_dated(snapshot)}", *_marks(snapshot)])


def describe_receipt(receipt: Receipt) -> str:
    """Return a line on what became of the records of a file.

    Examples
    --------
    >>> describe_receipt(Receipt(file="un.xml", unit="subjects", records=2, entries=2))
    '  un.xml: 2 subjects = 2 entries'
    """
    return f"  {receipt.file}: {receipt.sentence}"


def _dated(snapshot: Snapshot) -> str:
    now = datetime.now(UTC)
    seen = [
        f"{what} {_in_words(age_of(stamp, now))} ago"
        for what, stamp in (("checked", snapshot.checked), ("fetched", snapshot.fetched))
        if stamp
    ][:1]
    if snapshot.day:
        day = f"published {snapshot.day}" if snapshot.published else f"of {snapshot.day} as stated"
        return ", ".join([day, f"{_age(snapshot)} old", *seen])
    return ", ".join(seen) or "publication date unknown, of unknown age"


def _age(snapshot: Snapshot) -> str:
    return _in_words(snapshot.age())


def _in_words(age: timedelta | None) -> str:
    if age is None:
        return "of unknown age"
    return "less than an hour" if timedelta() <= age < timedelta(hours=1) else age_in_words(age)


def _marks(snapshot: Snapshot) -> Iterator[str]:
    if snapshot.nature == Nature.WATCH_LIST:
        yield NO_SANCTION
    if not snapshot.verified:
        yield UNVERIFIED
    for guard in snapshot.expected:
        if guard.closed:
            yield f"closed on {in_words(guard.closed)}, replaced by {guard.instead}"
    if snapshot.lacks:
        yield f"lacks {', '.join(snapshot.lacks)}"
    if snapshot.official not in ("", snapshot.list):
        yield f"called so by you, its own id is {snapshot.official}"


def show_lists(lists: Lists) -> None:
    """Write a table of lists; below it each list's title, hash, and what to know about it."""
    rows = _table("List", "Entries", "Ships", "Published", "Age")
    for snapshot in lists:
        rows.add_row(
            plain(snapshot.list),
            f"{len(snapshot.entries):,}",
            f"{snapshot.counts[Kind.VESSEL]:,}",
            str(snapshot.published or "unknown"),
            _age(snapshot),
        )
    console().print(rows)
    for snapshot in lists:
        title = f"{snapshot.list} is {snapshot.title}; SHA-256 {snapshot.hash[:16]}"
        say("; ".join([title, *_marks(snapshot)]))
        for receipt in snapshot.receipts:
            say(describe_receipt(receipt))


def lists_as_records(lists: Lists) -> list[dict[Hashable, Any]]:
    """Return the lists' summary for a JSON document, with their warnings."""
    summary = lists.summary().astype(object)
    ages = [snapshot.age() for snapshot in lists]
    seconds = [None if age is None else age.total_seconds() for age in ages]
    summary["age"] = pd.Series(seconds, dtype=object)
    for stamp in ("published", "checked"):
        summary[stamp] = _stamps(summary[stamp])
    summary["warnings"] = [list(snapshot.warnings) for snapshot in lists]
    records = summary.rename(columns={"age": "age_seconds"}).to_dict("records")
    for record, snapshot in zip(records, lists, strict=True):
        record["receipts"] = [asdict(receipt) for receipt in snapshot.receipts]
    return records


def _stamps(stamps: pd.Series) -> pd.Series:
    """Return dates and times as ISO text, None where they are missing."""
    texts = [None if pd.isna(stamp) else stamp.isoformat() for stamp in stamps]
    return pd.Series(texts, stamps.index, dtype=object)


# --- updates -------------------------------------------------------------------------------------


class UpdateDisplay:
    """A line of progress for each list that is being updated."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._bytes: dict[str, dict[str, int]] = {}

    def received(self, list_id: str, file: str, received: int, announced: int | None) -> None:
        """Move the bar of a list: ``received`` of the ``announced`` bytes of a file are there."""
        files = self._bytes.setdefault(list_id, {})
        files[file] = received
        complete = announced is not None and received >= announced
        self._progress.update(
            self._task(list_id),
            completed=sum(files.values()),
            total=None if announced is None else sum(files.values()) - received + announced,
            state="reading" if complete else "fetching",
        )

    def done(self, update: ListUpdate) -> None:
        """Show the outcome of a list."""
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
def update_display() -> Iterator[UpdateDisplay]:
    """Show the progress of each list, on a terminal only."""
    columns = (
        SpinnerColumn(finished_text=" "),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[state]}", markup=False),
    )
    with progress_display(*columns) as progress:
        yield UpdateDisplay(progress)


def show_update(report: UpdateReport) -> None:
    """Write the outcome of each list as a table, and each failure on stderr."""
    rows = _table("List", "Outcome", "Entries", "Ships", "Published", "Size", "Time")
    for update in report.updates:
        rows.add_row(plain(update.list), *_update_cells(update))
    console().print(rows)
    for update in report.updates:
        if update.outcome == Outcome.UPDATED and update.snapshot:
            for warning in (*update.snapshot.warnings, *update.notes):
                say(f"warning: {warning}", error=True)
    for list_id in report.without_source:
        say(f"warning: nobody says where to fetch {list_id}, so it only gets older", error=True)
    for failure in report.failed:
        for line in failure_lines(failure):
            say(f"error: {line}", error=True)


def _update_cells(update: ListUpdate) -> Iterator[Text | str]:
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
    # The message of an error that vscreen does not raise itself seldom says enough.
    message = str(error) if isinstance(error, VscreenError) else f"{type(error).__name__}: {error}"
    snapshot = update.snapshot
    in_use = (
        f"in use is still {describe_list(snapshot)}" if snapshot
        else "none of it is in use, so nothing is screened against it"
    )  # fmt: skip
    yield f"{update.list} failed: {message}"
    yield from getattr(error, "__notes__", ())
    yield f"{update.list}: {in_use}"


def update_as_json(report: UpdateReport, folder: object, exit_code: int) -> str:
    """Return the outcome of each list as a JSON document."""
    frame = report.frame().astype(object)
    for stamp in ("published", "checked"):
        frame[stamp] = _stamps(frame[stamp])
    return to_json(
        {
            "store": str(folder),
            "exit_code": exit_code,
            "lists": frame.to_dict("records"),
            "without_source": list(report.without_source),
        }
    )


# --- versions and changes ------------------------------------------------------------------------


def show_history(history: pd.DataFrame) -> None:
    """Write the versions of lists as a table."""
    rows = _table("List", "Version", "Published", "Entries", "Ships", "In use")
    for row in history.to_dict("records"):
        rows.add_row(
            plain(row["list"]), plain(row["version"]), str(row["published"] or "unknown"),
            f"{row['entries']:,}", f"{row['vessels']:,}", "yes" if row["in_use"] else "",
        )  # fmt: skip
    console().print(rows)


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
    # Changed names are in the table above already.
    others = changes.changed[changes.changed["field"] != "name"]
    _show("Changed fields", _rows(others, "entry", "name", "field", "old", "new"), limit)
    for field in changes.not_compared:
        say(f"Not compared: {field}, which the two do not give alike.")
    summary = ", ".join(f"{count:,} {change}" for change, count in changes.summary().items())
    say(f"{summary[:1].upper()}{summary[1:]}.")


def _entry_rows(entries: pd.DataFrame, lists: Lists) -> pd.DataFrame:
    identifiers = lists.identifiers
    of_ships = identifiers[identifiers["scheme"] == str(Scheme.IMO_SHIP)]
    numbers = of_ships.groupby("entry")["value"].agg("; ".join).to_dict()
    with_numbers = entries.assign(imo=[numbers.get(entry, "") for entry in entries["entry"]])
    return _rows(with_numbers, "entry", "kind", "imo", "name", "listed_on", "programs")


def _rows(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame[list(columns)].astype("str")


def _show(title: str, rows: pd.DataFrame, limit: int) -> None:
    if rows.empty:
        return
    headings = [
        "IMO" if column == "imo" else column.replace("_", " ").capitalize()
        for column in rows.columns
    ]
    say(f"{title}: {len(rows):,}")
    shortened = _table(*headings)
    for row in rows.head(limit).to_numpy(str):
        shortened.add_row(*(Text(plain(cell)) for cell in row))
    console().print(shortened)
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
