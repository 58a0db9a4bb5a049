"""The bulk twin of `vscreen.text.form`: the forms of many texts at once.

Most texts are plain: ASCII, no marker of another party, no run that mixes letters and digits. Their
bytes are read together. The others are first taken apart by the functions of `text.form`, one by
one, into the pieces that may be a name; those are then read together too. So there is one way from
a piece to a form, and a test holds its forms against those of `vscreen.text.form`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.encoded import CODED, without_mojibake
from vscreen.columnar.strings import Bools, Codes, Packed, Sequences, factorize, join, mix
from vscreen.text import form as plain
from vscreen.text.companies.eastern import party_latin, party_script
from vscreen.text.companies.phrases_bulk import concepts_of, found_in, telling_words
from vscreen.text.companies.tails import names_another
from vscreen.text.form import Form, Reading
from vscreen.text.form_table import SCRIPTS, FormTable, Scores
from vscreen.text.party_names import PREFIX_PRICE, name_readings, party_readings
from vscreen.text.scripts import Script, script_of, to_latin, visible
from vscreen.text.ship_cells import cell_latin, vessel_text_readings
from vscreen.text.ships.listed_bulk import odd_for_listed_ships
from vscreen.text.sounds.persons_bulk import persons_read
from vscreen.text.tables.words import WordTable
from vscreen.text.tokens_bulk import (
    Raw,
    Tokens,
    distinct_words,
    merged,
    number_words_read_in,
    odd_for_parties,
    odd_for_ship_cells,
    odd_nothing,
    raw_tokens,
    read_numbers,
)
from vscreen.text.vessel_names import listed_vessel_readings
from vscreen.text.vocabulary import vocabulary

LATIN: Final = SCRIPTS.index(Script.LATIN)
_VISIBLE: Final = np.arange(256, dtype=np.uint8)
_VISIBLE[ord("a") : ord("z") + 1] -= 32
_VISIBLE[[*range(32), 127]] = ord(" ")
_VISIBLE[[ord("\n"), ord("\r"), ord("\t")]] = ord("\n")
_CODED: Final = re.compile(CODED)
_CODE_SIGNS: Final = b"&%=\\<>_"
"""Of these, each text that is `CODED` holds some."""
_LATIN_BLOCKS: Final = ((0xA0, 0x250), (0x1E00, 0x1F00), (0x2010, 0x203B))
_PREFIXES: Final = 3
"""A party's text up to each of its first three commas may be its name."""


@dataclass(frozen=True)
class TextKind:
    """How texts of one kind are read.

    Attributes
    ----------
    readings
        The pieces of an upper-case ASCII text that may be a name, each with its price in edits or
        as a `Reading`; the first is all of it.
    odd_bytes
        Bytes of a text whose pieces only ``readings`` finds.
    odd
        Returns whether each token makes its text such a text.
    party
        Whether legal forms are set apart and words of trade read as concepts.
    commas
        Whether the text up to a comma may be a name.
    listed
        Whether these are listed names, of which the words as written are kept.
    latin, script
        Return the ways to write a text in A-Z, and the script by whose sounds it is compared.
    """

    readings: Callable[[str], Iterable[Reading | tuple[str, float]]]
    odd_bytes: bytes
    odd: Callable[[Raw], Bools]
    party: bool
    commas: bool
    listed: bool = False
    latin: Callable[[str], tuple[str, ...]] = to_latin
    script: Callable[[str], Script] = script_of


VESSEL_NAME: Final = TextKind(
    listed_vessel_readings, b"&'`\"()[]/;\n@$!|", odd_for_listed_ships, party=False, commas=False
)
VESSEL_TEXT: Final = TextKind(
    vessel_text_readings, b"&'`\"()[]{}/;\n,|\\:+<>=*#~@$!", odd_for_ship_cells,
    party=False, commas=False, latin=cell_latin,
)  # fmt: skip
PARTY_TEXT: Final = TextKind(
    party_readings,
    b"'`\"/;|\n@$!",
    odd_for_parties,
    party=True,
    commas=True,
    latin=party_latin,
    script=party_script,
)
PARTY_NAME: Final = TextKind(
    name_readings,
    b"@$!|",
    odd_nothing,
    party=True,
    commas=False,
    listed=True,
    latin=party_latin,
    script=party_script,
)


