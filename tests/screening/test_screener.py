from __future__ import annotations

import pickle  # a Screener must survive the trip to another process
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import vscreen
from vscreen import Lists, Policy, Screener, screen
from vscreen.errors import ManifestError
from vscreen.identifiers.imo import clean_imo


@pytest.fixture(scope="module")
def bundled() -> Lists:
    return vscreen.bundled_lists()


@pytest.fixture(scope="module")
def screener(bundled: Lists) -> Screener:
    return Screener(bundled)


def verdicts(screener: Screener, frame: pd.DataFrame, **options: object) -> list[str]:
    return screener.screen(frame, **options).verdicts["verdict"].tolist()


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([9161003, 9811000]),
        pd.Series([9161003.0, np.nan]),
        pd.Series(["9161003", None], dtype=object),
        pd.Series(["9161003", pd.NA], dtype="string"),
        pd.Series(["9161003", ""], dtype="str"),
        pd.Series([9161003, pd.NA], dtype="Int64"),
        pd.Series(["9161003", "x"], dtype="category"),
        pd.Series([9161003, None], dtype="int64[pyarrow]"),
    ],
    ids=lambda values: str(values.dtype),
)
def test_numbers_of_any_dtype_are_read(screener: Screener, values: pd.Series) -> None:
    assert verdicts(screener, pd.DataFrame({"imo": values}))[0] == "hit"


def test_headings_people_use_are_understood(screener: Screener) -> None:
    frame = pd.DataFrame({"Ship's Name": ["X"], "IMO No.": ["9161003"], "Port": ["?"]})
    result = screener.screen(frame)
    assert result.run.columns == {"Ship's Name": "vessel", "IMO No.": "imo"}
    assert result.verdicts["verdict"].tolist() == ["hit"]


def test_columns_can_be_mapped_by_hand(screener: Screener) -> None:
    frame = pd.DataFrame({"A": ["LADY R"], "Vessel": ["EVER GIVEN"]})
    assert verdicts(screener, frame, columns={"A": "vessel", "Vessel": None}) == ["hit"]


def test_a_frame_without_a_column_to_screen_is_refused(screener: Screener) -> None:
    with pytest.raises(ManifestError, match="Port"):
        screener.screen(pd.DataFrame({"Port": ["Rason"]}))


def test_every_party_column_is_screened_under_its_own_role(screener: Screener) -> None:
    frame = pd.DataFrame(
        {"Shipper": ["IBEX SHIPPING INC"], "Notify Party": ["IBEX SHIPPING INC"], "Owner": ["Z"]}
    )
    hits = screener.screen(frame).hits
    assert hits["field"].tolist() == ["shipper", "notify_party"]


def test_a_field_the_policy_leaves_out_is_not_screened(bundled: Lists) -> None:
    frame = pd.DataFrame({"vessel": ["EVER GIVEN"], "shipper": ["IBEX SHIPPING INC"]})
    result = screen(frame, bundled, Policy(fields=("vessel", "imo")))
    assert result.verdicts["verdict"].tolist() == ["clear"]
    assert "shipper" not in result.verdicts["sentence"].item()


def test_a_row_without_anything_to_read_is_not_screened(screener: Screener) -> None:
    frame = pd.DataFrame({"vessel": ["...", "", "OCEAN"], "imo": ["0", "1234568", ""]})
    assert verdicts(screener, frame) == ["not_screened", "not_screened", "clear"]


def test_free_text_without_a_number_is_not_screened(screener: Screener) -> None:
    frame = pd.DataFrame({"free_text": ["20 BAGS OF RICE", "PER LADY R IMO 9161003"]})
    assert verdicts(screener, frame) == ["not_screened", "hit"]


