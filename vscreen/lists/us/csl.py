"""The Consolidated Screening List of the US Department of Commerce, as CSV and as JSON.

It joins the lists of three departments, and each row names its list: the Treasury's (SDN, SSI, CAP,
CMIC, ...), Commerce's (Entity List, EL; Denied Persons, DPL; Unverified, UVL; Military End Users,
MEU) and State's (ITAR Debarred, DTC; Nonproliferation, ISN). It is read as a single list, and the
abbreviation of a row's own list is the first of the entry's programmes: the lists forbid different
things. What is peculiar:

- a row of the Treasury has OFAC's number, which is the entry's key as in OFAC's own editions, so
  that both are known to be the same subject. A subject on several of its lists has a row for each.
  Other rows have no lasting key: it is built from list and name, and rows that agree in both are
  the same entry;
- only the Treasury says what kind a subject is. The others mix persons and companies; both are
  screened alike, and all become organizations;
- ``gross_tonnage`` is OFAC's ``Tonnage``, often a deadweight; ``gross_registered_tonnage`` is the
  gross tonnage;
- an alias has no quality; former names are marked (``f.k.a. X``) only in the others' lists;
- denial orders that have ended stay in the file, which has no date: an order that ended before
  the newest order took effect is left out, whatever today is.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import split_names
from vscreen.lists.us import ofac_slips
from vscreen.lists.us.csl_rows import Row, is_csv, is_json, last_updated, read_rows
from vscreen.lists.us.ofac import ALIAS_KINDS, PAGE
from vscreen.lists.us.ofac_facts import add_country, fact, note_facts
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.schema import Kind, NameKind

TREASURY: Final = "Treasury"
CODE: Final = re.compile(r"\(([A-Z][A-Z-]+)(?: List)?\)")
KINDS: Final = {**ofac_slips.KINDS, "": Kind.ORGANIZATION}
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
# A single row without a name was seen and does no harm; many would be a lost column.
MOST_NAMELESS: Final = 3


def _recognises(source: Source) -> bool:
    """Return whether the file is this list, by its headings or keys."""
    return is_csv(source) or is_json(source)


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if the CSV or JSON is not whole, a heading is misspelt, a row has an unknown type or
    no source list, or a Treasury row no number; or if more than a few rows have no name. Empty
    if there are no rows, or none in force.
    """
    entries, warnings = gather(source, read_rows(source))
    return Contents(
        entries=entries,
        sources=[source],
        published=last_updated(source),
        warnings=warnings,
    )


def gather(source: Source, rows: Sequence[Row]) -> tuple[list[ListEntry], list[str]]:
    """Return the entries of the rows in force, and warnings about what was left out or joined.

    Parameters
    ----------
    source
        The file of the rows.
    rows
        Rows with the headings of this list.

    Raises
    ------
    ListFormatError
        If a row can't be an entry, or more than a few have no name.
    EmptyListError
        If there are no rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> values = {"name": ["MARIA"], "type": ["Vessel"], "source": ["(SDN) - Treasury Department"]}
    >>> row = Row("line 2", {**values, "entity_number": ["36"]})
    >>> [(entry.key, entry.name) for entry in gather(Source(Path("x"), b""), [row])[0]]
    [('36', 'MARIA')]
    """
    require_rows(source, rows)
    today = newest(row["start_date"] for row in rows)
    reasons = [_exclusion(row, today) for row in rows]
    keyless = next((row.where for row in rows if "name" not in row.values), "")
    if keyless:
        raise source.refuse(f"{keyless} says nothing under 'name', not even that it has none")
    nameless = sum(not row["name"] for row in rows)
    if nameless > MOST_NAMELESS:
        raise source.refuse(f"{nameless:,} of its {len(rows):,} rows have no name")
    entries: dict[str, ListEntry] = {}
    in_force = [row for row, reason in zip(rows, reasons, strict=True) if not reason]
    for row in in_force:
        _add_row(source, entries, row)
    warnings = [
        f"left out {count:,} rows {why}"
        for why, count in sorted(Counter(filter(None, reasons)).items())
    ]
    if len(entries) < len(in_force):
        warnings.append(
            f"{len(in_force):,} rows are {len(entries):,} subjects: some have several rows"
        )
    return list(entries.values()), [f"{source.path}: {warning}" for warning in warnings]


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


def _exclusion(row: Row, today: str) -> str:
    if not row["name"]:
        return "that have no name"
    # An end before the beginning of the same order is a misprint, and ends nothing.
    if row["end_date"] and row["start_date"] <= row["end_date"] < today:
        return f"of orders that ended before the newest began, on {today}"
    return ""


def _add_row(source: Source, entries: dict[str, ListEntry], row: Row) -> None:
    kind = KINDS.get(row["type"].lower())
    code = CODE.search(row["source"])
    of_treasury = TREASURY in row["source"]
    number = row["entity_number"] if of_treasury else ""
    if kind is None or not row["source"] or number.isdecimal() != of_treasury:
        raise source.refuse(
            f"{row.where} ({row['name']}) has the source {row['source']!r}, the number "
            f"{row['entity_number']!r} and the type {row['type']!r}; known types are "
            f"{', '.join(filter(None, KINDS))}"
        )
    program = code.group(1) if code else row["source"]
    name = SUCCESSORS.sub("", row["name"])
    key = number or named_key(program, name)
    entry = entries.setdefault(key, ListEntry(key, kind, name))
    if entry.kind != kind:
        raise source.refuse(f"{row.where} gives the number {key} to a second subject")
    for value in (program, *row.all("programs")):
        entry.add_fact("programs", value)
    _add_names(entry, row, plain=bool(number))
    _add_facts(entry, row)
    for url in (
        PAGE + key if number else "",
        row["source_information_url"],
        row["source_list_url"],
    ):
        entry.add_fact("source_url", url)


def _add_names(entry: ListEntry, row: Row, *, plain: bool) -> None:
    """Add the names of a row; ``plain`` ones hold no ``f.k.a.`` and no ``and`` between them."""
    if plain:
        for name in (row["name"], *row.all("alt_names")):
            entry.add_name(name, NameKind.STRONG_ALIAS)
        return
    cell = "; ".join(row.all("alt_names"))
    for printed in (SUCCESSORS.sub("", row["name"]), *split_names(cell, ";")):
        for name, kind in spellings(printed.removeprefix("and ")):
            entry.add_name(name, kind)


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
            yield name, ALIAS_KINDS[f"{letter.lower()}ka"]


def _add_facts(entry: ListEntry, row: Row) -> None:
    columns = (
        fact(label, value) for label, heading in FACTS for value in row.all(heading) if value
    )
    texts = [row["title"], row["remarks"]]
    texts += [f"{label}: {row[heading]}" for label, heading in IN_REMARKS if row[heading]]
    successors = SUCCESSORS.search(row["name"])
    texts += [successors[1]] if successors else []
    addresses = "; ".join(printed for printed, _ in row.addresses)
    texts += [f"Address: {addresses}"] if addresses else []
    note_facts(entry, [*columns, *row.facts], texts)
    note_remarks(entry, row["remarks"])
    for country in (row["country"], *(country for _, country in row.addresses)):
        add_country(entry, country)
    entry.add_fact("legal_basis", row["federal_register_notice"])
    entry.add_listing_date(row["start_date"])


READER: Final = Reader(
    id="csl",
    version="1",
    publisher="the US Department of Commerce",
    recognises=_recognises,
    read_all=each_file(_read_file),
    list_id="us-csl",
)
