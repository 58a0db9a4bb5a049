"""The page of the UN's ships of the 1718 Committee: which paragraphs apply to which ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import identifiers, links, names, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.world.un_1718 import READER
from vscreen.snapshots.read import bundled_lists, read_lists

TOP = """<!DOCTYPE html><html><head><title>1718 Designated Vessels List 4 June 2020</title></head>
<body><table><tr><td colspan="10">1718 Designated Vessels List</td></tr>"""
HEADINGS = (
    "<tr><td>#</td><td>Vessel Name</td><td>IMO number</td><td>Date of designation</td></tr>"
    "<tr><td>Paragraph 8<br/>(d) of resolution 1718 (2006)</td>"
    "<td>Paragraph 12 (a) of resolution 2321 (2016)</td>"
    "<td>Paragraph 6 of resolution 2371 (2017)</td>"
    "<td>Economic resources controlled by Ocean Maritime Management (KPe.020)</td></tr>"
)
FIRST = (
    "<tr><td>1</td><td><p>1: HERON 1</p><p>2: OLD HERON</p></td>"
    "<td>9000003 MMSI:<br/>1: 572000111</td>"
    "<td>21-Jun-17</td><td>na</td><td>na</td><td>na</td><td>Yes</td></tr>"
    "<tr><td>Flag</td><td>1. Tuvalu 2: Belize</td></tr><tr><td>Call Sign</td><td>1: T2AA4</td></tr>"
    "<tr><td>Type</td><td>Bulk Carrier</td></tr><tr><td>Other information</td><td>na</td></tr>"
)
SECOND = (
    "<tr><td></td><td>1: GULL</td><td>Does not exist</td>"
    "<td>03-Oct-17</td><td>na</td><td>na</td><td>Yes</td><td>na</td></tr>"
    "<tr><td>2</td><td>Other information</td><td>Carried coal.</td>"
    "<td>30-Mar-18</td><td>na</td><td>Yes</td><td>na</td><td>na</td></tr>"
)
END = "</table></body></html>\n"


def page(folder: Path, *parts: str) -> Path:
    (folder / "list.html").write_text("".join((TOP, *parts)), "utf-8")
    return folder / "list.html"


def test_each_ship_has_what_its_paragraphs_forbid(tmp_path: Path) -> None:
    lists = read_as(READER, page(tmp_path, HEADINGS, FIRST, SECOND, END))
    snapshot = lists.snapshots[0]
    assert (str(snapshot.published), snapshot.receipts[0].sentence) == (
        "2020-06-04", "2 ships = 2 entries",
    )  # fmt: skip
    heron, gull = lists.entries.itertuples()
    assert heron.entry == "un-1718:imo-9000003"
    assert names(lists, heron.entry) == {"HERON 1": "primary", "OLD HERON": "strong_alias"}
    assert identifiers(lists, heron.entry) == {
        ("imo_ship", "9000003"), ("mmsi", "572000111"), ("call_sign", "T2AA4"),
    }  # fmt: skip
    assert (heron.flag, heron.vessel_type) == ("Tuvalu;Belize", "Bulk Carrier")
    assert links(lists, heron.entry) == {
        ("operator", "Ocean Maritime Management Company, Limited", "")
    }
    assert heron.forbids == (
        "UN: asset freeze (economic resources controlled by Ocean Maritime Management (KPe.020)) "
        "since 21 June 2017"
    )
    assert gull.entry == "un-1718:gull"
    assert (gull.listed_on, gull.measures) == ("2017-10-03", "port_ban;services_ban")
    assert gull.forbids == (
        "UN: no port entry (paragraph 6 of resolution 2371) since 3 October 2017;"
        "UN: its flag state must strike it from its register "
        "(paragraph 12(a) of resolution 2321) since 30 March 2018"
    )
    assert gull.remarks == "Other information: Carried coal."


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ((HEADINGS, FIRST, "</table>"), "it is cut short"),
        ((FIRST, END), "no row of the paragraphs"),
        ((HEADINGS, FIRST, FIRST, END), "imo-9000003 stands in it twice"),
        ((HEADINGS, FIRST, SECOND.replace("1: GULL", "GULL"), END), "1 of its 2 ships is not"),
    ],
)
def test_a_page_that_is_not_whole_is_refused(
    tmp_path: Path, parts: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ListFormatError, match=message):
        read_lists(page(tmp_path, *parts))


def test_a_page_without_ships_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyListError, match="the title of the list and no ship"):
        read_lists(page(tmp_path, HEADINGS, END))


def test_a_pdf_is_refused_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"%PDF-1.7\n1718 Designated Vessels List")
    with pytest.raises(ListFormatError, match="a PDF, which is not read as a list; take"):
        read_lists(tmp_path)


def test_the_bundled_ships_are_those_of_the_list_of_june_2020(shared: Path) -> None:
    folder = shared / "lists" / "un-1718-official-2020-06"
    official = read_lists(folder / "1718_designated_vessels_list_final.html")
    assert official.snapshots[0].receipts[0].sentence == "59 ships = 59 entries"
    official.check()
    bundled = next(one for one in bundled_lists() if one.list == "un-1718")
    expected = official.entries.set_index("entry")
    found = bundled.entries.set_index("entry").loc[expected.index]
    assert found["measures"].tolist() == expected["measures"].tolist()
    both = [
        frame.query("scheme == 'imo_ship'") for frame in (official.identifiers, bundled.identifiers)
    ]
    numbers, bundled_numbers = (dict(zip(one["entry"], one["value"], strict=True)) for one in both)
    assert numbers == bundled_numbers
    assert len(numbers) == 58
    names_of = [set(map(str.upper, lists.names["name"])) for lists in (official, bundled)]
    assert names_of[0] <= names_of[1]


@pytest.mark.parametrize(("yes", "none"), [("YES", "N/A"), ("yes", "No")])
def test_what_applies_is_known_in_any_letters(tmp_path: Path, yes: str, none: str) -> None:
    rows = (FIRST + SECOND).replace(">Yes<", f">{yes}<").replace(">na<", f">{none}<")
    lists = read_lists(page(tmp_path, HEADINGS, rows, END))
    (tmp_path / "as_is").mkdir()
    as_is = read_lists(page(tmp_path / "as_is", HEADINGS, FIRST, SECOND, END))
    columns = ["entry", "measures", "forbids", "remarks"]
    assert lists.entries[columns].equals(as_is.entries[columns])
    assert lists.entries["measures"].all()
