"""A damaged file is refused, or reads whole; it never reads as a smaller list."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from vscreen.errors import EmptyListError, ListFormatError, ListWarning, VscreenError
from vscreen.files.signatures import looks_like
from vscreen.lists import Reading, Source, read_sources
from vscreen.snapshots.read import read_lists

OFAC = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


def entries_of(path: Path, data: bytes) -> int:
    return sum(len(reading.entries) for reading in read_whole([Source(path, data)]))


def read_whole(sources: list[Source]) -> list[Reading]:
    """Readings of whole files: a list that lacks its end clears nothing, as one that is refused."""
    readings = read_sources(sources)
    for reading in readings:
        for lack in reading.lacks:
            if lack.startswith("the end of "):
                raise ListFormatError(f"not whole: lacks {lack}")
    return readings


def read_or_refusal(path: Path, data: bytes) -> int | str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return entries_of(path, data)
        except VscreenError as error:
            return str(error)


def names_of(sources: list[Source]) -> int:
    return sum(len(reading.names) for reading in read_whole(sources))


FILES = (
    "australia/list.xlsx",
    "belgium/list.csv",
    "bis-denied/dpl.txt",
    "canada/sema-2025.xml",
    "canada/sema-2026.xml",
    "csl/columns-28.csv",
    "csl/columns-29.csv",
    "csl/consolidated.json",
    "eu-fsf-csv/eleven.csv",
    "eu-fsf-csv/ten.csv",
    "eu-fsf/fsf.xml",
    "eu-journal/32014R0833.csv",
    "eu-ships/dma.csv",
    "france/fichier.json",
    "ftm/entities.ftm.json",
    "ftm/targets.nested.json",
    "japan-ships/numbers.csv",
    "japan/assets.csv",
    "japan/assets.xlsx",
    "malaysia/list.xml",
    "maritime/maritime.csv",
    "monaco/sanctions.json",
    "new-zealand/register.xlsx",
    "nsdc-json/subjects-legal.json",
    "nsdc/register.xlsx",
    "ofac-xml/sdn.xml",
    "ofac/sdn.csv",
    "opensanctions/sixteen.csv",
    "own/own.csv",
    "seco/list.xml",
    "senzing/array.json",
    "senzing/lines.json",
    "uk-ofsi-xml/conlist.xml",
    "uk-ofsi/conlist.csv",
    "uk-xml/uk.xml",
    "uk/uk.csv",
    "un/un.xml",
    "war-sanctions/ships.csv",
    "xlsx",
)


@pytest.fixture(params=FILES)
def whole(request: pytest.FixtureRequest, list_fixtures: Path, tmp_path: Path) -> Path:
    if request.param != "xlsx":
        return list_fixtures / request.param
    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "kind", "name"])
        for number in range(1, 40):
            sheet.write_row(number, 0, [number, "vessel", f"HERON {number}"])
    return path


def test_a_file_cut_anywhere_is_refused(whole: Path) -> None:
    data = whole.read_bytes()
    full = entries_of(whole, data)
    # A CSV but OFAC's, or a file of JSON lines, ends at every row's end as it does at the last: a
    # cut there can't be seen in the file, and the guards on counts are what is left.
    lines = whole.parent.name == "ftm" or whole.name == "lines.json"
    rows_alone = lines or (whole.suffix in (".csv", ".txt") and whole.parent.name != "ofac")
    for place in random.Random(2024).choices(range(len(data)), k=200):  # noqa: S311 - no secret
        cut = data[:place]
        if rows_alone and (cut.endswith(b"\n") or data[place : place + 1] in (b"\r", b"\n")):
            continue
        outcome = read_or_refusal(whole, cut)
        assert outcome == full or whole.name in str(outcome)


@pytest.mark.parametrize("name", OFAC)
def test_a_file_of_the_ofac_set_cut_anywhere_is_refused_or_not_whole(
    list_fixtures: Path, name: str
) -> None:
    paths = [list_fixtures / "ofac" / name for name in OFAC]
    whole = {path: path.read_bytes() for path in paths}
    damaged = list_fixtures / "ofac" / name
    for place in random.Random(name).choices(range(len(whole[damaged])), k=200):  # noqa: S311
        data = whole | {damaged: whole[damaged][:place]}
        with pytest.raises((ListFormatError, EmptyListError)):
            names_of([Source(path, content) for path, content in data.items()])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data, dice: data[: (place := dice.randrange(len(data)))] + data[place + 1 :],
        lambda data, dice: bytes(
            byte ^ (1 << dice.randrange(8)) if dice.random() < 0.002 else byte for byte in data
        ),
        lambda data, dice: data[: (place := dice.randrange(len(data)))] + data[place - 16 :],
    ],
    ids=["a byte lost", "bits flipped", "bytes doubled"],
)
def test_damage_raises_nothing_but_our_errors(
    whole: Path, damage: Callable[[bytes, random.Random], bytes]
) -> None:
    data = whole.read_bytes()
    dice = random.Random(7)  # noqa: S311 - no secret
    for _ in range(100):
        outcome = read_or_refusal(whole, damage(data, dice))
        assert isinstance(outcome, int) or whole.name in outcome


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "an HTML page, and no list"),
        (b"\xef\xbb\xbf\n<HTML>", "an HTML page"),
        (b'{"ships": "none"}', r"JSON beginning '{\"ships\": \"none\"}'"),
        (b"<?xml version='1.0'?><other/>", "XML beginning"),
        (b"%PDF-1.7", "a PDF"),
        ("Name;Typ\n".encode("utf-16"), "UTF-16 text"),
        (b"MARIA\n", "a file beginning 'MARIA'"),
    ],
)
def test_a_file_that_is_no_list_is_called_what_it_is(
    tmp_path: Path, data: bytes, message: str
) -> None:
    (tmp_path / "sdn.csv").write_bytes(data)
    with pytest.raises(
        ListFormatError, match=rf"sdn\.csv: {message}.*; known are the lists of Australia"
    ):
        read_lists(tmp_path)


@pytest.mark.parametrize("skip_unknown", [False, True])
def test_an_error_page_in_place_of_a_list_is_never_skipped(
    tmp_path: Path, *, skip_unknown: bool
) -> None:
    (tmp_path / "sdn.xml").write_bytes(b'{"error": "not found"}')
    with pytest.raises(
        ListFormatError, match=r"sdn\.xml: an error page of the server \('not found"
    ):
        read_lists(tmp_path, skip_unknown=skip_unknown)


@pytest.mark.parametrize("name", ["sdn.xml", "sdn.csv", "list.xlsx", "list"])
def test_a_page_that_is_not_called_a_page_is_never_skipped(tmp_path: Path, name: str) -> None:
    page = b"<!DOCTYPE html><title>Anmelden</title>"
    (tmp_path / name).write_bytes(page)
    with pytest.raises(ListFormatError, match=rf"{name}: an HTML page \('Anmelden'\)"):
        read_lists(tmp_path, skip_unknown=True)
    (tmp_path / name).rename(tmp_path / "terms.html")
    with pytest.warns(ListWarning, match=r"terms\.html: skipped as asked"):
        assert read_lists(tmp_path, skip_unknown=True).skipped == (str(tmp_path / "terms.html"),)


@pytest.mark.parametrize("data", [b"", b"  \r\n"])
def test_an_empty_file_is_an_empty_list(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "sdn.csv").write_bytes(data)
    with pytest.raises(EmptyListError, match=r"sdn\.csv: an empty file; download it again"):
        read_lists(tmp_path)
    assert looks_like(data) == "an empty file"


@pytest.mark.parametrize("name", ["ofac/sdn.csv", "opensanctions/sixteen.csv", "own/own.csv"])
def test_a_nul_byte_and_another_encoding_are_refused_with_their_line(
    list_fixtures: Path, name: str
) -> None:
    path = list_fixtures / name
    data = path.read_bytes()
    with pytest.raises(ListFormatError, match=r"line \d holds a NUL byte"):
        entries_of(path, data.replace(b"HERON", b"HER\0N"))
    with pytest.raises(ListFormatError, match=r"byte \d+ \(line \d+\) is not UTF-8"):
        entries_of(path, data.replace(b"HERON", b"H\xc9RON"))


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ListFormatError, match=r"gone\.csv: cannot be read \(No such file"):
        read_lists(tmp_path / "gone.csv")
