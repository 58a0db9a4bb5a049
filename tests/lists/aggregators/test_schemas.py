"""Schemas and topics of OpenSanctions: what is a subject, and who is sanctioned."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.files.source import Source
from vscreen.lists.aggregators.schemas import (
    KINDS,
    NO_SUBJECTS,
    is_sanctioned,
    kind_of,
    warn_of_unsanctioned,
)
from vscreen.lists.slips import Slips
from vscreen.schema import Kind

FILE = Source(Path("x.json"), b"")


@pytest.mark.parametrize(
    ("schema", "facts", "kind", "noted"),
    [
        ("Vessel", [], Kind.VESSEL, False),
        ("COMPANY", [], Kind.ORGANIZATION, False),
        ("Persom", [], Kind.PERSON, True),
        ("Tanker", ["imoNumber"], Kind.VESSEL, True),
        ("Human", ["birthDate"], Kind.PERSON, True),
        ("Cooperative", ["country"], Kind.ORGANIZATION, True),
        ("", ["mmsi"], Kind.VESSEL, True),
        ("Vehicle", ["mmsi"], Kind.VESSEL, True),
        ("Position", ["country"], None, False),
        ("cryptoWallet", [], None, False),
    ],
)
def test_a_schema_is_known_in_any_letters_and_an_odd_one_is_kept_with_a_note(
    schema: str, facts: list[str], kind: Kind | None, noted: bool
) -> None:
    slips = Slips(FILE, "entities")
    assert kind_of(slips, "line 1", schema, facts) == kind
    assert bool(slips.warnings()) == noted


def test_no_schema_is_both_a_subject_and_none() -> None:
    assert not NO_SUBJECTS & KINDS.keys()


def test_somebody_close_to_who_is_sanctioned_is_not_sanctioned() -> None:
    assert is_sanctioned(["role.pep", "sanction"])
    assert not is_sanctioned(["sanction.linked", "debarment"])


def test_a_file_of_the_sanctioned_alone_has_no_warning() -> None:
    assert warn_of_unsanctioned(FILE, [], ["a"], entries=3) == []
