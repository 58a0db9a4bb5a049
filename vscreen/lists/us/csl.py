"""The Consolidated Screening List of the US Department of Commerce, as CSV and as JSON.

It joins the lists of three departments, and each row names its list: the Treasury's (SDN, SSI, CAP,
CMIC, ...), Commerce's (Entity List, EL; Denied Persons, DPL; Unverified, UVL; Military End Users,
MEU) and State's (ITAR Debarred, DTC; Nonproliferation, ISN). It is read as a single list, and the
abbreviation of a row's own list is the first of the entry's programmes: the lists forbid different
things. What is peculiar:

- a row of OFAC has OFAC's number, which is the entry's key as in OFAC's own editions, so that both
  are known to be the same subject. A subject on several of its lists has a row for each. Other
  rows have no lasting key: it is built from list and name, and rows that agree in both are the
  same entry;
- only OFAC says what kind a subject is. The others mix persons and companies; both are screened
  alike, and all become organizations, unless what is said of one shows a ship or a person;
- ``gross_tonnage`` is OFAC's ``Tonnage``, often a deadweight; ``gross_registered_tonnage`` is the
  gross tonnage;
- an alias has no quality; former names are marked (``f.k.a. X``) only in the others' lists;
- Commerce's rows say which items need a licence, or until when an order runs;
- denial orders that have ended stay in the file, which has no date: an order that ended before
  the newest order took effect is set aside, whatever today is.

A slip in a row costs that row a warning (`vscreen.lists.us.ofac_slips`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.receipt import SetAside
from vscreen.lists.split_names import split_names
from vscreen.lists.us.csl_rows import (
    REPEATED,
    Row,
    count_records,
    is_csv,
    is_json,
    last_updated,
    read_rows,
)
from vscreen.lists.us.ofac_columns import ALIAS_WORDS, PAGE
from vscreen.lists.us.ofac_facts import Fact, add_country, fact, note_facts
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.lists.us.ofac_slips import Names, OfacSlips, Subject, absorb, kind_shown
from vscreen.schema import Kind, Measure, NameKind

TREASURY: Final = "Treasury"
CODE: Final = re.compile(r"\(([A-Z0-9][A-Z0-9-]+)(?: List)?\)")
# The lists that are joined, by words of their names: their abbreviations were printed in several
# ways. Rows of the first group have OFAC's numbers.
OFACS: Final = {
    "specially designated nationals": "SDN",
    "sectoral sanctions": "SSI",
    "capta": "CAP",
    "correspondent account": "CAP",
    "military-industrial complex": "CMIC",
    "foreign sanctions evaders": "FSE",
    "menu-based": "MBS",
    "palestinian legislative": "PLC",
    "iran sanctions act": "ISA",
    "iranian sanctions": "ISA",
    "part 561": "561",
    "13599": "13599",
}
SOURCES: Final = {
    **OFACS,
    "section 311": "311",
    "special measures": "311",
    "denied persons": "DPL",
    "military end user": "MEU",
    "unverified": "UVL",
    "entity list": "EL",
    "debarred": "DTC",
    "nonproliferation": "ISN",
}
DATE_FORMS: Final = ("%m/%d/%Y", "%d-%b-%Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S")
DENIED: Final = "DPL"
ENDED: Final = "ended before the newest order began"
FACTS: Final = (
    ("Vessel Call Sign", "call_sign"),
    ("Vessel Type", "vessel_type"),
    ("Vessel Tonnage", "gross_tonnage"),
    ("Vessel Gross Registered Tonnage", "gross_registered_tonnage"),
    ("Vessel Flag", "vessel_flag"),
    ("Vessel Owner", "vessel_owner"),
    ("DOB", "dates_of_birth"),
    ("POB", "places_of_birth"),
    ("nationality", "nationalities"),
    ("citizen", "citizenships"),
)
IN_REMARKS: Final = (
    ("License requirement", "license_requirement"),
    ("License policy", "license_policy"),
    ("Standard order", "standard_order"),
    ("Ends", "end_date"),
)
SUCCESSORS: Final = re.compile(r"[;,]?\s*(and any successors?, sub-?unit.*)$", re.IGNORECASE)
# `X (f.k.a. Y; Z)`, and `X, a.k.a., Y` without brackets.
BRACKETED: Final = re.compile(r"\s*\(\s*([afn])\.k\.a\.?,?\s+([^()]*)\)\s*", re.IGNORECASE)
OPEN: Final = re.compile(r"(?:^|[\s,;]+)([afn])\.k\.a\.,?\s+", re.IGNORECASE)
# A date in two hundred may be misprinted (the year 3017 was seen), and must not end every order.
DATES_PER_MISPRINT: Final = 200


@dataclass
class _Table:
    """The entries of a file by key and kind, and the slips in its rows."""

    slips: OfacSlips
    entries: dict[tuple[str, Kind], Subject] = field(default_factory=dict)
    programs: dict[str, tuple[str, bool]] = field(default_factory=dict)


def _recognises(source: Source) -> bool:
    """Return whether the file is this list, by its headings or keys."""
    return is_csv(source) or is_json(source)


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if the CSV or JSON is not whole, a heading is misspelt, or more than a few rows have no
    name. Empty if there are no rows, or none in force.
    """
    ends: list[str] = []
    contents = gather(source, read_rows(source, ends))
    return replace(contents, published=last_updated(source), warnings=[*ends, *contents.warnings])


