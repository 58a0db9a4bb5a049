"""The rows of the Consolidated Screening List are the same from CSV and from JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.us.csl_rows import (
    HEADINGS,
    SIGNATURE,
    Row,
    count_records,
    is_csv,
    is_json,
    last_updated,
    read_rows,
)


def table(*rows: dict[str, str], headings: tuple[str, ...] = HEADINGS, mark: str = ",") -> Source:
    lines = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    text = "".join(mark.join(f'"{cell}"' for cell in line) + "\n" for line in lines)
    return Source(Path("csl.csv"), text.encode())


def document(*results: object, **head: object) -> Source:
    text = json.dumps({"source_list_url": "", **head, "results": results})
    return Source(Path("csl.json"), text.encode())


def only(source: Source) -> Row:
    (row,) = read_rows(source)
    return row


def sentences(*cells: str) -> list[str]:
    """The numbers of rows with these `ids`, as the remarks print them."""
    return [
        fact.sentence for row in read_rows(table(*({"ids": cell} for cell in cells)))
        for fact in row.facts
    ]  # fmt: skip


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_csv_is_known_by_its_headings(mark: str) -> None:
    source = table({"name": "HERON"}, mark=mark)
    assert is_csv(source)
    assert is_csv(table(headings=SIGNATURE))
    assert not is_json(source)
    assert only(source)["name"] == "HERON"
    assert not is_csv(table(headings=("source", "name", "alt_names")))


def test_a_json_is_known_by_its_keys() -> None:
    assert is_json(document())
    assert not is_csv(document())
    assert not is_json(Source(Path("x"), b'{"results": []}'))
    assert not is_json(Source(Path("x"), b'[{"results": [], "source_list_url": ""}]'))


def test_a_row_of_the_csv_and_of_the_json_are_equal_but_for_their_position() -> None:
    csv_row = only(table({
        "name": "HERON; GREY", "programs": "IRAN;  IFSR", "alt_names": "", "type": " Vessel ",
        "addresses": "1 Quay, Bandar Abbas, Fars, 79161, IR; Nowhere", "ids": "MMSI, 572469210, PA",
    }))  # fmt: skip
    json_row = only(document({
        "name": "HERON; GREY", "programs": ["IRAN", "IFSR"], "alt_names": [], "type": "Vessel",
        "addresses": [
            {
                "address": "1 Quay", "city": "Bandar Abbas", "state": "Fars",
                "postal_code": 79161, "country": "IR",
            },
            {"city": "Nowhere", "state": None}, {"address": ""},
        ],
        "ids": [{"type": "MMSI", "number": "572469210", "country": "PA"}],
    }))  # fmt: skip
    for row in (csv_row, json_row):
        assert (row["name"], row["type"], row["alt_names"]) == ("HERON; GREY", "Vessel", "")
        assert row.all("programs") == ["IRAN", "IFSR"]
        assert row.addresses == [("1 Quay, Bandar Abbas, Fars, 79161, IR", "IR"), ("Nowhere", "")]
        assert [fact.sentence for fact in row.facts] == ["MMSI 572469210 (PA)"]
    assert (csv_row.where, json_row.where) == ("line 2", "result 0")


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("Tax ID No., 7750004150, RU", "Tax ID No. 7750004150 (RU)"),
        ("RU, 7750004150, Tax ID No.", "Tax ID No. 7750004150 (RU)"),
        ("Passport, K475336, 2014-08-30, 2009-08-31, RU",
         "Passport K475336 (RU) issued 2009-08-31 expires 2014-08-30"),
        ("RU, 2009-08-31, K475336, Passport", "Passport K475336 (RU) dated 2009-08-31"),
        ("Tax ID No., 1, 2, RU", "Tax ID No. 1, 2 (RU)"),
        ("RU, 1, 2, Tax ID No.", "Tax ID No. 1, 2 (RU)"),
        ("Tax ID No., RU", "Tax ID No. RU"),
        ("Digital Currency Address - XBT, 1abc", "Digital Currency Address - XBT 1abc"),
    ],
)  # fmt: skip
def test_a_number_is_read_from_either_end_with_its_country_and_dates(
    cell: str, sentence: str
) -> None:
    assert sentences(cell) == [sentence]


def test_the_known_labels_decide_on_which_side_an_unknown_label_is() -> None:
    first, last = "Tax ID No., 1, RU", "RU, 1, Tax ID No."
    assert sentences(first, "Seal, 77")[1] == "Seal 77"
    assert sentences(last, "77, Seal")[1] == "Seal 77"
    assert sentences("77, Seal") == ["Seal 77"]
    known = "Tax ID No. 1 (RU)"
    assert sentences(first, last, last, "77, Seal") == [known, known, known, "Seal 77"]
    assert sentences(f"{first}; Seal, 77", "MMSI, 572469210")[1] == "Seal 77"


def test_a_label_that_ends_with_a_dash_leaves_the_next_word_to_the_value() -> None:
    (known,) = only(table({"ids": "Digital Currency Address - XBT, 1abc"})).facts
    assert (known.label, known.value) == ("Digital Currency Address -", "XBT 1abc")
    (unknown,) = only(document({"ids": [{"type": "Seal", "number": 77}]})).facts
    assert (unknown.label, unknown.value) == ("Seal", "77")


@pytest.mark.parametrize(
    "heading",
    [
        "programs", "alt_names", "citizenships", "dates_of_birth", "nationalities",
        "places_of_birth",
    ],
)  # fmt: skip
def test_a_cell_of_several_values_is_split_in_either_edition(heading: str) -> None:
    for source in (table({heading: "A; B"}), document({heading: "A; B"})):
        assert only(source).all(heading) == ["A", "B"]


def test_an_edition_may_lack_columns_or_have_more_of_them() -> None:
    row = {"name": "HERON", "programs": "IRAN; IFSR"}
    without = tuple(heading for heading in HEADINGS if heading not in ("ids", "addresses"))
    for headings in (without, (*HEADINGS, "_id"), (*HEADINGS, "novelty")):
        assert only(table(row, headings=headings)).all("programs") == ["IRAN", "IFSR"]


@pytest.mark.parametrize(
    "headings",
    [
        (*(heading for heading in HEADINGS if heading != "ids"), "idz"),
        (*HEADINGS, "remarks"),
    ],
)
def test_a_misspelt_or_repeated_heading_is_refused(headings: tuple[str, ...]) -> None:
    with pytest.raises(ListFormatError, match="its headings are not those of an edition"):
        read_rows(table({"name": "HERON"}, headings=headings))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"source_list_url": "", "results": {}}', "no object with a list of results"),
        ('{"source_list_url": "", "results": [{}, 7]}', "result 1 is no JSON object"),
        ('{"source_list_url": "", "results": [{}', "not whole JSON"),
    ],
)
def test_a_damaged_json_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ListFormatError, match=reason):
        read_rows(Source(Path("csl.json"), text.encode()))


def test_a_cut_csv_is_refused() -> None:
    whole = table({"name": "HERON", "ids": "MMSI, 572469210"})
    warnings: list[str] = []
    assert read_rows(Source(whole.path, whole.data.rstrip(b"\n")), warnings) == read_rows(whole)
    assert "its last line does not end, but its last row is whole" in warnings[0]
    for data in (whole.data.rstrip(b'"\n'), whole.data.replace(b'"', b"").rstrip(b"\n")):
        with pytest.raises(ListFormatError, match=r"csl\.csv: .*(end|whole)"):
            read_rows(Source(whole.path, data), [])


def test_a_json_may_hold_the_texts_of_the_csv() -> None:
    found = only(document({
        "name": "HERON", "ids": "MMSI, 572469210, PA; Tax ID No., 1, RU",
        "addresses": ["1 Quay, Bandar Abbas, IR"],
    }))  # fmt: skip
    assert [fact.sentence for fact in found.facts] == ["MMSI 572469210 (PA)", "Tax ID No. 1 (RU)"]
    assert found.addresses == [("1 Quay, Bandar Abbas, IR", "IR")]


def test_a_page_of_a_search_is_no_list() -> None:
    page = document({"name": "HERON"}, total=15_000, offset=0)
    with pytest.raises(ListFormatError, match=r"holds 1 of 15,000 results: a page of a search"):
        read_rows(page)
    assert read_rows(document({"name": "HERON"}, total=1))


def test_records_are_counted_apart_from_reading_them() -> None:
    assert count_records(table({"name": "HERON"}, {"name": ""}, {"name": "A\nB"})) == 2
    assert count_records(document({"name": "HERON"}, {})) == 2


def test_a_long_or_short_row_keeps_its_name_and_its_numbers() -> None:
    whole = table(
        {"source": "Entity List (EL)", "name": "HERON", "ids": "MMSI, 572469210"},
        {"source": "Entity List (EL)", "name": "EGRET"},
    )
    for old, new in ((b'"","MMSI', b'"MMSI'), (b'"","MMSI', b'"","","","MMSI')):
        first, second = read_rows(Source(whole.path, whole.data.replace(old, new)))
        assert (first["name"], second["name"], second.slip) == ("HERON", "EGRET", "")
        assert [fact.sentence for fact in first.facts] == ["MMSI 572469210"]
        assert "of which only the name and numbers are sure" in first.slip


def test_the_json_is_as_new_as_its_newest_source_list() -> None:
    head = {
        "count": 7,
        "sources": [{"import": "2022-04-21T10:00"}, {"updated": ["2022-04-22", "2022-99-99"]}],
    }
    assert last_updated(document({"start_date": "2030-01-01"}, **head)) == date(2022, 4, 22)
    assert last_updated(document()) is None
    assert last_updated(table({"start_date": "2030-01-01"})) is None


def test_a_cell_that_a_program_filled_with_its_word_for_nothing_is_empty() -> None:
    row = only(table({"name": "NULL", "call_sign": "NULL", "nationalities": "nan", "type": "None"}))
    assert row["name"] == "NULL", "which may be a name"
    assert row["call_sign"] == row["nationalities"] == row["type"] == ""


def test_names_stand_apart_without_a_blank_between_them_too() -> None:
    row = only(table({"alt_names": "HERON OAO;GREY HERON; EGRET;"}))
    assert row.all("alt_names") == ["HERON OAO", "GREY HERON", "EGRET"]


def test_a_json_whose_aliases_or_numbers_are_called_otherwise_is_refused() -> None:
    result = {**dict.fromkeys((*SIGNATURE, "ids"), ""), "name": "HERON"}
    assert only(document({**result, "novelty": ""}))["name"] == "HERON"
    result["aliases"] = result.pop("alt_names")
    with pytest.raises(ListFormatError, match=r"lacks \['alt_names'\] and has \['aliases'\]"):
        read_rows(document(result))
