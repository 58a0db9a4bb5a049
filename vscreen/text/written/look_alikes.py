"""Letters and signs that look Latin: ``ᎪNᏀᎪᎡᎪ`` is seen as ANGARA.

Most are of Unicode's list of confusable characters (Technical Standard 39); the table
``look_alikes.csv`` says of each when it is read as what it looks like:

* ``always``: of a script in which no trade is done (Cherokee, Lisu, Coptic, runes);
* ``mixed``: of a living script, in a word whose every letter looks Latin, in a text that holds
  Latin letters too (``СО. LTD``): in words of its own it is read by its sound;
* ``word``: looks Latin from afar (``ANGAЯA``), in a word that holds Latin letters too;
* ``sign``: no letter (``ANG×RA``), in a word.

Letters in frames (🅰) and those of flags (🇦) are what their names say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from vscreen.data import read_table

_FRAMED: Final = {
    first + place: chr(ord("A") + place)
    for first in (0x1F150, 0x1F170, 0x1F1E6)
    for place in range(26)
}
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_WORDS: Final = re.compile(r"(\W+)")
_LATIN: Final = re.compile("[A-Z]")


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for row in read_table("look_alikes.csv"):
        tables.setdefault(row["read"], {})[row["letter"]] = row["latin"]
    return tables


@cache
def _always() -> dict[int, str]:
    capitals = {letter.upper(): latin for letter, latin in _tables()["always"].items()}
    return str.maketrans({**capitals, **_tables()["always"]}) | _FRAMED


@cache
def _twins(*kinds: str, small: bool) -> dict[int, str]:
    """Return what capitals look like, or their small letters where those differ."""
    rows = {letter: latin for kind in kinds for letter, latin in _tables()[kind].items()}
    capitals = {letter: latin for letter, latin in rows.items() if letter == letter.upper()}
    of_small = {letter.upper(): latin for letter, latin in rows.items() if len(letter.upper()) == 1}
    return str.maketrans({**of_small, **capitals, **(of_small if small else {})})


def letters_read(text: str) -> str:
    """Return an upper-case text with letters of dead scripts and in frames as Latin ones.

    Examples
    --------
    >>> letters_read("ᎪNᏀᎪᎡᎪ"), letters_read("🅰NGARA"), letters_read("МАРИЯ")
    ('ANGARA', 'ANGARA', 'МАРИЯ')
    """
    return text.translate(_always())


def without_flags(text: str) -> str:
    """Return a text with pairs of letters that are shown as flags as blanks: ``🇵🇦 ANGARA``.

    A text of such letters alone stays.
    """
    without = _FLAG.sub(" ", text)
    return without if re.search(r"\w", without) else text


def signs_read(text: str) -> str:
    """Return an upper-case text with signs beside its letters as the letters they look like.

    Examples
    --------
    >>> signs_read("ANG∆RA"), signs_read("€ 500")
    ('ANGARA', '€ 500')
    """
    return _sign().sub(lambda found: _tables()["sign"][found[0]], text)


@cache
def _sign() -> re.Pattern[str]:
    signs = "".join(map(re.escape, _tables()["sign"]))
    return re.compile(rf"(?<=[^\W\d_])[{signs}]|[{signs}](?=[^\W\d_])")


def shapes(text: str) -> tuple[str, ...]:
    """Return the ways to read an upper-case text that holds Latin letters by shape; ``text`` last.

    Letters have two shapes, and who wrote them may have seen either: Greek ``ν`` is a V, its
    capital an N.

    Examples
    --------
    >>> shapes("СО. LTD"), shapes("ΝLADIMIR"), shapes("РОСТ")
    (('CO. LTD', 'СО. LTD'), ('NLADIMIR', 'VLADIMIR', 'ΝLADIMIR'), ('РОСТ',))
    """
    if not _LATIN.search(text):
        return (text,)
    return tuple(dict.fromkeys([_folded(text, small=False), _folded(text, small=True), text]))


def _folded(text: str, *, small: bool) -> str:
    return "".join(_word_folded(word, small=small) for word in _WORDS.split(text))


def _word_folded(word: str, *, small: bool) -> str:
    if word.isascii():
        return word
    if _LATIN.search(word):
        return word.translate(_twins("mixed", "word", small=small))
    folded = word.translate(_twins("mixed", small=small))
    return folded if folded.isascii() else word
