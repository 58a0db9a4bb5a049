"""A ship under the EU's measures, as any of its tables gives it: names, number, dates, reasons.

The only key of a ship is its IMO number. A ship that was listed again has two rows: its earlier
date counts, and the later stays in the remarks. Article 3s(2) of Regulation 833/2014 names the
reasons for which Annex XLII lists a ship by letters, (a) to (h) since July 2026; a ship may have
several, each since another day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vscreen.files.dates import as_iso, in_words, parse_day
from vscreen.files.source import Source
from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship
from vscreen.lists.eu.former_names import ship_names
from vscreen.lists.measure_words import note_measures
from vscreen.lists.own import slug
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, Measure, NameKind

LIST: Final = "eu-annex-xlii"
BASIS: Final = "Regulation (EU) No 833/2014, Annex XLII"
PAGE: Final = "https://eur-lex.europa.eu/eli/reg/2014/833"

DATE_FORMATS: Final = (
    "%d %B %Y", "%d %b %Y", "%d %b. %Y", "%d-%b-%Y", "%B %d, %Y",
    "%d.%m.%y", "%d/%m/%y", "%d-%m-%y",
)  # fmt: skip
SEVERAL_DATES: Final = re.compile(r"\s*(?:[;,\n]|\band\b|&)\s*")
# `Article 3s(2), point (b): transport ...`, not the words that follow a colon: point (h) speaks of
# `vessels designated under points (a) to (g)`.
REASON: Final = re.compile(
    r"\b3s\b[^:;.]*?\bpoints?\s*((?:\(?[a-z]\)(?:\s*(?:,|and|or|&)\s*)?)+)"
    r"|\b3s\s*\(2\)\s*(\([a-z]\))",
    re.IGNORECASE,
)
LETTERS_ALONE: Final = re.compile(
    r"\(?[a-z]\)?(?:\s*(?:,|;|/|&|and)\s*\(?[a-z]\)?)*", re.IGNORECASE
)
LETTER: Final = re.compile(r"\b[a-z]\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ship:
    """A row about a ship, as printed, and the number of its line.

    ``basis`` is the legal act; under another than Annex XLII, ``measures`` are the words of what
    it forbids.
    """

    line: int
    name: str
    imo: str
    date: str
    url: str = ""
    former: tuple[str, ...] = ()
    remarks: str = ""
    basis: str = BASIS
    reason: str = ""
    measures: str = ""
    aliases: tuple[str, ...] = ()


def listing_date(text: str) -> str:
    """Return a date as ISO, without the apostrophe that some end with; as printed if it is none.

    Examples
    --------
    >>> listing_date("21.05.2025’"), listing_date("45797"), listing_date("26 Feb. 2011")
    ('2025-05-21', '2025-05-20', '2011-02-26')
    """
    return as_iso(text.strip(" '’‘`\u00a0"), *DATE_FORMATS)


def listing_dates(text: str) -> list[str]:
    """Return the dates of a cell as ISO: several if each can be read, else the cell as printed.

    Examples
    --------
    >>> listing_dates("20.07.2025 and 24.10.2025"), listing_dates("soon"), listing_dates("")
    (['2025-07-20', '2025-10-24'], ['soon'], [])
    """
    parts = [listing_date(part) for part in SEVERAL_DATES.split(text) if part.strip()]
    whole = all(re.fullmatch(r"\d{4}-\d\d-\d\d", part) for part in parts)
    return parts if whole else [listing_date(text)]


def reason_letters(text: str) -> list[str]:
    """Return the letters of Article 3s(2) that a reason names.

    Examples
    --------
    >>> reason_letters("Article 3s(2), point (b): carry oil. Article 3s(2), point (f): evade")
    ['b', 'f']
    >>> reason_letters("Article 3s(2), point (h): serve vessels under points (a) to (g)")
    ['h']
    >>> reason_letters("(b), (c)"), reason_letters("carry oil")
    (['b', 'c'], [])
    """
    if LETTERS_ALONE.fullmatch(text.strip()):
        named = [text]
    else:
        named = [found[1] or found[2] for found in REASON.finditer(text)]
    letters = (letter.lower() for part in named for letter in LETTER.findall(part))
    return sorted(set(letters) - {"and", "or"})


def day_in_words(day: str) -> str:
    """Return an ISO date in words, or any other text as it is.

    Examples
    --------
    >>> day_in_words("2026-07-24"), day_in_words("soon")
    ('24 July 2026', 'soon')
    """
    known = parse_day(day)
    return in_words(known) if known else day


def port_ban_sentence(day: str, letters: list[str]) -> str:
    """Return what Annex XLII forbids, for people.

    Examples
    --------
    >>> port_ban_sentence("2026-07-24", ["b"])
    'EU: no port access or services since 24 July 2026 (reason b)'
    >>> port_ban_sentence("", ["b", "c"])
    'EU: no port access or services (reasons b and c)'
    """
    since = f" since {day_in_words(day)}" if day else ""
    *others, last = letters or [""]
    named = f"{', '.join(others)} and {last}" if others else last
    why = f" (reason{'s' if others else ''} {named})" if named else ""
    return f"EU: no port access or services{since}{why}"


def ship_entries(source: Source, ships: Iterable[Ship], warnings: list[str]) -> list[ListEntry]:
    """Return an entry for each IMO number; the key of a ship without a number is its name.

    Parameters
    ----------
    source
        The file.
    ships
        Its rows, in order.
    warnings
        Gets a sentence for each number that can't be right and each ship that is listed again.

    Examples
    --------
    >>> from pathlib import Path
    >>> rows = [Ship(2, "ANGARA", "9179842", "2024-02-23"), Ship(3, "LADY R", "", "2024-02-23")]
    >>> warnings: list[str] = []
    >>> [entry.key for entry in ship_entries(Source(Path("x.csv"), b""), rows, warnings)]
    ['9179842', 'lady-r']
    >>> warnings
    ['x.csv: line 3 gives LADY R no IMO number']
    """
    entries: dict[str, ListEntry] = {}
    for ship in ships:
        add_ship(entries, source, ship, warnings)
    return list(entries.values())


def add_ship(
    entries: dict[str, ListEntry], source: Source, ship: Ship, warnings: list[str]
) -> ListEntry:
    """Add a row about a ship to the entries by key; return its entry, new or known.

    Parameters
    ----------
    entries
        The entries so far, by their keys.
    source, ship, warnings
        As for `ship_entries`.
    """
    imo = _imo(source, ship, warnings)
    (name, _), *others = ship_names(ship.name)
    key = clean_imo(imo) or slug(f"{name} {imo}")
    known = entries.get(key)
    entry = known or ListEntry(key, Kind.VESSEL, name or f"IMO {imo}")
    entries[key] = entry
    if known:
        entry.records += 1
        _say_again(source, ship, entry, warnings)
    _note(entry, ship, imo, [(name, NameKind.STRONG_ALIAS), *others])
    return entry


def _say_again(source: Source, ship: Ship, entry: ListEntry, warnings: list[str]) -> None:
    days = set(listing_dates(ship.date)) - set(entry.facts.get("listed_on", ()))
    if days:
        warnings.append(
            f"{source.path}: line {ship.line} lists {entry.name} ({entry.key}) again "
            f"({', '.join(sorted(days))}); its earlier date counts"
        )


def _imo(source: Source, ship: Ship, warnings: list[str]) -> str:
    # An edition has `09346732`: a zero before a number whose check digit agrees.
    printed = re.sub(r"^IMO\b[\s:#.]*(?:no\b[\s:.]*|numbers?\b[\s:.]*)?", "", ship.imo, flags=re.I)
    shorter = printed.strip().removeprefix("0")
    number = shorter if is_valid_imo_ship(shorter) else printed.strip()
    if not number:
        warnings.append(f"{source.path}: line {ship.line} gives {ship.name} no IMO number")
    elif number != printed or not is_valid_imo_ship(number):
        done = f"read as {number}" if number != printed else "kept as printed"
        warnings.append(
            f"{source.path}: line {ship.line} gives {ship.name} the IMO number {ship.imo!r}, "
            f"which can't be one; {done}"
        )
    return number


def _note(entry: ListEntry, ship: Ship, imo: str, names: list[tuple[str, NameKind]]) -> None:
    entry.add_imo(imo)
    for name, kind in names:
        entry.add_name(name, kind)
    for name in ship.former:
        entry.add_name(name, NameKind.FORMER)
    for name in ship.aliases:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    known = entry.facts.get("listed_on", [])
    days = listing_dates(ship.date)
    for day in days:
        entry.add_listing_date(day)
    entry.add_fact("programs", "EU-RUS" if ship.basis == BASIS else "")
    entry.add_fact("legal_basis", ship.basis)
    entry.add_fact("source_url", ship.url or (PAGE if ship.basis == BASIS else ""))
    for remark in (ship.reason, ship.remarks):
        entry.add_fact("remarks", remark)
    _note_measures(entry, ship, days)
    if len({*known, *days}) > 1:
        entry.add_fact("remarks", f"Listed again on {max({*known, *days})}")


def _note_measures(entry: ListEntry, ship: Ship, days: list[str]) -> None:
    if ship.basis != BASIS:
        note_measures(entry, ship.measures or ship.basis, f"EU: {ship.measures or ship.basis}")
        return
    for day in days or [""]:
        sentence = port_ban_sentence(day, reason_letters(ship.reason))
        entry.add_measure(Measure.PORT_BAN, sentence)
        entry.add_measure(Measure.SERVICES_BAN, sentence)
