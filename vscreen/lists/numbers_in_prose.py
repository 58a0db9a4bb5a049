"""Numbers of ships and companies in running text, where publishers without a column print them.

The words are the same for both: ``IMO number: 7303803`` is all that the UK printed of a ship in
2018, ``IMO Number: 5342883`` is a company's own number, and ``IMO number of the vessel: 9179842``
in a company's text is a ship's, which must not be taken for the company's. The check digit, the
range of numbers and whether the text begins with the number tell them apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from vscreen.identifiers.imo import is_valid_imo, is_valid_imo_company, is_valid_imo_ship
from vscreen.identifiers.in_text import find_identifiers
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Scheme

LABEL: Final = (
    r"(?<![a-zа-яёіїє\d])(?:I\.?M\.?[O0]\.?|OMI|[IІИ][MМ][OО]|Int(?:ernational|['’]?l)\.?\s+Maritime\s+"
    r"Org(?:ani[sz]ation|\.)|Organi[sz]\w+\s+mar[ií]tt?im\w+\s+interna\w+|М(?:еждународн|іжнародн)\w+\s+"
    r"морсь?к\w+\s+орган[иі]заці?\w+|国際海事機関|国际海事组织|國際海事組織|국제해사기구)(?![a-zа-яёіїє])"
)
"""IMO in the languages of publishers; in Russian and Ukrainian some letters are Latin ones."""
DASH: Final = r"\u2010-\u2015-"
FILLER: Final = (
    rf"(?:[^\S\n]|[:.,#()°№/'\"{DASH}]|(?:and|company|compagnie|de|du|identification|imo|la|numbers?|"
    r"num[eé]ro|nummer|navire|nos?|nr|of|owner|registered|registration|ship|s|the|unique|vessel|is|was|"
    r"n\.o|n|id|code|номер\w*)(?![^\W\d_])|番号|号码|編號|编号|번호)*(?:\n\s*(?=\d))?"
)
"""What may stand between a label and its own number, the end of a line last."""
GROUPED: Final = (
    rf"\d{{3}}[ .{DASH}]\d{{4}}|\d{{4}}[ .{DASH}]\d{{3}}|"
    rf"\d(?P<sep>[ .,{DASH}])\d{{3}}(?P=sep)\d{{3}}"
)
"""Seven digits in groups, as telephone numbers are written, too."""
ROW: Final = re.compile(r"\W{1,3}(?:and|et|und|y|e|и|та|і)?\W{0,2}", re.IGNORECASE)
"""What stands between two numbers of a row."""
TOKEN: Final = re.compile(
    rf"""(?P<label>{LABEL})(?P<filler>{FILLER})
      | (?P<number>(?<!\d)\d{{7}}(?!\d))
      | (?P<grouped>(?<![\d+])(?<!\d[ .,{DASH}])(?:{GROUPED})(?![ .,{DASH}]?\d))
      | (?P<end>[;\n])
      | (?P<stop>\+|https?:|www\.|電話|电话|傳真|传真|전화|팩스|
          \b(?:t[eé]l|t[eé]l[eé](?:phone|fono|fon)|phone|fax|mob|mobile|тел|телефон|факс|mmsi|call\s?sign|
          passport|passeport|pasaporte|паспорт|account|iban|swift|bic|zip|post|postal|box|dwt|grt|tax|
          duns|siren|inn|ogrn|kpp|okpo|инн|іпн|огрн|кпп|окпо|єдрпоу)\b)
      | (?P<other>\.\s|\#|№|\b(?:certificate|code|document|id|licen[cs]e|no|nos|nr|number|numbers|
          nit|reference|ref|reg|registr\w*|ruc|vat)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
