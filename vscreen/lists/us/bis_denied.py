"""The Denied Persons List of the US Bureau of Industry and Security: tabs, every cell quoted.

A person or company on it may not take part in an export from the United States. Each row is an
address of a person or company in a denial order; no column is a key, and none tells persons from
companies. The Consolidated Screening List repeats these rows, so they become entries in the same
way (`vscreen.lists.us.csl`), with the same keys. Dates are written ``06/19/2003``, and the country
of an address in the United States is often left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.tables import named_rows, whole_rows
from vscreen.lists.reader import Contents, Reader, by_headings, each_file
from vscreen.lists.us.csl import gather
from vscreen.lists.us.csl_rows import PARTS, Row

NAME: Final = "Denied Persons List (DPL) - Bureau of Industry and Security"
PAGE: Final = "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl"

DELIMITER: Final = "\t"
ADDRESS_COLUMNS: Final = ("Street_Address", "City", "State", "Postal_Code", "Country")
NEEDED: Final = (
    "Name", *ADDRESS_COLUMNS, "Effective_Date", "Expiration_Date", "Standard_Order", "Last_Update",
    "Action", "FR_Citation",
)  # fmt: skip


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if a row has another number of cells than the headings, no name or a strange date,
    quotes do not close, or the last line does not end. Empty if there are no rows, or none in
    force.
    """
    entries, warnings = gather(source, _rows(source))
    return Contents(entries=entries, sources=[source], warnings=warnings)


def _rows(source: Source) -> list[Row]:
    rows = named_rows(source, whole_rows(source, delimiter=DELIMITER), NEEDED)
    return [_row(source, line, row) for line, row in rows]


def _row(source: Source, line: int, row: Mapping[str, str]) -> Row:
    if not row["Name"]:
        raise source.refuse(f"line {line} has no name")
    texts = {
        "source": NAME,
        "name": row["Name"],
        "federal_register_notice": row["FR_Citation"],
        "start_date": _iso(source, line, row["Effective_Date"]),
        "end_date": _iso(source, line, row["Expiration_Date"]),
        "standard_order": row["Standard_Order"],
        "remarks": row["Action"],
        "source_information_url": PAGE,
    }
    address = PARTS.join(filter(None, (row[column] for column in ADDRESS_COLUMNS)))
    return Row(
        f"line {line}",
        {heading: [text] for heading, text in texts.items() if text},
        addresses=[(address, row["Country"])] if address else [],
    )


def _iso(source: Source, line: int, text: str) -> str:
    day = parse_day(text, "%m/%d/%Y")
    if text and day is None:
        raise source.refuse(f"line {line} has the date {text!r}, not one like 06/19/2003")
    return day.isoformat() if day else ""


READER: Final = Reader(
    id="bis_denied",
    version="1",
    publisher="the US Bureau of Industry and Security",
    recognises=by_headings(NEEDED, delimiter=DELIMITER),
    read_all=each_file(_read_file),
    list_id="us-dpl",
)
