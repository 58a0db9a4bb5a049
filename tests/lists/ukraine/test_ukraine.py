"""Ukraine's register as a workbook, and the table of the War & Sanctions portal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.snapshots.catalog import Nature
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

SHARED = ["row", "№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "Зміни", "п/н",
          "Тип обмеження", "Термін обмеження", "Дата закінчення обмеження", "Назва укр.",
          "Назва ориг.", "Назва альт."]  # fmt: skip
PERSONS = [*SHARED, "Дата народження", "Громадянство", "Додатково"]
COMPANIES = [*SHARED, "ОКПО/ЄДРПОУ", "ІПН", "Місце діяльності", "Додатково"]


def row(headings: list[str], number: int, name: str, **cells: object) -> list[object]:
    known: dict[str, Any] = {
        "№ указу": "109-2021", "Дата указу": date(2021, 3, 23), "п/н": number,
        "Дія щодо об'єкту санкцій": "застосування", "Назва укр.": name,
    }  # fmt: skip
    known |= {key.replace("_", " "): value for key, value in cells.items()}
    known |= {
        "Дата закінчення обмеження": cells.get("ends", ""),
        "№ указу": cells.get("decree", known["№ указу"]),
        "Дата указу": cells.get("signed", known["Дата указу"]),
    }
    return [known.get(heading, "") for heading in headings]


def person(number: int, name: str, **cells: object) -> list[object]:
    return row(PERSONS, number, name, **cells)


def company(number: int, name: str, **cells: object) -> list[object]:
    return row(COMPANIES, number, name, **cells)


PEOPLE = [
    person(1, "Тестов  Іван", Громадянство="RU, IL", **{"Дата народження": date(1962, 3, 4),
           "Назва ориг.": "Тестов Иван", "Назва альт.": "Ivan Testov; Vanya;"}),
    person(1, "Інша Особа"),
    person(2, "Скасований", Додатково="Скасовано Указом Президента України № 109/2021"),
    person(3, "Виключений", Додатково="паспорт\nВиключено згідно рішення"),
    person(4, "Минулий", ends=date(2021, 3, 22), signed=date(2018, 3, 22), decree="1-2018"),
    person(5, "Чинний", ends=date(2021, 3, 23), signed=date(2018, 3, 23), decree="1-2018"),
    person(6, "Знятий", **{"Дія щодо об'єкту санкцій": "скасування"}),
]  # fmt: skip
FIRMS = [
    company(1, "", **{"Назва ориг.": 'ООО "Цапля"', "ОКПО/ЄДРПОУ": "ОДРН1047796349864",
            "ІПН": "ІПН7729507377;"}),
    company(2, "", **{"ОКПО/ЄДРПОУ": "ЄДРПОУ44126040"}),
]  # fmt: skip


@pytest.fixture
def register(tmp_path: Path, workbook: Callable[..., bytes]) -> Callable[..., Path]:
    def save(people: list[list[object]], firms: list[list[object]]) -> Path:
        sheets = {"Фізичні особи": [PERSONS, *people], "Юридичні особи": [COMPANIES, *firms]}
        (tmp_path / "register.xlsx").write_bytes(workbook(sheets))
        return tmp_path / "register.xlsx"

    return save


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_the_register_keeps_what_is_in_force(register: Callable[..., Path]) -> None:
    lists = read_lists(register(PEOPLE, FIRMS))
    assert sorted(lists.entries["name"]) == sorted(
        ["Тестов Іван", "Інша Особа", "Чинний", 'ООО "Цапля"', "ЄДРПОУ44126040"]
    )
    first = lists.entries.iloc[0]
    assert (first["countries"], first["birth_date"]) == ("RU;IL", "1962-03-04")
    assert (first["listed_on"], first["programs"]) == ("2021-03-23", "109-2021")
    names = lists.names[lists.names["entry"] == first["entry"]]
    assert names["name"].tolist() == ["Тестов Іван", "Тестов Иван", "Ivan Testov", "Vanya"]
    numbers = lists.identifiers[["entry", "scheme", "value"]].to_numpy().tolist()
    assert numbers == [
        ["ua-nsdc:109-2021:l1", "registration", "1047796349864"],
        ["ua-nsdc:109-2021:l1", "tax", "7729507377"],
        ["ua-nsdc:109-2021:l2", "registration", "44126040"],
    ]


def test_the_register_says_what_it_leaves_out(register: Callable[..., Path]) -> None:
    with pytest.warns(ListWarning) as found:
        read_lists(register(PEOPLE, FIRMS))
    said = " ".join(str(one.message) for one in found)
    assert "left out 2 rows that a later decree took back" in said
    assert "left out 1 rows whose action is 'скасування'" in said
    assert "left out 1 rows whose term ended before the newest decree of the file, of 2021" in said


def test_two_rows_of_one_number_have_keys_of_their_own(register: Callable[..., Path]) -> None:
    one = read_lists(register(PEOPLE[:2], FIRMS)).entries["entry"]
    other = read_lists(register(PEOPLE[1::-1], FIRMS)).entries["entry"]
    assert one.is_unique
    assert set(one) == set(other)


@pytest.mark.parametrize("wrong", [company(9, ""), company(9, "A", decree="")])
def test_a_row_of_the_register_without_a_name_or_decree_is_refused(
    register: Callable[..., Path], wrong: list[object]
) -> None:
    with pytest.raises(ListFormatError, match="Юридичні особи, row 4 has the names"):
        read_lists(register(PEOPLE[:1], [*FIRMS, wrong]))


def test_a_register_without_rows_is_empty(register: Callable[..., Path]) -> None:
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_lists(register([], []))


def test_the_real_register_of_2021(shared: Path) -> None:
    with pytest.warns(ListWarning) as found:
        lists = read_lists(shared / "lists" / "ua-nsdc-xlsx")
    left_out = sum(int(str(one.message).split("left out ")[1].split()[0]) for one in found)
    assert len(lists.entries) + left_out == 5_743
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 3_919, "organization": 1_155,
    }  # fmt: skip
    assert lists.entries["entry"].is_unique
    lists.check()


@pytest.fixture
def ships(list_fixtures: Path) -> Lists:
    with pytest.warns(ListWarning, match="left out what is not listed: 1 'delisted_from_gur'"):
        return read_lists(list_fixtures / "war-sanctions")


def test_the_portals_ships_are_a_watch_list_and_no_sanction(ships: Lists) -> None:
    assert ships.snapshots[0].nature == Nature.WATCH_LIST
    assert ships.entries["name"].tolist() == ["BLUE HERON", "MAGPIE", "SHELLEST"]


def test_a_label_of_the_page_is_no_value(ships: Lists) -> None:
    magpie = ships.identifiers[ships.identifiers["entry"] == "ua-war-sanctions:67"]
    assert magpie[["scheme", "value", "current"]].to_numpy().tolist() == [
        ["imo_ship", "9000015", ""], ["mmsi", "273000222", ""],
    ]  # fmt: skip
    assert ships.entries["flag"].tolist() == ["russian federation", "", "Benin"]
    assert not ships.names["name"].str.contains("Flags").any()


def test_a_ship_of_the_portal_keeps_its_numbers_and_former_names(ships: Lists) -> None:
    heron = ships.identifiers[ships.identifiers["entry"] == "ua-war-sanctions:66"]
    assert heron[["scheme", "value", "current"]].to_numpy().tolist() == [
        ["imo_ship", "9000003", ""],
        ["mmsi", "572000111", "yes"],
        ["mmsi", "273000111", "no"],
        ["call_sign", "UBDT8", ""],
    ]
    names = ships.names[ships.names["entry"] == "ua-war-sanctions:66"]
    assert names["kind"].tolist() == ["primary", "former", "former"]
    yacht = ships.entries.iloc[2]
    assert yacht["remarks"] == "Built: 2011 / 2015"
    assert ("registration", "RS 150443") in set(
        zip(ships.identifiers["scheme"], ships.identifiers["value"], strict=True)
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("67,MAGPIE", "66,MAGPIE", "line 3 has the gur_id '66' again"),
        ("2004,listed", "2004,lifted", "the status 'lifted'; known are listed"),
        ("67,MAGPIE", ",MAGPIE", "line 3 has the gur_id ''"),
        ("BLUE HERON", "", "the name ''"),
        (",status", ",state", "it has no column status"),
        ("BLUE HERON", "BLUE, HERON", "line 2 has 12 cells under 11"),
        ("delisted_from_gur\n", "delisted_from_gur", "its last line does not end"),
    ],
)
def test_a_wrong_table_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (list_fixtures / "war-sanctions" / "ships.csv").read_text("utf-8")
    assert old in text
    (tmp_path / "ships.csv").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ListFormatError, match=said):
        read_lists(tmp_path)


def test_a_table_without_ships_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    lines = (list_fixtures / "war-sanctions" / "ships.csv").read_text("utf-8").splitlines(True)
    for rows in ([], lines[-1:]):
        (tmp_path / "ships.csv").write_text("".join([lines[0], *rows]), "utf-8")
        with pytest.raises(EmptyListError):
            read_lists(tmp_path)


def test_the_real_table_of_june_2026(shared: Path) -> None:
    with pytest.warns(ListWarning, match="10 'delisted_from_gur'"):
        lists = read_lists(shared / "lists" / "ua-gur-vessels-csv")
    assert len(lists.entries) == 1_404
    schemes = lists.identifiers["scheme"].value_counts().to_dict()
    assert (schemes["imo_ship"], schemes["registration"]) == (1_400, 2)
    numbers = lists.identifiers.set_index("value")["entry"]
    assert numbers["9161003"] == "ua-war-sanctions:66"
    lists.check()
