"""Monaco's list of frozen funds as JSON: an array of measures.

``mesureId`` is stable. A measure that was lifted stays in the list with the state ``withdrawal``
and is left out. Aliases are prose: ``a) X; b) Y; Pseudonymes peu fiables : Z``. The list has no
field for a ship's IMO number: the whole text of a ship is searched for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from vscreen.files.csv import split_values
from vscreen.files.dates import as_iso
from vscreen.files.json import Record, parse_json, records, text
from vscreen.files.source import Source
from vscreen.lists.numbers_in_prose import note_prose
from vscreen.lists.reader import Contents, Reader, by_keys, each_file
from vscreen.lists.reading import ListEntry, require_unique
from vscreen.lists.split_names import split_names
from vscreen.lists.world.france import KINDS
from vscreen.schema import Kind, NameKind, Scheme

SIGNATURE: Final = (b'"mesureId"', b'"mesureDetails"')
LIFTED: Final = "withdrawal"
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

    Refused if it is not whole JSON, or a measure has no id, no name or an unknown nature, or an
    id comes twice. Empty if it holds no measure in force.
    """
    entries: list[ListEntry] = []
    lifted: Counter[str] = Counter()
    for measure in records(parse_json(source)):
        state = text(measure.get("state"))
        if state.lower() == LIFTED:
            lifted[state] += 1
            continue
        entries.append(_entry(source, measure))
    counted = sum(lifted.values())
    return Contents(
        entries=require_unique(source, entries, "mesureId"),
        sources=[source],
        warnings=[f"{source.path}: left out {counted:,} lifted measures"] if counted else (),
    )


def _entry(source: Source, measure: Record) -> ListEntry:
    key, nature = text(measure.get("mesureId")), text(measure.get("nature"))
    fields = next(iter(records(measure.get("mesureDetails"))), {})
    names = (text(measure.get("nom")), text(fields.get("prenom")))
    name = ", ".join(filter(None, names))
    if not key or not name or nature not in KINDS:
        raise source.refuse(
            f"the mesureId {key!r} has the name {name!r} and the nature {nature!r}; "
            f"known are {', '.join(KINDS)}"
        )
    entry = ListEntry(key, KINDS[nature], name)
    separators = ";," if entry.kind == Kind.ORGANIZATION else ";"
    for alias, kind in _aliases(text(fields.get("alias")), separators):
        entry.add_name(alias, kind)
    note_prose(entry, OMI.sub("IMO", text(fields.get("autresInfos"))))
    if text(fields.get("passeport")):
        entry.add_identifier(Scheme.OTHER, f"Passport {text(fields.get('passeport'))}")
    for value in split_values(text(fields.get("dateNaissance"))):
        entry.add_fact("birth_date", as_iso(value))
    for country in text(fields.get("nationalite")).split(","):
        entry.add_fact("countries", country)
    entry.add_fact("programs", text(fields.get("regimeSanction")))
    entry.add_fact("legal_basis", text(fields.get("fondementJuridique")))
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
    version="1",
    publisher="Monaco",
    recognises=by_keys(b"[", SIGNATURE),
    read_all=each_file(_read_one),
    list_id="mc-freezes",
)
