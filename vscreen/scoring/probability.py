"""How likely a party and an entry are one and the same: the weights of the evidence, added up.

It starts at -40 points, one in ten thousand: any row beside any entry, before anything is compared.
Each reason adds its weight (`vscreen.scoring.reasons`), and the sum is turned into a probability.

The weight of a name is measured: of all labelled pairs whose names were scored alike, how many
were one and the same. Each kind of evidence has its own weights, because 90 between two ships is
not 90 between a company and a line of text. The table ``name_weights.csv`` is a constant of the
package, made by ``benchmarks/make_probabilities.py``. Weights never fall as the score rises, so
neither a higher score nor one more field that agrees ever makes a pair less likely.

What the number means: of a hundred hits at 0.9, ninety are the listed ship or company, *where as
many rows mean a listed one as in the cases it was measured on: nearly every second*. A manifest of
thousands of innocent rows has more innocents at every score; docs/probability.md says how many of
10,000, and how far off the number is. If you know which share of your rows means someone listed,
multiply the odds, p / (1 - p), by your own, share / (1 - share): a hit at 0.99 is even money where
one row in a hundred is listed. And the cases hold no innocent ship that bears a listed name letter
for letter; of real ships about one in 500 does, and only its numbers tell it apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.schema import Kind
from vscreen.scoring.reasons import Reason

BEFORE: Final = -40
"""Points before anything is compared: one row in ten thousand means this entry."""
SUREST: Final = 30
"""Points beyond which nothing gets surer: in one of a thousand, a list or a row is itself wrong."""

FREE_TEXT: Final = "free_text"
WORDS: Final = "words"
AMID_WORDS: Final = "amid_words"
NUMBER: Final = "number"
OTHER_SCRIPT: Final = "other_script"
AMID: Final = 2
"""With so many words more than the entry's name has, a party's name stands amid other words."""


def probability(weight: int) -> float:
    """Return how likely it is that both sides are one and the same, 0.001 to 0.999.

    Parameters
    ----------
    weight
        The sum of the weights of all evidence, in points.

    Examples
    --------
    >>> round(probability(40), 3), round(probability(50), 3), round(probability(140), 3)
    (0.5, 0.909, 0.999)
    """
    points = min(SUREST, max(-SUREST, BEFORE + weight))
    return float(1 / (1 + 10 ** (-points / 10)))


def kind_of_evidence(
    kind: str,
    reason: Reason,
    party_form: str,
    name_form: str,
    *,
    amid: bool = False,
    unsure: bool = False,
) -> str:
    """Return which column of weights a name belongs to.

    ===================  ========================================================================
    kind of evidence     what it is
    ===================  ========================================================================
    vessel               a ship's name, whole; so ``organization`` and ``person``
    vessel_number        a ship's name, where the two don't have the same numbers: of a fleet of
                         LONG XING 601 to 637, LONG XING may be any
    vessel_other_script  ships' names in different scripts that sound alike; so
                         ``organization_other_script`` and ``person_other_script``
    words                a company's or person's words, some of them misspelt, short or left out
    amid_words           the same, with two or more other words around or between them
    free_text            a ship's name amid running text
    ===================  ========================================================================

    Parameters
    ----------
    kind
        What the entry is.
    reason
        Why the names agree.
    party_form, name_form
        Both names as they were compared.
    amid
        Whether the manifest's name was found amid running text.
    unsure
        Whether the names can't score more than a review.

    Examples
    --------
    >>> kind_of_evidence("vessel", Reason.NAME_SPELLING, "LADY", "LADY R")
    'vessel'
    >>> kind_of_evidence("organization", Reason.NAME_WORDS, "IBEX INC LIMASSOL CYPRUS", "IBEX INC")
    'amid_words'
    """
    if amid:
        return FREE_TEXT
    if unsure:
        return f"{kind}_{OTHER_SCRIPT}"
    if reason == Reason.NAME_WORDS:
        more = len(party_form.split()) - len(name_form.split())
        return AMID_WORDS if more >= AMID else WORDS
    if kind == Kind.VESSEL and reason == Reason.NAME_NUMBER:
        return f"{kind}_{NUMBER}"
    return str(kind)


@cache
def _steps() -> dict[str, tuple[list[float], list[int]]]:
    """Return, for each kind of evidence, the scores from which names weigh more, and how much."""
    steps: dict[str, tuple[list[float], list[int]]] = {}
    for row in read_table("name_weights.csv"):
        scores, weights = steps.setdefault(row["evidence"], ([], []))
        scores.append(float(row["score"]))
        weights.append(int(row["weight"]))
    return steps


def name_weight(evidence: str, score: float) -> int:
    """Return what a name weighs that is so alike, in points; never less for a higher score.

    Parameters
    ----------
    evidence
        What `kind_of_evidence` returned.
    score
        0-100, how alike the names are, in their own view (`likeness.NameScore.likeness`).

    Examples
    --------
    >>> name_weight("vessel", 100) > name_weight("vessel", 90) > name_weight("vessel", 60)
    True
    """
    scores, weights = _steps()[evidence]
    return weights[max(bisect_right(scores, score) - 1, 0)]


def lay_out(evidence: Iterable[tuple[int, str]]) -> list[str]:
    """Return the lines of a table: each sentence with its weight, and the sum.

    Parameters
    ----------
    evidence
        Weight and sentence of each reason.

    Examples
    --------
    >>> for line in lay_out([(80, "IMO number 9161003 is the entry's own")]):
    ...     print(line.strip())
    -40  before anything is compared: any row beside any entry
    +80  IMO number 9161003 is the entry's own
    +40  in sum: 99.9 % likely to be the listed one
    """
    weighed = [(BEFORE, "before anything is compared: any row beside any entry"), *evidence]
    total = sum(weight for weight, _ in weighed)
    total_line = f"in sum: {percent(probability(total - BEFORE))} likely to be the listed one"
    return [f"  {weight:+4d}  {line}" for weight, line in [*weighed, (total, total_line)]]


def percent(probability: float) -> str:
    """Return a probability for people.

    Examples
    --------
    >>> percent(0.999), percent(0.5)
    ('99.9 %', '50.0 %')
    """
    return f"{100 * probability:.1f} %"
