"""Senzing records: JSON lines or an array, as OpenSanctions, watchman and others write them.

A record has a source, an id, and features: flat on the record, in lists by kind (``NAMES``,
``IDENTIFIERS``), or all in a list ``FEATURES``. A feature is recognised by its keys alone, wherever
it is. Each ``DATA_SOURCE`` is a list of its own.

Older files give ships no ``RECORD_TYPE``; others call them organizations. OpenSanctions gives none
to subjects of unknown kind, and none to what is no subject at all, such as positions in public
office: these have nothing but a name, a country and their number in Wikidata.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.json import Record, first_record, json_records, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.aggregators.opensanctions import LIST as OPENSANCTIONS
from vscreen.lists.aggregators.opensanctions_ftm import relation_of
from vscreen.lists.aggregators.schemas import NO_SUBJECTS, is_sanctioned, warn_of_unsanctioned
from vscreen.lists.counting import count_items, count_lines
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, each_file, opens_with
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips, look_up
from vscreen.lists.split_names import misspelt
from vscreen.schema import Kind, NameKind, Relation, Scheme

SIGNATURE: Final = ("DATA_SOURCE", "RECORD_ID")
KINDS: Final = {
    "VESSEL": Kind.VESSEL,
    "ORGANIZATION": Kind.ORGANIZATION,
    "PERSON": Kind.PERSON,
    "AIRCRAFT": Kind.AIRCRAFT,
}
# Numbers that only a ship has. A company with an IMO number always has a RECORD_TYPE.
SHIP_KEYS: Final = ("MMSI_NUMBER", "CALL_SIGN", "IMO_NUMBER")
FIRM_KEYS: Final = ("TAX_ID_NUMBER", "NATIONAL_ID_NUMBER", "LEI_NUMBER")  # and that none has
PERSON_KEYS: Final = ("NAME_FIRST", "NAME_LAST", "DATE_OF_BIRTH", "GENDER")
# What a position in public office has in OpenSanctions' files, beside names and countries.
OFFICE_KEYS: Final = {
    "DATA_SOURCE", "RECORD_ID", "LAST_CHANGE", "URL", "NAME_TYPE", "NAME_FULL", "CITIZENSHIP",
    "NATIONALITY", "TRUSTED_ID_TYPE", "TRUSTED_ID_NUMBER", "OTHER_ID_TYPE", "OTHER_ID_NUMBER",
    "TOPIC", "SOURCE_URL",
}  # fmt: skip
OFFICE_TOPICS: Final = ("gov.", "role.")
# Data sources of OpenSanctions: its files say by topics who is sanctioned.
WITH_TOPICS: Final = ("OS_", "OPEN_SANCTIONS")
WIKIDATA: Final = re.compile(r"Q\d+")
SCHEMES: Final = {
    "MMSI_NUMBER": Scheme.MMSI, "CALL_SIGN": Scheme.CALL_SIGN, "LEI_NUMBER": Scheme.LEI,
    "TAX_ID_NUMBER": Scheme.TAX, "NATIONAL_ID_NUMBER": Scheme.REGISTRATION,
    "PASSPORT_NUMBER": Scheme.OTHER, "OFAC_ID": Scheme.OTHER, "DUNS_NUMBER": Scheme.OTHER,
    "OTHER_ID_NUMBER": Scheme.OTHER, "SSN_NUMBER": Scheme.OTHER,
    "DRIVERS_LICENSE_NUMBER": Scheme.OTHER,
}  # fmt: skip
COUNTRIES: Final = ("COUNTRY_OF_ASSOCIATION", "REGISTRATION_COUNTRY", "NATIONALITY", "CITIZENSHIP")
NAME_PARTS: Final = ("NAME_LAST", "NAME_FIRST", "NAME_MIDDLE")
NAME_KINDS: Final = {
    "primary": NameKind.PRIMARY, "former": NameKind.FORMER, "formername": NameKind.FORMER,
    "fka": NameKind.FORMER, "previous": NameKind.FORMER, "previousname": NameKind.FORMER,
    "weak": NameKind.WEAK_ALIAS, "weakalias": NameKind.WEAK_ALIAS, "weakaka": NameKind.WEAK_ALIAS,
}  # fmt: skip
"""Type of a name, folded -> kind; any other is a strong alias."""
KNOWN: Final = {
    *SIGNATURE, *SCHEMES, *COUNTRIES, *NAME_PARTS, "RECORD_TYPE", "IMO_NUMBER", "DATE_OF_BIRTH",
    "TOPIC", "URL", "SOURCE_URL", "LAST_CHANGE", "TRUSTED_ID_NUMBER", "FEATURES",
}  # fmt: skip
KNOWN_BEGINNINGS: Final = ("ADDR_", "REL_")
KNOWN_ENDS: Final = ("_TYPE", "NAME_ORG", "NAME_FULL")
"""Keys that are read: any other is a number or a remark."""


def _recognises(source: Source) -> bool:
    """Return whether the first record has a source and an id."""
    if first_record(source):
        return set(SIGNATURE) <= first_record(source).keys()
    keys = [f'"{key}"'.encode() for key in SIGNATURE]
    return opens_with(source, b"[") and all(key in source.head for key in keys)


@dataclass
class _Source:
    """A data source: its entries by key, each with its record, and what none comes from."""

    slips: Slips
    entries: defaultdict[str, list[tuple[ListEntry, Record]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    set_aside: list[SetAside] = field(default_factory=list)
    unlisted: list[list[str]] = field(default_factory=list)

    def all(self) -> list[tuple[ListEntry, Record]]:
        """Return the entries with their records, in the order of the file."""
        return [pair for pairs in self.entries.values() for pair in pairs]

    @property
    def records(self) -> int:
        """How many records of the file it has."""
        return sum(entry.records for entry, _ in self.all()) + len(self.set_aside)


def _read_file(source: Source) -> list[Contents]:
    """Return the entries of each data source.

    Refused if the JSON is not whole. Empty if there are no records.
    """
    groups: defaultdict[str, _Source] = defaultdict(lambda: _Source(Slips(source, "records")))
    warnings: list[str] = []
    for where, record in json_records(source, warnings):
        _add_record(groups[text(record.get("DATA_SOURCE"))], where, record)
    total = sum(group.records for group in groups.values())
    return [
        _contents(source, name, group, warnings, total)
        for name, group in (groups or {"": _Source(Slips(source, "records"))}).items()
    ]


def _contents(
    source: Source, name: str, group: _Source, warnings: list[str], total: int
) -> Contents:
    for entry, record in group.all():
        _add_links(group, entry, record)
    elsewhere = total - group.records  # before entries of one id are joined
    entries = group.slips.unique((entry for entry, _ in group.all()), "RECORD_ID")
    is_told = any(group.unlisted) or name.upper().replace("-", "_").startswith(WITH_TOPICS)
    unlisted = group.unlisted if is_told else []
    return Contents(
        entries=entries,
        sources=[source],
        list_id=_list_id(name),
        warnings=[
            *warnings,
            *warn_of_unsanctioned(source, unlisted, [name], entries=len(entries)),
            *group.slips.warnings(),
        ],
        set_aside=group.set_aside,
        elsewhere=elsewhere,
    )


def _list_id(data_source: str) -> str:
    plain = slug(data_source)
    return OPENSANCTIONS if plain.replace("-", "") == OPENSANCTIONS else plain


def _features(record: Record) -> list[Record]:
    """Return the record without its lists, and each object of its lists."""
    return [record, *(feature for value in record.values() for feature in records(value))]


def _add_record(group: _Source, where: str, record: Record) -> None:
    features = _features(record)
    names = list(_names(features)) or _other_names(features)
    key = text(record.get("RECORD_ID"))
    twin = next((one for one, other in group.entries.get(key, ()) if other == record), None)
    if twin is not None:
        twin.records += 1
        return
    kind = _kind(group.slips, key or where, features) if names else None
    if kind is None:
        printed = _first_text(features, "RECORD_TYPE")
        reason = f"of the type {printed}" if printed else "without a type"
        group.set_aside.append(SetAside(key or where, reason if names else "without a name"))
        return
    if not key:
        group.slips.note(where, "without a RECORD_ID, each kept under a key of its own")
    topics = [topic for one in features for topic in texts(one.get("TOPIC"))]
    if not is_sanctioned(topics):
        group.unlisted.append(topics)
    entry = _entry(key or where.replace(" ", "-"), kind, names, record, features)
    entry.may_be_ship = group.slips.may_be_ship(key or where)
    group.entries[entry.key].append((entry, record))


def _entry(
    key: str,
    kind: Kind,
    names: list[tuple[str, str]],
    record: Record,
    features: Sequence[Record],
) -> ListEntry:
    kinds = [(name, _name_kind(printed)) for name, printed in names]
    primary = next((name for name, of in kinds if of == NameKind.PRIMARY), names[0][0])
    entry = ListEntry(key, kind, primary)
    for name, of in kinds:
        entry.add_name(name, NameKind.STRONG_ALIAS if of == NameKind.PRIMARY else of)
    for feature in features:
        _add_feature(entry, feature)
    entry.add_fact("programs", text(record.get("DATA_SOURCE")))
    entry.add_fact("source_url", text(record.get("URL")))
    return entry


def _first_text(features: Sequence[Record], key: str) -> str:
    return next((value for feature in features if (value := text(feature.get(key)))), "")


def _kind(slips: Slips, where: str, features: Sequence[Record]) -> Kind | None:
    """Return the kind of a record, None if it is no ship, company, person or aircraft."""
    printed = _first_text(features, "RECORD_TYPE").upper()
    has_ship = any(_first_text(features, key) for key in SHIP_KEYS)
    known = KINDS.get(printed)
    # Producers without ships (watchman) call them organizations; no company has a call sign.
    if known == Kind.ORGANIZATION and any(_first_text(features, key) for key in SHIP_KEYS[:2]):
        return Kind.VESSEL
    if known is not None:
        return known
    is_person = any(_first_text(features, key) for key in PERSON_KEYS)
    evident = Kind.VESSEL if has_ship else Kind.PERSON if is_person else Kind.ORGANIZATION
    if not printed and evident != Kind.ORGANIZATION:
        return evident
    has_firm = any(_first_text(features, key) for key in FIRM_KEYS)
    doubt = {} if has_firm else {where: evident}
    if not printed and _is_called_organization(features):
        slips.doubtful |= doubt
        return evident
    if _is_no_subject(printed, features) and evident == Kind.ORGANIZATION:
        return None
    near = misspelt(printed, KINDS)
    kind = KINDS[near] if near else evident
    slips.doubtful |= {} if near else doubt
    of = f"of the type {printed!r}" if printed else "without a type"
    slips.note(where, f"{of}, read as {kind}")
    return kind


def _is_called_organization(features: Sequence[Record]) -> bool:
    return any(key.endswith("NAME_ORG") for feature in features for key in feature)


def _is_no_subject(printed: str, features: Sequence[Record]) -> bool:
    """Return whether a record of no known type has what a position has, and no more."""
    if printed:
        return printed.replace("_", "").casefold() in NO_SUBJECTS
    topics = [topic for feature in features for topic in texts(feature.get("TOPIC"))]
    keys = {key for feature in features for key in feature if text(feature[key])}
    numbers = {
        text(feature[key])
        for feature in features
        for key in ("OTHER_ID_NUMBER", "TRUSTED_ID_NUMBER")
        if text(feature.get(key))
    }
    in_office = all(topic.startswith(OFFICE_TOPICS) for topic in topics)
    in_wikidata = bool(numbers) and all(map(WIKIDATA.fullmatch, numbers))
    return keys <= OFFICE_KEYS and in_office and bool(topics or in_wikidata)


def _names(features: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield each name and what it is called: `PRIMARY`, `ALIAS`, or nothing."""
    for feature in features:
        type_ = text(feature.get("NAME_TYPE"))
        for key, value in feature.items():
            # Keys may begin with a usage: `ALIAS_NAME_ORG`.
            if key.endswith(("NAME_ORG", "NAME_FULL")) and text(value):
                yield text(value), type_ or key.rpartition("NAME_")[0]
        last, *given = (text(feature.get(part)) for part in NAME_PARTS)
        parts = (last, " ".join(part for part in given if part))
        if any(parts):
            yield ", ".join(part for part in parts if part), type_


