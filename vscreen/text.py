"""From a raw name to the forms in which names are compared.

A name is written in many ways that mean the same: letter case, full-width letters, accents, another
script, letters that only look Latin, ``M/V`` in front, ``LLC`` behind, ``II`` for ``2``. Each text
becomes one or a few `Form` s: words of A-Z, and numbers apart, because ``SUN 5`` and ``SUN 6`` are
two ships however alike they read.

The order of work, once per distinct text:

1. Unicode: NFKC, control and invisible characters dropped, upper case.
2. Script: a word whose Cyrillic or Greek letters all have a Latin twin, in a text that also holds
   Latin letters, is read as Latin (``СО.`` is ``CO.``) and, as a second form, romanised. All else
   is romanised: Cyrillic by the table ``romanisation.csv``, the rest by anyascii.
3. Ships: ``M/V`` and its like cut. Parties: cut at ``C/O``, ``TO ORDER OF`` and their like.
4. Words and numbers: digits as integers, Roman numerals after a word, number words at the end.
5. Parties: abbreviations written out, legal forms set apart from the core.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from vscreen.data import read_table
from vscreen.phrases import abbreviations, legal_forms, longest_legal_form, markers, placeholders
from vscreen.script import Script, script_of, to_latin
from vscreen.sounds import Heard, sound_fold
from vscreen.tokens import (
    number_words_read,
    numeral_apart,
    optical_readings,
    split_numbers,
    tokens_of,
)
from vscreen.weights import is_ship_name

OCR_PRICE: Final = 0.2
"""Edits charged for reading ``S0LARIS`` as SOLARIS: a guess, if a good one."""

PIECE_PRICE: Final = 0.1
"""Edits charged for taking only a piece of a vessel's text, such as ``LADY R (EX ADLER)``."""

PREFIX_PRICE: Final = 0.02
"""Edits charged for taking only the beginning of a party's text, up to a comma, as its name."""


_VOWELS: Final = re.compile("[AEIOUY]")


@dataclass(frozen=True)
class Form:
    """One way to read a name: words of A-Z in order, numbers apart.

    Attributes
    ----------
    words
        The words that tell the name, in order; a party's legal forms are not among them.
    numbers
        The numbers in the name, as integers, sorted.
    legal
        A party's legal form folded to a class (``LLC``, ``LTD``, ``JSC``, ``INC``), or empty.
    price
        Edits charged for reading the text this way.
    script
        What the text was written in.
    whole
        A party's letters with those of its legal form, no blanks, abbreviations as written.
    around
        Share of the score charged for what stands around the name.
    amid
        Whether it was found amid running text, where a name is a review at most.
    """

    words: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    legal: str = ""
    price: float = 0.0
    script: Script = Script.LATIN
    whole: str = ""
    around: float = 0.0
    amid: bool = False

    @property
    def latin(self) -> bool:
        """Whether the text was written in Latin letters."""
        return self.script == Script.LATIN

    @cached_property
    def tight(self) -> str:
        """All letters, no blanks."""
        return "".join(self.words)

    @cached_property
    def sorted(self) -> str:
        """All letters, words in alphabetical order."""
        return "".join(sorted(self.words))

    @cached_property
    def sound(self) -> str:
        """`tight` with spellings of one sound made equal."""
        return sound_fold(self.tight)

    @cached_property
    def heard(self) -> Heard:
        """How `tight` sounds."""
        return Heard(self.tight)

    @cached_property
    def heard_whole(self) -> Heard:
        """How `whole` sounds: legal forms are not known in every script."""
        return Heard(self.whole)

    @cached_property
    def skeleton(self) -> str:
        """First letter and consonants of each word, no blanks."""
        return "".join(map(skeleton, self.words))

    @cached_property
    def vowels(self) -> int:
        """Number of vowels."""
        return len(_VOWELS.findall(self.tight))

    @cached_property
    def digits(self) -> int:
        """Number of digits in the numbers."""
        return sum(len(str(number)) for number in self.numbers)

    @cached_property
    def is_ship_name(self) -> bool:
        """Whether a known ship bears just this name."""
        return is_ship_name(self.text)

    @property
    def text(self) -> str:
        """The form as people read it: words, legal class, numbers."""
        parts = (*self.words, *([self.legal] if self.legal else []), *map(str, self.numbers))
        return " ".join(parts)


