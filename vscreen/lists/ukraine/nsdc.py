"""Ukraine's state sanctions register as the workbook that the NSDC published until 2021.

One sheet of persons and one of organizations, headings in Ukrainian; one row is one subject in one
presidential decree. Restrictions whose term has ended stay in it, and so do those that a later
decree took back, which only the note says (``Скасовано Указом``, ``Виключено згідно``). The file
is not dated: what had ended when its newest decree was signed is left out, whatever today is.
There are no keys; decree and number in it make one. No ships.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from vscreen.errors import EmptyListError
from vscreen.files.source import Source
from vscreen.files.tables import read_tables, unread_sheets
from vscreen.lists.reader import Contents, Reader, by_sheet, each_file
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import split_names, tell_apart
from vscreen.schema import Kind, NameKind, Scheme

LIST: Final = "ua-nsdc"

DECREE, SIGNED, ACTION, PLACE = "№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "п/н"
ENDS, NOTE = "Дата закінчення обмеження", "Додатково"
NEEDED: Final = (DECREE, SIGNED, ACTION, PLACE, ENDS, "Назва укр.", "Назва ориг.", "Назва альт.")
PERSON: Final = "Дата народження"  # a heading that only the sheet of persons has
APPLIED: Final = "застосування"
TAKEN_BACK: Final = re.compile(r"Скасовано Указом|Виключено згідно")
SAID: Final = (
    "Тип обмеження", "Термін обмеження", ENDS, "Місце народження", "Зайнятість",
    "Місце проживання", "Місце діяльності", "Місце діяльності додатково", NOTE,
    "Відповідальний орган",
)  # fmt: skip
NUMBERS: Final = {"ОКПО/ЄДРПОУ": Scheme.REGISTRATION, "ІПН": Scheme.TAX}
NUMBER: Final = re.compile(r"[^\W\d]*[\s.:-]*(\d{5,})[;,.)\"\s]*")
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the workbook can't be read, or a row has no name or no decree. Empty if there are
    no rows below the headings, or none in force.
    """
    tables = read_tables(source, NEEDED)
    rows = [
        (Kind.PERSON if PERSON in table.headings else Kind.ORGANIZATION, table.name, line, row)
        for table in tables
        for line, row in table.rows
    ]
    if not rows:
        raise EmptyListError(f"{source.path}: headings and no rows; download it again")
    newest = max(row[SIGNED] for _, _, _, row in rows)
    reasons = [_why_not(row, newest) for _, _, _, row in rows]
    entries = [
        _entry(source, kind, f"{sheet}, row {line}", row)
        for (kind, sheet, line, row), reason in zip(rows, reasons, strict=True)
        if not reason
    ]
    warnings = unread_sheets(source, [table.name for table in tables])
    for reason, count in sorted(Counter(filter(None, reasons)).items()):
        warnings.append(f"{source.path}: left out {count:,} rows {reason}")
    return Contents(
        entries=tell_apart(entries),
        sources=[source],
        warnings=warnings,
    )


def _why_not(row: Row, newest: str) -> str:
    """Return why a row is not in force, nothing if it is."""
    if TAKEN_BACK.search(row.get(NOTE, "")):
        return "that a later decree took back"
    if row[ACTION] != APPLIED:
        return f"whose action is {row[ACTION]!r} and not {APPLIED!r}"
    if ISO.fullmatch(row[ENDS]) and row[ENDS] < newest:
        return f"whose term ended before the newest decree of the file, of {newest}"
    return ""


def _entry(source: Source, kind: Kind, where: str, row: Row) -> ListEntry:
    names = [" ".join(row[head].split()) for head in ("Назва укр.", "Назва ориг.")]
    names = [name for name in (*names, *split_names(row["Назва альт."], ";")) if name]
    # One company has no name, only its number in the register: that is what people will look for.
    names = names or [row[heading] for heading in NUMBERS if row.get(heading)]
    if not names or not row[DECREE]:
        raise source.refuse(f"{where} has the names {names} and the decree {row[DECREE]!r}")
    letter = "p" if kind == Kind.PERSON else "l"
    entry = ListEntry(f"{row[DECREE]}:{letter}{row[PLACE]}", kind, names[0])
    for name in names[1:]:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    entry.add_fact("programs", row[DECREE])
    entry.add_fact("listed_on", row[SIGNED])
    entry.add_fact("legal_basis", f"Указ № {row[DECREE]}, {row[SIGNED]}")
    entry.add_fact("birth_date", row.get(PERSON, ""))
    for country in row.get("Громадянство", "").split(","):
        entry.add_fact("countries", country)
    _add_numbers(entry, row)
    entry.add_fact("remarks", "\n".join(f"{head}: {row[head]}" for head in SAID if row.get(head)))
    return entry


def _add_numbers(entry: ListEntry, row: Row) -> None:
    for heading, scheme in NUMBERS.items():
        for printed in row.get(heading, "").splitlines():
            bare = NUMBER.fullmatch(printed.strip())
            entry.add_identifier(scheme, bare.group(1) if bare else printed)


READER: Final = Reader(
    id="nsdc",
    version="1",
    publisher="Ukraine",
    recognises=by_sheet(NEEDED),
    read_all=each_file(_read_one),
    list_id=LIST,
)
