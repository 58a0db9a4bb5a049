"""The Consolidated Screening List: every edition says the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from listing import read_as

from vscreen.errors import EmptyListError, ListFormatError, ListWarning, ShrunkListError
from vscreen.files.csv import csv_rows
from vscreen.lists import Source
from vscreen.lists.us.csl import READER, named_key
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.snapshots.subjects import subjects

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")

EDITIONS = ("columns-28.csv", "columns-29.csv", "consolidated.json")
FRAMES = ("entries", "names", "identifiers", "links")


def read(path: Path) -> Snapshot:
    (snapshot,) = read_as(READER, path)
    return snapshot


@pytest.fixture(params=EDITIONS)
def csl(request: pytest.FixtureRequest, list_fixtures: Path) -> Snapshot:
    return read(list_fixtures / "csl" / request.param)


def of(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    return frame[frame["entry"].str.endswith(f":{key}")]


def entry(snapshot: Snapshot, key: str) -> pd.Series:
    return of(snapshot.entries, key).iloc[0]


def identifiers(snapshot: Snapshot, key: str) -> list[tuple[str, str]]:
    found = of(snapshot.identifiers, key)
    return list(zip(found["scheme"], found["value"], strict=True))


def names(snapshot: Snapshot, key: str) -> dict[str, str]:
    found = of(snapshot.names, key)
    return dict(zip(found["name"], found["kind"], strict=True))


def test_a_treasury_entry_has_ofacs_number_and_its_lists_are_its_first_programmes(
    csl: Snapshot,
) -> None:
    assert csl.list == "us-csl"
    assert csl.entries["entry"].tolist()[:4] == [
        "us-csl:990001", "us-csl:990002", "us-csl:990003", "us-csl:990004",
    ]  # fmt: skip
    assert entry(csl, "990001")["programs"] == "SDN;IRAN;IFSR"
    assert entry(csl, "990002")["programs"] == "SDN;RUSSIA-EO14024;SSI"
    assert csl.entries["kind"].tolist() == [
        "vessel", "organization", "person", "aircraft", "organization", "organization",
        "organization",
    ]  # fmt: skip


def test_all_facts_of_a_ship_are_read(csl: Snapshot) -> None:
    assert identifiers(csl, "990001") == [
        ("call_sign", "5IMQ9"), ("imo_ship", "9000003"), ("mmsi", "572469210"),
    ]  # fmt: skip
    ship = entry(csl, "990001")
    assert (ship["name"], ship["flag"], ship["vessel_type"]) == (
        "GREY HERON", "Panama;Malta", "Crude Oil Tanker",
    )  # fmt: skip
    # What the file calls gross tonnage is OFAC's `Tonnage`, a deadweight.
    assert (ship["gross_tonnage"], ship["build_year"]) == (81_479, 1999)
    assert "Tonnage 163660" in ship["remarks"]
    assert "Secondary sanctions risk: Invented Sanctions Regulations, sections" in ship["remarks"]
    assert "Address: Bandar Abbas, IR" in ship["remarks"]
    assert ship["countries"] == "", "where a ship was seen is not its country"
    assert "https://example.gov/sdn/info" in ship["source_url"].split(";")
    assert names(csl, "990001") == {
        "GREY HERON": "primary", "HERON 1": "strong_alias", "YARD NO. 7 INVENTED": "strong_alias",
    }  # fmt: skip
    links = of(csl.links, "990001")[["relation", "to_name", "to_entry"]].to_numpy().tolist()
    assert links == [
        ["owner", "INVENTED OWNER LTD", ""],
        ["linked_to", "INVENTED SHIPPING LLC", "us-csl:990002"],
        ["linked_to", "TESTOV, Ivan", "us-csl:990003"],
    ]


def test_a_company_has_its_own_number_and_not_that_of_its_ship(csl: Snapshot) -> None:
    assert identifiers(csl, "990002") == [
        ("imo_company", "6183435"), ("tax", "3025037914"), ("imo_mentioned", "9000003"),
    ]  # fmt: skip
    assert entry(csl, "990002")["countries"] == "RU;AE"


def test_a_person_has_birth_dates_citizenships_and_documents(csl: Snapshot) -> None:
    person = entry(csl, "990003")
    assert (person["birth_date"], person["countries"]) == ("1962;circa 1963", "RU;CY")
    assert identifiers(csl, "990003") == [
        ("other", "Passport K475336 (RU) issued 2009-08-31 expires 2014-08-30"),
        ("other", "Digital Currency Address - XBT 1inventedaddress"),
    ]
    assert person["remarks"].startswith("Director; Chairman; DOB 1962; DOB circa 1963; POB Astr")


def test_rows_of_one_name_are_one_entry_listed_since_the_first(csl: Snapshot) -> None:
    key = named_key("EL", "Invented Design Bureau, JSC (f.k.a., Bureau Seven)")
    assert names(csl, key) == {
        "Invented Design Bureau, JSC (f.k.a., Bureau Seven)": "primary",
        "Invented Design Bureau, JSC": "strong_alias",
        "Bureau Seven": "former",
        "IDB": "strong_alias",
        "JSC IDB": "strong_alias",
        "Bureau Eight": "former",
        "Invented Bureau": "strong_alias",
    }
    bureau = entry(csl, key)
    assert (bureau["listed_on"], bureau["countries"]) == ("2020-01-02", "RU;BY")
    assert bureau["legal_basis"] == "87 FR 20299;85 FR 1"
    assert "License policy: Policy of denial." in bureau["remarks"]


def test_successors_are_no_part_of_a_name(csl: Snapshot) -> None:
    firm = entry(csl, named_key("ISN", "Invented Export Company"))
    assert (firm["name"], firm["programs"]) == ("Invented Export Company", "ISN;INKSNA")
    assert "and any successor, sub-unit, or subsidiary thereof" in firm["remarks"]


def test_an_order_that_has_ended_is_left_out_with_a_warning(csl: Snapshot) -> None:
    assert "ENDED EXPORTS LTD" not in set(csl.names["name"])
    assert "Ends: 2056-06-29" in entry(csl, named_key("DPL", "I. EXAMPLE"))["remarks"]
    message = "left out 1 rows of orders that ended before the newest began, on 2022-04-07"
    assert any(message in warning for warning in csl.warnings)


def test_an_order_that_ends_before_it_begins_is_in_force(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "csl" / "columns-29.csv").read_text("utf-8")
    (tmp_path / "csl.csv").write_text(text.replace("2020-01-05", "2002-01-05"), "utf-8", newline="")
    assert "ENDED EXPORTS LTD" in set(read(tmp_path).names["name"])


def test_every_edition_has_the_same_entries(list_fixtures: Path) -> None:
    first, *others = (read(list_fixtures / "csl" / name) for name in EDITIONS)
    for other in others:
        for frame in FRAMES:
            assert getattr(first, frame).equals(getattr(other, frame)), frame


def test_an_edition_of_27_columns_lacks_no_more_than_its_column(list_fixtures: Path) -> None:
    old, new = (read(list_fixtures / "csl" / f"columns-{n}.csv") for n in (27, 29))
    for frame in ("names", "identifiers", "links"):
        assert getattr(old, frame).equals(getattr(new, frame)), frame
    columns = [column for column in new.entries if column not in ("remarks", "fingerprint")]
    assert old.entries[columns].equals(new.entries[columns])


def test_tabs_may_stand_between_the_columns(list_fixtures: Path, tmp_path: Path) -> None:
    path = list_fixtures / "csl" / "columns-29.csv"
    text = io.StringIO(newline="")
    rows = [row for _, row in csv_rows(Source.open(path), path.read_text("utf-8"))]
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    (tmp_path / "csl.tsv").write_text(text.getvalue(), "utf-8", newline="")
    assert read(tmp_path).entries.equals(read(path).entries)


def test_the_json_is_dated_and_may_hold_a_row_without_a_name(
    list_fixtures: Path,
) -> None:
    with pytest.warns(ListWarning) as warned:
        (snapshot,) = read_lists(list_fixtures / "csl" / "consolidated.json")
    messages = " ".join(str(warning.message) for warning in warned)
    assert "left out 1 rows that have no name" in messages
    assert str(snapshot.published) == "2022-04-22"


def test_a_json_may_join_aliases_and_has_names_that_are_null(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = list_fixtures / "csl" / "consolidated.json"
    document = json.loads(path.read_text("utf-8"))
    for record in document["results"]:
        record["alt_names"] = "; ".join(record["alt_names"])
    (tmp_path / "csl.json").write_text(json.dumps(document), "utf-8")
    assert read(tmp_path).names.equals(read(path).names)


def test_ofacs_number_makes_one_subject_of_entries_on_several_lists(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "ofac" / "sdn.csv").read_text("utf-8")
    number = text.split(",")[0]
    (tmp_path / "sdn.csv").write_text(text, "utf-8", newline="")
    for name in ("alt.csv", "add.csv"):
        (tmp_path / name).write_bytes((list_fixtures / "ofac" / name).read_bytes())
    table = (list_fixtures / "csl" / "columns-29.csv").read_text("utf-8")
    (tmp_path / "csl.csv").write_text(table.replace("990003", number), "utf-8", newline="")
    found = subjects(read_lists(tmp_path)).set_index("entry")["subject"]
    assert found[f"us-csl:{number}"] == found[f"us-sdn:{number}"]
    assert found["us-csl:990004"] == "us-csl:990004"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",Vessel,", ",Submarine,", "the type 'Submarine'"),
        (",990001,", ",,", "the number ''"),
        ("Specially Designated Nationals (SDN) - Treasury Department,990004", ",990004", "source"),
        ("call_sign", "call_sing", r"lacks \['call_sign'\] and has \['call_sing'\]"),
        ("990004,Aircraft", "990003,Aircraft", "the number 990003 to a second subject"),
        ("vessel_owner,remarks", "remarks,remarks", "its headings are not"),
        (",EP-TST,", ",EP-TST,,", "cells under 29 headings"),
    ],
)
def test_a_wrong_row_of_the_csv_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    text = (list_fixtures / "csl" / "columns-29.csv").read_text("utf-8")
    assert old in text
    (tmp_path / "csl.csv").write_text(text.replace(old, new), "utf-8", newline="")
    with pytest.raises(ListFormatError, match=rf"csl\.csv: .*{message}"):
        read_lists(tmp_path)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda document: document.update(results="none"), "no object with a list of results"),
        (lambda document: document["results"].append("x"), "result 11 is no JSON object"),
        (
            lambda document: [record.update(name=None) for record in document["results"]],
            r"11 of its 11 rows have no name",
        ),
        (lambda document: document["results"][1].pop("name"), "result 1 says nothing under 'name'"),
    ],
)
def test_a_wrong_json_is_refused(
    list_fixtures: Path, tmp_path: Path, damage: Callable[[dict[str, object]], None], message: str
) -> None:
    document = json.loads((list_fixtures / "csl" / "consolidated.json").read_text("utf-8"))
    damage(document)
    text = json.dumps(document)
    if '"source_list_url"' not in text:
        text = text.replace("{", '{"source_list_url": "",', 1)
    (tmp_path / "csl.json").write_text(text, "utf-8")
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_headings_without_rows_are_an_empty_list(list_fixtures: Path, tmp_path: Path) -> None:
    heading, _, _ = (list_fixtures / "csl" / "columns-29.csv").read_text("utf-8").partition("\n")
    (tmp_path / "list.csv").write_text(f"{heading}\n", "utf-8", newline="")
    with pytest.raises(EmptyListError, match="headings and no rows"):
        read_lists(tmp_path)


@pytest.fixture(scope="module")
def real(shared: Path) -> Snapshot:
    return read(shared / "lists" / "us-csl-csv" / "consolidated.csv.gz")


def test_the_consolidated_list_of_april_2022(real: Snapshot, shared: Path) -> None:
    source = Source.open(shared / "lists" / "us-csl-csv" / "consolidated.csv.gz")
    (_, heads), *rows = csv_rows(source, source.text())
    table = pd.DataFrame([row for _, row in rows], columns=heads)
    assert len(table) == 14_160
    treasury = table["entity_number"] != ""
    # Seventeen of State's names go on with `and any successor, sub-unit, or subsidiary thereof`.
    bare = table["name"].str.replace(r"[,;]? and any successor.*", "", regex=True)
    by_name = table["source"] + bare.str.split().str.join(" ").str.casefold()
    subjects_in_it = table["entity_number"][treasury].nunique() + by_name[~treasury].nunique()
    assert len(real.entries) == subjects_in_it == 13_964
    assert (real.entries["kind"] == "vessel").sum() == (table["type"] == "Vessel").sum() == 433
    ids = table.loc[table["type"] == "Vessel", "ids"]
    printed = ids.str.findall(r"(\d+), Vessel Registration").explode()
    numbers = real.identifiers.loc[real.identifiers["scheme"] == "imo_ship", "value"]
    assert set(printed.dropna()) == set(numbers)
    assert real.measures["imo_share"] == pytest.approx(430 / 433), "two have none, one 15411"
    linked = table.loc[~table["entity_number"].duplicated() & treasury, "remarks"]
    in_real = (real.links["relation"] == "linked_to").sum()
    assert in_real >= linked.str.count("Linked To:").sum() * 0.999
    Lists((real,)).check()


def test_a_source_list_that_is_gone_trips_a_guard(
    real: Snapshot, shared: Path, tmp_path: Path
) -> None:
    source = Source.open(shared / "lists" / "us-csl-csv" / "consolidated.csv.gz")
    rows = [row for _, row in csv_rows(source, source.text()) if "(UVL)" not in row[1]]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    (tmp_path / "csl.csv").write_text(text.getvalue(), "utf-8", newline="")
    message = r"us-csl holds 0 entries of the program UVL and should hold at least 80"
    with pytest.raises(ShrunkListError, match=message):
        read_lists(tmp_path).check()


def test_a_subject_on_ofacs_list_and_the_consolidated_list_is_a_single_subject(
    real: Snapshot, shared: Path
) -> None:
    both = Lists((real, *read_lists(shared / "lists" / "us-ofac-sdn-csv")))
    found = subjects(both).set_index("entry")["subject"]
    ofac = {entry.partition(":")[2] for entry in found.index if entry.startswith("us-sdn:")}
    shared_numbers = [number for number in ofac if f"us-csl:{number}" in found.index]
    assert len(shared_numbers) == 9_657
    assert all(found[f"us-csl:{key}"] == found[f"us-sdn:{key}"] for key in shared_numbers)
