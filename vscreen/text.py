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
from vscreen.script import is_latin, to_latin
from vscreen.sounds import sound_classes, sound_fold

OCR_PRICE: Final = 0.2
"""Edits charged for reading ``S0LARIS`` as SOLARIS: a guess, if a good one."""

PREFIX_PRICE: Final = 0.02
"""Edits charged for taking only the beginning of a party's text, up to a comma, as its name."""


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
    latin
        False if the text was written in another script.
    whole
        A party's letters with those of its legal form, no blanks.
    """

    words: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    legal: str = ""
    price: float = 0.0
    latin: bool = True
    whole: str = ""

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
    def classes(self) -> str:
        """`tight` as classes of consonants, for names that crossed from another script."""
        return sound_classes(self.tight)

    @cached_property
    def digits(self) -> int:
        """Number of digits in the numbers."""
        return sum(len(str(number)) for number in self.numbers)

    @property
    def text(self) -> str:
        """The form as people read it: words, legal class, numbers."""
        parts = (*self.words, *([self.legal] if self.legal else []), *map(str, self.numbers))
        return " ".join(parts)


# --- words and numbers -------------------------------------------------------------------------

_QUOTES: Final = re.compile(r"['`\"]")
_DOTTED: Final = re.compile(r"\b[A-Z](?:\.[A-Z])+\b")
_TOKEN: Final = re.compile(r"[A-Z]+|[0-9]+")
_RUN: Final = re.compile(r"[A-Z0-9]+")
_MIXED: Final = re.compile(r"[A-Z][0-9]|[0-9][A-Z]")
_ROMAN: Final = {
    numeral: value
    for value, numeral in enumerate(
        (
            *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"),
            *("XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV"),
            "XXV",
        ),
        start=1,
    )
}
_NUMBER_WORDS: Final = {
    word: value
    for value, word in enumerate(
        (
            *("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"),
            *("SEVEN", "EIGHT", "NINE", "TEN", "ELEVEN", "TWELVE"),
        ),
        start=1,
    )
}
_NUMBER_SIGNS: Final = frozenset({"NO", "NR", "NUM", "NUMBER"})
_LETTER_TWINS: Final = str.maketrans("012568", "OIZSGB")
_DIGIT_TWINS: Final = str.maketrans("OILZSGB", "0112568")


def tokens_of(ascii_text: str) -> list[str | int]:
    """Return words and numbers of an upper-case ASCII text, in order.

    Examples
    --------
    >>> tokens_of("STAR NO. II"), tokens_of("SUN05")
    (['STAR', 2], ['SUN', 5])
    """
    plain = _QUOTES.sub("", ascii_text).replace("&", " AND ")
    plain = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), plain)
    return _number(_TOKEN.findall(plain))


def _number(raw: Sequence[str]) -> list[str | int]:
    tokens: list[str | int] = []
    for place, token in enumerate(raw):
        before = tokens[-1] if tokens else None
        after_word = isinstance(before, str)
        if token.isdigit():
            tokens.append(int(token))
        elif token in _ROMAN and isinstance(before, str) and len(before) > 1:
            tokens.append(_ROMAN[token])
        elif token in _NUMBER_WORDS and after_word and place == len(raw) - 1:
            tokens.append(_NUMBER_WORDS[token])
        else:
            tokens.append(token)
    return _without_number_signs(tokens)


def _without_number_signs(tokens: list[str | int]) -> list[str | int]:
    kept: list[str | int] = []
    for token in reversed(tokens):
        if not (token in _NUMBER_SIGNS and kept and isinstance(kept[-1], int)):
            kept.append(token)
    return kept[::-1]


def _optical_readings(ascii_text: str) -> Iterator[str]:
    """Yield other readings of runs that mix letters and digits: all letters, all digits."""
    if _MIXED.search(ascii_text):
        for read_as in (_as_letters, _as_digits):
            reading = _RUN.sub(read_as, ascii_text)
            if reading != ascii_text:
                yield reading


def _as_letters(run: re.Match[str]) -> str:
    read = run.group().translate(_LETTER_TWINS)
    return run.group() if run.group().isdigit() or not read.isalpha() else read


def _as_digits(run: re.Match[str]) -> str:
    read = run.group().translate(_DIGIT_TWINS)
    return run.group() if run.group().isalpha() or not read.isdigit() else read


def _split(tokens: Sequence[str | int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    words = tuple(token for token in tokens if isinstance(token, str))
    return words, tuple(sorted(token for token in tokens if isinstance(token, int)))


# --- ships -------------------------------------------------------------------------------------


@cache
def _vessel_prefix() -> re.Pattern[str]:
    ways = sorted(map(_prefix_ways, read_table("vessel_prefixes.csv")), key=len, reverse=True)
    return re.compile(rf"^[^A-Z0-9]*(?:{'|'.join(ways)})[^A-Z0-9]+(?=.*[A-Z0-9])", re.DOTALL)


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


def vessel_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of a ship's name; none if nothing of it can be read.

    Examples
    --------
    >>> [form.text for form in vessel_forms("M/V Ocean Grace VII")]
    ['OCEAN GRACE 7']
    >>> [form.text for form in vessel_forms("S0LARIS")]
    ['S LARIS 0', 'SOLARIS']
    """
    latin = is_latin(text)
    forms: dict[tuple[tuple[str, ...], tuple[int, ...]], Form] = {}
    for ascii_text in to_latin(text):
        bare = without_vessel_prefix(ascii_text)
        for reading, price in ((bare, 0.0), *((r, OCR_PRICE) for r in _optical_readings(bare))):
            words, numbers = _split(tokens_of(reading))
            if words or numbers:
                forms.setdefault((words, numbers), Form(words, numbers, "", price, latin))
    return tuple(forms.values())


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
def _legal_forms() -> dict[tuple[str, ...], str]:
    return {tuple(row["phrase"].split()): row["class"] for row in read_table("legal_forms.csv")}


