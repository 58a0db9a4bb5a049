"""The options that say which manifest is read, and how."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from vscreen.cli.console import working
from vscreen.errors import ManifestError
from vscreen.manifest.delimited import DELIMITERS
from vscreen.manifest.read import Manifest, read_manifest

ManifestPath = Annotated[Path, typer.Argument(help="CSV, TSV, XLSX, ODS or Parquet.")]
ColumnWords = Annotated[
    list[str] | None,
    typer.Option("--column", help='Which column is what: "Ship=vessel"; "Ref=" leaves one out.'),
]
Encoding = Annotated[str | None, typer.Option(help="How a text file is written.")]
Delimiter = Annotated[str | None, typer.Option(help="A sign, or comma, semicolon, tab, bar.")]
Sheet = Annotated[str | None, typer.Option(help="Sheet of a workbook.")]
Header = Annotated[int | None, typer.Option(help="Line of the headings, from 1.")]


def read(
    path: Path,
    column: Iterable[str] | None,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    header: int | None,
) -> Manifest:
    """Return the manifest that the options describe.

    Raises
    ------
    ManifestError
        If it can't be read with these options, or an option is malformed.
    """
    with working(f"reading {path.name}"):
        return read_manifest(
            path, columns=_columns(column or ()), encoding=encoding,
            delimiter=_delimiter(delimiter), sheet=sheet, header=header,
        )  # fmt: skip


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