@dataclass(frozen=True)
class Pieces:
    """Pieces of texts that may be names, in the order in which the plain functions find them."""

    text: Codes
    reading: Codes
    price: Scores
    script: Codes
    around: Scores
    amid: Bools

    def and_then(self, others: Pieces) -> Pieces:
        """Return these and others."""
        return Pieces(
            np.concatenate([self.text, others.text]),
            np.concatenate([self.reading, others.reading]),
            np.concatenate([self.price, others.price]),
            np.concatenate([self.script, others.script]),
            np.concatenate([self.around, others.around]),
            np.concatenate([self.amid, others.amid]),
        )


def forms_of_many(texts: Sequence[str], kind: TextKind) -> FormTable:
    """Return the forms of texts.

    Examples
    --------
    >>> table = forms_of_many(["ABC TRDG CO., LTD", "TO ORDER OF SIS DOO"], PARTY_TEXT)
    >>> [form.text for form in table.forms()]
    ['ABC TRADING LTD', 'ABC TRADING INC', 'TO ORDER SIS LLC', 'SIS LLC']
    """
    texts = [text if text.isascii() else _spelled(text) for text in texts]
    is_ascii = np.fromiter(map(str.isascii, texts), np.bool_, len(texts))
    ascii_row = np.flatnonzero(is_ascii)
    laid = Packed.of(
        texts if len(ascii_row) == len(texts) else [texts[row] for row in ascii_row.tolist()]
    )
    raw = raw_tokens(Packed(_VISIBLE.take(laid.data), laid.start, laid.length))
    odd = _odd_texts(raw, kind) | _coded(texts, ascii_row, raw.holds(_CODE_SIGNS))
    if kind.party:
        odd |= _naming_another(texts, ascii_row, raw.holds(b"(") & ~odd)
    plainly, first, count = _whole_and_beginnings(raw, np.flatnonzero(~odd), kind)
    plainly = replace(plainly, text=ascii_row[plainly.text])
    is_ascii[ascii_row[odd]] = False
    taken, strings = _taken_apart(texts, np.flatnonzero(~is_ascii), kind)
    tokens = merged(
        raw.tokens.pieces(first, count),
        raw_tokens(Packed.of(strings)).tokens,
        len(first),
    )
    return _table(plainly.and_then(taken), read_numbers(tokens), kind)


def _coded(texts: Sequence[str], rows: Codes, may_be: Bools) -> Bools:
    """Return whether each text is in a code that the plain functions must undo."""
    coded = may_be.copy()
    for at in np.flatnonzero(may_be).tolist():
        coded[at] = _CODED.search(texts[rows[at]]) is not None
    return coded


def _naming_another(texts: Sequence[str], rows: Codes, may_be: Bools) -> Bools:
    """Return whether each text holds another name in brackets."""
    again = may_be.copy()
    for at in np.flatnonzero(may_be).tolist():
        again[at] = names_another(visible(texts[rows[at]]))
    return again


def _spelled(text: str) -> str:
    """Return a text in ASCII if all else in it are accented Latin letters and common marks."""
    spelled = text.translate(_latin_letters())
    return spelled if spelled.isascii() and without_mojibake(text) == text else text


@cache
def _latin_letters() -> dict[int, str]:
    """Return how `scripts.to_latin` writes letters and marks that it reads one by one.

    They are no part of any table, join with no other in Unicode's normal forms, and don't make a
    text one in another script.
    """
    letters = [chr(code) for start, stop in _LATIN_BLOCKS for code in range(start, stop)]
    return {
        ord(letter): to_latin(letter)[0]
        for letter in letters
        if letter.isprintable()
        and script_of(letter + "A") == script_of(letter + "-") == Script.LATIN
        and not any(map(unicodedata.combining, unicodedata.normalize("NFKC", letter)))
        and len(to_latin(f"A{letter}A")) == 1
        and not set(to_latin(letter)[0]) & set(_CODE_SIGNS.decode())
    }


