"""Every reader, in the order in which they are asked whether a file is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from vscreen.files.source import Source
from vscreen.lists import own
from vscreen.lists.aggregators import (
    opensanctions,
    opensanctions_ftm,
    opensanctions_maritime,
    senzing,
)
from vscreen.lists.eu import fsf as eu_fsf
from vscreen.lists.eu import fsf_csv as eu_fsf_csv
from vscreen.lists.eu import journal as eu_journal
from vscreen.lists.eu import ships as eu_ships
from vscreen.lists.reading import Reading
from vscreen.lists.uk import ofsi as uk_ofsi
from vscreen.lists.uk import uksl_csv as uk
from vscreen.lists.uk import uksl_ods as uk_ods
from vscreen.lists.uk import uksl_xml as uk_xml
from vscreen.lists.ukraine import nsdc, nsdc_json, war_sanctions
from vscreen.lists.us import bis_denied, csl, ofac, ofac_advanced, ofac_enhanced, ofac_xml
from vscreen.lists.world import (
    australia,
    belgium,
    canada,
    france,
    japan,
    japan_ships,
    monaco,
    new_zealand,
    un,
)
from vscreen.lists.world import switzerland as seco


class Reader(Protocol):
    """What a reader module offers."""

    def recognises(self, source: Source, /) -> bool:
        """Return whether the file is one of this publisher's, by its content."""

    def read(self, sources: Sequence[Source], /) -> list[Reading]:
        """Return one reading for each list in the files."""


READERS: Final[tuple[Reader, ...]] = (
    australia,
    belgium,
    bis_denied,
    canada,
    csl,
    eu_fsf,
    eu_fsf_csv,
    eu_journal,
    eu_ships,
    france,
    japan,
    japan_ships,
    monaco,
    new_zealand,
    nsdc,
    nsdc_json,
    ofac,
    ofac_advanced,
    ofac_enhanced,
    ofac_xml,
    opensanctions,
    opensanctions_ftm,
    opensanctions_maritime,
    seco,
    senzing,
    uk,
    uk_ods,
    uk_ofsi,
    uk_xml,
    un,
    war_sanctions,
    own,
)
