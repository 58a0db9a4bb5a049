"""Rows of the Official Journal's tables: acts, older columns, values that hold what parts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.lists import Source
from vscreen.lists.eu.journal_rows import Act, add_row, find_kind, read_rows
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Scheme

# An edition without leiCode, mmsi, motherName, sector and ticker.
OLDER = (
    "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,"
    "previousName,country,nationality,jurisdiction,birthDate,birthPlace,position,passportNumber,"
    "gender,appearance,ethnicity,fatherName,incorporationDate,legalForm,registrationNumber,"
    "taxNumber,idNumber,innCode,ogrnCode,kppCode,okpoCode,swiftBic,imoNumber,flag,address,phone,"
    "email,website,notes"
)
PERSON = (
    "32016R0044,18,EU-LBY,II.A,Asset freeze,26 Feb. 2011,,Person,IVAN TESTOV,"
    '"""Vanya (born 1948; in Mali)""; Ivan the Elder",Vanka,,,Libya,,1949,Sudan,Colonel,B0515260'
)


def read(tmp_path: Path, text: str) -> tuple[list[ListEntry], list[str]]:
    warnings: list[str] = []
    entries: dict[str, ListEntry] = {}
    for row in read_rows(Source(tmp_path / "x.csv", text.encode()), warnings):
        add_row(entries, row, warnings)
    return list(entries.values()), warnings


def test_an_older_edition_with_fewer_columns_is_read(tmp_path: Path) -> None:
    blanks = "," * (OLDER.count(",") - 18)
    (person,), warnings = read(tmp_path, f"{OLDER}\n{PERSON}{blanks}\n")
    assert not warnings
    assert (person.kind, person.key) == (Kind.PERSON, "ivan-testov")
    assert person.names == {
        "Vanya (born 1948; in Mali)": NameKind.STRONG_ALIAS,
        "Ivan the Elder": NameKind.STRONG_ALIAS,
        "Vanka": NameKind.WEAK_ALIAS,
    }
    assert person.facts["listed_on"] == ["2011-02-26"]
    assert list(person.identifiers) == [(Scheme.OTHER, "B0515260")]
    assert person.facts["forbids"] == [
        "EU: asset freeze (Annex II.A of Regulation 2016/44) since 26 February 2011"
    ]


@pytest.mark.parametrize(
    ("celex", "number", "list_id"),
    [
        ("32014R0833", "833/2014", "eu-833-2014"),
        ("celex:32017r1509", "2017/1509", "eu-2017-1509"),
        ("02014R0833-20260717", "833/2014", "eu-833-2014"),
        ("32011D0173", "2011/173", "eu-2011-173"),
    ],
)
def test_an_act_is_known_by_its_celex_number(celex: str, number: str, list_id: str) -> None:
    act = Act.parse(celex)
    assert act is not None
    assert (act.number, act.list_id) == (number, list_id)


def test_a_schema_that_is_not_known_is_told_by_other_cells(tmp_path: Path) -> None:
    blanks = "," * (OLDER.count(",") - 18)
    text = f"{OLDER}\n{PERSON.replace(',Person,', ',Human,')}{blanks}\n"
    warnings: list[str] = []
    (row,) = read_rows(Source(tmp_path / "x.csv", text.encode()), warnings)
    assert find_kind(row, warnings) == Kind.PERSON
    assert "the schema 'Human', which is not known; it was read as person" in warnings[0]