NUMBER_HINT: Final = (
    r"(?i)I\.?M\.?[O0]|OMI|[IІИ][MМ][OО]|海事|해사|Maritime\s+Org|mar[ií]tt?im\w+\s+inter|морсь?к|"
    "\uff29\uff2d\uff2f"
)
"""Cheap pattern that every text matches in which a labelled number is; it may match others."""
DENIED: Final = re.compile(
    r"(?:(?:^|[.;:]\s+)not\s|\bconfused\s+with\s)[^.;:]{1,60}\Z", re.IGNORECASE
)
"""What stands before the number of a ship that the entry is not: ``Not SASCO ANGARA (IMO ...)``."""
FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")
"""A digit of another script."""
REACH: Final = 80
"""Letters between a label and a number, or between the numbers of ships that stand in a row."""


@dataclass(frozen=True)
class PrintedNumber:
    """An IMO number in running text.

    Attributes
    ----------
    value
        Seven digits.
    direct
        Whether its label stands directly before it; else other words do, such as ships' names.
    aside
        Whether it stands with its label in brackets behind a word: ``PAEK MA (IMO 9066978)``.
    start
        Where its label begins in the text, or the number where it has none of its own.
    """

    value: str
    direct: bool
    aside: bool
    start: int


def printed_numbers(text: str) -> list[PrintedNumber]:
    """Return the IMO numbers in a text, in order: those behind a label, and those in a row with it.

    Labels are read in several languages and scripts, digits of any width and script. A number
    behind another label (``Tel.``, ``Registration No.``) is none, nor is one of a ship that it is
    said not to be.

    Examples
    --------
    >>> found = printed_numbers("Manager of vessels with IMO Number: (a) RA NAM 2 8625545, (b) "
    ...     "RA NAM 3 9314650. Tel. 9041552. Owner of PAEK MA (IMO9066978)")
    >>> [(number.value, number.direct, number.aside) for number in found]
    [('8625545', False, False), ('9314650', False, False), ('9066978', True, True)]
    """
    folded = FOREIGN_DIGIT.sub(_digit, unicodedata.normalize("NFKC", text))
    found: list[PrintedNumber] = []
    label: re.Match[str] | None = None
    reach: int | None = None  # where a label or the number before ends
    for token in TOKEN.finditer(folded):
        if token["label"]:
            label, reach = token, token.end()
        elif token["stop"] or token["end" if label else "other"]:
            label, reach = None, None
        elif reach is not None and _is_near(folded, token, label, reach):
            if not (label and _is_denied(folded, label.start())):
                found.append(_number(folded, token, label))
            label, reach = None, token.end()
    return found


def _is_denied(text: str, label: int) -> bool:
    # A look at all that stands before would take hours for a text of many numbers.
    return DENIED.search(text, max(0, label - REACH), label) is not None


def _is_near(text: str, token: re.Match[str], label: re.Match[str] | None, reach: int) -> bool:
    """Whether a token is a number that a label, or the number before it, reaches."""
    between = text[reach : token.start()]
    if token["grouped"]:  # which a telephone's can be, too
        right = is_valid_imo(_digits(token))
        return right and (not between if label else ROW.fullmatch(between) is not None)
    in_code = between[-1:].isascii() and between[-1:].isalnum()
    return bool(token["number"]) and len(between) <= REACH and not in_code


def _digits(number: re.Match[str]) -> str:
    return re.sub(r"\D", "", number[0])


def _digit(sign: re.Match[str]) -> str:
    return str(unicodedata.decimal(sign[0]))


def _number(text: str, number: re.Match[str], label: re.Match[str] | None) -> PrintedNumber:
    value = _digits(number)
    if label is None:
        return PrintedNumber(value, direct=False, aside=False, start=number.start())
    before = text[: label.start()].rstrip()
    opened = before[-1:] in {"(", "[", "（"} and before[:-1].rstrip()[-1:].isalnum()
    direct = label.end() == number.start()
    aside = opened and not re.search(r"[)\]）]", text[label.end("label") : number.start()])
    return PrintedNumber(value, direct, aside, label.start())


