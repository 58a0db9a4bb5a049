"""Japan's End User List (Ministry of Economy, Trade and Industry): who may make weapons of what.

Export control, not a freeze: who sends goods to one of these firms must ask the ministry for a
licence, unless it is plain that the goods are for something else. One sheet; headings in Japanese
and English, one below the other; the other names of a firm stand on a line each behind ``・``; the
kinds of weapons are letters, ``B,C,M,N`` for biological and chemical ones, missiles and nuclear
ones, ``CW`` for conventional ones. The rows are numbered anew with each edition, so that a firm's
key is a hash of its country and name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from vscreen.files.cells import printed
from vscreen.files.sheets.outside import unread_parts
from vscreen.files.source import Source
from vscreen.files.tables import find_headings, has_headings
from vscreen.lists.counting import count_rows_below
from vscreen.lists.japan.names import in_languages, primaries
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.split_names import with_unique_keys
from vscreen.schema import Kind, Measure, NameKind

# What a column holds, by words of its heading in either language: the first that fits.
ROLES: Final = {
    "number": re.compile(r"no\.?|番号", re.IGNORECASE),
    "country": re.compile(r".*(?:国名|地域名|country).*", re.IGNORECASE),
    "aliases": re.compile(r".*(?:別名|別称|also ?known).*", re.IGNORECASE),
    "name": re.compile(r".*(?:企業名|組織名|company|organi[sz]ation).*", re.IGNORECASE),
    "conventional": re.compile(r".*(?:通常兵器|conventional).*", re.IGNORECASE),
    "weapons": re.compile(r".*(?:懸念区分|種別|wmd).*", re.IGNORECASE),
}
NEEDED: Final = {"country", "name", "weapons"}
WEAPONS: Final = {
    "B": "biological weapons", "C": "chemical weapons", "M": "missiles", "N": "nuclear weapons",
    "CW": "conventional weapons",
}  # fmt: skip
JAPANESE_WEAPONS: Final = {"生物": "B", "化学": "C", "ミサイル": "M", "核": "N", "通常兵器": "CW"}
LETTERS: Final = re.compile(r"\b(?:CW|[BCMN])\b")
# Names stand behind a dot, or on lines of their own.
DOT: Final = re.compile(r"(?:^|\n)\s*[・･•●]\s*")

Row = Mapping[str, str]


def _recognises(source: Source) -> bool:
    """Return whether the file is a workbook with a sheet of end users."""
    return has_headings(source, _is_heading)


def _read_one(source: Source) -> Contents:
    """Return what the file holds; empty if there are no rows below the headings."""
    entries, set_aside = [], []
    for sheet, rows in source.sheets:
        position = find_headings(rows, _is_heading)
        if position is not None:
            for line, row in _rows(rows[position], rows[position + 1 :], position + 2):
                if row.get("name") or row.get("aliases"):
                    entries.append(_entry(row))
                else:
                    set_aside.append(SetAside(f"{sheet}, row {line}", "without a name"))
    require_rows(source, entries)
    return Contents(
        entries=with_unique_keys(entries),
        sources=[source],
        set_aside=set_aside,
        warnings=unread_parts(source, _is_heading),
    )


def _is_heading(row: Sequence[Any]) -> bool:
    return {_role(cell) for cell in row} >= NEEDED


def _role(heading: Any) -> str:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(heading)))
    return next((role for role, words in ROLES.items() if words.fullmatch(plain)), "")


def _rows(
    headings: Sequence[Any], rows: Sequence[Sequence[Any]], first: int
) -> Iterator[tuple[int, Row]]:
    """Yield the number of each row that holds anything, and its cells by their roles.

    A column of unknown heading goes by its heading.
    """
    roles = [_role(cell) or " ".join(str(cell).split()) for cell in headings]
    for line, cells in enumerate(rows, start=first):
        row: dict[str, str] = {}
        for role, cell in zip(roles, cells, strict=False):
            text = printed(cell).replace("_x000D_", "\n").strip()
            if role and text:
                row[role] = "\n".join(filter(None, (row.get(role, ""), text)))
        if row:
            yield line, row


def _entry(row: Row) -> ListEntry:
    countries = row.get("country", "").splitlines()
    (name, _), *others = _names(row)
    key = hashlib.sha256("\n".join((*countries[-1:], name)).encode()).hexdigest()[:10]
    entry = ListEntry(key, Kind.ORGANIZATION, name)
    for other, kind in others:
        entry.add_name(other, kind)
    for country in countries:
        entry.add_fact("countries", country)
    weapons = _weapons(row)
    for weapon in weapons:
        entry.add_fact("programs", f"End User List: {weapon}")
    remarks = [f"No. {row['number']}"] if "number" in row else []
    remarks += [f"{heading}: {text}" for heading, text in row.items() if heading not in ROLES]
    entry.add_fact("remarks", "\n".join(remarks))
    entry.add_measure(
        Measure.LICENCE_REQUIREMENT,
        "Japan: exports to it need a licence unless the goods are clearly not for weapons "
        f"({', '.join(weapons) or 'kind not stated'})",
    )
    return entry


def _names(row: Row) -> list[tuple[str, NameKind]]:
    found: list[tuple[str, NameKind]] = []
    for name in in_languages(row.get("name", "").replace("\n", " ")):
        found += primaries(name, person=False)
    for piece in DOT.split("\n" + row.get("aliases", "")):
        found += [(name, NameKind.STRONG_ALIAS) for name in in_languages(" ".join(piece.split()))]
    return [
        (name, NameKind.STRONG_ALIAS if kind == NameKind.PRIMARY and place else kind)
        for place, (name, kind) in enumerate(dict.fromkeys(found))
    ]


def _weapons(row: Row) -> list[str]:
    """Return what weapons a firm is thought to make, from either language."""
    text = unicodedata.normalize("NFKC", f"{row.get('weapons', '')}\n{row.get('conventional', '')}")
    letters = {*LETTERS.findall(text)}
    letters |= {letter for word, letter in JAPANESE_WEAPONS.items() if word in text}
    return [weapon for letter, weapon in WEAPONS.items() if letter in letters]


READER: Final = Reader(
    id="japan_end_users",
    version="1",
    publisher="Japan",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="jp-meti-eul",
    count=count_rows_below(_is_heading),
)
