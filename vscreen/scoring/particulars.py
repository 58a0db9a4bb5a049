"""What flag, country, nationality, type, tonnage and year of build say for or against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from vscreen.identifiers.countries import country_code, nationalities
from vscreen.identifiers.mmsi import mmsi_country
from vscreen.schema import Kind, Scheme
from vscreen.scoring.limits import quoted
from vscreen.scoring.parties import VESSEL, Entry, Party
from vscreen.scoring.reasons import Evidence, Reason

TONNAGE_SLACK: Final = 0.05
MOST_DIGITS: Final = 15
"""A tonnage or a year of more is none, and speaks neither for nor against."""


def compare_particulars(party: Party, entry: Entry) -> Iterator[Evidence]:
    """Yield what flag, type, tonnage, year, country and nationality of both sides say."""
    if party.field == VESSEL and entry.kind == Kind.VESSEL:
        yield from _compare_flag(party, entry)
        yield from _compare_text(
            party.vessel_type, entry.vessel_type, Reason.TYPE_AGREES, Reason.TYPE_DIFFERS
        )
        yield from _compare_number(
            party.gross_tonnage, entry.gross_tonnage, Reason.TONNAGE_AGREES,
            Reason.TONNAGE_DIFFERS, slack=TONNAGE_SLACK,
        )  # fmt: skip
        yield from _compare_number(
            party.build_year, entry.build_year, Reason.BUILD_YEAR_AGREES, Reason.BUILD_YEAR_DIFFERS
        )
        return
    if party.country:
        yield from _compare_country(
            party.country, entry.countries, Reason.COUNTRY_AGREES, Reason.COUNTRY_DIFFERS
        )
    if party.nationality and entry.kind == Kind.PERSON:
        yield from _compare_nationality(party.nationality, entry.countries)


def _compare_flag(party: Party, entry: Entry) -> Iterator[Evidence]:
    if party.flag:
        yield from _compare_country(
            party.flag, entry.flags, Reason.FLAG_AGREES, Reason.FLAG_DIFFERS
        )
    for mmsi in party.values(Scheme.MMSI):
        given, flag = mmsi_country(mmsi), country_code(party.flag)
        if given and flag and given != flag:
            yield Evidence.of(Reason.MMSI_AGAINST_FLAG, mmsi, party.flag)


def _compare_country(
    given: str, listed: Iterable[str], agrees: Reason, differs: Reason
) -> Iterator[Evidence]:
    code, codes = country_code(given), {country_code(country) for country in listed} - {""}
    if code and codes:
        yield Evidence.of(agrees if code in codes else differs, given, " or ".join(listed))


def _compare_nationality(given: str, listed: Sequence[str]) -> Iterator[Evidence]:
    own, codes = nationalities(given), {country_code(country) for country in listed} - {""}
    if own and codes:
        agrees = not codes.isdisjoint(own)
        reason = Reason.NATIONALITY_AGREES if agrees else Reason.NATIONALITY_DIFFERS
        yield Evidence.of(reason, quoted(given), " or ".join(listed))


def _compare_text(given: str, listed: str, agrees: Reason, differs: Reason) -> Iterator[Evidence]:
    text, other = given.strip().casefold(), listed.strip().casefold()
    if text and other:
        yield Evidence.of(agrees if text in other or other in text else differs, given, listed)


def _compare_number(
    given: str, listed: int | None, agrees: Reason, differs: Reason, *, slack: float = 0.0
) -> Iterator[Evidence]:
    digits = given.replace(",", "").removesuffix(".0")
    if len(digits) <= MOST_DIGITS and digits.isdecimal() and listed:
        close = abs(int(digits) - listed) <= slack * listed
        yield Evidence.of(agrees if close else differs, given, listed)
