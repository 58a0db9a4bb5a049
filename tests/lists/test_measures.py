"""What a listing forbids: what a file says itself, else what the table says of its kind."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen.cli.main import demo_manifest
from vscreen.data import read_table
from vscreen.files.source import Source
from vscreen.lists.measures import READ, fill_measures, rules
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import ENTRIES, Kind, Measure
from vscreen.snapshots.catalog import catalog
from vscreen.snapshots.snapshot import load_snapshot

TABLE = read_table("measures.csv")
SAYS = [row for row in TABLE if not row["like"]]
UNSURE = ("not verified", "as the press reports")
"""What a sentence says of which nobody read the source."""
SOURCE = Source(Path("list"), b"")


def told(
    list_id: str, programs: str, kind: str = Kind.ORGANIZATION, **more: str
) -> tuple[list[str], list[str]]:
    """The measures and sentences of an entry of these programmes."""
    row = {"kind": str(kind), "programs": programs, **more}
    fill_measures([row], list_id)
    measures, forbids = row.get("measures", ""), row.get("forbids", "")
    return measures.split(";") if measures else [], forbids.split(";") if forbids else []


def stated(*measures: tuple[Measure, str], list_id: str = "eu-annex-xlii") -> dict[str, str]:
    """An entry whose file states measures."""
    ship = ListEntry("1", Kind.VESSEL, "GREY HULL")
    for measure, sentence in measures:
        ship.add_measure(measure, sentence)
    reading = assemble(list_id, [ship], reader="r", version="1", sources=[SOURCE])
    (row,) = reading.entries[["measures", "forbids", "fingerprint"]].to_dict("records")
    return {str(name): str(value) for name, value in row.items()}


# --- what a file says, and what the table says ---


def test_what_the_file_itself_states_is_believed_alone() -> None:
    sentence = "EU: no port access or services since 24 July 2026 (reason b)"
    told_by_file = stated((Measure.PORT_BAN, sentence), (Measure.SERVICES_BAN, sentence))
    assert told_by_file["measures"] == "port_ban;services_ban"
    assert told_by_file["forbids"] == sentence


def test_a_file_that_says_nothing_or_only_a_notice_leaves_the_rest_to_the_table() -> None:
    silent = stated()
    assert silent["measures"] == "port_ban;services_ban"
    assert silent["forbids"].startswith("EU: no access to ports, locks and anchorages")
    noticed = stated((Measure.NOTICE, "EU: a notice"))
    assert noticed["measures"] == "notice;port_ban;services_ban"
    assert noticed["forbids"] == f"EU: a notice;{silent['forbids']}"


def test_the_table_is_no_part_of_what_is_known_of_a_subject_and_the_files_words_are() -> None:
    prints = {
        stated(*measures)["fingerprint"] for measures in ((), ((Measure.NOTICE, "EU: a notice"),))
    }
    assert len(prints) == 2
    by_list = {}
    for official in ("us-sdn", "eu-annex-xlii", "own"):
        ship = ListEntry("1", Kind.VESSEL, "GREY HULL")
        reading = assemble(
            "mine", [ship], reader="r", version="1", sources=[SOURCE], official=official
        )
        by_list[official] = reading.entries.iloc[0]
    assert len({entry["fingerprint"] for entry in by_list.values()}) == 1
    assert by_list["us-sdn"]["measures"] == "asset_freeze", "whatever the user calls the list"
    assert by_list["own"]["measures"] == by_list["own"]["forbids"] == ""


def test_words_of_a_file_that_only_name_a_measure_are_explained_behind_them() -> None:
    words = "UK: Shipping sanctions: (see 'Other information')"
    ship = stated((Measure.PORT_BAN, words), list_id="uk-sanctions")
    assert ship["measures"] == "port_ban"
    assert ship["forbids"].split(";")[0] == words
    assert "may be detained or ordered out" in ship["forbids"].split(";")[1]
    plain = stated((Measure.ASSET_FREEZE, "UK: Asset freeze"), list_id="uk-sanctions")
    assert plain["forbids"] == "UK: Asset freeze"


@pytest.mark.parametrize(
    ("list_id", "words", "explained"),
    [
        ("uk-sanctions", 'UK: Transport sanctions: see "Other information"', "ships that it owns"),
        ("us-dpl", "US: denied export privileges until 2056-06-29", "no part in any transaction"),
        ("us-csl", "US: denied export privileges, no end stated", "no part in any transaction"),
        ("eu-833-2014", "EU: financial restrictions (Annex XLV.A of Regulation 833/2014)", "bank"),
        ("eu-833-2014", "EU: export control (Annex IV of Regulation 833/2014)", "dual-use"),
    ],
)
def test_what_a_file_says_of_a_company_is_explained_too(
    list_id: str, words: str, explained: str
) -> None:
    row = {"kind": "organization", "programs": "", "measures": "trade_ban", "forbids": words}
    fill_measures([row], list_id)
    first, second = row["forbids"].split(";")
    assert first == words
    assert explained in second


def test_a_sentence_of_a_file_is_one_whatever_stands_in_it() -> None:
    assert stated((Measure.PORT_BAN, "EU: ships; ports"))["forbids"] == "EU: ships, ports"


# --- by programme and kind ---


@pytest.mark.parametrize(
    ("list_id", "programs", "kind", "measures", "sentence"),
    [
        ("us-sdn", "RUSSIA-EO14024", Kind.VESSEL, ["asset_freeze"], "no chartering, cargo"),
        ("us-sdn", "IRAN-EO13902", Kind.VESSEL, ["asset_freeze"], "secondary sanctions"),
        ("us-sdn", "dprk3", Kind.PERSON, ["asset_freeze", "trade_ban"], "North Korea"),
        ("us-sdn", "A NEW PROGRAMME", Kind.PERSON, ["asset_freeze"], "all property blocked"),
        ("us-sdn", "", Kind.AIRCRAFT, ["asset_freeze"], "blocked property"),
        ("us-cons", "UKRAINE-EO13662", Kind.ORGANIZATION, ["financial_restrictions"], "debt"),
        ("us-cons", "CMIC-EO13959", Kind.ORGANIZATION, ["financial_restrictions"], "not forbidden"),
        ("us-cons", "NEW", Kind.ORGANIZATION, ["financial_restrictions"], "read its remarks"),
        ("us-csl", "EL", Kind.ORGANIZATION, ["licence_requirement"], "no asset freeze"),
        ("us-csl", "UVL", Kind.ORGANIZATION, ["notice"], "no finding of wrongdoing"),
        ("us-csl", "SDN;IRAN", Kind.VESSEL, ["asset_freeze"], "secondary sanctions"),
        ("us-csl", "SSI;UKRAINE-EO13662", Kind.ORGANIZATION, ["financial_restrictions"], "debt"),
        ("us-csl", "DPL", Kind.ORGANIZATION, ["trade_ban"], "EAR"),
        ("us-csl", "311", Kind.ORGANIZATION, ["financial_restrictions"], "FinCEN"),
        ("us-csl", "XYZ", Kind.ORGANIZATION, ["notice"], "not known here"),
        ("us-dpl", "DPL", Kind.ORGANIZATION, ["trade_ban"], "no asset freeze"),
        ("uk-sanctions", "Russia", Kind.VESSEL, ["port_ban"], "not frozen unless"),
        ("uk-ofsi", "Iran (human rights)", Kind.PERSON, ["asset_freeze"], "closed on 28 January"),
        ("un-sc", "GB", Kind.PERSON, ["travel_ban"], "2048"),
        ("us-cons", "IRAN", Kind.VESSEL, ["asset_freeze"], "blocked under Executive"),
        ("us-cons", "561List", Kind.ORGANIZATION, ["financial_restrictions"], "correspondent"),
        ("us-csl", "13599", Kind.VESSEL, ["asset_freeze"], "SDN List on 5 November 2018"),
        ("un-sc", "Al-Qaida", Kind.PERSON, ["asset_freeze", "travel_ban"], "no entry or transit"),
        ("un-sc", "Al-Qaida", Kind.ORGANIZATION, ["asset_freeze"], "UN: assets frozen"),
        ("un-1718", "UN 1718: de-flagging", Kind.VESSEL, ["services_ban"], "register"),
        ("au-dfat", "Autonomous (Vessels)", Kind.VESSEL, ["port_ban"], "forfeited"),
        ("ua-war-sanctions", "War & Sanctions", Kind.VESSEL, ["watch_list"], "forbids nothing"),
        ("opensanctions", "EU-MARE", Kind.VESSEL, ["port_ban", "services_ban", "notice"], "ports"),
        ("opensanctions", "", Kind.PERSON, ["notice"], "the lists behind the entry"),
        ("opensanctions-maritime", "abuja_mou_detention", Kind.VESSEL, ["notice"], "no sanction"),
    ],
)  # fmt: skip
def test_a_programme_and_a_kind_say_what_is_forbidden(
    list_id: str, programs: str, kind: Kind, measures: list[str], sentence: str
) -> None:
    found, sentences = told(list_id, programs, kind)
    assert found == measures
    assert any(sentence in each for each in sentences)


@pytest.mark.parametrize(
    ("dataset", "kind", "authority"),
    [
        ("US OFAC Specially Designated Nationals (SDN) List", "vessel", "US"),
        ("EU Council Official Journal Sanctioned Entities", "vessel", "EU"),
        ("EU Financial Sanctions Files (FSF)", "person", "EU"),
        ("UK FCDO Sanctions List", "organization", "UK"),
        ("UN SC Sanctions", "organization", "UN"),
        ("Swiss SECO Sanctions/Embargoes", "vessel", "Switzerland"),
    ],
)
def test_an_aggregators_older_file_that_names_lists_by_their_titles_says_what_they_forbid(
    dataset: str, kind: str, authority: str
) -> None:
    measures, sentences = told("opensanctions", dataset, kind)
    assert measures[0] != "notice"
    assert {each.partition(":")[0] for each in sentences} == {authority, "OpenSanctions"}


def test_a_programme_of_which_nothing_is_known_is_not_said_to_freeze_nothing() -> None:
    for list_id in ("us-cons", "us-csl", "un-sc", "eu-2017-1509"):
        assert not [each for each in told(list_id, "NEW")[1] if "not blocked" in each]


def test_organizations_are_told_nothing_of_travel() -> None:
    for list_id in rules():
        for sentence in told(list_id, "", Kind.ORGANIZATION)[1]:
            assert not re.search(r"\b(persons|travel)\b", sentence) or list_id == "nz-russia"


def test_an_entry_of_several_programmes_is_told_of_each() -> None:
    measures, sentences = told("un-1718", "UN 1718: asset freeze;UN 1718: port entry ban", "vessel")
    assert measures == ["asset_freeze", "port_ban"]
    assert len(sentences) == 2
    _, many = told("opensanctions", "US-RUSHAR;EU-MARE;GB-RUS", "vessel")
    assert {each.partition(":")[0] for each in many} == {"US", "EU", "UK", "OpenSanctions"}


def test_annexes_and_acts_say_it_where_programmes_do_not() -> None:
    annex = {"legal_basis": "32014R0833 Annex XV;32014R0833 Annex XLV.D"}
    measures, sentences = told("eu-833-2014", "EU-RUS", **annex)
    assert measures == ["services_ban", "financial_restrictions"]
    assert ["broadcasting" in sentences[0], "crypto" in sentences[1]] == [True, True]
    banned = {"legal_basis": "Port entry ban (Council Regulation 2017/1509)"}
    assert told("eu-2017-1509", "", "vessel", **banned)[0] == ["port_ban"]


def test_of_a_programme_that_ended_one_is_told_so_and_what_holds_if_it_had_not() -> None:
    measures, sentences = told("us-sdn", "SYRIA")
    assert measures == ["notice", "asset_freeze"]
    assert sentences[0].startswith("US: the Syria programme ended on 30 June 2025")
    assert told("us-csl", "SDN;SYRIA") == (measures, sentences)
    assert told("opensanctions", "US-SYR")[1][:-1] == sentences


def test_a_programme_that_ended_is_not_told_beside_one_that_lasts() -> None:
    assert told("us-sdn", "SYRIA;RUSSIA-EO14024") == told("us-sdn", "RUSSIA-EO14024")
    assert told("us-csl", "SDN;SYRIA;IRAN") == told("us-sdn", "IRAN")


@given(st.sampled_from(sorted(rules())), st.lists(st.text(max_size=20)), st.sampled_from(Kind))
def test_whatever_the_programmes_are_the_words_are_those_of_the_table(
    list_id: str, programs: list[str], kind: Kind
) -> None:
    measures, sentences = told(list_id, ";".join(programs), kind, legal_basis="x;y")
    assert set(measures) <= {str(measure) for measure in Measure}
    assert set(sentences) <= {row["sentence"] for row in SAYS}
    assert bool(measures) == bool(sentences)


# --- snapshots ---


def test_no_verdict_depends_on_what_a_listing_forbids() -> None:
    lists = vscreen.bundled_lists()
    blank = [
        replace(each, entries=ENTRIES.build(each.entries.assign(measures="", forbids="")))
        for each in lists.snapshots
    ]
    manifest = demo_manifest()
    told, silent = (
        vscreen.Screener(each, cache=None).screen(manifest)
        for each in (lists, vscreen.Lists(tuple(blank)))
    )
    assert (told.hits["forbids"] != "").all()
    assert (silent.hits["forbids"] == "").all()
    pd.testing.assert_frame_equal(told.verdicts, silent.verdicts)
    columns = [name for name in told.hits if name not in ("measures", "forbids")]
    pd.testing.assert_frame_equal(told.hits[columns], silent.hits[columns])
    pd.testing.assert_frame_equal(told.evidence, silent.evidence)


def test_every_bundled_entry_says_what_it_forbids() -> None:
    entries = vscreen.bundled_lists().entries
    assert (entries["measures"] != "").all()
    assert (entries["forbids"] != "").all()


def test_a_snapshot_that_knew_of_no_measures_has_them_when_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "us-sdn.csv").write_text("id,kind,name\n1,vessel,GREY HULL\n", encoding="utf-8")
    (snapshot,) = vscreen.read_lists(tmp_path / "us-sdn.csv").snapshots
    assert snapshot.entries["measures"].tolist() == ["asset_freeze"]
    blank = ENTRIES.build(snapshot.entries.assign(measures="", forbids=""))
    loaded = load_snapshot(replace(snapshot, entries=blank).save(tmp_path / "old")).entries
    assert loaded.equals(snapshot.entries)
    assert (loaded.dtypes == snapshot.entries.dtypes).all()


# --- the table ---


def test_every_measure_stands_in_the_page_on_lists() -> None:
    page = (Path(__file__).parents[2] / "docs" / "lists.md").read_text(encoding="utf-8")
    table = page.partition("## What a listing forbids")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [str(each) for each in Measure]


def test_every_list_of_the_catalogue_stands_in_the_table() -> None:
    assert set(rules()) == set(catalog())


def test_each_row_is_a_sentence_of_an_authority_with_its_source() -> None:
    for row in SAYS:
        assert {*row["measures"].split(";")} <= {str(measure) for measure in Measure}
        assert {*filter(None, row["kind"].split(";"))} <= {str(kind) for kind in Kind}
        assert row["column"] in ("", *READ, "forbids")
        assert row["sentence"].partition(": ")[2]
        assert ";" not in row["sentence"]
        assert row["authority"]
        assert row["source"] or any(words in row["sentence"] for words in UNSURE)


def test_what_nobody_read_at_its_source_says_so() -> None:
    for row in SAYS:
        was_read = row["how_known"] in ("read", "title")
        assert was_read != any(words in row["sentence"] for words in UNSURE), row


def test_a_programme_ended_before_the_table_was_made() -> None:
    ended = [row for row in TABLE if row["valid_to"]]
    assert ended
    for row in ended:
        assert date.fromisoformat(row["valid_to"]) < date(2026, 11, 30)
        assert "ended" in row["sentence"]


def test_an_entry_that_is_like_one_of_another_list_is_told_what_that_is() -> None:
    for row in TABLE:
        if row["like"]:
            list_id, _, programs = row["like"].partition(":")
            assert told(list_id, programs, Kind.ORGANIZATION)[0] or list_id == "un-1718", row
            assert not row["measures"], "either its own words or those of another"
