"""The Denied Persons List of the US Bureau of Industry and Security: tabs, every cell quoted.

A person or company on it may not take part in an export from the United States. Each row is an
address of a person or company in a denial order; no column is a key, and none tells persons from
companies. The Consolidated Screening List repeats these rows, so they become entries of the same
keys (`vscreen.lists.us.csl`). Dates are written ``06/19/2003``, and the country of an address in
the United States is often left out.

A row says until when its order runs, which is what a user must know, so it becomes a measure. An
order that ended before the file was last changed still stands in it, and is told as ended: whether
BIS forgot the row or prolonged the order, the file doesn't say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vscreen.files.csv import first_row, old_text
from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.tables import refuse_headings_again, whole_rows
from vscreen.lists.counting import count_rows
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips
from vscreen.lists.us.csl import named_key, newest, spellings
from vscreen.schema import Kind, Measure, NameKind

PROGRAM: Final = "DPL"
PAGE: Final = "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl"

DELIMITERS: Final = ("\t", ",", ";", "|")
# Headings by their letters and digits alone: `Street_Address` is also printed `Street Address`.
ADDRESS: Final = ("streetaddress", "city", "state", "postalcode", "country")
NEEDED: Final = ("name", "effectivedate", "expirationdate", "lastupdate", "frcitation")
DATES: Final = ("%m/%d/%Y", "%Y-%m-%d", "%d-%b-%Y", "%Y-%m-%d %H:%M:%S")
# A date of change long after the last order took effect is a misprint: the year 3017 was seen.
MOST_LATER: Final = timedelta(days=366)
NON_STANDARD: Final = "N"
QUOTED: Final = 100


@dataclass(frozen=True)
class _Row:
    """A row: its line, its cells by heading, and what its dates are."""

    line: int
    cells: Mapping[str, str]
    days: Mapping[str, date | None]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")

    @property
    def end(self) -> date | None:
        """The day on which the order ends; None without one, or if that is before it began."""
        began, ends = self.days["effectivedate"], self.days["expirationdate"]
        return ends if ends and (began is None or began <= ends) else None


def _recognises(source: Source) -> bool:
    return _delimiter(source) != ""


def _delimiter(source: Source) -> str:
    """Return what stands between the cells of this list, ``""`` if the file is another."""
    for delimiter in DELIMITERS:
        if set(NEEDED) <= set(map(_folded, first_row(source, delimiter=delimiter))):
            return delimiter
    return ""


def _folded(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading).casefold()


def _count(source: Source) -> int:
    return count_rows(delimiter=_delimiter(source))(source)


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if a row has another number of cells than the headings, quotes do not close, or the
    last row is half. Empty if there are no rows.
    """
    warnings: list[str] = []
    slips = Slips(source, "rows")
    rows = list(_rows(source, slips, warnings))
    require_rows(source, rows)
    today = _last_change(rows)
    entries: dict[str, ListEntry] = {}
    nameless = []
    for row in rows:
        if not row["name"]:
            nameless.append(SetAside(f"line {row.line}", "without a name"))
            continue
        key = named_key(PROGRAM, row["name"])
        if key in entries:
            entries[key].records += 1
        else:
            entries[key] = ListEntry(key, Kind.ORGANIZATION, row["name"])
        _add_row(entries[key], row, today)
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=[*warnings, *slips.warnings()],
        set_aside=nameless,
    )


def _rows(source: Source, slips: Slips, warnings: list[str]) -> Iterator[_Row]:
    text = old_text(source, warnings)
    lines = whole_rows(source, text, delimiter=_delimiter(source), warnings=warnings)
    headings = [_folded(heading) for heading in next(lines, (0, []))[1]]
    if missing := [heading for heading in NEEDED if heading not in headings]:
        raise source.refuse(f"its headings are damaged: it lacks {', '.join(missing)}")
    for line, printed in lines:
        cells = [cell.strip() for cell in printed]
        if not any(cells):
            continue
        refuse_headings_again(source, line, list(map(_folded, cells)), headings)
        if len(cells) < len(headings) or any(cells[len(headings) :]):
            raise source.refuse(
                f"line {line} has {len(cells)} cells under {len(headings)} headings: "
                f"{' | '.join(printed)[:QUOTED]!r}"
            )
        named = dict(zip(headings, cells, strict=False))
        days = {
            heading: _day(slips, line, heading, named[heading])
            for heading in ("effectivedate", "expirationdate", "lastupdate")
        }
        yield _Row(line, named, days)


def _day(slips: Slips, line: int, heading: str, text: str) -> date | None:
    day = parse_day(text, *DATES) if text else None
    if text and day is None:
        slips.note(f"line {line} ({text!r})", f"whose {heading} is no date as 06/19/2003")
    return day


def _last_change(rows: Sequence[_Row]) -> date | None:
    """Return the day on which the file was last changed, as far as it can be known."""
    began = newest(str(row.days["effectivedate"] or "") for row in rows)
    if not began:
        return None
    latest = date.fromisoformat(began)
    changes = [row.days["lastupdate"] for row in rows]
    return max([latest, *(day for day in changes if day and day <= latest + MOST_LATER)])


def _add_row(entry: ListEntry, row: _Row, today: date | None) -> None:
    for name, kind in spellings(row["name"]):
        entry.add_name(name, kind)
    entry.add_name(" ".join(row["name"].split()), NameKind.STRONG_ALIAS)
    began, ends = row.days["effectivedate"], row.days["expirationdate"]
    address = ", ".join(filter(None, (row[heading] for heading in ADDRESS)))
    texts = (
        row["action"],
        row["standardorder"] and f"Standard order: {row['standardorder']}",
        row["expirationdate"] and f"Ends: {ends or row['expirationdate']}",
        address and f"Address: {address}",
    )
    entry.add_fact("programs", PROGRAM)
    entry.add_fact("remarks", "; ".join(filter(None, texts)))
    entry.add_fact("legal_basis", row["frcitation"])
    entry.add_fact("countries", row["country"])
    entry.add_fact("source_url", PAGE)
    entry.add_listing_date(str(began or ""))
    _add_measure(entry, row, today)


def _add_measure(entry: ListEntry, row: _Row, today: date | None) -> None:
    ends = row.end
    printed = ends or row["expirationdate"]
    until = f" until {printed}" if printed else ", no end stated"
    sentence = f"US: denied export privileges{until}"
    if row["standardorder"].upper().startswith(NON_STANDARD):
        sentence += " (not the standard order: read it)"
    if ends and today and ends < today:
        entry.add_measure(Measure.NOTICE, f"{sentence}: ended before the list of {today}")
    else:
        entry.add_measure(Measure.TRADE_BAN, sentence)


READER: Final = Reader(
    id="bis_denied",
    version="2",
    publisher="the US Bureau of Industry and Security",
    recognises=_recognises,
    read_all=each_file(_read_file),
    list_id="us-dpl",
    records="rows",
    count=_count,
)
