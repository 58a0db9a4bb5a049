"""How verdicts and hits look on a terminal, and as JSON."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any, Final

import pandas as pd
from rich.text import Text

from vscreen.cli.console import console, counted, plain, say, table, to_json
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
MAX_LENGTH: Final = 120
"""Characters of a cell that a table shows."""

_MAX_REASONS: Final = 2
_MAX_SENTENCES: Final = 3


def show_hits(result: Result, limit: int) -> None:
    """Write the first ``limit`` hits as a table, gravest first, and how many more there are.

    Hits of the same row on the same subject, which may be on many lists, are a single line.
    """
    if result.hits.empty:
        return
    hits = result.by_subject()
    rows = table(
        "Row", "Verdict", "Score", "Likely", "Manifest says", "Listed", "Why",
        right=("Row", "Score", "Likely"), wrapped=("Manifest says", "Listed", "Why"),
    )  # fmt: skip
    for hit in hits.head(limit).to_dict("records"):
        rows.add_row(*_cells(hit))
    console().print(rows)
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
    measures = hit["measures"].replace(";", ", ").replace("_", " ")
    forbids = f": {_shorten(measures)}" if measures else ""
    yield Text(f"{_shorten(hit['entry_name'])} ({lists}){forbids}")
    yield Text(", ".join(hit["reasons"].split(";")[:_MAX_REASONS]).replace("_", " "))


def _shorten(text: object) -> str:
    line = plain(text)
    return line if len(line) <= MAX_LENGTH else line[:MAX_LENGTH] + " ..."


def show_counts(result: Result) -> None:
    """Write how many rows have each verdict, and why some were not screened."""
    line = Text(f"{counted(result.run.rows_in, 'row')}: ")
    for verdict in Verdict:
        line.append(f"{result.run.verdicts[verdict]:,} {verdict}", STYLES[verdict])
        line.append(", ")
    line.append(f"{result.run.rows_rejected:,} rejected.")
    say(line)
    verdicts = result.verdicts
    reasons = Counter(verdicts.loc[verdicts["verdict"] == Verdict.NOT_SCREENED, "sentence"])
    for sentence, count in reasons.most_common(_MAX_SENTENCES):
        say(f"  {count:,} x {sentence}")


def show_not_checked() -> None:
    """Write what vscreen does not check."""
    say(NOT_CHECKED)


def show_explanation(result: Result, row: Hashable, *, heading: bool = True) -> None:
    """Write why a row has its verdict; text of the row can't begin a line.

    Parameters
    ----------
    result, row
        A result, and the index label of a row of its verdicts.
    heading
        Whether the first line begins with the label.

    Raises
    ------
    KeyError
        If there is no such row.
    """
    safe = dataclasses.replace(
        result,
        verdicts=_escaped(result.verdicts, "sentence"),
        hits=_escaped(result.hits, "sentence"),
        evidence=_escaped(result.evidence, "sentence"),
        entries=_escaped(_escaped(result.entries, "remarks"), "forbids"),
        designations=_escaped(_escaped(result.designations, "name"), "forbids"),
    )
    text = safe.explain(row).removesuffix(f"\n{NOT_CHECKED}")
    for line in (text if heading else text.removeprefix(f"Row {row}: ")).split("\n"):
        say(line)


def _escaped(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame.assign(**{column: frame[column].map(plain)})


def result_as_json(result: Result, *, notice: str, exit_code: int) -> str:
    """Return all frames of a result and its run record as a JSON document."""
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
    """Return how two names were judged as a JSON document."""
    policy = compared.policy.model_dump(mode="json")
    evidence = list(map(dataclasses.asdict, compared.evidence))
    return to_json({**vars(compared), "policy": policy, "evidence": evidence})
