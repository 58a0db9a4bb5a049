"""Lines of shipping papers with a name in them, as people write them: none of vscreen's phrases.

The lines are written for this measure. What stands around the name is what papers hold, in several
languages; nobody looked whether vscreen's tables know the words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Lines:
    """Shapes of cells of a ``field``; ``{}`` is a name of an entry of a ``kind``."""

    kind: str
    field: str
    shapes: tuple[str, ...]


PARTY: Final = (
    "MESSRS {}", "CONSIGNED TO {}, PO BOX 4455 JEBEL ALI", "SHIP TO PARTY {} 14 LENINA SAMARA",
    "IN FAVOUR OF {} AS PER PROFORMA 88214", "(BUYER) {}", "DESTINATARIO {} CALLE 45 NO 12",
    "POUR LE COMPTE DE {} KM 7 ROUTE SUD", "EMPFAENGER {} HAFENSTRASSE 9", "1) {} 2) AS ABOVE",
    "{} TEL 7712045532 FAX 7712045533", "FINAL RECEIVER - {} - MERSIN", "PAYER {} ACCOUNT 40702810",
    "IMPORTER CODE 0388 {}", "{} ATTENTION MR HALVORSEN", "PLOT 9 INDUSTRIAL AREA LAHORE {}",
)  # fmt: skip
TEXT: Final = (
    "CARGO IS CARRIED BY {} ETA 12 MAY", "FREIGHT PAYABLE AS PER C/P {} DATED 03.04.2024",
    "{} B/L NO. 7781203 25000 MT WHEAT", "TRANSHIPMENT EX {} AT SINGAPORE",
    "WE TENDER NOTICE OF READINESS FOR {}", "RECEIVED FOR SHIPMENT PER {}, 12 CONTAINERS",
    "STEEL COILS - {} - 3500 TONS", "EMBARCADO EN EL BUQUE {} PUERTO DE CALLAO",
    "CHARGE A BORD DU NAVIRE {} LE 14 MARS", "STS TRANSFER WITH {} OFF KALAMATA",
    "{} CALLED AT BANIAS ON 4 MARCH", "MARKS: N/M; PER {}; ORIGIN TURKEY",
    "BUNKERS FOR {} 450 MT", "SUBSTITUTE {} AT OWNERS OPTION", "ROADS {} AWAITING ORDERS",
)  # fmt: skip
CELL: Final = (
    "{} / 24012E", "{} [HKG] 712", "441/{}", "{} (NOMINATED)", "{} (PREV. OCEAN BREEZE)",
    "{} OR SIMILAR", "FEEDER {}", "{} LOADPORT TUAPSE", "{} 2ND CALL", "{} E512", "{} DWT 57000",
    "{} ETA 12/05", "SHIFTED TO {}", "1ST LEG {} 2ND LEG TBN", "{} PART CARGO", "{} 318R-N",
)  # fmt: skip
LINES: Final = {
    "party lines, organizations": Lines("organization", "party", PARTY),
    "party lines, persons": Lines("person", "party", PARTY),
    "free text, ships": Lines("vessel", "free_text", TEXT),
    "ships' cells": Lines("vessel", "vessel", CELL),
}


def in_lines(lines: str, names: Iterable[str]) -> list[str]:
    """Return each name in one of the shapes, the same in every run.

    Examples
    --------
    >>> in_lines("ships' cells", ["LADY R"]) == in_lines("ships' cells", ["LADY R"])
    True
    """
    shapes = LINES[lines].shapes
    return [shapes[zlib.crc32(name.encode()) % len(shapes)].format(name) for name in names]
