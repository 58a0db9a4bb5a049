"""Well-formed files are read as arrays, and give exactly what the careful reader gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ManifestError
from vscreen.manifest import delimited
from vscreen.manifest import delimited_bulk as wellformed
from vscreen.manifest.layout.known import Known

cells = st.one_of(
    st.sampled_from(["MARIA", "", " ", "Ж", "NULL"]), st.text('A1 ",;\r\n\0é', max_size=4)
)

HEADS = [
    "vessel,imo",
    "vessel;imo",
    '"vessel","imo",flag',
    "vessel",
    "vessel,notify 2",
    "Ship,,Shipper",
]
ABOVE = ["", "report", "Vessel:,MARIA", "Shipper:,A,,", "MARIA,1", "Ship,,Parties"]
LABELS = ["Vessel:", "vessel", "IMO", "Shipper", "Name", "Consignee: A"]


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file as programs write it, as people spoil it, and anything between."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    head = draw(st.sampled_from(HEADS))
    sign = ";" if ";" in head else ","
    lines = [*draw(st.lists(st.sampled_from(ABOVE), max_size=2)), head]
    texts = st.sampled_from([*LABELS, *head.split(sign)]) | cells
    for row in draw(
        st.lists(st.lists(cells, max_size=4) | st.lists(texts, max_size=4), max_size=6)
    ):
        quote = draw(st.sampled_from(["always", "needed", "never"]))
        lines.append(sign.join(_quoted(cell, sign, quote) for cell in row))
    mark = draw(st.sampled_from(["", "", "\ufeff", "sep=,\n"]))
    return (mark + end.join(lines) + draw(st.sampled_from(["", end]))).encode()


def _quoted(cell: str, sign: str, quote: str) -> str:
    needed = any(special in cell for special in (sign, '"', "\r", "\n"))
    if quote == "always" or (quote == "needed" and needed):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def read(data: bytes) -> Any:
    """What a file holds, or why it is refused."""
    try:
        table = delimited.read_delimited(data)
    except ManifestError as error:
        return str(error)
    columns = [[str(cell) for cell in column] for column in table.columns]
    return (table.headings, columns, list(map(int, table.lines)), table.rejected, table.notes,
            table.encoding, table.delimiter)  # fmt: skip


@given(files(), st.sampled_from([1, 2, 5, 1 << 24]))
def test_both_readers_agree_wherever_a_block_ends(data: bytes, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wellformed, "_BLOCK", block)
        fast = read(data)
        patch.setattr(delimited, "_read_fast", lambda *_: None)
        assert fast == read(data)


@pytest.mark.parametrize(
    "body", ["A,1\nB,2\n", '"A, B","1"\n"say ""x""",\n', 'A\n"B\nC",2\n\n,,,\n', "A,1\r\n\r\nB,2"]
)
def test_what_programs_write_is_well_formed(body: str) -> None:
    data = b"vessel,imo\n" + body.encode()
    assert delimited._read_fast(data, Known(), None, None) is not None


@pytest.mark.parametrize("body", ['A "B" C,1\n', '"A" B,1\n', '"A,1\n', "A,1\rB,2\n", "A\0,1\n"])
def test_what_is_not_is_left_to_the_careful_reader(body: str) -> None:
    assert delimited._read_fast(b"vessel,imo\n" + body.encode(), Known(), None, None) is None
