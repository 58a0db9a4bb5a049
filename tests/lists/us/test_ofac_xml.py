"""OFAC's SDN XML says what its CSV says."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from listing import edited, identifiers, links, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.us.ofac_xml import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


def entry(lists: Lists, name: str) -> pd.Series:
    return lists.entries.set_index("entry").loc[name]


@pytest.fixture(scope="module")
def xml_list(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "ofac-xml")


def test_the_xml_says_the_same_of_a_ship(xml_list: Lists) -> None:
    assert names(xml_list, "us-sdn:101") == {
        "BLUE HERON": "primary",
        "SEA HERON": "strong_alias",
        "HERON": "weak_alias",
        "GREY HERON": "weak_alias",
        "HERON III": "strong_alias",
    }
    assert ("imo_ship", "9000003") in identifiers(xml_list, "us-sdn:101")
    assert links(xml_list, "us-sdn:101") == {
        ("owner", "Heron Owners S.A.", ""),
        ("linked_to", "HERON SHIPPING CO. (ASIA)", "us-sdn:102"),
        ("linked_to", "SECOND OWNER", ""),
    }
    assert entry(xml_list, "us-sdn:101")["gross_tonnage"] == 56068


def test_an_address_is_in_the_remarks_and_its_country_apart(xml_list: Lists) -> None:
    firm = entry(xml_list, "us-sdn:102")
    assert str(firm["remarks"]).endswith(";Address: Tver, Russia")
    assert firm["countries"] == "Russia"


def test_the_xml_prints_persons_as_the_csv_does(xml_list: Lists) -> None:
    person = entry(xml_list, "us-sdn:103")
    assert person["name"] == "TESTOV, Ivan Petrovich"
    assert (person["countries"], person["birth_date"]) == ("Russia;Belarus", "31 May 1960")
    assert str(xml_list.snapshots[0].published) == "2021-03-10"


def test_the_xml_is_read_under_either_namespace(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "ofac-xml" / "sdn.xml").read_text("utf-8")
    new = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
    (tmp_path / "new.xml").write_text(text.replace("http://tempuri.org/sdnList.xsd", new), "utf-8")
    (tmp_path / "none.xml").write_text(re.sub(r' xmlns="[^"]*"', "", text), "utf-8")
    for name in ("new.xml", "none.xml"):
        assert len(read_lists(tmp_path / name).entries) == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<Record_Count>4<", "<Record_Count>5<", "holds 4 entries and says that it holds 5"),
        ("<?xml", "<!DOCTYPE sdnList><?xml", "it has a DOCTYPE"),
        ('"yes"?>', '"yes"?><!DOCTYPE sdnList [<!ENTITY a "b">]>', "it has a DOCTYPE"),
        ("<uid>104</uid>", "<a>" * 100_000 + "</a>" * 100_000, "not whole XML"),
    ],
)
def test_a_wrong_xml_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "ofac-xml" / "sdn.xml", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("<Record_Count>4<", "<Record_Count>many<", "'many', no number to compare its 4 entries"),
        ("<Publish_Date>03/10/2021<", "<Publish_Date>soon<", "Publish_Date is 'soon' and no date"),
        (
            "<uid>102</uid>",
            "<uid>101</uid>",
            "with the number of another, kept beside it: 101 HERON",
        ),
        (
            "<sdnType>Vessel<",
            "<sdnType>Submarine<",
            "type 'Submarine', read as vessel by its facts",
        ),
        ("<sdnType>Vessel<", "<sdnType><", "entries without a type, read as vessel by its facts"),
        ("<category>weak<", "<category>feeble<", "with an alias of the unknown category 'feeble'"),
        ("<type>n.k.a.<", "<type>x.k.a.<", "of the unknown type 'x.k.a.', read as a.k.a.: 101"),
        ("<lastName>BLUE HERON<", "<lastName><", "without a primary name, called by their next"),
        ("<lastName>SEA HERON<", "<lastName><", "with an alias that has no name: 101"),
        ("<akaList>", "<akas/><akaList>", "with the element akas, which is not read: 101"),
        ("<uid>102</uid>", "<uid></uid>", "without a key, known by a hash of their name"),
    ],
)
def test_a_slip_costs_an_entry_a_warning_and_the_list_nothing(
    list_fixtures: Path, tmp_path: Path, xml_list: Lists, old: str, new: str, warning: str
) -> None:
    edited(list_fixtures / "ofac-xml" / "sdn.xml", tmp_path, old, new)
    with pytest.warns(ListWarning) as warned:
        (snapshot,) = read_lists(tmp_path)
    assert warning in " ".join(str(said.message) for said in warned)
    assert [receipt.sentence for receipt in snapshot.receipts] == ["4 entries = 4 entries"]
    assert set(snapshot.entries["kind"]) == set(xml_list.entries["kind"])
    assert set(snapshot.names["name"]) >= set(xml_list.names["name"]) - {"BLUE HERON", "SEA HERON"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<sdnType>Vessel<", "<sdnType>VESSEL<"),
        ("<category>weak<", "<category>Weak<"),
        ("<type>n.k.a.<", "<type>NKA<"),
        ("<Publish_Date>03/10/2021<", "<Publish_Date>2021-03-10<"),
        ("<Record_Count>4<", "<Record_Count> 4 <"),
    ],
)
def test_what_is_spelled_otherwise_says_the_same(
    list_fixtures: Path, tmp_path: Path, xml_list: Lists, old: str, new: str
) -> None:
    edited(list_fixtures / "ofac-xml" / "sdn.xml", tmp_path, old, new)
    lists = read_lists(tmp_path)
    assert lists.names.equals(xml_list.names)
    assert lists.entries.equals(xml_list.entries)
    assert not lists.snapshots[0].warnings


def test_an_entry_that_names_nobody_is_set_aside(list_fixtures: Path, tmp_path: Path) -> None:
    path = list_fixtures / "ofac-xml" / "sdn.xml"
    text = path.read_text("utf-8").replace("<Record_Count>4<", "<Record_Count>5<")
    nobody = "<sdnEntry><uid>999</uid><sdnType>Entity</sdnType></sdnEntry></sdnList>"
    (tmp_path / "sdn.xml").write_text(text.replace("</sdnList>", nobody), "utf-8")
    with pytest.warns(ListWarning, match=r"1 of 5 entries set aside, without a name \(999\)"):
        (snapshot,) = read_lists(tmp_path)
    assert snapshot.receipts[0].sentence == "5 entries = 4 entries + 1 without a name"


def test_a_doctype_behind_a_false_root_is_refused(list_fixtures: Path, tmp_path: Path) -> None:
    path = list_fixtures / "ofac-xml" / "sdn.xml"
    edited(path, tmp_path, '"yes"?>', '"yes"?><!-- <sdnList > --><!DOCTYPE sdnList []>')
    with pytest.raises(ListFormatError, match="it has a DOCTYPE"):
        read_lists(tmp_path)


def test_an_xml_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "sdn.xml").write_text(
        "<sdnList><publshInformation><Publish_Date>03/10/2021</Publish_Date>"
        "<Record_Count>0</Record_Count></publshInformation></sdnList>",
        "utf-8",
    )
    with pytest.raises(EmptyListError, match="holds no entries"):
        read_lists(tmp_path)


def test_a_document_of_a_new_kind_is_kept_under_its_label(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = list_fixtures / "ofac-xml" / "sdn.xml"
    lists = read_lists(edited(path, tmp_path, "<idType>Company Number<", "<idType>Lunar Permit<"))
    assert ("imo_company", "5766958") in identifiers(lists, "us-sdn:102")
    lists = read_lists(edited(path, tmp_path, "<idType>MMSI<", "<idType>Lunar Permit<"))
    assert ("other", "Lunar Permit 572000111") in identifiers(lists, "us-sdn:101")
