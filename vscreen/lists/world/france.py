"""France's register of asset freezes (gels des avoirs) as JSON.

A detail has a stable ``IdRegistre``, a ``Nature`` (person, organization, ship), a name, and fields,
each with several values: ``{"TypeChamp": "NUMERO_OMI", "Valeur": [{"NumeroOMI": ...}]}``. The
comment of an alias says whether it is weak or former, that of a number what it is. The legal basis
is a sentence: the act, its day, which is the only date of listing, and the programme in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from vscreen.files.dates import as_iso
from vscreen.files.json import Record, parse_json, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.counting import count_listed
from vscreen.lists.numbers_in_prose import note_prose
from vscreen.lists.reader import Contents, Reader, by_keys, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.slips import Slips, fold
from vscreen.lists.split_names import split_names
from vscreen.schema import NameKind, Scheme

SIGNATURE: Final = (b'"Publications"', b'"PublicationDetail"')
PAGE: Final = "https://gels-avoirs.dgtresor.gouv.fr/Gels/RegistreDetail?idRegistre="
WEAK: Final = re.compile(r"peu fiable|faible|low quality|douteu", re.IGNORECASE)
FORMER: Final = re.compile(r"\bancien|anciennement|pr[ée]c[ée]demment|f\.?k\.?a|ex-", re.IGNORECASE)
COUNTRIES: Final = ("nationalite", "adressepm", "adressepp")
SHOWN: Final = ("alias", "prenom", "datedenaissance", "fondementjuridique")
"""Fields that have columns of their own, and so are not repeated in the remarks."""
OF_PERSONS: Final = ("prenom", "sexe", "datedenaissance", "lieudenaissance")
IMO: Final = re.compile(r"omi|imo")
MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
DAY: Final = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
IN_WORDS: Final = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.I)
BRACKET: Final = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\W*$")
NUMBER: Final = re.compile(r"[\w./-]*\d[\w./-]*")
FEWEST_DIGITS: Final = 5
LABELLED: Final = re.compile(r"^(.*?)\s*[:=]\s*(\S+)$", re.DOTALL)
BETWEEN: Final = re.compile(r"\s+[-–]\s+|[;\n,]|\.\s")
# Words of a label, in the order in which they are looked for: dates and places are no numbers.
SCHEMES: Final = (
    (re.compile(r"\bdate|\blieu|\bt[ée]l|courriel|adresse|d[ée]livr", re.I), None),
    (re.compile(r"\b(?:OMI|IMO)\b"), Scheme.IMO_SHIP),
    (re.compile(r"\bMMSI\b", re.I), Scheme.MMSI),
    (re.compile(r"\bindicatif\b", re.I), Scheme.CALL_SIGN),
    (re.compile(r"\bLEI\b"), Scheme.LEI),
    (re.compile(r"fiscal|\b(?:INN|NIF|TVA|VAT|TIN|KPP)\b|\btax", re.I), Scheme.TAX),
    (
        re.compile(
            r"enregistr|immatricul|registre|registration|cr[ée]dit social|num[ée]ros? d.identif|"
            r"\b(?:OGRN|OKPO|PSRN|SIREN|SIRET|USCC|IRN|RCS)\b",
            re.I,
        ),
        Scheme.REGISTRATION,
    ),
)  # fmt: skip

Fields = list[tuple[str, dict[str, str], str]]
"""Of each value: the folded type of its field, its texts by folded key, all of it as printed."""


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if it is not whole JSON, its date is none, or the kind or name of most details is not
    known. Empty if it holds no details.
    """
    head = _publication(source)
    details = records(head.get("PublicationDetail"))
    slips = Slips(source, "details")
    found = [_entry(f"detail {n}", detail, slips) for n, detail in enumerate(details, start=1)]
    slips.refuse_if_most(len(details))
    return Contents(
        entries=slips.unique(filter(None, found), "IdRegistre"),
        sources=[source],
        published=_published(source, text(head.get("DatePublication"))),
        set_aside=slips.nameless,
        warnings=slips.warnings(),
    )


def _publication(source: Source) -> Record:
    return next(iter(records(parse_json(source).get("Publications"))), {})


def _fields(detail: Record) -> Iterator[tuple[str, dict[str, str], str]]:
    for field in records(detail.get("RegistreDetail")):
        printed = text(field.get("TypeChamp"))
        for value in records(field.get("Valeur")):
            own = {fold(key): text(item) for key, item in value.items()}
            whole = ", ".join(part for item in value.values() for part in texts(item))
            yield fold(printed), own, f"{printed}: {whole}" if whole else ""


def _published(source: Source, printed: str) -> date | None:
    try:
        return date.fromisoformat(as_iso(printed[:10])) if printed else None
    except ValueError as error:
        raise source.refuse(f"DatePublication is {printed!r}, not a date") from error


def _entry(where: str, detail: Record, slips: Slips) -> ListEntry | None:
    key, fields = text(detail.get("IdRegistre")), list(_fields(detail))
    where = f"IdRegistre {key}" if key else where
    imo = next((_imo(own) for kind, own, _ in fields if _is_imo(kind)), "")
    aliases = [own.get("alias", "") for kind, own, _ in fields if kind == "alias"]
    first = " ".join(own.get("prenom", "") for kind, own, _ in fields if kind == "prenom")
    parts = (text(detail.get("Nom")), first.strip())
    name = slips.name(where, [", ".join(filter(None, parts)), *aliases], imo)
    if not name:
        return None
    born = [kind for kind, _, _ in fields if kind in OF_PERSONS]
    nature = slips.kind(where, text(detail.get("Nature")), ship=[imo], person=born)
    entry = ListEntry(slips.key(where, key, name), nature, name)
    entry.may_be_ship = slips.may_be_ship(where)
    if key:
        entry.add_fact("source_url", f"{PAGE}{key}")
    for kind, own, whole in fields:
        _add_field(entry, kind, own, whole)
    return entry


