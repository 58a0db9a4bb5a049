"""What a file is, told by its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # what reads workbooks is imported for a workbook
    pass
from vscreen.files.source import HEAD

# How the files that people mistake for lists begin, and what to call them.
SHAPES: Final = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or a spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)


def looks_like(data: bytes) -> str:
    """Return, for people, what bytes look like that no reader knows.

    Examples
    --------
    >>> looks_like(b"<!DOCTYPE html><title>503</title>")
    'an HTML page'
    """
    if not data.strip():
        return "an empty file"
    for magic, name in SHAPES:
        if data.startswith(magic):
            return name
    start = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if start.startswith((b"{", b"[")):
        return f"JSON beginning {_excerpt(data)}"
    if start.startswith(b"<"):
        return f"XML beginning {_excerpt(data)}"
    return f"a file beginning {_excerpt(data)}"


def _excerpt(data: bytes) -> str:
    return repr(data[:60].decode("utf-8", errors="replace").strip())
