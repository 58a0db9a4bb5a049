"""Ukraine's state sanctions register as the workbook that the NSDC published until 2021.

It has a sheet of persons and a sheet of organizations, with headings in Ukrainian; a row is a
subject in a presidential decree. Restrictions whose term has ended stay in it, and so do those that
a later decree cancelled, which only the note says (``Скасовано Указом``, ``Виключено згідно``). The
file is not dated: a restriction that ended before the newest decree in it was signed is set aside,
whatever the current date is. Decree and number in the decree make the key. No ships.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.lists.columns import Columns, Row
from vscreen.lists.counting import count_rows_below
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips
from vscreen.lists.split_names import misspelt, split_names, with_unique_keys
from vscreen.schema import Kind, NameKind, Scheme

LIST: Final = "ua-nsdc"

DECREE, SIGNED, ACTION, NUMBER = "№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "п/н"
ENDS, NOTE = "Дата закінчення обмеження", "Додатково"
NAMES: Final = ("Назва укр.", "Назва ориг.", "Назва альт.")
PERSON: Final = "Дата народження"  # a heading that only the sheet of persons has
APPLIED: Final = "застосування"
LIFTED: Final = "скасування"
CANCELLED: Final = re.compile(r"Скасовано Указом|Виключено згідно")
REMARK_COLUMNS: Final = (
    "Тип обмеження", "Термін обмеження", ENDS, "Місце народження", "Зайнятість",
    "Місце проживання", "Місце діяльності", "Місце діяльності додатково", NOTE,
    "Відповідальний орган",
)  # fmt: skip
DAYS: Final = (SIGNED, ENDS, PERSON)
COUNTRIES: Final = "Громадянство"
OF_THE_ROW: Final = ("row", "Зміни")
"""Columns that say nothing of the subject: a running number, whether the row was changed."""
SCHEMES: Final = {"ОКПО/ЄДРПОУ": Scheme.REGISTRATION, "ІПН": Scheme.TAX}
LABELLED: Final = re.compile(r"[^\W\d]*[\s.:-]*(\d{5,})[;,.)\"\s]*")
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")

EMPTY: Final = dict.fromkeys((DECREE, SIGNED, ACTION, NUMBER, ENDS, *NAMES), "")
COLUMNS: Final = Columns(
    (DECREE, SIGNED, ACTION, NUMBER, ENDS, *NAMES, PERSON, COUNTRIES, *REMARK_COLUMNS, *SCHEMES),
    (DECREE, NUMBER, NAMES[0]),
)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the workbook can't be read. Empty if there are no rows below the headings, or none
    in force.
    """
    tables = COLUMNS.tables(source)
    slips, set_aside = Slips(source, "rows"), list[SetAside]()
    rows = [
        (Kind.PERSON if PERSON in row else Kind.ORGANIZATION, sheet, line, _dated(row))
        for sheet, below in tables
        for line, row in below
    ]
    require_rows(source, rows)
    newest = _newest([row for *_, row in rows])
    entries = []
    for kind, sheet, line, row in rows:
        where = f"{sheet}, row {line}"
        again = COLUMNS.aside(where, row)
        names, reason = _names(row), again.reason if again else _why_not(row, newest)
        if reason or not names:
            set_aside.append(SetAside(_key(kind, row) or where, reason or "without a name"))
            continue
        _note_slips(slips, where, row)
        entries.append(_entry(kind, _key(kind, row) or f"{sheet}:{line}", names, row))
    return Contents(
        entries=with_unique_keys(entries),
        sources=[source],
        warnings=[*COLUMNS.unread(source), *slips.warnings()],
        set_aside=set_aside,
    )


def _dated(row: Row) -> Row:
    days = {heading: as_iso(row[heading]) for heading in DAYS if heading in row}
    return {**EMPTY, **row, **days}


def _newest(rows: Sequence[Row]) -> str:
    """Return the day of the newest decree: one that several rows have, in the year of its number.

    A single wrong day would make all that ended until then look as if it were not in force.
    """
    days = Counter(row[SIGNED] for row in rows if _is_of_its_year(row))
    return max((day for day, count in days.items() if count > 1), default="")


def _is_of_its_year(row: Row) -> bool:
    signed = row[SIGNED]
    return bool(ISO.fullmatch(signed)) and row[DECREE].endswith(signed[:4])


def _why_not(row: Row, newest: str) -> str:
    """Return why a row is not in force, nothing if it is."""
    if CANCELLED.search(row.get(NOTE, "")):
        return "taken back by a later decree"
    if misspelt(row[ACTION].casefold(), [LIFTED]) or row[ACTION].casefold() == LIFTED:
        return "lifted by a decree"
    if ISO.fullmatch(row[ENDS]) and row[ENDS] < newest:
        return f"no longer in force on {newest}, the day of the newest decree"
    return ""


def _note_slips(slips: Slips, where: str, row: Row) -> None:
    if row[ACTION].casefold() != APPLIED:
        slips.note(where, f"whose action is {row[ACTION]!r}, kept as in force")
    if not row[DECREE]:
        slips.note(where, "without a decree")
    if not ISO.fullmatch(row[SIGNED]):
        slips.note(where, f"signed on {row[SIGNED]!r}, which is no date")
    elif row[DECREE] and not _is_of_its_year(row):
        slips.note(where, f"of the decree {row[DECREE]}, signed in another year: {row[SIGNED]}")


def _key(kind: Kind, row: Row) -> str:
    letter = "p" if kind == Kind.PERSON else "l"
    return f"{row[DECREE]}:{letter}{row[NUMBER]}" if row[DECREE] and row[NUMBER] else ""


def _names(row: Row) -> list[str]:
    names = [" ".join(row[heading].split()) for heading in NAMES[:2]]
    names = [name for name in (*names, *split_names(row[NAMES[2]], ";")) if name]
    # A company without a name has a number in the register, which people will look for.
    return names or [row[heading] for heading in SCHEMES if row.get(heading)]


def _entry(kind: Kind, key: str, names: list[str], row: Row) -> ListEntry:
    entry = ListEntry(key, kind, names[0])
    for name in names[1:]:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    entry.add_fact("programs", row[DECREE])
    entry.add_listing_date(row[SIGNED] if ISO.fullmatch(row[SIGNED]) else "")
    entry.add_fact("legal_basis", f"Указ № {row[DECREE]}, {row[SIGNED]}")
    entry.add_fact("birth_date", row.get(PERSON, ""))
    for country in row.get(COUNTRIES, "").split(","):
        entry.add_fact("countries", country)
    _add_numbers(entry, row)
    new = (heading for heading in row if heading not in (*COLUMNS.names, *OF_THE_ROW))
    remarks = (
        f"{heading}: {row[heading]}" for heading in (*REMARK_COLUMNS, *new) if row.get(heading)
    )
    entry.add_fact("remarks", "\n".join(remarks))
    return entry


def _add_numbers(entry: ListEntry, row: Row) -> None:
    for heading, scheme in SCHEMES.items():
        for printed in row.get(heading, "").splitlines():
            labelled = LABELLED.fullmatch(printed.strip())
            entry.add_identifier(scheme, labelled[1] if labelled else printed)


READER: Final = Reader(
    id="nsdc",
    version="2",
    publisher="Ukraine",
    recognises=COLUMNS.recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
    count=count_rows_below(COLUMNS.are_headings),
)
