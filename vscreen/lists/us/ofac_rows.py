"""The rows of OFAC's files without markup, in the four editions it publishes them in.

- comma (``.csv``), ``|`` (``.pip``) and ``@`` (``.del``): the same cells, each text in double
  quotes, a number bare and an empty cell ``-0- ``, with a blank;
- fixed width (``.ff``, `vscreen.lists.us.ofac_forms`).

Each row is a line, and each file ends with the old end-of-file byte 0x1A. Where that is missing, a
file cut at the end of a row looks like a whole one; it is read, and is not called whole. A row that
does not end as OFAC ends rows is cut. Files with headings (`vscreen.lists.us.ofac_columns`) were
written by others, and end as tables end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.files.csv import line_cells
from vscreen.files.source import BOM, Source
from vscreen.lists.counting import count_rows
from vscreen.lists.us.ofac_columns import (
    COLUMNS,
    COMMENTS,
    NULL,
    OFAC_NAMES,
    PRIMARY,
    find_headings,
    value,
)
from vscreen.lists.us.ofac_forms import (
    END_OF_FILE,
    FIXED,
    ROW,
    Form,
    Lines,
    are_comments,
    are_trimmed,
    comment_cells,
    filled_lines,
    find_form,
    find_layout,
    form_of,
    role_of,
    unpadded,
)

AROUND_END: Final = ' \r\n\t",;|@'
"""What may stand around the end-of-file byte: blank lines, or the empty cells of a spreadsheet."""

NUMBER: Final = re.compile(r" *[A-Za-z]{0,3}[0-9]{1,10}(?:\.0|[A-Za-z])? *")
"""An entry's number: OFAC's are digits alone; a letter is a slip, and ``.0`` is that of a copy."""
NOT_NUMBER: Final = re.compile(r"\.0|[A-Za-z]")
QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
RECORD: Final = re.compile(rb'^[\s"]*(?:\d|[A-Za-z]{1,3}\d{1,10}[A-Za-z]?"?[,|@;\t])', re.MULTILINE)
MOST_BARE: Final = 0.5
"""Share of rows with texts outside quotes, above which no row is a slip of OFAC's."""
QUOTED_CHARACTERS: Final = 100
MOST_JOINTS: Final = 3
MANY: Final = 50
"""Numbers in the midst of others that only a second list can bring."""
ANEW: Final = "download it anew"


@dataclass(frozen=True)
class Table:
    """The rows of a file, by column; ``is_whole`` is False where its end can't be seen."""

    source: Source
    form: Form
    rows: list[dict[str, str]]
    warnings: tuple[str, ...] = ()
    is_whole: bool = True


def count_records(source: Source) -> int:
    r"""Return how many lines of a file begin with a number, as every record of OFAC's does.

    Below headings the number may stand elsewhere, and the rows are counted as such.

    Examples
    --------
    >>> from pathlib import Path
    >>> count_records(Source(Path("alt.csv"), b'36,12,"aka","A",-0- \r\n\n37,13,,,\x1a'))
    2
    """
    form = find_form(source)
    if form and form.has_headings:
        return count_rows(delimiter=form.delimiter)(source)
    return len(RECORD.findall(source.data.removeprefix(BOM.encode())))


def read_table(source: Source) -> Table:
    r"""Return the rows of a file of the four, ``""`` where OFAC prints ``-0-`` but for types.

    Raises
    ------
    ListFormatError
        If the file is cut, joined of two, saved again without its quotes, or a row does not have
        its columns and can't be mended in one way alone.
    EmptyListError
        If it has no rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> table = read_table(Source(Path("alt.csv"), b'36,12,"aka","AERO",-0- \r\n\x1a'))
    >>> table.rows[0]["name"], table.is_whole
    ('AERO', True)
    """
    form = find_form(source)
    if form is None:
        raise source.refuse("it is none of OFAC's files")
    text, is_marked = _until_end(source)
    lines = filled_lines(text)[1 if form.has_headings else 0 :]
    if not lines:
        raise EmptyListError(f"{source.path}: no rows before the end-of-file byte; download again")
    warnings: list[str] = []
    is_ended = text.rstrip(" \t").endswith("\n")
    if not is_ended:
        warnings.append(_look_at_last(source, form, text, lines))
    if form.edition == FIXED:
        form, numbered = _fixed_rows(source, form, lines)
    else:
        numbered = _delimited_rows(source, form, lines, warnings)
    rows = [_named(form, cells, has_null=NULL in text) for _, cells in numbered]
    _refuse_joined(source, [(line, int(cells[form.columns["number"]])) for line, cells in numbered])
    if not is_marked and not form.has_headings:
        warnings.append(
            "the byte 0x1A that ends OFAC's files is missing, so that nobody can see whether rows "
            f"are missing, too; {ANEW} to be sure"
        )
    told = tuple(f"{source.path}: {warning}" for warning in warnings)
    return Table(source, form, rows, told, is_whole=is_marked or (form.has_headings and is_ended))


