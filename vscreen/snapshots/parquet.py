"""Frames and a record in a folder: written so that no crash breaks them, read back with a check.

A folder holds a Parquet file per frame, named after its content, and a record in JSON which
names them with their hashes. The record is replaced last and atomically, so a reader sees the
whole old snapshot or the whole new snapshot, whenever the writer was stopped. Nothing is pickled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from vscreen.errors import ChecksumError, ListFormatError
from vscreen.files.atomic import make_folder, write_bytes
from vscreen.schema import ENTRIES, IDENTIFIERS, LINKS, NAMES, Frame

RECORD: Final = "snapshot.json"
FORMAT: Final = 1
FRAMES: Final = (ENTRIES, NAMES, IDENTIFIERS, LINKS)
LOAD_AGAIN: Final = "read the list again from its file and save it anew"


def write_frames(
    folder: Path, record: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]
) -> None:
    """Write a record and its frames into a folder, over the snapshot that may lie there.

    Parameters
    ----------
    folder
        Created if it doesn't exist.
    record
        What JSON can express of the snapshot.
    frames
        A frame for each name of `FRAMES`.

    Raises
    ------
    StoreError
        If something can't be written; the snapshot before it is then still there, whole.
    """
    make_folder(folder)
    files = {}
    for shape in FRAMES:
        data = _parquet(frames[shape.name])
        digest = hashlib.sha256(data).hexdigest()
        files[shape.name] = {"file": f"{shape.name}-{digest[:16]}.parquet", "sha256": digest}
        write_bytes(folder / files[shape.name]["file"], data)
    whole = {"format": FORMAT, **record, "frames": files}
    text = json.dumps({**whole, "sha256": _digest(whole)}, indent=2, ensure_ascii=False)
    write_bytes(folder / RECORD, f"{text}\n".encode())
    current = {file["file"] for file in files.values()}
    for stray in folder.glob("*.parquet"):
        if stray.name not in current:
            with contextlib.suppress(OSError):
                stray.unlink()


def _parquet(frame: pd.DataFrame) -> bytes:
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    # No statistics: nobody filters, and a fifth of the bytes would be remarks a second time.
    pq.write_table(
        pa.Table.from_pandas(frame, preserve_index=False),
        sink,
        compression="zstd",
        write_statistics=False,
    )
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]  # pyarrow is untyped


def _digest(record: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def read_frames(folder: Path) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Return the record and the frames that `write_frames` wrote into a folder.

    Raises
    ------
    ListFormatError
        If the folder holds no snapshot, or that of another version of vscreen.
    ChecksumError
        If the record or a frame is not what was written.
    """
    record = _read_record(folder)
    frames = {}
    for shape in FRAMES:
        file = record["frames"][shape.name]
        path = folder / Path(file["file"]).name
        data = _bytes(path)
        if hashlib.sha256(data).hexdigest() != file["sha256"]:
            raise ChecksumError(f"{path}: its bytes are not those that were saved; {LOAD_AGAIN}")
        frames[shape.name] = _frame(shape, data)
    return record, frames


def _frame(shape: Frame, data: bytes) -> pd.DataFrame:
    import pyarrow.parquet as pq

    # A single thread: most columns are read sooner than other threads wake up.
    table = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)
    return shape.build(table.to_pandas(use_threads=False))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ChecksumError(f"{path} can't be read ({error.strerror}); {LOAD_AGAIN}") from error


def _read_record(folder: Path) -> dict[str, Any]:
    path = folder / RECORD
    if not path.is_file():
        raise ListFormatError(f"{folder} is no saved snapshot: it holds no {RECORD}")
    try:
        record = json.loads(_bytes(path))
        stated = record.pop("sha256")
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise ChecksumError(f"{path} is damaged ({error}); {LOAD_AGAIN}") from error
    if _digest(record) != stated:
        raise ChecksumError(f"{path}: it is not what was saved; {LOAD_AGAIN}")
    if record["format"] != FORMAT:
        raise ListFormatError(
            f"{path} has the format {record['format']} and this vscreen reads {FORMAT}; "
            "update vscreen, or read the list again from its file"
        )
    return record  # type: ignore[no-any-return]  # JSON of our own writing, checked above
