r"""Text that a system encoded and no other undid: what the letters of a cell say.

Web forms, mail and databases leave their own spelling in the files they export: ``&amp;`` and
``<br>`` (HTML), ``%20`` (addresses of the web), ``=C3=81`` and ``=?UTF-8?B?...?=`` (mail, RFC 2045
and 2047), ``\u041c`` (JSON, Python), ``_x0020_`` (workbooks), UTF-8 that was read as a code page
(``VLÃ\x81DIMIR``). A name in such a spelling is compared with no other, so it is undone first, in
manifests and in lists.

What is no encoding stays: ``AT&T``, ``R&D BAKERY; LTD``, ``100% ACRYLIC``, ``QTY=20``. So only
known names of HTML count, and codes of bytes only where they are printable text in UTF-8.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable, Mapping
from functools import cache
from html import unescape
from html.entities import html5
from typing import Final

CODED: Final = (
    r"(?i:&(?:#|nbsp|[a-z][a-z0-9]*;)|%(?:u[0-9a-f]{4}|[0-9a-f]{2})|=[0-9a-f]{2}"
    r"|=\?[\w-]+\?[bq]\?|_x[0-9a-f]{4}_|\\(?:[uxnr'\"/])|<[!/]?[a-z\[-]|]]>|-->)"
)
"""What stands in each ASCII text that `decoded` changes; in others too. For pyarrow as well."""
_CODED: Final = re.compile(CODED)
_ROUNDS: Final = 8
"""Encodings within encodings that are undone."""

_ENTITY: Final = re.compile(
    r"&(?:(?:amp|#0*38|#x0*26);)*"  # escaped twice: &amp;nbsp;
    r"(?:(?P<number>#(?:[0-9]{2,7}|x[0-9a-f]{2,6}));?|(?P<name>[a-z][a-z0-9]{1,31});|nbsp(?![a-z]))",
    re.IGNORECASE,
)
_INLINE: Final = "a|abbr|b|big|em|font|i|mark|nobr|s|small|span|strike|strong|sub|sup|tt|u|wbr"
_BLOCK: Final = (
    "address|article|blockquote|body|br|button|center|code|col|dd|div|dl|dt|fieldset|footer|form"
    "|h[1-6]|head|header|hr|html|img|input|label|li|link|main|meta|nav|ol|option|p|pre|script"
    "|section|select|style|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul|o:p"
)
_ATTRIBUTES: Final = r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?"
_TAG: Final = re.compile(
    rf"</?(?:(?P<inline>{_INLINE})|{_BLOCK}){_ATTRIBUTES}>|<!--|-->|<!\[CDATA\[|\]\]>",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(r"(?:%[0-9a-f]{2})+", re.IGNORECASE)
_QUOTED: Final = re.compile(r"(?:=[0-9a-f]{2}){2,}|(?<=[a-z])=20(?=[a-z])", re.IGNORECASE)
_HEADER_WORD: Final = re.compile(r"=\?([\w-]+)\?([bq])\?([^?\s]*)\?=", re.IGNORECASE)
_ESCAPED: Final = re.compile(
    r"\\u(000[0-9a-f]{5}|[0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|%u([0-9a-f]{4})|\\x([0-9a-f]{2})"
    r"|_x([0-9a-f]{4})_|\\(['\"/])",
    re.IGNORECASE,
)


def decoded(text: str) -> str:
    r"""Return ``text`` with codes of HTML, the web, mail and JSON undone, also if encoded twice.

    Letter case of a code makes no difference (but in Base64), and undoing twice is undoing once.

    Parameters
    ----------
    text
        The text of a cell.

    Returns
    -------
    str
        The text that is meant, which may hold any character.

    Examples
    --------
    >>> [decoded(text) for text in ("ZETA &amp;amp; SONS", "MIAMI%20PRIDE", "GREY<BR>HULL")]
    ['ZETA & SONS', 'MIAMI PRIDE', 'GREY HULL']
    >>> [decoded(text) for text in ("VL=C3=81DIMIR", r"\u004dARIA", "AT&T; 100%ACRYLIC")]
    ['VLÁDIMIR', 'MARIA', 'AT&T; 100%ACRYLIC']
    """
    for _ in range(_ROUNDS):
        if not _CODED.search(text):
            return text
        before = text
        for pattern, undo in _UNDO:
            text = pattern.sub(undo, text)
        if text == before:
            return text
    return text


def _character(code: int) -> str:
    return "" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


@cache
def _entities() -> dict[str, str]:
    """Return what HTML's names stand for, by the name in lower case."""
    names = {name.rstrip(";"): text for name, text in html5.items()}
    return {name.lower(): names.get(name.lower(), text) for name, text in names.items()}


