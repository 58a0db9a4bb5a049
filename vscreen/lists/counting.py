"""Counting the records of a list file, apart from reading them.

Each function returns a counter of files. None of them looks at what a reader makes of the records:
elements are counted by their start tags in the bytes, rows by their line ends outside quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Any

from vscreen.files.csv import delimiter_of
from vscreen.files.json import parse_json, records
from vscreen.files.signatures import UTF16_MARKS
from vscreen.files.source import Source
from vscreen.files.tables import find_headings, with_headings
from vscreen.lists.receipt import Count


def count_elements(*names: str) -> Count:
    r"""Return a counter of the XML elements with these local names.

    Examples
    --------
    >>> from pathlib import Path
    >>> count = count_elements("person", "ship")
    >>> count(Source(Path("x"), b"<n:list><!-- <ship/> --><ship id='1'/><n:person/></n:list>"))
    2
    """
    tags = "|".join(map(re.escape, names)).encode()
    pattern = re.compile(
        rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(<(?:[\w.-]+:)?(?:%b)(?=[\s/>]))" % tags,
        re.DOTALL,
    )
    # Without comments, prefixes and the like the names alone tell, ten times faster.
    plain = [re.compile(rb"<%b(?=[\s/>])" % re.escape(name).encode()) for name in names]
    hiding = (b"<!--", b"<![CDATA[", *(f":{name}".encode() for name in names))

    def count(source: Source) -> int:
        data = _plain(source)
        if data.count(b"<?") > 1 or any(sign in data for sign in hiding):
            return sum(found.group(1) is not None for found in pattern.finditer(data))
        return sum(len(tag.findall(data)) for tag in plain)

    return count


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
    blank = between + b" \t\r\x1a"

    def count(source: Source) -> int:
        bare = quoted.sub(lambda cell: b"x" if cell[1].strip() else b"", _plain(source))
        return sum(bool(line.strip(blank)) for line in bare.split(b"\n")) - above

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
    """Return a counter of the objects in a list of a JSON document.

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
        return len(records(value)) if isinstance(value, list) else 0

    return count


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


def _is_filled(headings: Sequence[Any], row: Sequence[Any]) -> bool:
    return any(
        str(heading).strip() and str(cell).strip()
        for heading, cell in zip(headings, row, strict=False)
    )
