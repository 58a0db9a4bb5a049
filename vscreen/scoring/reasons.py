"""The reasons: facts that speak for or against a hit, what each weighs, the sentences people read.

Weights are points, and points add up: ten make it ten times likelier that both sides are one and
the same, three make it twice as likely, minus ten ten times less likely. (They are I. J. Good's
decibans, ten times the logarithm of a likelihood ratio: "Probability and the Weighing of Evidence",
1950.) A weight says how much oftener the fact is met when both sides are the same than when they
are not: an equal flag weighs 6, because one ship in four flies a flag as common as the entry's.

What a name weighs depends on how alike it is, and is measured: see `scoring.probability`. The other
weights are set by hand from what the numbers are: an IMO number stays with one hull for life (IMO
Resolution A.1117(30)), MMSI and call sign change with the flag and are handed on, a flag is changed
in a day and tonnage or year of build hardly ever. Those of birth dates are near what lists show of
each other: of 701 pairs of entries that share a person's number and are dated by two authorities
83 % give the same day, 12 % one the year or month of the other, 3 % are a slip apart and 0.3 %
conflict; of pairs of persons drawn at random 0.01, 0.9, 0.1 and 84 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self


class Reason(StrEnum):
    """One fact that speaks for or against: its weight in points, and its sentence.

    The weight of a name that agrees is 0 here, for it depends on how alike the names are.
    """

    weight: int
    sentence: str

    def __new__(cls, value: str, weight: int, sentence: str) -> Self:
        """Make a member that is its value and bears weight and sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.weight = weight
        member.sentence = sentence
        return member

    IMO_EQUAL = "imo_equal", 80, "IMO number {given} is the entry's own"
    IMO_CONFLICT = "imo_conflict", -50, "IMO number {given} conflicts with the entry's {listed}"
    IMO_NEAR = (
        "imo_near", 45,
        "IMO number {given} fails its check digit and is one slip from the entry's {listed}",
    )  # fmt: skip
    IMO_INVALID = (
        "imo_invalid", 0, "IMO number {given} fails its check digit, so it is held against nobody"
    )  # fmt: skip
    IMO_ABSENT = "imo_absent", 0, "the row gives no IMO number to set against the entry's {listed}"
    IMO_UNLISTED = "imo_unlisted", 0, "the list gives no valid IMO number to set against {given}"
    COMPANY_NUMBER_EQUAL = "company_number_equal", 75, "company number {given} is the entry's own"
    NUMBER_IN_ENTRY = (
        "number_in_entry", 40, "IMO number {given} is printed in the entry of {listed}"
    )  # fmt: skip
    LEI_EQUAL = "lei_equal", 80, "legal entity identifier {given} is the entry's own"
    ENI_EQUAL = "eni_equal", 78, "European vessel number {given} is the entry's own"
    ENI_DIFFERS = (
        "eni_differs", -10, "European vessel number {given} is not the entry's {listed}"
    )  # fmt: skip
    MMSI_EQUAL = "mmsi_equal", 62, "MMSI {given} is the entry's own"
    MMSI_DIFFERS = "mmsi_differs", -3, "MMSI {given} is not the entry's {listed}"
    CALL_SIGN_EQUAL = "call_sign_equal", 60, "call sign {given} is the entry's own"
    CALL_SIGN_DIFFERS = "call_sign_differs", -2, "call sign {given} is not the entry's {listed}"
    NAME_EQUAL = "name_equal", 0, "name {given} equals {listed}"
    NAME_SPELLING = "name_spelling", 0, "name {given} is spelled nearly like {listed}"
    NAME_ORDER = "name_order", 0, "name {given} has the words of {listed} in another order"
    NAME_SOUND = "name_sound", 0, "name {given} sounds like {listed}"
    NAME_SCRIPT = "name_script", 0, "name {given}, from another script, reads like {listed}"
    NAME_WORDS = "name_words", 0, "{given} holds the words of {listed}"
    NAME_NUMBER = "name_number", 0, "name {given} is {listed} but for the number"
    NAME_SHORTENED = (
        "name_shortened", 0, "name {given} is {listed} with a word cut or left out, or its vowels"
    )  # fmt: skip
    NAME_DIFFERS = "name_differs", -6, "name {given} is unlike {listed}"
    NAME_ABSENT = "name_absent", 0, "the row gives no name to set against {listed}"
    NAME_FORMER = "name_former", -2, "that is a former name of the entry"
    NAME_NATIVE = "name_native", 0, "that is the entry's name in its own script"
    NAME_WEAK = "name_weak", -15, "that is a weak alias, too broad to convict alone"
    NAME_COMMON = (  # weighs nothing: the weights of names were measured with these among them
        "name_common", 0,
        "what agrees in {listed} is short or common, and too little to convict alone",
    )  # fmt: skip
    FLAG_AGREES = "flag_agrees", 6, "flag {given} is the entry's"
    FLAG_DIFFERS = "flag_differs", -2, "flag {given} is not the entry's {listed}"
    MMSI_AGAINST_FLAG = (
        "mmsi_against_flag", 1, "MMSI {given} belongs to another country than flag {listed}"
    )  # fmt: skip
    TYPE_AGREES = "type_agrees", 4, "ship type {given} is the entry's"
    TYPE_DIFFERS = "type_differs", -2, "ship type {given} is not the entry's {listed}"
    TONNAGE_AGREES = "tonnage_agrees", 10, "gross tonnage {given} is about the entry's {listed}"
    TONNAGE_DIFFERS = "tonnage_differs", -6, "gross tonnage {given} is not the entry's {listed}"
    BUILD_YEAR_AGREES = "build_year_agrees", 13, "build year {given} is the entry's"
    BUILD_YEAR_DIFFERS = "build_year_differs", -8, "build year {given} is not the entry's {listed}"
    COUNTRY_AGREES = "country_agrees", 6, "country {given} is the entry's"
    COUNTRY_DIFFERS = "country_differs", -3, "country {given} is not the entry's {listed}"
    BIRTH_DATE_EQUAL = "birth_date_equal", 38, "birth date {given} is the entry's {listed}"
    BIRTH_DATE_MAY_EQUAL = (
        "birth_date_may_equal", 20,
        "birth date {given}, which can be read in more ways than one, may be the entry's {listed}",
    )  # fmt: skip
    BIRTH_DATE_NEAR = (
        "birth_date_near", 12, "birth date {given} is one slip from the entry's {listed}"
    )  # fmt: skip
    BIRTH_YEAR_EQUAL = "birth_year_equal", 11, "birth date {given} fits the entry's {listed}"
    BIRTH_DATE_DIFFERS = (
        "birth_date_differs", -20, "birth date {given} conflicts with the entry's {listed}"
    )  # fmt: skip
    NATIONALITY_AGREES = "nationality_agrees", 6, "nationality {given} is the entry's"
    NATIONALITY_DIFFERS = (
        "nationality_differs", -2, "nationality {given} is not the entry's {listed}"
    )  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """A reason with both sides' values filled in, and what it weighs, in points."""

    reason: Reason
    sentence: str
    weight: int

    @classmethod
    def of(
        cls, reason: Reason, given: object = "", listed: object = "", *, weight: int | None = None
    ) -> Evidence:
        """Return the evidence with the sentence naming both sides' values.

        Examples
        --------
        >>> Evidence.of(Reason.FLAG_AGREES, "Russia")
        Evidence(reason=<Reason.FLAG_AGREES: 'flag_agrees'>, \
sentence="flag Russia is the entry's", weight=6)
        """
        sentence = reason.sentence.format(given=given, listed=listed)
        return cls(reason, sentence, reason.weight if weight is None else weight)


@dataclass(frozen=True)
class View:
    """How names are looked at: what is compared, and the reason if they agree so."""

    compares: str
    reason: Reason


VIEWS: Final = {
    "tight": View("all letters, no blanks", Reason.NAME_SPELLING),
    "sorted": View("words in alphabetical order", Reason.NAME_ORDER),
    "sound": View("spellings of one sound made equal", Reason.NAME_SOUND),
    "classes": View(
        "classes of consonants, for names that crossed from another script", Reason.NAME_SCRIPT
    ),
    "heard": View("word by word, as it sounds in another script", Reason.NAME_SCRIPT),
    "initial": View("a word cut to its first letter", Reason.NAME_SHORTENED),
    "dropped": View("a word left out", Reason.NAME_SHORTENED),
    "skeleton": View("first letters and consonants", Reason.NAME_SHORTENED),
    "whole": View("all letters, with the legal form", Reason.NAME_SPELLING),
    "core": View("all letters, without the legal form", Reason.NAME_SPELLING),
    "cut": View("the beginning of a name that a form cut short", Reason.NAME_SHORTENED),
    "words": View("word by word, each with its weight", Reason.NAME_WORDS),
}
"""The views of `vscreen.similarity.name_scores`, which says what each costs."""
