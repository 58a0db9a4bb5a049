"""A shipment file -> a frame of text, without losing a row.

CSV, TSV, XLSX, XLS, ODS, Parquet, JSON and tables in markup are recognised by their first bytes,
not by their names. Every cell is text as printed: the ship NULL, Namibia's NA and a number's
leading zero survive. A record that can't be trusted is handed back with its line and the reason; no
record is dropped, padded or shifted. Which column is what is recognised by its heading and stated
(`Manifest.describe`).
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.extensions import ExtensionArray

from vscreen.errors import ManifestError
from vscreen.files.cells import cell_text
from vscreen.files.regular import read_regular
from vscreen.files.signatures import ARROW, GZIP, OLE, PARQUET, PDF, SEVEN_ZIP, SQLITE, ZIP
from vscreen.manifest.cell_text import as_text
from vscreen.manifest.delimited import read_delimited
from vscreen.manifest.delimiter import DELIMITERS
from vscreen.manifest.encoding import decode
from vscreen.manifest.headings import ColumnMapping, distinct, map_columns, map_table
from vscreen.manifest.layout.known import Known
from vscreen.manifest.layout.table import Table
from vscreen.manifest.records import JSON, read_records
from vscreen.manifest.workbook import MARKUP, read_markup, read_workbook
from vscreen.schema import TEXT

__all__ = ["Manifest", "as_text", "cell_text", "map_columns", "read_manifest"]

LAST_LINE: Final = 1 << 20
"""Headings stand on no line below the last row of a sheet."""
_OTHER_FORMATS: Final = (
    (GZIP, "a gzip archive; unpack it first"),
    (PDF, "a PDF; ask for the table as CSV or XLSX"),
    (SEVEN_ZIP, "a 7z archive; unpack it first"),
    (ARROW, "an Arrow file; save it as Parquet"),
    (SQLITE, "an SQLite database; export the table as CSV"),
)
# The encoding that a page or an XML file states of itself.
_STATED_ENCODING: Final = re.compile(r"""(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


@dataclass(frozen=True, eq=False)
class Manifest:
    """A shipment file that was read: its rows, and all there is to say about the reading.

    Rows in the file are `rows_read`: those in `frame` plus those in `rejected`.
    """

    frame: pd.DataFrame
    """The rows, all columns as text under their headings; the index is where each stands in the
    file: ``line`` (text), the sheet's ``row`` (Excel, ODS), ``sheet!row`` (all sheets) or ``row``
    from 0 (Parquet, JSON)."""
    rejected: pd.DataFrame
    """Rows that couldn't be read: ``line``, ``reason`` and the raw ``text``."""
    columns: Mapping[str, str]
    """Heading -> field, for the columns that are understood."""
    unused: tuple[str, ...]
    """Headings that are not, and needn't be."""
    path: Path
    sha256: str
    """Hash of the file's bytes, in hexadecimal."""
    encoding: str = ""
    """Encoding of a text file, as Python calls it."""
    delimiter: str = ""
    """What separates the fields of a text file."""
    notes: tuple[str, ...] = ()
    """What else was seen: lines above the headings, other sheets, empty lines."""
    open: Mapping[str, str] = field(default_factory=dict)
    """Heading -> why it may name a ship or a party, for the columns that must be mapped or set
    aside before rows in which they are filled can be clear."""
    titles: tuple[str, ...] = ()
    """What stands above the headings and is no label; a listed name there is a problem of a run."""

    @property
    def rows_read(self) -> int:
        """How many rows the file holds: accepted and rejected."""
        return len(self.frame) + len(self.rejected)

    def describe(self) -> str:
        r"""Return how the file was read, for people.

        Examples
        --------
        >>> import tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> path = Path(folder.name, "may.csv")
        >>> _ = path.write_text("Ship;IMO No.;Port\nMARIA;8517839;Rason\nANGARA\n")
        >>> print(read_manifest(path).describe())
        may.csv: 2 rows, 1 of them rejected (line 3: 1 field where the header has 3).
        Read as utf-8, delimiter semicolon.
        Columns: Ship is vessel, IMO No. is imo.
        Not used: Port.
        >>> folder.cleanup()
        """
        sentences = [self._counts()]
        if self.encoding:
            separator = DELIMITERS.get(self.delimiter, repr(self.delimiter))
            sentences.append(f"Read as {self.encoding}, delimiter {separator}.")
        sentences.append(f"Columns: {', '.join(f'{h} is {f}' for h, f in self.columns.items())}.")
        for heading, reason in self.open.items():
            sentences.append(f"Map or set aside {heading!r}: {reason}.")
        if self.unused:
            more = f" and {len(self.unused) - 20} more" if len(self.unused) > 20 else ""
            sentences.append(f"Not used: {', '.join(self.unused[:20])}{more}.")
        sentences += [f"Note: {note}." for note in self.notes]
        return "\n".join(sentences)

    def _counts(self) -> str:
        rows = f"{self.path.name}: {self.rows_read:,} row{'' if self.rows_read == 1 else 's'}"
        if self.rejected.empty:
            return f"{rows}, none rejected."
        first = self.rejected.iloc[0]
        return (
            f"{rows}, {len(self.rejected):,} of them rejected "
            f"(line {first['line']}: {first['reason']})."
        )


def read_manifest(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str | None] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header: int | None = None,
) -> Manifest:
    r"""Read a shipment file, every cell as text and no row lost.

    Parameters
    ----------
    path
        A CSV, TSV, XLSX, XLS, ODS, Parquet, JSON or JSON Lines file, a page with tables (HTML), or
        Excel's XML of 2003; its content decides which.
    columns
        Heading -> field, on top of the headings that are recognised; ``None`` leaves a column out.
    encoding
        How a text file is written, where it is neither UTF-8 nor marked as UTF-16 or UTF-32.
    delimiter
        What separates the fields, where the headings don't make it evident.
    sheet
        Name of the sheet, of the table in a page, or of the list of records in JSON, where more
        than one holds headings that are understood; ``"all"`` reads the rows of all sheets, whose
        index is then ``sheet!row``.
    header
        Line (or sheet row) of the headings, counted from 1, where it isn't evident; 0 if there are
        none, and the columns are called ``column 1``, ``column 2`` and so on.

    Returns
    -------
    Manifest
        Its ``frame`` has a row per shipment, all columns of dtype ``str``.

    Raises
    ------
    ManifestError
        If the file can't be read, is empty, is something else, or leaves open how it is to be
        read. The message says what was seen and what to do.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name, "may.csv")
    >>> _ = path.write_text("Vessel Name,IMO,Flag\nNULL,0917618,NA\n")
    >>> manifest = read_manifest(path)
    >>> manifest.frame.loc[2].tolist(), manifest.columns["Vessel Name"]
    (['NULL', '0917618', 'NA'], 'vessel')
    >>> folder.cleanup()
    """
    path = Path(path)
    try:
        _refuse_line(header)
        data = read_regular(path)
        with ThreadPoolExecutor(1) as aside:
            hashed = aside.submit(hashlib.sha256, data)
            table = _table(
                data, columns, encoding=encoding, delimiter=delimiter, sheet=sheet, header=header
            )
        if sheet is not None and table.index == "line" and table.delimiter:
            raise ManifestError(f"sheet={sheet!r}: a text file has no sheets")
        names = distinct(table.headings)
        frame = _frame(names, table)
        mapping = _mapped(frame, columns, table, header)
    except OSError as error:
        raise ManifestError(f"{path}: {error.strerror or error}") from error
    except ManifestError as error:
        raise ManifestError(f"{path}: {error}") from error.__cause__
    return Manifest(
        frame=frame,
        rejected=_rejected(table.rejected),
        columns={str(name): field for name, field in mapping.fields.items()},
        unused=tuple(n for n in names if n not in mapping.fields and n not in mapping.open),
        path=path,
        sha256=hashed.result().hexdigest(),
        encoding=table.encoding,
        delimiter=table.delimiter,
        notes=(*_unread_notes(table, names, mapping), *table.notes, *mapping.notes),
        open={str(name): reason for name, reason in mapping.open.items()},
        titles=tuple(dict.fromkeys(table.titles)),
    )


