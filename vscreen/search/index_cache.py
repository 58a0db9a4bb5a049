"""Name indexes on disk: what one process has built, the next maps into memory.

A file is an Arrow IPC stream: a schema with a key, one row, and a column for each array of the
index (`vscreen.columnar.state`). Behind it stands a hash of all its bytes.

An index may be stored only if no file can make it lie. A file is used only if it belongs to this
user alone, its hash is right to the last byte, and its key is that of just these names and of this
vscreen: code, tables and the versions that matter. Any other file is passed over, and the index is
built anew. A file is written in one step, so none is ever half there, and it holds nothing to run.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import stat
import sys
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vscreen.columnar.state import Arrays, from_arrays, to_arrays
from vscreen.errors import StoreError
from vscreen.files.atomic import make_folder, write_file
from vscreen.search.name_index import NameIndex
from vscreen.version import code_hash

LEAST_NAMES: Final = 2_000
"""Names from which an index is stored; an index of fewer is built in no time."""
MOST_BYTES: Final = 1 << 30
"""Bytes of the biggest file; reading more takes no less than building."""
MOST_FILES: Final = 12
"""Files that stay in a folder, the newest."""
SUFFIX: Final = ".arrows"
"""That of Arrow IPC streams."""

_KEY: Final = b"vscreen.key"
_DIGEST: Final = 32
_PART: Final = 1 << 24

Index = TypeVar("Index", bound=NameIndex)


def cached_index(kind: type[Index], names: Sequence[str], folder: Path | None) -> Index:
    """Return an index of names: from a folder if it is stored there, else built and stored.

    Parameters
    ----------
    kind
        `VesselIndex` or `PartyIndex`.
    names
        What the index is of.
    folder
        Where indexes are stored; None stores none. What can't be written there is not stored.

    Examples
    --------
    >>> from vscreen.search.vessel_index import VesselIndex
    >>> cached_index(VesselIndex, ["LADY R"], None).search(["LADY-R"], 90)["score"].tolist()
    [100.0]
    """
    if folder is None or len(names) < LEAST_NAMES:
        return kind(names)
    key = key_of(kind, names)
    path = folder / f"{key}{SUFFIX}"
    arrays = read(path, key)
    if arrays is not None:
        with contextlib.suppress(KeyError):
            return from_arrays(kind, arrays)
    index = kind(names)
    arrays = to_arrays(index)
    if sum(array.nbytes for array in arrays.values()) <= MOST_BYTES:
        with contextlib.suppress(StoreError):
            write(path, key, arrays)
    return index


def key_of(kind: type[NameIndex], names: Sequence[str]) -> str:
    """Return a hash of all that an index follows from."""
    digest = hashlib.sha256(f"{kind.__name__} {len(names)} {_builder()}".encode())
    texts = [name.encode("utf-8", "surrogatepass") for name in names]
    digest.update(np.array([len(text) for text in texts], "<i8").tobytes())
    digest.update(b"".join(texts))
    return digest.hexdigest()


@cache  # neither changes while a process runs
def _builder() -> str:
    """Return a hash of the code and tables of this vscreen, and of what it stands on."""
    versions = [version(name) for name in ("numpy", "anyascii")]
    parts = [code_hash(), *versions, unicodedata.unidata_version, sys.byteorder]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


# --- files ---------------------------------------------------------------------------------------


def write(path: Path, key: str, arrays: Arrays) -> None:
    """Write arrays to a file in one step, and remove the oldest files beside it.

    Raises
    ------
    StoreError
        If it can't be written.
    """

    def write_stream(stream: BinaryIO) -> None:
        fields = [_column(array) for array in arrays.values()]
        batch = pa.record_batch(fields, names=list(arrays)).replace_schema_metadata({_KEY: key})
        with pa.ipc.new_stream(stream, batch.schema) as writer:
            writer.write_batch(batch)
        stream.flush()
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as written:
            digest = _hash(memoryview(written))
        stream.write(digest)

    make_folder(path.parent, private=True)
    write_file(path, write_stream)
    _remove_oldest(path.parent)


def _column(array: npt.NDArray[Any]) -> pa.LargeListArray:
    """Return an array as a column of one row."""
    return pa.LargeListArray.from_arrays([0, len(array)], pa.array(np.ascontiguousarray(array)))


def read(path: Path, key: str) -> Arrays | None:
    """Return the arrays of a file, mapped into memory and not to be written to.

    None if there is no such file, it is another's, or it is not what was written under this key.
    """
    try:
        with path.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # not there, or empty
        return None
    stream, digest = whole[:-_DIGEST], whole[-_DIGEST:]
    if digest != _hash(stream):
        return None
    with pa.ipc.open_stream(pa.py_buffer(stream)) as reader:
        batch = reader.read_next_batch()
    if batch.schema.metadata != {_KEY: key.encode()}:
        return None
    return {name: _array(column) for name, column in zip(batch.schema.names, batch, strict=True)}


def _array(column: pa.LargeListArray) -> npt.NDArray[Any]:
    values = column.values
    return values.to_numpy(  # type: ignore[no-any-return]
        zero_copy_only=not pa.types.is_boolean(values.type)
    )


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    others = stat.S_IWGRP | stat.S_IWOTH
    return status.st_uid == os.getuid() and not status.st_mode & others


def _hash(data: memoryview) -> bytes:
    """Return the SHA-256 of the hashes of all parts of some bytes, taken side by side."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        starts = range(0, len(data), _PART)
        parts = threads.map(lambda at: hashlib.sha256(data[at : at + _PART]).digest(), starts)
        return hashlib.sha256(b"".join(parts)).digest()


def _remove_oldest(folder: Path) -> None:
    files = sorted(folder.glob(f"*{SUFFIX}"), key=_written, reverse=True)
    for old in files[MOST_FILES:]:
        with contextlib.suppress(OSError):
            old.unlink()


def _written(file: Path) -> float:
    """Return when a file was written; 0 if another process has removed it meanwhile."""
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
