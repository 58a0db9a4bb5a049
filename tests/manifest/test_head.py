"""Where the headings are: the first line that can be, with what belongs to it above and below."""

from __future__ import annotations

import csv
import io
import random
import re

import pytest

from vscreen.errors import ManifestError
from vscreen.manifest.delimited import read_delimited
from vscreen.manifest.layout.head import Head, continues, find_head, head_on, is_head, join
from vscreen.manifest.layout.known import Known

KNOWN = Known()


def head(text: str) -> Head | None:
    return find_head(list(csv.reader(io.StringIO(text))), KNOWN)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Vessel,IMO\nA,1\n", 0, 0),
        ("Report,\nVessel,IMO\nA,1\n", 1, 1),
        ("Exporter,Value\nACME,5\nVessel,IMO\n", 0, 0),
        ("Ref,Exporter,Qty\n1,ACME,5\n", 0, 0),
        ("Ship,,Shipper\nName,IMO No,\nA,1,B\n", 0, 1),
        ("Vessel,,Shipper\nMARIA,Panama,ACME\n", 0, 0),
        ("Ship,IMO,Shipper\nMASTER,,Vessel Trading Co\n", 0, 0),
        ("Shipper,,Consignee,\nName,Address,Name,Address\nA,b,C,d\n", 0, 1),
        ("ACME LTD,Shipper,,\nB/L,Shipper,Consignee,Qty\n1,A,B,2\n", 1, 1),
        ("Vessel,MARIA,,\nNo,Shipper,Consignee,Qty\n1,A,B,2\n", 1, 1),
        ("Vessel\nMARIA\n", 0, 0),
        ("Судно,ИМО,Порт\n1,2,3\nМАРИЯ,8517839,x\n", 0, 1),
        ("Vessel,IMO,Qty\n1,3,2\n", 0, 0),
        ("Report\nVessel\nMARIA\n", 1, 1),
        ("Foo,Bar\n1,2\n", 0, 0),
    ],
)
def test_the_first_line_that_can_be_headings_is(text: str, first: int, last: int) -> None:
    found = head(text)
    assert found is not None
    assert (found.first, found.last) == (first, last)


def test_better_headings_below_rows_do_not_take_their_place() -> None:
    found = head("Vessel,IMO,,Notify\nA,1,x,y\nB,2,x,y\nVessel,IMO,Flag,Consignee\nC,3,PA,D\n")
    assert found is not None
    assert (found.first, found.rejected, found.passed) == (0, [], [])


def test_rows_above_the_headings_are_rejected_and_titles_are_not() -> None:
    found = head("Fleet,,\nLADY R,9161003,RU\nVessel,IMO,Flag\nANGARA,9179842,RU\n")
    assert found is not None
    assert (found.first, found.rejected, found.passed) == (2, [1], [0])


def test_labels_above_the_headings_are_known_as_such() -> None:
    found = head("Vessel:,MARIA,,\nVoyage:,12E,,\nB/L,Shipper,Consignee,Qty\n1,A,B,3\n")
    assert found is not None
    assert (found.first, found.labelled, found.passed) == (2, [0], [1])


@pytest.mark.parametrize("text", ["Vessel,MARIA\nIMO,1\n", "Vessel: MARIA\nShipper: A\n"])
def test_labels_alone_are_a_form(text: str) -> None:
    assert head(text) is None


def test_names_of_groups_of_columns_are_no_rows() -> None:
    found = head("Ship,,Totals,,\n,,Fuel,,\nIMO Number,Name,A,B,C\n1,MARIA,x,y,z\n")
    assert found is not None
    assert (found.first, found.rejected, found.labelled) == (2, [], [])


def test_merged_cells_say_how_far_a_heading_spans() -> None:
    rows = [["Ship", "", "Shipper"], ["Name", "IMO", ""], ["A", "1", "B"]]
    assert join(rows[0], rows[1], KNOWN, [(0, 0, 0, 1)]) == ["Ship Name", "IMO", "Shipper"]
    found = find_head(rows, KNOWN, [(0, 0, 0, 1), (0, 2, 1, 2)])
    assert found is not None
    assert found.headings == ["Ship Name", "IMO", "Shipper"]


def test_the_stated_row_is_taken_whatever_stands_below_it() -> None:
    rows = [["LADY R", "1"], ["Ship", ""], ["Name", "IMO"], ["A", "2"]]
    found = head_on(rows, 1, KNOWN)
    assert (found.headings, found.rejected) == (["Ship", ""], [0])


def test_a_shipment_goes_on_with_no_headings() -> None:
    assert not continues(["Vessel", "IMO"], ["MARIA", "8517839"], KNOWN)
    assert not continues(["Vessel", "IMO"], ["Name"], KNOWN)
    assert not continues(["Vessel", "MARIA"], ["Name", "Port"], KNOWN)


def test_a_label_with_a_colon_is_no_heading() -> None:
    assert not is_head(["Vessel:", "MARIA", "IMO:", "1"], KNOWN)
    assert is_head(["Vessel", "IMO"], KNOWN)


HEADINGS = ["Vessel", "IMO", "Shipper", "Flag", "Port", "Qty", "Name", "Ship", "", "B/L", "SHIPPER"]


def any_file(chance: random.Random) -> list[list[str]]:
    """Rows of every kind in any order, with a token of its own in each cell that is no heading."""
    width, lines, count = chance.randint(2, 6), [], 0
    for _ in range(chance.randint(1, 10)):
        kind = chance.choice(["row", "row", "row", "head", "label", "title", "long"])
        count += 10
        own = [f"qx{count + n}zz" for n in range(8)]
        if kind == "head":
            lines.append([chance.choice(HEADINGS) for _ in range(width)])
        elif kind == "label":
            label = chance.choice(["Vessel", "Shipper:", "IMO No:", "Owner"])
            lines.append([label, own[0], *[""] * (width - 2)])
        elif kind == "title":
            lines.append(["a title", *[""] * (width - 1)])
        else:
            wide = width if kind == "row" else chance.randint(1, 8)
            mixed = (
                chance.choice([own[n], own[n], "", chance.choice(HEADINGS)]) for n in range(wide)
            )
            lines.append(list(mixed))
    return lines


@pytest.mark.parametrize("seed", range(300))
def test_no_text_of_a_row_of_several_cells_is_lost_to_headings(seed: int) -> None:
    lines = any_file(random.Random(seed))  # noqa: S311 - the rows are no secret
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    try:
        table = read_delimited(text.getvalue().encode(), delimiter=",")
    except ManifestError:
        return
    kept = {str(cell) for column in table.columns for cell in column} | set(table.headings)
    told = " ".join([*kept, *(raw for _, _, raw in table.rejected)])
    several = (line for line in lines if sum(map(bool, line)) > 1)
    wanted = {token for line in several for token in re.findall(r"qx\d+zz", " ".join(line))}
    assert wanted <= set(re.findall(r"qx\d+zz", told))
