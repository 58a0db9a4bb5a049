"""Guards: a list that lost something is refused by name, with what was expected and seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vscreen.errors import CanaryMissingError, EmptyListError, ListWarning, ShrunkListError
from vscreen.lists import Source
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import ENTRIES, IDENTIFIERS, NAMES, Kind, Scheme
from vscreen.snapshots import guards
from vscreen.snapshots.catalog import Canary, Guard, Nature, Range, catalog
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists, take_snapshot
from vscreen.snapshots.snapshot import Snapshot

GUARD = replace(catalog()["us-sdn"], ranges=(), canaries=())


def ships(count: int, *, numbered: int = 0, list_id: str = "mine") -> Snapshot:
    entries = [ListEntry(str(number), Kind.VESSEL, f"HERON {number}") for number in range(count)]
    for entry in entries[:numbered]:
        entry.add_identifier(Scheme.IMO_SHIP, f"{9_000_000 + int(entry.key)}")
    return take_snapshot(assemble(list_id, entries, reader="own", version="1", sources=[]))


def short(guard: Guard, snapshot: Snapshot) -> list[str]:
    return [str(error) for error in guards.shortages("mine", guard, snapshot.measures)]


def test_what_is_measured_in_a_list() -> None:
    assert ships(4, numbered=3).measures == {
        "entries": 4, "names": 4, "vessels": 4, "organizations": 0, "persons": 0, "aircraft": 0,
        "imo_share": 0.75,
    }  # fmt: skip
    frames = ENTRIES.build(), NAMES.build(), IDENTIFIERS.build()
    assert "imo_share" not in guards.measure(*frames)


def test_a_number_kept_as_printed_is_no_imo_number() -> None:
    ship = ListEntry("1", Kind.VESSEL, "HERON")
    ship.add_identifier(Scheme.IMO_SHIP, "does not exist")
    reading = assemble("mine", [ship], reader="own", version="1", sources=[])
    assert take_snapshot(reading).measures["imo_share"] == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Range("entries", 5, None), "mine holds 4 entries and should hold at least 5; download"),
        (Range("names", 6, None), "mine holds 4 names and should hold at least 6; download"),
        (Range("persons", 1, None), "mine holds 0 persons and should hold at least 1; download"),
        (
            Range("imo_share", 0.9, None),
            "mine has an IMO number for 75% of its vessels and should hold at least 90%; download",
        ),
        (Range("program EL", 1, None), "mine holds 0 entries of the program EL and should hold"),
        (Range("entries", 4, None), None),
        (Range("imo_share", 0.75, None), None),
    ],
)
def test_too_little_of_anything_is_a_shrunk_list(asked: Range, said: str | None) -> None:
    found = short(replace(GUARD, ranges=(asked,)), ships(4, numbered=3))
    assert len(found) == (said is not None)
    assert not said or said in found[0]
    assert not found or GUARD.url in found[0]


def test_a_share_of_ships_is_not_asked_of_a_list_without_ships() -> None:
    person = assemble(
        "mine", [ListEntry("1", Kind.PERSON, "A")], reader="own", version="1", sources=[]
    )
    guard = replace(GUARD, ranges=(Range("imo_share", 0.9, None),))
    assert short(guard, take_snapshot(person)) == []


def test_an_empty_list_is_called_empty_and_nothing_else() -> None:
    seen = guards.measure(ENTRIES.build(), NAMES.build(), IDENTIFIERS.build())
    found = list(guards.shortages("us-sdn", catalog()["us-sdn"], seen))
    assert [type(error) for error in found] == [EmptyListError]


def test_more_than_ever_is_a_sentence() -> None:
    guard = replace(GUARD, ranges=(Range("persons", 0, 9), Range("vessels", 0, 3)))
    seen = ships(4).measures
    assert list(guards.surpluses("mine", guard, seen)) == [
        "mine: 4 vessels are more than it was thought to have"
    ]


def test_a_lost_canary_is_named_with_the_remedy() -> None:
    entries = [ListEntry("306", Kind.ORGANIZATION, "BANCO NACIONAL DE CUBA")]
    one = assemble("us-sdn", entries, reader="own", version="1", sources=[])
    guard = replace(
        GUARD,
        canaries=(
            Canary("entry", "306", "BANCO NACIONAL DE CUBA"),
            Canary("imo_ship", "7937317", "CHONG CHON GANG"),
            Canary("entry", "4697", "HIZBALLAH"),
        ),
    )
    found = list(guards.lost_canaries("us-sdn", guard, one.entries, one.identifiers))
    assert [type(error) for error in found] == [CanaryMissingError]
    assert str(found[0]).startswith(
        "the list us-sdn lacks CHONG CHON GANG (imo_ship 7937317), HIZBALLAH (entry 4697), "
        "which should be on it; download it again from https://"
    )


def test_check_misses_a_canary_of_a_list_that_is_large_enough() -> None:
    korea = next(one for one in bundled_lists() if one.list == "kr-mofa")
    others = korea.identifiers[korea.identifiers["value"] != "8517839"]
    with pytest.raises(CanaryMissingError, match=r"kr-mofa lacks MARIA \(imo_ship 8517839\)"):
        Lists((replace(korea, identifiers=others),)).check()
    Lists((korea,)).check()


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [(100, 90, 0), (100, 89, 2), (100, 200, 0), (8, 6, 0), (8, 5, 2), (2, 0, 0)],
)
def test_a_list_may_lose_a_tenth_at_once_and_two_whatever_its_size(
    before: int, now: int, lost: int
) -> None:
    old, new = ({"entries": count, "vessels": count} for count in (before, now))
    found = [str(error) for error in guards.losses("mine", None, old, new)]
    assert len(found) == lost
    assert not lost or "at most 10% may go at once: look at what changed" in found[0]


def test_check_compares_with_the_previous_snapshots() -> None:
    now, before = Lists((ships(80),)), Lists((ships(100), ships(9, list_id="other")))
    now.check()
    with pytest.raises(ShrunkListError, match="holds 80 entries and held 100 before, 20 fewer"):
        now.check(previous=before)
    now.check(previous=Lists((ships(85),)))


def test_how_much_a_list_may_lose_is_data() -> None:
    old, new = ({"entries": count, "vessels": 0} for count in (100, 60))
    assert list(guards.losses("mine", replace(GUARD, max_shrink=0.5), old, new)) == []
    assert list(guards.losses("mine", replace(GUARD, max_shrink=0.3), old, new))


def test_every_bundled_list_keeps_its_canaries() -> None:
    for snapshot in bundled_lists():
        assert snapshot.list == "jp-mofa" or catalog()[snapshot.list].canaries
    bundled_lists().check()


def test_a_list_of_an_unknown_nature_is_a_sanction_and_verified() -> None:
    assert (ships(1).nature, ships(1).verified) == (Nature.SANCTION, True)


def test_a_reader_that_saw_no_real_file_says_so(tmp_path: Path) -> None:
    source = Source(tmp_path / "x.csv", b"")
    entries = [ListEntry("1", Kind.VESSEL, "HERON")]
    reading = assemble("mine", entries, reader="odd", version="1", sources=[source], verified=False)
    snapshot = take_snapshot(reading)
    assert not snapshot.verified
    assert snapshot.warnings == (
        "mine: the reader odd was never run on a real file of it; compare its counts",
    )


def test_the_older_edition_lost_too_much(shared: Path) -> None:
    old = read_lists(shared / "lists" / "us-ofac-sdn-xml")
    with pytest.warns(ListWarning):
        new = read_lists(shared / "lists" / "us-ofac-sdn-csv")
    new.check(previous=old)
    with pytest.raises(ShrunkListError, match="held 13,821 before, 4,989 fewer"):
        old.check(previous=new)
