"""A packed list, opened in memory: gzip, or a zip of a single file.

Publishers pack their big files (OFAC's ``SDN_ADVANCED.ZIP``), and people pack what they keep.
Nothing is written to disk, and a member's name appears in messages only. A megabyte of zip can
unpack to a gigabyte, so the bytes are counted while they are unpacked. XLSX and ODS are zip files
too, but readers want them whole: they are returned unchanged.
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Final, Protocol

from vscreen.files.signatures import GZIP, ZIP

# A zip file with names like these is a workbook: an XLSX, or an ODS, which says its type. Readers
# of workbooks look at what it would open to themselves.
WORKBOOK: Final = ("[Content_Types].xml", "mimetype", "xl/")
FIRST_NAME: Final = 30  # bytes before the first name of a zip file

OF_MAC: Final = re.compile(r"^__MACOSX/|(?:^|/)\.(?:DS_Store$|_)")
"""What macOS adds to an archive: the icons and the places of windows."""
GREATEST_SIZE: Final = 1 << 30  # bytes; the biggest list, OFAC's Advanced XML, has 130 MB
GREATEST_RATIO: Final = 200  # list files pack 5 to 40 times smaller, a bomb 1,000 times
SMALL: Final = 1 << 20  # bytes; what opens to less does no harm, whatever its ratio
CHUNK: Final = 1 << 20

# What the standard library raises on archives that are damaged, encrypted or oddly packed.
DAMAGED: Final = (
    OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError,
    ValueError, KeyError, IndexError, OverflowError,
)  # fmt: skip


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class UnpackError(Exception):
    """What was seen in a packed file that is not opened, for the error that names the file.

    ``remedy`` is what to do about it, where downloading it again is of no use.
    """

    def __init__(self, seen: str, remedy: str = "") -> None:
        super().__init__(seen)
        self.remedy = remedy


def unpack(data: bytes) -> bytes:
    """Return what is packed in ``data``; data that is not packed comes back as it is.

    Parameters
    ----------
    data
        A whole file.

    Raises
    ------
    UnpackError
        If the archive is damaged, opens to more than 1 GiB or 200 times its size, holds another
        archive, or holds other than a single plain file.

    Examples
    --------
    >>> unpack(gzip.compress(b"id,kind,name"))
    b'id,kind,name'
    >>> unpack(b"id,kind,name")
    b'id,kind,name'
    """
    if not is_packed(data):
        return data
    inner = _unzip(data) if data.startswith(ZIP) else _gunzip(data)
    if is_packed(inner):
        raise UnpackError("an archive inside an archive", "unpack it")
    return inner


def is_packed(data: bytes) -> bool:
    """Return whether data is a gzip or zip archive, and not a workbook.

    Examples
    --------
    >>> is_packed(b"id,kind,name")
    False
    """
    return data.startswith(GZIP) or (data.startswith(ZIP) and not _is_workbook(data))


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith(WORKBOOK) for name in archive.namelist())
    except DAMAGED:
        # A cut file loses the directory at its end, not the first name at its beginning.
        return data[FIRST_NAME:].startswith(tuple(name.encode() for name in WORKBOOK))


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _read(stream, len(data))
    except DAMAGED as error:
        raise UnpackError(f"a gzip archive that does not open ({error})") from error


def _unzip(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _only_member(archive)
            with archive.open(member) as stream:
                return _read(stream, len(data))
    except DAMAGED as error:
        raise UnpackError(f"a zip archive that does not open ({error})") from error


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not OF_MAC.search(member.filename)
    ]
    names = ", ".join(repr(member.filename) for member in members[:4])
    if len(members) != 1:
        raise UnpackError(
            f"a zip archive of {len(members)} files ({names}) where one belongs",
            "unpack it, and read the file or the files of the list",
        )
    path = PurePosixPath(members[0].filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or stat.S_ISLNK(members[0].external_attr >> 16):
        raise UnpackError(f"a zip archive whose file {names} points outside it")
    return members[0]


def _read(stream: _Readable, packed: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        _check_size(size, packed)
    return b"".join(chunks)


def _check_size(size: int, packed: int) -> None:
    if size > GREATEST_SIZE:
        raise UnpackError(f"an archive that opens to more than {GREATEST_SIZE >> 30} GiB")
    if size > SMALL and size > GREATEST_RATIO * packed:
        raise UnpackError(f"an archive that opens to more than {GREATEST_RATIO} times its size")
