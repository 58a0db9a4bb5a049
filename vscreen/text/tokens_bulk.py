"""The bulk twin of `text.tokens`: words and numbers of many upper-case ASCII texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from vscreen.columnar.strings import Bools, Bytes, Codes, Hashes, Packed, ends, expand, factorize
from vscreen.text.free_text import MANY, SHORTEST
from vscreen.text.vocabulary import NONE, vocabulary

_SEP, _LETTER, _DIGIT = 0, 1, 2
_END: Final = 0
_KINDS: Final = np.zeros(256, np.uint8)
_KINDS[ord("A") : ord("Z") + 1] = _LETTER
_KINDS[ord("0") : ord("9") + 1] = _DIGIT
_OF_WORD: Final = _KINDS > 0
_OF_WORD[ord("_")] = True  # as \w has it
_TIMES: Final = np.ones(256, np.int64)
_AND: Final = np.frombuffer(b" AND ", np.uint8)
_TIMES[ord("&")] = len(_AND)
_TIMES[[ord(quote) for quote in "'`\""]] = 0


@dataclass(frozen=True)
class Tokens:
    """Words and numbers of many texts, in order.

    Attributes
    ----------
    owner
        Which text each token stands in; sorted.
    code
        Which of the ``distinct`` words and numbers it is; those of the vocabulary come first.
    distinct, hash, number
        The distinct words and numbers, a hash of each, and whether it is a number.
    """

    owner: Codes
    code: Codes
    distinct: Packed
    hash: Hashes
    number: Bools

    def keep(self, which: Bools) -> Tokens:
        """Return some of the tokens."""
        return replace(self, owner=self.owner[which], code=self.code[which])

    def known(self, values: npt.NDArray[Any], otherwise: object) -> npt.NDArray[Any]:
        """Return, for each token, its value in an array over the vocabulary's words."""
        return self.padded(values, otherwise)[self.code]

    def padded(self, values: npt.NDArray[Any], otherwise: object) -> npt.NDArray[Any]:
        """Return ``values`` of the vocabulary and ``otherwise`` for all other distinct words."""
        every = np.full(len(self.distinct), otherwise, values.dtype)
        every[: len(values)] = values
        return every

    def ends_with(self, *ends: bytes) -> Bools:
        """Whether each distinct word ends with one of some pairs of letters."""
        words = self.distinct
        last = words.start + words.length - 1
        ends_so = np.zeros(len(last), np.bool_)
        for before_last, final in ends:
            ends_so |= (words.data[last - 1] == before_last) & (words.data[last] == final)
        return ends_so & (words.length > 4)

    def begins_with(self, begins: Sequence[bytes]) -> Bools:
        """Whether each distinct word begins with some letters, and three more follow."""
        words = self.distinct
        begins_so = np.zeros(len(words), np.bool_)
        for begin in begins:
            long = np.flatnonzero(words.length >= len(begin) + 3)
            same = np.ones(len(long), np.bool_)
            for position, letter in enumerate(begin):
                same &= words.data[words.start[long] + position] == letter
            begins_so[long] |= same
        return begins_so

    def follows(self) -> Bools:
        """Whether each token has another before it in its text."""
        follows = np.zeros(len(self.owner), np.bool_)
        follows[1:] = self.owner[1:] == self.owner[:-1]
        return follows

    def counts(self, owners: int) -> Codes:
        """Return how many tokens each of so many texts has."""
        return np.bincount(self.owner, minlength=owners)

    def pieces(self, first: Codes, count: Codes) -> Tokens:
        """Return the tokens of pieces that each hold ``count`` from the ``first`` on."""
        owner, member = expand(first, count)
        return replace(self, owner=owner, code=self.code[member])