def gather(source: Source, rows: Sequence[Row]) -> Contents:
    """Return the entries of the rows in force; rows of one subject are one entry.

    Parameters
    ----------
    source
        The file of the rows.
    rows
        Rows with the headings of this list.

    Raises
    ------
    ListFormatError
        If a row does not even say that it has no name, or more than a few have none.
    EmptyListError
        If there are no rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> values = {"name": ["MARIA"], "type": ["Vessel"], "source": ["(SDN) - Treasury Department"]}
    >>> row = Row("line 2", {**values, "entity_number": ["36"]})
    >>> [(entry.key, entry.name) for entry in gather(Source(Path("x"), b""), [row]).entries]
    [('36', 'MARIA')]
    """
    require_rows(source, rows)
    table = _Table(OfacSlips(source, "rows"))
    known = [row for row in rows if row.slip != REPEATED]
    days = [(_day(table, row, "start_date"), _day(table, row, "end_date")) for row in known]
    today = newest(start for start, _ in days)
    aside: list[SetAside] = []
    for row, (start, end) in zip(known, days, strict=True):
        # An end before the beginning of the same order is a misprint, and ends nothing.
        if end and start <= end < today:
            aside.append(SetAside(row.where, f"{ENDED}, on {today}"))
        else:
            _add_row(table, row, start, end if end >= start else "")
    aside += [SetAside(row.where, row.slip) for row in rows if row.slip == REPEATED]
    entries = table.slips.finish(table.entries.values())
    return Contents(
        entries=entries,
        sources=[source],
        warnings=table.slips.warnings(),
        accounts=[table.slips.account(entries, others=aside)],
    )


def _day(table: _Table, row: Row, heading: str) -> str:
    """Return a date of a row as ISO, ``""`` for none."""
    text = row[heading]
    if not text:
        return ""
    day = parse_day(text) or parse_day(text, *DATE_FORMS)
    if day is None:
        table.slips.note(f"{row.where} ({text!r})", f"whose {heading} is no date")
    return day.isoformat() if day else ""


