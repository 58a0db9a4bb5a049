"""The frames: how every column is spelled, its dtype and what it means. Nowhere else spells one.

A text column holds ``str``; what isn't known is the empty string, never NaN. Numbers that may be
unknown are nullable integers (``Int64``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

TEXT: Final = pd.StringDtype("pyarrow", na_value=np.nan)
"""The dtype `str`, whatever the options of pandas make of that word."""
SHARED: Final = pd.StringDtype("python", na_value=np.nan)
"""Also `str`, but rows taken from one hold the same object: eight bytes a row."""
NUMBER: Final = "Int64"


class Kind(StrEnum):
    """What an entry is."""

    VESSEL = "vessel"
    ORGANIZATION = "organization"
    PERSON = "person"
    AIRCRAFT = "aircraft"


class NameKind(StrEnum):
    """What a name is to its entry, strongest first."""

    PRIMARY = "primary"
    STRONG_ALIAS = "strong_alias"
    FORMER = "former"
    NATIVE = "native"
    WEAK_ALIAS = "weak_alias"


class Scheme(StrEnum):
    """What kind of identifier a value is."""

    IMO_SHIP = "imo_ship"
    IMO_COMPANY = "imo_company"
    MMSI = "mmsi"
    CALL_SIGN = "call_sign"
    ENI = "eni"
    LEI = "lei"
    IMO_MENTIONED = "imo_mentioned"
    REGISTRATION = "registration"
    TAX = "tax"
    OTHER = "other"


class Relation(StrEnum):
    """How an entry is bound to another name."""

    OWNER = "owner"
    OPERATOR = "operator"
    MANAGER = "manager"
    LINKED_TO = "linked_to"


class Measure(StrEnum):
    """What a listing forbids or asks for."""

    ASSET_FREEZE = "asset_freeze"
    PORT_BAN = "port_ban"
    SERVICES_BAN = "services_ban"
    TRADE_BAN = "trade_ban"
    TRAVEL_BAN = "travel_ban"
    FINANCIAL_RESTRICTIONS = "financial_restrictions"
    LICENCE_REQUIREMENT = "licence_requirement"
    NOTICE = "notice"
    WATCH_LIST = "watch_list"


class Verdict(StrEnum):
    """What is concluded for a row, gravest first."""

    HIT = "hit"
    REVIEW = "review"
    NOT_SCREENED = "not_screened"
    CLEAR = "clear"


@dataclass(frozen=True)
class Frame:
    """The shape of one frame: its name, and dtype and meaning of each column."""

    name: str
    columns: Mapping[str, tuple[str | pd.StringDtype[Any], str]]

    def build(self, rows: Iterable[Mapping[str, Any]] | pd.DataFrame = ()) -> pd.DataFrame:
        """Return a frame of exactly these columns and dtypes.

        Parameters
        ----------
        rows
            Mappings or a frame; a column left out is unknown in every row (``""`` or ``<NA>``).

        Raises
        ------
        ValueError
            If a column is not one of this frame's.

        Examples
        --------
        >>> NAMES.build([{"entry": "own:1", "name": "MARIA", "kind": "primary"}]).shape
        (1, 3)
        """
        frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
        strange = [column for column in frame.columns if column not in self.columns]
        if strange:
            raise ValueError(f"{self.name} has no column {strange}; it has {list(self.columns)}")
        series = {
            column: _as_dtype(frame.get(column), dtype, frame.index)
            for column, (dtype, _) in self.columns.items()
        }
        return pd.DataFrame(series, index=frame.index).reset_index(drop=True)


def _is_right(values: pd.Series, dtype: object) -> bool:
    # Unknown numbers are NA; an unknown text is the empty one.
    return bool(values.dtype == dtype) and (dtype == NUMBER or not values.hasnans)


def _as_dtype(values: Any, dtype: str | pd.StringDtype[Any], index: pd.Index) -> pd.Series:
    wanted = pd.api.types.pandas_dtype(dtype)
    if isinstance(values, pd.Series) and _is_right(values, wanted):
        return values
    if dtype == "object":
        return pd.Series(values, index=index, dtype=object)
    is_text = isinstance(wanted, pd.StringDtype)
    missing = "" if is_text else pd.NA
    if values is None:
        return pd.Series(missing, index=index, dtype=wanted)
    column = pd.Series(values, index=index, dtype=object).to_numpy(copy=True)
    column[pd.isna(column) | (column == "")] = missing
    if is_text:
        return pd.Series(column, index=index).map(str).astype(wanted)
    return pd.Series(column, index=index).astype("Float64").astype(wanted)


ENTRIES: Final = Frame(
    "entries",
    {
        "entry": (TEXT, "stable id, `list:key`; the key is the publisher's own"),
        "list": (TEXT, "id of the list, such as us-sdn"),
        "kind": (TEXT, "vessel, organization, person or aircraft"),
        "name": (TEXT, "primary name as printed"),
        "programs": (TEXT, "sanctions programmes, `;` between them"),
        "listed_on": (TEXT, "date of listing, ISO, as exact as the publisher gives it"),
        "flag": (TEXT, "flags, current first, as printed, `;` between them"),
        "countries": (TEXT, "countries of an organization or person, as printed, `;` between them"),
        "vessel_type": (TEXT, "ship type as printed"),
        "gross_tonnage": (NUMBER, "gross tonnage"),
        "build_year": (NUMBER, "year of build"),
        "birth_date": (TEXT, "birth dates as printed, `;` between them"),
        "legal_basis": (TEXT, "legal act as printed"),
        "measures": (TEXT, "what the listing forbids, as codes of `Measure`, `;` between them"),
        "forbids": (TEXT, "the same as sentences, with authority and dates, `;` between them"),
        "remarks": (TEXT, "the publisher's remarks, whole"),
        "source_url": (TEXT, "where the designation can be read, `;` between them"),
        "fingerprint": (TEXT, "hash of all that is known of the entry; changes when it changes"),
    },
)

NAMES: Final = Frame(
    "names",
    {
        "entry": (TEXT, "id of the entry"),
        "name": (TEXT, "one spelling, as printed"),
        "kind": (TEXT, "primary, strong_alias, weak_alias, former or native"),
    },
)

IDENTIFIERS: Final = Frame(
    "identifiers",
    {
        "entry": (TEXT, "id of the entry"),
        "scheme": (
            TEXT,
            "imo_ship, imo_company, mmsi, call_sign, eni, lei, registration, tax, other; "
            "imo_mentioned: of another ship or company, printed in what is said of this entry",
        ),
        "value": (TEXT, "cleaned where the scheme is checkable, else as printed"),
        "current": (TEXT, "`yes`, `no` for a former one, empty where the publisher doesn't say"),
    },
)

LINKS: Final = Frame(
    "links",
    {
        "entry": (TEXT, "id of the entry"),
        "relation": (TEXT, "owner, operator, manager or linked_to"),
        "to_name": (TEXT, "the other side's name as printed"),
        "to_entry": (TEXT, "the other side's entry where it stands on the same list"),
    },
)

VERDICTS: Final = Frame(
    "verdicts",
    {
        "verdict": (TEXT, "hit, review, clear or not_screened"),
        "score": ("float64", "score of the best hit, 0-100; 0 without one"),
        "hits": ("int64", "number of hits"),
        "sentence": (SHARED, "why, for people"),
    },
)

HITS: Final = Frame(
    "hits",
    {
        "row": ("object", "index label of the manifest row"),
        "field": (TEXT, "the field that agreed best"),
        "text": (SHARED, "what the manifest says there, as printed"),
        "list": (TEXT, "id of the list"),
        "entry": (TEXT, "id of the entry"),
        "entry_name": (SHARED, "primary name of the entry"),
        "subject": (TEXT, "the same for every entry that is the same ship or company"),
        "name": (SHARED, "the entry's name that agreed best; empty if none resembles"),
        "name_kind": (TEXT, "what that name is to the entry"),
        "score": ("float64", "0-100, how alike; 100 only for full agreement"),
        "probability": (
            "float64",
            "0-1, how likely both are the same; see vscreen.scoring.probability",
        ),
        "weight": ("int64", "sum of the evidence, in points: the order among equal scores"),
        "verdict": (TEXT, "hit or review"),
        "reasons": (SHARED, "the reasons, `;` between them, weightiest first"),
        "party_form": (SHARED, "the manifest's name as it was compared"),
        "name_form": (SHARED, "the entry's name as it was compared"),
        "sentence": (SHARED, "why, for people, naming both sides' values"),
        "measures": (SHARED, "what the listing forbids, as codes of `Measure`, `;` between them"),
        "forbids": (SHARED, "the same as sentences, with authority and dates, `;` between them"),
        "suppressed_by": (TEXT, "id of the earlier decision that hides this hit"),
    },
)

HITS_WITH_OFAC_SCORE: Final = Frame(
    "hits",
    {**HITS.columns, "ofac_score": ("float64", "0-100, near what OFAC's search shows; on request")},
)


def hits_frame(*, ofac_score: bool) -> Frame:
    """Return the shape of the hits of a policy that asks for ``ofac_score``, or doesn't."""
    return HITS_WITH_OFAC_SCORE if ofac_score else HITS


