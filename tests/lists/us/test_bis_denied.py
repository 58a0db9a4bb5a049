"""The Denied Persons List: the rows of the consolidated list, with its keys."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from listing import names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.us import csl
from vscreen.lists.us.bis_denied import READER
from vscreen.lists.us.csl import named_key
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.snapshots.subjects import subjects

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.fixture
def dpl(list_fixtures: Path) -> Snapshot:
    (snapshot,) = read_as(READER, list_fixtures / "bis-denied")
    return snapshot


def test_the_denied_persons_are_those_of_the_consolidated_list(
    dpl: Snapshot, list_fixtures: Path
) -> None:
    assert (dpl.list, dpl.entries["name"].tolist()) == (
        "us-dpl", ["I. EXAMPLE", "ANNA (A.K.A. NINA) SAMPLE"],
    )  # fmt: skip
    denied = dpl.entries.set_index("entry").loc["us-dpl:" + named_key("DPL", "I. EXAMPLE")]
    assert (denied["listed_on"], denied["countries"]) == ("2002-03-04", "US")
    assert denied["legal_basis"] == "67 F.R. 1 3/11/02"
    assert "908 INVENTED ROAD, RICHARDSON, TX, 75081" in denied["remarks"]
    anna = named_key("DPL", "ANNA (A.K.A. NINA) SAMPLE")
    assert names(Lists((dpl,)), f"us-dpl:{anna}")["NINA"] == "strong_alias"
    both = Lists((dpl, *read_as(csl.READER, list_fixtures / "csl" / "columns-29.csv")))
    found = subjects(both)
    assert found["subject"].duplicated().sum() == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"I. EXAMPLE"', '""', "line 2 has no name"),
        ("06/29/2056", "2056-06-29", "the date '2056-06-29'"),
        ('"MIAMI"', '"MIAMI"\t""', "13 cells under 12 headings"),
    ],
)
def test_a_wrong_row_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (list_fixtures / "bis-denied" / "dpl.txt").read_text("utf-8")
    (tmp_path / "dpl.txt").write_text(text.replace(old, new), "utf-8", newline="")
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_the_denied_persons_of_september_2022(shared: Path) -> None:
    (snapshot,) = read_as(READER, shared / "lists" / "us-bis-dpl-txt" / "dpl.txt")
    text = (shared / "lists" / "us-bis-dpl-txt" / "dpl.txt").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    assert len(rows) == 581
    assert len(snapshot.entries) == len({" ".join(row["Name"].split()) for row in rows}) == 459
    Lists((snapshot,)).check()


def test_headings_without_rows_are_an_empty_list(list_fixtures: Path, tmp_path: Path) -> None:
    heading, _, _ = (list_fixtures / "bis-denied" / "dpl.txt").read_text("utf-8").partition("\n")
    (tmp_path / "list.csv").write_text(f"{heading}\n", "utf-8", newline="")
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_as(READER, tmp_path)
