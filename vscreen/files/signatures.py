"""What a file is by its first bytes: the only module with signatures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

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

ARCHIVES: Final = (
    (SEVEN_ZIP, "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)
"""Those that are not opened."""
LFS: Final = b"version https://git-lfs.github.com/"

# How the files that people mistake for lists begin, and what to call them.
SHAPES: Final = (
    *ARCHIVES,
    (LFS, "a pointer of Git LFS"),
    (PARQUET, "a Parquet file"),
    (SQLITE, "an SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"PK\x05\x06", "an empty zip archive"),
    (PDF, "a PDF"),
    (GZIP, "a gzip archive"),
    (ZIP, "a zip archive or a spreadsheet"),
    (OLE[:4], "an old Office file"),
    *((mark, "UTF-16 text") for mark in UTF16_MARKS),
)

# What servers send instead of a file is short; a page may bring its own styles and scripts.
_LONGEST_ANSWER: Final = 1 << 16
_HTML: Final = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_XML_ERROR: Final = re.compile(
    r"(?:<\?.*?\?>|<!--.*?-->|\s)*<(?:[\w.-]+:)?(?:\w*(?:error|fault|exception)\w*|problem"
    r"|Envelope\b(?=.{,400}<(?:[\w.-]+:)?Fault\b))[\s/>]",
    re.DOTALL | re.IGNORECASE,
)
"""The root of a storage service's answer, a SOAP fault or a problem report (RFC 7807)."""
_SAYING: Final = (
    "message", "detail", "details", "errormessage", "faultstring", "error_description",
    "description", "title", "reason", "msg", "error", "errors", "fault", "code",
)  # fmt: skip
"""Keys of what a server says in JSON, the sentences before the codes."""
_ERROR_KEYS: Final = frozenset((
    "error", "errors", "message", "msg", "detail", "errormessage", "fault", "faultstring",
    "exception",
))  # fmt: skip
_STATUS: Final = ("status", "statuscode", "httpstatus", "code")
_FAILURE: Final = re.compile(
    r"\berrors?\b|\b[45]\d\d\b|denied|forbidden|unauthori[sz]ed|not (?:be )?found|unavailable|"
    r"time[d-]? ?out|bad (?:gateway|request)|too many requests|rate limit|quota|captcha|"
    r"just a moment|are you (?:a )?human|attention required|maintenance|blocked|expired|"
    r"no such (?:key|bucket|file)|does not exist|internal server|upstream|try again|not allowed",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_HTTP_ERRORS: Final = range(400, 600)
_LONGEST_NOTE: Final = 1 << 12
_LONGEST_BLANK: Final = 64
_LONGEST_EXCERPT: Final = 80

_OLD_WORKBOOK: Final = "Workbook".encode("utf-16-le")
"""The name of the stream that an XLS is; other files of the old Office have other streams."""
_WORKBOOK_MEMBERS: Final = (b"xl/", b"META-INF/manifest.xml")  # of an XLSX, of an ODS
_XML_WORKBOOK: Final = re.compile(rb"<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:s")


def is_workbook(data: bytes) -> bool:
    """Return whether a whole file begins like an XLSX, XLS or ODS workbook.

    Examples
    --------
    >>> is_workbook(b"id,kind,name"), is_workbook(ZIP + b"... xl/workbook.xml")
    (False, True)
    """
    if data.startswith(OLE):
        return _OLD_WORKBOOK in data
    # The type of an ODS need not come first: in the UK's it does not.
    return data.startswith(ZIP) and any(member in data for member in _WORKBOOK_MEMBERS)


def is_xml_workbook(data: bytes) -> bool:
    """Return whether a file is a workbook that Excel saved as XML (of 2003).

    Examples
    --------
    >>> is_xml_workbook(b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">')
    True
    """
    return _XML_WORKBOOK.search(data[:HEAD]) is not None


def looks_like(data: bytes) -> str:
    """Return, for people, what bytes look like that no reader knows.

    Examples
    --------
    >>> looks_like(b"<!DOCTYPE html><title>Log in</title>")
    "an HTML page ('Log in')"
    >>> looks_like(b'{"message": "Access denied"}')
    "an error page of the server ('Access denied')"
    """
    if is_empty(data):
        return "an empty JSON document" if data.strip(UTF8_MARK + b" \t\r\n") else "an empty file"
    for signature, name in SHAPES:
        if data.startswith(signature):
            return name
    said = error_said(data)
    if said is not None:
        return f"an error page of the server ({said!r})" if said else "an error page of the server"
    start = without_mark(data[:HEAD])
    if _HTML.match(start):
        return _page(start)
    if b"\0" in start:
        return "a file with NUL bytes, which no text has"
    if start.startswith((b"{", b"[")):
        return f"JSON beginning {_excerpt(data)}"
    if start.startswith(b"<"):
        return f"XML beginning {_excerpt(data)}"
    return f"a file beginning {_excerpt(data)}"


def is_empty(data: bytes) -> bool:
    r"""Return whether a file says nothing: blanks alone, or JSON without anything in it.

    Examples
    --------
    >>> is_empty(b"\n"), is_empty(b"[ ]"), is_empty(b"MARIA")
    (True, True, False)
    """
    start = without_mark(data.strip()[:_LONGEST_BLANK])
    return b"".join(start.split()) in (b"", b"{}", b"[]", b"null")


def is_page(data: bytes) -> bool:
    """Return whether a file is an HTML page.

    Examples
    --------
    >>> is_page(b"<!DOCTYPE html><title>Log in</title>"), is_page(b"<sdnList/>")
    (True, False)
    """
    return _HTML.match(without_mark(data[:HEAD])) is not None


def _page(start: bytes) -> str:
    """Return what to call a page: its title is what people know it by, in any language."""
    title = _TITLE.search(start.decode("utf-8", errors="replace"))
    said = _printed(_TAG.sub(" ", title[1])) if title else ""
    return f"an HTML page ({said!r})" if said else "an HTML page"


def error_said(data: bytes) -> str | None:
    """Return what a server says where it sent an error instead of a file; None if it is none.

    It is asked only of files that are no list, whatever their names end with: pages, the XML of
    storage services, JSON and plain text.

    Parameters
    ----------
    data
        The whole file.

    Examples
    --------
    >>> error_said(b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
    'AccessDenied Access Denied'
    >>> error_said(b"Service unavailable"), error_said(b"<sdnList/>")
    ('Service unavailable', None)
    """
    start = without_mark(data)
    text = start[:_LONGEST_ANSWER].decode("utf-8", errors="replace")
    if _HTML.match(start):
        # A long page is judged by its title alone, for any text may speak of errors.
        text = text if len(start) <= _LONGEST_ANSWER else " ".join(_TITLE.findall(text)[:1])
    elif len(start) > _LONGEST_ANSWER:
        return None
    elif text.startswith(("{", "[")):
        return _json_said(text)
    elif text.startswith("<") and _XML_ERROR.match(text):
        return _printed(_TAG.sub(" ", text))
    elif len(start) > _LONGEST_NOTE:
        return None
    printed = _printed(_TAG.sub(" ", text), _LONGEST_NOTE // 8)
    return _printed(printed) if _FAILURE.search(printed) else None


def _json_said(text: str) -> str | None:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(document, list) and len(document) == 1:
        document = document[0]
    if not isinstance(document, dict):
        return None
    folded = {str(key).lower(): value for key, value in document.items()}
    status = " ".join(str(folded.get(key, "")) for key in _STATUS)
    if not _has_status(folded) and not folded.keys() & _ERROR_KEYS and not _FAILURE.search(status):
        return None
    return _printed(next(_texts(document), ""))


def _has_status(document: dict[str, Any]) -> bool:
    """Whether an object without records has the number of an HTTP error, under whatever key."""
    types = {type(value) for value in document.values()}
    values = document.values() if types.isdisjoint({dict, list}) else ()
    return any(type(value) is int and value in _HTTP_ERRORS for value in values)


def _texts(value: Any) -> Iterator[str]:
    """Yield what a JSON value says, the sentences before the codes."""
    if isinstance(value, dict):
        folded = {str(key).lower(): child for key, child in value.items()}
        for key in _SAYING:
            yield from _texts(folded.get(key))
        yield from (text for child in value.values() for text in _texts(child))
    elif isinstance(value, list):
        yield from (text for child in value for text in _texts(child))
    elif value not in (None, "", True, False):
        yield str(value)


def _printed(text: str, most: int = _LONGEST_EXCERPT) -> str:
    return " ".join(text.split())[:most].strip()


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
