"""Switzerland's list: what it calls de-listed or old is not read as current."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from listing import identifiers, names, read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning
from vscreen.lists.world.switzerland import READER
from vscreen.snapshots.lists import Lists


def load(path: Path) -> Lists:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        return read_as(READER, path)


@pytest.fixture(scope="module")
def seco(list_fixtures: Path) -> Lists:
    return load(list_fixtures / "seco")


def edited(list_fixtures: Path, tmp_path: Path, old: str, new: str) -> Path:
    text = (list_fixtures / "seco" / "list.xml").read_text("utf-8")
    assert old in text
    (tmp_path / "list.xml").write_text(text.replace(old, new), "utf-8")
    return tmp_path / "list.xml"


def test_who_is_delisted_is_left_out_and_counted(seco: Lists) -> None:
    assert seco.entries["entry"].tolist() == [
        "ch-seco:101", "ch-seco:120", "ch-seco:130", "ch-seco:140",
    ]  # fmt: skip
    assert "GONE HERON" not in seco.names["name"].tolist()
    assert "1 of 5 targets set aside, de-listed (110)" in seco.snapshots[0].warnings[0]
    assert seco.snapshots[0].receipts[0].sentence == "5 targets = 4 entries + 1 de-listed"


def test_who_is_listed_again_is_in_force_since_then(seco: Lists) -> None:
    again = seco.entries.set_index("entry").loc["ch-seco:120"]
    assert (again["name"], again["listed_on"]) == ("BACK AGAIN", "2026-02-01")
    assert (again["programs"], again["legal_basis"]) == (
        "Ukraine", "Ordinance of 4 March 2022, annex 33",
    )  # fmt: skip


def test_old_copies_in_modifications_are_never_read(seco: Lists) -> None:
    printed = " ".join(seco.names["name"])
    assert "WRONG OLD NAME" not in printed
    assert "A COPY OF A TARGET" not in printed


def test_a_ship_keeps_names_number_and_prose(seco: Lists) -> None:
    assert names(seco, "ch-seco:101") == {
        "BLUE HERON": "primary",
        "СИНЯЯ ЦАПЛЯ": "native",
        "BH": "weak_alias",
        "Grey Heron": "former",
    }
    assert identifiers(seco, "ch-seco:101") == {("imo_ship", "9000003")}
    ship = seco.entries.iloc[0]
    assert (ship["kind"], ship["listed_on"]) == ("vessel", "2024-07-09")
    assert ship["remarks"] == "Shadow fleet.; IMO number: 9000003; flag: Russia"


def test_weak_and_former_names_are_so_in_any_case(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, 'quality="low"', 'quality="Low"')
    text = path.read_text("utf-8").replace('"formerly-known-as"', '"Formerly-Known-As"')
    path.write_text(text.replace('"primary-name"', '"PRIMARY-NAME"'), "utf-8")
    found = names(load(path), "ch-seco:101")
    assert found["BH"] == "weak_alias"
    assert found["Grey Heron"] == "former"
    assert found["BLUE HERON"] == "primary"


def test_a_companys_prose_does_not_give_it_a_ships_number(seco: Lists) -> None:
    assert identifiers(seco, "ch-seco:130") == {
        ("imo_company", "5342883"), ("imo_mentioned", "9000003"),
    }  # fmt: skip
    company = seco.entries.iloc[2]
    assert company["countries"] == "Russian Federation"
    assert company["remarks"].endswith("Address: 1 Test Street, Astrakhan, Russian Federation")
    assert seco.links.to_numpy().tolist() == [
        ["ch-seco:130", "linked_to", "Testov Ivan", "ch-seco:140"]
    ]


def test_a_persons_name_is_put_together_in_each_script(seco: Lists) -> None:
    assert names(seco, "ch-seco:140") == {
        "Testov Ivan": "primary",
        "Testow Ivan": "strong_alias",
        "Testoff Ivan": "strong_alias",
        "Тестов Иван": "native",
        "Vanya Heron": "weak_alias",
    }
    person = seco.entries.iloc[3]
    assert (person["programs"], person["birth_date"]) == ("Belarus;Ukraine", "1954-08-03;1955")
    assert identifiers(seco, "ch-seco:140") == {("other", "passport P0000001 (Belarus)")}
    assert person["remarks"] == "Foreign identifier: 140; Dr."


def test_no_real_file_was_ever_read(seco: Lists) -> None:
    assert str(seco.snapshots[0].published) == "2026-10-05"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"whole-list"', '"amendment"', "it is an amendment, .*; download the whole list"),
        ('date="2026-10-05"', 'date="soon"', "its date is 'soon'"),
        ('"whole-list"', '"extract"', "of the list-type 'extract'"),
        ("<value>", "<text>", "not whole XML"),
        ("name-part ", "part ", "not whole XML"),
        ("<swiss-", "<!DOCTYPE x><swiss-", "a DOCTYPE"),
        ("</place>", "", "not whole XML"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        load(edited(list_fixtures, tmp_path, old, new))


def test_a_slip_costs_a_warning_and_no_target(list_fixtures: Path, tmp_path: Path) -> None:
    text = (list_fixtures / "seco" / "list.xml").read_text("utf-8")
    for old, new in (
        ('target ssid="130"', 'target ssid="101"'),
        ("<value>BACK AGAIN</value>", ""),
        ('effective-date="2023-03-01"', 'effective-date="1.3.2023"'),
        ('<object object-type="vessel"><identity ssid="102"', '<object><identity ssid="102"'),
        ('<target ssid="140">', "<target>"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "list.xml").write_text(text, "utf-8")
    lists = load(tmp_path / "list.xml")
    entries = lists.entries.set_index("name")
    assert entries["kind"].to_dict() == {
        "BLUE HERON": "vessel", "Heron Shipping Ltd": "organization", "Testov Ivan": "person",
    }  # fmt: skip
    assert entries.loc["Heron Shipping Ltd", "listed_on"] == "2023-03-01"
    assert lists.snapshots[0].receipts[0].sentence == (
        "5 targets = 3 entries + 1 de-listed + 1 without a name"
    )
    told = "\n".join(lists.snapshots[0].warnings)
    for part in ("that are objects without a type, read as a vessel: 101",
                 "without a key, known by a hash of their name: target 5",
                 "that share their ssid with others, each kept under its own key"):  # fmt: skip
        assert part in told


@pytest.mark.parametrize(
    ("latest", "kept"),
    [("2025-06-20", False), ("20.06.2025", False), ("2024-01-01", True), ("soon", False)],
)
def test_a_target_is_delisted_by_the_day_of_it(
    list_fixtures: Path, tmp_path: Path, latest: str, kept: bool
) -> None:
    days = "".join(f'{day}="2025-06-20" ' for day in ("enactment-date", "publication-date"))
    old = f'"de-listed" {days}effective-date="2025-06-20"'
    new = f'"de-listed" effective-date="{latest}"'
    text = (list_fixtures / "seco" / "list.xml").read_text("utf-8")
    assert old in text
    amended = '<modification modification-type="amended" enactment-date="2025-06-03"'
    cut = text.index(amended)
    (tmp_path / "list.xml").write_text(
        (text[:cut] + text[text.index("/>", cut) + 2 :]).replace(old, new), "utf-8"
    )
    lists = load(tmp_path / "list.xml")
    assert ("GONE HERON" in lists.names["name"].tolist()) == kept


@pytest.mark.parametrize("tag", ["Entity", "ENTITY", "legal-person"])
def test_a_target_of_another_word_is_kept(list_fixtures: Path, tmp_path: Path, tag: str) -> None:
    path = edited(list_fixtures, tmp_path, "<entity>", f"<{tag}>")
    path.write_text(path.read_text("utf-8").replace("</entity>", f"</{tag}>"), "utf-8")
    firm = load(path).entries.set_index("entry").loc["ch-seco:130"]
    assert (firm["name"], firm["kind"]) == ("Heron Shipping Ltd", "organization")


def test_a_sanctions_set_says_what_is_forbidden(list_fixtures: Path, tmp_path: Path) -> None:
    sets = '<sanctions-set ssid="12" lang="eng">'
    path = edited(list_fixtures, tmp_path, f"{sets}annex 8", f"{sets}Financial measures, annex 8")
    entries = load(path).entries.set_index("entry")
    said = "Switzerland: assets frozen (Ordinance of 4 March 2022, Financial measures, annex 8)"
    assert entries.loc["ch-seco:130", "forbids"] == said
    assert entries.loc["ch-seco:130", "measures"] == "asset_freeze"


def test_the_real_amendment_is_refused_and_says_what_it_is(shared: Path) -> None:
    with pytest.raises(ListFormatError, match="it is an amendment"):
        load(shared / "lists" / "ch-seco-amendment-xml-2024-01" / "seco.xml")


def test_a_list_of_nobody_in_force_is_empty(list_fixtures: Path, tmp_path: Path) -> None:
    path = edited(list_fixtures, tmp_path, '-type="listed"', '-type="de-listed"')
    path.write_text(path.read_text("utf-8").replace('-type="amended"', '-type="de-listed"'))
    with pytest.raises(EmptyListError, match="ch-seco holds no entries"):
        load(path)
