"""Birth dates and nationalities of a manifest's persons, through the front door."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import vscreen


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> vscreen.Lists:
    path = tmp_path_factory.mktemp("lists") / "own.csv"
    path.write_text(
        "id,kind,name,country,birth_date\n"
        "1,person,Ivan Petrovich Testov,Russia;Cyprus,4 March 1962\n"
        "2,organization,Heron Shipping LLC,Russia,\n",
        encoding="utf-8",
    )
    return vscreen.read_lists(path)


def screened(lists: vscreen.Lists, **columns: list[object]) -> vscreen.Result:
    return vscreen.screen(pd.DataFrame(columns, dtype=object), lists)


def test_a_birth_date_speaks_for_and_against_its_role_alone(lists: vscreen.Lists) -> None:
    result = screened(
        lists,
        shipper=["Ivan Petrovich Testov"] * 3,
        consignee=["", "Ivan Petrovich Testov", ""],
        shipper_birth_date=["1962-03-04", "", "1975-08-21"],
        consignee_birth_date=["", "1975-08-21", ""],
    )
    found = {(h.row, h.field): h.verdict for h in result.hits.itertuples()}
    assert found == {
        (0, "shipper"): "hit", (1, "shipper"): "hit", (1, "consignee"): "review",
        (2, "shipper"): "review",
    }  # fmt: skip
    assert result.verdicts["verdict"].tolist() == ["hit", "hit", "review"]
    assert (
        "birth date 1975-08-21 conflicts with the entry's 1962-03-04"
        in (result.verdicts["sentence"].iloc[2])
    )
    reasons = result.evidence["reason"].tolist()
    assert {"birth_date_equal", "birth_date_differs"} <= set(reasons)


@pytest.mark.parametrize(
    "cell", ["1962-03-04", pd.Timestamp("1962-03-04"), "4 de marzo de 1962", 22709, "04.03.1962"]
)
def test_a_birth_date_is_read_however_it_is_kept(lists: vscreen.Lists, cell: object) -> None:
    result = screened(lists, consignee=["Ivan Petrovich Testov"], consignee_birth_date=[cell])
    [reasons] = result.hits["reasons"]
    assert "birth_date_equal" in reasons or "birth_date_may_equal" in reasons


@pytest.mark.parametrize(
    ("nationality", "reason"),
    [("Russian", "nationality_agrees"), ("CY / GR", "nationality_agrees"),
     ("Greek", "nationality_differs")],
)  # fmt: skip
def test_a_nationality_speaks_for_or_against(
    lists: vscreen.Lists, nationality: str, reason: str
) -> None:
    result = screened(
        lists, consignee=["Ivan Petrovich Testov"], consignee_nationality=[nationality]
    )
    assert reason in result.hits["reasons"].iloc[0].split(";")
    assert result.verdicts["verdict"].tolist() == ["hit"]


def test_a_birth_date_that_cannot_be_read_keeps_its_row_from_being_clear(
    lists: vscreen.Lists,
) -> None:
    result = screened(
        lists, consignee=["Anna Smith"] * 3, consignee_birth_date=["31/02/1962", "n/a", "1962"]
    )
    assert result.verdicts["verdict"].tolist() == ["not_screened", "clear", "clear"]
    assert "31/02/1962" in result.verdicts["sentence"].iloc[0]
    assert result.run.unread == {"consignee_birth_date": 1}


def test_a_nationality_that_cannot_be_read_is_a_note_of_the_run(lists: vscreen.Lists) -> None:
    result = screened(
        lists, consignee=["Anna Smith"] * 2, consignee_nationality=["Ruritanian", "stateless"]
    )
    assert result.verdicts["verdict"].tolist() == ["clear", "clear"]
    assert any("'Ruritanian'" in note for note in result.run.notes)


@pytest.mark.parametrize(
    "columns",
    [
        ["Consignee", "Consignee Date of Birth", "Consignee Nationality"],
        ["Consignee", "DOB", "Nationality"],
        ["Name", "Date of birth (DD/MM/YYYY)", "Citizenship"],
        ["Receiver", "Geburtsdatum", "Staatsangehörigkeit"],
        ["Получатель", "Дата рождения", "Гражданство"],
        ["收货人", "出生日期", "国籍"],
        ["荷受人", "生年月日", "国籍"],
        ["Consignatario", "Fecha de nacimiento", "Nacionalidad"],
        ["Destinataire", "Date de naissance", "Nationalité"],
    ],
)
def test_headings_of_many_languages_say_whose_birth_date_it_is(
    lists: vscreen.Lists, columns: list[str]
) -> None:
    frame = pd.DataFrame([["Ivan Petrovich Testov", "1975-08-21", "Russia"]], columns=columns)
    [reasons] = vscreen.screen(frame, lists).hits["reasons"]
    assert {"birth_date_differs", "nationality_agrees"} <= set(reasons.split(";"))


def test_a_birth_date_of_nobody_knows_whom_is_left_out_and_told() -> None:
    frame = pd.DataFrame({"Shipper": ["A B"], "Consignee": ["C D"], "DOB": ["1975-08-21"]})
    mapping = vscreen.map_columns(frame.columns)
    assert list(mapping.values()) == ["shipper", "consignee"]
    notes = vscreen.screen(frame, vscreen.bundled_lists()).run.notes
    assert any("doesn't say whose" in note for note in notes)


def test_a_bare_nationality_beside_a_ship_is_nobodys() -> None:
    assert vscreen.map_columns(["Vessel", "Nationality", "Consignee"]) == {
        "Vessel": "vessel", "Consignee": "consignee"
    }  # fmt: skip


def test_a_look_up_takes_a_birth_date(lists: vscreen.Lists) -> None:
    screener = vscreen.Screener(lists)
    hits = screener.lookup(party="Ivan Petrovich Testov", party_birth_date=1975).hits
    assert hits["verdict"].tolist() == ["review"]


def test_a_file_says_the_same(lists: vscreen.Lists, tmp_path: Path) -> None:
    path = tmp_path / "passengers.csv"
    path.write_text("Name,DOB\nIvan Petrovich Testov,21 Aug 1975\n", encoding="utf-8")
    assert vscreen.screen(path, lists).verdicts["verdict"].tolist() == ["review"]