# --- the end --------------------------------------------------------------------------------------


def _until_end(source: Source) -> tuple[str, bool]:
    """Return the text before the end-of-file byte, and whether that byte is there."""
    body = source.text()
    end = body.rstrip(AROUND_END)
    is_marked = end.endswith(END_OF_FILE)
    if is_marked:
        body = end.rstrip(END_OF_FILE)
        # A program that knows no such byte has put it into a cell of its own.
        body = body.removesuffix('"') if body.endswith('\n"') else body
    above, inside, _ = body.partition(END_OF_FILE)
    if inside:
        line = above.count("\n") + 1
        raise source.refuse(
            f"the byte 0x1A that ends OFAC's files stands in line {line} and more follows: two "
            f"files were joined, and line {line} begins the second",
            f"{ANEW}, each file for itself",
        )
    return body, is_marked


def _look_at_last(source: Source, form: Form, text: str, lines: Lines) -> str:
    """Return a warning of a last row without a line end; refuse it unless it ends as rows do."""
    number, line = lines[-1]
    if form.edition == FIXED:
        is_whole = form.role != COMMENTS and not are_trimmed([line for _, line in lines])
    else:
        # Once in a while a program strips the blank of every `-0- `.
        null = NULL if re.search(rf"{NULL}[,|@;\t\r\n]", text) else f"{NULL} "
        # Half of a doubled quote looks like the quote that ends the cell.
        (cell, *_) = (line_cells(line, delimiter=form.delimiter) or [""])[::-1]
        is_whole = line.endswith(('"', f"{form.delimiter}{null}")) and '"' not in cell
    if not is_whole:
        raise source.refuse(
            f"its last row, line {number}, ends with {line[-20:]!r} and not as OFAC ends a row, so "
            "it is cut short"
        )
    return f"its last row, line {number}, is whole, but the line does not end"


# --- rows -----------------------------------------------------------------------------------------


def split_again(line: str, delimiter: str, width: int) -> list[str] | None:
    """Return the cells of a line with a stray quote, None unless there is one way to split it.

    A quote ends a cell only before a delimiter and what OFAC begins a cell with. Taking every such
    quote gives as many cells as there can be; if these are as many as belong, no other way does.

    Examples
    --------
    >>> split_again('36,"OLD "TUG" X","vessel",-0- ', ",", 4)
    ['36', 'OLD "TUG" X', 'vessel', '-0- ']
    >>> split_again('36,"OLD","TUG","vessel",-0- ', ",", 4)
    """
    mark = re.escape(delimiter)
    cell = re.compile(
        rf'(?:"(?P<text>.*?)"(?={mark}(?:"|{NULL}|\d*(?:{mark}|$))|$)|(?P<bare>{NULL} ?|\d*))'
        rf"(?:{mark}|(?P<end>$))"
    )
    cells, place, is_over = [], 0, False
    while not is_over and (found := cell.match(line, place)):
        text, bare = found["text"], found["bare"]
        cells.append(bare if text is None else text)
        place, is_over = found.end(), found["end"] is not None
    return cells if is_over and len(cells) == width else None


def _records(lines: Lines, delimiter: str) -> Iterator[tuple[int, str, list[str] | None]]:
    """Yield the line number, text and cells of each row; a cell may hold line breaks."""
    waiting = lines[::-1]
    while waiting:
        number, line = waiting.pop()
        cells = line_cells(line, delimiter=delimiter)
        while cells is None and waiting and not ROW.match(waiting[-1][1]):
            line = f"{line}\n{waiting.pop()[1]}"
            cells = line_cells(line, delimiter=delimiter)
        yield number, line, cells


def _delimited_rows(
    source: Source, form: Form, lines: Lines, warnings: list[str]
) -> list[tuple[int, list[str]]]:
    """Return the line number and the cells of each row; add to the warnings what was mended."""
    if not form.has_headings:
        _refuse_bare(source, form, lines)
    rows = []
    for number, line, cells in _records(lines, form.delimiter):
        if cells is None or not _is_right(form, cells):
            mended = split_again(line, form.delimiter, form.width)
            if mended is None or not _is_right(form, mended):
                raise _odd_row(source, form, number, line, cells)
            cells = mended
            warnings.append(
                f"line {number} has a stray quote, and was read in the only way that gives it "
                f"{form.width} columns: {line[:QUOTED_CHARACTERS]!r}"
            )
        first = cells[form.columns["number"]].strip()
        if not first.isdigit():
            cells[form.columns["number"]] = bare = NOT_NUMBER.sub("", first)
            if first != f"{bare}.0":
                warnings.append(f"line {number} has the number {first}, read as {bare}")
        rows.append((number, cells))
    return rows


