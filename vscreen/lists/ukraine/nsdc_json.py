"""Ukraine's state sanctions register as JSON: the answers of its interface, saved as files.

``/subjects?subjectType=individual`` (or ``legal``) is an array of subjects with a stable ``sid``;
``/subjects/{sid}/actions`` is an array of decrees, which names no subject: the name of its file
must hold the sid. No answer says what kind its subjects are, so the file's name (``individual``,
``legal``) or their numbers must. Only ``active`` subjects are in force. Names have the form
``UA (RU, EN)``. No ships.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from vscreen.files.dates import as_iso
from vscreen.files.json import Record, parse_json, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.counting import count_items
from vscreen.lists.reader import Contents, Reader, by_keys
from vscreen.lists.reading import LATIN, ListEntry
from vscreen.lists.receipt import Account, SetAside
from vscreen.lists.slips import Slips
from vscreen.lists.split_names import split_names
from vscreen.lists.ukraine.nsdc import LIST
from vscreen.schema import Kind, NameKind, Scheme

SUBJECTS: Final = (b'"sid"', b'"name"', b'"status"')
ACTIONS: Final = (b'"aid"', b'"decree"')
ACTIVE: Final = "active"
ENDED: Final = {
    "expired": "no longer in force",
    "excluded": "excluded from the register",
    "": "without a status",
}
"""Status of a subject that is not in force -> why it is set aside."""
KINDS: Final = {"individual": Kind.PERSON, "legal": Kind.ORGANIZATION}
# Identifiers that only subjects of a kind have: documents, numbers in a register of companies.
CODES: Final = {"doc": Kind.PERSON, "reg": Kind.ORGANIZATION}
BRACKETED: Final = re.compile(r"([^()]+?)\s*\((.+)\)", re.DOTALL)
DIGITS: Final = re.compile(r"\d+")


Entries = dict[str, list[ListEntry]]


def _read_all(sources: Sequence[Source]) -> list[Contents]:
    """Return a single list of all files: the subjects, and the decrees that belong to them.

    Refused if a file is not whole JSON, the kind of its subjects is unknown, or decrees have no
    subject in the other files. Empty if no subject is in force.
    """
    documents = [(source, records(parse_json(source))) for source in sources]
    subjects = [document for document in documents if not _is_actions(document[0])]
    slips = Slips((subjects or documents)[0][0], "subjects")
    entries: Entries = {}
    not_in_force: set[str] = set()
    accounts = [_read_subjects(slips, entries, not_in_force, *document) for document in subjects]
    accounts += [
        _read_decrees(entries, not_in_force, *document)
        for document in documents
        if _is_actions(document[0])
    ]
    return [
        Contents(
            entries=slips.unique((entry for some in entries.values() for entry in some), "sid"),
            sources=sources,
            warnings=slips.warnings(),
            accounts=accounts,
        )
    ]


def _read_subjects(
    slips: Slips,
    entries: Entries,
    not_in_force: set[str],
    source: Source,
    subjects: Sequence[Record],
) -> Account:
    kind, before = _kind(source, subjects), _size(entries)
    set_aside = []
    for place, record in enumerate(subjects, start=1):
        where = text(record.get("sid")) or f"{source.path.stem}-{place}"
        reason = _why_not(slips, where, record)
        if reason:
            set_aside.append(SetAside(where, reason))
            not_in_force.add(where)
        else:
            _add_subject(slips, entries.setdefault(where, []), where, kind, record)
    new = _size(entries) - before
    merged = len(subjects) - len(set_aside) - new
    return Account(source=source, entries=new, merged=merged, set_aside=tuple(set_aside))


def _size(entries: Entries) -> int:
    return sum(map(len, entries.values()))


def _why_not(slips: Slips, where: str, record: Record) -> str:
    """Return why a subject is not in force, nothing if it is one that is."""
    status = text(record.get("status"))
    if "status" in record and status in ENDED:
        return ENDED[status]
    if status != ACTIVE:
        slips.note(where, f"of the status {status!r}, kept as in force")
    return "" if _names(record) else "without a name"


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


def _names(record: Record) -> list[str]:
    """Return the names of a subject: its own, others, its transliteration."""
    names = [" ".join(text(record.get("name")).split())]
    names += [name for cell in texts(record.get("aliases")) for name in split_names(cell, ";")]
    return [name for name in (*names, text(record.get("translit"))) if name]


def _add_subject(
    slips: Slips, known: list[ListEntry], where: str, kind: Kind, record: Record
) -> None:
    """Add a subject to those of its sid; one of the same name and kind is the same subject."""
    names = _names(record)
    if not text(record.get("sid")):
        slips.note(where, "without a sid, each kept under a key of its own")
    if not text(record.get("name")):
        slips.note(where, "without a name, called by another of their names")
    primary, inside = _split(names[0], names[1:])
    same = (entry for entry in known if (entry.kind, entry.name) == (kind, primary))
    entry = next(same, None)
    if entry is None:
        entry = ListEntry(where, kind, primary)
        known.append(entry)
    for alias in (*names[1:], *inside):
        entry.add_name(alias, NameKind.STRONG_ALIAS)
    _add_facts(entry, record)


def _add_facts(entry: ListEntry, record: Record) -> None:
    for country in texts(record.get("citizenships")):
        entry.add_fact("countries", country)
    born = as_iso(text(record.get("bd")))
    entry.add_fact("birth_date" if entry.kind == Kind.PERSON else "remarks", born)
    for identifier in records(record.get("identifiers")):
        _add_number(entry, identifier)
    for attribute in records(record.get("attributes")):
        entry.add_fact("remarks", f"{text(attribute.get('key'))}: {text(attribute.get('value'))}")


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


def _read_decrees(
    entries: Entries, not_in_force: set[str], source: Source, actions: Sequence[Record]
) -> Account:
    known = {*entries, *not_in_force}
    keys = [key for key in DIGITS.findall(source.path.name) if key in known]
    if len(keys) != 1:
        raise source.refuse(
            "these decrees name no subject, and the file's name no sid that is beside them",
            "name it subjects-<sid>-actions.json and put it beside the subjects",
        )
    found = entries.get(keys[0])
    if not found:
        aside = [SetAside(keys[0], "about a subject that is not in force")] * len(actions)
        return Account(source=source, set_aside=tuple(aside))
    for entry in found:
        for action in actions:
            _add_decree(entry, action)
    return Account(source=source, merged=len(actions))


def _add_decree(entry: ListEntry, action: Record) -> None:
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
    version="2",
    publisher="Ukraine",
    recognises=by_keys(b"[", SUBJECTS, ACTIONS),
    read_all=_read_all,
    list_id=LIST,
    by_folder=True,
    records="records",
    count=count_items(),
)
