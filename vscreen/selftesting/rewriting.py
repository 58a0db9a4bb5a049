"""How a listed name may be written differently in a manifest: a small function for each way.

Each function takes a name and a random generator, and returns the name as a clerk, a machine or
somebody who hides it would write it; the same seed gives the same text. It returns None for a name
that can't be written so, such as a single word in another order. The first line of its docstring is
the sentence that the report of a self-test prints.

Scripts and spellings have their own table (``respellings.csv``): with the matcher's tables, a test
would only find what the matcher knows already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from string import ascii_uppercase
from typing import Final

from vscreen.data import read_table

Rewriter = Callable[[str, Random], str | None]

AIS_LETTERS: Final = 20
"""Letters that an AIS message has for a ship's name (ITU-R M.1371)."""
LINE_LETTERS: Final = 35
"""Letters of a name line of a payment or a customs message (SWIFT MT, UN/EDIFACT NAD)."""
ACCENTED: Final = "AEIOUCSNaeioucsn"
"""Letters that may get an accent."""


def letter_positions(name: str) -> list[int]:
    """Return the positions of a name's letters.

    Examples
    --------
    >>> letter_positions("A 1B")
    [0, 3]
    """
    return [position for position, character in enumerate(name) if character.isalpha()]


def _random_letter(rng: Random, other_than: str) -> str:
    letter = rng.choice([letter for letter in ascii_uppercase if letter != other_than])
    return letter.lower() if other_than.islower() else letter


def _spliced(name: str, position: int, length: int, new: str) -> str:
    """Return the name with ``length`` characters from ``position`` replaced by ``new``."""
    return name[:position] + new + name[position + length :]


def _slip(name: str, rng: Random, length: int, new: Callable[[str], str]) -> str | None:
    """Splice ``new(letter)`` in at a random letter; None if the name has fewer than four."""
    positions = letter_positions(name)
    if len(positions) < 4:
        return None
    position = rng.choice(positions)
    return _spliced(name, position, length, new(name[position]))


def _words(name: str, least: int) -> list[str]:
    """Return the words without commas; an empty list if they are fewer than ``least``."""
    words = name.replace(",", " ").split()
    return words if len(words) >= least else []


def plain(name: str) -> str:
    """Return the name in capitals and without accents.

    Examples
    --------
    >>> plain("Łódź"), plain("Énergie")
    ('ŁODZ', 'ENERGIE')
    """
    decomposed = unicodedata.normalize("NFKD", name).upper()
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def respellings(way: str) -> dict[str, tuple[str, ...]]:
    """Return text -> its replacements, longest text first, of a way in ``respellings.csv``.

    Examples
    --------
    >>> respellings("greek")["M"]
    ('Μ',)
    """
    rows = [row for row in read_table("respellings.csv") if row["way"] == way]
    texts = sorted({row["written"] for row in rows}, key=lambda text: (-len(text), text))
    return {text: tuple(row["becomes"] for row in rows if row["written"] == text) for text in texts}


@cache
def pattern_of(way: str) -> re.Pattern[str]:
    """Return the pattern of all texts that have a replacement, the longest first.

    Examples
    --------
    >>> pattern_of("greek").match("MARIA")[0]
    'M'
    """
    return re.compile("|".join(map(re.escape, respellings(way))))


def _respell_some(name: str, way: str, rng: Random, most: int) -> str | None:
    """Return the name with up to ``most`` of its possible respellings; None if there are none."""
    matches = list(pattern_of(way).finditer(plain(name)))
    if not matches or len(plain(name)) != len(name):
        return None
    for match in sorted(rng.sample(matches, min(most, len(matches))), key=lambda m: -m.start()):
        new = rng.choice(respellings(way)[match[0]])
        name = _spliced(name, match.start(), len(match[0]), new)
    return name


# --- the same letters ----------------------------------------------------------------------------


def case(name: str, rng: Random) -> str:
    """Capitals for small letters, or small for capitals."""
    return name.title() if name != name.title() else name.upper()


def punctuation(name: str, rng: Random) -> str:
    """Hyphens, stops or strokes for blanks, or quotation marks around one word."""
    words = name.split()
    mark = rng.choice(("-", ".", "/", "  ", "_"))
    return mark.join(words) if len(words) > 1 else f'"{name}"'


