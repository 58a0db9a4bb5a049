"""What a self-test plants: a listed ship, company or person as a manifest may write it.

A distortion returns the texts of the manifest's fields. Most distortions rewrite the name
(`selftesting.rewriting`). The others take another name of the entry, put the name into free text,
or plant the entry's numbers without its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from random import Random
from typing import Final

from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.policy import Policy, WeakAliases
from vscreen.schema import FREE_TEXT, Kind, NameKind
from vscreen.selftesting import other_scripts, rewriting

NAME: Final = "name"
"""The field that names the entry: ``vessel``, or a party field of the manifest."""
FieldTexts = Mapping[str, str]
"""Field -> the text that is planted in it."""

SHIP: Final = (Kind.VESSEL,)
ORGANIZATION: Final = (Kind.ORGANIZATION,)
PERSON: Final = (Kind.PERSON,)
PARTIES: Final = (*ORGANIZATION, *PERSON)
TESTED: Final = (*SHIP, *PARTIES)
"""The kinds of entries that are planted; a manifest has no field for aircraft."""
KIND_PLURALS: Final = {
    Kind.VESSEL: "ships", Kind.ORGANIZATION: "organizations", Kind.PERSON: "persons",
    Kind.AIRCRAFT: "aircraft",
}  # fmt: skip


@dataclass(frozen=True)
class ListedEntry:
    """What a self-test needs to know of an entry."""

    entry: str
    list: str
    kind: Kind
    name: str
    names: tuple[tuple[str, NameKind], ...] = ()
    imo: str = ""
    mmsi: str = ""
    call_sign: str = ""


Variant = Callable[[ListedEntry, Random], FieldTexts | None]
"""Returns the texts to plant for an entry; None if the entry has no such variant."""


@dataclass(frozen=True)
class Distortion:
    """A way to write an entry in a manifest.

    Attributes
    ----------
    name
        Its name in tables.
    group
        Its heading in reports: a member of `GROUPS`.
    variant
        Returns the texts to plant for an entry; None if the entry has no such variant.
    kinds
        Kinds of entries that it applies to.
    fields
        The fields that ``variant`` fills.
    """

    name: str
    group: str
    variant: Variant
    kinds: tuple[Kind, ...] = TESTED
    fields: tuple[str, ...] = (NAME,)

    @property
    def sentence(self) -> str:
        """What it does, for analysts."""
        return (self.variant.__doc__ or "").partition("\n")[0]


def named(name: str) -> Distortion:
    """Return the distortion with a name.

    Raises
    ------
    KeyError
        If no distortion has this name.

    Examples
    --------
    >>> lady = ListedEntry("kr-mofa:lady-r", "kr-mofa", Kind.VESSEL, "LADY R", imo="9161003")
    >>> named("word_order").variant(lady, Random(1))
    {'name': 'R LADY'}
    >>> named("imo_other_name").variant(lady, Random(1))
    {'imo': '9161003'}
    """
    return {distortion.name: distortion for distortion in DISTORTIONS}[name]


def of_name(rewrite: rewriting.Rewriter) -> Variant:
    """Return the variant that plants the rewritten primary name."""

    @wraps(rewrite)
    def variant(listed: ListedEntry, rng: Random) -> FieldTexts | None:
        text = rewrite(listed.name, rng)
        return {NAME: text} if text and text != listed.name else None

    return variant


# --- as the list prints it -----------------------------------------------------------------------


def exact(listed: ListedEntry, rng: Random) -> FieldTexts:
    """The primary name, as the list prints it."""
    return {NAME: listed.name}


def strong_alias(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """A strong alias, as the list prints it."""
    return _other_name(listed, NameKind.STRONG_ALIAS, rng)


def former(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """A former name, as the list prints it."""
    return _other_name(listed, NameKind.FORMER, rng)


def native(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The name in its own script, as the list prints it."""
    return _other_name(listed, NameKind.NATIVE, rng)


