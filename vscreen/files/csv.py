"""The rows of a delimited text file of a publisher."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from typing import Final

from vscreen.files.signatures import UTF16_MARKS
from vscreen.files.source import BOM, Source

DELIMITERS: Final = (",", ";", "\t")
WESTERN: Final = "cp1252"
# A letter outside ASCII as UTF-8 writes it, or its byte order mark.
UTF8_LETTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")


def csv_rows(source: Source, text: str, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the line each row begins on, and the row.

    Raises
    ------
    ListFormatError
        If quotes do not close, which is how a cut file ends.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise source.refuse(f"line {line} is not whole ({error})") from error


def line_cells(line: str, *, delimiter: str = ",", strict: bool = True) -> list[str] | None:
    """Return the cells of a single line, None if it is strict and its quotes are not in order.

    Examples
    --------
    >>> line_cells('36,"LADY, R"'), line_cells('36,"LADY" R"')
    (['36', 'LADY, R'], None)
    >>> line_cells('36,"LADY, R', strict=False)
    ['36', 'LADY, R']
    """
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=strict), None)
    except csv.Error:
        return None


def first_row(source: Source, *, delimiter: str = ",", line: int = 0) -> list[str]:
    r"""Return the cells of the first line, or of a line below it, or nothing if it is no CSV.

    Parameters
    ----------
    source, delimiter
        The file, and what stands between its cells.
    line
        How many lines stand above it.

    Examples
    --------
    >>> from pathlib import Path
    >>> first_row(Source(Path("x.csv"), b"name,imo\nMARIA,8517839\n"), line=1)
    ['MARIA', '8517839']
    """
    below = source.head.removeprefix(BOM.encode()).split(b"\n", line + 1)[line : line + 1]
    text = b"".join(below).decode("utf-8", errors="replace").rstrip("\r")
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def delimiter_of(source: Source, headings: Collection[str]) -> str:
    r"""Return what stands between the cells of delimited text whose first line has these headings.

    Parameters
    ----------
    source
        The file.
    headings
        Headings that it has, in any order among others.

    Returns
    -------
    str
        A comma, a semicolon or a tab; nothing if it does not have these headings.

    Examples
    --------
    >>> from pathlib import Path
    >>> delimiter_of(Source(Path("x.csv"), b"imo;name\n"), ["name", "imo"])
    ';'
    """
    rows = ((mark, first_row(source, delimiter=mark)) for mark in DELIMITERS)
    return next((mark for mark, row in rows if {*headings} <= {*map(str.strip, row)}), "")


def split_values(cell: str) -> list[str]:
    """Return the values of a cell that holds several, ``;`` between them.

    A value that holds a ``;`` itself stands in double quotes, as OpenSanctions writes it.

    Examples
    --------
    >>> split_values('"Testov; Ivan";Vanya')
    ['Testov; Ivan', 'Vanya']
    """
    if '"' not in cell:
        parts = cell.split(";")
    else:
        rows = csv.reader(io.StringIO(cell, newline=""), delimiter=";", skipinitialspace=True)
        parts = [part for row in rows for part in row]
    return [part.strip() for part in parts if part.strip()]


def old_text(source: Source, warnings: list[str]) -> str:
    r"""Return the text of a publisher who has written Windows-1252 as well as UTF-8.

    An encoding is never guessed silently: what is not UTF-8 is read as Windows-1252 with a warning,
    and only if nothing in the file shows that it is UTF-8 with a damaged byte.

    Parameters
    ----------
    source
        The file.
    warnings
        Gets a sentence if the file is in Windows-1252.

    Raises
    ------
    ListFormatError
        If it is neither, or holds a NUL byte.

    Examples
    --------
    >>> from pathlib import Path
    >>> warnings = []
    >>> old_text(Source(Path("x.csv"), b"Quartanus (formerly\xa0Morpheus)"), warnings)
    'Quartanus (formerly\xa0Morpheus)'
    >>> warnings
    ['x.csv: it is not UTF-8, so it was read as Windows-1252; look at names with special letters']
    """
    try:
        source.data.decode("utf-8")
        return source.text()
    except UnicodeDecodeError:
        if UTF8_LETTER.search(source.data) or source.data.startswith(UTF16_MARKS):
            return source.text()  # which names the byte that is none of UTF-8
    text = source.data.decode(WESTERN, errors="replace")
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise source.refuse(f"line {line} is neither UTF-8 nor Windows-1252")
    warnings.append(
        f"{source.path}: it is not UTF-8, so it was read as Windows-1252; look at names with "
        "special letters"
    )
    return source.without_nul(text)