def diacritics(name: str, rng: Random) -> str | None:
    """Up to three letters get an accent."""
    usual = {"C": "\u0327", "S": "\u030c", "N": "\u0303"}
    plain = [position for position in letter_positions(name) if name[position] in ACCENTED]
    for position in rng.sample(plain, min(3, len(plain))):
        letter = name[position]
        mark = usual.get(letter.upper()) or rng.choice("\u0301\u0308\u0302")
        name = _spliced(name, position, 1, unicodedata.normalize("NFC", letter + mark))
    return name if plain else None


def full_width(name: str, rng: Random) -> str:
    """Full-width letters, as East Asian systems write them."""
    return name.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def look_alike(name: str, rng: Random) -> str | None:
    """One or two letters are Cyrillic ones that look the same."""
    return _respell_some(name, "look_alike", rng, most=2)


def invisible(name: str, rng: Random) -> str | None:
    """A sign that nobody sees stands inside the name."""
    if len(name) < 3:
        return None
    return _spliced(name, rng.randrange(1, len(name)), 0, rng.choice("\u200b\u00ad\u200d"))


# --- slips of the hand and of machines -----------------------------------------------------------


def substituted(name: str, rng: Random) -> str | None:
    """One letter is another."""
    return _slip(name, rng, 1, lambda letter: _random_letter(rng, letter))


def left_out(name: str, rng: Random) -> str | None:
    """One letter is left out."""
    return _slip(name, rng, 1, lambda _: "")


def put_in(name: str, rng: Random) -> str | None:
    """One letter is put in."""
    return _slip(name, rng, 0, lambda letter: _random_letter(rng, letter))


def swapped(name: str, rng: Random) -> str | None:
    """Two neighbouring letters change places."""
    positions = letter_positions(name)
    pairs = [
        position
        for position in positions[:-1]
        if name[position + 1].isalpha() and name[position] != name[position + 1]
    ]
    if len(positions) < 4 or not pairs:
        return None
    position = rng.choice(pairs)
    return _spliced(name, position, 2, name[position + 1] + name[position])


def doubled(name: str, rng: Random) -> str | None:
    """One letter is typed twice."""
    return _slip(name, rng, 0, lambda letter: letter)


def two_slips(name: str, rng: Random) -> str | None:
    """Two slips in a name of eight letters or more."""
    if len(letter_positions(name)) < 8:
        return None
    for slip in rng.sample((substituted, left_out, put_in), 2):
        name = slip(name, rng) or name
    return name


def misread(name: str, rng: Random) -> str | None:
    """One or two signs are misread by a scanner (0 for O, RN for M)."""
    enough = len(letter_positions(name)) >= 4
    return _respell_some(name, "ocr", rng, most=2) if enough else None


def by_ear(name: str, rng: Random) -> str | None:
    """One sound is spelled another way (PH for F, K for C)."""
    return _respell_some(name, "sound", rng, most=1)


# --- words ---------------------------------------------------------------------------------------


def word_order(name: str, rng: Random) -> str | None:
    """The words stand in another order."""
    words = _words(name, 2)
    if not words:
        return None
    turn = rng.randrange(1, len(words))
    return " ".join(words[turn:] + words[:turn])


