"""OFAC's Enhanced XML: two lists in a file, parts of a list, a day's changes, and slips."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest
from listing import edited, identifiers, links, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ShrunkListError
from vscreen.lists.us.ofac_enhanced import READER, is_delta
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")

HEAD = "<dataAsOf>2026-10-09T00:00:00</dataAsOf>"


@pytest.fixture
def path(list_fixtures: Path) -> Path:
    return list_fixtures / "ofac-enhanced" / "both.xml"


@pytest.fixture
def both(path: Path) -> Lists:
    return read_as(READER, path)


def cell(lists: Lists, entry: str, column: str) -> str:
    return str(lists.entries.set_index("entry").loc[entry, column])


def receipts(lists: Lists) -> dict[str, list[str]]:
    return {
        snapshot.list: [receipt.sentence for receipt in snapshot.receipts] for snapshot in lists
    }


def said(lists: Lists) -> str:
    return " ".join(warning for snapshot in lists for warning in snapshot.warnings)


def with_filters(path: Path, folder: Path, *filters: str) -> Lists:
    text = f"<filters>{''.join(filters)}</filters>"
    return read_lists(edited(path, folder, HEAD, HEAD + text))


def lists_filter(*lists: str) -> str:
    items = "".join(f"<sanctionsList>{name}</sanctionsList>" for name in lists)
    return f"<sanctionsLists>{items}</sanctionsLists>"


def programs_filter(*programs: str) -> str:
    items = "".join(f"<sanctionsProgram>{name}</sanctionsProgram>" for name in programs)
    return f"<sanctionsPrograms>{items}</sanctionsPrograms>"


# --- both lists --------------------------------------------------------------------------------


def test_an_entity_on_both_lists_has_on_each_the_date_of_its_listing_there(both: Lists) -> None:
    assert [snapshot.list for snapshot in both] == ["us-sdn", "us-cons"]
    assert cell(both, "us-sdn:102", "listed_on") == "2020-01-01"
    assert cell(both, "us-cons:102", "listed_on") == "2014-07-16"
    assert cell(both, "us-cons:103", "listed_on") == "2006-04-12"
    assert cell(both, "us-sdn:101", "listed_on") == "2022-05-08"


def test_each_list_accounts_for_all_entities_of_the_file(both: Lists) -> None:
    assert receipts(both) == {
        "us-sdn": ["3 entities = 2 entries + 1 of another list"],
        "us-cons": ["3 entities = 2 entries + 1 of another list"],
    }


def test_all_that_is_said_of_a_ship_a_company_and_a_person_is_kept(both: Lists) -> None:
    assert names(both, "us-sdn:101") == {
        "BLUE HERON": "primary",
        "СИНЯЯ ЦАПЛЯ": "native",
        "GREY HERON": "former",
        "HERON": "weak_alias",
    }
    assert identifiers(both, "us-sdn:101") == {("imo_ship", "9000003"), ("call_sign", "9HTE5")}
    assert identifiers(both, "us-sdn:102") == {
        ("imo_company", "6183435"), ("other", "Digital Currency Address - XBT 1invented"),
        ("imo_mentioned", "9161003"),
    }  # fmt: skip
    assert "Identification Number IMO 9161003" in cell(both, "us-sdn:102", "remarks")
    assert "Address: 1 Quay Street, Tver, Iran" in cell(both, "us-sdn:102", "remarks")
    assert cell(both, "us-cons:103", "birth_date") == "circa 1962"
    passport = "Passport P0000001 (Iran) issued 16 Mar 2016 expires 16 Mar 2021"
    assert identifiers(both, "us-cons:103") == {("other", passport)}
    assert f"{passport} (not valid)" in cell(both, "us-cons:103", "remarks")


def test_entities_on_no_list_that_the_file_names_are_not_left_out(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "sdn").mkdir()
    text = re.sub(r">[^<>]*</sanctionsList>", ">SDN List</sanctionsList>", path.read_text("utf-8"))
    (tmp_path / "sdn" / path.name).write_text(text, "utf-8")
    lists = with_filters(
        tmp_path / "sdn" / path.name, tmp_path, lists_filter("Our SDNs", "Consolidated List")
    )
    assert receipts(lists)["us-sdn"] == ["3 entities = 3 entries"]


def test_a_link_may_give_a_number_and_no_name(path: Path, tmp_path: Path) -> None:
    named = 'entityId="102">HERON SHIPPING</relatedEntity>'
    lists = read_lists(edited(path, tmp_path, named, 'entityId="102"/>'))
    assert links(lists, "us-sdn:101") == {("linked_to", "HERON SHIPPING", "us-sdn:102")}
    assert "Owned or Controlled By HERON SHIPPING" in cell(lists, "us-sdn:101", "remarks")
    lists = read_lists(edited(path, tmp_path, named, 'entityId="999"/>'))
    assert "Owned or Controlled By one that the file neither names nor holds: 101" in said(lists)


def test_an_element_that_is_new_is_told_by_its_name(path: Path, tmp_path: Path) -> None:
    lists = read_lists(edited(path, tmp_path, "<sanctionsTypes>", "<fleets/><sanctionsTypes>"))
    assert "with the element fleets, which is not read: 101" in said(lists)


# --- parts of a list ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (programs_filter("IRAN"), "the programme IRAN"),
        (programs_filter("IRAN", "NS-PLC"), "the programmes IRAN, NS-PLC"),
        ("<countries><country>Cuba</country></countries>", "the country Cuba"),
        ("<entityTypes><entityType>Vessel</entityType></entityTypes>", "the type Vessel"),
        ("<SanctionsPrograms><p>IRAN</p></SanctionsPrograms>", "the programme IRAN"),
        ('<novelty since="2026-01-01"/>', "the novelty 2026-01-01"),
        (programs_filter(*"ABCDEFG"), "the programmes A, B, C, D, E and 2 more"),
    ],
)
def test_a_file_limited_to_some_entries_is_a_part_that_may_not_clear(
    path: Path, tmp_path: Path, limit: str, words: str
) -> None:
    lists = with_filters(path, tmp_path, limit)
    for snapshot in lists:
        assert snapshot.lacks == (f"the entries outside {words}",)
        problems = [error for error in snapshot.problems() if isinstance(error, ShrunkListError)]
        assert str(problems[0]).startswith(f"the list {snapshot.list} is a part: it lacks the ent")
        assert f"it is a part of {snapshot.list}, which lacks the entries outside {words}" in said(
            lists
        )


def test_nobody_can_accept_a_part_as_an_old_edition(path: Path, tmp_path: Path) -> None:
    old = edited(path, tmp_path, HEAD, f"{HEAD}<filters>{programs_filter('IRAN')}</filters>")
    old.write_text(old.read_text("utf-8").replace("2026-10-09T", "2016-10-09T"), "utf-8")
    lists = read_lists(old, accept_edition={"us-sdn": "2016-10-09"})
    with pytest.raises(ShrunkListError, match="us-sdn is a part: it lacks the entries outside"):
        lists.check()


@pytest.mark.parametrize(
    "limit",
    [
        programs_filter("NS-PLC", "iran", "UKRAINE-EO13662"),
        "<entityTypes><t>Entity</t><t>Individual</t><t>Vessel</t></entityTypes>",
        "<sanctionsPrograms/><countries></countries>",
    ],
)
def test_a_file_limited_to_all_there_is_is_whole(path: Path, tmp_path: Path, limit: str) -> None:
    lists = with_filters(path, tmp_path, limit)
    assert [snapshot.lacks for snapshot in lists] == [(), ()]


def test_the_lists_of_a_file_are_those_that_it_names(path: Path, tmp_path: Path) -> None:
    sdn = with_filters(path, tmp_path, lists_filter("SDN List"))
    assert receipts(sdn) == {"us-sdn": ["3 entities = 2 entries + 1 of another list"]}
    assert "1 of its entities are not on us-sdn and were left out" in said(sdn)
    cons = with_filters(path, tmp_path, lists_filter("Consolidated List"))
    assert [(snapshot.list, snapshot.lacks) for snapshot in cons] == [("us-cons", ())]


def test_a_file_limited_to_some_of_the_lists_that_are_joined_is_a_part(
    path: Path, tmp_path: Path
) -> None:
    (part,) = with_filters(path, tmp_path, lists_filter("CAPTA List", "FSE List"))
    assert (part.list, len(part.entries)) == ("us-cons", 2)
    assert part.lacks == ("the entries outside the lists CAPTA List, FSE List",)


def test_a_list_on_which_no_entity_is_is_none(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8").replace(HEAD, f"{HEAD}<filters>{ALL_LISTS}</filters>")
    first = re.sub(r'<entity id="102">.*</entity>', "", text, flags=re.DOTALL)
    (tmp_path / "irgc.xml").write_text(first, "utf-8")
    lists = read_lists(tmp_path)
    assert receipts(lists) == {"us-sdn": ["1 entity = 1 entry"]}
    assert "no entity of it is on us-cons, which it names too" in said(lists)
    nobody = re.sub(r"<entity .*</entity>", "", text, flags=re.DOTALL)
    (tmp_path / "irgc.xml").write_text(nobody, "utf-8")
    with pytest.raises(EmptyListError, match="us-sdn holds no entries"):
        read_lists(tmp_path)


ALL_LISTS = lists_filter("SDN List", "FSE List", "Consolidated List", "CAPTA List")


# --- a day's changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        ('<entity id="102">', '<entity id="102" action="add">'),
        ('<entity id="103">', '<entity\n  action = "remove" id="103">'.replace(" = ", "=")),
        ("<title>", '<title Action="update" oldValue="Clerk">'),
        ("<title>", '<title oldValue="Clerk">'),
        (HEAD, f"{HEAD}<publicationType>Standard Action</publicationType>"),
        (HEAD, "<datePublished>2026-10-09T00:00:00-04:00</datePublished>"),
        (
            "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML",
            "https://www.treasury.gov/ofac/DeltaFile/1.0",
        ),
    ],
)
def test_a_days_changes_are_refused_by_any_of_their_signs(
    path: Path, tmp_path: Path, change: tuple[str, str]
) -> None:
    edited(path, tmp_path, *change)
    with pytest.raises(ListFormatError, match="changes of one day and no list; download SDN_ENH"):
        read_as(READER, tmp_path)


@pytest.mark.parametrize(
    ("data", "delta"),
    [
        (b'<entity id="1"><remarks>the action="add" of OFAC</remarks></entity>', False),
        (b'<entity transaction="add"/>', False),
        (b'<entity id="1"><name id="2" action="add"/></entity>', True),
        (b'<n:entity\taction="remove"/>', True),
        (b"<n:publicationType/>", True),
    ],
)
def test_a_change_is_told_from_prose(data: bytes, *, delta: bool) -> None:
    assert is_delta(data) == delta


# --- slips -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ('602">Vessel<', '602">vessel<', ""),
        ('602">Vessel<', '602"> Ship <', ""),
        ('602">Vessel<', '602">Vesel<', "with the type 'Vesel', read as vessel by its f"),
        ('602">Vessel<', '602"><', "entities without a type, read as vessel by its facts: 101"),
        ("F.K.A.", "fka", ""),
        ("F.K.A.", "Formerly known as", ""),
        ("<isPrimary>true</isPrimary>", "<isPrimary>True</isPrimary>", ""),
        ("<formattedFullName>BLUE HERON</formattedFullName>", "", ""),
    ],
)
def test_what_is_spelled_otherwise_is_understood(
    path: Path, tmp_path: Path, both: Lists, old: str, new: str, warning: str
) -> None:
    lists = read_lists(edited(path, tmp_path, old, new))
    assert cell(lists, "us-sdn:101", "kind") == "vessel"
    assert names(lists, "us-sdn:101") == names(both, "us-sdn:101")
    assert warning in said(lists) if warning else not said(lists)


def test_a_subject_that_shows_no_kind_is_kept_as_a_company_and_as_a_ship(
    path: Path, tmp_path: Path
) -> None:
    lists = read_lists(edited(path, tmp_path, '601">Entity<', '601">Pier<'))
    sdn = lists.snapshots[0]
    kinds = dict(zip(sdn.entries["entry"], sdn.entries["kind"], strict=True))
    assert kinds["us-sdn:102"], kinds["us-sdn:102-ship"] == ("organization", "vessel")
    assert [receipt.sentence for receipt in sdn.receipts] == [
        "3 entities = 2 entries + 1 of another list"
    ]
    assert "with the type 'Pier', searched as an organization and as a ship: 102" in said(lists)


def test_an_alias_of_an_unknown_type_is_kept(path: Path, tmp_path: Path) -> None:
    lists = read_lists(edited(path, tmp_path, "F.K.A.", "X.K.A."))
    found = names(lists, "us-sdn:101")
    assert (found["GREY HERON"], found["HERON"]) == ("strong_alias", "weak_alias")
    assert "with an alias of the unknown type 'X.K.A.', read as a.k.a.: 101" in said(lists)


def test_a_number_that_two_subjects_have_loses_none_of_them(path: Path, tmp_path: Path) -> None:
    lists = read_lists(edited(path, tmp_path, 'entity id="103"', 'entity id="102"'))
    cons = lists.snapshots[1].entries
    assert dict(zip(cons["entry"], cons["name"], strict=True)) == {
        "us-cons:102": "HERON SHIPPING", "us-cons:102-2": "TESTOV, Ivan",
    }  # fmt: skip
    assert "with the number of another, kept beside it: 102 TESTOV, Ivan" in said(lists)


def test_a_subject_that_stands_twice_is_one_entry(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    ship = re.search(r'<entity id="101">.*?</entity>', text, re.DOTALL)
    assert ship
    again = ship[0].replace("9HTE5", "9HTE6").replace("2022-05-08", "2021-05-08")
    (tmp_path / "sdn.xml").write_text(text.replace("</entities>", f"{again}</entities>"), "utf-8")
    lists = read_lists(tmp_path)
    assert receipts(lists)["us-sdn"] == [
        "4 entities = 2 entries + 1 adding to an entry + 1 of another list"
    ]
    assert {value for _, value in identifiers(lists, "us-sdn:101")} == {
        "9000003", "9HTE5", "9HTE6",
    }  # fmt: skip
    assert cell(lists, "us-sdn:101", "listed_on") == "2021-05-08"
    assert "of which the file has more than one record, read as one: 101" in said(lists)


@pytest.mark.parametrize("lost", ["SDN Lits", ""])
def test_an_entity_on_no_known_list_is_kept_on_each(path: Path, tmp_path: Path, lost: str) -> None:
    lists = read_lists(edited(path, tmp_path, '"2022-05-08">SDN List<', f'"2022-05-08">{lost}<'))
    assert {"us-sdn:101", "us-cons:101"} <= set(lists.entries["entry"])
    assert "on no list that is known, kept on each of the file: 101" in said(lists)


def test_an_entity_without_a_number_is_kept_under_a_key_of_its_name(
    path: Path, tmp_path: Path
) -> None:
    lists = read_lists(edited(path, tmp_path, ' id="103"', ""))
    (key,) = lists.entries.loc[lists.entries["name"] == "TESTOV, Ivan", "entry"]
    assert re.fullmatch(r"us-cons:[0-9a-f]{12}", key)
    assert "without a key, known by a hash of their name: TESTOV, Ivan" in said(lists)


def test_an_entity_without_a_name_is_called_by_its_number_else_set_aside(
    path: Path, tmp_path: Path
) -> None:
    text = path.read_text("utf-8")
    nameless = re.sub(r"<names>.*?</names>", "", text, flags=re.DOTALL)
    (tmp_path / "sdn.xml").write_text(nameless, "utf-8")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        lists = read_lists(tmp_path)
    assert lists.entries["name"].tolist() == ["IMO 9000003"]
    assert receipts(lists) == {"us-sdn": ["3 entities = 1 entry + 2 without a name"]}
    messages = " ".join(str(warning.message) for warning in warned)
    assert "2 of 3 entities set aside, without a name (102, 103)" in messages
    assert "entities without a name, called by a number: 101" in messages


def test_many_entities_without_a_name_are_another_format(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    more = "".join(f'<entity id="{number}"/>' for number in range(200, 204))
    (tmp_path / "sdn.xml").write_text(text.replace("</entities>", f"{more}</entities>"), "utf-8")
    with pytest.raises(ListFormatError, match="4 of 7 entities have no primary name"):
        read_lists(tmp_path)


def test_a_list_without_a_date_has_no_age(path: Path, tmp_path: Path) -> None:
    lists = read_lists(edited(path, tmp_path, "2026-10-09T00:00:00", "soon"))
    assert [snapshot.published for snapshot in lists] == [None, None]
    assert "dataAsOf is 'soon' and no date, so nobody can say how old the list is" in said(lists)


def test_the_real_part_of_august_2024(shared: Path) -> None:
    lists = read_lists(shared / "lists" / "us-ofac-sdn-enhanced-xml-2024-08-irgc")
    (part,) = lists
    assert receipts(lists) == {"us-sdn": ["293 entities = 293 entries"]}
    assert part.entries["kind"].value_counts().to_dict() == {
        "person": 165, "organization": 84, "aircraft": 44,
    }  # fmt: skip
    assert part.names["kind"].value_counts()["weak_alias"] == 46, "45 names, one in two scripts"
    assert part.lacks == ("the entries outside the programme IRGC",)
    with pytest.raises(ShrunkListError, match="us-sdn is a part"):
        lists.check()
