"""Receipts of real files against a count that any reader of CSV, XML or workbooks can make."""

from __future__ import annotations

import csv
import gzip
import json
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from vscreen.errors import ListWarning
from vscreen.snapshots.read import read_lists

Count = Callable[[Path], int]


def rows(path: Path, *, above: int, delimiter: str = ",", encoding: str = "utf-8-sig") -> int:
    """Rows that hold anything, but for those above the records."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding=encoding, newline="") as stream:
        text = stream.read().replace("\x1a", "").splitlines(keepends=True)
    return (
        sum(any(cell.strip() for cell in row) for row in csv.reader(text, delimiter=delimiter))
        - above
    )


def elements(path: Path, *names: str) -> int:
    """Elements with these local names, wherever they stand."""
    return sum(etree.QName(node).localname in names for node in etree.parse(path).iter("{*}*"))


def sheet_rows(path: Path, *, above: int, engine: str = "calamine") -> int:
    """Rows of all sheets that hold anything, but for those above the records of each."""
    sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine=engine)
    filled = (int(sheet.notna().any(axis=1).sum()) for sheet in sheets.values())
    return sum(max(count - above, 0) for count in filled)


def lines(path: Path) -> int:
    """Lines that are JSON."""
    return sum(bool(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line)


COMMA, OFAC = partial(rows, above=1), partial(rows, above=0)
PLAIN: dict[str, Count] = {
    "au-dfat-xlsx/dfat.xlsx": partial(sheet_rows, above=1),
    "ca-sema-xml/cannada.xml": lambda path: elements(path, "record"),
    "eu-fsf-xml-1.1/2021-03-05.xml": lambda path: elements(path, "sanctionEntity"),
    "eu-journal-amendments-csv-2026-08/32026R1848.csv": COMMA,
    "eu-journal-csv/32014R0833.csv": COMMA,
    "eu-vessels-dma-csv-2025-10/ImportversionListOfEUDesignatedVessels231025.csv": partial(
        rows, above=1, delimiter=";", encoding="cp1252"
    ),
    "jp-meti-eul-xlsx-2025-09/20250929_4.xlsx": partial(sheet_rows, above=1),
    "jp-mof-csv-2026-08-extract/shisantouketsu20260828.csv": COMMA,
    "opensanctions-ftm-json/entities.ftm.json": lines,
    "opensanctions-nested-json-2024-03/targets.nested.json": lines,
    "opensanctions-targets-simple-csv/targets.simple.csv": COMMA,
    "senzing-json-2024-03/senzing.json": lines,
    "ua-gur-vessels-csv/gur_vessels_master.csv": COMMA,
    "uk-fcdo-xml-2026-03-extract/uk.xml": lambda path: elements(path, "Designation"),
    "uk-hmt-conlist-csv/sanctionsconlist.csv": partial(rows, above=2, encoding="cp1252"),
    "uk-ofsi-conlist-xlsx-2025-04/UK_Sanctions_List.xlsx": partial(sheet_rows, above=2),
    "un-consolidated-xml-2024-09/consolidated.xml": lambda path: elements(
        path, "INDIVIDUAL", "ENTITY"
    ),
    "un-consolidated-xml-2026-02/un_sanctions_list.xml": lambda path: elements(
        path, "INDIVIDUAL", "ENTITY"
    ),
    "un-consolidated-xml/un.xml": lambda path: elements(path, "INDIVIDUAL", "ENTITY"),
    "us-bis-dpl-txt/dpl.txt": partial(rows, above=1, delimiter="\t"),
    "us-csl-csv-2025-06-test/consolidated.csv": COMMA,
    "us-csl-csv/consolidated.csv.gz": COMMA,
    "us-ofac-cons-advanced-xml/cons_advanced.xml": lambda path: elements(path, "DistinctParty"),
    "us-ofac-cons-csv-2025-08-prim-only/OFAC.csv": OFAC,
    "us-ofac-cons-xml/consolidated.xml": lambda path: elements(path, "sdnEntry"),
    "us-ofac-sdn-csv-2018-01/sdn.csv": OFAC,
    "us-ofac-sdn-csv-2021-01-blankline/sdn.csv": OFAC,
    "us-ofac-sdn-enhanced-xml-2024-08-irgc/IRGC_sanctions.xml": lambda path: len(
        etree.parse(path).getroot().findall("{*}entities/{*}entity")
    ),
    "us-ofac-sdn-xml/sdn.xml": lambda path: elements(path, "sdnEntry"),
}
OFAC_SETS: dict[str, tuple[str, ...]] = {
    "us-ofac-cons-csv": ("cons_prim.csv", "cons_add.csv", "cons_alt.csv", "cons_comments.csv"),
    "us-ofac-sdn-csv": ("sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"),
}


def receipts(path: Path) -> dict[str, int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        lists = read_lists(path)
    assert all(snapshot.verified for snapshot in lists)
    return {receipt.file: receipt.records for snapshot in lists for receipt in snapshot.receipts}


@pytest.mark.parametrize("name", PLAIN)
def test_each_record_of_a_real_file_is_in_its_receipt(shared: Path, name: str) -> None:
    path = shared / "lists" / name
    assert receipts(path) == {path.name: PLAIN[name](path)}


@pytest.mark.parametrize("folder", OFAC_SETS)
def test_each_row_of_ofacs_four_files_is_in_its_receipt(shared: Path, folder: str) -> None:
    path = shared / "lists" / folder
    assert receipts(path) == {name: OFAC(path / name) for name in OFAC_SETS[folder]}
