"""France's register of asset freezes (gels des avoirs) as JSON.

A detail has a stable ``IdRegistre``, a ``Nature`` (person, organization, ship), a name, and fields,
each with several values: ``{"TypeChamp": "NUMERO_OMI", "Valeur": [{"NumeroOMI": ...}]}``. The
comment of an alias says whether it is weak or former. The date of listing is only in the legal
basis, which begins with the date of the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from vscreen.files.dates import as_iso
from vscreen.files.json import Record, parse_json, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.numbers_in_prose import note_prose
from vscreen.lists.reader import Contents, Reader, by_keys, each_file
from vscreen.lists.reading import ListEntry, require_unique
from vscreen.schema import Kind, NameKind, Scheme

SIGNATURE: Final = (b'"Publications"', b'"PublicationDetail"')
KINDS: Final = {
    "Personne physique": Kind.PERSON,
    "Personne morale": Kind.ORGANIZATION,
    "Navire": Kind.VESSEL,
}
WEAK: Final = re.compile(r"peu fiable|faible|low quality", re.IGNORECASE)
FORMER: Final = re.compile(r"\bancien|anciennement|pr[ée]c[ée]demment|f\.?k\.?a", re.IGNORECASE)
DAY: Final = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")
COUNTRIES: Final = ("NATIONALITE", "ADRESSE_PM", "ADRESSE_PP")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if it is not whole JSON, or a detail has no number, no name or an unknown nature, or
    a number comes twice. Empty if it holds no details.
    """
    document = parse_json(source)
    head = next(iter(records(document.get("Publications"))), {})
    entries = (_entry(source, detail) for detail in records(head.get("PublicationDetail")))
    return Contents(
        entries=require_unique(source, entries, "IdRegistre"),
        sources=[source],
        published=_published(source, text(head.get("DatePublication"))),
    )


def _fields(detail: Record) -> Iterator[tuple[str, Record]]:
    """Yield the type and each value of each field."""
    for field in records(detail.get("RegistreDetail")):
        for value in records(field.get("Valeur")):
            yield text(field.get("TypeChamp")), value


def _published(source: Source, printed: str) -> date | None:
    try:
        return date.fromisoformat(as_iso(printed[:10])) if printed else None
    except ValueError as error:
        raise source.refuse(f"DatePublication is {printed!r}, not a date") from error


def _entry(source: Source, detail: Record) -> ListEntry:
    key, nature = text(detail.get("IdRegistre")), text(detail.get("Nature"))
    fields = list(_fields(detail))
    first = " ".join(text(value.get("Prenom")) for kind, value in fields if kind == "PRENOM")
    name = ", ".join(part for part in (text(detail.get("Nom")), first.strip()) if part)
    if not key or not name or nature not in KINDS:
        raise source.refuse(
            f"the IdRegistre {key!r} has the name {name!r} and the nature {nature!r}; "
            f"known are {', '.join(KINDS)}"
        )
    entry = ListEntry(key, KINDS[nature], name)
    for kind, value in fields:
        _add_field(entry, kind, value)
    return entry


def _add_field(entry: ListEntry, kind: str, value: Record) -> None:
    if kind == "ALIAS":
        entry.add_name(text(value.get("Alias")), _alias_kind(text(value.get("Commentaire"))))
    elif kind == "NUMERO_OMI":
        entry.add_imo(text(value.get("NumeroOMI")))
    elif kind == "DATE_DE_NAISSANCE":
        parts = (text(value.get(part)) for part in ("Annee", "Mois", "Jour"))
        known = [part.zfill(2) for part in parts if part.strip("0")]
        entry.add_fact("birth_date", "-".join(known))
    elif kind == "FONDEMENT_JURIDIQUE":
        _add_basis(entry, value)
    elif kind == "PASSEPORT":
        entry.add_identifier(Scheme.OTHER, f"Passport {text(value.get('NumeroPasseport'))}")
    elif kind != "PRENOM":
        _add_remark(entry, kind, value)
    if kind in COUNTRIES:
        entry.add_fact("countries", text(value.get("Pays")))


def _alias_kind(comment: str) -> NameKind:
    if WEAK.search(comment):
        return NameKind.WEAK_ALIAS
    return NameKind.FORMER if FORMER.search(comment) else NameKind.STRONG_ALIAS


def _add_basis(entry: ListEntry, value: Record) -> None:
    label = text(value.get("FondementJuridiqueLabel"))
    entry.add_fact("legal_basis", label)
    entry.add_fact("programs", text(value.get("FondementJuridique")) or label)
    for day in DAY.findall(label)[:1]:
        entry.add_listing_date(as_iso(day))


def _add_remark(entry: ListEntry, kind: str, value: Record) -> None:
    remark = ", ".join(part for item in value.values() for part in texts(item))
    if remark:
        entry.add_fact("remarks", f"{kind}: {remark}")
    if kind == "IDENTIFICATION":
        note_prose(entry, remark.replace("OMI", "IMO"))


READER: Final = Reader(
    id="france",
    version="1",
    publisher="France",
    recognises=by_keys(b"{", SIGNATURE),
    read_all=each_file(_read_one),
    list_id="fr-gels",
)
