"""Rows of Japan's asset freezes: what their columns hold, where a row goes on, and its dates.

Headings differ from sheet to sheet and from year to year: ``別名`` here, ``別称・旧称`` there. What
a column holds is told from the words of its heading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from vscreen.errors import ListFormatError
from vscreen.files.cells import printed
from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import refuse_headings_again, whole_rows
from vscreen.lists.japan.names import NOTHING

EXCEL_IN_JAPAN: Final = "cp932"
"""What it saves a CSV in."""
# What a column holds, by the words of its heading: the first that fits.
ROLES: Final = {
    "date": re.compile(r"告示(?:年月)?日付?"),
    "notice": re.compile(r"告示番号"),
    "number": re.compile(r"番号"),
    "programme": re.compile(r"区分"),
    "kind": re.compile(r"個人・団体"),
    "weak": re.compile(r".*十分でない.*"),
    "former": re.compile(r"(?:旧|過去|以前|元の).*"),
    "alias": re.compile(r".*(?:別名|別称|通称|旧称).*"),
    "japanese": re.compile(r"(?:氏名|名称?).*日本語.*|日本語.*"),
    "english": re.compile(r"(?:氏名|名称).*|英語.*"),
    "born": re.compile(r"生年月日.*"),
    "nationality": re.compile(r"国籍.*"),
    "country": re.compile(r"住所.*\(国\).*"),
    "personal": re.compile(r"(?:出生地|旅券|身分|ID番号|称号|役職|肩書).*"),
}
PERSONAL: Final = ("born", "nationality", "personal")
UNKNOWN: Final = "unknown"
"""The role of a cell of a person's column that says that nothing is known."""

BLANKS: Final = re.compile(r"\s+|_x000D_")
ERAS: Final = {"昭和": 1925, "平成": 1988, "令和": 2018, "S": 1925, "H": 1988, "R": 2018}
ERA: Final = re.compile(r"(昭和|平成|令和|(?<![A-Za-z])[SHR])\s*(\d{1,2}|元)(?=\s*[年.])")
DATE: Final = re.compile(r"(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})\s*日?")

Columns = Sequence[tuple[str, str]]
"""The role and the heading of each column, as printed without blanks."""


@dataclass(frozen=True)
class Cell:
    """A filled cell: what its column holds, the column's heading, and the text."""

    role: str
    heading: str
    text: str


@dataclass
class Record:
    """A row of the list, with those that it goes on in: where it stands, and its cells.

    ``sheet`` and ``title`` are the name of the sheet and what stands above its headings.
    """

    where: str
    cells: list[Cell]
    sheet: str = ""
    title: str = ""
    rows: int = 1

    def of(self, *roles: str) -> str:
        """Return what the columns of these roles hold, on a line each.

        Examples
        --------
        >>> Record("row 2", [Cell("date", "告示日付", "2024.5.24")]).of("date", "notice")
        '2024.5.24'
        """
        return "\n".join(cell.text for cell in self.cells if cell.role in roles)

    @property
    def goes_on(self) -> bool:
        """Whether it only goes on with the row above: without date, number and name."""
        alone = len(self.cells) == 1 and self.cells[0].role == "date"
        return not alone and not self.of("date", "notice", "number", "japanese", "english")


def columns(row: Sequence[Any]) -> Columns:
    """Return the role and the heading of each cell of a row of headings.

    Examples
    --------
    >>> columns(["告示 日付", "別称・旧称", "FAX"])
    [('date', '告示日付'), ('alias', '別称・旧称'), ('', 'FAX')]
    """
    headings = [BLANKS.sub("", str(cell)) for cell in row]
    return [(_role(heading), heading) for heading in headings]


def is_heading(row: Sequence[Any]) -> bool:
    """Return whether a row has the headings of notices: date, number and a name.

    Examples
    --------
    >>> is_heading(["告示番号", "告示日付", "英語表記"]), is_heading(["告示日付", "2024.5.24"])
    (True, False)
    """
    if not any("告" in str(cell) for cell in row):
        return False
    roles = {role for role, _ in columns(row)}
    return {"date", "notice"} <= roles and bool({"japanese", "english"} & roles)


