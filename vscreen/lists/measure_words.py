"""What a publisher's own words for a measure mean: ``Asset freeze``, ``Prohibition of port entry``.

The UK prints the measures of each entry in a field, the EU's tables in a column. The words are kept
and shown; here they are only sorted into the kinds of measure that vscreen knows.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.lists.reading import ListEntry
from vscreen.schema import Measure

# The first that fits decides whether a later one may: `Port entry ban` is no ban on travel.
WORDS: Final = (
    (r"trust services|director disqualification", Measure.NOTICE),
    (r"\bfreez|\bfrozen\b", Measure.ASSET_FREEZE),
    (
        r"\bports?\b|\bshipping\b|\btransport|\bseiz|\bspecified ship",
        Measure.PORT_BAN,
    ),
    (
        r"\bservic|\bcharter|\bcrew|\binsur|\bbunker|technical assistance|representative office"
        r"|de-?flag|de-?regist",
        Measure.SERVICES_BAN,
    ),
    (r"\btravel|\bvisa|^entry ban|\badmission", Measure.TRAVEL_BAN),
    (r"export control|\blicen[cs]", Measure.LICENCE_REQUIREMENT),
    (r"\bfinanc|\binvest|\bcapital|\bsecurities\b|\bloan", Measure.FINANCIAL_RESTRICTIONS),
    (
        r"\barms\b|\bembargo|\btrade|\bimport|\bexport(?! control)|\bbusiness|\bload\b"
        r"|\bdischarge\b|\bcarriage\b",
        Measure.TRADE_BAN,
    ),
)
NO_FURTHER: Final = (Measure.NOTICE,)


def measures_in(words: str) -> list[Measure]:
    """Return the measures that a publisher's words name; a notice if none is known.

    Parameters
    ----------
    words
        The words for one measure, as printed.

    Examples
    --------
    >>> [str(measure) for measure in measures_in("Prohibition of port entry")]
    ['port_ban']
    >>> [str(measure) for measure in measures_in("Trust services sanctions")]
    ['notice']
    >>> [str(measure) for measure in measures_in("Crew servicing of ships and aircraft")]
    ['services_ban']
    """
    found: list[Measure] = []
    for pattern, measure in WORDS:
        if re.search(pattern, words.strip(), re.IGNORECASE):
            found.append(measure)
            if measure in NO_FURTHER:
                break
    return found or [Measure.NOTICE]


def note_measures(entry: ListEntry, words: str, sentence: str) -> None:
    """Add to an entry the measures that words name, with one sentence; nothing if they are blank.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> ship = ListEntry("DPR0096", Kind.VESSEL, "Chon Myong 1")
    >>> note_measures(ship, "Asset freeze", "UK: Asset freeze")
    >>> ship.facts["measures"], ship.facts["forbids"]
    (['asset_freeze'], ['UK: Asset freeze'])
    """
    for measure in measures_in(words) if words.strip() else ():
        entry.add_measure(measure, sentence)
