"""Ukraine's register of sanctions as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from listing import read_as

from vscreen.errors import EmptyListError, ListWarning
from vscreen.lists.ukraine.nsdc import READER

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


def test_a_wrong_day_of_a_decree_takes_nobody_out_of_force(register: Callable[..., Path]) -> None:
    people = [
        person(1, "Перший", ends=date(2024, 3, 23)),
        person(2, "Другий", ends="23.03.2024"),
        person(3, "Третій", signed=date(2121, 3, 23)),
        person(4, "Четвертий", signed="23.03.2021", ends="22.03.2021"),
    ]
    with pytest.warns(ListWarning) as found:
        lists = read_as(READER, register(people, []))
    assert lists.entries["name"].tolist() == ["Перший", "Другий", "Третій"]
    told = "\n".join(str(warning.message) for warning in found)
    assert "the decree 109-2021, signed in another year: 2121-03-23: Фізичні особи, row 4" in told
    assert "1 of 4 rows set aside, no longer in force on 2021-03-23" in told


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_a_column_that_is_new_is_a_remark(tmp_path: Path, workbook: Callable[..., bytes]) -> None:
    rows = [[*COMPANIES, "Судно", "Прапор"], [*company(1, "Цапля"), "GREY HULL, IMO 9000003", ""]]
    (tmp_path / "register.xlsx").write_bytes(workbook({"Юридичні особи": rows}))
    lists = read_as(READER, tmp_path / "register.xlsx")
    assert lists.entries["remarks"].tolist() == ["Судно: GREY HULL, IMO 9000003"]
    assert lists.identifiers[["scheme", "value"]].to_numpy().tolist() == [
        ["imo_mentioned", "9000003"]
    ]


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_the_register_keeps_what_is_in_force(register: Callable[..., Path]) -> None:
    lists = read_as(READER, register(PEOPLE, FIRMS))
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


@pytest.mark.parametrize(
    ("printed", "measures", "words"),
    [
        ("заборона або обмеження заходження іноземних невійськових суден до портів", "port_ban",
         "its ships may not enter"),
        ("1) блокування активів - тимчасове обмеження права особи; 2) обмеження торговельних "
         "операцій (повне припинення)", "asset_freeze;trade_ban", "assets frozen"),
        ("2) запобігання виведенню капіталів за межі України", "financial_restrictions", "capital"),
        ("припинення культурних обмінів", "asset_freeze;trade_ban", "what the decree names"),
    ],
)  # fmt: skip
def test_each_decrees_own_words_say_what_it_forbids(
    register: Callable[..., Path], printed: str, measures: str, words: str
) -> None:
    firm = company(1, "ТОВ Чапля", Додатково="член комісії з цінних паперів", Тип_обмеження=printed)
    entry = read_as(READER, register([], [firm])).entries.iloc[0]
    assert entry["measures"] == measures
    assert words in entry["forbids"]


def test_the_register_says_what_it_leaves_out(register: Callable[..., Path]) -> None:
    with pytest.warns(ListWarning) as found:
        read_as(READER, register(PEOPLE, FIRMS))
    warned = " ".join(str(warning.message) for warning in found)
    assert "2 of 9 rows set aside, taken back by a later decree" in warned
    assert "1 of 9 rows set aside, lifted by a decree (109-2021:p6)" in warned
    assert "1 of 9 rows set aside, no longer in force on 2021-03-23, the day of the" in warned


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_headings_are_known_however_they_are_written_and_some_may_lack(
    tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    lacking = [PERSONS.index(heading) for heading in ("Назва альт.", "Зміни")]
    other = [heading.upper().replace("'", "’").replace(" ", "\n") for heading in PERSONS]
    rows = [[cell for place, cell in enumerate(cells) if place not in lacking]
            for cells in (other, *PEOPLE, other)]  # fmt: skip
    (tmp_path / "register.xlsx").write_bytes(workbook({"Особи": [["Реєстр"], *rows]}))
    lists = read_as(READER, tmp_path / "register.xlsx")
    assert sorted(lists.entries["name"]) == ["Інша Особа", "Тестов Іван", "Чинний"]
    assert set(lists.entries["kind"]) == {"person"}
    (receipt,) = lists.snapshots[0].receipts
    assert (receipt.records, len(receipt.set_aside)) == (8, 5)


def test_two_rows_of_one_number_have_keys_of_their_own(register: Callable[..., Path]) -> None:
    entries = read_as(READER, register(PEOPLE[:2], FIRMS)).entries["entry"]
    other = read_as(READER, register(PEOPLE[1::-1], FIRMS)).entries["entry"]
    assert entries.is_unique
    assert set(entries) == set(other)


@pytest.mark.parametrize(
    ("wrong", "message", "entries"),
    [
        (company(9, ""), r"1 of 4 rows set aside, without a name \(109-2021:l9\)", 3),
        (company(9, "A", decree=""), "rows without a decree: Юридичні особи, row 4", 4),
        (company(9, "A", signed="колись"), "rows signed on 'колись', which is no date", 4),
        (company(9, "A", **{"Дія щодо об'єкту санкцій": "зміна"}),
         "whose action is 'зміна', kept as in force: Юридичні особи, row 4", 4),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_a_slip_in_a_row_costs_a_warning_and_no_other_row(
    register: Callable[..., Path], wrong: list[object], message: str, entries: int
) -> None:
    with pytest.warns(ListWarning, match=message):
        lists = read_as(READER, register(PEOPLE[:1], [*FIRMS, wrong]))
    assert len(lists.entries) == entries


def test_a_register_without_rows_is_empty(register: Callable[..., Path]) -> None:
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_as(READER, register([], []))


def test_the_real_register_of_2021(shared: Path) -> None:
    with pytest.warns(ListWarning) as found:
        lists = read_as(READER, shared / "lists" / "ua-nsdc-xlsx")
    assert len(found) == 3
    assert "of the decree 82-2019, signed in another year: 2021-06-24" in str(found[0].message)
    receipt = lists.snapshots[0].receipts[0]
    assert (receipt.records, receipt.entries, receipt.merged) == (5_743, 5_074, 0)
    assert lists.entries["kind"].value_counts().to_dict() == {
        "person": 3_919, "organization": 1_155,
    }  # fmt: skip
    assert lists.entries["entry"].is_unique
    lists.check()
