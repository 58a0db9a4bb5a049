"""Words of trade, industry and institutions, in any language, as one English word each.

``ZAVOD``, ``USINE``, ``FACTORY`` and ``WORKS`` are ``PLANT``; ``NII`` is ``RESEARCH INSTITUTE``.
The table ``concepts.csv`` says so in two steps. First each word becomes its concept or, if it says
nothing (``OF``, ``IMENI``), none. Then phrases of concepts become others: ``RESEARCH AND
PRODUCTION`` is ``RESEARCH PRODUCTION`` by then, and so is what was ``SCIENTIFIC PRODUCTION``. So
each word of each language is written down once, and each turn of phrase once for all languages.

Legal forms are set apart between the two steps, so their words may be written in any language, too.
What a name says apart from all these stands as it is, and so does `vscreen.text.form.Form.whole`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from vscreen.data import read_table
from vscreen.text.companies.inflections import spellings
from vscreen.text.sounds.given_names import joined_names

Phrase = tuple[str, ...]
"""Words in their order."""


@cache
def _rows() -> tuple[tuple[tuple[Phrase, ...], Phrase], ...]:
    """Return, of each row, the spellings of each of its words, and its concept."""
    return tuple(
        (
            tuple(spellings(word, row["language"]) for word in row["phrase"].split()),
            tuple(row["concept"].split()),
        )
        for row in read_table("concepts.csv")
    )


@cache
def word_concepts() -> Mapping[str, str]:
    """Return the concept of each word that has one; of a word that says nothing, no letters.

    Examples
    --------
    >>> [word_concepts()[word] for word in ("ZAVOD", "SHPG", "THE")]
    ['PLANT', 'SHIPPING', '']
    """
    every: dict[str, str] = {}
    for words, concept in _rows():
        if len(words) == 1 and len(concept) < 2:
            for spelling in words[0]:
                every.setdefault(spelling, "".join(concept))
    return {word: every.get(concept, concept) for word, concept in every.items()
            if word != every.get(concept, concept)}  # fmt: skip


@cache
def phrase_concepts() -> Mapping[Phrase, Phrase]:
    """Return the words that stand for each phrase of concepts, or for a name spelled apart.

    Examples
    --------
    >>> phrase_concepts()["NII",]
    ('RESEARCH', 'INSTITUTE')
    """
    every: dict[Phrase, Phrase] = {}
    for words, concept in _rows():
        if len(words) > 1 or len(concept) > 1:
            for phrase in _phrases(words):
                every.setdefault(phrase, tuple(_said(concept)))
    every = {**joined_names(), **every}
    return {phrase: concept for phrase, concept in every.items() if phrase and phrase != concept}


def _phrases(words: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the phrases of concepts that some words may be, each in one of its spellings."""
    first, *others = words
    for concept in dict.fromkeys(_said(first, keep=True)):
        if not others:
            yield (concept,) if concept else ()
        for rest in _phrases(others) if others else ():
            yield ((concept,) if concept else ()) + rest


def _said(words: Sequence[str], *, keep: bool = False) -> Iterator[str]:
    """Yield the concepts of words; only if asked to ``keep`` it, nothing for what says nothing."""
    known = word_concepts()
    for word in words:
        concept = known.get(word, word)
        if concept or keep:
            yield concept


@cache
def concept_words() -> frozenset[str]:
    """Return the words that concepts are written with.

    Examples
    --------
    >>> "PLANT" in concept_words(), "ZAVOD" in concept_words()
    (True, False)
    """
    return frozenset(word for _, concept in _rows() for word in _said(concept))


@cache
def longest_phrase() -> int:
    """Return the number of words of the longest phrase of concepts."""
    return max(map(len, phrase_concepts()))


def telling_words(tokens: Sequence[str | int]) -> list[str | int]:
    """Return words and numbers without the words that say nothing; all if there are no others.

    Examples
    --------
    >>> telling_words(["THE", "VOTKINSKIY", "ZAVOD"]), telling_words(["THE"])
    (['VOTKINSKIY', 'ZAVOD'], ['THE'])
    """
    return [token for token in tokens if word_concepts().get(str(token)) != ""] or list(tokens)


def concepts_of(tokens: Sequence[str | int]) -> list[str | int]:
    """Return words and numbers with the concept of each word; all if they say nothing.

    Examples
    --------
    >>> concepts_of(["THE", "VOTKINSKIY", "ZAVOD"]), concepts_of(["THE"])
    (['VOTKINSK', 'PLANT'], ['THE'])
    """
    known = word_concepts()
    concepts = [known.get(token, token) if isinstance(token, str) else token for token in tokens]
    return [concept for concept in concepts if concept != ""] or list(tokens)


def phrases_read(tokens: Sequence[str | int]) -> list[str | int]:
    """Return concepts and numbers with what stands for each phrase; all if that is nothing.

    Examples
    --------
    >>> phrases_read(["NII", "POLYUS"])
    ['RESEARCH', 'INSTITUTE', 'POLYUS']
    """
    read: list[str | int] = []
    position = 0
    while position < len(tokens):
        length = _phrase_at(tokens, position)
        if length:
            read += phrase_concepts()[tuple(map(str, tokens[position : position + length]))]
            position += length
        else:
            read.append(tokens[position])
            position += 1
    return read or list(tokens)


def _phrase_at(tokens: Sequence[str | int], position: int) -> int:
    known = phrase_concepts()
    for length in range(min(longest_phrase(), len(tokens) - position), 0, -1):
        if tuple(map(str, tokens[position : position + length])) in known:
            return length
    return 0