def _entity(found: re.Match[str]) -> str:
    if found["number"]:
        return unescape(f"&{found['number'].lower()};")
    return _entities().get(found["name"].lower(), found[0]) if found["name"] else "\xa0"


def _tag(found: re.Match[str]) -> str:
    return "" if found["inline"] else " "


def _bytes(found: re.Match[str]) -> str:
    """Return what codes of bytes say in UTF-8; as they stand if that can't be read."""
    try:
        text = bytes.fromhex(re.sub("[%=]", "", found[0])).decode()
    except UnicodeDecodeError:
        return found[0]
    return text if all(char.isprintable() or char.isspace() for char in text) else found[0]


def _percent(found: re.Match[str]) -> str:
    """Return what codes of bytes say in UTF-8, or behind a letter in Latin-1: ``VL%C1DIMIR``."""
    text = _bytes(found)
    if text == found[0] and found.string[found.start() - 1 : found.start()].isalpha():
        text = bytes.fromhex(text.replace("%", "")).decode("latin-1")
    return text if text.isprintable() or text.isspace() else found[0]


def _escape(found: re.Match[str]) -> str:
    code = next((code for code in found.groups()[:-1] if code), "")
    return _character(int(code, 16)) if code else found[6]


def _header_word(found: re.Match[str]) -> str:
    charset, kind, body = found.groups()
    try:
        if kind in "bB":
            return base64.b64decode(body, validate=True).decode(charset)
        return quopri.decodestring(body.replace("_", " ").encode()).decode(charset)
    except (LookupError, ValueError):
        return found[0]


_UNDO: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (_HEADER_WORD, _header_word), (_ENTITY, _entity), (_TAG, _tag), (_ESCAPED, _escape),
    (_PERCENT, _percent), (_QUOTED, _bytes),
)  # fmt: skip


# --- UTF-8 that was read as a code page ----------------------------------------------------------

_DOS_PAGES: Final = ("cp437", "cp850")
_CODE_PAGES: Final = ("cp1252", "cp1251", *_DOS_PAGES)
_SURE_LEADS: Final = {"cp1252": "ÂÃ", "cp437": "├┬", "cp850": "├┬"}
"""The first signs of accented Latin letters, before which no other sign follows by chance."""
_ADJACENT: Final = re.compile(r"[^\x00-\x7f]{2}")
_CYRILLIC: Final = re.compile("[А-яЁёІіЇїЄєҐґЎў]+")
_ACCENTED: Final = re.compile("[À-ÿŸ]+")
_CYRILLIC_AS_LATIN: Final = re.compile(
    "(?!.*(?:[A-Za-z][À-ÿŸ]|[À-ÿŸ][A-Za-z])).*[À-ÿŸ]{4}", re.DOTALL
)
"""Words of accented letters alone, one of them of four."""