def _refuse_line(header: int | None) -> None:
    if header is not None and not 0 <= header <= LAST_LINE:
        seen = f"{header:.3g}" if abs(header) > LAST_LINE else header
        raise ManifestError(f"header={seen} is no line that headings stand on; count from 1")


def _mapped(
    frame: pd.DataFrame, columns: Mapping[str, str | None] | None, table: Table, header: int | None
) -> ColumnMapping:
    try:
        return map_table(frame, columns, headings=table.headings)
    except ManifestError as error:
        if header is not None or not str(error).startswith("no column can be screened"):
            raise
        raise ManifestError(
            f"{error}; if these are no headings, say on which {table.index} they stand, such as "
            "header=6, or header=0 if there are none"
        ) from error


def _unread_notes(table: Table, names: Sequence[str], mapping: ColumnMapping) -> list[str]:
    """Return what is to be said of cells in screened columns whose text is not what they say."""
    screened = {*mapping.fields, *mapping.open}
    cells = sorted(cell for cell in table.unread if names[cell[1]] in screened)
    if not cells:
        return []
    more = f" (and {len(cells) - 1:,} more cells)" if len(cells) > 1 else ""
    return [f"not read, and no name: {table.unread[cells[0]]}{more}"]


def _table(
    data: bytes,
    columns: Mapping[str, str | None] | None,
    *,
    encoding: str | None,
    delimiter: str | None,
    sheet: str | None,
    header: int | None,
) -> Table:
    if not data:
        raise ManifestError("the file is empty")
    for signature, name in _OTHER_FORMATS:
        if data.startswith(signature):
            raise ManifestError(f"this is {name}")
    if data.startswith(PARQUET):
        return _foreign("Parquet file", lambda: _read_parquet(data))
    if data.startswith((ZIP, OLE)):
        return _foreign("workbook", lambda: read_workbook(data, Known(columns), sheet, header))
    if MARKUP.match(start := _start(data)):
        return _read_markup(data, start, Known(columns), encoding, sheet, header)
    if JSON.match(start):
        text, encoding = decode(data, encoding)
        table = read_records(text, Known(columns), sheet)
        table.encoding = encoding
        return table
    return read_delimited(
        data, columns=columns, encoding=encoding, delimiter=delimiter, header=header
    )


