"""Damage at scale: every reader, real files where there are any, thousands of flipped bytes.

What can come of a damaged file, and nothing else may: it is refused; it reads as it did; or a byte
inside a value changed and so did that value, with as many entries as before. The last can't be
seen without the publisher's hash. An entry may be left out only if a warning says so.

``pytest -m slow -s tests/test_lists_corruption.py`` prints what was counted for each file.
"""

from __future__ import annotations

import csv
import io
import random
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from vscreen.errors import VscreenError
from vscreen.lists import Reading, Source, read_sources

CORRUPTIONS, CUTS, ROWS = 2_000, 200, 150
SLOW = ("us-cons advanced", "uk-sanctions ods")  # whole and large: a tenth of the corruptions
REFUSED, SAME, CHANGED, MORE = "refused", "identical", "changed value", "more"
NOT_WHOLE = "not whole"  # it says that a part of it is missing, and clears nothing
WARNED, FEWER = "fewer, with a warning", "fewer, without a warning"

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lists"

Files = dict[Path, bytes]


def whole(path: Path) -> Files:
    """The file as it is."""
    return {path: path.read_bytes()}


def rows(path: Path, *, every: int = 1, delimiter: str = ",", top: int = 1) -> Files:
    """Headings and some rows of a table, as printed; a row may span lines."""
    text = Source.open(path).data.decode("latin-1")  # every byte as it is
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = io.StringIO(text, newline="").readlines()
    begun, kept = 0, []
    for place, _ in enumerate(reader):
        if place < top or (place - top) % every == 0:
            kept.append("".join(lines[begun : reader.line_num]))
        begun = reader.line_num
        if len(kept) == ROWS + top:
            break
    return {path: "".join(kept).encode("latin-1")}


def ofac(folder: Path, names: Sequence[str]) -> Files:
    """The first entries of an OFAC set, with what the other files say of them."""
    files: Files = {}
    numbers: set[bytes] = set()
    for name in names:
        lines = (folder / name).read_bytes().splitlines(keepends=True)
        number = re.compile(rb" *(\d{1,10})")
        if not files:
            kept = lines[:120]
            numbers = {number.match(line)[1] for line in kept}  # type: ignore[index]
        else:
            kept = [line for line in lines if (found := number.match(line)) and found[1] in numbers]
        files[folder / name] = b"".join(kept) + b"\x1a"
    return files


def below_headings(folder: Path) -> Files:
    """The same below headings that somebody put above the rows."""
    tops = {
        "sdn.csv": b"ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,"
        b"Vess_flag,Vess_owner,Remarks\r\n",
        "alt.csv": b"ent_num,alt_num,alt_type,alt_name,alt_remarks\r\n",
        "add.csv": b"ent_num,add_num,address,city,country,add_remarks\r\n",
    }
    return {path: tops[path.name] + data for path, data in ofac(folder, OFAC).items()}


def xml(path: Path, most: int = 50) -> Files:
    """The first children of each element that has many of one name."""
    root = etree.parse(path).getroot()
    for element in list(root.iter()):
        counted: Counter[str] = Counter()
        for child in list(element):
            if isinstance(child.tag, str):
                counted[child.tag] += 1
                if counted[child.tag] > most:
                    element.remove(child)
    for count in root.iter("{*}Record_Count"):
        count.text = str(sum(1 for _ in root.iter("{*}sdnEntry")))
    return {path: etree.tostring(root, encoding="utf-8", xml_declaration=True)}


