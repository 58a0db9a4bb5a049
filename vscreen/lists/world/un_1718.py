"""The ships that the UN's 1718 Committee (North Korea) designated, as the page of its list.

The list is a document, of which there is a page in HTML: a table with a row for each ship, below it
a row for each thing said of it (flag, call sign, type, other information), repeated on each page of
paper. Several values of a cell are numbered: ``1: Hoe Ryong 2: ...``. The last columns say which
paragraphs of the Council's resolutions apply to a ship; not all do, and they forbid different
things. A second date below a ship is a second designation, with paragraphs of its own. The PDF of
the list is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from lxml import etree

from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry, require_unique
from vscreen.schema import Kind, Measure, NameKind, Relation, Scheme

TITLE: Final = re.compile(rb"1718 Designated Vessels List", re.IGNORECASE)
HTML: Final = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:!doctype\s+html|html)", re.IGNORECASE)
DAY: Final = "%d-%b-%y"
STATED: Final = ("yes", "na", "n/a", "no")
NUMBERED: Final = re.compile(r"(?:^|\s)\d{1,2}\s*[:.]\s*(?=\S)")
IMO: Final = re.compile(r"\d{7}")
MMSI: Final = re.compile(r"\b\d{9}\b")
PARAGRAPH: Final = re.compile(r"resolution|economic resources", re.IGNORECASE)
OF_OMM: Final = "Ocean Maritime Management"
# What a paragraph forbids: the first that fits.
FORBIDS: Final = (
    (re.compile(r"8\(d\) of resolution 1718|12\(d\) of resolution 2321|economic resources"),
     Measure.ASSET_FREEZE, "asset freeze"),
    (re.compile(r"12\(a\) of resolution 2321"),
     Measure.SERVICES_BAN, "its flag state must strike it from its register"),
    (re.compile(r"12\(c\) of resolution 2321|6 of resolution 23(?:71|75)"),
     Measure.PORT_BAN, "no port entry"),
    (re.compile(""), Measure.NOTICE, "designated"),
)  # fmt: skip

Cells = Sequence[str]


def _recognises(source: Source) -> bool:
    """Return whether the file is an HTML page with the list's title."""
    return HTML.match(source.head) is not None and TITLE.search(source.head) is not None


def _read_one(source: Source) -> Contents:
    """Return what the page holds.

    Refused if it has no row of paragraphs, or a number stands in it twice. Empty without ships.
    """
    paragraphs: list[str] = []
    entries: list[ListEntry] = []
    for cells in _rows(source):
        day = next((place for place, cell in enumerate(cells) if parse_day(cell, DAY)), None)
        if day is None and sum(bool(PARAGRAPH.search(cell)) for cell in cells) > 1:
            paragraphs = paragraphs or [_plain(cell) for cell in cells]
        elif day is not None and any(cell.casefold() in STATED for cell in cells[day:]):
            if not paragraphs:
                raise source.refuse("it has no row of the paragraphs that apply to a ship")
            if _is_ship(cells[:day]):
                entries.append(_ship(cells[:day]))
            elif entries:
                _add_fact(entries[-1], cells[:day])
            _add_designation(entries[-1], cells[day:], paragraphs)
        elif entries:
            _add_fact(entries[-1], cells)
    require_rows(source, entries, seen="the title of the list and no ship")
    return Contents(
        entries=require_unique(source, entries, "number"),
        sources=[source],
        published=_published(source),
    )


def _rows(source: Source) -> list[list[str]]:
    """Return the cells of each row of the page's tables, as text."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        raise source.refuse(f"it is no page that can be read ({error})") from error
    if not re.search(rb"</html>\s*$", source.data, re.IGNORECASE):
        raise source.refuse("it does not end as a page does, so it is cut short")
    return [[_text(cell) for cell in row.iter("td", "th")] for row in root.iter("tr")]


def _text(cell: etree._Element) -> str:
    return " ".join(" ".join(map(str, cell.itertext())).split())


def _plain(paragraph: str) -> str:
    """Return ``Paragraph 12 (a) of resolution 2321 (2016)`` without year and stray blanks."""
    text = re.sub(r"\s*\((?:19|20)\d\d\)", "", paragraph)
    text = re.sub(r"\s+(?=\([a-z]\))", "", text)
    return text[:1].lower() + text[1:]


def _is_ship(cells: Cells) -> bool:
    """Whether the cells before a date have a numbered name, and its number beside it."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and NUMBERED.match(filled[-2]) is not None


def _ship(cells: Cells) -> ListEntry:
    names, numbers = [cell for cell in cells if cell][-2:]
    first, *others = _values(names)
    imo = IMO.match(numbers)
    key = f"imo-{imo[0]}" if imo else re.sub(r"[^a-z0-9]+", "-", first.lower())
    entry = ListEntry(key, Kind.VESSEL, first)
    for name in others:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    if imo:
        entry.add_imo(imo[0])
    for mmsi in MMSI.findall(numbers):
        entry.add_identifier(Scheme.MMSI, mmsi)
    return entry


def _values(cell: str) -> list[str]:
    return [value.strip() for value in NUMBERED.split(cell) if value.strip()]


def _add_fact(entry: ListEntry, cells: Cells) -> None:
    """Add what a row below a ship says: its label and its value."""
    label, value = ([cell for cell in cells if cell and not cell.isdigit()] + ["", ""])[:2]
    if value.casefold() in ("", *STATED):
        return
    if label == "Flag":
        for flag in _values(value):
            entry.add_fact("flag", flag)
    elif label == "Call Sign":
        for sign in _values(value):
            entry.add_identifier(Scheme.CALL_SIGN, sign)
    elif label == "Type":
        entry.add_fact("vessel_type", value)
    elif label.startswith("Designated as economic resources"):
        entry.add_link(Relation.OPERATOR, re.sub(r"\s*\([^()]*\)$", "", value))
    else:
        entry.add_fact("remarks", f"{label}: {value}")


def _add_designation(entry: ListEntry, cells: Cells, paragraphs: Sequence[str]) -> None:
    day = parse_day(cells[0], DAY)
    since = f"{day.day} {day:%B %Y}" if day else cells[0]
    entry.add_listing_date(day.isoformat() if day else "")
    for stated, paragraph in zip(cells[1:], paragraphs, strict=False):
        if stated.casefold() != "yes":
            continue
        measure, words = next(
            (measure, words) for found, measure, words in FORBIDS if found.search(paragraph)
        )
        entry.add_measure(measure, f"UN: {words} ({paragraph}) since {since}")
        entry.add_fact("programs", f"UN 1718: {paragraph}")
        if OF_OMM in paragraph:
            entry.add_link(Relation.OPERATOR, f"{OF_OMM} Company, Limited")


def _published(source: Source) -> date | None:
    title = re.search(rb"<title>[^<]*?(\d{1,2} [A-Z][a-z]+ \d{4})", source.head)
    return parse_day(title[1].decode(), "%d %B %Y") if title else None


def _count(source: Source) -> int:
    """Return how many ships are numbered: each has a cell with its number alone."""
    cells = re.findall(rb"<td\b[^>]*>(.*?)</td>", source.data, re.DOTALL | re.IGNORECASE)
    plain = (re.sub(rb"<[^>]*>|&nbsp;|\s", b"", cell) for cell in cells)
    return sum(re.fullmatch(rb"\d{1,3}", cell) is not None for cell in plain)


READER: Final = Reader(
    id="un_1718",
    version="1",
    publisher="the UN",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="un-1718",
    records="ships",
    count=_count,
)
