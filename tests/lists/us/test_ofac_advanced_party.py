"""A party of OFAC's Advanced XML: names, kinds and features are decoded from numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from vscreen import Kind, NameKind
from vscreen.files.source import Source
from vscreen.files.xml import Node
from vscreen.lists.us.ofac_advanced_party import AdvancedParty, Codes, read_party
from vscreen.lists.us.ofac_slips import OfacSlips

LATIN, CYRILLIC, ARABIC = "215", "220", "160"
VESSEL, ENTITY, PERSON, PORT, OTHER = "1", "3", "4", "5", "6"
VALUES = f"""<ReferenceValueSets>
<AliasTypeValues>
  <AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType>
  <AliasType ID="1403">Name</AliasType><AliasType ID="1404">Stage Name</AliasType>
</AliasTypeValues>
<AreaCodeValues><AreaCode ID="7" Description="Region: Crimea">CR</AreaCode></AreaCodeValues>
<ScriptValues>
  <Script ID="{LATIN}">Latin</Script><Script ID="{CYRILLIC}">Cyrillic</Script>
  <Script ID="{ARABIC}">Arabic</Script>
</ScriptValues>
<PartyTypeValues>
  <PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
</PartyTypeValues>
<PartySubTypeValues>
  <PartySubType ID="{VESSEL}" PartyTypeID="5">Vessel</PartySubType>
  <PartySubType ID="{ENTITY}" PartyTypeID="2">Unknown</PartySubType>
  <PartySubType ID="{PERSON}" PartyTypeID="1">Unknown</PartySubType>
  <PartySubType ID="{PORT}" PartyTypeID="2">Port</PartySubType>
  <PartySubType ID="{OTHER}" PartyTypeID="2">Other Entity</PartySubType>
</PartySubTypeValues>
<NamePartTypeValues>
  <NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
  <NamePartType ID="1522">Middle Name</NamePartType>
  <NamePartType ID="1523">Maiden Name</NamePartType>
  <NamePartType ID="1524">Patronymic</NamePartType>
  <NamePartType ID="1526">Matronymic</NamePartType><NamePartType ID="1527">Nickname</NamePartType>
  <NamePartType ID="1525">Entity Name</NamePartType>
</NamePartTypeValues>
<FeatureTypeValues>
  <FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Location</FeatureType>
  <FeatureType ID="3">Vessel Flag</FeatureType><FeatureType ID="2">Vessel Call Sign</FeatureType>
  <FeatureType ID="26">Gender</FeatureType>