def book(path: Path, most: int = 80) -> Files:
    """The first rows of each sheet, written anew."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, cells in Source.open(path).sheets:
            sheet = workbook.add_worksheet(name[:31])
            for place, row in enumerate(cells[:most]):
                for column, cell in enumerate(row):
                    if hasattr(cell, "year"):
                        sheet.write_datetime(place, column, cell, day)
                    elif cell != "":
                        sheet.write(place, column, cell)
    return {path: content.getvalue()}


def lines(path: Path, most: int = 200) -> Files:
    """The first lines."""
    with path.open("rb") as stream:
        return {path: b"".join(islice(stream, most))}


OFAC = ("sdn.csv", "alt.csv", "add.csv")
FIXED = ("cons_prim.ff", "cons_alt.ff", "cons_add.ff")
DELIMITED = ("cons_prim.pip", "cons_alt.pip", "cons_add.pip")
FILES: dict[str, Callable[[Path], Files]] = {
    "us-sdn csv": lambda lists: ofac(lists / "us-ofac-sdn-csv", OFAC),
    "us-cons pip": lambda lists: ofac(lists / "us-ofac-cons-delimited", DELIMITED),
    "us-sdn ff": lambda lists: {
        path: path.read_bytes()
        for name in ("sdn", "alt", "add", "sdn_comments")
        for path in [lists / "_samples" / "us-ofac-fixed-width" / f"{name}.ff"]
    },
    "us-cons ff": lambda lists: ofac(lists / "us-ofac-cons-fixed-2018-extract", FIXED),
    "us-sdn csv below headings": lambda lists: below_headings(lists / "us-ofac-sdn-csv"),
    "us-sdn xml": lambda lists: xml(lists / "us-ofac-sdn-xml" / "sdn.xml"),
    "us-cons advanced": lambda lists: whole(
        lists / "us-ofac-cons-advanced-xml" / "cons_advanced.xml"
    ),
    "us-sdn advanced": lambda lists: whole(
        lists / "_samples" / "us-ofac-sdn-advanced-xml" / "SDN_ADVANCED.XML"
    ),
    "us-cons enhanced": lambda lists: whole(
        lists / "us-ofac-cons-enhanced-xml" / "CONS_ENHANCED.ZIP"
    ),
    "us-sdn enhanced": lambda lists: whole(
        lists / "_samples" / "us-ofac-sdn-enhanced-xml" / "SDN_ENHANCED.XML"
    ),
    "us-csl csv": lambda lists: rows(lists / "us-csl-csv" / "consolidated.csv.gz", every=90),
    "us-csl json": lambda lists: whole(lists / "_samples" / "us-csl-json" / "consolidated.json"),
    "us-dpl txt": lambda lists: rows(lists / "us-bis-dpl-txt" / "dpl.txt", delimiter="\t"),
    "un-sc xml": lambda lists: xml(lists / "un-consolidated-xml" / "un.xml"),
    "eu-fsf xml": lambda lists: xml(lists / "eu-fsf-xml-1.1" / "2021-03-05.xml"),
    "eu-fsf csv 1.1": lambda lists: whole(
        lists / "_samples" / "eu-fsf-csv-1.1" / "csvFullSanctionsList_1_1.csv"
    ),
    "eu-fsf csv 1.0": lambda lists: whole(
        lists / "_samples" / "eu-fsf-csv-1.0" / "csvFullSanctionsList.csv"
    ),
    "eu-journal csv": lambda lists: rows(lists / "eu-journal-csv" / "32014R0833.csv", every=11),
    "eu-annex-xlii csv": lambda lists: whole(
        lists / "_samples" / "eu-vessels-dma-csv" / "EU-vessel-designations.csv"
    ),
    "eu-annex-xlii csv of 2025": lambda lists: lines(
        lists / "eu-vessels-dma-csv-2025-10" / "ImportversionListOfEUDesignatedVessels231025.csv"
    ),
    "eu-journal amendment": lambda lists: {
        **rows(lists / "eu-journal-csv" / "32014R0833.csv", every=31),
        **rows(lists / "eu-journal-amendments-csv-2026-08" / "32026R1848.csv", every=3),
    },
    "eu-annex-xlii xlsx": lambda lists: whole(
        lists / "_samples" / "eu-vessels-xlsx" / "EU designated vessels consolidated.xlsx"
    ),
    "uk-sanctions csv": lambda lists: whole(
        lists / "_samples" / "uk-fcdo-csv" / "UK-Sanctions-List.csv"
    ),
    "uk-sanctions xml": lambda lists: whole(
        lists / "_samples" / "uk-fcdo-xml" / "UK-Sanctions-List.xml"
    ),
    "uk-sanctions ods": lambda lists: whole(
        lists / "uk-fcdo-list-ods" / "FCDO_SL_Mon_Aug 11 2025.ods"
    ),
    "uk-ofsi csv": lambda lists: rows(lists / "uk-hmt-conlist-csv" / "sanctionsconlist.csv", top=2),
    "uk-ofsi xlsx": lambda lists: book(
        lists / "uk-ofsi-conlist-xlsx-2025-04" / "UK_Sanctions_List.xlsx"
    ),
    "ch-seco xml": lambda lists: whole(
        lists / "_samples" / "ch-seco-xml" / "swiss-sanctions-list.xml"
    ),
    "ca-sema xml": lambda lists: xml(lists / "ca-sema-xml" / "cannada.xml", most=100),
    "ca-sema xml 2026": lambda lists: whole(
        lists / "_samples" / "ca-sema-xml-2026" / "sema-lmes.xml"
    ),
    "au-dfat xlsx": lambda lists: book(lists / "au-dfat-xlsx" / "dfat.xlsx"),
    "nz-russia xlsx": lambda lists: whole(
        lists / "_samples" / "nz-russia-xlsx" / "Russia-Sanctions-Register.xlsx"
    ),
    "jp-mof csv": lambda lists: whole(
        lists / "_samples" / "jp-mof-csv" / "shisantouketsu20261009.csv"
    ),
    "jp-mof xlsx": lambda lists: whole(
        lists / "_samples" / "jp-mof-xlsx" / "shisantouketsu20260305.xlsx"
    ),
    "jp-mof xlsx 2026": lambda lists: book(
        lists / "jp-mof-xlsx-2026-03" / "shisantouketsu20260305.xlsx", most=12
    ),
    "jp-mof csv 2026": lambda lists: whole(
        lists / "jp-mof-csv-2026-08-extract" / "shisantouketsu20260828.csv"
    ),
    "jp-meti-eul xlsx": lambda lists: book(lists / "jp-meti-eul-xlsx-2025-09" / "20250929_4.xlsx"),
    "un-1718 html": lambda lists: whole(
        lists / "un-1718-official-2020-06" / "1718_designated_vessels_list_final.html"
    ),
    "jp-mof-vessels csv": lambda lists: whole(
        lists / "_samples" / "jp-mof-vessels-csv" / "ekimukisei_IMOnumber_20261002.csv"
    ),
    "fr-gels json": lambda lists: whole(lists / "_samples" / "fr-gels-json" / "fichier.json"),
    "be-fps csv": lambda lists: whole(lists / "_samples" / "be-fps-csv" / "sanctionedFile.csv"),
    "mc-freezes json": lambda lists: whole(
        lists / "_samples" / "mc-freezes-json" / "sanctions.json"
    ),
    "ua-nsdc xlsx": lambda lists: book(lists / "ua-nsdc-xlsx" / "sanctions.xlsx"),
    "ua-nsdc json": lambda lists: whole(
        lists / "_samples" / "ua-nsdc-json" / "subjects-legal.json"
    ),
    "ua-war-sanctions csv": lambda lists: lines(
        lists / "ua-gur-vessels-csv" / "gur_vessels_master.csv"
    ),
    "opensanctions csv": lambda lists: rows(
        lists / "opensanctions-targets-simple-csv" / "targets.simple.csv", every=37
    ),
    "opensanctions ftm": lambda lists: lines(
        lists / "opensanctions-ftm-json" / "entities.ftm.json", 250
    ),
    "opensanctions maritime": lambda lists: whole(
        lists / "_samples" / "opensanctions-maritime-csv" / "maritime.csv"
    ),
    "opensanctions nested": lambda lists: lines(
        lists / "opensanctions-nested-json-2024-03" / "targets.nested.json", 8
    ),
    "senzing json": lambda lists: whole(lists / "_samples" / "senzing-json" / "senzing.json"),
    "senzing json 2024": lambda lists: lines(lists / "senzing-json-2024-03" / "senzing.json", 60),
    "my-moha xml": lambda _: whole(FIXTURES / "malaysia" / "list.xml"),
    "own csv": lambda _: whole(FIXTURES / "own" / "own.csv"),
}


def read(files: Files) -> list[Reading]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read_sources([Source.unpack(path, data) for path, data in files.items()])


def prints(readings: list[Reading]) -> dict[str, str]:
    """The fingerprint of each entry."""
    return {
        entry: mark
        for frame in (reading.entries for reading in readings)
        for entry, mark in zip(frame["entry"], frame["fingerprint"], strict=True)
    }


def warned(readings: list[Reading]) -> set[str]:
    return {warning for reading in readings for warning in reading.warnings}


def outcome(files: Files, before: dict[str, str], warnings_before: set[str]) -> str:
    """What came of damaged files; any error that is not the package's ends the test."""
    try:
        readings = read(files)
    except VscreenError:
        return REFUSED
    now = prints(readings)
    if now == before:
        return SAME
    if any(lack.startswith("the end of ") for reading in readings for lack in reading.lacks):
        return NOT_WHOLE
    if len(now) == len(before):
        return CHANGED
    if len(now) > len(before):
        return MORE
    return WARNED if warned(readings) - warnings_before else FEWER


