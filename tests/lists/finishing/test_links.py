"""Which entry a link's name means."""

from __future__ import annotations

import pytest

from vscreen import Kind, NameKind, Relation, Scheme
from vscreen.lists.finishing.links import resolve_links
from vscreen.lists.reading import ListEntry

FIRM = Kind.ORGANIZATION


def target(printed: str, *entries: ListEntry, key: str = "") -> list[str]:
    ship = ListEntry("ship", Kind.VESSEL, "BLUE HERON")
    ship.add_link(Relation.OWNER, printed, key=key)
    resolve_links([ship, *entries])
    [keys] = ship.links.values()
    return keys


@pytest.mark.parametrize(
    "printed", ["HERON CO., LTD.", "Heron Co., Ltd.", "heron  co ltd", "HERON CO., LTD"]
)
def test_a_name_is_found_without_regard_to_case_and_marks(printed: str) -> None:
    assert target(printed, ListEntry("1", FIRM, "HERON CO., LTD.")) == ["1"]


def test_an_alias_of_one_entry_alone_is_a_target_and_a_primary_name_comes_first() -> None:
    one, two, three = (ListEntry(key, FIRM, f"FIRM {key}") for key in "123")
    for firm, names in ((one, ("YAS AIR", "SHARED", "FIRM 3")), (two, ("SHARED",))):
        for name in names:
            firm.add_name(name, NameKind.STRONG_ALIAS)
    assert target("Yas Air", one, two, three) == ["1"]
    assert target("Shared", one, two, three) == []
    assert target("firm 3", one, two, three) == ["3"]


def test_a_name_that_two_entries_share_points_at_neither() -> None:
    assert target("IBEX", ListEntry("1", FIRM, "IBEX"), ListEntry("2", FIRM, "IBEX")) == []
    assert target("ibex", ListEntry("1", FIRM, "IBEX"), ListEntry("2", FIRM, "Ibex")) == []


def test_of_entries_that_share_a_name_a_number_or_a_key_tells_which() -> None:
    firms = [ListEntry(key, FIRM, "IBEX") for key in "12"]
    for firm, number in zip(firms, ("6183435", "5963351"), strict=True):
        firm.add_identifier(Scheme.IMO_COMPANY, number)
    assert target("IBEX (IMO 5963351)", *firms) == ["2"]
    assert target("IBEX", *firms, key="2") == ["2"]
    assert target("IBEX", *firms, key="gone") == []


def test_no_entry_is_linked_to_itself_by_its_name() -> None:
    assert target("Blue Heron") == []
