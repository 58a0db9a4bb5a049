"""OFAC's remarks: a text of facts, ``; `` between them, a full stop at the end.

A remark reads ``Vessel Registration Identification IMO 9187629; MMSI 572469210; f.k.a. 'ALPHA';
Linked To: NATIONAL IRANIAN TANKER COMPANY.`` OFAC calls an alias in quotes weak (FAQ 122-125), a
former one, too, but not the present name of a subject (``n.k.a. 'X'``). Its fixed width edition
has double quotes. Quoted names may hold a ``;`` or an
apostrophe. The last full stop of a name such as ``R D I S.A.`` is also that of the remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from vscreen.lists.labels import note, split_label
from vscreen.lists.reading import ListEntry
from vscreen.schema import NameKind

# A whole quoted alias, up to the quote that ends it; or any other text up to a `;`.
QUOTED: Final = r"""(?:'.*?'|".*?"|\u2018.*?\u2019|\u201c.*?\u201d)"""
SEGMENT: Final = re.compile(
    rf"\s*(?:alt\. )?[afn]\.k\.a\. {QUOTED}(?=\s*;|\s+\(|\.?\s*$)[^;]*|[^;]+", re.DOTALL
)
ALIAS: Final = re.compile(
    r"""(?:alt\. )?([afn])\.k\.a\. ['"\u2018\u201c](.*?)['"\u2019\u201d]?(?:\s+\([^()]*\))?\.?"""
)
ALIAS_KINDS: Final = {
    "a": NameKind.WEAK_ALIAS,
    "f": NameKind.WEAK_ALIAS,
    "n": NameKind.STRONG_ALIAS,
}
LIMITS: Final = (300, 600, 1000)
"""Characters at which remarks broke off, until May 2004, in the months after it, and since."""
DOTTED: Final = re.compile(r"(?:^|[\s.,])\w\.\w$")


def breaking_off(rows: Iterable[Mapping[str, str]]) -> set[str]:
    """Return the numbers of the entries whose remarks are as long as remarks can be.

    Parameters
    ----------
    rows
        The rows of a primary file, with ``number`` and ``remarks``.

    Examples
    --------
    >>> breaking_off([{"number": "36", "remarks": "x" * 1000}, {"number": "37", "remarks": ""}])
    {'36'}
    """
    lengths = [(row["number"], len(row["remarks"]), row["remarks"].endswith(".")) for row in rows]
    longest = max((length for _, length, _ in lengths), default=0)
    limit = longest if longest in LIMITS else LIMITS[-1]
    # That an older and lower limit held is a guess, which a full stop refutes.
    is_guess = limit < LIMITS[-1]
    return {
        number for number, length, ends in lengths if length == limit and not (is_guess and ends)
    }


def split_remarks(remarks: str) -> list[str]:
    """Return the facts of a remark, without the full stop at its end.

    Examples
    --------
    >>> split_remarks("MMSI 572469210; a.k.a. 'SUN; MOON'; Linked To: R D I S.A.")
    ['MMSI 572469210', "a.k.a. 'SUN; MOON'", 'Linked To: R D I S.A.']
    """
    segments = [segment.strip() for segment in SEGMENT.findall(remarks)]
    segments = [segment for segment in segments if segment]
    if segments and segments[-1].endswith("."):
        bare = segments[-1][:-1]
        segments[-1] = f"{bare}." if DOTTED.search(bare) else bare
    return segments


def note_remarks(entry: ListEntry, remarks: str, *, cut: bool = False) -> None:
    """Add the facts of its remarks to an entry.

    Parameters
    ----------
    entry
        The entry, added to in place.
    remarks
        The remarks as printed.
    cut
        The text breaks off, so its last fact may not be whole. A name is still added, for half a
        name can still match; a number is not, for half a number is a different number.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> entry = ListEntry("36", Kind.VESSEL, "MARIA")
    >>> note_remarks(entry, "f.k.a. 'ALPHA'; MMSI 572469210.")
    >>> list(entry.names), list(entry.identifiers)
    (['ALPHA'], [(<Scheme.MMSI: 'mmsi'>, '572469210')])
    """
    segments = split_remarks(remarks)
    for number, segment in enumerate(segments, start=1):
        alias = ALIAS.fullmatch(segment)
        if alias:
            entry.add_name(alias.group(2), ALIAS_KINDS[alias.group(1)])
        elif not (cut and number == len(segments)):
            note(entry, *split_label(_without_brackets(segment)))


def _without_brackets(segment: str) -> str:
    # The XML edition prints all links inside a pair of brackets: `(Linked To: A; Linked To: B)`.
    if segment.startswith("(Linked To"):
        segment = segment[1:]
    if segment.startswith("Linked To") and segment.count(")") > segment.count("("):
        segment = segment.removesuffix(")")
    return segment