def _odd_texts(raw: Raw, kind: TextKind) -> Bools:
    """Whether each text is one that the plain functions must take apart."""
    odd = raw.holds(kind.odd_bytes)
    odd[raw.tokens.owner[raw.mixed() | kind.odd(raw)]] = True
    return odd if kind.party else odd | raw.dotted


def _whole_and_beginnings(raw: Raw, texts: Codes, kind: TextKind) -> tuple[Pieces, Codes, Codes]:
    """Return the pieces of regular texts, and which tokens each holds: the first, and how many."""
    first, count = raw.first[texts], raw.first[texts + 1] - raw.first[texts]
    price = np.zeros(len(texts))
    if kind.commas:
        comma, upto = raw.commas(_PREFIXES)
        there = np.isin(comma, texts)
        texts = np.concatenate([texts, comma[there]])
        first = np.concatenate([first, raw.first[comma[there]]])
        count = np.concatenate([count, upto[there] - raw.first[comma[there]]])
        price = np.concatenate([price, np.full(int(there.sum()), PREFIX_PRICE)])
    script, amid = np.full(len(texts), LATIN, np.int64), np.zeros(len(texts), np.bool_)
    return Pieces(texts, texts, price, script, np.zeros(len(texts)), amid), first, count


def _taken_apart(texts: Sequence[str], rows: Codes, kind: TextKind) -> tuple[Pieces, list[str]]:
    """Return the pieces that the plain functions find in texts, and those pieces' letters."""
    found = [
        (text, reading, script, *Reading(*piece))
        for text in rows.tolist()
        for script in (SCRIPTS.index(kind.script(texts[text])),)
        for reading, ascii_text in enumerate(kind.latin(texts[text]))
        for piece in kind.readings(ascii_text)
    ]
    text, reading, script, strings, price, around, amid = (
        (list(column) for column in zip(*found, strict=True)) if found else ([],) * 7
    )
    owner = np.array(text, np.int64)
    return Pieces(
        owner, owner + len(texts) * (1 + np.array(reading, np.int64)),
        np.array(price, np.float64), np.array(script, np.int64),
        np.array(around, np.float64), np.array(amid, np.bool_),
    ), strings  # fmt: skip


def _table(pieces: Pieces, tokens: Tokens, kind: TextKind) -> FormTable:
    legal = np.zeros(len(pieces.text), np.int64)
    written = core = tokens
    said = tokens.keep(np.zeros(len(tokens.code), np.bool_))
    if kind.party:
        written = number_words_read_in(tokens)
        concepts = concepts_of(written, len(legal))
        kept, legal = _set_legal_apart(concepts, len(legal))
        core = persons_read(concepts.keep(kept), len(legal))
        if kind.listed:
            said = telling_words(written, len(legal)).keep(kept)
            said = said.keep(~said.number[said.code])
    numbers = core.number[core.code]
    words, digits = core.keep(~numbers), core.keep(numbers)
    holds = np.zeros(len(pieces.text), np.bool_)
    holds[core.owner] = True
    named = Sequences(words.counts(len(holds)), words.code)
    numbered = Sequences(digits.counts(len(holds)), digits.code)
    whole = _wholes(written, kind, len(holds))
    key = mix(named.hashes(tokens.hash, ordered=True))
    key = mix(key ^ numbered.hashes(tokens.hash, ordered=False)) ^ whole.hashes()
    key = mix(key) ^ pieces.text.astype(np.uint64)
    forms = np.flatnonzero(holds)
    forms = np.sort(forms[factorize(mix(key[forms]))[1]])
    spelled = Sequences(said.counts(len(holds)), said.code)
    table, own_numbers, own_written = WordTable.with_others(
        [named.take(forms), numbered.take(forms), spelled.take(forms)],
        tokens.distinct, tokens.hash,
    )  # fmt: skip
    return FormTable(
        pieces.text[forms], pieces.price[forms], pieces.script[forms],
        table, whole.take(forms), own_numbers, legal[forms],
        pieces.around[forms], pieces.amid[forms], own_written,
    )  # fmt: skip


