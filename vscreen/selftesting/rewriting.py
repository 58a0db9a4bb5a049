"""How a listed name comes to stand otherwise in a manifest: small functions, one for each way.

Each takes a name and a source of chance, and returns the name as a clerk, a machine or somebody who
hides it would write it: the same seed, the same text. It returns None for a name that can't be
written so, such as one word in another order. The first line of its docstring is the sentence that
the report of a self-test prints.

What the ways know of scripts and spellings (``respellings.csv``) is their own: a test that took the
matcher's tables would find what the matcher knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Final

from vscreen.data import read_table

Way = Callable[[str, Random], str | None]

AIS_LETTERS: Final = 20
"""Letters that an AIS message has for a ship's name (ITU-R M.1371)."""
LINE_LETTERS: Final = 35
"""Letters of a name line of a payment or a customs message (SWIFT MT, UN/EDIFACT NAD)."""


def _letters(name: str) -> list[int]:
    return [place for place, sign in enumerate(name) if sign.isalpha()]


def _any_place(name: str, chance: Random) -> int | None:
    """Return where a slip happens: any letter, in a name of four or more."""
    places = _letters(name)
    return chance.choice(places) if len(places) >= 4 else None


def _any_letter(chance: Random, other_than: str) -> str:
    letter = chance.choice([one for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if one != other_than])
    return letter.lower() if other_than.islower() else letter


def _spliced(name: str, place: int, length: int, new: str) -> str:
    return name[:place] + new + name[place + length :]


def _words(name: str, least: int) -> list[str]:
    """Return the words without commas between them; none if they are fewer than ``least``."""
    words = name.replace(",", " ").split()
    return words if len(words) >= least else []


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name).upper()
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@cache
def _respelled(way: str) -> dict[str, tuple[str, ...]]:
    """Return what is written so -> what it may become; longest first."""
    rows = [row for row in read_table("respellings.csv") if row["way"] == way]
    written = sorted({row["written"] for row in rows}, key=lambda one: (-len(one), one))
    return {one: tuple(row["becomes"] for row in rows if row["written"] == one) for one in written}


@cache
def _pattern(way: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _respelled(way))))


def _respell_some(name: str, way: str, chance: Random, most: int) -> str | None:
    """Return the name with up to ``most`` of the places respelled that can be."""
    found = list(_pattern(way).finditer(_plain(name)))
    if not found or len(_plain(name)) != len(name):
        return None
    for one in sorted(chance.sample(found, min(most, len(found))), key=lambda f: -f.start()):
        new = chance.choice(_respelled(way)[one[0]])
        name = _spliced(name, one.start(), len(one[0]), new)
    return name


# --- the same letters ----------------------------------------------------------------------------


def case(name: str, chance: Random) -> str:
    """Capitals for small letters, or small for capitals."""
    return name.title() if name != name.title() else name.upper()


def punctuation(name: str, chance: Random) -> str:
    """Hyphens, stops or strokes for blanks, or quotation marks around one word."""
    words = name.split()
    mark = chance.choice(("-", ".", "/", "  ", "_"))
    return mark.join(words) if len(words) > 1 else f'"{name}"'


def diacritics(name: str, chance: Random) -> str | None:
    """Up to three letters get an accent."""
    plain = [place for place in _letters(name) if name[place] in "AEIOUCSNaeioucsn"]
    for place in chance.sample(plain, min(3, len(plain))):
        own = {"C": "\u0327", "S": "\u030c", "N": "\u0303"}
        mark = own.get(name[place].upper()) or chance.choice("\u0301\u0308\u0302")
        name = _spliced(name, place, 1, unicodedata.normalize("NFC", name[place] + mark))
    return name if plain else None


def full_width(name: str, chance: Random) -> str:
    """Full-width letters, as East Asian systems write them."""
    return name.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def look_alike(name: str, chance: Random) -> str | None:
    """One or two letters are Cyrillic ones that look the same."""
    return _respell_some(name, "look_alike", chance, most=2)


def invisible(name: str, chance: Random) -> str | None:
    """A sign that nobody sees stands inside the name."""
    if len(name) < 3:
        return None
    return _spliced(name, chance.randrange(1, len(name)), 0, chance.choice("\u200b\u00ad\u200d"))


# --- slips of the hand and of machines -----------------------------------------------------------


def substituted(name: str, chance: Random) -> str | None:
    """One letter is another."""
    place = _any_place(name, chance)
    return None if place is None else _spliced(name, place, 1, _any_letter(chance, name[place]))


def left_out(name: str, chance: Random) -> str | None:
    """One letter is left out."""
    place = _any_place(name, chance)
    return None if place is None else _spliced(name, place, 1, "")