</FeatureTypeValues>
<DetailReferenceValues><DetailReference ID="91">Male</DetailReference></DetailReferenceValues>
</ReferenceValueSets>"""


def node(xml: str) -> Node:
    return Node(etree.fromstring(xml))


@pytest.fixture
def codes() -> Codes:
    codes = Codes()
    codes.add(node(VALUES))
    codes.locations.update({"55": (["Valletta"], "Malta"), "56": ([], "")})
    return codes


def spelling(*parts: tuple[str, str], script: str = LATIN) -> str:
    """A name from its parts, each with the number of its group."""
    values = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="{script}">{text}'
        "</NamePartValue></DocumentedNamePart>"
        for group, text in parts
    )
    return f"<DocumentedName>{values}</DocumentedName>"


def alias(*spellings: str, kind: str = "1403", primary: bool = False, weak: bool = False) -> str:
    return (
        f'<Alias FixedRef="36" AliasTypeID="{kind}" Primary="{str(primary).lower()}" '
        f'LowQuality="{str(weak).lower()}">{"".join(spellings)}</Alias>'
    )


def new_slips() -> OfacSlips:
    return OfacSlips(Source(Path("sdn.xml"), b""), "parties")


def party(
    codes: Codes,
    *aliases: str,
    features: str = "",
    kind: str = ENTITY,
    number: str = "36",
    slips: OfacSlips | None = None,
) -> AdvancedParty:
    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{group}" NamePartTypeID="15{group + 10}"/>'
        "</MasterNamePartGroup>"
        for group in range(10, 18)
    )
    found = read_party(codes, slips or new_slips(), node(
        f'<DistinctParty FixedRef="{number}"><Comment> Linked To: EGRET. </Comment>'
        f'<Profile ID="360" PartySubTypeID="{kind}"><Identity ID="3600" Primary="true">'
        f"{''.join(aliases)}<NamePartGroups>{groups}</NamePartGroups></Identity>{features}</Profile>"
        "</DistinctParty>"
    ))  # fmt: skip
    assert found is not None
    return found


PRIMARY = alias(spelling(("15", "Bank of Herons")), primary=True)


def feature(kind: str, *versions: str) -> str:
    inner = "".join(f"<FeatureVersion>{version}</FeatureVersion>" for version in versions)
    return f'<Feature FeatureTypeID="{kind}">{inner}</Feature>'


def sentences(found: AdvancedParty) -> Sequence[str]:
    return [fact.sentence for fact in found.facts]


def test_a_party_has_its_number_kind_comment_and_the_numbers_that_others_call_it_by(
    codes: Codes,
) -> None:
    bank = party(codes, PRIMARY)
    assert (bank.entry.key, bank.entry.kind, bank.entry.name) == (
        "36", Kind.ORGANIZATION, "BANK OF HERONS",
    )  # fmt: skip
    assert (bank.comment, bank.identities, bank.profiles) == (
        "Linked To: EGRET.",
        ["3600"],
        ["360"],
    )


def test_names_are_in_capitals_as_in_the_other_editions_and_each_has_its_kind(codes: Codes) -> None:
    entry = party(
        codes,
        alias(spelling(("15", "Old Bank")), kind="1401"),
        alias(spelling(("15", "The Nest")), kind="1400", weak=True),
        alias(
            spelling(("15", "Bank of Herons")),
            spelling(("15", "Банк цапель"), script=CYRILLIC),
            spelling(("15", "بنك"), script=ARABIC),
            primary=True,
        ),
        alias(spelling(("15", "Heronbank")), kind="1400"),
        alias(spelling(("15", "Старый банк"), script=CYRILLIC), kind="1401"),
        alias(spelling(("15", "Гнездо"), script=CYRILLIC), kind="1400", weak=True),
        alias(spelling(("15", "Bank of Egrets"))),
    ).entry
    assert entry.name == "BANK OF HERONS"
    assert entry.names == {
        "OLD BANK": NameKind.FORMER,
        "THE NEST": NameKind.WEAK_ALIAS,
        "БАНК ЦАПЕЛЬ": NameKind.NATIVE,
        "بنك": NameKind.NATIVE,
        "HERONBANK": NameKind.STRONG_ALIAS,
        "СТАРЫЙ БАНК": NameKind.FORMER,
        "ГНЕЗДО": NameKind.WEAK_ALIAS,
        "BANK OF EGRETS": NameKind.STRONG_ALIAS,
    }


def test_a_persons_surname_comes_first_and_alone_is_in_capitals(codes: Codes) -> None:
    entry = party(
        codes,
        alias(
            spelling(("12", "Petrovich"), ("11", "Ivan"), ("10", "Testov")),
            spelling(("11", "Madonna")),
            spelling(*((str(group), f"N{group}") for group in (17, 16, 14, 13, 12, 11, 10))),
            primary=True,
        ),
        kind=PERSON,
    ).entry
    assert (entry.kind, entry.name) == (Kind.PERSON, "TESTOV, Ivan Petrovich")
    assert entry.names == {
        "MADONNA": NameKind.STRONG_ALIAS,
        "N10, N11 N12 N13 N14 N16 N17": NameKind.STRONG_ALIAS,
    }


def test_an_unknown_subtype_is_that_of_its_type(codes: Codes) -> None:
    subtypes = (VESSEL, ENTITY, PERSON, OTHER)
    assert [party(codes, PRIMARY, kind=kind).entry.kind for kind in subtypes] == [
        Kind.VESSEL, Kind.ORGANIZATION, Kind.PERSON, Kind.ORGANIZATION,
    ]  # fmt: skip


def test_a_feature_is_a_text_a_code_a_country_or_a_period(codes: Codes) -> None:
    def period(first: str, last: str, about: str) -> str:
        start, end = (
            f"<{end}><Year>{text[:4]}</Year><Month>{text[5:7]}</Month><Day>{text[8:]}</Day></{end}>"
            for end, text in (("From", first), ("To", last))
        )
        return (
            f'<DatePeriod><Start Approximate="{about}">{start}</Start>'
            f'<End Approximate="false">{end}</End></DatePeriod>'
        )

    person = party(
        codes,
        PRIMARY,
        kind=PERSON,
        features=feature("8", period("1962-01-01", "1962-12-31", "true"))
        + feature("8", period("1960-05-31", "1960-05-31", "false"))
        + feature("26", '<VersionDetail DetailReferenceID="91"/><Comment>so it seems</Comment>')
        + feature("3", '<VersionLocation LocationID="55"/>', '<VersionLocation LocationID="56"/>')
        + feature("2", "<VersionDetail>9HTE5</VersionDetail>"),
    )
    assert sentences(person) == [
        "DOB circa 1962", "DOB 31 May 1960", "Gender Male (so it seems)", "Vessel Flag Malta",
        "Vessel Call Sign 9HTE5",
    ]  # fmt: skip
    assert person.entry.facts == {}


def test_a_location_is_an_address(codes: Codes) -> None:
    places = "".join(f'<VersionLocation LocationID="{number}"/>' for number in (55, 56, 57))
    firm = party(codes, PRIMARY, kind=ENTITY, features=feature("25", places))
    assert firm.addresses == [(["Valletta"], "Malta"), ([], ""), ([], "")]
    assert firm.facts == []


def test_an_area_is_called_by_its_description(codes: Codes) -> None:
    area = '<Location AreaCodeID="7" ScriptID=""/>'
    assert codes.attribute(node(area), "AreaCode") == "Region: Crimea"
    assert codes.attribute(node(area), "Script") == ""


def test_a_number_that_the_file_does_not_explain_is_counted_and_loses_no_name(
    codes: Codes,
) -> None:
    found = party(codes, alias(spelling(("15", "Heron"), script="999"), primary=True))
    assert found.entry.name == "Heron"
    assert codes.unexplained == {("Script", "999"): 1}


@pytest.mark.parametrize(
    ("aliases", "kind", "number", "slip"),
    [
        (PRIMARY, ENTITY, "", "without a key, known by a hash of their name: "),
        (
            alias(spelling(("15", "Heron"))),
            ENTITY,
            "36",
            "without a primary name, called by their next: 36",
        ),
        (
            PRIMARY,
            PORT,
            "36",
            "with the type 'Port', searched as an organization and as a ship: 36",
        ),
        (PRIMARY, "", "36", "without a type, searched as an organization and as a ship: 36"),
        (
            PRIMARY + alias(spelling(("15", "Egret")), kind="1404"),
            ENTITY,
            "36",
            "with an alias of the unknown type 'Stage Name', read as a.k.a.: 36",
        ),
    ],
)
def test_a_party_without_number_name_or_known_types_is_kept_with_a_warning(
    codes: Codes, aliases: str, kind: str, number: str, slip: str
) -> None:
    slips = new_slips()
    assert party(codes, aliases, kind=kind, number=number, slips=slips).entry.name
    assert any(slip in warning for warning in slips.warnings())


def test_a_party_of_unknown_type_with_a_call_sign_is_a_ship(codes: Codes) -> None:
    sign = feature("2", "<VersionDetail>9HTE5</VersionDetail>")
    assert party(codes, PRIMARY, kind=PORT, features=sign).entry.kind == Kind.VESSEL
    birth = feature("8", "<VersionDetail>1962</VersionDetail>")
    assert party(codes, PRIMARY, kind="", features=birth).entry.kind == Kind.PERSON


def test_a_weak_former_name_is_weak(codes: Codes) -> None:
    weak = alias(spelling(("15", "Old Bank")), kind="1401", weak=True)
    assert party(codes, PRIMARY, weak).entry.names == {"OLD BANK": NameKind.WEAK_ALIAS}
