"""The bytes of a text file -> text, by clear evidence or the user's word, never by a guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

from vscreen.errors import ManifestError

UTF8_MARK: Final = codecs.BOM_UTF8
_MARKS: Final = (  # longest first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (UTF8_MARK, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text in ``data``, and its encoding: stated, marked by a BOM, or strict UTF-8.

    Examples
    --------
    >>> decode("Schiff;Empfänger".encode("utf-16"))
    ('Schiff;Empfänger', 'utf-16')
    """
    mark, name, codec = next((m for m in _MARKS if data.startswith(m[0])), (b"", "", ""))
    if encoding is not None:
        _check_stated(encoding, name)
    elif not name:
        _refuse_unmarked_utf16(data)
    try:
        text = data[len(mark) :].decode(codec or encoding or "utf-8")
        text.encode("utf-8")  # some encodings can spell half a character
    except UnicodeDecodeError as error:
        before = data[len(mark) : len(mark) + error.start].decode(
            codec or encoding or "utf-8", "ignore"
        )
        raise ManifestError(_undecodable(error, len(mark), before, encoding or name)) from None
    except (LookupError, ValueError) as error:
        raise ManifestError(f"encoding={encoding!r} can't be used: {error}") from None
    if not text or text.isspace():
        raise ManifestError("the file is empty")
    return text, encoding or name or "utf-8"


def _undecodable(error: UnicodeDecodeError, mark: int, before: str, encoding: str) -> str:
    line = len(_LINE_END.findall(before)) + 1
    where = f"byte 0x{error.object[error.start]:02X} at offset {mark + error.start} (line {line})"
    if encoding:
        return (
            f"{where} is not {encoding}: {error.reason}; the file is damaged or written otherwise"
        )
    return (
        f"{where} is not UTF-8: {error.reason}; say how the file was written, such as "
        'encoding="cp1252" (Windows, Western Europe), "cp1251" (Cyrillic) or "cp949" (Korean)'
    )


def _check_stated(encoding: str, marked: str) -> None:
    try:
        stated = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise ManifestError(f"encoding={encoding!r} is not known to Python") from None
    if marked and not stated.startswith(marked.removesuffix("-sig")):
        raise ManifestError(
            f"encoding={encoding!r} was stated, but the file begins with the mark of {marked}"
        )


def _refuse_unmarked_utf16(data: bytes) -> None:
    """Refuse text in which NUL bytes keep step: wide characters without a byte order mark."""
    sample = data[: 1 << 16]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < max(8, len(sample) / 10):
        return
    if min(even, odd) < max(even, odd) / 10:
        name = "utf-16-le" if odd > even else "utf-16-be"
        raise ManifestError(
            f"{even + odd:,} of the first {len(sample):,} bytes are NUL, every other one: this "
            f'seems to be UTF-16 without its mark; if so, say encoding="{name}"'
        )
    raise ManifestError(
        f"{even + odd:,} of the first {len(sample):,} bytes are NUL: this is no text file"
    )