def _set_legal_apart(tokens: Tokens, pieces: int) -> tuple[Bools, Codes]:
    """Return which tokens are of no legal form, all if none is; and each piece's class."""
    found = found_in(tokens, vocabulary().legal, pieces)
    legal = np.zeros(pieces, np.int64)
    legal[tokens.owner[found.begin]] = vocabulary().legal_class[found.phrase]
    bare = np.ones(pieces, np.bool_)
    bare[tokens.owner[~found.inside]] = False
    legal[bare] = 0
    return ~found.inside | bare[tokens.owner], legal


def _wholes(written: Tokens, kind: TextKind, pieces: int) -> Packed:
    """Return a party's letters with those of its legal form, no blanks, as written."""
    if not kind.party:
        return Packed(np.zeros(0, np.uint8), *np.zeros((2, pieces), np.int64))
    words = written.keep(~written.number[written.code])
    return join(words.distinct, words.code, words.counts(pieces))


def table_of_forms(forms: Sequence[Sequence[plain.Form]]) -> FormTable:
    """Return the forms of texts that were read one by one."""
    every = [form for some in forms for form in some]
    parts = [
        *([*form.words] for form in every), *([*map(str, form.numbers)] for form in every),
        *([*form.written] for form in every),
    ]  # fmt: skip
    code, distinct, hashes = distinct_words(Packed.of([word for part in parts for word in part]))
    texts = Sequences(np.fromiter(map(len, parts), np.int64, len(parts)), code)
    own = np.arange(len(every))
    table, numbered, written = WordTable.with_others(
        [texts.take(own + kind * len(every)) for kind in range(3)], distinct, hashes
    )
    return FormTable(
        np.repeat(np.arange(len(forms)), np.fromiter(map(len, forms), np.int64, len(forms))),
        np.array([form.price for form in every], np.float64),
        np.array([SCRIPTS.index(form.script) for form in every], np.int64),
        table, Packed.of([form.whole for form in every]), numbered,
        np.array([vocabulary().classes.index(form.legal) for form in every], np.int64),
        np.array([form.around for form in every], np.float64),
        np.array([form.amid for form in every], np.bool_), written,
    )  # fmt: skip


_PLAIN: Final = r"^[ -~]*[A-Za-z0-9][ -~]*$"


def legible(texts: pa.LargeStringArray, forms_of: Callable[[str], tuple[Form, ...]]) -> Bools:
    """Return whether each text has a form.

    Parameters
    ----------
    texts
        n texts; each distinct one should come once.
    forms_of
        `vscreen.text.vessel_names.vessel_forms` or `vscreen.text.party_names.party_forms`.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> legible(pa.array(["MARIA", "M/V 7", "..."], pa.large_string()), vessel_forms).tolist()
    [True, True, False]
    """
    is_legible = surely_legible(texts)
    filled = pc.utf8_length(texts).to_numpy(zero_copy_only=False) > 0
    unsure = np.flatnonzero(~is_legible & filled)
    is_legible[unsure] = [bool(forms_of(text)) for text in texts.take(pa.array(unsure)).to_pylist()]
    return is_legible


def surely_legible(texts: pa.LargeStringArray) -> Bools:
    """Return whether each text has a form for certain."""
    plain = pc.match_substring_regex(texts, _PLAIN)
    coded = pc.match_substring_regex(texts, CODED)
    return pc.and_not(plain, coded).to_numpy(zero_copy_only=False).copy()  # type: ignore[no-any-return]
