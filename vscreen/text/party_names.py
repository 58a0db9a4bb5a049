"""The forms of a company's or person's name, maybe amid other words and an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from vscreen.text.companies.concepts import concepts_of, phrases_read, telling_words
from vscreen.text.companies.eastern import party_latin, party_script
from vscreen.text.companies.tails import names_within
from vscreen.text.form import Form, Reading, with_optical_readings
from vscreen.text.lexicon import address_markers, legal_forms, longest_legal_form, markers
from vscreen.text.scripts import Script
from vscreen.text.sounds.persons import person_read
from vscreen.text.tokens import (
    number_words_read,
    split_numbers,
    tokens_of,
)

LATER_LINE: Final = 0.01
"""`Form.around` of a later line of a party's text, which may be an address."""
PREFIX_PRICE: Final = 0.02
"""Edits charged for taking only the beginning of a party's text, up to a comma, as its name."""


def party_marks() -> str:
    """Return a pattern of what parts a party's name from other words."""
    return marks_of(markers())


def marks_of(phrases: Iterable[str]) -> str:
    """Return a pattern of any of some phrases, with dots for blanks or not."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"[\s.]+") for phrase in phrases)


@cache
def _party_markers() -> re.Pattern[str]:
    return re.compile(rf"((?<![A-Z0-9])(?:{party_marks()})(?![A-Z0-9])[\s.:]*|[\n\r;|]+)")


@cache
def _before_address() -> re.Pattern[str]:
    """Return a pattern of what an address stands behind: the end of a line, ``PO BOX``."""
    return re.compile(rf"(?:{marks_of(address_markers())}|[\n\r;|]).*", re.DOTALL)


def _set_legal_apart(tokens: Sequence[str | int]) -> tuple[list[int], str]:
    """Return where what is no legal phrase stands, all if nothing is; the class of the last one."""
    core: list[int] = []
    legal, position = "", 0
    while position < len(tokens):
        length = _legal_phrase_at(tokens, position)
        if length:
            legal = legal_forms()[tuple(map(str, tokens[position : position + length]))]
            position += length
        else:
            core.append(position)
            position += 1
    return (core, legal) if core else (list(range(len(tokens))), "")


def _legal_phrase_at(tokens: Sequence[str | int], position: int) -> int:
    forms = legal_forms()
    for length in range(min(longest_legal_form(), len(tokens) - position), 0, -1):
        if tuple(map(str, tokens[position : position + length])) in forms:
            return length
    return 0


def _pieces(ascii_text: str) -> Iterable[Reading]:
    """Return the texts in ``ascii_text`` that may be a name, each with its price in edits."""
    found = {ascii_text: Reading(ascii_text)}
    parts = _party_markers().split(ascii_text)
    for mark, piece in zip(["", *parts[1::2]], parts[::2], strict=True):
        if not piece.strip():
            continue
        # what stands behind marks only is no later line
        around = LATER_LINE * (len(found) > 1 and bool(_before_address().match(mark)))
        found.setdefault(piece, Reading(piece, 0.0, around))
        upto = 0
        for _ in range(3):
            upto = piece.find(",", upto + 1)
            if upto < 0:
                break
            found.setdefault(piece[:upto], Reading(piece[:upto], PREFIX_PRICE, around))
    return found.values()


def party_tokens(ascii_text: str) -> list[str | int]:
    """Return words and numbers of a party's upper-case ASCII name, words of trade as concepts.

    Examples
    --------
    >>> party_tokens("ABC TRDG CO")
    ['ABC', 'TRADING', 'CO']
    """
    tokens = tokens_of(ascii_text)
    while (concepts := phrases_read(concepts_of(tokens))) != tokens:
        tokens = concepts
    return tokens


def name_forms(name: str) -> tuple[Form, ...]:
    """Return the forms of a company's or person's name as a list prints it.

    Examples
    --------
    >>> [form.text for form in name_forms("SIS d.o.o.")]
    ['SIS LLC']
    """
    return _forms_of_readings(name, name_readings, listed=True)


def party_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of what a manifest writes for a party: a name, maybe amid other words.

    Examples
    --------
    >>> [form.text for form in party_forms("TO ORDER OF SIS D.O.O.")]
    ['TO ORDER SIS LLC', 'SIS LLC']
    """
    return _forms_of_readings(text, party_readings)


def name_readings(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the readings of a listed name, each with its price in edits."""
    for name, price in names_within(ascii_text, 0.0):
        yield from with_optical_readings(name, price)


def party_readings(ascii_text: str) -> Iterator[Reading]:
    """Yield the readings of a party's text that may be its name, each with its price in edits."""
    for piece in _pieces(ascii_text):
        for name, of_name in names_within(piece.text, piece.price):
            for text, price in with_optical_readings(name, of_name):
                yield piece._replace(text=text, price=price)


def _forms_of_readings(
    text: str,
    readings: Callable[[str], Iterable[Reading | tuple[str, float]]],
    *,
    listed: bool = False,
) -> tuple[Form, ...]:
    script = party_script(text)
    forms: dict[tuple[object, ...], Form] = {}
    for ascii_text in party_latin(text):
        for reading in readings(ascii_text):
            form = _party_form(Reading(*reading), script, listed=listed)
            if form.words or form.numbers:
                forms.setdefault((form.words, form.numbers, form.whole), form)
    return tuple(forms.values())


def _party_form(piece: Reading, script: Script, *, listed: bool) -> Form:
    written = number_words_read(tokens_of(piece.text))
    concepts, said = concepts_of(written), telling_words(written)
    core, legal = _set_legal_apart(concepts)
    words, numbers = split_numbers(person_read([concepts[at] for at in core]))
    whole = "".join(token for token in written if isinstance(token, str))
    own = tuple(token for at in core if listed and isinstance(token := said[at], str))
    return Form(words, numbers, legal, piece.price, script, whole, piece.around, written=own)


def normalise_party(text: str) -> str:
    """Return a company's or person's name in the form it is compared in, for people to read.

    Examples
    --------
    >>> normalise_party("ООО «Фрахт-Экспо», завод")
    'OOO FRAKHT EKSPO PLANT'
    """
    return " ".join(map(str, party_tokens(party_latin(text)[0])))
