"""Malaysia's list of specified entities, as the Ministry of Home Affairs' XML.

Persons and groups declared under section 66B of Act 613 over terrorism: a section of entries, whose
fields are the numbered columns of the PDF beside it (``(3) Name``), with a line break or a blank
behind the number. A person's reference is ``KDN.I.08-2014``, a group's ``KDN.K.1-2013``: it decides
the kind, for groups also stand in the section of individuals. ``-`` is nothing, and ``@`` stands
between two names of a person. The aliases of a group mostly run together without a mark between
them. The list is not dated. No ships.

Copies from a browser's window lack the first tag, which is put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from vscreen.files.source import Source
from vscreen.files.xml import Node, parse_xml
from vscreen.lists.counting import count_elements
from vscreen.lists.reader import Contents, Reader, by_root, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips
from vscreen.lists.split_names import split_names
from vscreen.schema import Kind, NameKind

PAGE: Final = (
    "https://www.moha.gov.my/utama/index.php/en/component/content/article/"
    "350-list-of-ministries-of-home-affairs"
)
PROGRAM: Final = "Act 613, section 66B"

ROOT: Final = re.compile(rb"<(?:xmlResponse|section)[\s>]")
FIRST_TAG: Final = b"<xmlResponse>"
LAST_TAG: Final = b"</xmlResponse>"
# Words of a column's heading, English or Malay, by which it is known: the first that fits counts.
HEADINGS: Final = (
    ("reference", ("reference", "rujukan")),
    ("other_names", ("other name", "alias", "nama lain")),
    ("listed", ("listed", "disenaraikan")),
    ("born", ("date of birth", "tarikh lahir")),
    ("born_in", ("place of birth", "tempat lahir")),
    ("name", ("name", "nama")),
    ("nationality", ("nationality", "citizen", "warganegara")),
    ("passport", ("passport", "pasport")),
    ("card", ("card", "kad pengenalan")),
    ("address", ("address", "alamat")),
    ("title", ("title", "gelaran")),
    ("designation", ("designation", "jawatan")),
)
KEPT: Final = ("reference", "other_names", "listed", "born", "name", "passport", "card", "no.")
"""Columns that are facts of their own, or number the entries: any other is a remark."""
PLACES: Final = {"(2)": "reference", "(3)": "name"}
"""Number of a column -> what it is, where its heading is not known."""
NUMBERED: Final = re.compile(r"^\(?\d*\)?\s*")
LETTERED: Final = re.compile(r"(?:^|\s)\(?[a-q]\)\s")
ACRONYM: Final = re.compile(r"(.+?)\s*\(\s*([A-Z][A-Z -]{1,9})\s*\)")
DAY: Final = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})")
DAY_IN_WORDS: Final = re.compile(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})")
MONTHS: Final = {
    word: number
    for number, words in enumerate(
        ("jan", "feb", "mar mac", "apr", "may mei", "jun", "jul", "aug ogo", "sep", "oct okt",
         "nov", "dec dis"), start=1,
    )
    for word in words.split()
}  # fmt: skip
PERSON, GROUP = "KDN.I", "KDN.K"

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the XML is not well-formed or has a DOCTYPE. Empty if it holds no entries.
    """
    slips, set_aside, warnings = Slips(source, "subjects"), list[SetAside](), list[str]()
    root = Node(parse_xml(_with_first_tag(source, warnings), ROOT))
    entries = []
    for place, (section, node) in enumerate(_entries(root), start=1):
        row = _row(node)
        where = row.get("reference") or f"entry-{place}"
        if row.get("name") or row.get("other_names"):
            entries.append(_entry(slips, where, _kind(slips, where, section, row), row))
        else:
            set_aside.append(SetAside(where, "without a name"))
    return Contents(
        entries=slips.unique(entries, "reference"),
        sources=[source],
        warnings=[*warnings, *slips.warnings()],
        set_aside=set_aside,
    )


def _with_first_tag(source: Source, warnings: list[str]) -> Source:
    data = source.data.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not data.startswith(b"<section"):
        return source
    warnings.append(
        f"{source.path}: it lacks its first tag, as a copy from a browser's window does; look "
        "whether a section is missing"
    )
    ends = data.rstrip().endswith(LAST_TAG)
    return replace(source, data=FIRST_TAG + data) if ends else source


