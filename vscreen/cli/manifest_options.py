"""The options that say which manifest is read, and how."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import typer

from vscreen.cli.console import working
from vscreen.errors import ManifestError
from vscreen.files.regular import read_regular
from vscreen.manifest.delimiter import DELIMITERS
from vscreen.manifest.read import Manifest, read_manifest

_OPEN: Final = "?"
"""Field of a column that nobody has mapped or set aside yet, in a file of columns."""
ManifestPath = Annotated[
    Path, typer.Argument(help="CSV, TSV, XLSX, ODS, Parquet, JSON, HTML or XML of Excel.")
]
ColumnWords = Annotated[
    list[str] | None,
    typer.Option("--column", help='Which column is what: "Ship=vessel"; "Ref=" leaves one out.'),
]
ColumnsFile = Annotated[
    Path | None, typer.Option("--columns", help="CSV that says which column is what, once.")
]
SaveColumns = Annotated[
    Path | None, typer.Option("--save-columns", help="Write that CSV, to be checked and given.")
]
Encoding = Annotated[str | None, typer.Option(help="How a text file is written.")]
Delimiter = Annotated[str | None, typer.Option(help="A sign, or comma, semicolon, tab, bar.")]
Sheet = Annotated[
    str | None,
    typer.Option(
        help="Sheet of a workbook, table of a page, list of records in JSON; all of them: all."
    ),
]
Header = Annotated[
    int | None, typer.Option(help="Line of the headings, from 1; 0 if there are none.")
]


def read(
    path: Path,
    column: Iterable[str] | None,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    header: int | None,
    *,
    columns: Path | None = None,
    save_columns: Path | None = None,
) -> Manifest:
    """Return the manifest that the options describe.

    What ``--column`` says goes before what the file of columns says.

    Raises
    ------
    ManifestError
        If it can't be read with these options, an option is malformed, or the file of columns
        can't be read or written.
    """
    if save_columns and save_columns != columns and save_columns.exists():
        raise ManifestError(f"{save_columns} exists; name a new file for the columns")
    given = {**(_read_columns(columns) if columns else {}), **_columns(column or ())}
    with working(f"reading {path.name}"):
        manifest = read_manifest(
            path, columns=given, encoding=encoding,
            delimiter=_delimiter(delimiter), sheet=sheet, header=header,
        )  # fmt: skip
    if save_columns:
        _write_columns(save_columns, manifest)
    return manifest


def _read_columns(path: Path) -> dict[str, str | None]:
    """Read what `_write_columns` wrote: no field sets a column aside, "?" says nothing of it."""
    try:
        text = read_regular(path).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{path}: no file of columns that can be read: {error}") from error
    if not rows or not {"heading", "field"} <= set(rows[0]):
        raise ManifestError(f"{path}: a file of columns has the headings heading and field")
    fields = {row["heading"]: (row["field"] or "").strip() for row in rows}
    return {heading: field or None for heading, field in fields.items() if field != _OPEN}


def _write_columns(path: Path, manifest: Manifest) -> None:
    """Write a row for every column, so that the next file of this layout is read alike."""
    rows = [
        (name, _OPEN if name in manifest.open else manifest.columns.get(name, ""),
         manifest.open.get(name, ""))
        for name in manifest.frame.columns
    ]  # fmt: skip
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("heading", "field", "why"), *rows])
    except OSError as error:
        raise ManifestError(f"{path}: {error.strerror or error}") from error


def _columns(options: Iterable[str]) -> dict[str, str | None]:
    columns: dict[str, str | None] = {}
    for option in options:
        heading, equals, field = option.rpartition("=")
        if not equals or not heading:
            raise ManifestError(f'--column reads like "Ship=vessel", not {option!r}')
        columns[heading] = field or None
    return columns


def _delimiter(option: str | None) -> str | None:
    by_name = {name: character for character, name in DELIMITERS.items()} | {"\\t": "\t"}
    return by_name.get(option, option) if option else None