def without_mojibake(text: str) -> str:
    r"""Return ``text`` with UTF-8 that was read as a code page read as UTF-8.

    Two or three signs must be one character exactly, and so that chance is no explanation: a sign
    that no text holds, a lead that only accents have, or more than one such character; of Cyrillic
    read as Cyrillic, three in a row. Cyrillic in CP1251 that was read as Latin is known by words of
    accented letters alone.

    Parameters
    ----------
    text
        Any text, in Unicode's normal form C.

    Returns
    -------
    str
        The text that was written, or ``text``.

    Examples
    --------
    >>> without_mojibake("VL\xc3\x81DIMIR"), without_mojibake("ÌÀÐÈß"), without_mojibake("«CAFÉ»")
    ('VLÁDIMIR', 'МАРИЯ', '«CAFÉ»')
    """
    if text.isascii() or not _ADJACENT.search(text):
        return text
    for page in _CODE_PAGES:
        read = _read_as_utf8(text, page)
        if read != text:
            return without_mojibake(read)
    if _CYRILLIC_AS_LATIN.match(text):
        return _ACCENTED.sub(_as_cyrillic, text)
    return text


def _as_cyrillic(run: re.Match[str]) -> str:
    return run[0].replace("Ÿ", "ÿ").encode("latin-1").decode("cp1251")


@cache
def _byte_of(page: str) -> dict[str, int]:
    """Return the byte from which each sign of a code page was read, ASCII left out."""
    signs = {bytes([byte]).decode(page, "ignore") or chr(byte): byte for byte in range(128, 256)}
    return signs | ({chr(byte): byte for byte in range(128, 256)} if page == "cp1252" else {})


@cache
def _multibyte(page: str) -> re.Pattern[str]:
    """Return the pattern of one character of UTF-8, its bytes read as a code page."""
    of = _byte_of(page)

    def signs(first: int, last: int) -> str:
        return "".join(re.escape(sign) for sign, byte in of.items() if first <= byte <= last)

    more = f"[{signs(0x80, 0xBF)}]"
    if page in _DOS_PAGES:  # their other leads are letters, and stand before letters in names
        return re.compile(f"[{''.join(sign for sign in '─┬├┼╨╤╥╬╧╪' if sign in of)}]{more}")
    ways = (
        f"[{signs(0xC2, 0xDB)}]{more}", f"[{signs(0xE0, 0xEF)}]{more}{{2}}",
        f"[{signs(0xF0, 0xF4)}]{more}{{3}}",
    )  # fmt: skip
    return re.compile("|".join(ways))


def _read_as_utf8(text: str, page: str) -> str:
    """Return the text with what is UTF-8 for sure read so."""
    pattern = _multibyte(page)
    found = {way[0]: _utf8(way[0], page) for way in pattern.finditer(text)}
    found = {signs: char for signs, char in found.items() if _is_likely(char)}
    if not _is_sure(text, page, found):
        return text
    return pattern.sub(lambda way: found.get(way[0], way[0]), text)


def _utf8(signs: str, page: str) -> str:
    of = _byte_of(page)
    try:
        return bytes(of[sign] for sign in signs).decode()
    except UnicodeDecodeError:
        return ""


def _is_likely(char: str) -> bool:
    """Whether a character stands in names: Latin, Greek, Cyrillic, Hebrew, Arabic; or a longer one.

    ``É»`` is two signs: the letter that it would be in UTF-8 stands in no name.
    """
    return bool(char) and (
        char < "\u0180" or "\u0370" <= char < "\u0500" or "\u05d0" <= char < "\u0700"
        or char >= "\u0800"
    )  # fmt: skip


def _is_sure(text: str, page: str, found: Mapping[str, str]) -> bool:
    """Whether signs in a text, each with the character it would be, are more than chance."""
    if page == "cp1251":  # letters all of them: Р and С stand before signs by chance, too
        in_row = re.search(f"(?:{_multibyte(page).pattern}){{3}}", text)
        return bool(in_row) and all(map(_CYRILLIC.fullmatch, found.values()))
    leads = _SURE_LEADS[page]
    return len(found) > 1 or any(
        len(signs) > 2 or signs[0] in leads or any("\x80" <= sign <= "\x9f" for sign in signs)
        for signs in found
    )
