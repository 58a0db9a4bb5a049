"""How alike two names are, 0-100, and in which view. The plain truth, one pair at a time.

A name is looked at in several views; each counts only if its key agrees, and costs what it costs.
The best view is the name's score::

    score = 100 * (1 - (edits + price) / size)

Edits are insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
The key of an edit view is ``edits <= cap(entry)``: none for one or two signs, 1 up to 7, 2 up to
14, 3 beyond; sounds of a party in Latin letters must be equal. That gate is part of the score's
definition, so that a search can find every pair that counts without looking at the others:
`vscreen.search.list_index` is built on it.

========  ===============================================  ====================================
view      compares                                          costs, beside the edits
========  ===============================================  ====================================
tight     all letters, no blanks                            if the number of words differs
sorted    words in alphabetical order                       always
sound     spellings of one sound made equal                 always, and an edit that the fold saved
classes   consonant classes; party in another script only   always, and an edit; a review at most
initial   a ship's name with a word cut to its first letter a letter cut; the rest must be rare
dropped   a ship's name less a word, words sorted           a letter; the rest must be rare
skeleton  first letters and consonants of each word         a vowel; more if vowels remain
whole     a party's letters with its legal form
core      a party's letters without its legal form          if the legal form differs
cut       a party's text that is the beginning of a name    a share of the score
words     a party's words, each with its weight             a word that finds no partner
heard     words as they sound; party in another script only always; a review at most
========  ===============================================  ====================================

`initial` also holds the whole name without the letters at both ends, at a fixed price.

What a ship's view costs also depends on whether the party's name may be that of another ship
(`similarity.ships.other_ships`).

The table of the views is `similarity.views`; the prices stand in `similarity.costs`,
`similarity.short_forms` and `similarity.word_alignment`.
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
    CUT_TRADE,
    DIGITS_SIZE,
    LACKED_AMID,
    OWN_SOUND_LETTERS,
    PARTY_NUMBERS,
    PARTY_SCALE,
    PARTY_SKELETON_LEAST,
    SAME_SOUND_LETTERS,
    SHORT_WORD_TIMES,
    SPOKEN,
    SYLLABIC_LEAST,
    UNSURE,
    VESSEL_NUMBERS,
    NumberPrices,
    class_cap,
    edit_cap,
    legal_price,
    number_price,
    spoken,
    view_cap,
    written_in,
)
from vscreen.similarity.heard.words import heard_view
from vscreen.similarity.own_words import (
    few_letters_differ,
    more_slips,
    own_differs,
    own_size,
    shares_own,
    short_word_differs,
)
from vscreen.similarity.ships.other_ships import other_ship_price, with_other_ship
from vscreen.similarity.short_forms import only_lost_letters, skeleton_price
from vscreen.similarity.views import (
    PARTY_EDITS,
    PARTY_HEARD,
    SOUND_VIEW,
    VESSEL_EDITS,
    VESSEL_HEARD,
    VESSEL_SHORT,
    EditView,
    HeardView,
)
from vscreen.similarity.word_alignment import words_view
from vscreen.similarity.worth import most_party_score
from vscreen.text.form import Form, letter_size
from vscreen.text.phonetics import Heard
from vscreen.text.scripts import Script


@dataclass(frozen=True)
class NameScore:
    """How alike two names are, 0-100, in the view that agreed best.

    ``likeness`` is the score without the bounds of `UNSURE` and of what the names are worth: it
    tells apart what the bounds make equal.
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
    def confirming(self) -> float:
        """The score if something else speaks for the two: what the names are worth is no matter."""
        return min(UNSURE, self.likeness) if self.unsure else self.likeness

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
    >>> def score(party, entry):
    ...     return round(vessel_name_score(vessel_forms(party)[0], vessel_forms(entry)[0]).score)
    >>> score("STAR II", "STAR 2"), score("SUN 5", "SUN 6"), score("BELOMORSKY", "BELOMORSKIY")
    (100, 0, 98)
    """
    digits = _size_digits(party, entry, VESSEL_NUMBERS)
    size = max(len(party.tight), len(entry.tight)) + digits + DIGITS_SIZE * bool(digits)
    cap = edit_cap(len(entry.tight) + (entry.digits if digits else 0))
    fixed = number_price(party.numbers, entry.numbers, VESSEL_NUMBERS) + party.price + entry.price
    fixed += LACKED_AMID * (party.amid and not party.numbers and bool(entry.numbers))
    other = other_ship_price(party, entry)
    views = (
        (view, edits, with_other_ship(edits + price + fixed, other) / size + party.around)
        for view, edits, price in (_vessel_views(party, entry, cap) if size else ())
    )
    return _best_of(views, party, entry)


def _best_of(views: Iterable[tuple[str, int, float]], party: Form, entry: Form) -> NameScore:
    """Return the best of some views, the first among equals; each costs a share of the score."""
    rank, best = (0.0, 0.0), ("", 0)
    for view, edits, share in views:
        likeness = 100 * (1 - share)
        score = min(UNSURE, likeness) if _is_unsure(view, party, entry) else likeness
        if (score, likeness) > rank:
            rank, best = (score, likeness), (view, edits)
    return NameScore(rank[0], *best, party, entry, rank[1])


def _best_of_parties(
    views: Iterable[tuple[str, int, float]], party: Form, entry: Form
) -> NameScore:
    """Return the same of parties' names; what they tell bounds each view."""
    rank, best = (0.0, 0.0), ("", 0)
    for view, edits, share in views:
        likeness = 100 * (1 - PARTY_SCALE * share)
        score = min(UNSURE if _is_unsure(view, party, entry) else 100.0, likeness)
        if (score, likeness) > rank:  # else no bound makes it better
            score = min(score, most_party_score(view, party, entry))
        if (score, likeness) > rank:
            rank, best = (score, likeness), (view, edits)
    return NameScore(rank[0], *best, party, entry, rank[1])


