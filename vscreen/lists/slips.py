"""A publisher's slip in a record: it costs a warning that names the record, not the whole list.

A type may be misspelt, in lower case or in another language, or missing; a name may be missing
although the record has a number. A reader asks here what such a record is, and goes on. Only where
most records of a file are in doubt is it the file that is wrong: columns moved, or a new edition.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from vscreen.files.source import Source
from vscreen.lists.kinds import kind_by_evidence
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.split_names import misspelt, with_unique_keys
from vscreen.schema import Kind

Value = TypeVar("Value")

KINDS: Final[Mapping[str, Kind]] = {
    "individual": Kind.PERSON, "person": Kind.PERSON, "physicalperson": Kind.PERSON,
    "naturalperson": Kind.PERSON, "personnephysique": Kind.PERSON, "particulier": Kind.PERSON,
    "entity": Kind.ORGANIZATION, "entite": Kind.ORGANIZATION, "otherentity": Kind.ORGANIZATION,
    "company": Kind.ORGANIZATION,
    "organization": Kind.ORGANIZATION, "organisation": Kind.ORGANIZATION,
    "legalperson": Kind.ORGANIZATION, "personnemorale": Kind.ORGANIZATION,
    "enterprise": Kind.ORGANIZATION, "group": Kind.ORGANIZATION, "bank": Kind.ORGANIZATION,
    "vessel": Kind.VESSEL, "ship": Kind.VESSEL, "navire": Kind.VESSEL, "schiff": Kind.VESSEL,
    "aircraft": Kind.AIRCRAFT, "aeronef": Kind.AIRCRAFT,
}  # fmt: skip
"""What publishers call the kinds of subjects, folded."""
SHORTEST: Final = 5
"""Letters of the shortest word that may be misspelt: a shorter one is near to too many others."""
MOST_NAMED: Final = 20
"""Records that a warning names; of more it says how many."""
NAMELESS: Final = "without a name"
FEWEST: Final = 3
"""Records in doubt that can be most of a file."""
ERROR_CELL: Final = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|NULL!|DIV/0!|NUM!)")
BEFORE_NUMBER: Final = re.compile(r"^\s*IMO\W*", re.IGNORECASE)
BETWEEN: Final = re.compile(r"[/|,;()]")
DECIDED: Final = {
    Kind.VESSEL: "read as a ship for its IMO number",
    Kind.PERSON: "read as a person for its birth or its given name",
    Kind.ORGANIZATION: "searched as an organization and as a ship",
}


def fold(word: str) -> str:
    r"""Return a word as it is compared: small letters and digits alone, without accents.

    Parameters
    ----------
    word
        A type, a heading or the name of an element, as printed.

    Examples
    --------
    >>> fold("Name  of\nIndividual"), fold("Entité"), fold(" Primary Name ")
    ('nameofindividual', 'entite', 'primaryname')
    """
    letters = word.lower() if word.isascii() else unicodedata.normalize("NFKD", word).casefold()
    return letters if letters.isalnum() else "".join(filter(str.isalnum, letters))


def look_up(printed: str, table: Mapping[str, Value]) -> Value | None:
    """Return what a word means in a table of folded words; of several words, the first known.

    Parameters
    ----------
    printed
        The word as printed, or several with a slash or a comma between them.
    table
        Folded word -> meaning.

    Examples
    --------
    >>> look_up("ENTITY ", KINDS), look_up("Entity / Entité", KINDS), look_up("Aka", KINDS)
    (<Kind.ORGANIZATION: 'organization'>, <Kind.ORGANIZATION: 'organization'>, None)
    """
    words = (printed, *BETWEEN.split(printed))
    forms = (fold(word) for word in words)
    known = (form for form in forms for form in (form, form.removesuffix("s")) if form in table)
    word = next(known, None)
    return None if word is None else table[word]


def near_word(printed: str, table: Mapping[str, Value]) -> Value | None:
    """Return what a misspelt word means, None if it is near to no word of the table.

    Examples
    --------
    >>> near_word("Primay Name", {"primaryname": 1}), near_word("P", {"e": 1})
    (1, None)
    """
    word = fold(printed)
    known = misspelt(word, table) if len(word) >= SHORTEST else ""
    return table[known] if known else None


def is_filled(cell: str) -> bool:
    """Return whether a cell says something: it is not blank, and no error of a spreadsheet.

    Examples
    --------
    >>> is_filled("MARIA"), is_filled(" "), is_filled("#REF!")
    (True, False, False)
    """
    return bool(cell.strip()) and not ERROR_CELL.fullmatch(cell.strip())


def its_type(printed: str) -> str:
    """Return what a record has for a type, as a clause.

    Examples
    --------
    >>> its_type("Aka"), its_type("")
    ("with the type 'Aka'", 'without a type')
    """
    return f"with the type {printed!r}" if printed.strip() else "without a type"


@dataclass
class Slips:
    """The slips of a file, gathered while it is read.

    Parameters
    ----------
    source
        The file.
    records
        The publisher's word for its records, plural.

    Examples
    --------
    >>> from pathlib import Path
    >>> slips = Slips(Source(Path("list.csv"), b""), "rows")
    >>> slips.kind("17", "Vesel")
    <Kind.VESSEL: 'vessel'>
    >>> slips.warnings()
    ["list.csv: rows with the type 'Vesel', read as vessel: 17"]
    """

    source: Source
    records: str
    noted: dict[str, list[str]] = field(default_factory=dict)
    doubtful: dict[str, Kind] = field(default_factory=dict)
    unnamed: dict[str, None] = field(default_factory=dict)
    nameless: list[SetAside] = field(default_factory=list)

    def note(self, where: str, seen: str) -> None:
        """Note a slip.

        Parameters
        ----------
        where
            Which record, for people: its number, line or key.
        seen
            What is odd and what was made of it, after the word for the records: ``without a type,
            read as a person for its birth``. Equal slips are told together.
        """
        self.noted.setdefault(seen, []).append(where)

    def kind(
        self,
        where: str,
        printed: str,
        *,
        kinds: Mapping[str, Kind] = KINDS,
        ship: Iterable[str] = (),
        person: Iterable[str] = (),
    ) -> Kind:
        """Return the kind of a subject by its type, else by what else its record says.

        Parameters
        ----------
        where
            Which record, for people.
        printed
            Its type as printed.
        kinds
            Folded word -> kind.
        ship, person
            Cells that only ships or only persons have; see `kind_by_evidence`.
        """
        known = look_up(printed, kinds)
        if known is not None:
            return known
        type_ = its_type(printed)
        near = near_word(printed, kinds)
        if near is not None:
            self.note(where, f"{type_}, read as {near}")
            return near
        evident = kind_by_evidence(ship=ship, person=person)
        self.note(where, f"{type_}, {DECIDED[evident]}")
        self.doubtful[where] = evident
        return evident

    def may_be_ship(self, where: str) -> bool:
        """Return whether nothing said what a record is, when its kind was asked for.

        Parameters
        ----------
        where
            Which record, as it was called then.
        """
        return self.doubtful.get(where) == Kind.ORGANIZATION

    def name(self, where: str, names: Iterable[str], imo: str = "") -> str:
        """Return the name that a record goes by, ``""`` if it names nobody.

        A record that names nobody is set aside. One without a name but with an IMO number names a
        ship or a company all the same, and goes by its number.

        Parameters
        ----------
        where
            Which record, for people.
        names
            Its names, the primary one first; all may be blank.
        imo
            Its IMO number as printed, if it has one.
        """
        first, *others = (*names, "")
        if is_filled(first):
            return " ".join(first.split())
        name = next(filter(is_filled, others), "")
        if name:
            self.note(where, "without a primary name, called by their next")
        elif is_filled(imo):
            self.note(where, "without a name, called by their IMO number")
            name = f"IMO {BEFORE_NUMBER.sub('', imo)}"
        else:
            self.nameless.append(SetAside(where, NAMELESS))
        self.unnamed[where] = None
        return " ".join(name.split())

    def key(self, where: str, key: str, name: str) -> str:
        """Return the key of a record, made of its name where the publisher gave it none.

        Parameters
        ----------
        where, key, name
            Which record, for people; its key, and its name.
        """
        if key:
            return key
        self.note(where, "without a key, known by a hash of their name")
        return hashlib.sha256(name.encode()).hexdigest()[:12]

    def unique(self, entries: Iterable[ListEntry], label: str) -> list[ListEntry]:
        """Return entries with distinct keys: what shares a key gets keys of its own.

        Entries that agree in kind, name and numbers are joined.

        Parameters
        ----------
        entries
            The entries of a file.
        label
            The publisher's word for the key, for people.
        """
        given = [(entry, entry.key) for entry in entries]
        kept = with_unique_keys(entry for entry, _ in given)
        for key in dict.fromkeys(key for entry, key in given if entry.key != key):
            self.note(key, f"that share their {label} with others, each kept under its own key")
        return kept

    def _other_nameless(self) -> Iterator[str]:
        return (record.key for record in self.nameless if record.key not in self.unnamed)

    def warnings(self) -> list[str]:
        """Return a sentence for each kind of slip, which names its records."""
        return [
            f"{self.source.path}: {self.records} {seen}: {named(places)}"
            for seen, places in self.noted.items()
        ]

    def refuse_if_most(self, counted: int) -> None:
        """Refuse the file if the name or the kind of most of its subjects is not known.

        Parameters
        ----------
        counted
            How many subjects it holds, with and without a name.

        Raises
        ------
        ListFormatError
            If more than half of them are in doubt, and not just one or two.
        """
        for places, lack in (
            ([*self.unnamed, *self._other_nameless()], "primary name"),
            (list(self.doubtful), "type that is known"),
        ):
            if len(places) >= FEWEST and len(places) * 2 > counted:
                raise self.source.refuse(
                    f"{len(places):,} of {counted:,} {self.records} have no {lack}, such as "
                    f"{named(places[:FEWEST])}, so this is another edition or a damaged file"
                )


def named(places: Collection[str]) -> str:
    """Return places as a list for people, cut after some.

    Examples
    --------
    >>> named(["4", "17"]), named([str(number) for number in range(23)])[-17:]
    ('4, 17', '18, 19 and 3 more')
    """
    first = list(dict.fromkeys(places))
    more = len(first) - MOST_NAMED
    return ", ".join(first[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
