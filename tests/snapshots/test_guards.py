"""Guards: a list that lost something is refused by name, with what was expected and seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from vscreen.errors import CanaryMissingError, EmptyListError, ShrunkListError
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import ENTRIES, IDENTIFIERS, NAMES, Kind, Scheme
from vscreen.snapshots import guards
from vscreen.snapshots.catalog import Canary, Guard, Nature, Range, catalog
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, take_snapshot
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
        "entries": 4, "names": 4, "names_per_entry": 1, "vessels": 4, "organizations": 0,
        "persons": 0, "aircraft": 0, "imo_share": 0.75,
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
        (
            Range("names_per_entry", 1.8, None),
            "mine holds 1.0 names for each entry and should hold at least 1.8; download",
        ),
        (Range("names_per_entry", 1, None), None),
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
    assert [type(error) for error in guards.emptiness("us-sdn", seen)] == [EmptyListError]
    empty = replace(ships(1), entries=ENTRIES.build(), names=NAMES.build())
    assert [type(error) for error in empty.problems()] == [EmptyListError]


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


def test_every_bundled_list_keeps_its_canaries() -> None:
    for snapshot in bundled_lists():
        assert snapshot.list == "jp-mofa" or catalog()[snapshot.list].canaries
    bundled_lists().check()


def test_a_list_of_an_unknown_nature_is_a_sanction() -> None:
    assert ships(1).nature == Nature.SANCTION


def test_a_list_is_verified_by_receipts_that_are_exact() -> None:
    (one,) = bundled_lists().snapshots[:1]
    (receipt,) = one.receipts
    assert one.verified
    assert not replace(one, receipts=()).verified
    assert not replace(one, receipts=(receipt, replace(receipt, records=11))).verified


def archive(day: str, **stated: str) -> Snapshot:
    small = ships(3, numbered=3, list_id="us-sdn")
    return replace(small, stated={"list_date": day, **stated} if day else stated)


NOW = datetime(2026, 11, 30, tzinfo=UTC)


def test_an_archive_is_offered_its_acceptance_and_what_is_of_today_is_not() -> None:
    (old,) = archive("2016-01-28").problems(now=NOW)
    assert "--accept-edition us-sdn=2016-01-28" in str(old)
    (undated,) = archive("").problems(now=NOW)
    assert "accept_edition={'us-sdn': 'YYYY-MM-DD'}" in str(undated)
    (cut,) = archive("2026-11-27").problems(now=NOW)
    assert "accept" not in str(cut)
    assert "download it whole" in str(cut)


def test_an_accepted_archive_has_no_problem_and_its_record_says_what_was_waived() -> None:
    accepted = archive("2016-01-28", accept_edition="2016-01-28")
    assert list(accepted.problems("48h", now=NOW)) == []
    lacking, stale = accepted.waived("48h", now=NOW)
    assert "holds 3 entries and should hold at least 8,000" in lacking
    assert "days old (2016-01-28)" in stale


def test_accepting_an_edition_of_this_year_waives_its_age_and_nothing_else() -> None:
    accepted = archive("2026-10-01", accept_edition="2026-10-01")
    (lacking,) = accepted.problems("48h", now=NOW)
    assert isinstance(lacking, ShrunkListError)
    (stale,) = accepted.waived("48h", now=NOW)
    assert "60 days old" in stale


def test_a_list_that_lacks_a_file_is_not_whole_and_the_file_is_named() -> None:
    lacking = replace(ships(3), lacks=("alt.csv",))
    (error,) = lacking.problems(now=NOW)
    assert str(error).startswith("the list mine lacks alt.csv, so that it is not whole")


def test_a_list_that_lacks_entries_is_a_part_at_any_age() -> None:
    part = "the entries outside the programme IRGC"
    lacking = replace(archive("2016-01-28", accept_edition="2016-01-28"), lacks=(part,))
    (error,) = lacking.problems(now=NOW)
    assert isinstance(error, ShrunkListError)
    assert str(error).endswith(f"is a part: it lacks {part}; download all of it")


def test_a_list_called_otherwise_keeps_its_guards_and_a_claimed_name_brings_its_own() -> None:
    small = ships(3, numbered=3, list_id="us-sdn")
    (renamed,) = replace(small, list="mine").problems(now=NOW)
    assert "mine holds 3 entries and should hold at least 8,000" in str(renamed)
    (claimed,) = replace(small, official="own").problems(now=NOW)
    assert "us-sdn holds 3 entries and should hold at least 8,000" in str(claimed)
    assert list(replace(small, list="mine", official="own").problems(now=NOW)) == []


def test_a_list_that_lacks_a_file_and_so_holds_too_little_is_told_to_lack_the_file() -> None:
    lacking = replace(ships(3, numbered=3, list_id="us-sdn"), lacks=("alt.csv",))
    with pytest.raises(ShrunkListError, match=r"the list us-sdn lacks alt\.csv") as caught:
        Lists((lacking,)).check(now=NOW)
    assert "should hold at least 8,000" in caught.value.__notes__[0]