def put_in(name: str, chance: Random) -> str | None:
    """One letter is put in."""
    place = _any_place(name, chance)
    return None if place is None else _spliced(name, place, 0, _any_letter(chance, name[place]))


def swapped(name: str, chance: Random) -> str | None:
    """Two neighbouring letters change places."""
    pairs = [
        place
        for place in _letters(name)[:-1]
        if name[place + 1].isalpha() and name[place] != name[place + 1]
    ]
    if len(_letters(name)) < 4 or not pairs:
        return None
    place = chance.choice(pairs)
    return _spliced(name, place, 2, name[place + 1] + name[place])


def doubled(name: str, chance: Random) -> str | None:
    """One letter is typed twice."""
    place = _any_place(name, chance)
    return None if place is None else _spliced(name, place, 0, name[place])


def two_slips(name: str, chance: Random) -> str | None:
    """Two slips in a name of eight letters or more."""
    if len(_letters(name)) < 8:
        return None
    for slip in chance.sample((substituted, left_out, put_in), 2):
        name = slip(name, chance) or name
    return name


def misread(name: str, chance: Random) -> str | None:
    """One or two signs are misread by a scanner (0 for O, RN for M)."""
    return _respell_some(name, "ocr", chance, most=2) if len(_letters(name)) >= 4 else None


def by_ear(name: str, chance: Random) -> str | None:
    """One sound is spelled another way (PH for F, K for C)."""
    return _respell_some(name, "sound", chance, most=1)


# --- words ---------------------------------------------------------------------------------------


def word_order(name: str, chance: Random) -> str | None:
    """The words stand in another order."""
    words = _words(name, 2)
    if not words:
        return None
    turn = chance.randrange(1, len(words))
    return " ".join(words[turn:] + words[:turn])


def given_name_first(name: str, chance: Random) -> str | None:
    """The given name stands before the family name, without a comma."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if given.strip() else None


def split(name: str, chance: Random) -> str | None:
    """A blank stands inside a word of four letters or more."""
    inside = [found.start() + 2 for found in re.finditer(r"(?=[^\W\d_]{4})", name)]
    return _spliced(name, chance.choice(inside), 0, " ") if inside else None


def joined(name: str, chance: Random) -> str | None:
    """All blanks are gone."""
    return "".join(name.split())


def dropped_word(name: str, chance: Random) -> str | None:
    """One of three or more words, not the first, is left out."""
    words = _words(name, 3)
    if words:
        del words[chance.randrange(1, len(words))]
    return " ".join(words) or None


def added_word(name: str, chance: Random) -> str:
    """A common word is added."""
    return f"{name} {chance.choice(('GROUP', 'INTERNATIONAL', 'TRADING', 'HOLDING'))}"


def initial(name: str, chance: Random) -> str | None:
    """The first word is cut to its first letter."""
    words = _words(name, 2)
    if not words or len(words[0]) < 3:
        return None
    return " ".join([words[0][0] + chance.choice(("", ".")), *words[1:]])


def given_initial(name: str, chance: Random) -> str | None:
    """The given names are cut to their first letters."""
    family, _, given = name.partition(",")
    initials = [f"{one[0]}." for one in given.split() if one[0].isalpha()]
    return f"{family.strip()}, {' '.join(initials)}" if initials else None


def without_vowels(name: str, chance: Random) -> str | None:
    """The longest word, of six letters or more, has lost its vowels."""
    words = name.split()
    place = max(range(len(words)), key=lambda at: len(words[at]), default=-1)
    if place < 0 or len(words[place]) < 6:
        return None
    words[place] = words[place][0] + re.sub("[AEIOUaeiou]", "", words[place][1:])
    return " ".join(words)


def cut_ais(name: str, chance: Random) -> str | None:
    """Cut after 20 letters, as AIS does."""
    return name[:AIS_LETTERS].rstrip() if len(name) > AIS_LETTERS else None


def cut_line(name: str, chance: Random) -> str | None:
    """Cut after 35 letters, as payment and customs messages do."""
    return name[:LINE_LETTERS].rstrip() if len(name) > LINE_LETTERS else None


_NUMBER: Final = re.compile(r"(?<=[A-Za-z])(?: |-| ?NO\.? ?)(\d{1,2})\b")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def number_form(name: str, chance: Random) -> str | None:
    """The number is written another way (5 as V, 05 or NO.5)."""
    found = _NUMBER.search(name)
    if not found:
        return None
    number = int(found[1])
    roman = [f" {numeral}" for numeral in _ROMAN[max(number - 1, 0) : number]]
    ways = [f" NO.{number}", f" {number:02d}", f"-{number}", *roman]
    return _spliced(name, found.start(), len(found[0]), chance.choice(ways))


@cache
def _legal_form() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, _respelled("legal_form")))
    return re.compile(rf"(?<![\w.])(?:{forms})(?![\w.])", re.IGNORECASE)


def legal_changed(name: str, chance: Random) -> str | None:
    """The legal form is written another way."""
    found = _legal_form().search(name)
    if not found:
        return None
    new = chance.choice(_respelled("legal_form")[found[0].upper()])
    return _spliced(name, found.start(), len(found[0]), new)


def legal_dropped(name: str, chance: Random) -> str | None:
    """The legal form is left out."""
    found = _legal_form().search(name)
    rest = _spliced(name, found.start(), len(found[0]), "").strip(" ,") if found else ""
    return " ".join(rest.split()) or None


# --- other scripts -------------------------------------------------------------------------------


def _latin(name: str) -> str | None:
    """Return a name in plain Latin capitals, None if it isn't Latin."""
    text = _plain(name)
    return text if text.isascii() and len(_letters(text)) >= 3 else None


