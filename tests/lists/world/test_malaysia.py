"""Malaysia's list of specified entities."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, identifiers, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.malaysia import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


@pytest.fixture
def lists(list_fixtures: Path) -> Lists:
    return read_as(READER, list_fixtures / "malaysia")


def test_the_reference_says_who_is_a_person_whatever_the_section_is_called(lists: Lists) -> None:
    assert lists.snapshots[0].list == "my-moha"
    assert lists.entries["entry"].tolist() == [
        "my-moha:KDN.I.901-2014", "my-moha:KDN.I.902-2021", "my-moha:KDN.K.9-2019",
    ]  # fmt: skip
    assert lists.entries["kind"].tolist() == ["person", "person", "organization"]
    assert lists.snapshots[0].receipts[0].sentence == "3 subjects = 3 entries"


def test_both_names_around_an_at_sign_are_names_and_a_single_word_is_a_weak_one(
    lists: Lists,
) -> None:
    assert names(lists, "my-moha:KDN.I.901-2014") == {
        "Mansor @ Termizi bin Heron": "primary", "Mansor": "weak_alias",
        "Termizi bin Heron": "strong_alias", "Abu Heron": "strong_alias",
        "Abu Magpie": "strong_alias",
    }  # fmt: skip


def test_a_group_has_the_names_of_each_line_and_its_letters(lists: Lists) -> None:
    assert names(lists, "my-moha:KDN.K.9-2019") == {
        "Heron Freedom Front (HFF)": "primary", "Heron Freedom Front": "strong_alias",
        "HFF": "weak_alias", "Front of Herons": "strong_alias", "Heron Army": "strong_alias",
        "HFF-2": "strong_alias",
    }  # fmt: skip


def test_a_person_has_dates_papers_and_remarks(lists: Lists) -> None:
    person, other, group = (row for _, row in lists.entries.iterrows())
    assert (person["birth_date"], person["listed_on"]) == ("1961-12-09", "2014-11-12")
    assert (person["countries"], person["programs"]) == ("Philippines", "Act 613, section 66B")
    assert person["remarks"] == (
        "Designation: Captain;Born in: Johore;Nationality: Philippines (Permanent Resident in "
        "Malaysia);Address: No. 5, Heron Road, Kajang"
    )
    assert identifiers(lists, person["entry"]) == {
        ("other", "Passport 08235375"), ("other", "Passport 06515937"),
        ("other", "Identification card 611209-01-0000"),
    }  # fmt: skip
    assert other["birth_date"] == "1976-02-20;1975-02-13"
    assert (group["listed_on"], group["remarks"]) == ("2019-05-21", "Address: Global")


def test_a_copy_from_a_browser_without_its_first_tag_is_read_with_a_warning(
    list_fixtures: Path, tmp_path: Path
) -> None:
    file = list_fixtures / "malaysia" / "list.xml"
    text = file.read_text("utf-8").partition("<xmlResponse>")[2].lstrip()
    for copied in (text, text.replace("</xmlResponse>", "")):
        (tmp_path / "list.xml").write_text(copied, "utf-8")
        with pytest.warns(ListWarning, match="it lacks its first tag, as a copy from a browser"):
            assert len(read_lists(tmp_path).entries) == 3
    (tmp_path / "list.xml").write_text(text[: len(text) // 2], "utf-8")
    with pytest.raises(ListFormatError, match="not whole XML"):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message", "entries"),
    [
        ("KDN.I.902", "KDN.I.901", "", 3),
        ("(3) Name", "(3) Nane", "", 3),
        (">KDN.K.9-2019<", ">-<", "with the reference '', read as person: entry-3", 3),
        (">Siti binti Rook<", "><", "1 of 3 subjects set aside, without a name", 2),
        (">Heron Freedom Front (HFF)<", ">-<", "without a name, called by another", 3),
        ("KDN.I.902-2021", "KDN.I.901-2014", "share their reference with .*: KDN.I.901-2014", 3),
    ],
)
def test_a_slip_in_an_entry_costs_a_warning_and_no_other_entry(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str, entries: int
) -> None:
    path = edited(list_fixtures / "malaysia" / "list.xml", tmp_path, old, new)
    if not message:
        assert len(read_lists(path).entries) == entries
        return
    with pytest.warns(ListWarning, match=message):
        assert len(read_lists(path).entries) == entries


def test_new_columns_are_remarks_and_dates_are_read_however_they_are_written(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "malaysia" / "list.xml").read_text("utf-8")
    for old, new in (
        ("12 November 2014", "12.11.2014"),
        ("20.02.1976 13.02.1975", "20.02.1976 / circa 1974"),
        ("Global</field>", 'Global</field><field name="(9) Ship">IMO 9000003</field>'),
    ):
        text = text.replace(old, new)
    (tmp_path / "list.xml").write_text(text, "utf-8")
    person, other, group = read_lists(tmp_path).entries.itertuples()
    assert (person.listed_on, other.birth_date) == ("2014-11-12", "1976-02-20;circa 1974")
    assert group.remarks == "Address: Global;Ship: IMO 9000003"


def test_a_subject_of_a_new_kind_is_searched_as_a_ship_too(
    list_fixtures: Path, tmp_path: Path
) -> None:
    ship = (
        '</section><section type="C. VESSEL"><entry>'
        '<field name="(2) Reference">KDN.V.1-2026</field>'
        '<field name="(3) Name">GREY HULL</field></entry></section>'
    )
    path = edited(list_fixtures / "malaysia" / "list.xml", tmp_path, "</section>", ship)
    with pytest.warns(ListWarning, match="the reference 'KDN.V.1-2026', read as organization"):
        lists = read_lists(path)
    assert lists.entries["entry"].tolist()[-1] == "my-moha:KDN.V.1-2026-ship"


def test_headings_in_malay_and_without_numbers_are_known(
    list_fixtures: Path, tmp_path: Path
) -> None:
    words = {"Reference": "No. Rujukan", "Other Names": "Nama Lain", ") Name": ") Nama",
             "&#10;Name": "Nama", "Date of Birth": "Tarikh Lahir"}  # fmt: skip
    text = (list_fixtures / "malaysia" / "list.xml").read_text("utf-8")
    for old, new in words.items():
        text = text.replace(old, new)
    (tmp_path / "list.xml").write_text(text, "utf-8")
    lists = read_lists(tmp_path)
    assert lists.entries["name"].tolist()[:2] == ["Mansor @ Termizi bin Heron", "Siti binti Rook"]
    assert lists.entries["birth_date"].iloc[0] == "1961-12-09"


def test_a_list_without_entries_is_empty(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text('<xmlResponse><!-- <field name="KDN."/> --></xmlResponse>')
    with pytest.raises((EmptyListError, ListFormatError)):
        read_lists(tmp_path)
