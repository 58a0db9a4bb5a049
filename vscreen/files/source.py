"""A file to be read as a list: its bytes, what they look like, and how they become text.

A gzipped or zipped file is unpacked, so that readers see only its content.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vscreen.errors import ListFormatError
from vscreen.files.archive import UnpackError, unpack
from vscreen.files.regular import read_regular
from vscreen.files.signatures import (
    HEAD,
    OLE,
    UTF16_MARKS,
    ZIP,
    is_workbook,
    is_xml_workbook,
    without_mark,
)

if TYPE_CHECKING:  # what reads workbooks is imported for a workbook
    from vscreen.files.workbook import Sheets

BOM: Final = "\ufeff"
DECLARED: Final = re.compile(r"""\A(<\?xml\s[^>]*?encoding=["'])UTF-16(["'])""", re.IGNORECASE)
PACKED: Final = (".gz", ".zip")
DOWNLOAD_AGAIN: Final = "download it again and compare its size with the publisher's"


@dataclass(frozen=True)
class Source:
    """A file: its path, its bytes, when it was fetched, and the list id that the user gave it.

    ``data`` is unpacked, and XML is in UTF-8 if it was in UTF-16; ``packed_sha256`` is the hash of
    the file as it was, where that is another.
    ``fetched`` is known only of what vscreen fetched itself: the time of writing of a file says
    when it was copied, not how old its list is.
    """

    path: Path
    data: bytes = field(repr=False)
    fetched: datetime | None = None
    list_id: str = ""
    packed_sha256: str = ""

    @classmethod
    def open(cls, path: Path, list_id: str = "") -> Source:
        """Return the file at ``path``, unpacked.

        Raises
        ------
        ListFormatError
            If the file can't be read or unpacked, or is none (a pipe, a device).
        """
        try:
            return cls.unpack(path, read_regular(path), list_id=list_id)
        except OSError as error:
            raise ListFormatError(
                f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
            ) from error

    @classmethod
    def unpack(
        cls, path: Path, data: bytes, fetched: datetime | None = None, list_id: str = ""
    ) -> Source:
        """Return a source of bytes that may be gzipped or zipped.

        Raises
        ------
        ListFormatError
            If they are packed and do not open to a single file of sensible size.
        """
        try:
            inner = unpack(data)
        except UnpackError as error:
            remedy = error.remedy or f"{DOWNLOAD_AGAIN}, or unpack it"
            raise ListFormatError(f"{path}: {error}; {remedy}") from error
        inner = _utf8_xml(inner)
        packed = "" if inner is data else hashlib.sha256(data).hexdigest()
        return cls(path, inner, fetched, list_id, packed)

    @property
    def stem(self) -> str:
        """The file's name without its last ending, and without that of an archive before it.

        Examples
        --------
        >>> Source(Path("lists/mine.csv.gz"), b"").stem
        'mine'
        """
        path = self.path.with_suffix("") if self.path.suffix.lower() in PACKED else self.path
        return path.stem

    @property
    def head(self) -> bytes:
        """The first bytes, enough to recognise a file by."""
        return self.data[:HEAD]

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file as it lies there, packed or not, as hex."""
        return self.packed_sha256 or hashlib.sha256(self.data).hexdigest()

    @property
    def is_workbook(self) -> bool:
        """Whether the file begins like an XLSX, XLS, ODS or XML workbook."""
        return is_workbook(self.data) or is_xml_workbook(self.data)

    @cached_property
    def sheets(self) -> Sheets:
        """The name and the rows of each sheet of a workbook, laid out once for all readers.

        Raises
        ------
        ListFormatError
            If it can't be read, or spans or unpacks to more than a list does.
        """
        from vscreen.files.workbook import SheetError, read_sheets

        try:
            return read_sheets(self.data)
        except SheetError as error:
            raise self.refuse(str(error), error.remedy) from error

    @property
    def form(self) -> str:
        """What the file is written in: ``xml``, ``json``, ``workbook`` or ``text``.

        Examples
        --------
        >>> Source(Path("sdn.xml"), b"<?xml version='1.0'?><sdnList/>").form
        'xml'
        """
        start = without_mark(self.head)[:4]
        forms = {b"<": "xml", b"{": "json", b"[": "json"}
        return "workbook" if start in (ZIP, OLE[:4]) else forms.get(start[:1], "text")

    def refuse(self, seen: str, remedy: str = DOWNLOAD_AGAIN) -> ListFormatError:
        """Return the error that says what was seen in this file and what to do about it."""
        return ListFormatError(f"{self.path}: {seen}; {remedy}")

    def text(self) -> str:
        """Return the file as text: UTF-8, with or without a byte order mark.

        Raises
        ------
        ListFormatError
            If it is not UTF-8, or holds a NUL byte.
        """
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._refuse_utf16()
            line = self.data.count(b"\n", 0, error.start) + 1
            raise self.refuse(
                f"byte {error.start} (line {line}) is not UTF-8", "save or download it as UTF-8"
            ) from error
        return self.without_nul(text)

    def without_nul(self, text: str) -> str:
        """Return the text.

        Raises
        ------
        ListFormatError
            If it holds a NUL, as damaged files do.
        """
        if "\0" in text:
            self._refuse_utf16()
            line = text.count("\n", 0, text.index("\0")) + 1
            raise self.refuse(f"line {line} holds a NUL byte, so the file is damaged")
        return text

    def _refuse_utf16(self) -> None:
        if self.data.startswith(UTF16_MARKS):
            raise self.refuse("it is UTF-16 text", "save or download it as UTF-8")


def _utf8_xml(data: bytes) -> bytes:
    """Return XML that says it is in UTF-16, and is, as UTF-8: readers look at its bytes.

    What says otherwise was written by a program that took it for other text, which may have spoilt
    its letters: it stays as it is, and no reader knows it.
    """
    if not data.startswith(UTF16_MARKS):
        return data
    try:
        text, declared = DECLARED.subn(r"\1UTF-8\2", data.decode("utf-16"))
    except UnicodeDecodeError:
        return data
    return text.encode() if declared else data
