"""What a row of the UK's lists says of its subject, under the headings of the list's CSV.

Every edition of the UK Sanctions List, and OFSI's closed list, is translated into these headings,
so that all give the same entries.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

from vscreen.files.dates import as_iso
from vscreen.lists.labels import note, split_label
from vscreen.lists.measure_words import note_measures
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Relation, Scheme

PAGE: Final = "https://search-uk-sanctions-list.service.gov.uk/"

DATE_FORMATS: Final = ("%d-%b-%Y", "%d %B %Y", "%d %b %Y")
PARTIAL: Final = re.compile(r"(?:00|dd)/(?:00|mm|(\d\d))/(\d{4})", re.IGNORECASE)
IMO_NUMBER: Final = re.compile(r"(?<!\d)\d{7}(?!\d)")
LISTED: Final = re.compile(r";|\n|\(\d+\)")
BETWEEN_NUMBERS: Final = re.compile(
    r";|\n|(?:^|\s)\(\d{1,2}\)|\.\s+(?=[A-Z])|,\s+(?=[A-Z])|\s/\s"
    r"|(?<=\d)\s+(?=(?:OGRN|INN|KPP|OKPO|TIN|SRN)\b)"
)
# `Kazakhstan BIN - 170440031562`, `1117746568829 (Russia)`, `TIN – 7703104630`
AMONG_WORDS: Final = re.compile(
    r"(?P<before>[^\d]*?)(?P<number>\b[A-Z]{0,4}\d[\dA-Z/-]{4,})\b(?P<after>[^\d]*)"
)
TAX: Final = re.compile(r"\b(?:tax\w*|tin|inn|vat)\b", re.IGNORECASE)
BETWEEN_MEASURES: Final = re.compile(r"\||,(?![^()]*\))")
NO_MEASURE: Final = re.compile(r"[\s\-–—]*")

REMARK_COLUMNS: Final = (
    "Title", "Position", "Sanctions Imposed", "Designation source", "UN Reference Number",
    "OFSI Group ID", "Other Information", "UK Statement of Reasons", "Type of entity",
    "Length of ship", "Previous owner/operator (s)", "Town of birth", "Country of birth",
)  # fmt: skip
LABELLED: Final = (
    "UN Reference Number", "OFSI Group ID", "Length of ship", "Previous owner/operator (s)",
    "Town of birth", "Country of birth", "Sanctions Imposed", "Designation source",
)  # fmt: skip
ADDRESS_COLUMNS: Final = (
    *(f"Address Line {number}" for number in range(1, 7)),
    "Address Postal Code",
)

Row = Mapping[str, str]


def clean_text(text: str) -> str:
    """Return a text without outer blanks, its HTML entities decoded, which some texts have twice.

    Examples
    --------
    >>> clean_text(" R&amp;amp;D ")
    'R&D'
    """
    return (html.unescape(html.unescape(text)) if "&" in text else text).strip()


def partial_date(text: str) -> str:
    """Return a date as ISO, without day or month where they are unknown; as printed if it is none.

    Examples
    --------
    >>> [partial_date(text) for text in ("13/06/2024", "dd/mm/1945", "00/07/1962", "1970s")]
    ['2024-06-13', '1945', '1962-07', '1970s']
    """
    partial = PARTIAL.fullmatch(text.strip())
    if partial:
        month = partial[1] if partial[1] != "00" else None
        return f"{partial[2]}-{month}" if month else partial[2]
    return as_iso(text, *DATE_FORMATS)


def stated_measures(cell: str) -> list[str]:
    """Return the measures of a cell in the UK's words, each once.

    Examples
    --------
    >>> stated_measures("Asset freeze|Shipping sanctions: (see 'x, y')|Asset freeze")
    ['Asset freeze', "Shipping sanctions: (see 'x, y')"]
    >>> stated_measures("-, Asset freeze, Travel Ban")
    ['Asset freeze', 'Travel Ban']
    """
    parts = (part.strip() for part in BETWEEN_MEASURES.split(cell))
    return list(dict.fromkeys(part for part in parts if not NO_MEASURE.fullmatch(part)))


def note_row(entry: ListEntry, row: Row) -> None:
    """Add to an entry what a row says of it, other than its names and remarks."""
    entry.add_name(row.get("Name non-latin script", ""), NameKind.NATIVE)
    entry.add_fact("programs", row.get("Regime Name", ""))
    known = entry.facts.get("forbids", [])  # rows repeat what is imposed on their subject
    for words in stated_measures(row.get("Sanctions Imposed", "")):
        if f"UK: {words}" not in known:
            note_measures(entry, words, f"UK: {words}")
    if row.get("Date Designated") and not entry.facts.get("listed_on"):
        entry.add_fact("listed_on", partial_date(row["Date Designated"]))
    entry.add_fact("source_url", PAGE)
    if entry.kind == Kind.VESSEL:
        note_ship(entry, row)
        return
    entry.add_fact("countries", row.get("Nationality(/ies)", ""))
    entry.add_fact("countries", row.get("Address Country", ""))
    entry.add_fact("birth_date", partial_date(row.get("D.O.B", "")))
    _note_documents(entry, row)
    if entry.kind == Kind.ORGANIZATION:
        note_company(entry, row)
        for column in ("Other Information", "UK Statement of Reasons"):
            note_company_text(entry, row.get(column, ""))


def note_ship(entry: ListEntry, row: Row) -> None:
    """Add to a ship what the columns about ships say."""
    cell = row.get("IMO number", "")
    for number in IMO_NUMBER.findall(cell) or filter(None, [cell]):
        entry.add_imo(number)
    for name in _listed(row.get("Current owner/operator (s)", "")):
        entry.add_link(Relation.OWNER, name)
    for column in ("Current believed flag of ship", "Previous flags"):
        for flag in re.split(r"[;,\n]|\(\d+\)", row.get(column, "")):
            entry.add_fact("flag", flag)
    entry.add_fact("vessel_type", row.get("Type of ship", ""))
    for column, heading in (("gross_tonnage", "Tonnage of ship"), ("build_year", "Year Built")):
        printed = row.get(heading, "")
        if printed and not entry.add_number(column, printed):
            entry.add_fact("remarks", f"{heading}: {printed}")
    hull = row.get("Hull identification number (HIN)", "")
    entry.add_identifier(Scheme.OTHER, f"HIN {hull}" if hull else "")


def note_company(entry: ListEntry, row: Row) -> None:
    """Add to a company what the columns about companies say."""
    for column in ("Parent company", "Subsidiaries"):
        for name in _listed(row.get(column, "")):
            entry.add_link(Relation.LINKED_TO, name)
    for part in BETWEEN_NUMBERS.split(row.get("Business registration number (s)", "")):
        _note_registration(entry, part.strip())


def _note_registration(entry: ListEntry, printed: str) -> None:
    """Add a registration number to a company, without the words that the UK prints around it."""
    printed = printed.strip(' "/:–-')
    label, value = split_label(printed)
    found = AMONG_WORDS.fullmatch(printed)
    if label:
        note(entry, label, value.lstrip(" :–-"))
    elif found:
        words = f"{found['before']} {found['after']}".strip(" .:-–")
        scheme = Scheme.TAX if TAX.search(words) else Scheme.REGISTRATION
        entry.add_identifier(scheme, found["number"])
        entry.add_fact("remarks", f"Business registration number: {printed}" if words else "")
    else:
        entry.add_identifier(Scheme.REGISTRATION, printed)


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in LISTED.split(cell) if name.strip()]


def _note_documents(entry: ListEntry, row: Row) -> None:
    for label, heading, more in (
        ("Passport", "Passport number", "Passport additional information"),
        ("National ID", "National Identifier number", "National Identifier additional information"),
    ):
        if row.get(heading):
            entry.add_document(f"{label} {row[heading]}", row.get(more, ""))


def remarks_of(row: Row) -> Iterator[str]:
    """Yield what a row says that no other column of an entry holds."""
    for heading in REMARK_COLUMNS:
        text = row.get(heading, "")
        if text:
            # Measures are separated by `|`, and the same measure may be printed twice.
            text = ", ".join(dict.fromkeys(text.split("|"))) if "|" in text else text
            yield f"{heading}: {text}" if heading in LABELLED else text
    address = ", ".join(filter(None, (row.get(column, "") for column in ADDRESS_COLUMNS)))
    if address:
        yield f"Address: {address}"
