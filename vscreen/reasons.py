"""The reasons: facts that speak for or against a hit, and the sentences people read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Reason(StrEnum):
    """One fact that speaks for or against: its weight in the order of hits, and its sentence."""

    weight: int
    sentence: str

    def __new__(cls, value: str, weight: int, sentence: str) -> Self:
        """Make a member that is its value and bears weight and sentence."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.weight = weight
        member.sentence = sentence
        return member

    IMO_EQUAL = "imo_equal", 100, "IMO number {ours} is the entry's own"
    IMO_CONFLICT = "imo_conflict", -60, "IMO number {ours} conflicts with the entry's {theirs}"
    IMO_NEAR = (
        "imo_near", 30,
        "IMO number {ours} fails its check digit and is one slip from the entry's {theirs}",
    )  # fmt: skip
    IMO_INVALID = (
        "imo_invalid", 0, "IMO number {ours} fails its check digit, so it is held against nobody"
    )  # fmt: skip
    IMO_ABSENT = "imo_absent", 0, "the row gives no IMO number to set against the entry's {theirs}"
    IMO_UNLISTED = "imo_unlisted", 0, "the list gives no valid IMO number to set against {ours}"
    COMPANY_NUMBER_EQUAL = "company_number_equal", 100, "company number {ours} is the entry's own"
    LEI_EQUAL = "lei_equal", 100, "legal entity identifier {ours} is the entry's own"
    MMSI_EQUAL = "mmsi_equal", 40, "MMSI {ours} is the entry's own"
    MMSI_DIFFERS = "mmsi_differs", -5, "MMSI {ours} is not the entry's {theirs}"
    CALL_SIGN_EQUAL = "call_sign_equal", 30, "call sign {ours} is the entry's own"
    CALL_SIGN_DIFFERS = "call_sign_differs", -3, "call sign {ours} is not the entry's {theirs}"
    NAME_EQUAL = "name_equal", 50, "name {ours} equals {theirs}"
    NAME_SPELLING = "name_spelling", 30, "name {ours} is spelled nearly like {theirs}"
    NAME_ORDER = "name_order", 35, "name {ours} has the words of {theirs} in another order"
    NAME_SOUND = "name_sound", 30, "name {ours} sounds like {theirs}"
    NAME_SCRIPT = "name_script", 20, "name {ours}, from another script, reads like {theirs}"
    NAME_WORDS = "name_words", 25, "{ours} holds the words of {theirs}"
    NAME_SHORTENED = (
        "name_shortened", 20, "name {ours} is {theirs} with a word cut or left out, or its vowels"
    )  # fmt: skip
    NAME_DIFFERS = "name_differs", -10, "name {ours} is unlike {theirs}"
    NAME_ABSENT = "name_absent", 0, "the row gives no name to set against {theirs}"
    NAME_FORMER = "name_former", -2, "that is a former name of the entry"
    NAME_NATIVE = "name_native", 0, "that is the entry's name in its own script"
    NAME_WEAK = "name_weak", -15, "that is a weak alias, too broad to convict alone"
    FLAG_AGREES = "flag_agrees", 6, "flag {ours} is the entry's"
    FLAG_DIFFERS = "flag_differs", -4, "flag {ours} is not the entry's {theirs}"
    MMSI_AGAINST_FLAG = (
        "mmsi_against_flag", 3, "MMSI {ours} belongs to another country than flag {theirs}"
    )  # fmt: skip
    TYPE_AGREES = "type_agrees", 4, "ship type {ours} is the entry's"
    TYPE_DIFFERS = "type_differs", -2, "ship type {ours} is not the entry's {theirs}"
    TONNAGE_AGREES = "tonnage_agrees", 5, "gross tonnage {ours} is about the entry's {theirs}"
    TONNAGE_DIFFERS = "tonnage_differs", -4, "gross tonnage {ours} is not the entry's {theirs}"
    BUILD_YEAR_AGREES = "build_year_agrees", 5, "build year {ours} is the entry's"
    BUILD_YEAR_DIFFERS = "build_year_differs", -6, "build year {ours} is not the entry's {theirs}"
    COUNTRY_AGREES = "country_agrees", 6, "country {ours} is the entry's"
    COUNTRY_DIFFERS = "country_differs", -3, "country {ours} is not the entry's {theirs}"


@dataclass(frozen=True)
class Evidence:
    """A reason with both sides' values filled in."""

    reason: Reason
    sentence: str

    @classmethod
    def of(cls, reason: Reason, ours: object = "", theirs: object = "") -> Evidence:
        """Return the evidence with the sentence naming both sides' values."""
        return cls(reason, reason.sentence.format(ours=ours, theirs=theirs))
