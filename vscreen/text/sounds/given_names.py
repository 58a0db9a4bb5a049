"""Given names, each with the ways to spell it: ``MOHD``, ``MEHMET`` and ``MUHAMMED`` are one name.

The table ``given_names.csv`` says so. A spelling stands for its name where words are compared
(`vscreen.text.phonetics.word_code`); ``ABD AL RAHMAN`` and ``NUR AL DIN``, which others write as
one word, are read as one; a name in Arabic or Hebrew letters, whose vowels nobody writes, is
spelled in full. Patronymics are made of the names they are patronymics of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Final

from vscreen.data import read_table

FOLDED: Final = str.maketrans("أإآٱىیيكکةہۀ", "اااايييككههه")
"""Letters that Arabic, Persian and Urdu write one for another."""
_ABD: Final = "ABD"
SERVANT: Final = (_ABD, "ABDUL", "ABDEL", "ABDAL", "ABDOL", "ABDOUL", "ABDUR", "ABDER", "ABDUS")
"""*Servant of*, which makes one name with what follows."""
_DIN: Final = ("DIN", "DINE", "DEEN")

Phrase = tuple[str, ...]


@cache
def _table() -> Mapping[str, tuple[tuple[str, list[str], list[str]], ...]]:
    """Return the rows by kind: the name, how it is spelled, and how in its own letters."""
    rows: dict[str, tuple[tuple[str, list[str], list[str]], ...]] = {}
    for row in read_table("given_names.csv"):
        cells = row["name"], row["spellings"].split(), row["native"].split()
        rows[row["kind"]] = (*rows.get(row["kind"], ()), cells)
    return rows


def _rows(kind: str) -> tuple[tuple[str, list[str], list[str]], ...]:
    return _table()[kind]


def _spellings(kind: str) -> list[str]:
    return [spelling for _, spellings, _ in _rows(kind) for spelling in spellings]


@cache
def given_names() -> Mapping[str, str]:
    """Return the name that each spelling of one stands for.

    Examples
    --------
    >>> [given_names().get(word) for word in ("MOHD", "ABDERRAHMANE", "MYKOLAYOVYCH", "ANTEY")]
    ['MOHAMMED', 'ABDULRAHMAN', 'NIKOLAIOVICH', None]
    """
    names: dict[str, str] = {}
    for name, spellings, _ in _rows("name"):
        names |= dict.fromkeys((name, *spellings), name)
    for spelling, name in (*_joined("after_abd"), *_joined("before_din"), *_patronymics()):
        names.setdefault(spelling, name)
    return names


def _joined(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the spellings of names made of two, as one word, each with its name."""
    closed, opened, din = (_spellings(part) for part in ("abd", "abd_open", "din"))
    for name, spellings, _ in _rows(kind):
        for spelling in spellings:
            if kind == "before_din":
                yield from ((spelling + behind, _of_faith(name)) for behind in din)
                continue
            yield from ((before + spelling, _servant(name)) for before in closed)
            # the article is spoken like the letter behind it: ABDU-R-RAHMAN
            yield from ((before + spelling[0] + spelling, _servant(name)) for before in opened)
            yield from ((before + spelling, _servant(name)) for before in opened)


def _servant(name: str) -> str:
    return f"ABDUL{name}"


def _of_faith(name: str) -> str:
    return f"{name}UDDIN"


def _patronymics() -> Iterator[tuple[str, str]]:
    for (name, stems, _), kind in product(_rows("patronymic"), ("son", "daughter")):
        for written, endings, _ in _rows(kind):
            yield from ((a + b, name + written) for a, b in product(stems, endings))


@cache
def joined_names() -> Mapping[Phrase, Phrase]:
    """Return the word that stands for each name of two that is spelled apart.

    Examples
    --------
    >>> joined_names()["ABD", "AL", "RAHMAN"], joined_names()["NOUR", "EL", "DINE"]
    (('ABDULRAHMAN',), ('NURUDDIN',))
    """
    phrases: dict[Phrase, Phrase] = {}
    for name, spellings, _ in _rows("after_abd"):
        for spelling in spellings:
            before = (*((word,) for word in SERVANT), *((_ABD, al) for al in _articles(spelling)))
            phrases |= dict.fromkeys(((*said, spelling) for said in before), (_servant(name),))
    behind: list[Phrase] = [(din,) for din in _spellings("din")]
    behind += [(al, din) for din in _DIN for al in _articles(din)]
    for name, spellings, _ in _rows("before_din"):
        said = product(spellings, behind)
        phrases |= dict.fromkeys(((word, *din) for word, din in said), (_of_faith(name),))
    return phrases


def _articles(word: str) -> Iterator[str]:
    """Yield how the article before a word is spelled: it may be spoken like the word's letter."""
    yield from ("AL", "EL", "UL", "OL")
    yield from (vowel + word[0] for vowel in "AEU")


@cache
def native_names() -> Mapping[str, str]:
    """Return the names in Arabic and Hebrew letters, folded, each as it is usually spelled.

    Examples
    --------
    >>> native_names()["محمد"], native_names()["דוד"]
    ('MOHAMMED', 'DAVID')
    """
    names = {native: name for name, _, natives in _rows("name") for native in natives}
    for name, _, natives in _rows("after_abd"):
        names |= {f"عبدال{native}": _servant(name) for native in natives}
    for name, _, natives in _rows("before_din"):
        names |= {f"{native}الدين": _of_faith(name) for native in natives}
    return names


@cache
def beside_names() -> frozenset[str]:
    """Return patronymics and titles: who prints a person's name often leaves them out.

    Examples
    --------
    >>> {"MYKOLAYOVYCH", "DR"} <= beside_names(), "MYKOLA" in beside_names()
    (True, False)
    """
    return titles().union(spelling for spelling, _ in _patronymics())


@cache
def titles() -> frozenset[str]:
    """Return words that stand before a person's name and are no part of it.

    Examples
    --------
    >>> "KAPT" in titles(), "AHMED" in titles()
    (True, False)
    """
    return frozenset(name for name, _, _ in _rows("title"))
