r"""Writing to a terminal: lines, tables, progress; and JSON.

Text of a manifest or a list is never interpreted: markup has no effect, and control, invisible and
direction-changing characters are escaped (``\x1b``, ``\u202e``).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

_ESCAPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that could act on a terminal, or are invisible."""


def plain(text: object) -> str:
    r"""Return any text as a single line whose characters can't control a terminal.

    Examples
    --------
    >>> print(plain("EVER\x1b[31m GIVEN\u202e"))
    EVER\x1b[31m GIVEN\u202e
    """
    return "".join(_escape(character) for character in str(text))


def _escape(character: str) -> str:
    is_escaped = unicodedata.category(character) in _ESCAPED
    return character.encode("unicode_escape").decode() if is_escaped else character


def say(line: str | Text = "", *, error: bool = False) -> None:
    """Write a line to stdout or stderr; a long line is wrapped on a terminal only.

    A ``Text`` is written with its styles, and must hold no text of a manifest or a list.
    """
    stream = console(error=error)
    text = line if isinstance(line, Text) else Text(plain(line))
    stream.print(text, soft_wrap=not stream.is_terminal)


def console(*, error: bool = False) -> Console:
    """Return a console for stdout or stderr that interprets no markup."""
    return Console(stderr=error, markup=False, emoji=False, highlight=False)


def table(*headings: str, right: Collection[str] = (), wrapped: Collection[str] = ()) -> Table:
    """Return a table without rows.

    Parameters
    ----------
    headings
        Headings of the columns.
    right
        Headings of the columns that are aligned right.
    wrapped
        Headings of the columns whose cells take several lines where the terminal is narrow; cells
        of the other columns are cut there.
    """
    empty = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        empty.add_column(
            heading,
            justify="right" if heading in right else "left",
            no_wrap=heading not in wrapped,
            overflow="fold" if heading in wrapped else "ellipsis",
        )
    return empty


def progress_display(*columns: ProgressColumn) -> Progress:
    """Return a display of progress on stderr; where that is no terminal, it shows nothing."""
    stream = console(error=True)
    return Progress(*columns, console=stream, transient=True, disable=not stream.is_terminal)


@contextmanager
def working(step: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal which step is being done and for how long.

    Parameters
    ----------
    step
        What is done first, such as ``reading lists``.

    Yields
    ------
    function
        Call it with the next step.
    """
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with progress_display(*columns) as display:
        task = display.add_task(plain(step), total=None)
        yield lambda following: display.update(task, description=plain(following))


def counted(number: int, thing: str) -> str:
    """Return a number and the noun that it counts, in the plural where needed.

    Examples
    --------
    >>> counted(1, "row"), counted(64117, "row")
    ('1 row', '64,117 rows')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def to_json(document: object) -> str:
    """Return a JSON document in ASCII, which no encoding of a terminal can damage."""
    return json.dumps(document, indent=2, default=_scalar, allow_nan=False)


def _scalar(value: Any) -> object:
    return value.item() if hasattr(value, "item") else str(value)