def _is_imo(kind: str) -> bool:
    return kind != "identification" and IMO.search(kind) is not None


def _imo(own: dict[str, str]) -> str:
    return next((value for key, value in own.items() if IMO.search(key)), "")


def _add_field(entry: ListEntry, kind: str, own: dict[str, str], whole: str) -> None:
    comment = own.get("commentaire", "")
    if kind == "alias":
        for alias in split_names(own.get("alias", ""), ";"):
            entry.add_name(alias, _alias_kind(comment))
    elif _is_imo(kind):
        entry.add_imo(_imo(own))
    elif kind == "datedenaissance":
        parts = (own.get(part, "") for part in ("annee", "mois", "jour"))
        known = [part.zfill(2) for part in parts if part.strip("0")]
        entry.add_fact("birth_date", "-".join(known))
    elif kind == "fondementjuridique":
        _add_basis(entry, own)
    elif kind == "passeport":
        entry.add_identifier(Scheme.OTHER, f"Passport {own.get('numeropasseport', '')}")
    elif kind == "autreidentite":
        _add_number(entry, own.get("numerocarte", ""), comment, card=True)
    elif kind == "identification":
        _add_number(entry, own.get("identification", ""), comment)
    if kind in COUNTRIES:
        entry.add_fact("countries", own.get("pays", ""))
    if whole and (kind not in SHOWN or (kind == "datedenaissance" and comment)):
        entry.add_fact("remarks", whole)


def _alias_kind(comment: str) -> NameKind:
    if WEAK.search(comment):
        return NameKind.WEAK_ALIAS
    return NameKind.FORMER if FORMER.search(comment) else NameKind.STRONG_ALIAS


def _add_basis(entry: ListEntry, own: dict[str, str]) -> None:
    label = own.get("fondementjuridiquelabel", "")
    entry.add_fact("legal_basis", label)
    entry.add_fact("programs", programme(label) or own.get("fondementjuridique", ""))
    entry.add_listing_date(day_of(label))


def _add_number(entry: ListEntry, number: str, comment: str, *, card: bool = False) -> None:
    """Add a number, which its comment explains, or the numbers in a text of several."""
    found = list(numbers_in(number, comment))
    for scheme, value in found:
        if scheme == Scheme.IMO_SHIP:
            entry.add_imo(value)
        else:
            entry.add_identifier(scheme, value)
    if card and not found:
        entry.add_identifier(Scheme.OTHER, f"{comment} {number}".strip())
    note_prose(entry, f"{number} {comment}".replace("OMI", "IMO"))


def programme(label: str) -> str:
    """Return the programme that the sentence of a legal basis names in its last brackets.

    Examples
    --------
    >>> programme("(UE) 2022/332 du 25/02/2022 (UE Ukraine intégrité - R (UE) 269/2014)")
    'UE Ukraine intégrité - R (UE) 269/2014'
    """
    found = BRACKET.search(label)
    return found[1].strip() if found else label


def day_of(label: str) -> str:
    """Return the first day that a sentence names, as ISO, ``""`` without one.

    Examples
    --------
    >>> day_of("(UE) 2022/332 du 25/02/2022 (UE)"), day_of("Arrêté du 1er mars 2024")
    ('2022-02-25', '2024-03-01')
    """
    words = IN_WORDS.search(label)
    if words:
        month = MONTHS.index(words[2].lower()) + 1
        return as_iso(f"{words[1]}/{month}/{words[3]}")
    day = DAY.search(label)
    return as_iso(day.group()) if day else ""


def numbers_in(number: str, comment: str) -> Iterator[tuple[Scheme, str]]:
    """Yield the scheme and value of each number that is labelled, in its comment or beside it.

    Parameters
    ----------
    number
        A bare number, or a text with numbers behind their labels.
    comment
        What the number is.

    Examples
    --------
    >>> list(numbers_in("1023202741781", "Numéro d’enregistrement"))
    [(<Scheme.REGISTRATION: 'registration'>, '1023202741781')]
    >>> [value for _, value in numbers_in("INN: 3025037914 - Date: 22.10.2014", "/")]
    ['3025037914']
    """
    if NUMBER.fullmatch(number.strip()):
        yield from _labelled(comment, number.strip())
    else:
        for segment in BETWEEN.split(f"{number};{comment}"):
            found = LABELLED.fullmatch(segment.strip())
            if found and NUMBER.fullmatch(found[2]):
                yield from _labelled(found[1], found[2])


def _labelled(label: str, value: str) -> Iterator[tuple[Scheme, str]]:
    scheme = next((scheme for words, scheme in SCHEMES if words.search(label)), None)
    if scheme and sum(map(str.isdigit, value)) >= FEWEST_DIGITS:
        yield scheme, value


READER: Final = Reader(
    id="france",
    version="2",
    publisher="France",
    recognises=by_keys(b"{", SIGNATURE),
    read_all=each_file(_read_one),
    list_id="fr-gels",
    records="details",
    count=lambda source: count_listed(_publication(source).get("PublicationDetail")),
)
