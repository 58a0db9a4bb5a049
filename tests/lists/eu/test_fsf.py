"""The EU's asset freezes: a subject is a single entry, whatever its editions and programmes."""

from __future__ import annotations

import csv
import hashlib
import warnings
from pathlib import Path

import pytest
from listing import names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.identifiers.imo import is_valid_imo_company
from vscreen.lists.eu import fsf as fsf_xml
from vscreen.lists.eu import fsf_csv
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

EDITIONS = ("eu-fsf/fsf.xml", "eu-fsf-csv/eleven.csv", "eu-fsf-csv/ten.csv")


def load(path: Path) -> Lists:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)  # the CSV editions are unverified
        return read_lists(path)


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest, list_fixtures: Path) -> Lists:
    reader = fsf_xml.READER if request.param.endswith("xml") else fsf_csv.READER
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        return read_as(reader, list_fixtures / request.param)


@pytest.fixture(scope="module")
def fsf(list_fixtures: Path) -> Lists:
    return load(list_fixtures / "eu-fsf")


def identifiers(lists: Lists) -> set[tuple[str, ...]]:
    return {tuple(row) for row in lists.identifiers[["entry", "scheme", "value"]].to_numpy()}


def edited(path: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = path.read_bytes().decode()
    assert old in text
    (tmp_path / path.name).write_bytes(text.replace(old, new).encode())
    return tmp_path / path.name


def test_every_edition_has_the_same_entries(edition: Lists) -> None:
    (snapshot,) = edition
    assert (snapshot.list, str(snapshot.published)) == ("eu-fsf", "2026-10-09")
    assert edition.entries["entry"].tolist() == ["eu-fsf:13", "eu-fsf:20", "eu-fsf:40"]
    assert edition.entries["kind"].tolist() == ["organization", "vessel", "person"]
    assert edition.entries["name"].tolist() == ["Marine Heron LLC", "Blue Heron", "Ivan Testov"]
    assert edition.entries["programs"].tolist() == ["UKR", "PRK", "AFG;TAQA"]


def test_the_xml_and_the_csv_1_1_say_the_same_of_names_and_numbers(
    fsf: Lists, list_fixtures: Path
) -> None:
    table = load(list_fixtures / "eu-fsf-csv" / "eleven.csv")
    for entry in fsf.entries["entry"]:
        assert names(fsf, entry) == names(table, entry)
    assert identifiers(fsf) == identifiers(table)
    columns = ["entry", "listed_on", "countries", "birth_date", "programs", "legal_basis"]
    assert fsf.entries[columns].equals(table.entries[columns])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (EDITIONS[0], "4 subjects = 3 entries + 1 adding to an entry"),
        (EDITIONS[1], "16 rows = 3 entries + 13 adding to an entry"),
        (EDITIONS[2], "16 rows = 3 entries + 13 adding to an entry"),
    ],
)
def test_every_record_is_accounted_for(list_fixtures: Path, name: str, sentence: str) -> None:
    (snapshot,) = load(list_fixtures / name)
    assert [receipt.sentence for receipt in snapshot.receipts] == [sentence]
    assert snapshot.verified


def test_an_english_name_leads_and_remarks_tell_the_kinds(fsf: Lists) -> None:
    assert names(fsf, "eu-fsf:13") == {
        "Marine Heron LLC": "primary",
        "ООО Морская Цапля": "native",
        "Марин Херон": "native",
        "MH": "weak_alias",
        "Old Heron JSC": "former",
    }


def test_a_companys_imo_number_is_its_own_and_not_its_ships(edition: Lists) -> None:
    assert not is_valid_imo_company("9000003")
    assert {row for row in identifiers(edition) if row[0] != "eu-fsf:40"} == {
        ("eu-fsf:13", "imo_company", "6183435"),
        ("eu-fsf:13", "registration", "1203000004151"),
        ("eu-fsf:13", "imo_mentioned", "9000003"),
        ("eu-fsf:20", "imo_ship", "9000003"),
    }


def test_a_subject_under_two_programmes_is_one_entry(fsf: Lists) -> None:
    assert names(fsf, "eu-fsf:40") == {"Ivan Testov": "primary", "Testov, Vanya": "weak_alias"}
    person = fsf.entries.iloc[2]
    assert person["listed_on"] == "2001-01-31"
    assert person["birth_date"] == "circa 1961;1962-05-16;1958-1963"
    assert person["countries"] == "AFGHANISTAN"
    assert person["remarks"].startswith("EU.903.13; TAi.901; Mullah; Minister")


