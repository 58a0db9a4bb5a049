"""A slip about one subject costs a warning; nobody is lost, and neighbours keep what is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen import Kind, NameKind, Scheme
from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.us.ofac_facts import Fact
from vscreen.lists.us.ofac_slips import OfacSlips, Subject, absorb, kind_shown, number_among

PRIMARY, STRONG, WEAK = NameKind.PRIMARY, NameKind.STRONG_ALIAS, NameKind.WEAK_ALIAS


@pytest.fixture
def slips() -> OfacSlips:
    return OfacSlips(Source(Path("sdn.xml"), b""), "entries")


def ship(key: str, name: str = "HERON") -> Subject:
    return Subject(key, Kind.VESSEL, name)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Vessel Call Sign", Kind.VESSEL), ("MMSI", Kind.VESSEL), ("Tonnage", Kind.VESSEL),
        ("Former Vessel Flag", Kind.VESSEL), ("Aircraft Model", Kind.AIRCRAFT),
        ("DOB", Kind.PERSON), ("Passport", Kind.PERSON), ("citizen", Kind.PERSON),
        ("Vessel Registration Identification", None), ("Tax ID No.", None),
        ("Nationality of Registration", None), ("Website", None),
    ],
)  # fmt: skip
def test_the_facts_of_a_subject_show_its_kind(label: str, kind: Kind | None) -> None:
    assert kind_shown([Fact("Website", "x.example"), Fact(label, "1")]) == kind
    assert kind_shown([Fact(label, "")]) is None


def test_a_nameless_subject_is_called_by_its_own_number_and_by_no_others() -> None:
    imo = Fact("Vessel Registration Identification", "IMO 9161003")
    assert number_among([Fact("MMSI", "1"), imo]) == "IMO 9161003"
    assert number_among([Fact("MMSI", "572469210")]) == "MMSI 572469210"
    assert number_among([Fact("Tax ID No.", "1")]) == ""


def test_a_subject_has_its_first_primary_name_and_keeps_the_others(slips: OfacSlips) -> None:
    names = [(" ", PRIMARY), ("EGRET", WEAK), ("HERON", PRIMARY), ("GREY HERON", PRIMARY)]
    entry = slips.subject("36", names, "Vessel")
    assert entry is not None
    assert (entry.name, entry.names) == ("HERON", {"EGRET": WEAK, "GREY HERON": STRONG})
    assert slips.warnings() == []


def test_warnings_that_are_taken_are_not_said_again(slips: OfacSlips) -> None:
    for number in range(2):
        slips.subject(str(number), [("HERON", WEAK)], "Vessel")
    (warning,) = slips.warnings()
    assert warning == "sdn.xml: entries without a primary name, called by their next: 0, 1"
    assert slips.take_warnings() == [warning]
    assert slips.warnings() == []


def test_an_undecided_subject_may_be_a_ship_and_is_one_record(slips: OfacSlips) -> None:
    pier = slips.subject("36", [("HERON PIER", PRIMARY), ("PIER 1", WEAK)], "Pier")
    assert pier is not None
    (firm,) = entries = slips.finish([pier])
    assert (firm.kind, firm.may_be_ship) == (Kind.ORGANIZATION, True)
    account = slips.account(entries)
    assert (account.entries, account.merged) == (1, 0)


def test_a_record_that_stands_twice_adds_what_it_says(slips: OfacSlips) -> None:
    one, two = ship("36"), ship("36")
    one.lists, two.lists = {"SDN List": "2022-01-01"}, {"SDN List": "2020-01-01", "FSE List": ""}
    two.add_identifier(Scheme.MMSI, "572469210")
    two.add_number("gross_tonnage", "9611")
    (entry,) = entries = slips.finish([one, two])
    assert entry.records == 2
    assert entry.lists == {"SDN List": "2020-01-01", "FSE List": ""}
    assert list(entry.identifiers) == [(Scheme.MMSI, "572469210")]
    assert entry.facts["gross_tonnage"] == ["9611"]
    account = slips.account(entries, elsewhere=3)
    assert (account.entries, account.merged, account.elsewhere) == (1, 1, 3)


def test_a_second_subject_of_a_number_has_a_free_key(slips: OfacSlips) -> None:
    crowd = [ship("36"), ship("36-2"), ship("36", "EGRET"), ship("36", "STORK")]
    assert [entry.key for entry in slips.finish(crowd)] == ["36", "36-2", "36-3", "36-4"]
    assert ": 36 EGRET, 36 STORK" in slips.warnings()[0]


def test_a_copy_shares_nothing() -> None:
    first = ship("36")
    first.add_name("EGRET", STRONG)
    second = first.copy()
    second.add_name("STORK", STRONG)
    second.add_fact("flag", "Cuba")
    second.lists["SDN List"] = ""
    assert (list(first.names), first.facts, first.lists) == (["EGRET"], {}, {})


def test_absorbing_keeps_the_stronger_kind_of_a_name() -> None:
    one, two = ship("36"), ship("36")
    one.add_name("EGRET", WEAK)
    two.add_name("EGRET", STRONG)
    absorb(one, two)
    assert one.names == {"EGRET": STRONG}


def test_records_without_a_name_are_set_aside_and_most_of_a_file_is_refused(
    slips: OfacSlips,
) -> None:
    for key in ("0", ""):
        assert slips.subject(key, [(" ", PRIMARY)], "Entity") is None
    entries = slips.finish([ship("36")])
    keys = [record.key for record in slips.account(entries).set_aside]
    assert keys == ["0", "without a number"]
    slips.subject("1", [], "Vessel")
    with pytest.raises(ListFormatError, match="3 of 4 entries have no primary name"):
        slips.finish([ship("36")])


@given(st.lists(st.tuples(st.sampled_from("12"), st.sampled_from(["HERON", "EGRET", ""]))))
def test_every_record_is_accounted_for_and_no_name_is_lost(
    records: list[tuple[str, str]],
) -> None:
    slips = OfacSlips(Source(Path("sdn.xml"), b""), "entries")
    read = [slips.subject(key, [(name, PRIMARY)], "") for key, name in records]
    nameless = sum(not name for _, name in records)
    if nameless > 3:
        return
    entries = slips.finish(filter(None, read))
    account = slips.account(entries)
    assert account.entries + account.merged + len(account.set_aside) == len(records)
    assert len({entry.key for entry in entries}) == len(entries)
    assert {name for _, name in records if name} == {entry.name for entry in entries}