def _entries(root: Node) -> Iterator[tuple[str, Node]]:
    sections = [root] if root.name == "section" else list(root.nodes("section"))
    for section in sections:
        yield from ((section.attribute("type"), node) for node in section.nodes("entry"))


def _row(node: Node) -> Row:
    """Return the fields of an entry, by what they are."""
    row: Row = {}
    for cell in node.nodes("field"):
        printed = cell.attribute("name")
        heading = " ".join(NUMBERED.sub("", printed).casefold().split())
        known = (what for what, words in HEADINGS if any(word in heading for word in words))
        what = next(known, "") or PLACES.get(printed.strip()[:3], heading)
        value = "" if cell.value.strip(" -–") == "" else cell.value
        row[what] = "\n".join(filter(None, (row.get(what), value)))
    return row


def _kind(slips: Slips, where: str, section: str, row: Row) -> Kind:
    reference = row.get("reference", "").replace(" ", "").upper()
    for start, kind in ((PERSON, Kind.PERSON), (GROUP, Kind.ORGANIZATION)):
        if reference.startswith(start):
            return kind
    has_person = any(row.get(what) for what in ("born", "born_in", "nationality", "passport"))
    is_person = has_person or "individu" in section.casefold()
    kind = Kind.PERSON if is_person else Kind.ORGANIZATION
    slips.note(where, f"with the reference {reference!r}, read as {kind}")
    return kind


def _entry(slips: Slips, where: str, kind: Kind, row: Row) -> ListEntry:
    name = " ".join(row.get("name", "").split())
    others = list(_names(row.get("other_names", "")))
    if not name:
        slips.note(where, "without a name, called by another of their names")
    entry = ListEntry(where, kind, name or others[0])
    entry.may_be_ship = kind == Kind.ORGANIZATION and GROUP not in where.replace(" ", "").upper()
    for part in name.split("@") if "@" in name else ():
        strong = " " in part.strip()
        entry.add_name(part, NameKind.STRONG_ALIAS if strong else NameKind.WEAK_ALIAS)
    for spelling in (name, *others):
        short = ACRONYM.fullmatch(spelling)
        if short:
            entry.add_name(short[1], NameKind.STRONG_ALIAS)
            entry.add_name(short[2], NameKind.WEAK_ALIAS)
    for other in others:
        entry.add_name(other, NameKind.STRONG_ALIAS)
    _add_facts(entry, row)
    return entry


def _names(cell: str) -> Iterator[str]:
    for line in cell.splitlines():
        for name in LETTERED.sub(";", line).split(";"):
            yield from split_names(name, ";@")


def _add_facts(entry: ListEntry, row: Row) -> None:
    entry.add_fact("programs", PROGRAM)
    entry.add_fact("source_url", PAGE)
    entry.add_fact("listed_on", _listing_date(row.get("listed", "")))
    days = DAY.findall(row.get("born", ""))
    for day, month, year in days:
        entry.add_fact("birth_date", f"{year}-{month:0>2}-{day:0>2}")
    others = DAY.sub("", row.get("born", "")).strip(" /,;&\n")
    entry.add_fact("birth_date", " ".join(others.split()))
    entry.add_fact("countries", row.get("nationality", "").partition("(")[0])
    for what, label in (("passport", "Passport"), ("card", "Identification card")):
        for number in re.split(r"\s*[/;\n]\s*", row.get(what, "")):
            entry.add_document(f"{label} {number}" if number else "", "")
    about = () if "(" in row.get("nationality", "") else ("nationality",)
    for label in (label for label in row if label not in (*KEPT, *about)):
        said = " ".join(row.get(label, "").split())
        entry.add_fact("remarks", f"{label.replace('_', ' ').capitalize()}: {said}" if said else "")


def _listing_date(printed: str) -> str:
    """Return a date in words or numbers as ISO, or as printed if it is none."""
    numbers = DAY.search(printed)
    if numbers:
        return f"{numbers[3]}-{numbers[2]:0>2}-{numbers[1]:0>2}"
    found = DAY_IN_WORDS.search(printed)
    month = MONTHS.get(found[2].casefold(), 0) if found else 0
    return f"{found[3]}-{month:02}-{found[1]:0>2}" if found and month else printed


READER: Final = Reader(
    id="malaysia",
    version="1",
    publisher="Malaysia",
    recognises=by_root(ROOT, b"<field name=", b"KDN."),
    read_all=each_file(_read_one),
    list_id="my-moha",
    records="subjects",
    count=count_elements("entry"),
)
