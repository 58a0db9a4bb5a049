"""Ukraine's state sanctions register as the workbook that the NSDC published until 2021.

It has a sheet of persons and a sheet of organizations, with headings in Ukrainian; a row is a
subject in a presidential decree. Restrictions whose term has ended stay in it, and so do those that
a later decree cancelled, which only the note says (``Скасовано Указом``, ``Виключено згідно``). The
file is not dated: a restriction that ended before the newest decree in it was signed is left out,
whatever the current date is. Decree and number in the decree make the key. No ships.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from vscreen.files.source import Source
from vscreen.files.tables import read_tables, unread_sheets
from vscreen.lists.reader import Contents, Reader, by_sheet, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import split_names, with_unique_keys
from vscreen.schema import Kind, NameKind, Scheme

LIST: Final = "ua-nsdc"

DECREE, SIGNED, ACTION, NUMBER = "№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "п/н"
ENDS, NOTE = "Дата закінчення обмеження", "Додатково"
NEEDED: Final = (DECREE, SIGNED, ACTION, NUMBER, ENDS, "Назва укр.", "Назва ориг.", "Назва альт.")
PERSON: Final = "Дата народження"  # a heading that only the sheet of persons has
APPLIED: Final = "застосування"
CANCELLED: Final = re.compile(r"Скасовано Указом|Виключено згідно")
REMARK_COLUMNS: Final = (
    "Тип обмеження", "Термін обмеження", ENDS, "Місце народження", "Зайнятість",
    "Місце проживання", "Місце діяльності", "Місце діяльності додатково", NOTE,
    "Відповідальний орган",
)  # fmt: skip
SCHEMES: Final = {"ОКПО/ЄДРПОУ": Scheme.REGISTRATION, "ІПН": Scheme.TAX}
LABELLED: Final = re.compile(r"[^\W\d]*[\s.:-]*(\d{5,})[;,.)\"\s]*")
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
    require_rows(source, rows)
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
        entries=with_unique_keys(entries),
        sources=[source],
        warnings=warnings,
    )


def _why_not(row: Row, newest: str) -> str:
    """Return why a row is not in force, nothing if it is."""
    if CANCELLED.search(row.get(NOTE, "")):
        return "that a later decree took back"
    if row[ACTION] != APPLIED:
        return f"whose action is {row[ACTION]!r} and not {APPLIED!r}"
    if ISO.fullmatch(row[ENDS]) and row[ENDS] < newest:
        return f"whose term ended before the newest decree of the file, of {newest}"
    return ""


def _entry(source: Source, kind: Kind, where: str, row: Row) -> ListEntry:
    names = [" ".join(row[heading].split()) for heading in ("Назва укр.", "Назва ориг.")]
    names = [name for name in (*names, *split_names(row["Назва альт."], ";")) if name]
    # A company without a name has a number in the register, which people will look for.
    names = names or [row[heading] for heading in SCHEMES if row.get(heading)]
    if not names or not row[DECREE]:
        raise source.refuse(f"{where} has the names {names} and the decree {row[DECREE]!r}")
    letter = "p" if kind == Kind.PERSON else "l"
    entry = ListEntry(f"{row[DECREE]}:{letter}{row[NUMBER]}", kind, names[0])
    for name in names[1:]:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    entry.add_fact("programs", row[DECREE])
    entry.add_fact("listed_on", row[SIGNED])
    entry.add_fact("legal_basis", f"Указ № {row[DECREE]}, {row[SIGNED]}")
    entry.add_fact("birth_date", row.get(PERSON, ""))
    for country in row.get("Громадянство", "").split(","):
        entry.add_fact("countries", country)
    _add_numbers(entry, row)
    remarks = (f"{heading}: {row[heading]}" for heading in REMARK_COLUMNS if row.get(heading))
    entry.add_fact("remarks", "\n".join(remarks))
    return entry


def _add_numbers(entry: ListEntry, row: Row) -> None:
    for heading, scheme in SCHEMES.items():
        for printed in row.get(heading, "").splitlines():
            labelled = LABELLED.fullmatch(printed.strip())
            entry.add_identifier(scheme, labelled[1] if labelled else printed)


READER: Final = Reader(
    id="nsdc",
    version="1",
    publisher="Ukraine",
    recognises=by_sheet(NEEDED),
    read_all=each_file(_read_one),
    list_id=LIST,
)
