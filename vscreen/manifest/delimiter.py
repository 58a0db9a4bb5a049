"""What separates the fields of a text file: by its headings and records, or the user's word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vscreen.errors import ManifestError

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SEPARATING = re.compile(r"[~^:¦§\x1c-\x1f]")  # no heading of a single column holds these


@dataclass
class Look:
    """What the first records look like under a delimiter."""

    delimiter: str
    headings: list[str]
    understood: int
    counts: Counter[int]
    is_form: bool = False

    @property
    def agreeing(self) -> float:
        """The share of records with as many fields as the headings."""
        total = self.counts.total()
        return self.counts[len(self.headings)] / total if total else 1.0

    @property
    def plausibility(self) -> tuple[bool, bool, int, float]:
        """What speaks for the delimiter, the weightiest first."""
        return self.understood > 0, self.agreeing >= 0.5, self.understood, self.agreeing

    def __str__(self) -> str:
        return (
            f"{DELIMITERS[self.delimiter]} gives {len(self.headings)} headings, "
            f"{self.understood} understood, and {self.agreeing:.0%} of the first records agree"
        )


def choose(looks: Sequence[Look]) -> str:
    """Return the delimiter that the headings and the field counts speak for.

    Raises
    ------
    ManifestError
        If it is not evident.

    Examples
    --------
    >>> comma = Look(",", ["Ship", "IMO"], 2, Counter({2: 9}))
    >>> choose([comma, Look(";", ["Ship,IMO"], 0, Counter({1: 9}))])
    ','
    """
    wide = sorted((look for look in looks if len(look.headings) > 1), key=lambda x: x.plausibility)
    if not wide:
        return _single_column(looks)
    if len(wide) > 1 and wide[-1].plausibility == wide[-2].plausibility:
        raise ManifestError(
            f"the delimiter is not evident: {wide[-1]}; {wide[-2]}; say which, such as "
            f"delimiter={wide[-1].delimiter!r}"
        )
    return wide[-1].delimiter


def _single_column(looks: Sequence[Look]) -> str:
    for look in looks:
        count, times = look.counts.most_common(1)[0] if look.counts else (1, 0)
        if count > 1 and times > look.counts.total() / 2:
            raise ManifestError(
                f"the header is one field, but {DELIMITERS[look.delimiter]} splits most records "
                f"into {count}; say which is right, such as delimiter={look.delimiter!r}"
            )
    if looks[0].is_form:
        return looks[0].delimiter
    if not looks[0].understood or _SEPARATING.search(looks[0].headings[0]):
        raise ManifestError(
            f"no delimiter fits: the header {looks[0].headings[0][:60]!r} has no comma, semicolon, "
            "tab or bar, and is not a heading that is understood; say delimiter= or columns="
        )
    return looks[0].delimiter
