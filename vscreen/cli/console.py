r"""How verdicts and hits look on a terminal, and as JSON.

What stands in a manifest or a list is shown, never interpreted: no markup, and control, invisible
and direction-changing signs are written out (``\x1b``, ``\u202e``).
"""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from vscreen.results.result import NOT_CHECKED, Result
from vscreen.schema import Verdict
from vscreen.scoring.compare import Comparison
from vscreen.scoring.probability import percent

STYLES: Final = {
    Verdict.HIT: "bold red",
    Verdict.REVIEW: "yellow",
    Verdict.NOT_SCREENED: "magenta",
    Verdict.CLEAR: "green",
}
LONGEST: Final = 120
"""Signs of one cell of a manifest that a table shows."""

_WRITTEN_OUT: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_REASONS_SHOWN: Final = 2
_SENTENCES_SHOWN: Final = 3


def plain(text: object) -> str:
    r"""Return any text as one line in which a terminal finds nothing to obey.

    Examples
    --------
    >>> print(plain("EVER\x1b[31m GIVEN\u202e"))
    EVER\x1b[31m GIVEN\u202e
    """
    return "".join(_sign(sign) for sign in str(text))


def _sign(sign: str) -> str:
    hidden = unicodedata.category(sign) in _WRITTEN_OUT
    return sign.encode("unicode_escape").decode() if hidden else sign


def say(line: str = "", *, error: bool = False) -> None:
    """Write one line as it stands, to stdout or stderr; only a terminal wraps it."""
    _write(Text(plain(line)), error=error)


def _write(text: Text, *, error: bool = False) -> None:
    to = console(error=error)
    to.print(text, soft_wrap=not to.is_terminal)


def console(*, error: bool = False) -> Console:
    """Return a console that reads nothing into what it is given."""
    return Console(stderr=error, markup=False, emoji=False, highlight=False)


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal what is being done and for how long; nothing anywhere else.

    What is given is called with what is done next.
    """
    screen = console(error=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(
        *columns, console=screen, transient=True, disable=not screen.is_terminal
    ) as progress:
        task = progress.add_task(plain(what), total=None)
        yield lambda next_: progress.update(task, description=plain(next_))


def age_in_words(age: timedelta | None) -> str:
    """Return an age for people.

    Examples
    --------
    >>> age_in_words(timedelta(hours=50)), age_in_words(timedelta(days=1061)), age_in_words(None)
    ('50 hours old', '1,061 days old', 'of unknown age')
    """
    if age is None:
        return "of unknown age"
    hours = age / timedelta(hours=1)
    if 0 <= hours < 1:
        return "less than an hour old"
    old = counted(round(hours), "hour") if hours < 72 else counted(round(hours / 24), "day")
    return f"{old} old"


def counted(number: int, thing: str) -> str:
    """Return a number of things.

    Examples
    --------
    >>> counted(1, "row"), counted(64117, "row")
    ('1 row', '64,117 rows')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


# --- results -------------------------------------------------------------------------------------


def show_hits(result: Result, limit: int) -> None:
    """Write the first hits as a table, gravest first, and how many more there are.

    The hits of a row on one subject, which may stand on many lists, are one line.
    """
    if result.hits.empty:
        return
    hits = result.by_subject()
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading, justify in (
        ("Row", "right"), ("Verdict", "left"), ("Score", "right"), ("Likely", "right")
    ):  # fmt: skip
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for heading in ("Manifest says", "Listed", "Why"):
        table.add_column(heading, overflow="fold")
    for hit in hits.head(limit).to_dict("records"):
        table.add_row(*_cells(hit))
    console().print(table)
    if len(hits) > limit:
        more = counted(len(hits) - limit, "further hit")
        say(f"... and {more}; --show N shows more, --out DIR writes all.")


def _cells(hit: dict[Hashable, Any]) -> Iterator[Text]:
    style = STYLES[Verdict(hit["verdict"])]
    yield Text(_shorten(hit["row"]))
    yield Text(hit["verdict"], style=style)
    yield Text(f"{hit['score']:.1f}")
    yield Text(percent(hit["probability"]))
    yield Text(f"{hit['field']}: {_shorten(hit['text'])}")
    lists = hit["lists"].replace(";", ", ")
    yield Text(f"{_shorten(hit['entry_name'])} ({lists})")
    yield Text(", ".join(hit["reasons"].split(";")[:_REASONS_SHOWN]).replace("_", " "))


def _shorten(text: object) -> str:
    shown = plain(text)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + " ..."


def show_counts(result: Result) -> None:
    """Write how many rows got which verdict, and why some were not screened."""
    line = Text(f"{counted(result.run.rows_in, 'row')}: ")
    for verdict in Verdict:
        line.append(f"{result.run.verdicts[verdict]:,} {verdict}", STYLES[verdict])
        line.append(", ")
    line.append(f"{result.run.rows_rejected:,} rejected.")
    _write(line)
    verdicts = result.verdicts
    reasons = Counter(verdicts.loc[verdicts["verdict"] == Verdict.NOT_SCREENED, "sentence"])
    for sentence, count in reasons.most_common(_SENTENCES_SHOWN):
        say(f"  {count:,} x {sentence}")


def show_not_checked() -> None:
    """Write what no verdict speaks of."""
    say(NOT_CHECKED)


def show_explanation(result: Result, row: Hashable, *, heading: bool = True) -> None:
    """Write why a row got its verdict; nothing that the row says can begin a line of its own.

    Raises
    ------
    KeyError
        If there is no such row.
    """
    safe = dataclasses.replace(
        result,
        verdicts=_written_out(result.verdicts, "sentence"),
        hits=_written_out(result.hits, "sentence"),
        evidence=_written_out(result.evidence, "sentence"),
        entries=_written_out(result.entries, "remarks"),
        designations=_written_out(result.designations, "name"),
    )
    told = safe.explain(row).removesuffix(f"\n{NOT_CHECKED}")
    for line in (told if heading else told.removeprefix(f"Row {row}: ")).split("\n"):
        say(line)


def _written_out(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame.assign(**{column: frame[column].map(plain)})


def result_as_json(result: Result, *, notice: str, exit_code: int) -> str:
    """Return the whole result as one JSON document."""
    verdicts = result.verdicts.reset_index(names="row")
    return to_json(
        {
            "notice": notice,
            "exit_code": exit_code,
            "run": result.run.model_dump(mode="json"),
            "verdicts": verdicts.to_dict("records"),
            "hits": result.hits.to_dict("records"),
            "evidence": result.evidence.to_dict("records"),
            "subjects": result.by_subject().to_dict("records"),
            "designations": result.designations.to_dict("records"),
            "rejected": result.rejected.to_dict("records"),
            "not_checked": NOT_CHECKED,
        }
    )


def comparison_as_json(compared: Comparison) -> str:
    """Return how two names were judged as one JSON document."""
    told = {**vars(compared), "policy": compared.policy.model_dump(mode="json")}
    return to_json({**told, "evidence": list(map(dataclasses.asdict, compared.evidence))})


def to_json(document: object) -> str:
    """Return a JSON document in ASCII, so that no terminal or locale can spoil it."""
    return json.dumps(document, indent=2, default=_scalar, allow_nan=False)


def _scalar(value: Any) -> object:
    return value.item() if hasattr(value, "item") else str(value)