def _names_nobody(ascii_text: str) -> bool:
    """Whether a text is a placeholder: ``TBN``, ``TO ORDER``, ``SAME AS CONSIGNEE``."""
    return " ".join(map(str, tokens_of(ascii_text))) in placeholders()


# --- ships -------------------------------------------------------------------------------------


@cache
def _vessel_prefix() -> re.Pattern[str]:
    ways = sorted(map(_prefix_ways, read_table("vessel_prefixes.csv")), key=len, reverse=True)
    return re.compile(rf"^[^A-Z0-9]*(?:{'|'.join(ways)})(?![A-Z])[^A-Z0-9]*(?=.*[A-Z0-9])", re.S)


def _prefix_ways(row: dict[str, str]) -> str:
    """Return a pattern: ``MV`` may have marks or blanks inside, ``MY`` must have marks."""
    parts = row["prefix"].split()
    if row["mark"] == "needed":
        return r"[./\\-]".join(parts if len(parts) > 1 else parts[0])
    codes = [r"[\s./\\-]*".join(part) if len(part) < 5 else part for part in parts]
    return r"[\s-]+".join(codes)


def without_vessel_prefix(ascii_text: str) -> str:
    """Return an upper-case ASCII ship's name without ``M/V`` and its like.

    Examples
    --------
    >>> without_vessel_prefix("M/V OCEAN GRACE"), without_vessel_prefix("MT")
    ('OCEAN GRACE', 'MT')
    """
    while prefix := _vessel_prefix().match(ascii_text):
        ascii_text = ascii_text[prefix.end() :]
    return ascii_text


_BESIDE_NAME: Final = re.compile(
    r"\bIMO\W*(?:N[OR]\b\W*)?\d{6,8}\b|\b\d{7}\b"  # a number that is no part of the name
    r"|\bVOY(?:AGE)?\b.*|\bV\.?\s?\d.*"  # the voyage, and what follows it
    r"|\b(?:EX|FKA|F/K/A|FORMERLY|AKA|A/K/A|NKA|N/K/A)\b|[()\[\]/;\n]"  # another name
)