def flipped(data: bytes, dice: random.Random) -> bytes:
    position = dice.randrange(len(data))
    flip = bytes([data[position] ^ dice.randrange(1, 256)])
    return data[:position] + flip + data[position + 1 :]


def damaged(
    files: Files, damage: Callable[[bytes, random.Random], bytes], count: int
) -> Iterator[Files]:
    """The files with one of them damaged, larger ones more often."""
    dice = random.Random(2024)  # noqa: S311 - no secret
    paths = list(files)
    sizes = [len(files[path]) for path in paths]
    for _ in range(count):
        (path,) = dice.choices(paths, sizes)
        yield files | {path: damage(files[path], dice)}


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def ends_at_a_row(whole_files: Files, cut_files: Files) -> bool:
    """Whether what was cut is a table of whole rows: nothing in it says that more belongs there.

    The line end of the last row may be cut off.
    """
    return any(
        cut_files[path] != data
        and (cut_files[path].endswith(b"\n") or data[len(cut_files[path]) :][:1] in b"\r\n")
        for path, data in whole_files.items()
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_no_damage_makes_a_smaller_list_that_says_nothing(shared: Path, name: str) -> None:
    files = FILES[name](shared / "lists")
    readings = read(files)
    before = prints(readings), warned(readings)
    count = CORRUPTIONS // 10 if name in SLOW else CORRUPTIONS
    flips = Counter(outcome(variant, *before) for variant in damaged(files, flipped, count))
    cuts: Counter[str] = Counter()
    at_rows = 0
    for variant in damaged(files, cut, CUTS):
        result = outcome(variant, *before)
        if result in (FEWER, WARNED, CHANGED) and ends_at_a_row(files, variant):
            at_rows += 1
        else:
            cuts[result] += 1
    report = [f"{name} ({len(before[0])} entries, {sum(map(len, files.values())) // 1024} KB)"]
    report += [f"cuts: {dict(cuts)}", f"at a row's end: {at_rows}", f"flips: {dict(flips)}"]
    print(" | ".join(report))
    assert flips[FEWER] == 0
    assert set(cuts) <= {REFUSED, SAME, NOT_WHOLE}
