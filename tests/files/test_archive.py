"""Packed lists: opened in memory, never trusted."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import hashlib
import io
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from vscreen.errors import ListFormatError, VscreenError
from vscreen.files import archive as unpacking
from vscreen.files.archive import is_packed, unpack
from vscreen.lists import Source
from vscreen.snapshots.read import read_lists

ROWS = b"id,kind,name\n1,vessel,HERON\n2,vessel,MAGPIE\n"


def zipped(members: dict[str, bytes], *, mode: int = 0) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def pack(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def write(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("mine.csv", ROWS),
        ("mine.csv.gz", pack(ROWS)),
        ("mine.zip", zipped({"whatever.csv": ROWS})),
        ("mine.csv.zip", zipped({"folder/": b"", "folder/x.csv": ROWS})),
        ("mine.gz", pack(ROWS[:20]) + pack(ROWS[20:])),
        ("mine", pack(ROWS)),
    ],
)
def test_a_list_reads_the_same_packed_or_not(tmp_path: Path, name: str, data: bytes) -> None:
    lists = read_lists(write(tmp_path, name, data))
    assert lists.entries["entry"].tolist() == ["mine:1", "mine:2"]
    assert lists.snapshots[0].hash == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            zipped({"a.csv": ROWS, "readme.txt": b"Terms"}),
            r"a zip archive of 2 files \('a.csv', 'readme.txt'\) where one belongs; unpack it",
        ),
        (zipped({}), "an empty zip archive, and no list"),
        (zipped({"folder/": b""}), "a zip archive of 0 files"),
        (zipped({"../sdn.csv": ROWS}), "whose file '../sdn.csv' points outside it"),
        (zipped({"..\\sdn.csv": ROWS}), "points outside it"),
        (zipped({"/etc/sdn.csv": ROWS}), "points outside it"),
        (zipped({"sdn.csv": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777), "points outside it"),
        (zipped({"sdn.zip": zipped({"sdn.csv": ROWS})}), "an archive inside an archive"),
        (pack(zipped({"sdn.csv": ROWS})), "an archive inside an archive"),
        (pack(pack(ROWS)), "an archive inside an archive"),
        (pack(ROWS)[:-9], "a gzip archive that does not open"),
        (pack(ROWS) + b"trailing", "a gzip archive that does not open"),
        (b"\x1f\x8b\x08", "a gzip archive that does not open"),
        (zipped({"sdn.csv": ROWS})[:-9], "a zip archive that does not open"),
        (pack(bytes(2 << 20)), "opens to more than 200 times its size"),
        (zipped({"sdn.csv": bytes(2 << 20)}), "opens to more than 200 times its size"),
    ],
)
def test_an_archive_that_is_not_one_sensible_file_is_refused(
    tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(ListFormatError, match=rf"sdn\.csv: .*{said}"):
        read_lists(write(tmp_path, "sdn.csv", data))
    assert [path.name for path in tmp_path.iterdir()] == ["sdn.csv"]


def test_what_macos_adds_to_an_archive_is_no_file_of_it() -> None:
    added = {"__MACOSX/._own.csv": b"icon", "lists/.DS_Store": b"", "._own.csv": b"icon"}
    assert unpack(zipped({"lists/own.csv": ROWS, **added})) == ROWS


def test_an_archive_is_never_opened_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "GREATEST_SIZE", 3 << 20)
    noise = random.Random(1).randbytes(4 << 20)  # noqa: S311 - no secret
    with pytest.raises(unpacking.UnpackError, match="opens to more than 0 GiB"):
        unpack(pack(noise))
    assert unpack(pack(noise[: 2 << 20])) == noise[: 2 << 20]


def test_an_encrypted_or_oddly_packed_member_is_refused() -> None:
    data = bytearray(zipped({"sdn.csv": ROWS}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(unpacking.UnpackError, match="does not open"):
        unpack(bytes(data))


def test_a_workbook_is_no_archive() -> None:
    for name in ("[Content_Types].xml", "mimetype"):
        data = zipped({name: b"", "content.xml": b"<x/>"})
        assert not is_packed(data)
        assert unpack(data) is data
    assert not is_packed(bz2.compress(ROWS))


@pytest.mark.parametrize("packed", [pack, lambda rows: zipped({"x.csv": rows})])
def test_a_damaged_archive_raises_nothing_but_our_error(tmp_path: Path, packed: object) -> None:
    whole = packed(ROWS * 20)  # type: ignore[operator]
    dice = random.Random(11)  # noqa: S311 - no secret
    for _ in range(400):
        damaged = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        cut = bytes(damaged) if dice.random() < 0.5 else whole[: dice.randrange(len(whole))]
        # Opened as it was: the magic bytes were hit, or a field that is never looked at.
        with contextlib.suppress(VscreenError):
            assert Source.unpack(tmp_path / "mine.csv", cut).data in (cut, ROWS * 20)


def test_a_workbook_whose_sheet_fails_its_checksum_is_refused(
    tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    rows = [["id", "kind", "name"], *([number, "vessel", "HERON"] for number in range(500))]
    data = workbook({"mine": rows})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    # The checksum stands in front of the sheet, and once more in the directory at the end.
    checksum = sheet.CRC.to_bytes(4, "little")
    assert data.count(checksum) == 2
    (tmp_path / "mine.xlsx").write_bytes(data.replace(checksum, bytes(4)))
    with pytest.raises(ListFormatError, match=r"sheet1\.xml is damaged"):
        read_lists(tmp_path)
