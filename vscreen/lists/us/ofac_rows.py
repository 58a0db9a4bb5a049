"""The rows of OFAC's files without headings, in the four editions it publishes them in.

- comma (``.csv``), ``|`` (``.pip``) and ``@`` (``.del``): the same cells, texts in double quotes;
- fixed width (``.ff``): every line as long as its columns together, blanks after each value. Its
  comments have no width of their own: ten characters of number, then text.

An empty cell is ``-0- ``, with a blank. Each file ends with the old end-of-file byte 0x1A, so a
file without it was cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from vscreen.errors import EmptyListError
from vscreen.files.csv import csv_rows, first_row
from vscreen.files.source import Source

END_OF_FILE: Final = "\x1a"
NULL: Final = "-0-"

PRIMARY: Final = "primary"
ALIASES: Final = "alt"
ADDRESSES: Final = "add"
COMMENTS: Final = "comments"

WIDTHS: Final = {PRIMARY: 12, ALIASES: 5, ADDRESSES: 6, COMMENTS: 2}
OFAC_NAMES: Final = {PRIMARY: "sdn", ALIASES: "alt", ADDRESSES: "add", COMMENTS: "sdn_comments"}
TYPES: Final = ("individual", "vessel", "aircraft", NULL)
ALIAS_TYPES: Final = ("aka", "fka", "nka")

COMMA: Final = ","
DELIMITERS: Final = {COMMA: "csv", "|": "pip", "@": "del"}
FIXED: Final = "ff"

# OFAC's data specification of 25 September 2023. A column start that it prints contradicts these
# widths, but they add up to the length that it gives.
COLUMNS: Final = {
    PRIMARY: (10, 350, 12, 200, 200, 8, 25, 14, 8, 40, 150, 1000),
    ADDRESSES: (10, 10, 750, 116, 250, 200),
    ALIASES: (10, 10, 8, 350, 200),
}
FIXED_ROLES: Final = {sum(columns): role for role, columns in COLUMNS.items()}
NUMBER: Final = re.compile(r"\d{1,10} *")
NUMBER_WIDTH: Final = 10


def edition(source: Source) -> str:
    """Return the edition of a file: ``csv``, ``pip``, ``del``, ``ff``, or ``""`` for none of them.

    Examples
    --------
    >>> from pathlib import Path
    >>> edition(Source(Path("sdn.pip"), b'36|"AERO"|-0- |'))
    'pip'
    """
    if is_empty(source):
        return DELIMITERS[COMMA]
    line = _first_line(source)
    delimiter = line.lstrip("0123456789 ")[:1]
    if line[:1].isdigit() and delimiter in DELIMITERS:
        return DELIMITERS[delimiter]
    return FIXED if _fixed_role(line, source) else ""


def role(source: Source) -> str:
    """Return which of the four files this is, by its first row; ``""`` if it is none of them.

    Examples
    --------
    >>> from pathlib import Path
    >>> role(Source(Path("sdn_comments.csv"), b'36,"LTD."'))
    'comments'
    """
    if edition(source) == FIXED:
        return _fixed_role(_first_line(source), source)
    row = [value(cell) for cell in first_row(source, delimiter=_delimiter(source))]
    if not row or not row[0].isdigit():
        return ""
    match len(row):
        case 12 if (row[2] or NULL) in TYPES:
            return PRIMARY
        case 5 if row[2] in ALIAS_TYPES:
            return ALIASES
        case 6 if row[1].isdigit():
            return ADDRESSES
        case 2:
            return COMMENTS
    return ""


def is_empty(source: Source) -> bool:
    """Return whether the end-of-file byte is all that the file holds."""
    return source.data.strip() == END_OF_FILE.encode()


def read_rows(source: Source) -> list[list[str]]:
    r"""Return the rows of a file of the four, ``""`` where OFAC prints ``-0-``.

    Raises
    ------
    ListFormatError
        If the file is cut, or a row does not have its columns.
    EmptyListError
        If it has no rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> read_rows(Source(Path("alt.csv"), b'36,12,"aka","AERO",-0- \x1a'))
    [['36', '12', 'aka', 'AERO', '']]
    """
    if is_empty(source):
        raise EmptyListError(f"{source.path}: no rows before the end-of-file byte; download again")
    text = source.text().rstrip("\r\n")
    if not text.endswith(END_OF_FILE):
        raise source.refuse(
            f"it ends with {text[-20:]!r} and not with the byte 0x1A that ends OFAC's files, "
            "so it is cut short"
        )
    text = text.removesuffix(END_OF_FILE)
    lines = _fixed_rows(source, text) if edition(source) == FIXED else _csv_rows(source, text)
    width = WIDTHS[role(source)]
    return [_checked(source, width, line, row) for line, row in lines]


def value(cell: str) -> str:
    """Return the value of a cell, ``""`` for OFAC's ``-0-``."""
    cell = cell.strip()
    return "" if cell == NULL else cell


