"""Indexes kept on disk change nothing but the time it takes to start."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.synthetic import synthetic_list, synthetic_manifest
from vscreen import Screener
from vscreen.columnar.state import from_arrays
from vscreen.search import index_cache as cache
from vscreen.search.index_cache import cached_index, key_of, read
from vscreen.search.name_index import NameIndex
from vscreen.search.party_index import PartyIndex
from vscreen.search.vessel_index import VesselIndex

NAMES = ["LADY R", "MARIA", "МАЙЯ-1", "IBEX SHIPPING INC", "TO ORDER OF SIS D.O.O.", "", "5"]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes of few names are stored here."""
    monkeypatch.setattr(cache, "LEAST_NAMES", 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    cached_index(PartyIndex, NAMES, tmp_path)
    [path] = tmp_path.iterdir()
    return path


def test_the_next_process_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = synthetic_list(300)
    frame = synthetic_manifest(400, lists)
    first = Screener(lists, cache=tmp_path).screen(frame)
    monkeypatch.setattr(cache, "write", lambda *_: pytest.fail("built anew"))
    again = Screener(lists, cache=tmp_path).screen(frame)
    without = Screener(lists, cache=None).screen(frame)
    assert len(first.hits)
    for result in (again, without):
        pd.testing.assert_frame_equal(result.hits, first.hits)
        pd.testing.assert_frame_equal(result.verdicts, first.verdicts)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.999])
def test_a_changed_byte_or_a_cut_is_seen(file: Path, share: float) -> None:
    key, good = file.stem, file.read_bytes()
    place = int(share * len(good))
    file.write_bytes(good[:place])
    assert read(file, key) is None
    file.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
    assert read(file, key) is None
    index = cached_index(PartyIndex, NAMES, file.parent)
    assert index.search(["IBEX SHIPPING"], 80)["name"].tolist() == [3]
    assert file.read_bytes() == good


@pytest.mark.parametrize("kind", [VesselIndex, PartyIndex])
def test_a_stored_index_finds_what_the_built_one_does(
    kind: type[NameIndex], tmp_path: Path
) -> None:
    texts = [*NAMES, "IBEX SHIPING", "벨로모르스키", "ibex", "SIS"]
    built = cached_index(kind, NAMES, tmp_path)
    [path] = tmp_path.iterdir()
    stored = from_arrays(kind, read(path, path.stem) or {})
    pd.testing.assert_frame_equal(stored.search(texts, 40), built.search(texts, 40))
    assert len(built.search(texts, 40)) > len(NAMES) - 2


def test_a_file_is_an_arrow_stream_of_arrays_and_a_hash(file: Path) -> None:
    with pa.ipc.open_stream(file.read_bytes()) as stream:
        [batch] = stream
    assert batch.num_rows == 1
    assert all(pa.types.is_large_list(field.type) for field in batch.schema)
    assert batch.schema.metadata == {b"vscreen.key": file.stem.encode()}
    read_again = read(file, file.stem) or {}
    assert [*read_again] == batch.schema.names
    assert not any(array.flags.writeable and array.dtype != bool for array in read_again.values())


def test_an_index_of_other_names_under_this_name_is_not_used(file: Path) -> None:
    other = key_of(PartyIndex, [*NAMES, "ANGARA"])
    file.rename(file.with_stem(other))
    assert read(file.with_stem(other), other) is None


def test_what_an_index_is_made_of_and_by_is_in_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {
        key_of(PartyIndex, ["AB", "C"]), key_of(PartyIndex, ["A", "BC"]),
        key_of(PartyIndex, ["C", "AB"]), key_of(VesselIndex, ["AB", "C"]),
    }  # fmt: skip
    cache._builder.cache_clear()
    monkeypatch.setattr(cache, "code_hash", lambda: "another vscreen")
    assert len(keys | {key_of(PartyIndex, ["AB", "C"])}) == 5
    cache._builder.cache_clear()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files here")
def test_a_file_that_others_may_write_is_not_used(file: Path) -> None:
    assert read(file, file.stem) is not None
    file.chmod(0o666)
    assert read(file, file.stem) is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert len(cached_index(VesselIndex, NAMES, blocked).search(["LADY-R"], 90)) == 1


def test_a_file_that_another_process_removes_meanwhile_stops_nobody(tmp_path: Path) -> None:
    # It is listed and can't be looked at, as one that went between the two.
    (tmp_path / f"gone{cache.SUFFIX}").symlink_to(tmp_path / "nowhere")
    index = cached_index(PartyIndex, NAMES, tmp_path)
    assert index.search(["IBEX SHIPPING"], 80)["name"].tolist() == [3]


def test_the_oldest_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FILES", 2)
    for number in range(4):
        cached_index(VesselIndex, [f"SHIP {number}"], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_too_big_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 100)
    cached_index(VesselIndex, NAMES, tmp_path)
    assert not list(tmp_path.iterdir())
