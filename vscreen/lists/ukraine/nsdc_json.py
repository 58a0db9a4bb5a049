"""Ukraine's state sanctions register as JSON: the answers of its interface, saved as files.

``/subjects?subjectType=individual`` (or ``legal``) is an array of subjects with a stable ``sid``;
``/subjects/{sid}/actions`` is an array of decrees, which names no subject: the name of its file
must hold the sid. No answer says what kind its subjects are, so the file's name (``individual``,
``legal``) or their numbers must. Only ``active`` subjects are in force. Names have the form
``UA (RU, EN)``. No ships.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from vscreen.files.dates import as_iso
from vscreen.files.json import Record, parse_json, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader, by_keys
from vscreen.lists.reading import LATIN, ListEntry
from vscreen.lists.split_names import split_names
from vscreen.lists.ukraine.nsdc import LIST
from vscreen.schema import Kind, NameKind, Scheme

SUBJECTS: Final = (b'"sid"', b'"name"', b'"status"')
ACTIONS: Final = (b'"aid"', b'"decree"')
ACTIVE: Final = "active"
STATUSES: Final = (ACTIVE, "expired", "excluded", "")
KINDS: Final = {"individual": Kind.PERSON, "legal": Kind.ORGANIZATION}
# Identifiers that only subjects of a kind have: documents, numbers in a register of companies.
CODES: Final = {"doc": Kind.PERSON, "reg": Kind.ORGANIZATION}
BRACKETED: Final = re.compile(r"([^()]+?)\s*\((.+)\)", re.DOTALL)
DIGITS: Final = re.compile(r"\d+")


def _read_all(sources: Sequence[Source]) -> list[Contents]:
    """Return a single list of all files: the subjects, and the decrees that belong to them.

    Refused if a file is not whole JSON, a subject has no sid or no name, a sid comes twice, the
    kind of the subjects is unknown, or decrees have no subject in the other files. Empty if no
    subject is active.
    """
    documents = [(source, records(parse_json(source))) for source in sources]
    entries: dict[str, ListEntry] = {}
    statuses: dict[str, str] = {}
    for source, subjects in documents:
        if _is_actions(source):
            continue
        kind = _kind(source, subjects)
        for subject in subjects:
            entry = _entry(source, kind, subject)
            if entry.key in entries:
                raise source.refuse(f"the sid {entry.key} stands in it twice")
            entries[entry.key] = entry
            statuses[entry.key] = text(subject.get("status"))
    for source, actions in documents:
        if _is_actions(source):
            _add_decrees(source, actions, entries)
    counts = Counter(status for status in statuses.values() if status != ACTIVE)
    counted = ", ".join(f"{count:,} {status!r}" for status, count in sorted(counts.items()))
    warning = f"{sources[0].path}: left out what is not {ACTIVE}: {counted}"
    return [
        Contents(
            entries=[entry for key, entry in entries.items() if statuses[key] == ACTIVE],
            sources=sources,
            warnings=[warning] if counts else (),
        )
    ]


def _is_actions(source: Source) -> bool:
    return all(key in source.head for key in ACTIONS)


def _kind(source: Source, subjects: Sequence[Record]) -> Kind:
    named = [kind for word, kind in KINDS.items() if word in source.path.name.lower()]
    codes = {
        text(identifier.get("id")).partition(":")[0]
        for subject in subjects
        for identifier in records(subject.get("identifiers"))
    }
    likely = [kind for code, kind in CODES.items() if code in codes]
    for kinds in (named, likely):
        if len(kinds) == 1:
            return kinds[0]
    raise source.refuse(
        "it does not say whether its subjects are persons or organizations",
        "name it subjects-individual.json or subjects-legal.json",
    )


def _entry(source: Source, kind: Kind, record: Record) -> ListEntry:
    key, name = text(record.get("sid")), " ".join(text(record.get("name")).split())
    status = text(record.get("status"))
    if not key or not name or status not in STATUSES or "status" not in record:
        raise source.refuse(
            f"a subject has the sid {key!r}, the name {name!r} and the status {status!r}"
        )
    aliases = [name for cell in texts(record.get("aliases")) for name in split_names(cell, ";")]
    primary, inside = _split(name, aliases)
    entry = ListEntry(key, kind, primary)
    for alias in (*aliases, *inside, text(record.get("translit"))):
        entry.add_name(alias, NameKind.STRONG_ALIAS)
    for country in texts(record.get("citizenships")):
        entry.add_fact("countries", country)
    born = as_iso(text(record.get("bd")))
    entry.add_fact("birth_date" if kind == Kind.PERSON else "remarks", born)
    for identifier in records(record.get("identifiers")):
        _add_number(entry, identifier)
    for attribute in records(record.get("attributes")):
        entry.add_fact("remarks", f"{text(attribute.get('key'))}: {text(attribute.get('value'))}")
    return entry


def _split(name: str, aliases: Sequence[str]) -> tuple[str, list[str]]:
    """Return the Ukrainian name and those in brackets behind it, if they are names."""
    bracketed = BRACKETED.fullmatch(name)
    if not bracketed:
        return name, []
    # `(Російська Федерація)` is no name: only a Latin text, or a known alias, is.
    parts = split_names(bracketed[2], ",;")
    names = [part for part in parts if part in aliases or LATIN.search(part)]
    return (bracketed[1], names) if names else (name, [bracketed[1]])


def _add_number(entry: ListEntry, identifier: Record) -> None:
    label = text(identifier.get("id"))
    scheme = {"tax": Scheme.TAX, "reg": Scheme.REGISTRATION}.get(label.partition(":")[0])
    for code in split_names(text(identifier.get("code")), ";"):
        note = " ".join(part for part in (label, code, text(identifier.get("note"))) if part)
        entry.add_identifier(scheme or Scheme.OTHER, code if scheme else note)


def _add_decrees(source: Source, actions: Sequence[Record], entries: dict[str, ListEntry]) -> None:
    keys = [key for key in DIGITS.findall(source.path.name) if key in entries]
    if len(keys) != 1:
        raise source.refuse(
            "these decrees name no subject, and the file's name no sid that is beside them",
            "name it subjects-<sid>-actions.json and put it beside the subjects",
        )
    entry = entries[keys[0]]
    for action in actions:
        decree: Any = next(iter(records(action.get("decree"))), {})
        entry.add_fact("programs", text(decree.get("number")))
        entry.add_fact("source_url", text(decree.get("link")))
        entry.add_listing_date(as_iso(text(decree.get("date"))))
        parts = [text(decree.get("number")), text(action.get("term")), text(action.get("endDate"))]
        entry.add_fact("legal_basis", ", ".join(part for part in parts if part))
        for restriction in records(action.get("restrictions")):
            entry.add_fact("remarks", text(restriction.get("restriction")))


READER: Final = Reader(
    id="nsdc_json",
    version="1",
    publisher="Ukraine",
    recognises=by_keys(b"[", SUBJECTS, ACTIONS),
    read_all=_read_all,
    list_id=LIST,
    by_folder=True,
)