def test_a_list_without_ships_screens_no_ship(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("id,kind,name\n1,organization,IBEX SHIPPING INC\n", encoding="utf-8")
    lists = vscreen.read_lists(path)
    frame = pd.DataFrame({"vessel": ["OCEAN", "OCEAN"], "shipper": ["", "ACME"]})
    assert screen(frame, lists).verdicts["verdict"].tolist() == ["not_screened", "clear"]


def test_the_sentence_of_a_clear_row_says_what_was_screened(screener: Screener) -> None:
    frame = pd.DataFrame({"vessel": ["OCEAN"], "consignee": ["ACME"]})
    sentence = screener.screen(frame).verdicts["sentence"].item()
    assert sentence == (
        "Clear: vessel, consignee screened against jp-mofa, kr-mofa, un-1718, nothing found."
    )


def test_the_best_hit_speaks_for_its_row(screener: Screener) -> None:
    frame = pd.DataFrame({"vessel": ["LADY R"], "imo": ["9179842"]})
    result = screener.screen(frame)
    assert result.hits["verdict"].tolist() == ["hit", "review"]
    assert result.verdicts["sentence"].item() == result.hits["sentence"].iloc[0]
    assert result.verdicts["hits"].item() == 2
    assert result.verdicts["score"].item() == result.hits["score"].max()


def test_the_input_is_left_as_it_was(screener: Screener) -> None:
    frame = pd.DataFrame({"vessel": ["LADY R", None], "imo": [9161003, np.nan]}, index=[5, 5])
    before = frame.copy(deep=True)
    screener.screen(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_a_screener_works_the_same_in_another_process(screener: Screener) -> None:
    frame = pd.DataFrame({"vessel": ["LADY R", "ANGQRA"], "shipper": ["IBEX", "MG FLOT"]})
    sent = pickle.loads(pickle.dumps(screener))  # noqa: S301  # our own bytes
    pd.testing.assert_frame_equal(sent.screen(frame).hits, screener.screen(frame).hits)


def test_a_look_up_is_a_screening_of_one(screener: Screener) -> None:
    result = screener.lookup(vessel="NEW NAME", imo="9161003")
    assert result.hits["entry_name"].tolist() == ["LADY R"]
    assert len(result.verdicts) == 1


def test_the_run_record_says_what_was_done(screener: Screener) -> None:
    run = screener.screen(pd.DataFrame({"vessel": ["LADY R", "OCEAN", ""]})).run
    assert run.rows_in == 3
    assert run.verdicts == {"hit": 1, "review": 0, "not_screened": 1, "clear": 1}
    assert [record.list for record in run.lists] == ["jp-mofa", "kr-mofa", "un-1718"]
    assert all(len(record.hash) == 64 for record in run.lists)
    assert run.policy_hash == Policy().hash
    assert run.manifest == "DataFrame"


# --- the founding case ---------------------------------------------------------------------------

FOUNDING = {
    "MAIA-1": "9358010", "MARIA": "8517839", "LADY R": "9161003", "ANGARA": "9179842",
}  # fmt: skip


@pytest.mark.parametrize(("name", "imo"), FOUNDING.items())
def test_the_founding_ships_are_found(screener: Screener, name: str, imo: str) -> None:
    for fields in (
        {"vessel": name}, {"vessel": f"M/V {name}"}, {"vessel": name.lower()},
        {"vessel": "RENAMED", "imo": imo}, {"vessel": name, "imo": imo},
    ):  # fmt: skip
        result = screener.lookup(**fields)
        assert result.verdicts["verdict"].item() == "hit", fields
        assert result.hits["entry_name"].iloc[0] == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("МАЙЯ-1", "MAIA-1"), ("МАРИЯ", "MARIA"), ("ЛЕДИ Р", "LADY R"), ("АНГАРА", "ANGARA"),
        ("마이아-1", "MAIA-1"), ("마리아", "MARIA"), ("레이디 알", "LADY R"), ("앙가라", "ANGARA"),
        ("マリア", "MARIA"), ("アンガラ", "ANGARA"), ("マイア-1", "MAIA-1"),
    ],
)  # fmt: skip
def test_the_founding_ships_are_found_in_other_scripts(
    screener: Screener, written: str, name: str
) -> None:
    result = screener.lookup(vessel=written)
    assert result.verdicts["verdict"].item() in {"hit", "review"}
    assert name in set(result.hits["entry_name"])


@pytest.mark.parametrize("imo", ["9617923", "9615092", "9811000", "9242986"])
def test_maria_with_another_valid_imo_number_is_never_a_hit(screener: Screener, imo: str) -> None:
    hits = screener.lookup(vessel="MARIA", imo=imo).hits
    assert hits["verdict"].tolist() == ["review"]


# --- real files ----------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_every_ship_whose_imo_is_listed_is_a_hit_in_real_files(shared: Path) -> None:
    lists = vscreen.read_lists(shared / "lists" / "us-ofac-sdn-csv") + vscreen.bundled_lists()
    screener = Screener(lists)
    listed = lists.identifiers[lists.identifiers["scheme"] == "imo_ship"]
    manifests = shared / "manifests"
    for path in (
        *manifests.glob("port-calls-marinetraffic/*.csv"),
        *manifests.glob("eu-mrv-2023/*.xlsx"),
    ):
        manifest = vscreen.read_manifest(path)
        result = screener.screen(manifest)
        assert len(result.verdicts) == len(manifest.frame)
        column = next(name for name, field in manifest.columns.items() if field == "imo")
        numbers = manifest.frame[column].map(clean_imo)
        expected = numbers.isin(set(listed["value"])) & (numbers != "")
        assert expected.any()
        assert set(result.verdicts["verdict"][expected]) == {"hit"}


def test_a_cell_of_thousands_of_digits_is_screened_like_any_other() -> None:
    frame = pd.DataFrame({"vessel": ["9" * 1900, "LADY R"], "shipper": ["8" * 2000, ""]})
    verdicts = screen(frame, vscreen.bundled_lists()).verdicts["verdict"]
    assert verdicts.tolist() == ["clear", "hit"]