def weak_alias(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """A weak alias alone, as the list prints it."""
    return _other_name(listed, NameKind.WEAK_ALIAS, rng)


def _other_name(listed: ListedEntry, kind: NameKind, rng: Random) -> FieldTexts | None:
    of_other_kinds = {name for name, name_kind in listed.names if name_kind != kind}
    names = [name for name, name_kind in listed.names if name_kind == kind]
    names = [name for name in names if name not in of_other_kinds]
    return {NAME: rng.choice(names)} if names else None


# --- in free text --------------------------------------------------------------------------------

SHIP_TEXTS: Final = (
    "SHIPPED ON BOARD {} VOY 104E", "PER MV {} FROM VOSTOCHNY TO RASON", "VESSEL: {}, ETA 12 MAY",
    "TRANSSHIPMENT VIA {} V.017W", "CARGO EX {} DISCHARGED AT ANCHORAGE",
)  # fmt: skip
PARTY_TEXTS: Final = (
    "FREIGHT PAYABLE BY {} AT DESTINATION", "GOODS SOLD BY {} UNDER CONTRACT 88/24",
    "FINAL RECEIVER {} AS PER INVOICE", "PAYMENT ON ACCOUNT OF {}",
)  # fmt: skip
NUMBER_TEXTS: Final = (
    "TRANSSHIPMENT BY VESSEL IMO {}", "FEEDER IMO NO. {} TO FOLLOW", "PER VSL IMO{} ETD 3 JUNE",
)  # fmt: skip


def in_free_text(listed: ListedEntry, rng: Random) -> FieldTexts:
    """The name inside a line of free text."""
    texts = SHIP_TEXTS if listed.kind == Kind.VESSEL else PARTY_TEXTS
    return {FREE_TEXT: rewriting.embedded(listed.name, texts, rng)}


def imo_in_free_text(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The IMO number inside a line of free text."""
    text = rewriting.embedded(listed.imo, NUMBER_TEXTS, rng)
    return {FREE_TEXT: text} if listed.imo else None


# --- by their numbers ----------------------------------------------------------------------------


def imo_other_name(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The IMO number under another ship's name, as of a renamed ship."""
    return {"imo": listed.imo} if listed.imo else None


def imo_written(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The IMO number as spreadsheets and forms write it, under another name."""
    wide = rewriting.full_width(listed.imo, rng)
    forms = (f"IMO {listed.imo}", f"IMO{listed.imo}", f"{listed.imo}.0", f" {listed.imo} ", wide)
    return {"imo": rng.choice(forms)} if listed.imo else None


def imo_slip(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The name, and the IMO number with one slip that its check digit shows."""
    slipped = _slip(listed.imo, rng)
    return {NAME: listed.name, "imo": slipped} if slipped else None


def imo_and_name_slip(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """One slip in the IMO number, and one wrong letter in the name."""
    name, slipped = rewriting.substituted(listed.name, rng), _slip(listed.imo, rng)
    return {NAME: name, "imo": slipped} if name and slipped else None


def imo_of_another(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The name beside another valid IMO number, as of a namesake or a false number."""
    if not listed.imo:
        return None
    digits = [9, *(rng.randrange(10) for _ in range(5))]
    total = sum(digit * weight for digit, weight in zip(digits, range(7, 1, -1), strict=True))
    number = "".join(map(str, [*digits, total % 10]))
    return {NAME: listed.name, "imo": number} if number != listed.imo else None


def mmsi_other_name(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The MMSI under another ship's name."""
    return {"mmsi": listed.mmsi} if listed.mmsi else None


def call_sign_other_name(listed: ListedEntry, rng: Random) -> FieldTexts | None:
    """The call sign under another ship's name."""
    return {"call_sign": listed.call_sign} if listed.call_sign else None


def _slip(number: str, rng: Random) -> str:
    """Return an IMO number with a slip that makes its check digit fail."""
    if not number:
        return ""
    positions = range(len(number))
    slips = [number[:p] + str(d) + number[p + 1 :] for p in positions for d in range(10)]
    slips += [number[:p] + number[p + 1] + number[p] + number[p + 2 :] for p in positions[:-1]]
    slips += [number[:p] + number[p + 1 :] for p in positions]
    return rng.choice([slip for slip in slips if not is_valid_imo_ship(slip)])


# --- the table -----------------------------------------------------------------------------------

LISTED: Final = "as listed"
LETTERS: Final = "same letters"
SLIPS: Final = "slips"
WORDS: Final = "words"
SHORTENED: Final = "shortened"
SCRIPTS: Final = "other scripts"
AMID: Final = "amid other text"
NUMBERS: Final = "numbers"
GROUPS: Final = (LISTED, LETTERS, SLIPS, WORDS, SHORTENED, SCRIPTS, AMID, NUMBERS)

WEAK: Final = "weak_alias"

DISTORTIONS: Final = (
    Distortion("exact", LISTED, exact),
    Distortion("strong_alias", LISTED, strong_alias),
    Distortion("former", LISTED, former),
    Distortion("native", LISTED, native),
    Distortion(WEAK, LISTED, weak_alias),
    Distortion("case", LETTERS, of_name(rewriting.case)),
    Distortion("punctuation", LETTERS, of_name(rewriting.punctuation)),
    Distortion("diacritics", LETTERS, of_name(rewriting.diacritics)),
    Distortion("full_width", LETTERS, of_name(rewriting.full_width)),
    Distortion("look_alike", LETTERS, of_name(rewriting.look_alike)),
    Distortion("invisible", LETTERS, of_name(rewriting.invisible)),
    Distortion("typo_substitution", SLIPS, of_name(rewriting.substituted)),
    Distortion("typo_deletion", SLIPS, of_name(rewriting.left_out)),
    Distortion("typo_insertion", SLIPS, of_name(rewriting.put_in)),
    Distortion("typo_swap", SLIPS, of_name(rewriting.swapped)),
    Distortion("typo_double", SLIPS, of_name(rewriting.doubled)),
    Distortion("typo_two", SLIPS, of_name(rewriting.two_slips)),
    Distortion("ocr", SLIPS, of_name(rewriting.misread)),
    Distortion("by_ear", SLIPS, of_name(rewriting.by_ear)),
    Distortion("word_order", WORDS, of_name(rewriting.word_order)),
    Distortion("given_name_first", WORDS, of_name(rewriting.given_name_first), PERSON),
    Distortion("split_word", WORDS, of_name(rewriting.split)),
    Distortion("joined_words", WORDS, of_name(rewriting.joined)),
    Distortion("dropped_word", WORDS, of_name(rewriting.dropped_word)),
    Distortion("added_word", WORDS, of_name(rewriting.added_word), ORGANIZATION),
    Distortion("number_form", WORDS, of_name(rewriting.number_form), (*SHIP, *ORGANIZATION)),
    Distortion("legal_form", WORDS, of_name(rewriting.legal_changed), ORGANIZATION),
    Distortion("no_legal_form", WORDS, of_name(rewriting.legal_dropped), ORGANIZATION),
    Distortion("initial", SHORTENED, of_name(rewriting.initial), (*SHIP, *ORGANIZATION)),
    Distortion("given_initial", SHORTENED, of_name(rewriting.given_initial), PERSON),
    Distortion("no_vowels", SHORTENED, of_name(rewriting.without_vowels)),
    Distortion("cut_20", SHORTENED, of_name(rewriting.cut_ais)),
    Distortion("cut_35", SHORTENED, of_name(rewriting.cut_line)),
    Distortion("cyrillic", SCRIPTS, of_name(other_scripts.cyrillic)),
    Distortion("greek", SCRIPTS, of_name(other_scripts.greek)),
    Distortion("arabic", SCRIPTS, of_name(other_scripts.arabic)),
    Distortion("katakana", SCRIPTS, of_name(other_scripts.katakana)),
    Distortion("hangul", SCRIPTS, of_name(other_scripts.hangul)),
    Distortion("prefix", AMID, of_name(rewriting.prefixed), SHIP),
    Distortion("party_text", AMID, of_name(rewriting.party_text), PARTIES),
    Distortion("party_text_typo", AMID, of_name(rewriting.party_text_slip), PARTIES),
    Distortion("free_text_name", AMID, in_free_text, fields=(FREE_TEXT,)),
    Distortion("free_text_imo", AMID, imo_in_free_text, SHIP, (FREE_TEXT,)),
    Distortion("imo_other_name", NUMBERS, imo_other_name, SHIP, ("imo",)),
    Distortion("imo_written", NUMBERS, imo_written, SHIP, ("imo",)),
    Distortion("imo_slip", NUMBERS, imo_slip, SHIP, (NAME, "imo")),
    Distortion("imo_and_name_slip", NUMBERS, imo_and_name_slip, SHIP, (NAME, "imo")),
    Distortion("imo_of_another", NUMBERS, imo_of_another, SHIP, (NAME, "imo")),
    Distortion("mmsi_other_name", NUMBERS, mmsi_other_name, SHIP, ("mmsi",)),
    Distortion("call_sign_other_name", NUMBERS, call_sign_other_name, SHIP, ("call_sign",)),
)


def counted_distortions(policy: Policy) -> list[str]:
    """Return the names of the distortions that count in a mean or sum: weak aliases as asked.

    Examples
    --------
    >>> "weak_alias" in counted_distortions(Policy())
    False
    """
    all_count = policy.weak_aliases == WeakAliases.SCREEN
    return [one.name for one in DISTORTIONS if all_count or one.name != WEAK]
