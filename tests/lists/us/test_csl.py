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
from vscreen.lists.us.csl import READER, gather, named_key, program_of
from vscreen.lists.us.csl_rows import Row
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.snapshots.subjects import subjects

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")

EDITIONS = ("columns-28.csv", "columns-29.csv", "consolidated.json")
LICENCE_POLICY = ("remarks", "forbids", "fingerprint")
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
    message = "set aside, ended before the newest order began, on 2022-04-07 ("
    assert any(message in warning for warning in csl.warnings)
    assert csl.receipts[0].is_exact


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
    columns = [column for column in new.entries if column not in LICENCE_POLICY]
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
    assert "1 of 11 rows set aside, without a name (result 10)" in messages
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
        ("call_sign", "call_sing", r"lacks \['call_sign'\] and has \['call_sing'\]"),
        ("vessel_owner,remarks", "remarks,remarks", "its headings are not"),
        (",EP-TST,", ",EP-TST,,,,,", "line 6 has 33 cells under 29 headings"),
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


SDN = "Specially Designated Nationals (SDN) - Treasury Department"


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (",Vessel,", ",Submarine,", "with the type 'Submarine', read as vessel by its facts"),
        (",990001,", ",,", "of OFAC with the number '', kept by name: line 2"),
        (f"{SDN},990004", ",990004", "of the list '', which is unknown, kept: line 6"),
        ("990004,Aircraft", "990003,Aircraft", "with the number of another, kept beside it: 9900"),
        (",EP-TST,", ",EP-TST,,", "rows with 30 cells under 29 headings, of which only the name"),
        ("2022-04-07", "soon", "whose start_date is no date: line 7 ('soon')"),
    ],
)
def test_a_slip_costs_a_row_a_warning_and_the_list_nothing(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, warning: str
) -> None:
    whole = read(list_fixtures / "csl" / "columns-29.csv")
    text = (list_fixtures / "csl" / "columns-29.csv").read_text("utf-8")
    assert old in text
    (tmp_path / "csl.csv").write_text(text.replace(old, new), "utf-8", newline="")
    found = read(tmp_path)
    assert warning in " ".join(found.warnings)
    assert set(found.names["name"]) >= set(whole.names["name"])
    assert set(found.entries["kind"]) == set(whole.entries["kind"])
    assert set(found.identifiers["value"]) >= set(whole.identifiers["value"]) - {"EP-TST"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",Vessel,", ",VESSEL,"),
        ("_id,source,entity_number", "_ID,Source,Entity Number"),
        (",990001,", ",990001.0,"),
        ("2022-04-07", "04/07/2022"),
        ("\n", "\r\n"),
        ("_id,", "\ufeff_id,"),
    ],
)
def test_what_is_spelled_otherwise_says_the_same(
    list_fixtures: Path, tmp_path: Path, old: str, new: str
) -> None:
    path = list_fixtures / "csl" / "columns-29.csv"
    (tmp_path / "csl.csv").write_text(
        path.read_text("utf-8").replace(old, new), "utf-8", newline=""
    )
    for frame in FRAMES:
        assert getattr(read(tmp_path), frame).equals(getattr(read(path), frame)), frame


def rewritten(path: Path, folder: Path, *, end: str = "\n", quoting: int = csv.QUOTE_ALL) -> Path:
    """The list with all cells in quotes, as it is since 2025, and another end."""
    text = io.StringIO(newline="")
    rows = [row for _, row in csv_rows(Source.open(path), path.read_text("utf-8"))]
    csv.writer(text, lineterminator="\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    (folder / "csl.csv").write_text(text.getvalue().removesuffix("\n") + end, "utf-8", newline="")
    return folder / "csl.csv"


def test_a_last_row_without_a_line_end_is_whole_if_its_quote_closes(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = list_fixtures / "csl" / "columns-29.csv"
    found = read(rewritten(path, tmp_path, end=""))
    assert found.names.equals(read(path).names)
    assert "its last line does not end, but its last row is whole" in " ".join(found.warnings)
    data = (tmp_path / "csl.csv").read_bytes()
    begun = data.rindex(b"\n") + 1
    for cut in range(begun + 1, len(data)):
        (tmp_path / "csl.csv").write_bytes(data[:cut])
        with pytest.raises(ListFormatError, match=r"csl\.csv"):
            read_lists(tmp_path)


def test_blank_rows_are_none_and_repeated_headings_are_set_aside(
    list_fixtures: Path, tmp_path: Path
) -> None:
    path = list_fixtures / "csl" / "columns-29.csv"
    heads, *rows = path.read_text("utf-8").splitlines(keepends=True)
    text = "".join([heads, "\n", *rows[:2], "," * 28 + "\n", heads, *rows[2:], "\n", "  \n"])
    (tmp_path / "csl.csv").write_text(text, "utf-8", newline="")
    found, whole = read(tmp_path), read(path)
    assert found.names.equals(whole.names)
    assert found.receipts[0].sentence.endswith(" + 1 repeating the headings")
    assert found.receipts[0].records == whole.receipts[0].records + 1


def test_a_row_whose_name_a_comma_cuts_keeps_both_halves_together(
    list_fixtures: Path, tmp_path: Path
) -> None:
    text = (list_fixtures / "csl" / "columns-29.csv").read_text("utf-8")
    cut = text.replace(",GREY HERON,", ",GREY HERON, LTD,", 1)
    (tmp_path / "csl.csv").write_text(cut, "utf-8", newline="")
    found = read(tmp_path)
    assert {"GREY HERON", "GREY HERON, LTD"} <= set(names(found, "990001"))
    assert ("imo_ship", "9000003") in identifiers(found, "990001")


@pytest.mark.parametrize(
    ("source", "program", "is_known"),
    [
        (SDN, "SDN", True),
        ("Specially Designated Nationals - Treasury Department", "SDN", True),
        ("Capta List (CAP) - Treasury Department", "CAP", True),
        ("CAPTA List - Treasury Department", "CAP", True),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "MBS", True),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "PLC", True),
        ("Entity List (EL) - Bureau of Industry and Security", "EL", True),
        ("ENTITY LIST  (EL) - Bureau of Industry and Security", "EL", True),
        ("Military End User (MEU) List - Bureau of Industry and Security", "MEU", True),
        ("Unverified List (UVL) - Bureau of Industry and Security", "UVL", True),
        ("ITAR Debarred (DTC) - Department of State", "DTC", True),
        ("AECA Debarred List - State Department", "DTC", True),
        ("Section 311 Special Measures - Treasury Department", "311", True),
        ("Special Measures (311) - FinCEN", "311", True),
        ("Part 561 List - Treasury Department", "561", True),
        ("Shadow List (EL) - Commerce", "EL", True),
        ("Shadow Fleet List (SFL) - Treasury Department", "SFL", False),
        ("A list", "A list", False),
        ("", "", False),
    ],
)
def test_a_list_that_is_joined_is_known_by_its_name(
    source: str, program: str, *, is_known: bool
) -> None:
    assert program_of(source) == (program, is_known)