@cache
def _longest_legal_form() -> int:
    return max(map(len, _legal_forms()))


@cache
def _abbreviations() -> dict[str, str]:
    return {row["short"]: row["long"] for row in read_table("abbreviations.csv")}


@cache
def _party_markers() -> re.Pattern[str]:
    markers = sorted((row["marker"] for row in read_table("party_markers.csv")), key=len)
    ways = "|".join(re.escape(marker).replace(r"\ ", r"[\s.]+") for marker in reversed(markers))
    return re.compile(rf"(?<![A-Z0-9])(?:{ways})(?![A-Z0-9])[\s.:]*|[\n\r;|]+")


def _set_legal_apart(tokens: Sequence[str | int]) -> tuple[list[str | int], str]:
    """Split off legal phrases, longest first; the last class found stands for the name."""
    core: list[str | int] = []
    legal, place = "", 0
    while place < len(tokens):
        length = _legal_phrase_at(tokens, place)
        if length:
            legal = _legal_forms()[tuple(map(str, tokens[place : place + length]))]
            place += length
        else:
            core.append(tokens[place])
            place += 1
    return core, legal


def _legal_phrase_at(tokens: Sequence[str | int], place: int) -> int:
    forms = _legal_forms()
    for length in range(min(_longest_legal_form(), len(tokens) - place), 0, -1):
        if tuple(map(str, tokens[place : place + length])) in forms:
            return length
    return 0


def _pieces(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the texts in ``ascii_text`` that may be a name, each with its price in edits."""
    yield ascii_text, 0.0
    pieces = [piece for piece in _party_markers().split(ascii_text) if piece.strip()]
    for piece in pieces:
        yield piece, 0.0
        upto = 0
        for _ in range(3):
            upto = piece.find(",", upto + 1)
            if upto < 0:
                break
            yield piece[:upto], PREFIX_PRICE


def party_tokens(ascii_text: str) -> list[str | int]:
    """Return words and numbers of a party's upper-case ASCII name, abbreviations written out.

    Examples
    --------
    >>> party_tokens("ABC TRDG CO")
    ['ABC', 'TRADING', 'CO']
    """
    short = _abbreviations()
    tokens = tokens_of(ascii_text)
    return [short.get(token, token) if isinstance(token, str) else token for token in tokens]


def name_forms(name: str) -> tuple[Form, ...]:
    """Return the forms of a company's or person's name as a list prints it.

    Examples
    --------
    >>> [form.text for form in name_forms("SIS d.o.o.")]
    ['SIS LLC']
    """
    return _forms_of_pieces(name, lambda ascii_text: [(ascii_text, 0.0)])


def party_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of what a manifest writes for a party: a name, maybe amid other words.

    Examples
    --------
    >>> [form.text for form in party_forms("TO ORDER OF SIS D.O.O.")]
    ['TO ORDER OF SIS LLC', 'SIS LLC']
    """
    return _forms_of_pieces(text, _pieces)


def _forms_of_pieces(
    text: str, pieces: Callable[[str], Iterable[tuple[str, float]]]
) -> tuple[Form, ...]:
    latin = is_latin(text)
    forms: dict[tuple[object, ...], Form] = {}
    for ascii_text in to_latin(text):
        for piece, price in pieces(ascii_text):
            form = _party_form(piece, price, latin)
            if form.words or form.numbers:
                forms.setdefault((form.words, form.numbers, form.whole), form)
    return tuple(forms.values())


def _party_form(piece: str, price: float, latin: bool) -> Form:
    tokens = party_tokens(piece)
    core, legal = _set_legal_apart(tokens)
    words, numbers = _split(core)
    if not words and not numbers:
        (words, numbers), legal = _split(tokens), ""
    whole = "".join(token for token in tokens if isinstance(token, str))
    return Form(words, numbers, legal, price, latin, whole)


def normalise_party(text: str) -> str:
    """Return a company's or person's name in the form it is compared in, for people to read.

    Examples
    --------
    >>> normalise_party("ООО «МГ-Флот»")
    'OOO MG FLOT'
    """
    return " ".join(map(str, party_tokens(to_latin(text)[0])))


@cache
def _word_weights() -> dict[str, float]:
    return {row["word"]: float(row["weight"]) for row in read_table("words.csv")}


def word_weight(word: str) -> float:
    """Return how much a word says in a party's name: 0.08 for the commonest, 1 for a rare one.

    Examples
    --------
    >>> word_weight("COMPANY") < word_weight("SHIPPING") < word_weight("ANTEY")
    True
    """
    return _word_weights().get(word, 1.0)
