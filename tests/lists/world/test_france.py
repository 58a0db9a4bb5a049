"""France's register of frozen funds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from listing import edited, names, numbers, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.world.france import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def test_the_registers_ships_companies_and_persons_are_whole(list_fixtures: Path) -> None:
    lists = read_as(READER, list_fixtures / "france")
    assert lists.entries["kind"].tolist() == ["vessel", "vessel", "organization", "person"]
    assert str(lists.snapshots[0].published) == "2026-10-09"
    assert names(lists, lists.entries["entry"].iloc[0]) == {
        "BLUE HERON": "primary", "Grey Heron": "former", "Heron": "weak_alias",
    }  # fmt: skip
    assert numbers(lists) == [
        ("BLUE HERON", "imo_ship", "9000003"),
        ("MAGPIE", "imo_ship", "9000015"),
        ("HERON SHIPPING", "tax", "3025037914"),
        ("HERON SHIPPING", "imo_company", "6183435"),
        ("TESTOV, Ivan", "other", "Passport P1"),
    ]
    ship, person = lists.entries.iloc[0], lists.entries.iloc[3]
    assert (ship["listed_on"], ship["programs"]) == ("2024-02-23", "règlement (UE) 269/2014")
    assert ship["remarks"] == "NUMERO_OMI: IMO 9000003;MOTIFS: Synthétique."
    assert ship["source_url"].endswith("RegistreDetail?idRegistre=1")
    assert lists.snapshots[0].receipts[0].sentence == "4 details = 4 entries"
    assert person["birth_date"] == "1962-03-04;1963"
    assert lists.entries["countries"].iloc[2] == "RUSSIE"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Nature": ', '"Nature": "Type ', "it is not whole JSON"),
        ('"Nom"', '"Nombre"', "3 of 4 details have no primary name"),
        ("2026-10-09T", "demain T", "DatePublication is 'demain T"),
        ("]}}", "]}", "it is not whole JSON"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "france" / "fichier.json", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_a_slip_costs_a_warning_and_no_entry(list_fixtures: Path, tmp_path: Path) -> None:
    path = list_fixtures / "france" / "fichier.json"
    text = path.read_text("utf-8")
    for old, new in (
        ('"Navire", "Nom": "BLUE HERON"', '"", "Nom": ""'),
        ('"IdRegistre": 2, "Nature": "Navire"', '"IdRegistre": 3, "Nature": "NAVIRES"'),
        ('"Personne physique"', 'null'),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "x.json").write_text(text, "utf-8")
    lists = read_lists(tmp_path)
    assert lists.entries["kind"].tolist() == ["vessel", "vessel", "organization", "person"]
    assert lists.entries["name"].tolist() == ["Grey Heron", "MAGPIE", "HERON SHIPPING",
                                              "TESTOV, Ivan"]  # fmt: skip
    assert lists.entries["entry"].iloc[[0, 3]].tolist() == ["fr-gels:1", "fr-gels:4"]
    told = "\n".join(lists.snapshots[0].warnings)
    for part in ("without a primary name, called by their next: IdRegistre 1",
                 "without a type, read as a ship for its IMO number: IdRegistre 1",
                 "that share their IdRegistre with others, each kept under its own key: 3",
                 "without a type, read as a person for its birth"):  # fmt: skip
        assert part in told
    assert lists.snapshots[0].receipts[0].sentence == "4 details = 4 entries"


def detail(*fields: str) -> bytes:
    text = '{"Publications": {"PublicationDetail": [{"IdRegistre": 7, "Nom": "X", "Nature": '
    return f'{text}"Personne morale", "RegistreDetail": [{", ".join(fields)}]}}]}}}}'.encode()


@pytest.mark.parametrize(
    ("number", "comment", "identifiers"),
    [
        ("1023202741781", "Numéro d’enregistrement", {("registration", "1023202741781")}),
        ("3234043140", "Numéro d'identification fiscale", {("tax", "3234043140")}),
        ("34893133", "OKPO", {("registration", "34893133")}),
        ("/", "Date d'enregistrement: 22.10.2014 - Principal établissement: Russie", set()),
        ("INN: 3025037914 - OGRN: 1023202741781", "/",
         {("tax", "3025037914"), ("registration", "1023202741781")}),
        ("6183435", "Numéro OMI", {("imo_company", "6183435")}),
        ("+7 4832 414311", "Téléphone", set()),
    ],
)  # fmt: skip
def test_numbers_are_what_their_comments_say(
    tmp_path: Path, number: str, comment: str, identifiers: set[tuple[str, str]]
) -> None:
    value = json.dumps({"Identification": number, "Commentaire": comment})
    field = f'{{"TypeChamp": "IDENTIFICATION", "Valeur": [{value}]}}'
    (tmp_path / "x.json").write_bytes(detail(field))
    lists = read_lists(tmp_path)
    found = zip(lists.identifiers["scheme"], lists.identifiers["value"], strict=True)
    assert set(found) == identifiers
    assert number.strip("/") in lists.entries["remarks"].iloc[0]


@pytest.mark.parametrize(
    ("label", "programme", "day"),
    [
        ("(UE) 2022/332 du 25/02/2022 (UE Ukraine - R (UE) 269/2014)",
         "UE Ukraine - R (UE) 269/2014", "2022-02-25"),
        ("décision du comité du 02/06/2017 (ONU Corée - RCSNU 1718 (2006) et R (UE) 2017/1509)",
         "ONU Corée - RCSNU 1718 (2006) et R (UE) 2017/1509", "2017-06-02"),
        ("Arrêté du 1er mars 2024 (art L. 562-2 du code)", "art L. 562-2 du code", "2024-03-01"),
        ("Arrêté national", "Arrêté national", ""),
    ],
)  # fmt: skip
def test_the_legal_basis_names_programme_and_day(
    tmp_path: Path, label: str, programme: str, day: str
) -> None:
    value = json.dumps({"FondementJuridique": 2329, "FondementJuridiqueLabel": label})
    field = f'{{"TypeChamp": "FONDEMENT_JURIDIQUE", "Valeur": [{value}]}}'
    (tmp_path / "x.json").write_bytes(detail(field))
    entry = read_lists(tmp_path).entries.iloc[0]
    assert (entry["programs"], entry["legal_basis"], entry["listed_on"]) == (programme, label, day)


def test_the_extract_of_november_2025(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "fr-gels-json-2025-11-extract")
    assert lists.snapshots[0].receipts[0].sentence == "5 details = 5 entries"
    assert lists.entries["programs"].str.startswith(("UE Ukraine", "ONU Corée")).all()
    assert numbers(lists) == [
        ("JSC Gruppa Kremniy El", "registration", "1023202741781"),
        ("JSC Gruppa Kremniy El", "tax", "3234043140"),
        ("Limited Liability Company “Moscow Arms Company”", "registration", "1145012005335"),
        ("Limited Liability Company “Moscow Arms Company”", "registration", "34893133"),
        ("LAPIN, Aleksandr Pavlovich", "tax", "344407793386"),
        ("LAPIN, Aleksandr Pavlovich", "other", "Passport série 1808 n° 233282"),
    ]


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b'{"Publications": {"PublicationDetail": []}}')
    with pytest.raises(EmptyListError):
        read_as(READER, tmp_path)


def test_details_that_come_in_two_lists_of_one_name_are_all_read(
    list_fixtures: Path, tmp_path: Path
) -> None:
    document = json.loads((list_fixtures / "france" / "fichier.json").read_bytes())
    day, (first, *others) = document["Publications"].values()
    head = f'"DatePublication": {json.dumps(day)}, "PublicationDetail": {json.dumps([first])}'
    path = tmp_path / "fichier.json"
    path.write_text(f'{{"Publications": {{{head}, "PublicationDetail": {json.dumps(others)}}}}}')
    assert len(read_lists(path).entries) == len(others) + 1


def test_a_detail_that_is_no_object_is_not_passed_over(list_fixtures: Path, tmp_path: Path) -> None:
    document = json.loads((list_fixtures / "france" / "fichier.json").read_bytes())
    details = document["Publications"]["PublicationDetail"]
    details[-1] = [details[-1]]
    path = tmp_path / "fichier.json"
    path.write_text(json.dumps(document))
    with pytest.raises(ListFormatError, match="1 of its 4 details is not accounted for"):
        read_lists(path)