def row(**cells: str) -> Row:
    return Row("line 2", {heading: [cell] for heading, cell in cells.items() if cell})


def gathered(*rows: Row) -> pd.DataFrame:
    contents = gather(Source(Path("csl.csv"), b""), rows)
    return pd.DataFrame(
        [
            (entry.key, entry.kind, entry.name, entry.facts.get("programs"), entry.may_be_ship)
            for entry in contents.entries
        ],
        columns=["key", "kind", "name", "programs", "may_be_ship"],
    )


def test_a_row_of_fincen_has_no_number_and_the_programme_311() -> None:
    found = gathered(
        row(source="Section 311 Special Measures - Treasury Department", name="HERON BANK"),
        row(
            source="Shadow Fleet List (SFL) - Treasury Department", name="HERON", entity_number="7"
        ),
    )
    assert found["key"].tolist() == [named_key("311", "HERON BANK"), "7"]
    assert found["programs"].tolist() == [["311"], ["SFL"]]


def test_what_commerce_says_of_a_row_shows_a_ship_or_a_person() -> None:
    el = "Entity List (EL) - Bureau of Industry and Security"
    found = gathered(
        row(source=el, name="HERON", vessel_flag="Panama"),
        row(source=el, name="TESTOV, Ivan", dates_of_birth="1962"),
        row(source=el, name="HERON LTD"),
    )
    assert found["kind"].tolist() == ["vessel", "person", "organization"]


def test_a_row_of_ofac_without_a_type_may_be_a_ship() -> None:
    found = gathered(
        row(source=SDN, name="HERON", entity_number="7"),
        row(source=SDN, name="EGRET", entity_number="8", type="Entity"),
        row(source=SDN, name="EGRET", entity_number="8"),
    )
    assert found[["key", "kind", "may_be_ship"]].to_numpy().tolist() == [
        ["7", "organization", True], ["8", "organization", False],
    ]  # fmt: skip


def test_a_row_says_which_exports_need_a_licence_and_how_long_an_order_runs(csl: Snapshot) -> None:
    bureau = entry(csl, named_key("EL", "Invented Design Bureau, JSC (f.k.a., Bureau Seven)"))
    assert bureau["measures"] == "licence_requirement"
    assert bureau["forbids"].startswith("US: licence needed: ")
    denied = entry(csl, named_key("DPL", "I. EXAMPLE"))
    assert denied["measures"] == "trade_ban"
    assert denied["forbids"].split(";")[0] == "US: denied export privileges until 2056-06-29"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda document: document.update(results="none"), "no object with a list of results"),
        (lambda document: document["results"].append("x"), "result 11 is no JSON object"),
        (
            lambda document: [record.update(name=None) for record in document["results"]],
            r"10 of 10 rows have no primary name",  # two are called by an alias, one has ended
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
    assert real.receipts[0].sentence == ("14,160 rows = 13,964 entries + 196 adding to an entry")
    licences = (table["license_requirement"] != "").sum()
    assert licences == 2_071
    needing = real.entries.loc[real.entries["measures"] == "licence_requirement", "entry"]
    assert set(needing.str.extract(r":(\w+)-")[0]) == {"el", "meu"}
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
