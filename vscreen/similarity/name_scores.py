"""How alike two names are, 0-100, and in which view. The plain truth, one pair at a time.

A name is looked at in several views; each counts only if its key agrees, and costs what it costs.
The best view is the name's score::

    score = 100 * (1 - (edits + price) / size)

Edits are insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
The key of an edit view is ``edits <= cap(entry)``: none for one or two signs, 1 up to 7, 2 up to
14, 3 beyond; sounds of a party in Latin letters must be equal. That gate is part of the score's
definition, so that a search can find every pair that
counts without looking at the others: `vscreen.search.list_index` is the fast twin of this module.

========  ===============================================  ====================================
view      compares                                          costs, beside the edits
========  ===============================================  ====================================
tight     all letters, no blanks                            0.3 if the number of words differs
sorted    words in alphabetical order                       0.3
sound     spellings of one sound made equal                 0.2 * (1 + edits the fold saved)
classes   consonant classes; party in another script only   0.3 + 0.45 an edit; never above 92
initial   a ship's name with a word cut to its first letter 0.6 + 0.12 a letter; rest must be rare
dropped   a ship's name less a word, words sorted           1.2 + 0.25 a letter; rest must be rare
skeleton  first letters and consonants of each word        0.2 + 0.1 a vowel; 1 if vowels remain
whole     a party's letters with its legal form
core      a party's letters without its legal form          if the legal form differs
cut       a party's text that is the beginning of a name    0.05 of the score
words     a party's words, each with its weight             each word that finds no partner
========  ===============================================  ====================================
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from vscreen.similarity.costs import (
    CLASS_EDIT,
    CLASSES,
    CUT,
    CUT_LETTERS,
    LEGAL_MISSING,
    OTHER_SHIP,
    OTHER_WORD,
    OTHER_WORD_LETTERS,
    PARTY_CLASS_LETTERS,
    PARTY_NUMBERS,
    PARTY_SCALE,
    RESPACED,
    SAME_SOUND_LETTERS,
    SHORT_WORD_TIMES,
    SORTED,
    SOUND,
    SPOKEN,
    SYLLABIC_LEAST,
    UNSURE,
    VESSEL_CLASS_LETTERS,
    VESSEL_NUMBERS,
    WRITTEN,
    NumberPrices,
    class_cap,
    edit_cap,
    legal_price,
    number_price,
    view_cap,
)
from vscreen.similarity.short_forms import keyed_views, skeleton_price
from vscreen.similarity.word_alignment import words_view
from vscreen.text.form import Form, letter_size
from vscreen.text.lexicon import is_ship_word, is_short_and_rare
from vscreen.text.phonetics import Heard
from vscreen.text.scripts import Script

# --- prices (in edits unless said) ---------------------------------------------------------------


# --- names ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NameScore:
    """How alike two names are, 0-100, in the view that agreed best.

    ``likeness`` is the score without the bound of `UNSURE`: it tells apart what the bound makes
    equal.
    """

    score: float
    view: str
    edits: int
    party: Form
    entry: Form
    likeness: float = 0.0

    @property
    def unsure(self) -> bool:
        """Whether the names can score no more than `UNSURE`."""
        return _is_unsure(self.view, self.party, self.entry)

    @property
    def rank(self) -> tuple[float, float]:
        """What makes one view or name better than another: the score, then the likeness."""
        return self.score, self.likeness


def _size_digits(party: Form, entry: Form, prices: NumberPrices) -> float:
    agree = bool(party.numbers) and set(party.numbers) == set(entry.numbers)
    return prices.digit * max(party.digits, entry.digits) if agree else 0.0


def vessel_name_score(party: Form, entry: Form) -> NameScore:
    """Return how alike two ships' names are.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> def score(one, other):
    ...     return round(vessel_name_score(vessel_forms(one)[0], vessel_forms(other)[0]).score)
    >>> score("STAR II", "STAR 2"), score("SUN 5", "SUN 6"), score("BELOMORSKY", "BELOMORSKIY")
    (100, 0, 96)
    """
    digits = _size_digits(party, entry, VESSEL_NUMBERS)
    size = max(len(party.tight), len(entry.tight)) + digits + (0.5 if digits else 0.0)
    cap = edit_cap(len(entry.tight) + (entry.digits if digits else 0))
    fixed = number_price(party.numbers, entry.numbers, VESSEL_NUMBERS) + party.price + entry.price
    fixed += other_ship_price(party, entry)
    views = (
        (view, edits, (edits + price + fixed) / size + party.around)
        for view, edits, price in (_vessel_views(party, entry, cap) if size else ())
    )
    return _best_of(views, party, entry)


def other_ship_price(party: Form, entry: Form) -> float:
    """Return what it costs that the party's name is one that another ship is known to bear.

    Who misspells a name seldom writes the name of another ship; who names another ship always does.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> angara, aniara, anbara = (vessel_forms(name)[0] for name in ("ANGARA", "ANIARA", "ANBARA"))
    >>> [round(other_ship_price(name, angara), 1) for name in (aniara, anbara, angara)]
    [1.1, 0.0, 0.0]
    """
    if party.tight == entry.tight and party.numbers == entry.numbers:
        return 0.0
    word = any(is_other_word(word) and word not in entry.words for word in party.words)
    return OTHER_SHIP * party.is_ship_name + OTHER_WORD * word


def is_other_word(word: str) -> bool:
    """Whether a word would make a ship's name another's."""
    return len(word) >= OTHER_WORD_LETTERS and is_ship_word(word)


def _best_of(views: Iterable[tuple[str, int, float]], party: Form, entry: Form) -> NameScore:
    """Return the best of some views, the first among equals; each costs a share of the score."""
    rank, best = (0.0, 0.0), ("", 0)
    for view, edits, share in views:
        likeness = 100 * (1 - share)
        score = min(UNSURE, likeness) if _is_unsure(view, party, entry) else likeness
        if (score, likeness) > rank:
            rank, best = (score, likeness), (view, edits)
    return NameScore(rank[0], *best, party, entry, rank[1])


def _is_unsure(view: str, party: Form, entry: Form) -> bool:
    return view == "classes" or party.amid or (party.latin and not entry.latin)


def _vessel_views(party: Form, entry: Form, cap: int) -> Iterable[tuple[str, int, float]]:
    tight = OSA.distance(party.tight, entry.tight)
    if tight <= view_cap(cap, entry.tight):
        yield "tight", tight, RESPACED * (len(party.words) != len(entry.words))
    in_order = OSA.distance(party.sorted, entry.sorted)
    if in_order <= view_cap(cap, entry.sorted):
        yield "sorted", in_order, SORTED
    yield from _sound_view(party, entry, tight, cap)
    if not party.latin:
        price = class_price(party.heard, entry.heard, party.script, VESSEL_CLASS_LETTERS)
        yield "classes", 0, price
    yield from keyed_views(party, entry)


def _sound_view(party: Form, entry: Form, tight: int, cap: int) -> Iterable[tuple[str, int, float]]:
    sound = OSA.distance(party.sound, entry.sound)
    if sound <= view_cap(cap, entry.sound):
        yield "sound", sound, SOUND * (1 + max(0, tight - sound))


def class_price(party: Heard, entry: Heard, script: Script, most: Mapping[Script, float]) -> float:
    """Return what it costs that two names sound alike, the party's written in another script.

    Infinite if the classes of their consonants differ by more than their cap, or their letters by
    more than the share ``most`` for the script: those that it writes, see `Heard`.

    Examples
    --------
    >>> party, entry = Heard("BEROMORUSUKI"), Heard("BELOMORSKIY")
    >>> class_price(party, entry, Script.SYLLABIC, VESSEL_CLASS_LETTERS)
    0.3
    """
    if script == Script.SYLLABIC and is_same_syllabic(party, entry):
        return CLASSES
    classes = OSA.distance(party.classes, entry.classes)
    written = WRITTEN.get(script, "spoken")
    if (
        classes > class_cap(len(entry.classes))
        or _differ(getattr(party, written), getattr(entry, written)) > most[script]
        or _differ(party.spoken, entry.spoken) > SPOKEN
    ):
        return math.inf
    return CLASSES + CLASS_EDIT * classes


def is_same_syllabic(party: Heard, entry: Heard) -> bool:
    """Whether two names are one in a script of syllables, and long enough to say something."""
    return party.syllabic == entry.syllabic and len(entry.syllabic) >= SYLLABIC_LEAST


def _differ(one: str, other: str) -> float:
    """Return the share of letters by which two strings differ."""
    return OSA.distance(one, other) / max(len(one), len(other), 1)


def party_name_score(party: Form, entry: Form) -> NameScore:
    """Return how alike two companies' or persons' names are.

    Examples
    --------
    >>> from vscreen.text.party_names import party_forms
    >>> def score(one, other):
    ...     return round(party_name_score(party_forms(one)[0], party_forms(other)[0]).score)
    >>> score("SIS DOO", "SIS d.o.o."), score("KIM Jong Gil", "GIL, Jong Kim") > 93
    (100, True)
    """
    fixed = number_price(party.numbers, entry.numbers, PARTY_NUMBERS) + party.price + entry.price
    digits = _size_digits(party, entry, PARTY_NUMBERS)
    size = max(letter_size(party), letter_size(entry)) + digits
    views = (
        (view, edits, PARTY_SCALE * lost)
        for view, edits, lost in _party_views(party, entry, fixed, size)
    )
    return _best_of(views, party, entry)


def _party_views(
    party: Form, entry: Form, fixed: float, size: float
) -> Iterable[tuple[str, int, float]]:
    legal = legal_price(party.legal, entry.legal)
    cap = edit_cap(len(entry.tight))
    times = SHORT_WORD_TIMES if short_word_differs(party, entry) else 1.0
    if size:
        whole = OSA.distance(party.whole, entry.whole)
        if whole <= view_cap(edit_cap(len(entry.whole)), entry.whole):
            yield "whole", whole, (times * whole + fixed) / size
        core = OSA.distance(party.tight, entry.tight)
        if core <= view_cap(cap, entry.tight):
            yield "core", core, (times * core + fixed) / size + legal
        in_order = OSA.distance(party.sorted, entry.sorted)
        if in_order <= view_cap(cap, entry.sorted):
            yield "sorted", in_order, (times * in_order + fixed) / size + legal + LEGAL_MISSING
        if len(party.whole) >= CUT_LETTERS and entry.whole.startswith(party.whole):
            yield "cut", 0, CUT + fixed / size
        for view, edits, price in _sound_view(party, entry, core, cap):
            if not party.latin or (times == 1.0 and is_same_sound(edits, entry)):
                yield view, edits, (edits + price + fixed) / size + legal
        if price := skeleton_price(party, entry):
            yield "skeleton", 0, (price + fixed) / size + legal
        if not party.latin:
            most = PARTY_CLASS_LETTERS
            price = class_price(party.heard, entry.heard, party.script, most)
            yield "classes", 0, (price + fixed) / size + legal
            price = class_price(party.heard_whole, entry.heard_whole, party.script, most)
            yield "classes", 0, (price + fixed) / size
    yield from words_view(party, entry, legal)


def is_same_sound(edits: int, entry: Form) -> bool:
    """Whether parties in Latin letters sound alike: equal, and long enough to say something."""
    return edits == 0 and len(entry.sound) >= SAME_SOUND_LETTERS


def short_word_differs(party: Form, entry: Form) -> bool:
    """Whether names of equally many words differ in a short rare word of the entry's.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> npk, npc = (name_forms(name)[0] for name in ("NPK INTERNATIONAL", "NPC INTERNATIONAL"))
    >>> short_word_differs(npk, npc)
    True
    """
    return len(party.words) == len(entry.words) and any(
        is_short_and_rare(word) and word not in party.words for word in entry.words
    )
