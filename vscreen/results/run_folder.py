"""The files of a run: written whole, and refused if a byte of them is another when they are read.

`run.json` names every file with its number of rows and its SHA-256, and bears a hash of itself. A
file that was cut, edited, exchanged, lost or added is found before anything in it is believed.
This finds damage and edits; who rewrites all hashes too is found by a signature alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from vscreen.errors import RunError
from vscreen.files.regular import read_regular

RECORD: Final = "run.json"
FORMAT: Final = 1
OF_A_RUN: Final = frozenset({".parquet", ".csv", ".json"})
"""What the files of a run end with; others that lie there are a user's own notes."""
_FILES: Final = "files"
_HASH: Final = "sha256"
_REMEDY: Final = "take the folder from a backup, or screen again"


def write_files(
    folder: Path, record: Mapping[str, Any], files: Mapping[str, tuple[bytes, int]]
) -> None:
    """Write the files of a run and, last, its record.

    Parameters
    ----------
    folder
        An empty folder.
    record
        What JSON can express of the run.
    files
        Name of each file -> its bytes and its number of rows.

    Raises
    ------
    OSError
        If a file can't be written.
    """
    for name, (data, _) in files.items():
        _write(folder / name, data)
    kept = {name: {"rows": rows, _HASH: _sha256(data)} for name, (data, rows) in files.items()}
    whole = {**record, "format": FORMAT, _FILES: kept}
    _write(folder / RECORD, _record_bytes({**whole, _HASH: _sha256(_record_bytes(whole))}))


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _record_bytes(record: Mapping[str, Any]) -> bytes:
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair, as JSON escapes it


def read_files(folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the record of a run and the bytes of its files, after a check of all of them.

    Raises
    ------
    RunError
        If the folder is no run, or a file of it is not what was saved; the message names the file.

    Examples
    --------
    >>> read_files(Path("nowhere"))
    Traceback (most recent call last):
    ...
    vscreen.errors.RunError: nowhere is no run folder: there is no such folder
    """
    record = _read_record(folder)
    try:
        files = {str(name): str(kept[_HASH]) for name, kept in record[_FILES].items()}
        if any(Path(name).name != name for name in files):
            raise ValueError("a file out of the folder")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RunError(f"{folder / RECORD} names no files with their hashes; {_REMEDY}") from error
    for path in _listed(folder):
        if path.suffix in OF_A_RUN and path.name not in {*files, RECORD}:
            raise RunError(
                f"{path}: this file was not saved with the run; move it out of the folder"
            )
    return record, {name: _read_file(folder / name, digest) for name, digest in files.items()}


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise RunError(f"{folder} can't be read ({error.strerror}); {_REMEDY}") from error


def _read_file(path: Path, digest: str) -> bytes:
    try:
        data = read_regular(path)
    except OSError as error:
        raise RunError(
            f"{path} belongs to the run and can't be read ({error.strerror}); {_REMEDY}"
        ) from error
    if _sha256(data) != digest:
        raise RunError(f"{path}: its bytes are not those that were saved; {_REMEDY}")
    return data


def _read_record(folder: Path) -> dict[str, Any]:
    path = folder / RECORD
    try:
        data = read_regular(path)
    except OSError as error:
        raise RunError(f"{folder} is no run folder: {_why_none(folder, error)}") from error
    try:
        record: dict[str, Any] = json.loads(data)
        is_run = isinstance(record, dict) and "vscreen" in record
    except (ValueError, RecursionError) as error:
        raise RunError(f"{path} is damaged ({error}); {_REMEDY}") from error
    if not is_run or not {_FILES, _HASH} <= record.keys():
        saved_by = f"vscreen {record['vscreen']}" if is_run else "something else"
        raise RunError(
            f"{path} was saved by {saved_by} without the hashes of its files, so nothing proves "
            "that they are whole; screen again"
        )
    if data != _record_bytes(record) or record.pop(_HASH) != _sha256(_record_bytes(record)):
        raise RunError(f"{path}: it is not what was saved; {_REMEDY}")
    if record.get("format") != FORMAT:
        raise RunError(
            f"{path} has the format {record.get('format')} and this vscreen reads {FORMAT}; use "
            f"the vscreen {record['vscreen']} that saved it"
        )
    return record


def _why_none(folder: Path, error: OSError) -> str:
    try:
        there = folder.is_dir()
    except (OSError, ValueError):
        there = False
    if not there:
        return "there is no such folder"
    missing = isinstance(error, FileNotFoundError)
    return f"it holds no {RECORD}" if missing else f"{RECORD} can't be read ({error.strerror})"
