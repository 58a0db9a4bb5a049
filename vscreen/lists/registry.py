"""Every reader, in the order in which they are tried on a file."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from vscreen.lists.reader import Reader


def _reader(module: str) -> Reader:
    reader = import_module(f"vscreen.lists.{module}").READER
    if not isinstance(reader, Reader):
        raise TypeError(f"vscreen.lists.{module}.READER is no Reader")
    return reader


# No two recognise the same file, except that `own` takes any workbook: it comes last.
READERS: Final[tuple[Reader, ...]] = tuple(
    _reader(module)
    for module in (
        "world.australia",
        "world.belgium",
        "us.bis_denied",
        "world.canada",
        "us.csl",
        "eu.fsf",
        "eu.fsf_csv",
        "eu.journal",
        "eu.ships",
        "world.france",
        "japan.assets",
        "japan.end_users",
        "japan.ships",
        "world.malaysia",
        "world.monaco",
        "world.new_zealand",
        "ukraine.nsdc",
        "ukraine.nsdc_json",
        "us.ofac",
        "us.ofac_advanced",
        "us.ofac_enhanced",
        "us.ofac_xml",
        "aggregators.opensanctions",
        "aggregators.opensanctions_ftm",
        "aggregators.opensanctions_maritime",
        "world.switzerland",
        "aggregators.senzing",
        "uk.uksl_csv",
        "uk.uksl_ods",
        "uk.ofsi",
        "uk.ofsi_xml",
        "uk.uksl_xml",
        "world.un",
        "world.un_1718",
        "ukraine.war_sanctions",
        "own",
    )
)


def known_lists() -> str:
    """Return whose lists can be read, as a clause for people.

    Examples
    --------
    >>> known_lists()[:42]
    'known are the lists of Australia, Belgium,'
    """
    publishers = {reader.publisher for reader in READERS} - {""}
    *others, last = sorted(publishers, key=lambda name: name.removeprefix("the "))
    return (
        f"known are the lists of {', '.join(others)} and {last}, "
        "and an own list with the headings id, kind, name"
    )