EVIDENCE: Final = Frame(
    "evidence",
    {
        "hit": ("int64", "place of the hit in `hits`, from 0"),
        "row": ("object", "index label of the manifest row"),
        "field": (TEXT, "the field that agreed best"),
        "entry": (TEXT, "id of the entry"),
        "reason": (TEXT, "one fact that speaks for or against"),
        "weight": ("int64", "points: 10 make it ten times likelier, -10 ten times less likely"),
        "sentence": (SHARED, "the fact, for people, naming both sides' values"),
    },
)

DESIGNATIONS: Final = Frame(
    "designations",
    {
        "subject": (TEXT, "the ship, company or person that was hit"),
        "entry": (TEXT, "id of an entry that designates it, hit or not"),
        "list": (TEXT, "id of that entry's list"),
        "name": (TEXT, "primary name of that entry"),
        "listed_on": (TEXT, "date of that listing, as exact as the publisher gives it"),
        "measures": (TEXT, "what that listing forbids, as codes of `Measure`, `;` between them"),
        "forbids": (TEXT, "the same as sentences, with authority and dates, `;` between them"),
    },
)

REJECTED: Final = Frame(
    "rejected",
    {
        "line": (TEXT, "where the row begins in the file"),
        "reason": (TEXT, "why it could not be read"),
        "text": (TEXT, "what stands there"),
    },
)