def _is_unsure(view: str, party: Form, entry: Form) -> bool:
    return view in {"classes", "heard"} or party.amid or (party.latin and not entry.latin)


def _vessel_views(party: Form, entry: Form, cap: int) -> Iterable[tuple[str, int, float]]:
    for view, edits, price in _edit_views(VESSEL_EDITS, party, entry, cap):
        yield view.name, edits, price
    if not party.latin:
        for heard in VESSEL_HEARD.values():
            yield "classes", 0, _class_price(heard, party, entry)
    if party.is_word_amid:
        return
    for short in VESSEL_SHORT:
        for key, price in short.keys(entry):
            if key == short.key.of(party):
                yield short.name, 0, price
    price = skeleton_price(party, entry)
    if price and only_lost_letters(party, entry):
        yield "skeleton", 0, price


def _edit_views(
    views: Iterable[EditView], party: Form, entry: Form, cap: int
) -> Iterable[tuple[EditView, int, float]]:
    """Yield the views whose keys agree, each with the edits and the price beside them."""
    tight = OSA.distance(party.tight, entry.tight)
    respaced = len(party.words) != len(entry.words)
    for view in views:
        if respaced and view.same_count:
            continue
        key = view.key.of(entry)
        edits = OSA.distance(view.key.of(party), key)
        if edits <= view_cap(edit_cap(len(key)) if view.own_cap else cap, key):
            yield view, edits, view.price_of(respaced, max(0, tight - edits))