def _last_value(cell: str) -> str:
    # Remarks keep their outer blanks: they may break off at one, and go on in the comments.
    return "" if cell.strip() == NULL else cell


def _checked(source: Source, width: int, line: int, row: list[str]) -> list[str]:
    if len(row) != width or not row[0].strip().isdigit():
        raise source.refuse(
            f"line {line} has {len(row)} columns beginning {row[:2]!r} "
            f"where {width} beginning with a number belong"
        )
    return [*(value(cell) for cell in row[:-1]), _last_value(row[-1])]


def _delimiter(source: Source) -> str:
    name = edition(source)
    return next((delimiter for delimiter, other in DELIMITERS.items() if other == name), COMMA)


def _first_line(source: Source) -> str:
    line = source.head.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace")
    return line.rstrip("\r")


def _csv_rows(source: Source, text: str) -> Iterator[tuple[int, list[str]]]:
    return csv_rows(source, text, delimiter=_delimiter(source))


def _fixed_role(line: str, source: Source) -> str:
    if not NUMBER.fullmatch(line[:NUMBER_WIDTH]) or len(line) <= NUMBER_WIDTH:
        return ""
    if len(line) in FIXED_ROLES:
        return FIXED_ROLES[len(line)]
    # Any text that begins with a number looks like comments, so the end has to be OFAC's, too.
    ends = source.data.rstrip(b"\r\n").endswith(END_OF_FILE.encode())
    return COMMENTS if ends and line[NUMBER_WIDTH - 1] == " " else ""


def _fixed_rows(source: Source, text: str) -> Iterator[tuple[int, list[str]]]:
    columns = COLUMNS.get(role(source))
    for number, line in enumerate(text.rstrip("\r\n").split("\n"), start=1):
        printed = line.rstrip("\r")
        if columns is None:
            yield number, [printed[:NUMBER_WIDTH], printed[NUMBER_WIDTH:]]
        elif len(printed) != sum(columns):
            raise source.refuse(
                f"line {number} has {len(printed):,} characters where {sum(columns):,} belong"
            )
        else:
            yield number, _fixed_cells(printed, columns)


def _fixed_cells(line: str, columns: tuple[int, ...]) -> list[str]:
    cells = [line[start:end] for start, end in pairwise(accumulate(columns, initial=0))]
    return [*cells[:-1], _unpadded(cells[-1])]


def _unpadded(cell: str) -> str:
    """Return the last cell without its padding; a single blank at the end may be its own.

    Examples
    --------
    >>> _unpadded("MMSI 1.   "), _unpadded("Linked to "), _unpadded("MMSI 1. ")
    ('MMSI 1.', 'Linked to ', 'MMSI 1.')
    """
    bare = cell.rstrip()
    return cell if len(cell) - len(bare) == 1 and not bare.endswith(".") else bare