def _name_kind(printed: str) -> NameKind:
    return look_up(printed, NAME_KINDS) or NameKind.STRONG_ALIAS


def _other_names(features: Sequence[Record]) -> list[tuple[str, str]]:
    """Return what to call a record without a name: a name under an unknown key, or a number."""
    named = (
        text(value)
        for feature in features
        for key, value in feature.items()
        if "NAME" in key and key != "NAME_TYPE"
    )
    numbers = (_first_text(features, label) for label in ("IMO_NUMBER", *SCHEMES))
    return [(name, "") for name in (*named, *numbers) if name][:1]


def _add_feature(entry: ListEntry, feature: Record) -> None:
    if text(feature.get("IMO_NUMBER")):
        entry.add_imo(text(feature["IMO_NUMBER"]))
    for key, scheme in SCHEMES.items():
        value = text(feature.get(key))
        if value and scheme == Scheme.OTHER:
            entry.add_identifier(scheme, f"{text(feature.get('OTHER_ID_TYPE')) or key} {value}")
        elif value:
            entry.add_identifier(scheme, value)
    for key in COUNTRIES:
        for value in texts(feature.get(key)):
            entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", value)
    entry.add_fact("birth_date", text(feature.get("DATE_OF_BIRTH")))
    for topic in texts(feature.get("TOPIC")):
        entry.add_fact("programs", topic)
    for key, value in feature.items():
        _add_unknown(entry, key, text(value))
    parts = (text(value) for key, value in feature.items() if key.startswith("ADDR_"))
    address = ", ".join(filter(None, parts))
    entry.add_fact("remarks", f"Address: {address}" if address else "")


