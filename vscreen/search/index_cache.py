"""Name indexes kept on disk: what one process made ready, the next maps into memory.

An index is worth keeping only if nothing can make it lie. A file is used only if it belongs to this
user alone, its own hash is right to the last byte, and it was made of just these names by just
this vscreen: code, tables and the versions that matter are part of the key that it bears inside and
is named by. Any other file is passed over and made anew. A file is written aside and put in place
in one step, so none is ever half there; it holds arrays and a description in JSON, nothing to run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import stat
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from vscreen.search.array_state import Arrays
from vscreen.search.name_index import NameIndex
from vscreen.version import code_hash

LEAST: Final = 2_000
"""Names that are worth a file; an index of fewer is made in no time."""
MOST: Final = 1 << 30
"""Bytes of the biggest file; reading more takes no less than making it anew."""
KEPT: Final = 12
"""Files that stay, the newest."""

_MAGIC: Final = b"vscreen1"
_DIGEST: Final = 32
_START: Final = len(_MAGIC) + _DIGEST + 8
_ALIGNED: Final = 64
_PART: Final = 1 << 24

Index = TypeVar("Index", bound=NameIndex)


def kept_index(kind: type[Index], names: Sequence[str], folder: Path | None) -> Index:
    """Return an index of names: out of a folder if it is kept there, else made and kept.

    Parameters
    ----------
    kind
        `VesselNames` or `PartyNames`.
    names
        What the index is of.
    folder
        Where indexes are kept; None keeps none. What can't be written there is not kept.

    Examples
    --------
    >>> from vscreen.search.name_index import VesselNames
    >>> kept_index(VesselNames, ["LADY R"], None).search(["LADY-R"], 90)["score"].tolist()
    [100.0]
    """
    if folder is None or len(names) < LEAST:
        return kind(names)
    key = key_of(kind, names)
    path = folder / f"{key}.index"
    arrays = read(path, key)
    if arrays is not None:
        with contextlib.suppress(ValueError, KeyError):
            return kind.from_arrays(arrays)
    index = kind(names)
    arrays = index.to_arrays()
    if sum(array.nbytes for array in arrays.values()) <= MOST:
        with contextlib.suppress(OSError):
            write(path, key, arrays)
    return index


def key_of(kind: type[NameIndex], names: Sequence[str]) -> str:
    """Return a hash of all that an index follows from."""
    made_of = hashlib.sha256(f"{kind.__name__} {len(names)} {_maker()}".encode())
    texts = [name.encode("utf-8", "surrogatepass") for name in names]
    made_of.update(np.array([len(text) for text in texts], "<i8").tobytes())
    made_of.update(b"".join(texts))
    return made_of.hexdigest()


@cache  # neither changes while a process runs
def _maker() -> str:
    """Return a hash of the code and tables of this vscreen, and of what it stands on."""
    versions = [version(name) for name in ("numpy", "anyascii")]
    made_by = [code_hash(), *versions, unicodedata.unidata_version, sys.byteorder]
    return hashlib.sha256(" ".join(made_by).encode()).hexdigest()


# --- files ---------------------------------------------------------------------------------------


def write(path: Path, key: str, arrays: Arrays) -> None:
    """Write arrays to a file, whole or not at all, and remove the oldest files beside it.

    Raises
    ------
    OSError
        If it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    head, parts = _laid_out(key, arrays)
    descriptor, aside = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_MAGIC + bytes(_DIGEST) + len(head).to_bytes(8, "little") + head)
            for part in parts:
                file.write(bytes(-file.tell() % _ALIGNED))
                file.write(part)
        with open(aside, "r+b") as file:  # beside os.fdopen
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
                digest = _hash(whole)
            file.seek(len(_MAGIC))
            file.write(digest)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(path)
    finally:
        Path(aside).unlink(missing_ok=True)
    _clear(path.parent)


def _laid_out(key: str, arrays: Arrays) -> tuple[bytes, Iterator[memoryview]]:
    said = {name: (array.dtype.str, len(array)) for name, array in arrays.items()}
    head = json.dumps({"key": key, "arrays": said}, separators=(",", ":")).encode()
    return head, (np.ascontiguousarray(array).view(np.uint8).data for array in arrays.values())


def read(path: Path, key: str) -> Arrays | None:
    """Return the arrays of a file, mapped into memory and not to be written to.

    None if there is no such file, it is another's, or it is not what was written under this key.
    """
    try:
        with path.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return _arrays(whole, key)
    except (OSError, ValueError, KeyError, TypeError):  # gone, empty, cut: not what was written
        return None


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    others = stat.S_IWGRP | stat.S_IWOTH
    return status.st_uid == os.getuid() and not status.st_mode & others


def _arrays(whole: mmap.mmap, key: str) -> Arrays | None:
    if whole[: len(_MAGIC)] != _MAGIC or whole[len(_MAGIC) : _START - 8] != _hash(whole):
        return None
    at = _START + int.from_bytes(whole[_START - 8 : _START], "little")
    head = json.loads(whole[_START:at])
    if head["key"] != key:
        return None
    arrays = {}
    for name, (dtype, length) in head["arrays"].items():
        at += -at % _ALIGNED
        arrays[name] = np.frombuffer(whole, np.dtype(dtype), length, at)
        at += arrays[name].nbytes
    return arrays


def _hash(whole: mmap.mmap) -> bytes:
    """Return a hash of all behind the place of the hash: that of the hashes of its parts."""
    rest = memoryview(whole)[len(_MAGIC) + _DIGEST :]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        starts = range(0, len(rest), _PART)
        parts = threads.map(lambda at: hashlib.sha256(rest[at : at + _PART]).digest(), starts)
        return hashlib.sha256(b"".join(parts)).digest()


def _clear(folder: Path) -> None:
    found = sorted(folder.glob("*.index"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in found[KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()
