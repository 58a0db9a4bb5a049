"""A subject of the UK's lists: its kind and its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.files.source import Source
from vscreen.lists.slips import Slips
from vscreen.lists.uk.subject import by_kind, find_kind, lead_entry, name_kind
from vscreen.schema import Kind, NameKind


@pytest.fixture
def slips(tmp_path: Path) -> Slips:
    return Slips(Source(tmp_path / "x.csv", b""), "rows")


def test_names_are_told_by_their_type(slips: Slips) -> None:
    kinds = [name_kind(slips, "RUS1", text) for text in ("Primary Name", "", "f.k.a", "AKA", "x")]
    assert list(map(str, kinds)) == ["primary", "primary", "former", "strong_alias", "strong_alias"]
    (warning,) = slips.warnings()
    assert warning.endswith("rows with a name of the type 'x', read as an alias: RUS1")


def test_a_weak_name_stays_weak(slips: Slips) -> None:
    assert name_kind(slips, "RUS1", "Alias", "Low quality a.k.a") == NameKind.WEAK_ALIAS
    assert name_kind(slips, "RUS1", "Alias", "Good quality a.k.a") == NameKind.STRONG_ALIAS


@pytest.mark.parametrize(
    ("printed", "row", "kind"),
    [
        ("SHIPS", {}, Kind.VESSEL),
        ("organisation", {}, Kind.ORGANIZATION),
        ("", {"Type of ship": "Oil tanker"}, Kind.VESSEL),
        ("?", {"D.O.B": "1951"}, Kind.PERSON),
        ("?", {}, Kind.ORGANIZATION),
    ],
)
def test_a_type_that_is_not_known_is_told_by_the_rest(
    slips: Slips, printed: str, row: dict[str, str], kind: Kind
) -> None:
    assert find_kind(slips, "RUS1", printed, [row]) == kind


def test_rows_of_two_kinds_are_two_subjects(slips: Slips) -> None:
    rows = [{"Designation Type": text} for text in ("Ship", "Entity", "", "ship")]
    found = {key: (kind, len(own)) for key, kind, own in by_kind(slips, {"RUS1": rows})}
    assert found == {"RUS1": (Kind.VESSEL, 3), "RUS1-organization": (Kind.ORGANIZATION, 1)}


def test_a_ship_without_a_name_is_called_by_its_number(slips: Slips) -> None:
    ship = lead_entry(slips, "RUS1", Kind.VESSEL, [], [{"IMO number": "IMO9000003"}])
    assert ship is not None
    assert ship.name == "IMO 9000003"
    assert lead_entry(slips, "RUS2", Kind.VESSEL, [], [{}]) is None
