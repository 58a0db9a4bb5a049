"""Whether a party's name that stands whole in a longer text tells enough to be meant.

It does if it is distinctive, stands with its legal form, or is rare as it is written; and amid
words that tell nothing, if it is of one rare word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vscreen.text.companies.lines import words_beside
from vscreen.text.form import Form
from vscreen.text.lexicon import is_name_word, word_weight, word_worth

TWO_LETTERS: Final = 4, 8
TWO_WEIGHT: Final = 0.9, 1.2
ALONE_LETTERS: Final = 10, 14
"""What a name of several words, or of one, weighs at least if it stands by itself, in letters and
in words; the second of each if a word is respelt."""
DIGITS: Final = 6
"""Sums are rounded to so many digits before they are compared, as their order may differ."""
NAMED_WORTH: Final = 7
"""Bits that the words of a name are worth at least if it stands by itself amid words that tell
nothing: those of a rare word of four letters."""
NAMED_BESIDE: Final = 0.5
"""What these may weigh, beyond what common words do."""
LEGAL_LETTERS: Final = 3
"""Letters of a name that stands by itself where its legal form stands beside it."""
LEGAL_ANYWHERE: Final = 5
"""Letters from which a word of names may stand before it: NTS LLC is not ATLAS NTS LLC."""
PARTICLES: Final = frozenset(
    (
        "ABD",
        "ABDUL",
        "ABDEL",
        "ABDOL",
        "ABU",
        "ABOU",
        "UMM",
        "AL",
        "EL",
        "BIN",
        "BINT",
        "IBN",
        "BEN",
    )
)
"""Words that make one name with the next: ``ABDUL AZIZ`` is one, not two."""


def tells_nothing(word: str) -> bool:
    """Whether a word tells nothing of whose name it stands beside in a line of a paper.

    Examples
    --------
    >>> [tells_nothing(word) for word in ("ATTENTION", "KARACHI", "ANTEY")]
    [True, True, False]
    """
    return word in words_beside() or not word_worth(word)


def tells_enough(entry: Form, *, respelt: bool = False) -> bool:
    """Whether a name is so distinctive that a text which holds it hardly means another.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> names = ("ALMAZ ANTEY", "HATHAWAY", "ROSOBORONEXPORT", "ABDUL AZIZ")
    >>> [tells_enough(name_forms(name)[0]) for name in names]
    [True, False, True, False]
    """
    words = [word for word in entry.words if word not in PARTICLES]
    alone = len(words) < 2
    least = (ALONE_LETTERS if alone else TWO_LETTERS)[respelt]
    letters = round(sum(len(word) * word_weight(word) for word in words), DIGITS)
    weight = round(sum(map(word_weight, words)), DIGITS)
    return letters >= least and (alone or weight >= TWO_WEIGHT[respelt])


def stands_as_listed(party: Form, entry: Form) -> bool:
    """Whether a name of several words stands in a text letter by letter, as it is listed.

    With its legal form, or without it if the words are rare as they are written.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> names = ("MG-FLOT LLC", "ASTRAKHAN MG-FLOT SHIPPING", "MG FLEET PARTNERS")
    >>> entry, as_written, translated = (name_forms(name)[0] for name in names)
    >>> stands_as_listed(as_written, entry), stands_as_listed(translated, entry)
    (True, False)
    """
    if len(entry.written) < 2:
        return False
    rare = entry.written_worth >= NAMED_WORTH and "".join(entry.written) in party.whole
    return rare or stands_with_legal_form(party, entry)


def stands_with_legal_form(party: Form, entry: Form) -> bool:
    """Whether a name of some letters and its legal form stand side by side as they are listed.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> names = ("SALMI LLC", "MESSRS SALMI LLC DUBAI", "SALMI SHIPPING LLC")
    >>> name, whole, other = (name_forms(name)[0] for name in names)
    >>> stands_with_legal_form(whole, name), stands_with_legal_form(other, name)
    (True, False)
    """
    if not entry.legal or len(entry.tight) < LEGAL_LETTERS or entry.whole not in party.whole:
        return False
    return len(entry.tight) >= LEGAL_ANYWHERE or not is_longer(party.words, entry.words)


def is_longer(party: Sequence[str], entry: Sequence[str]) -> bool:
    """Whether a word of names stands before a listed name's words wherever these are said.

    Examples
    --------
    >>> is_longer(["ATLAS", "NTS"], ["NTS"]), is_longer(["BUYER", "NTS"], ["NTS"])
    (True, False)
    """
    places = (at for at in range(len(party)) if party[at : at + len(entry)] == entry)
    befores = [at > 0 and is_name_word(party[at - 1]) for at in places]
    return bool(befores) and all(befores)