def test_without_a_date_of_designation_the_regulations_counts(fsf: Lists) -> None:
    assert fsf.entries["listed_on"].tolist() == ["2024-02-23", "2022-12-13", "2001-01-31"]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (EDITIONS[0], 'Date="2026-10-09T', 'Date="soon', "generationDate is 'soon16"),
        (EDITIONS[0], "</export>", "", "not whole XML"),
        (EDITIONS[0], "<export", "<!DOCTYPE export><export", "a DOCTYPE"),
        (EDITIONS[1], "NameAlias_WholeName", "NameAlias_Name", "no column NameAlias_WholeName"),
        (EDITIONS[2], "09/10/2026", "soon", "its date is 'soon'"),
        (EDITIONS[2], "EU.903.13\r\n", "EU.903.1", "does not end"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        load(edited(list_fixtures / name, tmp_path, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "warning"),
    [
        (EDITIONS[0], 'code="person"', 'code="robot"', ""),
        (
            EDITIONS[0],
            'code="person" classificationCode="P"',
            'code="robot"',
            "with the type 'robot', read as a person",
        ),
        (EDITIONS[0], 'code="enterprise"', 'code="ENTERPRISE"', ""),
        (EDITIONS[0], 'code="person"', 'code="P"', ""),
        (EDITIONS[0], 'logicalId="20"', 'logicalId=""', ""),
        (EDITIONS[0], 'lastName="" wholeName="Blue Heron"', 'lastName="Blue Heron"', ""),
        (
            EDITIONS[1],
            "09/10/2026;20;",
            "09/10/2026;20;;",
            "with more or fewer cells than headings",
        ),
        (EDITIONS[2], ";(its ship", ";its ship; (its ship", "more or fewer cells than headings"),
        (EDITIONS[1], "Marine Heron LLC", "Marine Heron LLC; ", "more or fewer cells than"),
        (EDITIONS[1], "09/10/2026;20;", "08/10/2026;20;", "its rows give 2 dates"),
        (EDITIONS[2], "09/10/2026", "2026-10-09", ""),
        (EDITIONS[1], "Entity_SubjectType;", "ENTITY_SUBJECTTYPE;", ""),
        (EDITIONS[1], "fileGenerationDate;", "FILEGENERATIONDATE;", ""),
    ],
)
def test_a_slip_costs_no_subject(
    list_fixtures: Path, tmp_path: Path, name: str, old: str, new: str, warning: str
) -> None:
    lists = load(edited(list_fixtures / name, tmp_path, old, new))
    (snapshot,) = lists
    assert sorted(lists.entries["kind"]) == ["organization", "person", "vessel"]
    assert set(lists.entries["name"]) == {"Marine Heron LLC", "Blue Heron", "Ivan Testov"}
    assert warning in " ".join(snapshot.warnings)
    assert snapshot.verified


def test_xml_in_utf_16_is_the_same_list(list_fixtures: Path, tmp_path: Path, fsf: Lists) -> None:
    text = (list_fixtures / EDITIONS[0]).read_text("utf-8")
    wide = text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    (tmp_path / "fsf.xml").write_bytes(wide)
    (snapshot,) = load(tmp_path)
    assert snapshot.entries.equals(fsf.entries)
    assert snapshot.hash == hashlib.sha256(wide).hexdigest()
    (tmp_path / "fsf.xml").write_bytes(text.encode("utf-16"))
    with pytest.raises(
        ListFormatError, match="UTF-16 text, which is not read as a list; save it as UTF-8"
    ):
        load(tmp_path)


@pytest.mark.parametrize(("delimiter", "before"), [(",", ""), ("\t", ""), (";", "0;")])
@pytest.mark.parametrize("name", EDITIONS[1:])
def test_an_edition_that_was_saved_again_is_read(
    list_fixtures: Path, tmp_path: Path, name: str, delimiter: str, before: str
) -> None:
    with (list_fixtures / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    with (tmp_path / "again.csv").open("w", encoding="utf-8", newline="") as file:
        numbered = ([*before.split(";")[:-1], *row] for row in rows)
        csv.writer(file, delimiter=delimiter).writerows(numbered)
    again, first = load(tmp_path), load(list_fixtures / name)
    assert again.entries.equals(first.entries)
    assert identifiers(again) == identifiers(first)


@pytest.mark.parametrize("name", EDITIONS[1:])
def test_a_last_row_without_its_end_is_read_if_nothing_can_follow(
    list_fixtures: Path, tmp_path: Path, name: str
) -> None:
    data = (list_fixtures / name).read_bytes().rstrip(b"\r\n")
    (tmp_path / "x.csv").write_bytes(data)
    (snapshot,) = load(tmp_path)
    assert "its last row is whole" in " ".join(snapshot.warnings)
    for cut in range(1, 30):
        (tmp_path / "x.csv").write_bytes(data[:-cut])
        with pytest.raises(ListFormatError, match="does not end"):
            load(tmp_path)


def test_two_files_joined_into_one_are_refused(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / EDITIONS[1]).read_bytes()
    (tmp_path / "fsf.csv").write_bytes(text + text.removeprefix(b"\xef\xbb\xbf"))
    with pytest.raises(ListFormatError, match="holds the headings again, so two files"):
        load(tmp_path)


def test_a_subject_without_a_name_is_set_aside(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures / EDITIONS[0], tmp_path, 'wholeName="Blue Heron"', 'wholeName=""')
    (snapshot,) = load(path)
    assert [receipt.sentence for receipt in snapshot.receipts] == [
        "4 subjects = 2 entries + 1 adding to an entry + 1 without a name"
    ]


def test_a_name_that_is_not_strong_is_weak(list_fixtures: Path, tmp_path: Path) -> None:
    old = 'wholeName="Old Heron JSC" function="" title="" nameLanguage="EN" strong="true"'
    new = old.replace("Old Heron", "Weak Heron").replace("true", "FALSE")
    path = edited(list_fixtures / EDITIONS[0], tmp_path, old, new)
    path.write_text(path.read_text("utf-8").replace("formerly known as", ""), "utf-8")
    assert names(load(path), "eu-fsf:13")["Weak Heron JSC"] == "weak_alias"


def test_a_ships_number_in_a_companys_entry_is_not_the_companys(
    list_fixtures: Path, tmp_path: Path
) -> None:
    lists = load(edited(list_fixtures / EDITIONS[0], tmp_path, "6183435", "9000015"))
    assert ("eu-fsf:13", "imo_mentioned", "9000015") in identifiers(lists)
    assert "imo_company" not in set(lists.identifiers["scheme"])


def test_remarks_of_every_part_and_places_of_birth_are_kept(
    list_fixtures: Path, tmp_path: Path
) -> None:
    address = 'countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" regulationLanguage="en"'
    remark = "<remark>Company Number IMO 5434358</remark></address>"
    path = edited(
        list_fixtures / EDITIONS[0],
        tmp_path,
        f'{address} logicalId="201"/>',
        f'{address} logicalId="201">{remark}',
    )
    born = 'city="" birthdate="1962-05-16"'
    lists = load(edited(path, tmp_path, born, born.replace('""', '"Kandahar"')))
    assert ("eu-fsf:13", "imo_company", "5434358") in identifiers(lists)
    remarks = lists.entries.set_index("entry")["remarks"]
    assert remarks["eu-fsf:13"].endswith("; Company Number IMO 5434358")
    assert "Born in: Kandahar" in remarks["eu-fsf:40"]


def test_headings_without_rows_are_an_empty_list(list_fixtures: Path, tmp_path: Path) -> None:
    header = (list_fixtures / EDITIONS[1]).read_bytes().split(b"\n")[0]
    (tmp_path / "fsf.csv").write_bytes(header + b"\n")
    with pytest.raises(EmptyListError, match="a header and no rows"):
        load(tmp_path)


def test_the_real_list_of_march_2021(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "eu-fsf-xml-1.1")
    lists.check()
    assert len(lists.entries) == 2_248, "2,269 subjects, 21 of them under two programmes"
    assert lists.entries["kind"].value_counts().to_dict() == {"person": 1_680, "organization": 568}
    imos = lists.identifiers[lists.identifiers["scheme"] == "imo_company"]
    assert sorted(imos["value"]) == ["1790183", "5342883", "5434358"]
