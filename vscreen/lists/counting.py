"""Counting the records of a list file, apart from reading them.

Each function returns a counter of files. None of them looks at what a reader makes of the records:
elements are counted by their start tags in the bytes, rows by their line ends outside quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vscreen.files.csv import delimiter_of
from vscreen.files.json import parse_json
from vscreen.files.signatures import UTF16_MARKS
from vscreen.files.source import Source
from vscreen.files.tables import find_headings, with_headings
from vscreen.files.xml import records_of_other_names
from vscreen.lists.receipt import Count

BLANKS: Final = b" \t\r\n\v\f\x1a"
"""What is no content of a cell, the end of an old file among it; other blanks are no ASCII."""


@dataclass(frozen=True)
class Elements:
    """A counter of the XML elements with these local names.

    Parameters
    ----------
    names
        Local names of the publisher's records.
    without
        What is left out: elements in which copies of records stand.
    in_workbook
        Counts the records of a workbook, where the list may be one.

    Examples
    --------
    >>> from pathlib import Path
    >>> count = Elements(("person", "ship"))
    >>> count(Source(Path("x"), b"<n:list><!-- <ship/> --><ship id='1'/><n:person/></n:list>"))
    2
    """

    names: tuple[str, ...]
    without: re.Pattern[bytes] | None = None
    in_workbook: Count | None = None

    def __call__(self, source: Source) -> int:
        """Return how many of them a file has."""
        if self.in_workbook and source.is_workbook:
            return self.in_workbook(source)
        data = self._data(source)
        hiding = (b"<!--", b"<![CDATA[", *(f":{name}".encode() for name in self.names))
        if data.count(b"<?") > 1 or any(sign in data for sign in hiding):
            return sum(found.group(1) is not None for found in self._among_others.finditer(data))
        # Without comments, prefixes and the like the names alone tell, ten times faster.
        plain = (rb"<%b(?=[\s/>])" % re.escape(name).encode() for name in self.names)
        return sum(len(re.findall(tag, data)) for tag in plain)

    @property
    def _among_others(self) -> re.Pattern[bytes]:
        tags = "|".join(map(re.escape, self.names)).encode()
        return re.compile(
            rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(<(?:[\w.-]+:)?(?:%b)(?=[\s/>]))" % tags,
            re.DOTALL,
        )

    def lacks(self, source: Source) -> list[str]:
        """Return what is lacking because it stands in elements that are records of other names.

        Examples
        --------
        >>> from pathlib import Path
        >>> ships = b"<a><ship><n/><imo/></ship><boat><n/><imo/></boat></a>"
        >>> Elements(("ship",)).lacks(Source(Path("x"), ships))
        ['the entries of the unknown element boat (1)']
        """
        if self.in_workbook and source.is_workbook:
            return []
        found = records_of_other_names(self._data(source), self.names)
        return [f"the entries of the unknown element {name} ({n:,})" for name, n in found.items()]

    def _data(self, source: Source) -> bytes:
        data = _plain(source)
        return self.without.sub(b"", data) if self.without else data


def count_elements(
    *names: str, without: re.Pattern[bytes] | None = None, in_workbook: Count | None = None
) -> Elements:
    """Return a counter of the XML elements with these local names.

    Parameters
    ----------
    names, without, in_workbook
        As of `Elements`.

    Examples
    --------
    >>> count_elements("person", "ship").names
    ('person', 'ship')
    """
    return Elements(names, without, in_workbook)


def count_rows(*, delimiter: str = ",", above: int = 1) -> Count:
    r"""Return a counter of the rows of delimited text that hold anything.

    Parameters
    ----------
    delimiter
        What stands between the cells.
    above
        How many rows are no records: the headings, and titles above them.

    Examples
    --------
    >>> from pathlib import Path
    >>> count_rows()(Source(Path("x"), b'name,imo\n"A\nB",1\n,\n\nC,2'))
    2
    """
    between = delimiter.encode()
    quoted = re.compile(rb'(?:^|(?<=%b))"((?:[^"]|"")*)"' % re.escape(between), re.MULTILINE)

    def count(source: Source) -> int:
        bare = quoted.sub(lambda cell: b"" if _is_blank(cell[1]) else b"x", _plain(source))
        ends = b"\n" if b"\n" in bare else b"\r"  # as Excel for the Mac may save it
        return sum(not _is_blank(line, between) for line in bare.split(ends)) - above

    return count


def count_table_rows(needed: Collection[str]) -> Count:
    """Return a counter of the rows of workbooks below headings, in each sheet that has them.

    Rows without a value under any heading are none.

    Parameters
    ----------
    needed
        Headings that a sheet with records has.
    """
    return count_rows_below(with_headings(needed))


def count_table(needed: Collection[str]) -> Count:
    r"""Return a counter of the rows of a table, be it delimited text or the sheets of a workbook.

    Parameters
    ----------
    needed
        Headings that the table has.

    Examples
    --------
    >>> from pathlib import Path
    >>> count_table(["name"])(Source(Path("x"), b"imo;name\n1;MARIA\n"))
    1
    """

    def count(source: Source) -> int:
        if source.is_workbook:
            return count_table_rows(needed)(source)
        return count_rows(delimiter=delimiter_of(source, needed) or ",")(source)

    return count


def count_rows_below(is_heading: Callable[[Sequence[Any]], bool]) -> Count:
    """Return a counter of the rows below the headings of a workbook's sheets.

    Parameters
    ----------
    is_heading
        Whether a row has the headings of records.
    """

    def count(source: Source) -> int:
        total = 0
        for _, rows in source.sheets:
            position = find_headings(rows, is_heading)
            if position is not None:
                total += sum(_is_filled(rows[position], row) for row in rows[position + 1 :])
        return total

    return count


def count_items(*path: str) -> Count:
    """Return a counter of the items in a list of a JSON document.

    Parameters
    ----------
    path
        The keys that lead to the list; none if the document itself is the list.

    Examples
    --------
    >>> from pathlib import Path
    >>> count_items("results")(Source(Path("x"), b'{"results": [{"id": 1}, {"id": 2}]}'))
    2
    """

    def count(source: Source) -> int:
        value = parse_json(source)
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return count_listed(value) if isinstance(value, list) else 0

    return count


def count_listed(value: Any) -> int:
    """Return how many items of a JSON list are anything, be they the objects they should be or not.

    Examples
    --------
    >>> count_listed([{"id": 1}, None, [{"id": 2}]]), count_listed({"id": 1}), count_listed(None)
    (2, 1, 0)
    """
    return sum(item is not None for item in (value if isinstance(value, list) else [value]))


def count_lines(source: Source) -> int:
    r"""Return how many lines of a file are not blank.

    Examples
    --------
    >>> from pathlib import Path
    >>> count_lines(Source(Path("x"), b'{"id": 1}\n\n{"id": 2}'))
    2
    """
    return sum(bool(line.strip()) for line in source.data.split(b"\n"))


def _plain(source: Source) -> bytes:
    if source.data.startswith(UTF16_MARKS):
        return source.data.decode("utf-16", errors="replace").encode()
    return source.data


def _is_blank(cells: bytes, between: bytes = b"") -> bool:
    """Return whether cells hold nothing but blanks, hard ones such as a spreadsheet's too."""
    rest = cells.strip(BLANKS + between)
    if not rest or rest[:1].isascii():
        return not rest
    try:
        text = rest.decode()
    except UnicodeDecodeError:
        text = rest.decode("latin-1")  # in which the blanks are those of Windows-1252
    return not text.replace(between.decode(), "").strip()


def _is_filled(headings: Sequence[Any], row: Sequence[Any]) -> bool:
    return any(
        str(heading).strip() and str(cell).strip()
        for heading, cell in zip(headings, row, strict=False)
    )