@dataclass(frozen=True)
class Raw:
    """Words and digits of many texts as they stand, before any is read as something else.

    Attributes
    ----------
    source, data
        The texts end to end, a zero byte after each; ``data`` less quotes and dots.
    tokens
        The tokens, numerals and signs among them.
    begin, length
        Where in ``data`` each stands, its leading zeros counted.
    first
        The number of tokens before each text, and in all.
    dotted
        Whether a text holds single letters with dots between.
    """

    source: Bytes
    data: Bytes
    tokens: Tokens
    begin: Codes
    length: Codes
    first: Codes
    dotted: Bools

    def holds(self, marks: bytes) -> Bools:
        """Whether each text holds any of some bytes."""
        is_mark = np.zeros(256, np.bool_)
        is_mark[list(marks)] = True
        return _texts_of(self.source, np.flatnonzero(is_mark.take(self.source)))

    def by_marks(self) -> Bools:
        """Whether each token stands by a mark that may part names, or has zeros before it.

        These are two blanks, a hyphen with a blank beside it, a hyphen or stop beside a number, and
        a stop and a blank behind a word of four letters or more.
        """
        data = np.concatenate([self.data, np.zeros(2, np.uint8)])
        before, after = data[self.begin - 1], data[self.begin + self.length]
        behind = data[self.begin + self.length + 1]
        number = self.tokens.number[self.tokens.code]
        marked: Bools = number & np.isin([before, after], [ord("-"), ord(".")]).any(axis=0)
        marked |= number & (self.length > 2) & (data[self.begin] == ord("0"))
        marked |= (after == ord(".")) & np.isin(behind, [ord(" "), ord("_")]) & (self.length > 3)
        dash = np.flatnonzero(self.data == ord("-"))
        blank = np.isin(data, np.frombuffer(b" _", np.uint8))
        marks = dash[blank[dash - 1] | blank[dash + 1]]
        gaps = np.flatnonzero(blank[1:] & blank[:-1])
        texts = _texts_of(self.data, np.concatenate([marks, gaps[gaps < len(self.data)]]))
        return marked | texts[self.tokens.owner]

    def mixed(self) -> Bools:
        """Whether each token is followed by another without a gap."""
        mixed = np.zeros(len(self.begin), np.bool_)
        mixed[:-1] = self.begin[:-1] + self.length[:-1] == self.begin[1:]
        return mixed

    def commas(self, most: int) -> tuple[Codes, Codes]:
        """Return each text's first commas, and how many tokens come before, in all.

        A comma that a text begins with is none.
        """
        comma = np.flatnonzero(self.data == ord(","))
        stop = np.flatnonzero(self.data == _END)
        text = np.searchsorted(stop, comma)
        start = np.append(0, np.flatnonzero(self.source == _END) + 1)[text]
        rank = np.arange(len(text)) - np.searchsorted(text, text) - (self.source[start] == ord(","))
        counts = (rank >= 0) & (rank < most)
        return text[counts], np.searchsorted(self.begin, comma[counts])


def tokens_of_many(texts: Packed) -> Tokens:
    """Return what `tokens.tokens_of` does, of each text.

    Examples
    --------
    >>> found = tokens_of_many(Packed.of(["STAR NO. II", "SUN05"]))
    >>> found.owner.tolist(), found.distinct[found.code].tolist()
    ([0, 0, 1, 1], ['STAR', '2', 'SUN', '5'])
    """
    return read_numbers(raw_tokens(texts).tokens)


def read_numbers(tokens: Tokens) -> Tokens:
    """Read numerals and number words, and leave out the signs before numbers."""
    return _without_signs(_numerals_read(tokens))


def raw_tokens(texts: Packed) -> Raw:
    """Return the words and digits of texts as they stand."""
    source = _laid(texts)
    data = _without_quotes(source)
    dots = _inner_dots(data)
    dotted = _texts_of(data, dots)
    data = np.delete(data, dots) if len(dots) else data
    kinds = _KINDS.take(data)
    begin = np.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    begin = np.concatenate([np.zeros(min(len(data), 1), np.int64), begin])
    length = np.diff(begin, append=len(data))
    kind = kinds[begin]
    token = kind != _SEP
    begin, length, kind = begin[token], length[token], kind[token]
    first = np.append(0, np.searchsorted(begin, np.flatnonzero(data == _END)))
    owner = np.repeat(np.arange(len(first) - 1), np.diff(first))
    bare, left = _without_zeros(data, begin, length, kind)
    code, distinct, hashes = distinct_words(Packed(data, bare, left))
    number = _KINDS[distinct.data[distinct.start]] == _DIGIT
    tokens = Tokens(owner, code, distinct, hashes, number)
    return Raw(source, data, tokens, begin, length, first, dotted)


