"""The Consolidated Screening List of the US Department of Commerce, as CSV and as JSON.

It gathers the lists of three departments, each row naming the one it stands on: the Treasury's
(SDN, SSI, CAP, CMIC, ...), Commerce's (Entity List, EL; Denied Persons, DPL; Unverified, UVL;
Military End Users, MEU) and State's (ITAR Debarred, DTC; Nonproliferation, ISN). Here it is one
list, and a row's own list, by its abbreviation, is the first of an entry's programmes: what is
forbidden differs between them. What is peculiar:

- the Treasury's rows bear OFAC's number, which is the entry's key here as in OFAC's own editions,
  so that both are known to be one subject. A subject on several of its lists has a row for each.
  The others have no key that lasts: list and name make one, and rows of one name are one entry;
- only the Treasury says what a subject is. Others list persons among companies without telling
  them apart; both are screened alike, and all are called organizations here;
- ``gross_tonnage`` is OFAC's ``Tonnage``, often a deadweight; ``gross_registered_tonnage`` is the
  gross tonnage;
- an alias has no quality; a former name says so only in the lists of the others (``f.k.a. X``);
- denial orders that have ended stay in the file. It is not dated: what ended before its newest
  order took effect is left out, whatever today is.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from vscreen.errors import EmptyListError
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader, each_file
from vscreen.lists.reading import Entry
from vscreen.lists.split_names import split_names
from vscreen.lists.us.csl_rows import Row, is_csv, is_json, last_updated, read_rows
from vscreen.lists.us.ofac import PAGE
from vscreen.lists.us.ofac_facts import add_country, fact, note_facts
from vscreen.lists.us.ofac_remarks import note_remarks
from vscreen.schema import Kind, NameKind

TREASURY: Final = "Treasury"
CODE: Final = re.compile(r"\(([A-Z][A-Z-]+)(?: List)?\)")
KINDS: Final = {
    "individual": Kind.PERSON,
    "entity": Kind.ORGANIZATION,
    "vessel": Kind.VESSEL,
    "aircraft": Kind.AIRCRAFT,
    "": Kind.ORGANIZATION,
}
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
SAID: Final = (
    ("License requirement", "license_requirement"),
    ("License policy", "license_policy"),
    ("Standard order", "standard_order"),
    ("Ends", "end_date"),
)
SUCCESSORS: Final = re.compile(r"[;,]?\s*(and any successors?, sub-?unit.*)$", re.IGNORECASE)
# `X (f.k.a. Y; Z)`, and `X, a.k.a., Y` without brackets.
BRACKETED: Final = re.compile(r"\s*\(\s*([afn])\.k\.a\.?,?\s+([^()]*)\)\s*", re.IGNORECASE)
OPEN: Final = re.compile(r"(?:^|[\s,;]+)([afn])\.k\.a\.,?\s+", re.IGNORECASE)
MEANS: Final = {"a": NameKind.STRONG_ALIAS, "f": NameKind.FORMER, "n": NameKind.STRONG_ALIAS}
# One date in two hundred may be misprinted (the year 3017 was seen), and must not end every order.
MISPRINTED: Final = 200
# One row without a name was seen, of no use and no harm; many would be a lost column.
NAMELESS_BORNE: Final = 3


def _recognises(source: Source) -> bool:
    """Return whether the file is this list, by its headings or keys."""
    return is_csv(source) or is_json(source)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

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
        verified=not is_json(source),
    )


def gather(source: Source, rows: Sequence[Row]) -> tuple[list[Entry], list[str]]:
    """Return the entries that rows make up, and what deserves a look.

    Parameters
    ----------
    source
        The file they stand in.
    rows
        Rows with the headings of this list.

    Raises
    ------
    ListFormatError
        If a row can't be an entry, or more than a few have no name.
    EmptyListError
        If there are no rows.
    """
    if not rows:
        raise EmptyListError(f"{source.path}: headings and no rows; download it again")
    today = newest(row["start_date"] for row in rows)
    reasons = [_why_not(row, today) for row in rows]
    astray = next((row.where for row in rows if "name" not in row.said), "")
    if astray:
        raise source.refuse(f"{astray} says nothing under 'name', not even that it has none")
    nameless = sum(not row["name"] for row in rows)
    if nameless > NAMELESS_BORNE:
        raise source.refuse(f"{nameless:,} of its {len(rows):,} rows have no name")
    entries: dict[str, Entry] = {}
    kept = [row for row, reason in zip(rows, reasons, strict=True) if not reason]
    for row in kept:
        _add_row(source, entries, row)
    said = [
        f"left out {count:,} rows {why}"
        for why, count in sorted(Counter(filter(None, reasons)).items())
    ]
    if len(entries) < len(kept):
        said.append(f"{len(kept):,} rows are {len(entries):,} subjects: some have several rows")
    return list(entries.values()), [f"{source.path}: {one}" for one in said]


def newest(days: Iterable[str]) -> str:
    """Return the newest of ISO dates, but one in two hundred for misprints; ``""`` of none.

    Examples
    --------
    >>> newest(["2022-04-21", "", "2019-01-02"])
    '2022-04-21'
    >>> newest(["2022-04-21"] * 200 + ["3017-08-22"])
    '2022-04-21'
    """
    known = sorted(day for day in days if day)
    return known[-1 - len(known) // MISPRINTED] if known else ""


def named_key(code: str, name: str) -> str:
    """Return the key of a subject that its publisher gives none: its list and its name.

    Examples
    --------
    >>> named_key("DPL", "I.  ASH") == named_key("DPL", " i. Ash")
    True
    """
    text = " ".join(name.split()).casefold()
    return f"{code.lower()}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _why_not(row: Row, today: str) -> str:
    if not row["name"]:
        return "that have no name"
    # An end before its own beginning is a misprint, and ends nothing.
    if row["end_date"] and row["start_date"] <= row["end_date"] < today:
        return f"of orders that ended before the newest began, on {today}"
    return ""


def _add_row(source: Source, entries: dict[str, Entry], row: Row) -> None:
    kind = KINDS.get(row["type"].lower())
    code = CODE.search(row["source"])
    is_ofacs = TREASURY in row["source"]
    number = row["entity_number"] if is_ofacs else ""
    if kind is None or not row["source"] or number.isdecimal() != is_ofacs:
        raise source.refuse(
            f"{row.where} ({row['name']}) has the source {row['source']!r}, the number "
            f"{row['entity_number']!r} and the type {row['type']!r}; known types are "
            f"{', '.join(filter(None, KINDS))}"
        )
    program = code.group(1) if code else row["source"]
    name = SUCCESSORS.sub("", row["name"])
    key = number or named_key(program, name)
    entry = entries.setdefault(key, Entry(key, kind, name))
    if entry.kind != kind:
        raise source.refuse(f"{row.where} gives the number {key} to a second subject")
    for one in (program, *row.all("programs")):
        entry.add_fact("programs", one)
    _add_names(entry, row, plain=bool(number))
    _add_facts(entry, row)
    for url in (
        PAGE + key if number else "",
        row["source_information_url"],
        row["source_list_url"],
    ):
        entry.add_fact("source_url", url)


def _add_names(entry: Entry, row: Row, *, plain: bool) -> None:
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
    """Yield the names that a printed one holds, and what each is.

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
    open_ones = zip(others[::2], others[1::2], strict=True)
    for letter, cell in (*BRACKETED.findall(printed), *open_ones):
        for name in split_names(cell, ";"):
            yield name, MEANS[letter.lower()]


def _add_facts(entry: Entry, row: Row) -> None:
    columns = (
        fact(label, value) for label, heading in FACTS for value in row.all(heading) if value
    )
    texts = [row["title"], row["remarks"]]
    texts += [f"{label}: {row[heading]}" for label, heading in SAID if row[heading]]
    successors = SUCCESSORS.search(row["name"])
    texts += [successors[1]] if successors else []
    places = "; ".join(printed for printed, _ in row.addresses)
    texts += [f"Address: {places}"] if places else []
    note_facts(entry, [*columns, *row.facts], texts)
    note_remarks(entry, row["remarks"])
    for country in (row["country"], *(country for _, country in row.addresses)):
        add_country(entry, country)
    entry.add_fact("legal_basis", row["federal_register_notice"])
    began = sorted(filter(None, (*entry.facts.get("listed_on", ()), row["start_date"])))
    entry.facts["listed_on"] = began[:1]


READER: Final = Reader(
    id="csl",
    version="1",
    publisher="the US Department of Commerce",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="us-csl",
)