def csv_records(source: Source) -> Iterator[Record]:
    """Yield the rows of the CSV.

    Raises
    ------
    ListFormatError
        If a row has another number of cells than the headings or is the headings again, or the
        last line does not end.
    """
    lines = whole_rows(source, text_of(source, is_heading))
    headings = next(lines)[1]
    of_columns = columns(headings)
    for line, cells in lines:
        refuse_headings_again(source, line, cells, headings)
        if any(cell.strip() for cell in cells):
            if len(cells) != len(of_columns):
                seen = f"line {line} has {len(cells)} cells under {len(of_columns)} headings"
                raise source.refuse(seen)
            yield Record(f"line {line}", list(_cells(of_columns, cells)))


def text_of(source: Source, knows: Callable[[Sequence[str]], bool]) -> str:
    """Return a CSV as text: UTF-8, or as Excel in Japan saves it.

    Parameters
    ----------
    source
        The file.
    knows
        Whether its first row, when it is read so, has the headings that it must have.

    Raises
    ------
    ListFormatError
        If it is neither, or holds a NUL byte.
    """
    try:
        return source.text()
    except ListFormatError:
        # Damaged UTF-8 is often readable as cp932, but its headings are not.
        text = source.data.decode(EXCEL_IN_JAPAN, errors="replace")
        if "\ufffd" in text or not knows(text.partition("\n")[0].split(",")):
            raise
        return source.without_nul(text)


def sheet_records(source: Source) -> Iterator[Record]:
    """Yield the rows of a workbook's sheets below their headings, each with those it goes on in.

    Raises
    ------
    ListFormatError
        If a sheet holds notices under headings that are not known.
    """
    for name, rows in source.sheets:
        last: Record | None = None
        for record in _of_sheet(source, name, rows):
            if last and record.goes_on:
                last.cells += record.cells
                last.rows += 1
                continue
            if last:
                yield last
            last = record
        if last:
            yield last


def _of_sheet(source: Source, name: str, rows: Sequence[Sequence[Any]]) -> Iterator[Record]:
    of_columns: Columns = ()
    title = ""
    for line, row in enumerate(rows, start=1):
        if is_heading(row):
            of_columns = columns(row)
        elif not of_columns:
            title += " ".join(map(str, row))
            _require_no_notice(source, name, row)
        elif any(str(cell).strip() for cell in row):
            yield Record(f"{name}, row {line}", list(_cells(of_columns, row)), name, title)


def _require_no_notice(source: Source, sheet: str, row: Sequence[Any]) -> None:
    filled = [text for cell in row if (text := printed(cell).strip())]
    if len(filled) > 2 and DATE.match(western(filled[0])) and re.search(r"\d", filled[1]):
        raise source.refuse(
            f"the sheet {sheet!r} holds notices under headings that are not known",
            "download it again, and report it if the headings are the publisher's",
        )


def _cells(of_columns: Columns, row: Sequence[Any]) -> Iterator[Cell]:
    for place, cell in enumerate(row):
        role, heading = of_columns[place] if place < len(of_columns) else ("", "")
        text = printed(cell).replace("_x000D_", "\n").strip()
        if text in NOTHING and role in PERSONAL:
            yield Cell(UNKNOWN, heading, text)
        elif text and text not in NOTHING:
            # A spreadsheet may hold a date as a bare number.
            text = as_iso(text) if role == "date" else text
            yield Cell(role, heading or f"column {place + 1}", text)


def _role(heading: str) -> str:
    plain = unicodedata.normalize("NFKC", heading)
    return next((role for role, words in ROLES.items() if words.fullmatch(plain)), "")


def western(text: str) -> str:
    """Return a text with plain digits, and years of our calendar for those of an emperor.

    Examples
    --------
    >>> western("平成２３年11月18日"), western("令和元年")
    ('2011年11月18日', '2019年')
    """
    plain = unicodedata.normalize("NFKC", text)
    return ERA.sub(lambda era: str(ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))), plain)


def days(text: str) -> list[str]:
    """Return the days in a text, as ISO and in their order.

    Examples
    --------
    >>> days("2001.9.22 2008.6.25改訂")
    ['2001-09-22', '2008-06-25']
    """
    found = []
    for parts in DATE.findall(western(text)):
        try:
            found.append(date(*map(int, parts)).isoformat())
        except ValueError:  # 31 February, misprinted
            continue
    return found
