"""What regulators found missing elsewhere, by the name of the case."""

from __future__ import annotations

import pandas as pd
import pytest

from vscreen import Kind, Lists, NameKind, Policy, Screener, screen
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import PARTY_FIELDS
from vscreen.snapshots.read import take_snapshot


def lists_of(*gathered: ListEntry) -> Lists:
    reading = assemble("own", gathered, reader="test", version="1", sources=())
    return Lists((take_snapshot(reading),))


@pytest.mark.parametrize("field", PARTY_FIELDS)
@pytest.mark.parametrize("text", ["SIS DOO", "Sis d.o.o.", "SIS D O O", "TO ORDER OF SIS DOO"])
def test_R1_Apple_2019_SIS_DOO_hits_SIS_d_o_o_in_every_party_field(text: str, field: str) -> None:
    """OFAC, 25 November 2019: the tool missed upper case, and looked at one role only."""
    lists = lists_of(ListEntry("sis", Kind.ORGANIZATION, "SIS d.o.o."))
    result = screen(pd.DataFrame({field: [text]}), lists)
    assert result.verdicts["verdict"].tolist() == ["hit"]
    assert result.hits["field"].tolist() == [field]


@pytest.mark.parametrize(
    "text",
    ["Almaz Antey Telecommunications LLC", "Almaz Antey Telecom", "ALMAZ ANTEY", "almaz-antey pvo"],
)
def test_R2_Cobham_2018_words_more_do_not_hide_Almaz_Antey(text: str) -> None:
    """OFAC, 27 November 2018: a fuzzy search demanded that all words match."""
    lists = lists_of(ListEntry("aa", Kind.ORGANIZATION, "JSC Almaz-Antey"))
    result = screen(pd.DataFrame({"consignee": [text]}), lists)
    assert result.verdicts["verdict"].iloc[0] in {"hit", "review"}


class TestR5OfacFaq122WeakAliases:
    """OFAC FAQ 122-125: weak aliases need not be screened alone, but may confirm a hit."""

    @pytest.fixture
    def known(self) -> Lists:
        ship = ListEntry("ship", Kind.VESSEL, "OBORON")
        ship.add_name("MARIA", NameKind.WEAK_ALIAS)
        ship.add_imo("9617923")
        ship.add_fact("flag", "Togo")
        return lists_of(ship)

    def test_by_default_a_weak_alias_alone_is_no_hit(self, known: Lists) -> None:
        assert Policy().weak_aliases == "confirm"
        assert Screener(known).lookup(vessel="MARIA").verdicts["verdict"].tolist() == ["clear"]

    def test_it_confirms_a_number_that_is_one_slip_off(self, known: Lists) -> None:
        screener = Screener(known)
        assert screener.lookup(vessel="MARIA", imo="9617932").verdicts["verdict"].item() == "hit"
        unlike = screener.lookup(vessel="BELOMORSKIY", imo="9617932")
        assert unlike.hits.empty
        assert unlike.verdicts["verdict"].item() == "not_screened"  # its number can't exist

    def test_it_is_screened_when_the_policy_says_so(self, known: Lists) -> None:
        result = Screener(known, Policy(weak_aliases="screen")).lookup(vessel="MARIA")
        assert result.verdicts["verdict"].item() == "hit"
        assert "name_weak" in result.hits["reasons"].item()

    def test_it_counts_for_nothing_when_the_policy_says_so(self, known: Lists) -> None:
        screener = Screener(known, Policy(weak_aliases="ignore"))
        assert screener.lookup(vessel="MARIA", imo="9617932").hits.empty

    def test_the_choice_stands_in_the_run_record(self, known: Lists) -> None:
        result = Screener(known, Policy(weak_aliases="screen")).lookup(vessel="MARIA")
        assert result.run.policy.weak_aliases == "screen"