def distinct_words(words: Packed) -> tuple[Codes, Packed, Hashes]:
    """Return each word's code; the distinct words, those of the vocabulary first; their hashes."""
    hashes = words.hashes()
    code, first = factorize(hashes)
    found, known = vocabulary().find(hashes[first]), vocabulary().words
    new = first[found == NONE]
    found[found == NONE] = np.arange(len(known), len(known) + len(new))
    distinct = Packed(
        np.concatenate([known.data, words.data]),
        np.concatenate([known.start, words.start[new] + len(known.data)]),
        np.concatenate([known.length, words.length[new]]),
    )
    return found[code], distinct, np.concatenate([vocabulary().hashes, hashes[new]])


def merged(some: Tokens, others: Tokens, owners: int) -> Tokens:
    """Return the tokens of ``owners`` texts, and after them those of others."""
    if not len(others.code):
        return some
    first_words, more = some.distinct, others.distinct
    code, first = factorize(np.concatenate([some.hash, others.hash]))
    distinct = Packed(
        np.concatenate([first_words.data, more.data]),
        np.concatenate([first_words.start, more.start + len(first_words.data)])[first],
        np.concatenate([first_words.length, more.length])[first],
    )
    return Tokens(
        np.concatenate([some.owner, others.owner + owners]),
        np.concatenate([some.code, code[len(some.hash) :][others.code]]),
        distinct,
        np.concatenate([some.hash, others.hash])[first],
        np.concatenate([some.number, others.number])[first],
    )


# --- tokens whose texts are taken apart one by one ------------------------------------------------


def odd_nothing(raw: Raw) -> Bools:
    """Return no token."""
    return np.zeros(len(raw.tokens.owner), np.bool_)


def odd_for_ships(raw: Raw) -> Bools:
    """Whether a token may begin a prefix, or stand beside the name."""
    tokens = raw.tokens
    number = tokens.number[tokens.code]
    may_begin = ~tokens.follows() & tokens.known(vocabulary().prefix, False)
    voyage = tokens.known(vocabulary().voyage, False)
    voyage[:-1] &= number[1:]
    imo = number & (raw.length >= 6)
    numeral = tokens.ends_with(b"II", b"IV")[tokens.code]  # glued to a word: HEROII
    beside = tokens.known(vocabulary().beside, False)
    odd: Bools = may_begin | voyage | imo | numeral | beside
    return odd


def odd_for_parties(raw: Raw) -> Bools:
    """Whether a token may be, or begin, a marker of another party."""
    alone = raw.tokens.known(vocabulary().marker, False)
    for first, second in vocabulary().marker_pairs:
        pair = raw.tokens.code == first
        pair[:-1] &= raw.tokens.code[1:] == second
        alone |= pair
    return alone


def odd_for_ship_cells(raw: Raw) -> Bools:
    """Whether a token may part names, or be no part of one: see `text.ship_cells`."""
    tokens, known = raw.tokens, vocabulary()
    number = tokens.number[tokens.code]
    month = tokens.known(known.month, False)
    month[1:] &= number[:-1]
    long = number & (raw.length >= 5)
    side = tokens.known(known.side, False)
    side[1:] &= number[:-1]
    sign = tokens.known(known.sign, False) & ~tokens.follows()
    words = np.bincount(
        tokens.owner[~number & (raw.length >= SHORTEST)], minlength=len(raw.dotted)
    )[tokens.owner]
    odd: Bools = odd_for_ships(raw) | tokens.known(known.parting, False) | raw.by_marks()
    odd |= month | side | sign | long | (raw.holds(b"_") & raw.holds(b" "))[tokens.owner]
    odd |= (words >= MANY) | tokens.known(known.trade, False)
    return odd | (~tokens.follows() & tokens.begins_with(known.glued)[tokens.code])


# --- bytes ----------------------------------------------------------------------------------------