# What may stand before the number where a ship's own text begins with it.
OPENING: Final = re.compile(
    r"\W*(?:UN[\w ]*listing\.\s*)?(?:UN Ref\.?\s*\w+\.\d+\.?\s*)?\W*(?=IMO(?![a-z]))", re.IGNORECASE
)
FLAG: Final = re.compile(r"\bFlag State:\s*([^.;]+)", re.IGNORECASE)
FORMER: Final = re.compile(r"\b(?:formerly|previously) known as:?\s+([^.;,(]+)", re.IGNORECASE)

# Ships with lower numbers were built before 1970; no company has a number as high yet.
FIRST_SHIP: Final = 7_000_000


def opens_with_ship(text: str) -> bool:
    """Return whether a text begins with a ship's IMO number, so that it is about this ship.

    Examples
    --------
    >>> opens_with_ship("(IMO number: 7303803). Annex XIV.")
    True
    >>> opens_with_ship("UN listing. UN Ref KPe.022. IMO Number: 5342883. The company")
    False
    >>> opens_with_ship("Its vessels include IMO 9358010.")
    False
    """
    opening = OPENING.match(text)
    first = next(iter(printed_numbers(text[opening.end() :])), None) if opening else None
    opens = first is not None and first.direct and not first.start
    return first is not None and opens and _is_ship(first.value)


def ship_numbers(text: str) -> list[str]:
    """Return the labelled IMO numbers in a ship's own text, in order, as printed.

    Examples
    --------
    >>> ship_numbers("IMO no. 9179842; IMO: 9161003. Tel. 9358010")
    ['9179842', '9161003']
    """
    return list(dict.fromkeys(each.value for each in printed_numbers(text) if each.direct))


def company_numbers(text: str) -> list[str]:
    """Return the labelled IMO numbers in a company's text that are its own.

    They can't be a ship's, and don't stand in brackets behind the name of another company.

    Examples
    --------
    >>> company_numbers("Owner of the tanker PAEK MA (IMO 9066978). IMO number: 5963351.")
    ['5963351']
    """
    numbers = (each.value for each in printed_numbers(text) if each.direct and not each.aside)
    return [
        number
        for number in dict.fromkeys(numbers)
        if is_valid_imo_company(number) and not _is_ship(number)
    ]


def _is_ship(number: str) -> bool:
    is_either = is_valid_imo_company(number) and int(number) < FIRST_SHIP
    return is_valid_imo_ship(number) and not is_either


def note_prose(entry: ListEntry, text: str) -> None:
    """Add to a ship or a company what its own text says; a person's text adds nothing.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "ACME")
    >>> note_prose(firm, "Owner of the tanker PAEK MA (IMO 9066978). IMO number: 5963351.")
    >>> list(firm.identifiers)
    [(<Scheme.IMO_COMPANY: 'imo_company'>, '5963351')]
    """
    if entry.kind == Kind.VESSEL:
        note_ship_text(entry, text)
    elif entry.kind == Kind.ORGANIZATION:
        note_company_text(entry, text)


def note_ship_text(entry: ListEntry, text: str) -> None:
    """Add to a ship what its own text says: numbers, flag state and former names.

    Of several IMO numbers the first is its own, if it has none yet; others may be of any ship.
    """
    if not entry.has(Scheme.IMO_SHIP):
        numbers = ship_numbers(text)
        for number in [*filter(is_valid_imo_ship, numbers), *numbers][:1]:
            entry.add_imo(number)
    for scheme, value in find_identifiers(text):
        if scheme in (Scheme.MMSI, Scheme.CALL_SIGN):
            entry.add_identifier(scheme, value)
    for flag in FLAG.findall(text):
        entry.add_fact("flag", flag)
    for name in FORMER.findall(text):
        entry.add_name(name, NameKind.FORMER)


def note_company_text(entry: ListEntry, text: str) -> None:
    """Add to a company the IMO numbers in its text that can't be a ship's."""
    for number in company_numbers(text):
        entry.add_identifier(Scheme.IMO_COMPANY, number)
