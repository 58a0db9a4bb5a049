"""What a user asks for: lists, fields, thresholds, weak aliases, ages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler

from vscreen.errors import PolicyError
from vscreen.schema import FIELDS, FieldName

DEFAULT_REVIEW: Final = 82.0
DEFAULT_HIT: Final = 93.0


class WeakAliases(StrEnum):
    """What a weak alias may do (OFAC FAQ 122-125).

    OFAC marks broad or generic aliases as weak and does not expect anyone to screen for them
    alone; they help to confirm a hit that something else raised.
    """

    CONFIRM = "confirm"
    SCREEN = "screen"
    IGNORE = "ignore"


class Policy(BaseModel):
    """What is asked of a screening; frozen, readable as JSON, hashed into the run record.

    Parameters
    ----------
    review, hit
        Thresholds on the 0-100 score. A name at or above ``review`` is shown to an analyst, at or
        above ``hit`` it is a hit by itself. Identifiers decide without them.
    lists
        Ids of the lists that must be loaded for a row to be clear; empty asks for those loaded.
    fields
        Manifest fields to screen.
    ignore_unread
        Fields whose cells may be filled in and left unread: they don't keep a row from being clear.
    names
        Names that read like a mark for nothing and are names all the same, such as ``("NULL",)``
        for a ship that is called so. A cell that holds nothing else is then screened by its name.
    weak_aliases
        ``confirm``: a weak alias counts only beside an agreeing identifier; ``screen``: it counts
        like any name; ``ignore``: never.
    max_age
        Greatest age of a list, such as ``"48h"`` or ``"7D"``; an older list, or one of unknown
        age, leaves rows `not_screened`. ``None`` asks for no age, and the run record says so.
    ofac_score
        Whether the hits get a column ``ofac_score``, near what OFAC's own search shows
        (`vscreen.scoring.ofac_score`). It decides nothing.

    Raises
    ------
    PolicyError
        If a threshold lies outside 0-100, ``hit`` below ``review``, or a field is unknown.

    Examples
    --------
    >>> Policy(review=80).hit
    93.0
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    review: float = Field(DEFAULT_REVIEW, gt=0, le=100)
    hit: float = Field(DEFAULT_HIT, gt=0, le=100)
    lists: tuple[str, ...] = ()
    fields: tuple[str, ...] = FIELDS
    ignore_unread: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    weak_aliases: WeakAliases = WeakAliases.CONFIRM
    max_age: timedelta | None = None
    ofac_score: bool = False

    if TYPE_CHECKING:
        # A caller may pass more than the fields hold, and pydantic has no way to say so. At run
        # time its own ``__init__`` takes the same names, and refuses any other as a PolicyError.
        def __init__(
            self,
            *,
            review: float = DEFAULT_REVIEW,
            hit: float = DEFAULT_HIT,
            lists: Iterable[str] = (),
            fields: Iterable[FieldName] = FIELDS,
            ignore_unread: Iterable[FieldName] = (),
            names: Iterable[str] = (),
            weak_aliases: WeakAliases | Literal["confirm", "screen", "ignore"] = ...,
            max_age: str | timedelta | None = None,
            ofac_score: bool = False,
        ) -> None: ...

    @field_validator("max_age", mode="before")
    @classmethod
    def _read_age(cls, age: Any) -> Any:
        return parse_age(age)

    @field_validator("fields", "ignore_unread", mode="before")
    @classmethod
    def _known_fields(cls, fields: Any, of: ValidationInfo) -> Any:
        if isinstance(fields, str) or not isinstance(fields, Iterable):
            return fields
        names = tuple(fields)
        none_screened = not names and of.field_name == "fields"
        if none_screened or any(name not in FIELDS for name in names):
            raise ValueError(f"fields must be some of {list(FIELDS)}")
        return names

    @model_validator(mode="after")
    def _hit_at_least_review(self) -> Policy:
        if self.hit < self.review:
            raise ValueError("hit must be at least review")
        return self

    # The last validator is the outermost: it sees what every other one refuses.
    @model_validator(mode="wrap")
    @classmethod
    def _refuse(cls, data: Any, validate: ModelWrapValidatorHandler[Policy]) -> Policy:
        try:
            return validate(data)
        except ValidationError as error:
            faults = "; ".join(
                f"{'.'.join(map(str, fault['loc'])) or 'policy'}: {fault['msg']}, "
                f"not {_shown(fault['input'])}"
                for fault in error.errors()
            )
            raise PolicyError(f"the policy makes no sense: {faults}") from error

    @property
    def hash(self) -> str:
        """SHA-256 of the policy's JSON, as hex."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def _shown(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # Python prints no number of thousands of digits
        return "a number of thousands of digits"


def parse_age(age: str | timedelta | None) -> timedelta | None:
    """Return an age such as ``"48h"`` or ``"7D"`` as a timedelta, None as None.

    Raises
    ------
    ValueError
        If the text is no duration, or not a positive one.

    Examples
    --------
    >>> parse_age("48h")
    datetime.timedelta(days=2)
    """
    if age is None:
        return None
    try:
        parsed = pd.Timedelta(age).to_pytimedelta()
    except (ValueError, TypeError, OverflowError, AttributeError) as error:  # NaT is no timedelta
        raise ValueError(f"an age reads like '48h' or '7D', not {_shown(age)}") from error
    if parsed <= timedelta(0):
        raise ValueError(f"an age is positive, not {age!r}")
    return parsed