# --- the frames of a self-test ---


FieldName = Literal[
    "vessel", "imo", "mmsi", "call_sign", "eni", "flag", "vessel_type", "gross_tonnage",
    "build_year", "party", "shipper", "consignee", "notify_party", "owner", "operator", "manager",
    "charterer", "carrier", "forwarder", "party_imo", "shipper_imo", "consignee_imo",
    "notify_party_imo", "owner_imo", "operator_imo", "manager_imo", "charterer_imo", "carrier_imo",
    "forwarder_imo",
    "party_birth_date", "shipper_birth_date", "consignee_birth_date", "notify_party_birth_date",
    "owner_birth_date", "operator_birth_date", "manager_birth_date", "charterer_birth_date",
    "carrier_birth_date", "forwarder_birth_date",
    "party_nationality", "shipper_nationality", "consignee_nationality",
    "notify_party_nationality", "owner_nationality", "operator_nationality",
    "manager_nationality", "charterer_nationality", "carrier_nationality",
    "forwarder_nationality",
    "party_country", "subject", "free_text",
]  # fmt: skip
"""A field of a manifest, for type checkers."""
NUMBER_FIELDS: Final[tuple[FieldName, ...]] = ("imo", "mmsi", "call_sign", "eni")
"""Columns of numbers; what each proves stands in `vscreen.identifiers.registry`."""
VESSEL_FIELDS: Final[tuple[FieldName, ...]] = (
    "vessel", *NUMBER_FIELDS, "flag", "vessel_type", "gross_tonnage", "build_year",
)  # fmt: skip
PARTY_FIELDS: Final[tuple[FieldName, ...]] = (
    "party", "shipper", "consignee", "notify_party", "owner", "operator", "manager", "charterer",
    "carrier", "forwarder",
)  # fmt: skip
PARTY_IMO_FIELDS: Final[tuple[FieldName, ...]] = (
    "party_imo", "shipper_imo", "consignee_imo", "notify_party_imo", "owner_imo", "operator_imo",
    "manager_imo", "charterer_imo", "carrier_imo", "forwarder_imo",
)  # fmt: skip
"""IMO numbers of companies, in the order of `PARTY_FIELDS`."""
PARTY_BIRTH_DATE_FIELDS: Final[tuple[FieldName, ...]] = (
    "party_birth_date", "shipper_birth_date", "consignee_birth_date", "notify_party_birth_date",
    "owner_birth_date", "operator_birth_date", "manager_birth_date", "charterer_birth_date",
    "carrier_birth_date", "forwarder_birth_date",
)  # fmt: skip
"""Birth dates of persons, in the order of `PARTY_FIELDS`."""
PARTY_NATIONALITY_FIELDS: Final[tuple[FieldName, ...]] = (
    "party_nationality", "shipper_nationality", "consignee_nationality",
    "notify_party_nationality", "owner_nationality", "operator_nationality",
    "manager_nationality", "charterer_nationality", "carrier_nationality",
    "forwarder_nationality",
)  # fmt: skip
"""Nationalities of persons, in the order of `PARTY_FIELDS`."""
PARTY_COUNTRY: Final = "party_country"
SUBJECT: Final = "subject"
"""Names of ships and companies mixed, as in a table of names and IMO numbers."""
FREE_TEXT: Final = "free_text"
FIELDS: Final[tuple[FieldName, ...]] = (
    *VESSEL_FIELDS, *PARTY_FIELDS, *PARTY_IMO_FIELDS, *PARTY_BIRTH_DATE_FIELDS,
    *PARTY_NATIONALITY_FIELDS, PARTY_COUNTRY, SUBJECT, FREE_TEXT,
)  # fmt: skip
