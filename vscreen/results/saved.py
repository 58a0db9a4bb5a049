"""Which frame of a run stands in which file, and how it is read back: as it was, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from pydantic import ValidationError

from vscreen.errors import PolicyError, RunError
from vscreen.results import labels
from vscreen.results.parquet import from_bytes, to_bytes, to_frame, to_table
from vscreen.results.run_folder import RECORD, read_files, write_files
from vscreen.results.run_record import RunRecord
from vscreen.schema import (
    DESIGNATIONS,
    ENTRIES,
    EVIDENCE,
    REJECTED,
    VERDICTS,
    Frame,
    Verdict,
    hits_frame,
)

ALERTS: Final = "alerts.csv"
"""The file that people open; it is checked like the others, and never read back."""
Frames = Mapping[str, pd.DataFrame]
_INDEX: Final = "index"
_NOT_ARROW: Final = (pa.ArrowException, TypeError, ValueError, OverflowError)


def shapes(run: RunRecord) -> dict[str, Frame]:
    """Return the shape of each frame of a run."""
    hits = hits_frame(ofac_score=run.policy.ofac_score)
    return {
        shape.name: shape for shape in (VERDICTS, hits, EVIDENCE, REJECTED, ENTRIES, DESIGNATIONS)
    }


def write_run(folder: Path, frames: Frames, run: RunRecord, alerts: tuple[bytes, int]) -> None:
    """Write the files of a run.

    Parameters
    ----------
    folder
        An empty folder.
    frames
        A frame for each of `shapes`; the index of ``verdicts`` has the labels of the rows.
    run
        The record.
    alerts
        The bytes of `ALERTS` and its number of rows.

    Raises
    ------
    RunError
        If what was read back would not be what is saved.
    OSError
        If a file can't be written.
    """
    _refuse_changed(frames, run)
    index = frames["verdicts"].index
    data, shape = _verdicts(frames["verdicts"])
    files = {_file("verdicts"): (data, len(index)), ALERTS: alerts}
    for name, frame in frames.items():
        if name != "verdicts":
            files[_file(name)] = (to_bytes(_table(frame, index)), len(frame))
    write_files(folder, {**run.model_dump(mode="json"), _INDEX: shape}, files)


def _file(name: str) -> str:
    return f"{name}.parquet"


def _verdicts(verdicts: pd.DataFrame) -> tuple[bytes, dict[str, Any]]:
    """Return the file of the verdicts and the shape of their index, after reading that back."""
    index = verdicts.index
    for as_json in (False, True):
        try:
            rows, shape = labels.to_columns(index, as_json=as_json)
            data = to_bytes(_joined(rows, to_table(verdicts)))
            back = labels.from_columns(from_bytes(data, columns=rows.column_names), shape)
        except _NOT_ARROW:
            continue
        if labels.same_index(index, back):
            return data, shape
    raise RunError(
        f"an index of the type {type(index).__name__} ({index.dtype}) can't be kept as it is; give "
        "the frame an index of texts, numbers or dates, such as by reset_index()"
    )


def _joined(rows: pa.Table, columns: pa.Table) -> pa.Table:
    for name in columns.column_names:
        rows = rows.append_column(name, columns[name])
    return rows


def _table(frame: pd.DataFrame, index: pd.Index) -> pa.Table:
    if labels.ROW not in frame:
        return to_table(frame)
    table = to_table(frame.drop(columns=labels.ROW))
    rows = labels.labels_to_column(list(frame[labels.ROW]), index)
    return table.add_column(list(frame.columns).index(labels.ROW), labels.ROW, rows)


def read_run(folder: Path) -> tuple[dict[str, pd.DataFrame], RunRecord]:
    """Return the frames and the record of which `write_run` wrote the files.

    Raises
    ------
    RunError
        If the folder is no whole run; the message names the file and what differs.
    """
    record, files = read_files(folder)
    try:
        shape = record.pop(_INDEX)
        run = RunRecord.model_validate(record)
    except (ValidationError, PolicyError, KeyError, TypeError) as error:
        why = " ".join(str(error).split())
        raise RunError(f"{folder / RECORD} is no record that this vscreen reads: {why}") from error
    frames: dict[str, pd.DataFrame] = {}
    index: pd.Index = pd.RangeIndex(0)
    for name, expected in shapes(run).items():
        path = folder / _file(name)
        if path.name not in files:
            raise RunError(f"{path} is not among the files that were saved; screen again")
        try:
            table = from_bytes(files[path.name])
            _refuse_count("rows", len(table), record["files"][path.name]["rows"])
            if name == "verdicts":
                index = labels.from_columns(table, shape)
            frames[name] = _frame(table, expected, index, shape)
        except (*_NOT_ARROW, OSError, KeyError) as error:
            raise RunError(f"{path} can't be read: {' '.join(str(error).split())}") from error
    try:
        _refuse_changed(frames, run)
    except RunError as error:
        raise RunError(f"{folder}: {error}") from error
    return frames, run


def _frame(
    table: pa.Table, expected: Frame, index: pd.Index, shape: Mapping[str, Any]
) -> pd.DataFrame:
    rows = [name for name in table.column_names if name.startswith(labels.ROW)]
    frame = to_frame(table.drop_columns(rows), expected)
    if expected is VERDICTS:
        return frame.set_axis(index)
    if labels.ROW in expected.columns:
        at = list(expected.columns).index(labels.ROW)
        frame.insert(at, labels.ROW, labels.labels_from_column(table[labels.ROW], index, shape))
    return frame


def _refuse_changed(frames: Frames, run: RunRecord) -> None:
    """Refuse frames that are not those of their record: they would be believed when read back."""
    for name, shape in shapes(run).items():
        frame = frames[name]
        if list(frame.columns) != list(shape.columns):
            raise RunError(f"{name} has the columns {list(frame.columns)}, and not those of a run")
        if name != "verdicts" and not frame.index.equals(pd.RangeIndex(len(frame))):
            raise RunError(f"the rows of {name} are not those of the screening, which has them all")
    counted = frames["verdicts"]["verdict"].value_counts(dropna=False).to_dict()
    strange = set(map(str, counted)) - set(map(str, Verdict))
    if strange:
        raise RunError(f"verdicts has {sorted(strange)[0]!r}, which is no verdict")
    _refuse_count("verdicts", counted, {v: n for v, n in run.verdicts.items() if n})
    _refuse_count("hits", len(frames["hits"]), run.hits)
    _refuse_count("rows rejected", len(frames["rejected"]), run.rows_rejected)


def _refuse_count(what: str, found: object, counted: object) -> None:
    if found != counted:
        raise RunError(f"the record of the run counts {what} as {counted}, and there are {found}")