def class_price(party: Heard, entry: Heard, script: Script, most: Mapping[Script, float]) -> float:
    """Return what it costs that two names sound alike, the party's written in another script.

    Infinite if the classes of their consonants differ by more than their cap, or their letters by
    more than the share ``most`` for the script: those that it writes, see `Heard`.

    Examples
    --------
    >>> party, entry = Heard("BEROMORUSUKI"), Heard("BELOMORSKIY")
    >>> class_price(party, entry, Script.SYLLABIC, VESSEL_HEARD["heard"].most)
    0.3
    """
    if script == Script.SYLLABIC and is_same_syllabic(party, entry):
        return CLASSES
    classes = OSA.distance(party.classes, entry.classes)
    written = written_in(script)
    if (
        classes > class_cap(len(entry.classes))
        or _differ(written(party), written(entry)) > most[script]
        or _differ(spoken(party), spoken(entry)) > SPOKEN
    ):
        return math.inf
    return CLASSES + CLASS_EDIT * classes


def _class_price(view: HeardView, party: Form, entry: Form) -> float:
    listed = view.heard(entry)
    if len(listed.classes) < view.least.get(party.script, 0):
        return math.inf
    return class_price(view.heard(party), listed, party.script, view.most)


def is_same_syllabic(party: Heard, entry: Heard) -> bool:
    """Whether two names are the same in a script of syllables, and long enough to count."""
    return party.syllabic == entry.syllabic and len(entry.syllabic) >= SYLLABIC_LEAST


def _differ(party: str, entry: str) -> float:
    """Return the share of letters by which two strings differ."""
    return OSA.distance(party, entry) / max(len(party), len(entry), 1)


def party_name_score(party: Form, entry: Form) -> NameScore:
    """Return how alike two companies' or persons' names are.

    Examples
    --------
    >>> from vscreen.text.party_names import party_forms
    >>> def score(party, entry):
    ...     return round(party_name_score(party_forms(party)[0], party_forms(entry)[0]).score)
    >>> score("SIS DOO", "SIS d.o.o."), score("KIM Jong Gil", "GIL, Jong Kim") > 93
    (100, True)
    """
    fixed = number_price(party.numbers, entry.numbers, PARTY_NUMBERS) + party.price + entry.price
    digits = _size_digits(party, entry, PARTY_NUMBERS)
    size = max(letter_size(party), letter_size(entry)) + digits
    return _best_of_parties(_party_views(party, entry, fixed, size), party, entry)


def _party_views(
    party: Form, entry: Form, fixed: float, size: float
) -> Iterable[tuple[str, int, float]]:
    legal = legal_price(party.legal, entry.legal)
    cap = edit_cap(len(entry.tight))
    short = short_word_differs(party, entry)
    times = SHORT_WORD_TIMES if short or few_letters_differ(party, entry) else 1.0
    own = own_size(party, entry, size)
    if size:
        for view, edits, price in _edit_views(PARTY_EDITS, party, entry, cap):
            slips = edits + more_slips(view, edits, party, entry)
            lost = times * slips / own + (price + fixed) / size
            yield view.name, edits, lost + legal * view.legal + view.share
        if len(party.whole) >= CUT_LETTERS and entry.whole.startswith(party.whole):
            trade = CUT_TRADE * (not shares_own(party, entry))
            yield "cut", 0, CUT + trade + fixed / size
        for view, edits, price in _edit_views([SOUND_VIEW], party, entry, cap):
            if not party.latin or (is_same_sound(edits, party, entry) and not short):
                yield view.name, edits, (edits + price + fixed) / size + legal
        price = skeleton_price(party, entry)
        if price and len(entry.skeleton) >= PARTY_SKELETON_LEAST:
            yield "skeleton", 0, (price + fixed) / size + legal
        if not party.latin:
            for heard in PARTY_HEARD.values():
                price = _class_price(heard, party, entry)
                yield "classes", 0, (price + fixed) / size + legal * heard.legal
    yield from words_view(party, entry, legal)
    if not party.latin:
        yield from heard_view(party, entry, legal)


def is_same_sound(edits: int, party: Form, entry: Form) -> bool:
    """Whether parties in Latin letters sound alike: equal, and long enough to count."""
    long = entry.own_letters >= OWN_SOUND_LETTERS or not own_differs(party, entry)
    return edits == 0 and len(entry.sound) >= SAME_SOUND_LETTERS and long
