"""What a file is by its first bytes: the only module with signatures."""

from __future__ import annotations

from typing import Final

HEAD: Final = 65_536
"""Bytes at the beginning of a file that are enough to recognise it."""

ZIP: Final = b"PK\x03\x04"
"""A zip archive, which an XLSX and an ODS workbook are too."""
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A compound file: an XLS workbook, or another file of the old Office."""
GZIP: Final = b"\x1f\x8b"
PARQUET: Final = b"PAR1"
PDF: Final = b"%PDF"
SEVEN_ZIP: Final = b"7z\xbc\xaf\x27\x1c"
ARROW: Final = b"ARROW1"
SQLITE: Final = b"SQLite format 3"
UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
UTF8_MARK: Final = b"\xef\xbb\xbf"

# How the files that people mistake for lists begin, and what to call them.
SHAPES: Final = (
    (PDF, "a PDF"),
    (GZIP, "a gzip archive"),
    (ZIP, "a zip archive or a spreadsheet"),
    (OLE[:4], "an old Office file"),
    *((mark, "UTF-16 text") for mark in UTF16_MARKS),
)

_WORKBOOK_MEMBERS: Final = (b"xl/", b"META-INF/manifest.xml")  # of an XLSX, of an ODS


def is_workbook(data: bytes) -> bool:
    """Return whether a whole file begins like an XLSX or ODS workbook.

    Examples
    --------
    >>> is_workbook(b"id,kind,name"), is_workbook(ZIP + b"... xl/workbook.xml")
    (False, True)
    """
    # The type of an ODS need not come first: in the UK's it does not.
    return data.startswith(ZIP) and any(member in data for member in _WORKBOOK_MEMBERS)


def looks_like(data: bytes) -> str:
    """Return, for people, what bytes look like that no reader knows.

    Examples
    --------
    >>> looks_like(b"<!DOCTYPE html><title>503</title>")
    'an HTML page'
    """
    if not data.strip():
        return "an empty file"
    for signature, name in SHAPES:
        if data.startswith(signature):
            return name
    start = without_mark(data[:HEAD]).lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if start.startswith((b"{", b"[")):
        return f"JSON beginning {_excerpt(data)}"
    if start.startswith(b"<"):
        return f"XML beginning {_excerpt(data)}"
    return f"a file beginning {_excerpt(data)}"


def without_mark(start: bytes) -> bytes:
    r"""Return the beginning of a file without its byte order mark and the blanks before its text.

    Examples
    --------
    >>> without_mark(b"\xef\xbb\xbf\n <list>")
    b'<list>'
    """
    return start.lstrip(UTF8_MARK + b" \t\r\n")


def _excerpt(data: bytes) -> str:
    return repr(data[:60].decode("utf-8", errors="replace").strip())
