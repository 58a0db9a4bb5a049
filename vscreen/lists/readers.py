"""Every reader, in the order in which they are asked whether a file is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from vscreen.lists import (
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
    own,
    seco,
    senzing,
    uk,
    uk_ods,
    uk_ofsi,
    uk_xml,
    un,
    war_sanctions,
)
from vscreen.lists.reading import Reading
from vscreen.lists.source import Source


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