def _single(text: str | None) -> str:
    """Return a text with doubled consonants single: what is not heard twice is not written so."""
    return re.sub(r"([B-DF-HJ-NP-TV-Z])\1", r"\1", text or "")


def _in_script(text: str | None, script: str) -> str | None:
    become = _respelled(script)
    return text and _pattern(script).sub(lambda found: become[found[0]][0], text)


def cyrillic(name: str, chance: Random) -> str | None:
    """Written in Cyrillic."""
    return _in_script(_latin(name), "cyrillic")


def greek(name: str, chance: Random) -> str | None:
    """Written in Greek."""
    return _in_script(_latin(name), "greek")


def arabic(name: str, chance: Random) -> str | None:
    """Written in Arabic."""
    return _in_script(_single(_latin(name)), "arabic")


def katakana(name: str, chance: Random) -> str | None:
    """Written in Katakana."""
    return _in_script(_single(_latin(name)), "katakana")


def hangul(name: str, chance: Random) -> str:
    """Written in Hangul."""
    return unicodedata.normalize("NFC", _syllable().sub(_jamo, _single(_latin(name))))


@cache
def _syllable() -> re.Pattern[str]:
    first, vowel, last = (
        "|".join(_respelled(f"hangul_{part}")) for part in ("first", "vowel", "last")
    )
    closed = rf"(?:(?P<last>{last})(?!{vowel}|H))?"
    return re.compile(rf"(?P<first>{first})?(?P<vowel>{vowel}){closed}|(?P<alone>{first})")


def _jamo(found: re.Match[str]) -> str:
    """A consonant without a vowel gets the vowel EU, a vowel without a consonant a silent sign."""
    if found["alone"]:
        return _respelled("hangul_first")[found["alone"]][0] + "\u1173"
    first, last = found["first"], found["last"]
    return (
        (_respelled("hangul_first")[first][0] if first else "\u110b")
        + _respelled("hangul_vowel")[found["vowel"]][0]
        + (_respelled("hangul_last")[last][0] if last else "")
    )


# --- amid other text -----------------------------------------------------------------------------

PREFIXES: Final = ("M/V {}", "MV {}", "M.T. {}", "M/T {}", "MV. {}", 'MT "{}"', "S.S. {}", "VSL {}")
PARTY_TEXTS: Final = (
    "TO ORDER OF {}", "C/O {}, 14 HARBOUR ROAD", "{}, PO BOX 2211, DUBAI, UAE",
    "NORTH QUAY AGENCIES ON BEHALF OF {}", "A/C {}", "{} ATTN: LOGISTICS DEPT TEL +971 4 555 0100",
    "{} (AS AGENTS ONLY)", "PINE HILL FORWARDING O/B {}",
)  # fmt: skip


def amid(name: str, texts: Sequence[str], chance: Random) -> str:
    """Return the name set into one of some texts."""
    return chance.choice(texts).format(name)


def prefixed(name: str, chance: Random) -> str:
    """M/V, MT or the like stands in front."""
    return amid(name, PREFIXES, chance)


def party_text(name: str, chance: Random) -> str:
    """Stands amid TO ORDER OF, C/O, an address or a telephone number."""
    return amid(name, PARTY_TEXTS, chance)


def party_text_slip(name: str, chance: Random) -> str | None:
    """Stands amid such text, and one letter of it is another."""
    slipped = substituted(name, chance)
    return amid(slipped, PARTY_TEXTS, chance) if slipped else None
