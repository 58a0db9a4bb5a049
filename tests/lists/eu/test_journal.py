"""Acts of the EU's Official Journal: a consolidated file and its amendments are one list."""

from __future__ import annotations

import csv
import io
import warnings
from pathlib import Path

import pytest
import xlsxwriter

from vscreen.errors import EmptyListError, ListFormatError, ListWarning, ShrunkListError
from vscreen.lists import Source, find_reader
from vscreen.lists.eu.journal import READER
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

COLUMNS = (
    "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name", "alias",
    "weakAlias", "previousName", "country", "registrationNumber", "imoNumber", "flag", "address",
    "notes",
)  # fmt: skip
BASE, AMENDED = ("celex",), ("amendedCelex", "amendmentCelex")
SHIP = {
    "programKey": "EU-RUS", "annex": "XLII", "measure": "Transportation restrictions",
    "schema": "Vessel", "startDate": "24.4.2026", "reason": "Article 3s(2), point (b): carry oil",
}  # fmt: skip
FIRM = {
    "programKey": "EU-RUS", "annex": "IV", "measure": "Export control", "schema": "LegalEntity",
    "startDate": "12.9.2014",
}  # fmt: skip


def ship(name: str, imo: str, **cells: str) -> dict[str, str]:
    return SHIP | {"name": name, "imoNumber": imo} | cells


def firm(name: str, **cells: str) -> dict[str, str]:
    return FIRM | {"name": name} | cells


def write(
    path: Path, rows: list[dict[str, str]], *, act: str = "32014R0833", amendment: str = ""
) -> Path:
    path.parent.mkdir(exist_ok=True)
    head = {"amendedCelex": act, "amendmentCelex": amendment} if amendment else {"celex": act}
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, [*head, *COLUMNS], restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(head | row for row in rows)
    path.write_bytes(stream.getvalue().encode())
    return path


@pytest.fixture
def base(tmp_path: Path) -> Path:
    rows = [ship("HERON", "9000003"), ship("STORK", "9000015"), firm("JSC Crane")]
    return write(tmp_path / "consolidated" / "32014R0833.csv", rows)


@pytest.fixture
def amendment(tmp_path: Path) -> Path:
    rows = [
        ship("GREBE (ex HERON)", "9000003", startDate="24.7.2026"),
        ship("EGRET", "9000027", startDate="24.7.2026"),
        firm("JSC CRANE", annex="XIV", measure="Financial restrictions", startDate="24.7.2026"),
    ]
    return write(tmp_path / "amendments" / "32026R1848.csv", rows, amendment="32026R1848")


def load(*paths: Path) -> tuple[Lists, str]:
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always", ListWarning)
        lists = read_lists(paths)
    return lists, " ".join(str(warning.message) for warning in found)


def receipts(lists: Lists, name: str) -> list[str]:
    snapshot = next(snapshot for snapshot in lists if snapshot.list == name)
    return [receipt.sentence for receipt in snapshot.receipts]


def keys(lists: Lists, name: str) -> list[str]:
    found = lists.entries["entry"].str.partition(":")
    return found.loc[found[0] == name, 2].tolist()


def test_an_amendment_in_another_folder_adds_to_its_act(base: Path, amendment: Path) -> None:
    assert find_reader(Source.open(amendment)) is READER
    lists, warned = load(amendment, base)
    assert keys(lists, "eu-annex-xlii") == ["9000003", "9000015", "9000027"]
    assert keys(lists, "eu-833-2014") == ["jsc-crane"]
    for snapshot in lists:
        assert snapshot.files == ("32014R0833.csv", "32026R1848.csv")
        assert snapshot.lacks == ()
        assert snapshot.verified
    assert receipts(lists, "eu-annex-xlii") == [
        "3 rows = 2 entries + 1 of another list",
        "3 rows = 1 entry + 1 adding to an entry + 1 of another list",
    ]
    assert "lists HERON (9000003) again (2026-07-24)" in warned
    names = lists.names[lists.names["entry"] == "eu-annex-xlii:9000003"]
    assert names["name"].tolist() == ["HERON", "GREBE"]


