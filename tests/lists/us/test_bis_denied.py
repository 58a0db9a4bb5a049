"""The Denied Persons List: the rows of the consolidated list, with its keys."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from listing import edited, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.us import csl
from vscreen.lists.us.bis_denied import READER
from vscreen.lists.us.csl import named_key
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.snapshots.subjects import subjects

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")

MEANING = (
    "US: no part in any transaction with items under the export rules (EAR), as long as the order "
    "runs (no asset freeze)"
)


@pytest.fixture
def dpl(list_fixtures: Path) -> Snapshot:
    (snapshot,) = read_as(READER, list_fixtures / "bis-denied")
    return snapshot


def test_the_denied_persons_are_those_of_the_consolidated_list(
    dpl: Snapshot, list_fixtures: Path
) -> None:
    assert (dpl.list, dpl.entries["name"].tolist()) == (
        "us-dpl", ["I. EXAMPLE", "ENDED EXPORTS LTD", "ANNA (A.K.A. NINA) SAMPLE"],
    )  # fmt: skip
    denied = dpl.entries.set_index("entry").loc["us-dpl:" + named_key("DPL", "I. EXAMPLE")]
    assert (denied["listed_on"], denied["countries"]) == ("2002-03-04", "US")
    assert denied["legal_basis"] == "67 F.R. 1 3/11/02"
    assert "908 INVENTED ROAD, RICHARDSON, TX, 75081" in denied["remarks"]
    anna = named_key("DPL", "ANNA (A.K.A. NINA) SAMPLE")
    assert names(Lists((dpl,)), f"us-dpl:{anna}")["NINA"] == "strong_alias"
    both = Lists((dpl, *read_as(csl.READER, list_fixtures / "csl" / "columns-29.csv")))
    found = subjects(both)
    assert found["subject"].duplicated().any()


def test_each_order_says_until_when_it_runs_and_one_that_ended_says_so(dpl: Snapshot) -> None:
    assert dict(zip(dpl.entries["name"], dpl.entries["forbids"], strict=True)) == {
        "I. EXAMPLE": f"US: denied export privileges until 2056-06-29;{MEANING}",
        "ENDED EXPORTS LTD": dpl.entries["forbids"][1],
        "ANNA (A.K.A. NINA) SAMPLE": (
            "US: denied export privileges, no end stated (not the standard order: read it)"
        ),
    }
    assert dpl.entries["forbids"][1].startswith(
        "US: denied export privileges until 2020-01-05: ended before the list of 2022-09-02"
    )
    assert dpl.entries["measures"].str.split(";").str[0].tolist() == [
        "trade_ban", "notice", "trade_ban",
    ]  # fmt: skip


def test_an_order_that_ends_before_it_begins_is_a_misprint_and_has_not_ended(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = list_fixtures / "bis-denied" / "dpl.txt"
    edited(path, tmp_path, '"01/05/2015"\t"01/05/2020"', '"01/05/2015"\t"01/05/2002"')
    assert read_lists(tmp_path).entries["measures"][1] == "trade_ban"


def test_every_row_is_accounted_for(list_fixtures: Path, tmp_path: Path) -> None:
    path = list_fixtures / "bis-denied" / "dpl.txt"
    edited(path, tmp_path, '"ENDED EXPORTS LTD"', '""')
    (snapshot,) = read_lists(tmp_path)
    (receipt,) = snapshot.receipts
    assert receipt.sentence == "4 rows = 2 entries + 1 adding to an entry + 1 without a name"
    assert any("without a name (line 4)" in warning for warning in snapshot.warnings)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("_", " "),
        lambda text: text.upper().replace("\r", ""),
        lambda text: text.replace('"', ""),
        lambda text: text.replace("\t", ";"),
        lambda text: text.replace("\n", "\t\n"),
        lambda text: text.replace("\n", '\t"x"\n').replace('Citation"\t"x"', 'Citation"\t"New"'),
        lambda text: text.replace("\n", "\r\n") + "\r\n\r\n",
        lambda text: "\ufeff" + text,
        lambda text: text.replace("06/29/2056", "2056-06-29"),
        lambda text: text.replace("06/29/2056", "2056-06-29 00:00:00"),
    ],
    ids=["blanks", "upper", "bare", "semicolons", "more tabs", "a column more", "blank lines",
         "mark", "ISO dates", "ISO times"],
)  # fmt: skip
def test_the_same_rows_written_otherwise_are_the_same_list(
    dpl: Snapshot, list_fixtures: Path, tmp_path: Path, change: Callable[[str], str]
) -> None:
    text = (list_fixtures / "bis-denied" / "dpl.txt").read_text("utf-8")
    (tmp_path / "dpl.txt").write_text(change(text), "utf-8", newline="")
    (other,) = read_as(READER, tmp_path)
    for column in ("entry", "name", "kind", "listed_on", "measures", "forbids"):
        assert other.entries[column].tolist() == dpl.entries[column].tolist()


def test_a_whole_last_row_whose_line_does_not_end_is_a_warning_and_half_of_it_is_refused(
    dpl: Snapshot, list_fixtures: Path, tmp_path: Path
) -> None:
    path = list_fixtures / "bis-denied" / "dpl.txt"
    cut = edited(path, tmp_path, '""\t""\n', '""\t"87 F.R. 5"')
    (other,) = read_lists(tmp_path)
    assert other.entries["entry"].tolist() == dpl.entries["entry"].tolist()
    assert any("its last line does not end, but" in warning for warning in other.warnings)
    cut.write_bytes(cut.read_bytes()[:-1])
    with pytest.raises(ListFormatError, match=r"dpl\.txt: "):
        read_lists(tmp_path)


def test_a_strange_date_costs_a_warning(list_fixtures: Path, tmp_path: Path) -> None:
    edited(list_fixtures / "bis-denied" / "dpl.txt", tmp_path, "01/05/2020", "for ever")
    (snapshot,) = read_lists(tmp_path)
    assert any(
        "is no date as 06/19/2003: line 4 ('for ever')" in text for text in snapshot.warnings
    )
    assert snapshot.entries["forbids"][1] == "US: denied export privileges until for ever"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"MIAMI"', '"MIAMI"\t"FLORIDA"', "line 4 has 13 cells under 12 headings: 'ENDED EXPORTS"),
        ('"MIAMI"\t', "", "line 4 has 11 cells under 12 headings"),
        ('""\t""\n', '""\t"FR', "is not whole"),
    ],
)
def test_a_row_that_slipped_is_refused_and_quoted(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "bis-denied" / "dpl.txt", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_two_files_joined_into_one_are_refused(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "bis-denied" / "dpl.txt").read_text("utf-8")
    (tmp_path / "dpl.txt").write_text(text + text, "utf-8", newline="")
    with pytest.raises(ListFormatError, match="holds the headings again, so two files were joined"):
        read_lists(tmp_path)


def test_a_heading_with_a_damaged_byte_is_refused(list_fixtures: Path, tmp_path: Path) -> None:
    data = (list_fixtures / "bis-denied" / "dpl.txt").read_bytes()
    (tmp_path / "dpl.txt").write_bytes(data.replace(b"Expiration_Date", b"Expiration\xe9Date", 1))
    with pytest.raises(ListFormatError, match="its headings are damaged: it lacks expirationdate"):
        read_lists(tmp_path)


def test_a_file_in_windows_1252_is_read_with_a_warning(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "bis-denied" / "dpl.txt").read_text("utf-8")
    accented = text.replace("ENDED EXPORTS", "EXPORTACIÓN PEÑA")
    (tmp_path / "dpl.txt").write_bytes(accented.encode("cp1252"))
    (snapshot,) = read_lists(tmp_path)
    assert any("EXPORTACIÓN PEÑA" in name for name in snapshot.entries["name"])
    assert any("read as Windows-1252" in warning for warning in snapshot.warnings)


def test_the_denied_persons_of_september_2022(shared: Path) -> None:
    (snapshot,) = read_as(READER, shared / "lists" / "us-bis-dpl-txt" / "dpl.txt")
    text = (shared / "lists" / "us-bis-dpl-txt" / "dpl.txt").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    assert len(rows) == 581
    assert len(snapshot.entries) == len({" ".join(row["Name"].split()) for row in rows}) == 459
    (receipt,) = snapshot.receipts
    assert receipt.sentence == "581 rows = 459 entries + 122 adding to an entry"
    assert set(snapshot.entries["measures"]) == {"trade_ban"}
    Lists((snapshot,)).check()


def test_headings_without_rows_are_an_empty_list(list_fixtures: Path, tmp_path: Path) -> None:
    heading, _, _ = (list_fixtures / "bis-denied" / "dpl.txt").read_text("utf-8").partition("\n")
    (tmp_path / "list.csv").write_text(f"{heading}\n", "utf-8", newline="")
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_as(READER, tmp_path)
