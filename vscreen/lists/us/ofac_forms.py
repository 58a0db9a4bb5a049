"""How OFAC's files without markup are written: which of the four a file is, and where cells begin.

In three editions a character stands between the cells. In the fixed width edition (``.ff``) every
line is as long as its columns together, blanks after each value and an empty cell ``-0-``. OFAC
changed the widths several times (the remarks had 300 characters, then 600, then 1,000; the
programmes 50, in the specification of September 2023 200), and prints the numbers flush right
where its specification has them flush left. So a layout is taken from a table if it fits every
line, and is else seen from the lines: a column begins where most lines have a character and nearly
all have the padding of the column before. Comments have no width of their own: ten characters of
number, then text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final

from vscreen.files.csv import line_cells
from vscreen.files.source import Source
from vscreen.lists.us.ofac_columns import (
    ADDRESSES,
    ALIAS_WORDS,
    ALIASES,
    COLUMNS,
    COMMENTS,
    KINDS,
    NULL,
    PRIMARY,
    find_headings,
    letters,
)

END_OF_FILE: Final = "\x1a"
COMMA: Final = ","
DELIMITERS: Final = {COMMA: "csv", "|": "pip", "@": "del", ";": "csv", "\t": "csv"}
FIXED: Final = "ff"
TOP: Final = 20
"""Lines by which a file is recognised: one of them may be damaged."""

ROW: Final = re.compile(r'\s*"?\d{1,10}\s*"?\s*([,|@;\t])')
COMMENT_ROW: Final = re.compile(r'\s*"?\d+"?\s*[,|@;\t]\s*"')

NUMBER_WIDTH: Final = 10
ENOUGH: Final = 2_000
"""Lines that show where the columns begin."""
LEAST_LINE: Final = 200
"""Characters of a line of equal width, which lines of prose do not share."""
MOST_LINE: Final = 20_000

# In the published file of 2018 and in OFAC's data specification of 25 September 2023. A column
# start that the specification prints contradicts its widths, but they add up to its length.
PRIMARY_WIDTHS: Final = (10, 350, 12, 50, 200, 8, 25, 14, 8, 40, 150, 1000)
LAYOUTS: Final = (
    (PRIMARY, PRIMARY_WIDTHS),
    (PRIMARY, (*PRIMARY_WIDTHS[:3], 200, *PRIMARY_WIDTHS[4:])),
    (PRIMARY, (*PRIMARY_WIDTHS[:-1], 600)),
    (PRIMARY, (*PRIMARY_WIDTHS[:-1], 300)),
    (ADDRESSES, (10, 10, 750, 116, 250, 200)),
    (ALIASES, (10, 10, 8, 350, 200)),
)
# How many columns of numbers and of text each file has; which words its third column holds.
SHAPES: Final = {(1, 11): PRIMARY, (2, 3): ALIASES, (2, 4): ADDRESSES}
TYPE: Final = 2
WORDS: Final = {PRIMARY: {*KINDS}, ALIASES: {*ALIAS_WORDS}, ADDRESSES: {*ALIAS_WORDS}}
MOST_NUMBERS: Final = 2
MOST_UNPADDED: Final = 0.1
"""Share of the lines in which a value fills its column to the last character."""

FLUSH_RIGHT: Final = re.compile(r" *\d+")
FLUSH_LEFT: Final = re.compile(r"\d+ +")
PADDED: Final = re.compile(r" +\d+|\d+ +")


Lines = list[tuple[int, str]]
"""The number and the text of each line that is not blank."""


@dataclass(frozen=True)
class Form:
    """How a file of the four is written.

    ``role`` is which of the four it is, ``""`` for fixed width that no layout fits. ``columns`` has
    the position of each column in a row of ``width`` cells. ``has_headings`` tells whether the
    first row names them.
    """

    edition: str
    role: str
    delimiter: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    width: int = 0
    has_headings: bool = False


@dataclass(frozen=True)
class Layout:
    """Which of the four files has lines like these, and the width of each of its columns."""

    role: str
    widths: tuple[int, ...]

    def cells(self, line: str) -> list[str]:
        """Return the cells of a line, blanks around them."""
        return [line[start:end] for start, end in pairwise(accumulate(self.widths, initial=0))]


def find_form(source: Source) -> Form | None:
    """Return how a file is written, by its first lines; None if it is none of OFAC's.

    Examples
    --------
    >>> from pathlib import Path
    >>> found = find_form(Source(Path("sdn.pip"), b'36|"AERO"|-0- |"CUBA"' + b"|-0- " * 8))
    >>> found.edition, found.role
    ('pip', 'primary')
    >>> find_form(Source(Path("sdn_comments.csv"), b'36,"LTD."')).role
    'comments'
    """
    if is_empty(source):
        return form_of(PRIMARY, COMMA)
    lines = _top(source)
    if not lines:
        return None
    return _below_headings(lines[0][1]) or _delimited(lines) or _fixed(source, lines)


def is_empty(source: Source) -> bool:
    r"""Return whether the end-of-file byte is all that the file holds.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_empty(Source(Path("sdn.csv"), b"\x1a\r\n"))
    True
    """
    return source.data.strip() == END_OF_FILE.encode()


def find_layout(lines: Sequence[str]) -> Layout | None:
    """Return the layout that fits all of these lines, None if there is none.

    Parameters
    ----------
    lines
        Whole lines without their ends.

    Examples
    --------
    >>> line = f"{36:>10}{12:>10}{'aka':8}{'AERO':350}{'-0-':200}"
    >>> find_layout([line])
    Layout(role='alt', widths=(10, 10, 8, 350, 200))
    """
    if not lines or not (are_even(lines) or are_trimmed(lines)):
        return None
    shortest, longest = min(map(len, lines)), max(map(len, lines))
    for role, widths in LAYOUTS:
        if are_even(lines):
            is_long = longest == sum(widths)
        else:
            is_long = sum(widths[:-1]) < shortest <= longest <= sum(widths)
        if is_long and _fits(Layout(role, widths), lines):
            return Layout(role, widths)
    seen = _seen([line.ljust(longest) for line in lines[:ENOUGH]])
    return seen if seen and _fits(seen, lines) else None


def are_even(lines: Sequence[str]) -> bool:
    """Return whether all lines are equally long, as OFAC prints them.

    Examples
    --------
    >>> are_even(["36 A", "37 B"]), are_even(["36 A", "37 BC"])
    (True, False)
    """
    return len({len(line) for line in lines}) == 1


def are_trimmed(lines: Sequence[str]) -> bool:
    """Return whether an editor cut off the blanks at the ends of the lines.

    Examples
    --------
    >>> are_trimmed(["36 A", "37 BC"]), are_trimmed(["36 A  ", "37 B "])
    (True, False)
    """
    return not are_even(lines) and 2 * sum(line.endswith(" ") for line in lines) < len(lines)


def looks_fixed(lines: Sequence[str]) -> bool:
    """Return whether these lines are of this edition, whatever the widths of their columns.

    A line that lost a character is a fault to be told, so most lines are enough.

    Examples
    --------
    >>> looks_fixed([f"{36:<10}{'AERO':200}-0-"]), looks_fixed(["36 ships were seen"])
    (True, False)
    """
    length, count = Counter(map(len, lines)).most_common(1)[0]
    return (
        (2 * count > len(lines) or are_trimmed(lines))
        and LEAST_LINE <= length <= MOST_LINE
        and all(FLUSH_RIGHT.match(line) and NULL in line for line in lines)
    )


def are_comments(lines: Sequence[str]) -> bool:
    """Return whether each line is ten characters of number, padded alike, and then text.

    Examples
    --------
    >>> are_comments(["     17014Moscow."]), are_comments(["17014     Moscow.", "2024 was a year"])
    (True, False)
    """
    numbers = [line[:NUMBER_WIDTH] for line in lines]
    return (
        bool(lines)
        and all(PADDED.fullmatch(number) for number in numbers)
        and len({number.startswith(" ") for number in numbers}) == 1
        and all(len(line) > NUMBER_WIDTH for line in lines)
    )


def comment_cells(line: str) -> list[str]:
    """Return the number and the text of a line of comments.

    Examples
    --------
    >>> comment_cells("     17014Moscow.   ")
    ['     17014', 'Moscow.']
    """
    return [line[:NUMBER_WIDTH], line[NUMBER_WIDTH:].rstrip()]


def unpadded(cell: str) -> str:
    """Return the last cell without its padding; a single blank at the end may be its own.

    Examples
    --------
    >>> unpadded("MMSI 1.   "), unpadded("Linked to "), unpadded("MMSI 1. ")
    ('MMSI 1.', 'Linked to ', 'MMSI 1.')
    """
    bare = cell.rstrip()
    return cell if len(cell) - len(bare) == 1 and not bare.endswith(".") else bare


def _top(source: Source) -> Lines:
    text = source.head.decode("utf-8-sig", errors="replace")
    lines = filled_lines(text.replace(END_OF_FILE, "\n"))
    # The head of a longer file ends anywhere in a line.
    whole = len(source.head) == len(source.data) or text.endswith("\n")
    return (lines if whole else lines[:-1] or lines)[:TOP]


def filled_lines(text: str) -> Lines:
    r"""Return the number and the text of each line that is not blank.

    Examples
    --------
    >>> filled_lines("36\r\n\r\n37")
    [(1, '36'), (3, '37')]
    """
    lines = enumerate(text.split("\n"), start=1)
    return [(number, line.rstrip("\r")) for number, line in lines if line.strip()]


def form_of(role: str, delimiter: str = "") -> Form:
    """Return the form of a file as OFAC prints it: its columns in order, and no headings."""
    columns = {column: place for place, column in enumerate(COLUMNS.get(role, ()))}
    return Form(DELIMITERS.get(delimiter, FIXED), role, delimiter, columns, len(columns))


def _below_headings(line: str) -> Form | None:
    for delimiter, edition in DELIMITERS.items():
        cells = line_cells(line, delimiter=delimiter) or []
        role, columns = find_headings(cells) or ("", {})
        if role:
            return Form(edition, role, delimiter, columns, len(cells), has_headings=True)
    return None


def _delimited(lines: Lines) -> Form | None:
    found = [match for _, line in lines if (match := ROW.match(line))]
    if 2 * len(found) <= len(lines):
        return None
    (delimiter, _), *_ = Counter(match[1] for match in found).most_common(1)
    # A quote that does not close is a fault of OFAC's file, not a sign of another's.
    rows = [(line, line_cells(line, delimiter=delimiter, strict=False)) for _, line in lines]
    roles = Counter(role_of(line, cells or []) for line, cells in rows)
    role = max((role for role in roles if role), key=lambda name: roles[name], default="")
    return form_of(role, delimiter) if role else None


def role_of(line: str, cells: Sequence[str]) -> str:
    """Return which of the four files has a row like this, ``""`` if none has.

    Parameters
    ----------
    line, cells
        The row as printed, and its cells.

    Examples
    --------
    >>> role_of('36,"LTD."', ["36", "LTD."]), role_of("36,LTD.", ["36", "LTD."])
    ('comments', '')
    """
    if not cells or not cells[0].strip().isdigit():
        return ""
    kind = letters(cells[2]) if len(cells) > 2 else ""
    has_null = any(cell.strip() == NULL for cell in cells)
    match len(cells):
        case 12 if kind in KINDS or has_null:
            return PRIMARY
        case 5 if cells[1].strip().isdigit() and (kind in ALIAS_WORDS or has_null):
            return ALIASES
        case 6 if cells[1].strip().isdigit():
            return ADDRESSES
        case 2 if COMMENT_ROW.match(line):
            return COMMENTS
    return ""


def _fixed(source: Source, lines: Lines) -> Form | None:
    texts = [line for _, line in lines]
    if looks_fixed(texts):
        length = Counter(map(len, texts)).most_common(1)[0][0]
        even = texts if are_trimmed(texts) else [line for line in texts if len(line) == length]
        layout = find_layout(even)
        return form_of(layout.role if layout else "")
    # Any text that begins with a number looks like comments, so the end has to be OFAC's, too.
    ends = source.data.rstrip().endswith(END_OF_FILE.encode())
    return form_of(COMMENTS) if ends and are_comments(texts) else None


def _fits(layout: Layout, lines: Sequence[str]) -> bool:
    numbers = 1 if layout.role == PRIMARY else MOST_NUMBERS
    rows = [layout.cells(line) for line in lines]
    if not all(cell.strip().isdigit() for row in rows for cell in row[:numbers]):
        return False
    if any(cell.startswith(" ") and cell.strip() for row in rows for cell in row[numbers:]):
        return False
    # A type may be misspelt, but most are words that OFAC prints, and no street is one of them.
    words = WORDS[layout.role]
    typed = sum(letters(row[TYPE]) in words for row in rows)
    return typed == 0 if layout.role == ADDRESSES else 2 * typed >= len(rows)


def _seen(lines: Sequence[str]) -> Layout | None:
    """Return the layout that the lines themselves show, if they show one."""
    starts: list[int] = []
    place = 0
    while len(starts) < MOST_NUMBERS and (width := _number_width(lines, place)):
        starts.append(place)
        place += width
    numbers = len(starts)
    starts += _text_starts(lines, place)
    role = SHAPES.get((numbers, len(starts) - numbers))
    widths = tuple(end - start for start, end in pairwise((*starts, len(lines[0]))))
    return Layout(role, widths) if role else None


def _number_width(lines: Sequence[str], place: int) -> int:
    """Return the width of a column of numbers that begins at a place, 0 if none does.

    A name that begins with a digit runs into a number flush right, so the narrowest counts.
    """
    is_right = any(line[place : place + 1] == " " for line in lines)
    pattern = FLUSH_RIGHT if is_right else FLUSH_LEFT
    found = [pattern.match(line, place) for line in lines]
    if not all(found):
        return 0
    return min(match.end() - place for match in found if match)


def _text_starts(lines: Sequence[str], place: int) -> list[int]:
    """Return where the columns of text begin from a place on.

    Before the first character of a column stands the padding of the one before in nearly every
    line, which is true of no place inside a text that most lines reach.
    """
    filled = [sum(character != " " for character in column) for column in zip(*lines, strict=True)]
    most, half = MOST_UNPADDED * len(lines), len(lines) / 2
    return [
        start
        for start in range(place, len(filled))
        if filled[start] >= half and (start == place or filled[start - 1] <= most)
    ]