def test_both_hashes_are_in_the_hash_of_the_list(base: Path, amendment: Path) -> None:
    alone = load(base)[0].snapshots[0].hash
    both = load(base, amendment)[0].snapshots[0].hash
    write(amendment, [ship("EGRET", "9000027")], amendment="32026R1848")
    assert len({alone, both, load(base, amendment)[0].snapshots[0].hash}) == 3


def test_a_consolidation_that_has_followed_makes_no_ship_twice(
    tmp_path: Path, base: Path, amendment: Path
) -> None:
    rows = [ship("HERON", "9000003"), ship("STORK", "9000015"), firm("JSC Crane")]
    later = [ship("EGRET", "9000027", startDate="24.7.2026")]
    write(base, [*rows, *later])
    lists, _ = load(tmp_path)
    assert keys(lists, "eu-annex-xlii") == ["9000003", "9000015", "9000027"]
    forbids = lists.entries.set_index("entry")["forbids"]["eu-annex-xlii:9000027"]
    assert forbids == "EU: no port access or services since 24 July 2026 (reason b)"


@pytest.fixture(params=["csv", "xlsx"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A table of ships as other authorities publish it, with one of another regulation."""
    rows = [
        ("Vessel name", "IMO number", "Date of application", "Subject to"),
        ("Heron", "9000003", "24.04.2026", ""),
        ("Stork", "9000015", "24.04.2026", ""),
        ("Avocet", "9000039", "16.10.2017", "Regulation 2017/1509: port entry ban"),
    ]
    path = tmp_path / "other" / f"ships.{request.param}"
    path.parent.mkdir()
    if request.param == "csv":
        path.write_text("".join(f"{';'.join(row)}\r\n" for row in rows))
        return path
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_an_amendment_adds_to_a_table_of_ships_of_another_authority(
    table: Path, amendment: Path
) -> None:
    lists, _ = load(amendment, table)
    assert keys(lists, "eu-annex-xlii") == ["9000003", "9000015", "9000027"]
    assert keys(lists, "eu-2017-1509") == ["9000039"]
    assert receipts(lists, "eu-annex-xlii") == [
        "3 rows = 2 entries + 1 of another list",
        "3 rows = 1 entry + 1 adding to an entry + 1 of another list",
    ]
    both = next(snapshot for snapshot in lists if snapshot.list == "eu-annex-xlii")
    assert (both.files, both.lacks) == ((table.name, "32026R1848.csv"), ())
    assert both.hash not in {load(path)[0].snapshots[0].hash for path in (table, amendment)}
    names = lists.names[lists.names["entry"] == "eu-annex-xlii:9000003"]
    assert names["name"].tolist() == ["Heron", "GREBE", "HERON"]
    # The companies of the amendment have no base there.
    part = next(snapshot for snapshot in lists if snapshot.list == "eu-833-2014")
    assert part.files == ("32026R1848.csv",)
    assert "32014R0833.csv" in part.lacks[0]


def test_a_table_of_ships_beside_a_consolidated_file_is_a_second_edition(
    table: Path, base: Path, amendment: Path
) -> None:
    for paths in ((table, base), (table, base, amendment)):
        with pytest.raises(ListFormatError, match="the list eu-annex-xlii is loaded twice"):
            load(*paths)


def test_a_cut_table_beside_an_amendment_is_named(table: Path, amendment: Path) -> None:
    table.write_bytes(table.read_bytes()[:-30])
    with pytest.raises(ListFormatError, match=table.name):
        load(table, amendment)


def test_what_a_later_base_lacks_is_searched_and_said(base: Path, amendment: Path) -> None:
    _, before = load(base, amendment)
    assert "may have removed" not in before
    rows = [ship("STORK", "9000015"), ship("CURLEW", "9000051", startDate="24.10.2026")]
    write(base, [*rows, firm("JSC Crane")])
    lists, warned = load(base, amendment)
    assert (
        "32026R1848.csv: GREBE, EGRET: not in 32014R0833.csv, which lists others since "
        "24 October 2026, so the EU may have removed them; they are searched all the same"
    ) in warned
    assert keys(lists, "eu-annex-xlii") == ["9000015", "9000051", "9000003", "9000027"]
    remarks = lists.entries.set_index("entry")["remarks"]
    assert "In 32026R1848.csv and not in 32014R0833.csv" in remarks["eu-annex-xlii:9000027"]
    assert "32026R1848" not in remarks["eu-annex-xlii:9000015"]


def test_an_amendment_of_assets_alone_is_not_passed_over(tmp_path: Path) -> None:
    port = firm("Astrakhan", schema="Asset", annex="XLVII.A")
    with pytest.raises(EmptyListError, match="none of its rows names a party or a ship"):
        load(write(tmp_path / "x.csv", [port], amendment="32026R1848"))


def test_an_amendment_without_its_consolidated_file_is_no_whole_list(amendment: Path) -> None:
    lists, _ = load(amendment)
    assert keys(lists, "eu-annex-xlii") == ["9000003", "9000027"]
    assert [snapshot.lacks for snapshot in lists] == [
        ("the entries of 32014R0833.csv, the consolidated annexes of Regulation 833/2014",)
    ] * 2
    with pytest.raises(ShrunkListError, match=r"lacks the entries of 32014R0833\.csv"):
        lists.check()


def test_an_amendment_of_another_act_is_a_list_of_its_own(tmp_path: Path, base: Path) -> None:
    prose = (
        "Listed on 22 July 2026 (prohibition to load; prohibition to enter ports; prohibition to "
        "provide bunkering and vessel services)."
    )
    rows = [
        ship("AVOCET", "9000039", annex="V", startDate="2026-08-07", reason=prose, flag="Cameroon"),
        ship("AVOCET", "9000039", annex="V", measure="Financial restrictions"),
    ]
    path = tmp_path / "amendments" / "32026R1941.csv"
    lists, _ = load(base, write(path, rows, act="32016R0044", amendment="32026R1941"))
    assert keys(lists, "eu-2016-44") == ["9000039"]
    assert receipts(lists, "eu-2016-44") == ["2 rows = 1 entry + 1 adding to an entry"]
    ship_ = lists.entries.set_index("entry").loc["eu-2016-44:9000039"]
    assert ship_["measures"] == "port_ban;trade_ban;services_ban;financial_restrictions"
    assert ship_["forbids"].startswith(
        "EU: transportation restrictions (Annex V of Regulation 2016/44) since 7 August 2026;"
    )
    assert (ship_["flag"], ship_["legal_basis"]) == ("Cameroon", "32016R0044 Annex V")


def test_an_act_that_amends_two_acts_adds_to_both(tmp_path: Path, base: Path) -> None:
    path = write(
        tmp_path / "32026R1.csv",
        [ship("EGRET", "9000027"), ship("AVOCET", "9000039", annex="V")],
        amendment="32026R0001",
    )
    text = path.read_text().replace("32014R0833,32026R0001,,EU-RUS,V", "32016R0044,32026R0001,,X,V")
    path.write_text(text)
    lists, _ = load(base, path)
    assert keys(lists, "eu-annex-xlii") == ["9000003", "9000015", "9000027"]
    assert keys(lists, "eu-2016-44") == ["9000039"]
    assert receipts(lists, "eu-2016-44") == ["2 rows = 1 entry + 1 of another list"]


def test_two_consolidated_files_of_an_act_are_two_editions(tmp_path: Path, base: Path) -> None:
    write(tmp_path / "old" / "32014R0833.csv", [ship("HERON", "9000003")])
    with pytest.raises(ListFormatError, match="the list eu-annex-xlii is loaded twice"):
        load(tmp_path)


def test_a_damaged_amendment_is_named_and_spoils_its_act_alone(
    tmp_path: Path, base: Path, amendment: Path
) -> None:
    amendment.write_bytes(amendment.read_bytes().replace(b"imoNumber", b"imo"))
    with pytest.raises(ListFormatError, match=r"32026R1848\.csv: it has no column imoNumber"):
        load(tmp_path)
    other = write(tmp_path / "32017R1509.csv", [ship("AVOCET", "9000039")], act="32017R1509")
    sources = [Source.open(path) for path in (base, amendment, other)]
    readings, problems = READER.try_read(sources)
    assert [reading.list for reading in readings] == ["eu-2017-1509"]
    assert list(problems) == [amendment]


def test_headings_may_have_other_cases_another_order_and_more_columns(
    tmp_path: Path, base: Path
) -> None:
    rows = [line.split(",") for line in base.read_text().splitlines()]
    assert all(len(row) in (18, 19) for row in rows)  # a reason holds a comma
    upper, *others = base.read_text().splitlines()
    text = "\n".join([f"Colour,{upper.upper()}", *(f"grey,{row}" for row in others)]) + "\n"
    base.write_text("\ufeff" + text)
    lists, _ = load(base)
    assert keys(lists, "eu-annex-xlii") == ["9000003", "9000015"]


def test_a_subject_of_unknown_schema_is_what_its_cells_say(tmp_path: Path) -> None:
    rows = [
        ship("HERON", "9000003", schema="Vesse1", annex="V"),
        firm("Ivan Testov", schema="Human", country="Russia"),
        firm("Crane Ltd", schema=""),
        firm("Astrakhan", schema="Asset", annex="XLVII.A"),
        firm("", annex="V"),
    ]
    lists, warned = load(write(tmp_path / "x.csv", rows))
    kinds = lists.entries.groupby("name")["kind"].agg(list).to_dict()
    assert kinds == {
        "HERON": ["vessel"], "Ivan Testov": ["organization", "vessel"],
        "Crane Ltd": ["organization", "vessel"],
    }  # fmt: skip
    assert "gives HERON the schema 'Vesse1', which is not known; it was read as vessel" in warned
    assert receipts(lists, "eu-833-2014") == [
        "5 rows = 3 entries + 1 naming an asset, no party to a shipment + 1 without a name"
    ]


def test_a_comma_without_quotes_costs_a_row_its_facts_and_no_name(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [ship("HERON", "9000003"), ship("STORK", "9000015")])
    path.write_text(path.read_text().replace("HERON,", "HERON,CRANE,"))
    lists, warned = load(path)
    assert keys(lists, "eu-annex-xlii") == ["9000003", "9000015"]
    assert lists.entries["name"].tolist() == ["HERON", "STORK"]
    assert "HERON, CRANE" in lists.names["name"].tolist()
    assert "line 2 has 19 cells under 18 headings; it was read as 'HERON'" in warned


def test_a_row_that_lost_its_schema_keeps_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", [firm("Crane"), firm("Stork"), ship("HERON", "9000003")])
    path.write_text(path.read_text().replace("LegalEntity,Stork,", "Stork,"))
    lists, warned = load(path)
    assert {"Crane", "Stork", "HERON"} == set(lists.entries["name"])
    assert "line 3 has 17 cells under 18 headings; it was read as 'Stork'" in warned


def test_two_files_joined_into_one_are_refused(base: Path) -> None:
    base.write_bytes(base.read_bytes() * 2)
    with pytest.raises(ListFormatError, match="line 5 holds the headings again, so two files"):
        load(base)


def test_headings_without_rows_are_an_empty_list(tmp_path: Path) -> None:
    with pytest.raises(EmptyListError, match="a header and no rows"):
        load(write(tmp_path / "x.csv", []))


def test_the_real_amendments_of_august_2026(shared: Path) -> None:
    folders = [shared / "lists" / name for name in (
        "eu-journal-csv", "eu-journal-amendments-csv-2026-08",
    )]  # fmt: skip
    lists, _ = load(*folders)
    assert {snapshot.list: len(snapshot.entries) for snapshot in lists} == {
        "eu-annex-xlii": 672, "eu-833-2014": 1_168, "eu-2016-44": 1,
    }  # fmt: skip
    assert receipts(lists, "eu-annex-xlii") == [
        "1,746 rows = 632 entries + 1 adding to an entry + 1,113 of another list",
        "157 rows = 40 entries + 2 adding to an entry + 115 of another list",
    ]
    services = lists.entries[lists.entries["forbids"].str.endswith("24 July 2026 (reason h)")]
    assert services["name"].tolist() == [
        "KUMANA", "BILAL BEY", "BEBEK-E", "LADY JASMINE", "OCEAN FORTUNE 18",
    ]  # fmt: skip
    forbids = lists.entries.set_index("entry")["forbids"]
    assert forbids["eu-annex-xlii:8862935"].split(";") == [
        "EU: no port access or services since 24 April 2026 (reason b)",
        "EU: no port access or services since 24 July 2026 (reason b)",
    ]
    assert "9058713" in lists.identifiers["value"].tolist()
