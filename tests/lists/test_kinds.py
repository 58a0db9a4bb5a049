"""What a record without a type is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from vscreen import Lists, screen
from vscreen.errors import ListWarning
from vscreen.files.source import Source
from vscreen.lists.kinds import NOTHING, kind_by_evidence, with_ships
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import Kind, Scheme
from vscreen.snapshots.read import read_lists, take_snapshot


@pytest.mark.parametrize(
    ("ship", "person", "kind"),
    [
        (["9161003"], [], Kind.VESSEL),
        (["", "Crude Oil Tanker"], [""], Kind.VESSEL),
        ([""], ["1970"], Kind.PERSON),
        ([], [], Kind.ORGANIZATION),
        (["  "], ["\t"], Kind.ORGANIZATION),
        (["9161003"], ["1970"], Kind.VESSEL),
    ],
)
def test_a_record_is_what_its_cells_say(ship: list[str], person: list[str], kind: Kind) -> None:
    assert kind_by_evidence(ship=ship, person=person) == kind


@pytest.mark.parametrize("word", sorted(NOTHING))
def test_a_word_for_nothing_is_no_evidence_in_whatever_case(word: str) -> None:
    assert kind_by_evidence(ship=[f" {word.upper()} "], person=[word]) == Kind.ORGANIZATION


def test_who_may_be_a_ship_is_found_in_either_field_of_a_manifest() -> None:
    firm = ListEntry("17", Kind.ORGANIZATION, "GREY HULL", may_be_ship=True)
    firm.add_identifier(Scheme.IMO_COMPANY, "6183435")
    firm.add_identifier(Scheme.TAX, "770")
    same, ship = with_ships([firm])
    assert same is firm
    assert (ship.key, ship.kind, ship.records) == ("17-ship", Kind.VESSEL, 0)
    assert list(ship.identifiers) == [(Scheme.TAX, "770")]
    reading = assemble("x", [firm, ship], reader="x", version="1", sources=[Source(Path("x"), b"")])
    lists = Lists((take_snapshot(reading),))
    frame = pd.DataFrame({"vessel": ["GREY HULL", ""], "consignee": ["", "GREY HULL"]})
    assert screen(frame, lists).verdicts["verdict"].tolist() == ["hit", "hit"]


def test_the_number_of_who_may_be_a_ship_is_a_ships_own(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(
        "Embargos;Number;Firstname;Lastname;Wholename;type\nPRK;;;;HERON (IMO 9161003);\n", "utf-8"
    )
    with pytest.warns(ListWarning):
        lists = read_lists(file)
    kinds = lists.entries.set_index("entry")["kind"]
    numbers = lists.identifiers.assign(kind=lists.identifiers["entry"].map(kinds))
    assert numbers[["kind", "scheme"]].to_numpy().tolist() == [
        ["organization", "imo_mentioned"], ["vessel", "imo_ship"],
    ]  # fmt: skip
    other_name = pd.DataFrame({"vessel": ["EVER GIVEN"], "imo": ["9161003"]})
    assert screen(other_name, lists).verdicts["verdict"].tolist() == ["hit"]