def _start(data: bytes) -> str:
    """Return the beginning of a text, so far as it tells the format."""
    head = data[:4096]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff \t\r\n")


def _read_markup(
    data: bytes,
    start: str,
    known: Known,
    encoding: str | None,
    sheet: str | None,
    header: int | None,
) -> Table:
    stated = _STATED_ENCODING.search(start)
    if encoding is None and stated and not data.startswith(_MARKS):
        encoding = stated[1]
    text, encoding = decode(data, encoding)
    table = read_markup(text, data, known, sheet, header)
    table.encoding = encoding
    return table


def _foreign(kind: str, read: Callable[[], Table]) -> Table:
    """Read with another library, and turn its errors and panics into a `ManifestError`."""
    try:
        return read()
    except (ManifestError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        raise ManifestError(f"not a {kind} that can be read: {error}") from error


def _frame(names: Sequence[str], table: Table) -> pd.DataFrame:
    is_text = len(table.lines) > 0 and isinstance(table.lines[0], str)
    labels = table.lines if is_text else np.asarray(table.lines)
    index = pd.Index(labels, name=table.index, dtype=TEXT if is_text else "int64")
    columns = dict(zip(names, map(_cells, table.columns), strict=True))
    return pd.DataFrame(columns, index=index, columns=pd.Index(list(names), dtype=TEXT))


def _cells(cells: list[str] | pa.ChunkedArray | pd.Series) -> ExtensionArray:
    if isinstance(cells, list):
        return pd.Series(cells, dtype=TEXT).array
    if isinstance(cells, pd.Series):
        return cells.array
    return pd.Series(pd.arrays.ArrowExtensionArray(cells)).astype(TEXT).array


def _rejected(rows: Sequence[tuple[int, str, str]]) -> pd.DataFrame:
    lines, reasons, texts = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {
            "line": pd.Series(lines, dtype="int64"),
            "reason": pd.Series(reasons, dtype=TEXT),
            "text": pd.Series(texts, dtype=TEXT),
        }
    )


def _read_parquet(data: bytes) -> Table:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(data))
    columns = [
        as_text(pd.Series(pd.arrays.ArrowExtensionArray(column))) for column in table.columns
    ]
    return Table(list(table.column_names), columns, range(table.num_rows), index="row")
