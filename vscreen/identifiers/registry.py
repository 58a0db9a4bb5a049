"""Every scheme of numbers that is compared: how a number is read, and what it proves.

One row for a scheme. Whatever treats schemes alike (reading lists and manifests, numbers found in
text, search, scoring, subjects) takes its rules from here, so a new scheme is one module with its
``clean`` and ``is_valid``, and one row. Schemes without a row (`Scheme.REGISTRATION`, `Scheme.TAX`,
`Scheme.OTHER`) are kept as printed and compared with nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from vscreen.identifiers.call_sign import CALL_SIGN_IN_TEXT, clean_call_sign, is_valid_call_sign
from vscreen.identifiers.eni import ENI_IN_TEXT, clean_eni, is_valid_eni
from vscreen.identifiers.imo import (
    clean_company_number,
    clean_imo,
    imo_digits,
    is_valid_imo,
    is_valid_imo_company,
    is_valid_imo_ship,
)
from vscreen.identifiers.lei import LEI_IN_TEXT, clean_lei, is_valid_lei
from vscreen.identifiers.mmsi import MMSI_IN_TEXT, clean_mmsi, is_valid_mmsi
from vscreen.schema import Scheme


class Equality(Enum):
    """What an equal number proves."""

    DECIDES = "decides"
    """A hit, whatever the names say: the number stays with one ship or company for life."""
    SUPPORTS = "supports"
    """A review, and a hit beside a similar name: the number can go to another ship."""
    MENTIONS = "mentions"
    """A review and never more: the entry names the number, and it is not its own."""


@dataclass(frozen=True)
class SchemeRules:
    """How numbers of one scheme are read, and what they prove.

    Attributes
    ----------
    scheme
        The scheme.
    clean
        Text of a cell -> the one spelling that is compared, or ``""``.
    is_valid
        Whether a number can exist.
    equality
        What an equal number proves.
    reason
        Beginning of the names of its reasons: ``mmsi`` of `Reason.MMSI_EQUAL`; of a number that
        is only mentioned, the whole name.
    score_alone
        Score of an equal number that does not decide, beside a name that doesn't resemble,
        0-100.
    difference_counts
        Whether a different number speaks against, as evidence.
    one_subject
        Whether two entries that share a valid number are one subject.
    field
        The manifest's column of such numbers of ships, or None.
    party_field
        The same of companies: it comes behind a role, as in ``owner_imo``.
    plain, lengths
        Texts that are such a number as they stand: a pattern that all of them match, and their
        lengths in characters. Most cells of a column are, so ``clean`` need not look at them.
    clean_near
        Text of a cell -> digits that are no number but may be a slip of one, or ``""``.
    in_text
        Pattern of such a number in running text (upper case), in a group named like the scheme;
        empty where `vscreen.identifiers.in_text` knows the scheme by itself.
    text_hint
        Cheap pattern that every text of printable ASCII in which ``in_text`` matches does match,
        in upper case or lower; it may match others. Seven digits in a row are looked at without.
    label_suffices
        Whether a number behind its label is taken though it can't exist.
    digits_are_odd
        Whether ``clean`` reads digits alone that are no such number as they stand.
    given_as
        Schemes of the numbers in a manifest that are compared with it, where these are others.
    """

    scheme: Scheme
    clean: Callable[[str], str]
    is_valid: Callable[[str], bool]
    equality: Equality
    reason: str
    score_alone: float = 0.0
    difference_counts: bool = False
    one_subject: bool = False
    field: str | None = None
    party_field: str | None = None
    plain: str = ""
    lengths: range = range(0)
    clean_near: Callable[[str], str] | None = None
    in_text: str = ""
    text_hint: str = ""
    label_suffices: bool = False
    digits_are_odd: bool = False
    given_as: tuple[Scheme, ...] = ()

    @property
    def compared(self) -> tuple[Scheme, ...]:
        """Schemes of the numbers in a manifest that are compared with those of this one."""
        return self.given_as or (self.scheme,)


_NO_ZERO_BEFORE: Final = r"^[1-9][0-9]*$"
_NOT_ALL_ZERO: Final = r"^0*[1-9][0-9]*$"
_LETTER_AND_DIGIT: Final = r"^(?:[0-9]+[A-Z]|[A-Z]+[0-9])[A-Z0-9]*$"
"""A letter and a digit among others: no word for "none"."""

RULES: Final = (
    SchemeRules(
        Scheme.IMO_SHIP, clean_imo, is_valid_imo_ship, Equality.DECIDES, "imo",
        one_subject=True, field="imo", plain=_NO_ZERO_BEFORE, lengths=range(6, 9),
        clean_near=imo_digits,
    ),
    SchemeRules(
        Scheme.IMO_COMPANY, clean_company_number, is_valid_imo_company, Equality.DECIDES,
        "company_number", one_subject=True, party_field="imo", plain=_NOT_ALL_ZERO,
        lengths=range(7, 8), digits_are_odd=True,
    ),
    SchemeRules(
        Scheme.LEI, clean_lei, is_valid_lei, Equality.DECIDES, "lei",
        one_subject=True, in_text=LEI_IN_TEXT, text_hint="[A-Z0-9]{18}[0-9]{2}",
    ),
    SchemeRules(
        Scheme.ENI, clean_eni, is_valid_eni, Equality.DECIDES, "eni",
        difference_counts=True, one_subject=True, field="eni", plain=_NOT_ALL_ZERO,
        lengths=range(8, 9), in_text=ENI_IN_TEXT,
    ),
    SchemeRules(
        Scheme.MMSI, clean_mmsi, is_valid_mmsi, Equality.SUPPORTS, "mmsi", score_alone=85.0,
        difference_counts=True, field="mmsi", plain=_NOT_ALL_ZERO, lengths=range(9, 10),
        in_text=MMSI_IN_TEXT, text_hint="MMSI.*[0-9]", label_suffices=True,
    ),
    SchemeRules(
        Scheme.CALL_SIGN, clean_call_sign, is_valid_call_sign, Equality.SUPPORTS, "call_sign",
        score_alone=84.0, difference_counts=True, field="call_sign", plain=_LETTER_AND_DIGIT,
        lengths=range(3, 8), in_text=CALL_SIGN_IN_TEXT, text_hint=r"CALL[\s_-]*SIGN|C/S",
        digits_are_odd=True,
    ),
    SchemeRules(
        Scheme.IMO_MENTIONED, clean_imo, is_valid_imo, Equality.MENTIONS, "number_in_entry",
        score_alone=82.0, given_as=(Scheme.IMO_SHIP, Scheme.IMO_COMPANY),
    ),
)  # fmt: skip
"""The schemes that are compared, in the order in which their evidence is told."""

RULES_OF: Final = {rules.scheme: rules for rules in RULES}
LISTED_AS: Final = {
    given: tuple(rules.scheme for rules in RULES if given in rules.compared) for given in RULES_OF
}
"""Scheme of a number in a manifest -> schemes of the lists' numbers it is compared with."""


def number_columns(*, company: bool) -> dict[str, SchemeRules]:
    """Return the columns in which numbers of a ship, or of a company, stand, with their rules.

    Examples
    --------
    >>> list(number_columns(company=False)), list(number_columns(company=True))
    (['imo', 'eni', 'mmsi', 'call_sign'], ['imo'])
    """
    named = [(rules.party_field if company else rules.field, rules) for rules in RULES]
    return {column: rules for column, rules in named if column}