def _is_right(form: Form, cells: Sequence[str]) -> bool:
    return len(cells) == form.width and NUMBER.fullmatch(cells[form.columns["number"]]) is not None


def _refuse_bare(source: Source, form: Form, lines: Lines) -> None:
    """Refuse a file whose texts lost their quotes: spreadsheets change numbers and dates, too."""
    bare = [
        any(
            cell.strip() not in ("", NULL) and not cell.strip().isdigit()
            for cell in QUOTED.sub("", line).split(form.delimiter)
        )
        for _, line in lines
    ]
    if sum(bare) > MOST_BARE * len(lines):
        raise source.refuse(
            "it was saved again without its quotes, so that nobody can see where its texts end and "
            "what a spreadsheet made of its numbers",
            ANEW,
        )


def _odd_row(
    source: Source, form: Form, number: int, line: str, cells: list[str] | None
) -> ListFormatError:
    quoted = repr(line[:QUOTED_CHARACTERS])
    other = role_of(line, cells or [])
    if other not in ("", form.role) or find_headings(cells or []):
        begins = f"OFAC's {OFAC_NAMES[other]}" if other else "with headings"
        return source.refuse(
            f"line {number} begins {begins}: two files were joined into one ({quoted})",
            f"{ANEW}, each file for itself",
        )
    if cells is None:
        return source.refuse(f"line {number} is not whole, for its quotes do not close: {quoted}")
    if len(cells) == form.width:
        first = cells[form.columns["number"]]
        return source.refuse(f"line {number} has {first!r} where its number belongs: {quoted}")
    return source.refuse(
        f"line {number} has {len(cells)} columns where {form.width} belong: {quoted}"
    )


def _fixed_rows(
    source: Source, form: Form, lines: Lines
) -> tuple[Form, list[tuple[int, list[str]]]]:
    if form.role == COMMENTS:
        if not are_comments([line for _, line in lines]):
            raise source.refuse("not all of its lines are ten characters of number and then text")
        return form, [(number, comment_cells(line)) for number, line in lines]
    texts = [line for _, line in lines]
    length = Counter(map(len, texts)).most_common(1)[0][0]
    for number, line in lines if not are_trimmed(texts) else ():
        if len(line) != length:
            raise source.refuse(
                f"line {number} has {len(line):,} characters where {length:,} belong"
            )
    layout = find_layout(texts)
    if layout is None:
        raise source.refuse(
            f"its lines are {length:,} characters wide, and no layout of OFAC's fits them",
            f"{ANEW}, or take the edition .csv",
        )
    rows = [(number, layout.cells(line)) for number, line in lines]
    return form_of(layout.role), [(line, [*row[:-1], unpadded(row[-1])]) for line, row in rows]


def _named(form: Form, cells: Sequence[str], *, has_null: bool) -> dict[str, str]:
    """Return the values of a row by column; types keep their ``-0-``, remarks their outer blanks.

    Remarks may break off at a blank, and go on in the comments. In a copy without any ``-0-``, an
    empty type of an entry was one.
    """
    row = {column: value(cells[place]) for column, place in form.columns.items()}
    if "name" in row and (name := cells[form.columns["name"]].strip()) != NULL:
        row["name"] = name  # which other words for nothing may be
    if "type" in row and has_null:
        row["type"] = cells[form.columns["type"]].strip()
    elif form.role == PRIMARY:
        row["type"] = row["type"] or NULL
    last = form.columns.get("remarks")
    if last is not None and row["remarks"]:
        row["remarks"] = cells[last]
    return {column: row.get(column, "") for column in COLUMNS[form.role]}


def _refuse_joined(source: Source, numbers: Sequence[tuple[int, int]]) -> None:
    """Refuse rows that begin anew: OFAC prints them in the order of their numbers.

    A row or two out of their order are a slip, and a file without any order was sorted otherwise.

    Parameters
    ----------
    source
        The file.
    numbers
        The line and the number of each row.
    """
    falls = [n for n, (one, two) in enumerate(pairwise(numbers), start=1) if two[1] < one[1]]
    if not 0 < len(falls) <= MOST_JOINTS:
        return
    above, below = numbers[: falls[0]], numbers[falls[0] :]
    known, found = {number for _, number in above}, {number for _, number in below}
    repeated = len(known & found)
    is_again = 2 * repeated >= len(found) and repeated >= max(2, len(known) / 4)
    is_other = len(falls) == 1 and sum(number < max(known) for number in found) >= MANY
    if is_again or is_other:
        line, number = below[0]
        raise source.refuse(
            f"line {line} begins again with the number {number}: two files were joined into one, "
            f"and line {line} begins the second",
            f"{ANEW}, each file for itself",
        )