def given_name_first(name: str, rng: Random) -> str | None:
    """The given name stands before the family name, without a comma."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if given.strip() else None


def split(name: str, rng: Random) -> str | None:
    """A blank stands inside a word of four letters or more."""
    inside = [match.start() + 2 for match in re.finditer(r"(?=[^\W\d_]{4})", name)]
    return _spliced(name, rng.choice(inside), 0, " ") if inside else None


def joined(name: str, rng: Random) -> str | None:
    """All blanks are gone."""
    return "".join(name.split())


def dropped_word(name: str, rng: Random) -> str | None:
    """One of three or more words, not the first, is left out."""
    words = _words(name, 3)
    if words:
        del words[rng.randrange(1, len(words))]
    return " ".join(words) or None


def added_word(name: str, rng: Random) -> str:
    """A common word is added."""
    return f"{name} {rng.choice(('GROUP', 'INTERNATIONAL', 'TRADING', 'HOLDING'))}"


def initial(name: str, rng: Random) -> str | None:
    """The first word is cut to its first letter."""
    words = _words(name, 2)
    if not words or len(words[0]) < 3:
        return None
    return " ".join([words[0][0] + rng.choice(("", ".")), *words[1:]])


def given_initial(name: str, rng: Random) -> str | None:
    """The given names are cut to their first letters."""
    family, _, given = name.partition(",")
    initials = [f"{word[0]}." for word in given.split() if word[0].isalpha()]
    return f"{family.strip()}, {' '.join(initials)}" if initials else None


def without_vowels(name: str, rng: Random) -> str | None:
    """The longest word, of six letters or more, has lost its vowels."""
    words = name.split()
    longest = max(range(len(words)), key=lambda position: len(words[position]), default=-1)
    if longest < 0 or len(words[longest]) < 6:
        return None
    words[longest] = words[longest][0] + re.sub("[AEIOUaeiou]", "", words[longest][1:])
    return " ".join(words)


def cut_ais(name: str, rng: Random) -> str | None:
    """Cut after 20 letters, as AIS does."""
    return name[:AIS_LETTERS].rstrip() if len(name) > AIS_LETTERS else None


def cut_line(name: str, rng: Random) -> str | None:
    """Cut after 35 letters, as payment and customs messages do."""
    return name[:LINE_LETTERS].rstrip() if len(name) > LINE_LETTERS else None


_NUMBER: Final = re.compile(r"(?<=[A-Za-z])(?: |-| ?NO\.? ?)(\d{1,2})\b")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def number_form(name: str, rng: Random) -> str | None:
    """The number is written another way (5 as V, 05 or NO.5)."""
    match = _NUMBER.search(name)
    if not match:
        return None
    number = int(match[1])
    roman = [f" {numeral}" for numeral in _ROMAN[max(number - 1, 0) : number]]
    forms = [f" NO.{number}", f" {number:02d}", f"-{number}", *roman]
    return _spliced(name, match.start(), len(match[0]), rng.choice(forms))


@cache
def _legal_form() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, respellings("legal_form")))
    return re.compile(rf"(?<![\w.])(?:{forms})(?![\w.])", re.IGNORECASE)


def legal_changed(name: str, rng: Random) -> str | None:
    """The legal form is written another way."""
    match = _legal_form().search(name)
    if not match:
        return None
    new = rng.choice(respellings("legal_form")[match[0].upper()])
    return _spliced(name, match.start(), len(match[0]), new)


def legal_dropped(name: str, rng: Random) -> str | None:
    """The legal form is left out."""
    match = _legal_form().search(name)
    rest = _spliced(name, match.start(), len(match[0]), "").strip(" ,") if match else ""
    return " ".join(rest.split()) or None


# --- amid other text -----------------------------------------------------------------------------

PREFIXES: Final = ("M/V {}", "MV {}", "M.T. {}", "M/T {}", "MV. {}", 'MT "{}"', "S.S. {}", "VSL {}")
PARTY_TEXTS: Final = (
    "TO ORDER OF {}", "C/O {}, 14 HARBOUR ROAD", "{}, PO BOX 2211, DUBAI, UAE",
    "NORTH QUAY AGENCIES ON BEHALF OF {}", "A/C {}", "{} ATTN: LOGISTICS DEPT TEL +971 4 555 0100",
    "{} (AS AGENTS ONLY)", "PINE HILL FORWARDING O/B {}",
)  # fmt: skip


def embedded(name: str, texts: Sequence[str], rng: Random) -> str:
    """Return a random text with the name in it; each text has ``{}`` where the name goes."""
    return rng.choice(texts).format(name)


def prefixed(name: str, rng: Random) -> str:
    """M/V, MT or the like stands in front."""
    return embedded(name, PREFIXES, rng)


def party_text(name: str, rng: Random) -> str:
    """Stands amid TO ORDER OF, C/O, an address or a telephone number."""
    return embedded(name, PARTY_TEXTS, rng)


def party_text_slip(name: str, rng: Random) -> str | None:
    """Stands amid such text, and one letter of it is another."""
    slipped = substituted(name, rng)
    return embedded(slipped, PARTY_TEXTS, rng) if slipped else None