def newest(days: Iterable[str]) -> str:
    """Return the newest ISO date, ``""`` without any; the newest of each 200 may be a misprint.

    Examples
    --------
    >>> newest(["2022-04-21", "", "2019-01-02"])
    '2022-04-21'
    >>> newest(["2022-04-21"] * 200 + ["3017-08-22"])
    '2022-04-21'
    """
    known = sorted(day for day in days if day)
    return known[-1 - len(known) // DATES_PER_MISPRINT] if known else ""


def named_key(code: str, name: str) -> str:
    """Return the key of a subject without a number, from its list's abbreviation and its name.

    Examples
    --------
    >>> named_key("DPL", "I.  ASH") == named_key("DPL", " i. Ash")
    True
    """
    text = " ".join(name.split()).casefold()
    return f"{code.lower()}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def program_of(source: str) -> tuple[str, bool]:
    """Return the abbreviation of a row's list, and whether the list is known.

    Examples
    --------
    >>> program_of("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department")
    ('MBS', True)
    >>> program_of("Shadow Fleet List (SFL) - Treasury Department"), program_of("A list")
    (('SFL', False), ('A list', False))
    """
    folded = " ".join(source.split()).casefold()
    code = CODE.search(source)
    known = next((short for words, short in SOURCES.items() if words in folded), "")
    if not known and code and code[1] in SOURCES.values():
        known = code[1]
    return known or (code[1] if code else source), bool(known)


def _add_row(table: _Table, row: Row, start: str, end: str) -> None:
    if "name" not in row.values and not row.all("alt_names"):
        raise table.slips.source.refuse(
            f"{row.where} says nothing under 'name', not even that it has none"
        )
    if row.slip:
        table.slips.note(row.where, row.slip)
    if row["source"] not in table.programs:
        table.programs[row["source"]] = program_of(row["source"])
    program, is_known = table.programs[row["source"]]
    number = _number(table, row, program)
    names, facts = _names(row, plain=bool(number)), list(_facts(row))
    key = number or (named_key(program, names[0][0]) if names else "")
    kind = _kind(table, row, key, facts, ofacs=program in OFACS.values())
    entry = table.slips.subject(key, names, kind, facts, place=row.where)
    if entry is None:
        return
    if not is_known:
        table.slips.note(row.where, f"of the list {row['source']!r}, which is unknown, kept")
    for value in (program, *row.all("programs")):
        entry.add_fact("programs", value)
    _add_facts(entry, row, facts)
    entry.add_listing_date(start)
    _add_measures(entry, row, program, end)
    urls = (PAGE + key if number else "", row["source_information_url"], row["source_list_url"])
    for url in urls:
        entry.add_fact("source_url", url)
    known = table.entries.setdefault((key, entry.kind), entry)
    if known is not entry:
        absorb(known, entry)


def _number(table: _Table, row: Row, program: str) -> str:
    """Return OFAC's number of a row; the numbers of others may be OFAC's of other subjects."""
    number = row["entity_number"].removesuffix(".0")
    is_ofacs = program in OFACS.values() or (TREASURY in row["source"] and number.isdecimal())
    if is_ofacs and not number.isdecimal():
        table.slips.note(row.where, f"of OFAC with the number {number!r}, kept by name")
    return number if is_ofacs and number.isdecimal() else ""


def _kind(table: _Table, row: Row, key: str, facts: Sequence[Fact], *, ofacs: bool) -> str:
    """Return a row's type, or what stands for it where it says none."""
    if row["type"]:
        return row["type"]
    known = next((kind for kind in Kind if (key, kind) in table.entries), None)
    shown = known or kind_shown(facts) or (None if ofacs else Kind.ORGANIZATION)
    return str(shown or "")


def _names(row: Row, *, plain: bool) -> Names:
    """Return the names of a row; ``plain`` ones hold no ``f.k.a.`` and no ``and`` between them."""
    first = SUCCESSORS.sub("", row["name"])
    names = [(first, NameKind.PRIMARY)] if first else []
    if plain:
        return [*names, *((name, NameKind.STRONG_ALIAS) for name in row.all("alt_names"))]
    cell = "; ".join(row.all("alt_names"))
    printed = (name.removeprefix("and ") for name in (first, *split_names(cell, ";")))
    return [*names, *(pair for name in printed for pair in spellings(name))]


def spellings(printed: str) -> Iterator[tuple[str, NameKind]]:
    """Yield each name inside a printed name, with its kind.

    Examples
    --------
    >>> [name for name, _ in spellings("PEARL (A.K.A. NEI-CHIEN CHU) LI")]
    ['PEARL LI', 'NEI-CHIEN CHU']
    >>> list(spellings("f.k.a. Sibirskaya Neft"))
    [('Sibirskaya Neft', <NameKind.FORMER: 'former'>)]
    """
    bare, *others = OPEN.split(BRACKETED.sub(" ", printed))
    if bare.strip(" ,;"):
        yield bare.strip(" ,;"), NameKind.STRONG_ALIAS
    unbracketed = zip(others[::2], others[1::2], strict=True)
    for letter, cell in (*BRACKETED.findall(printed), *unbracketed):
        for name in split_names(cell, ";"):
            yield name, ALIAS_WORDS[f"{letter.lower()}ka"]


def _facts(row: Row) -> Iterator[Fact]:
    for label, heading in FACTS:
        for value in row.all(heading):
            if value:
                yield fact(label, value)
    yield from row.facts


def _add_facts(entry: Subject, row: Row, facts: Sequence[Fact]) -> None:
    texts = [row["title"], row["remarks"]]
    texts += [f"{label}: {row[heading]}" for label, heading in IN_REMARKS if row[heading]]
    successors = SUCCESSORS.search(row["name"])
    texts += [successors[1]] if successors else []
    addresses = "; ".join(printed for printed, _ in row.addresses)
    texts += [f"Address: {addresses}"] if addresses else []
    note_facts(entry, facts, texts)
    note_remarks(entry, row["remarks"])
    for country in (row["country"], *(country for _, country in row.addresses)):
        add_country(entry, country)
    entry.add_fact("legal_basis", row["federal_register_notice"])


def _add_measures(entry: Subject, row: Row, program: str, end: str) -> None:
    """Add what the row itself forbids: exports without a licence, dealings while an order runs."""
    if row["license_requirement"]:
        policy = f" ({row['license_policy']})" if row["license_policy"] else ""
        sentence = f"US: licence needed: {row['license_requirement']}{policy}"
        entry.add_measure(Measure.LICENCE_REQUIREMENT, sentence.replace(";", ","))
    elif program == DENIED:
        until = f" until {end}" if end else ", no end stated"
        other = " (not the standard order: read it)" if row["standard_order"] == "N" else ""
        entry.add_measure(Measure.TRADE_BAN, f"US: denied export privileges{until}{other}")


READER: Final = Reader(
    id="csl",
    version="2",
    publisher="the US Department of Commerce",
    recognises=_recognises,
    read_all=each_file(_read_file),
    list_id="us-csl",
    records="rows",
    count=count_records,
)