def _texts_of(data: Bytes, positions: Codes) -> Bools:
    """Whether each text holds a byte at any of some positions."""
    stop = np.flatnonzero(data == _END)
    holds = np.zeros(len(stop), np.bool_)
    holds[np.searchsorted(stop, positions)] = True
    return holds


def _laid(texts: Packed) -> Bytes:
    """Return the texts end to end, a zero byte after each."""
    texts = texts.joined()
    laid = np.empty(len(texts.data) + len(texts), np.uint8)
    is_end = np.zeros(len(laid), np.bool_)
    is_end[ends(texts.length + 1) - 1] = True
    laid[is_end], laid[~is_end] = _END, texts.data
    return laid


def _without_quotes(data: Bytes) -> Bytes:
    """Leave out quotes, and write ``&`` as a word."""
    times = _TIMES.take(data)
    if (times == 1).all():
        return data
    and_signs = np.flatnonzero(data == ord("&"))
    written = np.repeat(data, times)
    begin = ends(times)[and_signs] - len(_AND)
    written[begin[:, None] + np.arange(len(_AND))] = _AND
    return written


def _inner_dots(data: Bytes) -> Codes:
    """Return the dots between single letters: ``S.A.`` is ``SA.``."""
    dots = np.flatnonzero(data == ord("."))
    dots = dots[(dots > 0) & (dots + 1 < len(data))]
    return dots[_is_single(data, dots - 1) & _is_single(data, dots + 1)]


def _is_single(data: Bytes, position: Codes) -> Bools:
    """Whether a letter stands there that is no part of a longer word; the ends are not letters."""
    before = _OF_WORD[data[np.maximum(position - 1, 0)]] & (position > 0)
    after = _OF_WORD[data[np.minimum(position + 1, len(data) - 1)]]
    single: Bools = (_KINDS[data[position]] == _LETTER) & ~before & ~after
    return single


def _without_zeros(
    data: Bytes, begin: Codes, length: Codes, kind: npt.NDArray[np.uint8]
) -> tuple[Codes, Codes]:
    """Leave out the zeros before a number."""
    begin, length = begin.copy(), length.copy()
    left = np.flatnonzero((kind == _DIGIT) & (length > 1))
    while len(left):
        left = left[(data[begin[left]] == ord("0")) & (length[left] > 1)]
        begin[left] += 1
        length[left] -= 1
    return begin, length


def _numerals_read(tokens: Tokens) -> Tokens:
    """Read Roman numerals after a word of two letters or more, and number words at the end."""
    if not len(tokens.code):
        return tokens
    follows, number = tokens.follows(), tokens.number[tokens.code]
    after = np.zeros(len(number), np.bool_)
    after[1:] = follows[1:] & ~number[:-1]
    long = tokens.distinct.length[tokens.code] > 1
    roman = tokens.known(vocabulary().roman, NONE)
    read = after & (roman != NONE)
    read[1:] &= long[:-1]
    for at in np.flatnonzero(read[1:] & read[:-1]) + 1:  # I after II: what was read is no word
        read[at] = not read[at - 1]
    after[1:] &= ~read[:-1]
    last = np.append(~follows[1:], True)
    word = tokens.known(vocabulary().number_word, NONE)
    worded = after & last & (word != NONE)
    return replace(tokens, code=np.where(read, roman, np.where(worded, word, tokens.code)))


def _without_signs(tokens: Tokens) -> Tokens:
    """Leave out ``NO`` and its like before a number."""
    if not len(tokens.code):
        return tokens
    before = np.append(tokens.follows()[1:], False)
    sign = np.flatnonzero(tokens.known(vocabulary().sign, False) & before)
    number = tokens.number[tokens.code]
    gone = np.zeros(len(number), np.bool_)
    for at in sign[::-1]:
        gone[at] = number[at + 1] or gone[at + 1]
    return tokens.keep(~gone)


def number_words_read_in(tokens: Tokens) -> Tokens:
    """Return what `tokens.number_words_read` does, of each text."""
    word = tokens.known(vocabulary().number_word, NONE)
    return replace(
        tokens, code=np.where(tokens.follows() & (word != NONE), word, tokens.code)
    )  # fmt: skip
