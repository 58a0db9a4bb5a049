"""Monaco's list of frozen funds as JSON: an array of measures.

``mesureId`` is stable. A measure that was lifted stays in the list with the state ``withdrawal``
and is set aside. Aliases are prose: ``a) X; b) Y; Pseudonymes peu fiables : Z``. The list has no
field for a ship's IMO number: the whole text of a ship is searched for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.dates import as_iso
from vscreen.files.json import Record, parse_json, records, text
from vscreen.files.source import Source
from vscreen.lists.counting import count_items
from vscreen.lists.numbers_in_prose import note_prose, opens_with_ship, ship_numbers
from vscreen.lists.reader import Contents, Reader, by_keys, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips, fold
from vscreen.lists.split_names import split_names
from vscreen.lists.world.france import day_of, numbers_in
from vscreen.schema import Kind, NameKind, Scheme

SIGNATURE: Final = (b'"mesureId"', b'"mesureDetails"')
LIFTED: Final = ("withdrawal", "withdrawn", "lifted", "retrait", "retire", "levee", "abrogation")
OF_PERSONS: Final = ("prenom", "sexe", "dateNaissance", "lieuNaissance")
ALIAS_KINDS: Final = (
    ("peu fiable", NameKind.WEAK_ALIAS),
    ("ancien", NameKind.FORMER),
    ("précédemment", NameKind.FORMER),
)
LETTERED: Final = re.compile(r"(?:^|(?<=[;\s]))[a-z]\)\s*|[\r\n]+")
INTRODUCED: Final = re.compile(r"[^:;]*(?:connu|pseudonyme|alias|nom)[^:;]*:\s*", re.IGNORECASE)
OMI: Final = re.compile(r"(?:num[ée]ro\s+)?\bOMI\b", re.IGNORECASE)
REMARK_FIELDS: Final = (
    "titre", "adresse", "autresInfos", "motifs", "lieuNaissance", "dateExpiration",
    "autoriteMesure",
)  # fmt: skip


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if it is not whole JSON, or the kind or name of most measures is not known. Empty if it
    holds no measure in force.
    """
    slips = Slips(source, "measures")
    entries: list[ListEntry] = []
    aside: list[SetAside] = []
    measures = records(parse_json(source))
    for number, measure in enumerate(measures, start=1):
        key = text(measure.get("mesureId"))
        where = f"mesureId {key}" if key else f"measure {number}"
        if fold(text(measure.get("state"))) in LIFTED:
            aside.append(SetAside(where, "lifted"))
        elif entry := _entry(where, measure, slips):
            entries.append(entry)
    slips.refuse_if_most(len(measures) - len(aside))
    return Contents(
        entries=slips.unique(entries, "mesureId"),
        sources=[source],
        set_aside=(*aside, *slips.nameless),
        warnings=slips.warnings(),
    )


def _entry(where: str, measure: Record, slips: Slips) -> ListEntry | None:
    fields = next(iter(records(measure.get("mesureDetails"))), {})
    if not fields and text(measure.get("mesureDetails")):
        slips.note(where, "whose mesureDetails can't be read, so that only their names are known")
    printed = text(fields.get("alias"))
    prose = OMI.sub("IMO", text(fields.get("autresInfos")))
    imo = ship_numbers(prose)[0] if opens_with_ship(prose) else ""
    main = ", ".join(filter(None, (text(measure.get("nom")), text(fields.get("prenom")))))
    name = slips.name(where, [main, *(alias for alias, _ in _aliases(printed, ";"))], imo)
    if not name:
        return None
    born = [text(fields.get(field)) for field in OF_PERSONS]
    kind = slips.kind(where, text(measure.get("nature")), ship=[imo], person=born)
    entry = ListEntry(slips.key(where, text(measure.get("mesureId")), name), kind, name)
    entry.may_be_ship = slips.may_be_ship(where)
    for alias, alias_kind in _aliases(printed, ";," if kind == Kind.ORGANIZATION else ";"):
        entry.add_name(alias, alias_kind)
    note_prose(entry, prose)
    for scheme, value in numbers_in(prose, ""):
        if scheme != Scheme.IMO_SHIP:
            entry.add_identifier(scheme, value)
    if text(fields.get("passeport")):
        entry.add_identifier(Scheme.OTHER, f"Passport {text(fields.get('passeport'))}")
    for value in split_values(text(fields.get("dateNaissance"))):
        entry.add_fact("birth_date", as_iso(value))
    for country in text(fields.get("nationalite")).split(","):
        entry.add_fact("countries", country)
    entry.add_fact("programs", text(fields.get("regimeSanction")))
    entry.add_fact("legal_basis", text(fields.get("fondementJuridique")))
    entry.add_listing_date(day_of(text(fields.get("fondementJuridique"))))
    remarks = ((name, text(fields.get(name))) for name in REMARK_FIELDS)
    entry.add_fact("remarks", "\n".join(f"{name}: {remark}" for name, remark in remarks if remark))
    return entry


def _aliases(printed: str, separators: str) -> Iterator[tuple[str, NameKind]]:
    """Yield each alias and its kind; an introduction decides the kind of all aliases after it."""
    kind = NameKind.STRONG_ALIAS
    for piece in split_names(LETTERED.sub(";", printed), separators):
        intro = INTRODUCED.match(piece)
        if intro:
            kinds = (kind for word, kind in ALIAS_KINDS if word in intro[0].lower())
            kind = next(kinds, NameKind.STRONG_ALIAS)
        yield piece[intro.end() :] if intro else piece, kind


READER: Final = Reader(
    id="monaco",
    version="2",
    publisher="Monaco",
    recognises=by_keys(b"[", SIGNATURE),
    read_all=each_file(_read_one),
    list_id="mc-freezes",
    records="measures",
    count=count_items(),
)