def _add_unknown(entry: ListEntry, key: str, value: str) -> None:
    if key in KNOWN or key.startswith(KNOWN_BEGINNINGS) or key.endswith(KNOWN_ENDS):
        return
    if value and key.endswith("_NUMBER") and "PHONE" not in key:
        entry.add_identifier(Scheme.OTHER, f"{key} {value}")
    else:
        entry.add_fact("remarks", f"{key}: {value}" if value else "")


def _add_links(group: _Source, own: ListEntry, record: Record) -> None:
    """Add the links of a record: the entry pointed at gets the name of the other."""
    for feature in _features(record):
        role, key = text(feature.get("REL_POINTER_ROLE")), text(feature.get("REL_POINTER_KEY"))
        from_key = text(feature.get("REL_ANCHOR_KEY")) or own.key
        entries, others = group.entries.get(key, ()), group.entries.get(from_key, ())
        for entry, _ in entries:
            for other, _ in others if entry.key != from_key else ():
                relation = relation_of(role, Relation.LINKED_TO)
                entry.add_link(relation, other.name, key=other.key)
        if key and not (entries and others):
            own.add_fact("remarks", f"{role or 'Linked'}: {from_key if entries else key}")


def _count(source: Source) -> int:
    return count_lines(source) if first_record(source) else count_items()(source)


READER: Final = Reader(
    id="senzing",
    version="2",
    publisher="Senzing",
    recognises=_recognises,
    read_all=each_file(_read_file),
    records="records",
    count=_count,
)