def _vessel_pieces(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the texts that may be a ship's name, each with its price in edits."""
    yield ascii_text, 0.0
    pieces = [piece for piece in _BESIDE_NAME.split(ascii_text) if piece.strip()]
    if pieces != [ascii_text]:
        yield from ((piece, PIECE_PRICE) for piece in pieces)


def vessel_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of a ship's name; none if nothing of it can be read.

    Examples
    --------
    >>> [form.text for form in vessel_forms("M/V Ocean Grace VII")]
    ['OCEAN GRACE 7']
    >>> [form.text for form in vessel_forms("S0LARIS")]
    ['S LARIS 0', 'SOLARIS']
    >>> [form.text for form in vessel_forms("LADY R (EX ADLER) VOY 12")]
    ['LADY R EX ADLER VOY 12', 'LADY R', 'ADLER']
    """
    script = script_of(text)
    forms: dict[tuple[tuple[str, ...], tuple[int, ...]], Form] = {}
    for ascii_text in map(without_vessel_prefix, to_latin(text)):
        for reading, price in () if _names_nobody(ascii_text) else vessel_readings(ascii_text):
            words, numbers = split_numbers(tokens_of(reading))
            if words or numbers:
                forms.setdefault((words, numbers), Form(words, numbers, "", price, script))
    return tuple(forms.values())


def vessel_readings(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the readings of a ship's text that may be its name, each with its price in edits."""
    for piece, price in _vessel_pieces(without_vessel_prefix(ascii_text)):
        bare = without_vessel_prefix(piece)
        yield from _with_optical_readings(bare, price)
        if (apart := numeral_apart(bare)) != bare:
            yield apart, price + OCR_PRICE


def normalise_vessel(text: str) -> str:
    """Return a ship's name in the form it is compared in, for people to read.

    Examples
    --------
    >>> normalise_vessel("M/T «Ocean-Grace» No. 07")
    'OCEAN GRACE 7'
    """
    bare = without_vessel_prefix(to_latin(text)[0])
    return " ".join(map(str, tokens_of(bare)))


# --- companies and persons ---------------------------------------------------------------------


@cache
def _party_markers() -> re.Pattern[str]:
    ways = "|".join(re.escape(marker).replace(r"\ ", r"[\s.]+") for marker in markers())
    return re.compile(rf"(?<![A-Z0-9])(?:{ways})(?![A-Z0-9])[\s.:]*|[\n\r;|]+")


def _set_legal_apart(tokens: Sequence[str | int]) -> tuple[list[str | int], str]:
    """Split off legal phrases, longest first; the last class found stands for the name."""
    core: list[str | int] = []
    legal, place = "", 0
    while place < len(tokens):
        length = _legal_phrase_at(tokens, place)
        if length:
            legal = legal_forms()[tuple(map(str, tokens[place : place + length]))]
            place += length
        else:
            core.append(tokens[place])
            place += 1
    return core, legal


def _legal_phrase_at(tokens: Sequence[str | int], place: int) -> int:
    forms = legal_forms()
    for length in range(min(longest_legal_form(), len(tokens) - place), 0, -1):
        if tuple(map(str, tokens[place : place + length])) in forms:
            return length
    return 0


def _pieces(ascii_text: str) -> Iterable[tuple[str, float]]:
    """Return the texts in ``ascii_text`` that may be a name, each with its price in edits."""
    prices = {ascii_text: 0.0}
    pieces = [piece for piece in _party_markers().split(ascii_text) if piece.strip()]
    for piece in pieces:
        prices.setdefault(piece, 0.0)
        upto = 0
        for _ in range(3):
            upto = piece.find(",", upto + 1)
            if upto < 0:
                break
            prices.setdefault(piece[:upto], PREFIX_PRICE)
    return prices.items()


def party_tokens(ascii_text: str) -> list[str | int]:
    """Return words and numbers of a party's upper-case ASCII name, abbreviations written out.

    Examples
    --------
    >>> party_tokens("ABC TRDG CO")
    ['ABC', 'TRADING', 'CO']
    """
    return _written_out(tokens_of(ascii_text))


def _written_out(tokens: Iterable[str | int]) -> list[str | int]:
    short = abbreviations()
    return [short.get(token, token) if isinstance(token, str) else token for token in tokens]


def name_forms(name: str) -> tuple[Form, ...]:
    """Return the forms of a company's or person's name as a list prints it.

    Examples
    --------
    >>> [form.text for form in name_forms("SIS d.o.o.")]
    ['SIS LLC']
    """
    return _forms_of_readings(name, name_readings)


def party_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of what a manifest writes for a party: a name, maybe amid other words.

    Examples
    --------
    >>> [form.text for form in party_forms("TO ORDER OF SIS D.O.O.")]
    ['TO ORDER OF SIS LLC', 'SIS LLC']
    """
    return _forms_of_readings(text, party_readings)


def name_readings(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the readings of a listed name, each with its price in edits."""
    return _with_optical_readings(ascii_text, 0.0)


def party_readings(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the readings of a party's text that may be its name, each with its price in edits."""
    for piece, price in _pieces(ascii_text):
        yield from _with_optical_readings(piece, price)


def _forms_of_readings(
    text: str, readings: Callable[[str], Iterable[tuple[str, float]]]
) -> tuple[Form, ...]:
    script = script_of(text)
    forms: dict[tuple[object, ...], Form] = {}
    for ascii_text in to_latin(text):
        for reading, price in () if _names_nobody(ascii_text) else readings(ascii_text):
            form = _party_form(reading, price, script)
            if form.words or form.numbers:
                forms.setdefault((form.words, form.numbers, form.whole), form)
    return tuple(forms.values())


def _with_optical_readings(text: str, price: float) -> Iterator[tuple[str, float]]:
    yield text, price
    for reading in optical_readings(text):
        yield reading, price + OCR_PRICE


def _party_form(piece: str, price: float, script: Script) -> Form:
    written = number_words_read(tokens_of(piece))
    tokens = _written_out(written)
    core, legal = _set_legal_apart(tokens)
    words, numbers = split_numbers(core)
    if not words and not numbers:
        (words, numbers), legal = split_numbers(tokens), ""
    whole = "".join(token for token in written if isinstance(token, str))
    return Form(words, numbers, legal, price, script, whole)


def normalise_party(text: str) -> str:
    """Return a company's or person's name in the form it is compared in, for people to read.

    Examples
    --------
    >>> normalise_party("ООО «МГ-Флот»")
    'OOO MG FLOT'
    """
    return " ".join(map(str, party_tokens(to_latin(text)[0])))


def skeleton(word: str) -> str:
    """Return a word's first letter and consonants.

    Examples
    --------
    >>> skeleton("OCEAN")
    'OCN'
    """
    return word[0] + _VOWELS.sub("", word[1:])
