"""Which texts are headings: asked often and for the same texts, so each is looked at once.

A heading that is understood names a field. A plain heading names none and nobody either: ``Name``,
``Port of loading``, ``Qty`` (``data/plain_headings.csv``). Only of such words is a second line of
headings made, and a row of a ship called MASTER is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from vscreen.data import read_table
from vscreen.errors import ManifestError
from vscreen.manifest.headings import heading_key, map_headings, recognised
from vscreen.schema import FREE_TEXT

LONGEST: Final = 60
"""Letters of a cell that may be a heading."""
COLONS: Final = ":\uff1a\ufe55"
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[\W_]*\d[\d\W_]*")
# Letters, and no more digits than "Notify Party 2" or "Street 1 (EN)" has.
_READABLE = re.compile(r"(?=.*[^\W\d_])(?!(?:\D*\d){4}).{1,60}", re.S)
_CACHED = 100_000


class Known:
    """Tells headings from other texts, for a user's ``columns``.

    Parameters
    ----------
    columns
        Heading -> field, as for `vscreen.manifest.read.read_manifest`.

    Examples
    --------
    >>> known = Known()
    >>> known.is_field("IMO No.:"), known.is_field("Port"), known.is_plain("Port of loading")
    (True, False, True)
    >>> known.count(["Ship", "IMO", "Port"]), known.fields(["Ship", "Port"])
    (2, ['vessel', ''])
    """

    def __init__(self, columns: Mapping[Any, str | None] | None = None) -> None:
        self.columns = columns
        self._common = _written() | {str(named).strip().lower() for named in columns or ()}
        self._known: dict[str, bool] = {}
        self._fields: dict[str, str] = {}

    def is_field(self, text: str) -> bool:
        """Return whether a text is a heading that is understood, or named by the user."""
        text = _bare(text)
        if not _READABLE.fullmatch(text):
            return False
        if text not in self._known:
            if len(self._known) > _CACHED:
                self._known.clear()
            self._known[text] = recognised([text], self.columns) > 0
        return self._known[text]

    def is_plain(self, text: str) -> bool:
        """Return whether a text is made of the words of headings that name nobody."""
        words = _WORD.findall(text) if _READABLE.fullmatch(text) else []
        plain = _plain_words()
        return bool(words) and all(heading_key(word) in plain for word in words)

    def is_name(self, text: str) -> bool:
        """Return whether a text says no more than that it is a name: ``Name``, ``Full name``."""
        return self.is_plain(text) and any(
            _plain_words()[heading_key(word)] == "name" for word in _WORD.findall(text)
        )

    def is_common(self, text: str) -> bool:
        """Return whether a text is a heading as it is written most often, or named by the user."""
        return _bare(text).lower() in self.familiar()

    def is_heading(self, text: str) -> bool:
        """Return whether a text is a heading, understood or plain."""
        return self.is_field(text) or self.is_plain(text)

    def familiar(self, headings: Sequence[str] = ()) -> frozenset[str]:
        """Return headings as they are written most often, in lower case, and these ones."""
        if not headings:
            return self._common
        return self._common | {each.strip().lower() for each in headings if each.strip()}

    def count(self, cells: Sequence[str]) -> int:
        """Return how many cells of a row are headings that are understood, seen together."""
        if not any(map(self.is_field, cells)):  # a bare "Name" is understood beside others alone
            return 0
        readable = (cell if _READABLE.fullmatch(cell) else "" for cell in cells)
        return recognised(list(readable), self.columns)

    def fields(self, cells: Sequence[str]) -> list[str]:
        """Return the field of each heading, together where they agree, else each by itself."""
        try:
            names, mapping = map_headings(list(cells))
        except ManifestError:
            return [self.field(cell) for cell in cells]
        return [mapping.get(name, "") for name in names]

    def field(self, text: str) -> str:
        """Return the field of a heading by itself, or ""."""
        bare = _bare(text)
        if not self.is_field(bare):
            return ""
        if bare not in self._fields:
            try:
                self._fields[bare] = map_headings([bare, FREE_TEXT])[1].get(bare, "")
            except ManifestError:
                self._fields[bare] = ""
        return self._fields[bare]


def is_number(text: str) -> bool:
    """Return whether a text holds digits and no letter, as numbers and dates do."""
    return _NUMBER.fullmatch(text) is not None


def _bare(text: str) -> str:
    return text.strip().rstrip(COLONS).strip()


@lru_cache(maxsize=1)  # a constant of the package, read when first needed
def _plain_words() -> dict[str, str]:
    """Return word -> meaning."""
    return {heading_key(row["word"]): row["meaning"] for row in read_table("plain_headings.csv")}


@lru_cache(maxsize=1)
def _written() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("common_headings.csv"))
