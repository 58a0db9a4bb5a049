"""What the cells of a column say of it: the second witness beside its heading.

Check digits speak: of seven-digit numbers one in ten could be a ship's by chance, and one in eleven
a company's, so a column in which nearly all distinct numbers pass is no accident. Everything is
counted over the distinct cells of the whole column, so that neither the order of the rows nor how
often one of them comes changes what is concluded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from unicodedata import decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.types import is_complex_dtype, is_datetime64_any_dtype, is_numeric_dtype

from vscreen.columnar.distinct import as_arrow
from vscreen.columnar.strings import Bools, Bytes, Codes
from vscreen.data import read_table
from vscreen.manifest.cell_text import as_text

MOST: Final = 0.8
"""Share of the distinct cells that must be such a number for a column of them."""
_NEARLY_ALL = 0.95
_BY_CHANCE = {"ship": 1 / 10, "company": 1 / 11, "either": 2 / 11, "mmsi": 1 / 3}
_SHIP, _COMPANY = (7, 6, 5, 4, 3, 2), (8, 6, 4, 2, 9, 7)
_BEGINNINGS = np.frombuffer(b"0123456789IiMm #", np.uint8)
_NUMBER = r"(?i)^\s*(?:imo|mmsi)?[\s:.#-]*(?P<digits>\d{5,9})(?:\.0+)?\s*$"
_SHORTEST, _LONGEST = 5, 16  # characters of a cell that is such a number
_FEW = 0.01  # share of cells of that length in a column that needn't be looked at
_NINE_DIGITS = 10**9
_MANY = 20_000  # cells from which telling them apart takes time
_WORTH_A_LOOK = 0.3  # share of the cells that must pass before they are told apart
_CLASS = 5  # characters of a danger class, yes or no
_CLASSES = 10  # classes of dangerous goods are numbers below
_DANGER_CLASS = r"(?i)^\s*(?:[1-9](?:\.[1-6][a-z]?)?|y|n|yes|no|true|false|x)\s*$"
# \w of this engine is of ASCII alone: other letters are \p{L}.
_NOTHING = (
    r"(?i)^[^\p{L}\p{N}]*(?:n\W?a|nil|none|null|nan|nat|unknown|not available|tbn|tba|0+|x+)?"
    r"[^\p{L}\p{N}]*$"
)
_WORDS = r"\p{L}{3,}|\p{Lo}{2,}"
_NO_NAME = r"(?i)@|://|www\.|^\W*(?:yes|no|true|false)\W*$"
_CODE = r"^[^\p{L}\p{N}]*[\p{L}\p{N}_-]*\d[\p{L}\p{N}_-]*$"  # a single word with a digit in it


@dataclass(frozen=True)
class Numbers:
    """How many distinct cells of a column are numbers of a kind.

    Attributes
    ----------
    filled
        Distinct cells that hold something.
    ships, companies
        Cells that are valid as an IMO number of a ship, of a company; some are both.
    both
        Cells that are valid as either.
    mmsi
        Cells that are nine digits and begin like the MMSI of a ship of some country.
    """

    filled: int = 0
    ships: int = 0
    companies: int = 0
    both: int = 0
    mmsi: int = 0

    @property
    def either(self) -> int:
        """Cells that are valid as the number of a ship or a company."""
        return self.ships + self.companies - self.both

    @property
    def only_ships(self) -> int:
        """Cells that are valid as a ship's number alone."""
        return self.ships - self.both

    @property
    def only_companies(self) -> int:
        """Cells that are valid as a company's number alone."""
        return self.companies - self.both

    @property
    def are_of_ships(self) -> bool:
        """Whether nearly all cells are ships' numbers, and none can only be a company's."""
        return bool(self.ships) and not self.only_companies and self.ships >= 0.9 * self.filled

    def certainty(self, kind: str) -> float:
        """Return how sure it is that the column holds ``ship``, ``company``, ``either``, ``mmsi``.

        It is minus the decimal logarithm of the chance (Chernoff's bound) that so many of so many
        arbitrary numbers pass; 0 if not even most of the cells do.

        Examples
        --------
        >>> round(Numbers(filled=6, ships=6).certainty("ship"), 1)
        6.0
        >>> Numbers(filled=6, ships=2).certainty("ship")
        0.0
        """
        passed = {"ship": self.ships, "company": self.companies, "either": self.either}
        chance = _BY_CHANCE[kind]
        share = passed.get(kind, self.mmsi) / self.filled if self.filled else 0.0
        if share < (_NEARLY_ALL if kind == "mmsi" else MOST):
            return 0.0
        rest = (1 - share) * math.log((1 - share) / (1 - chance)) if share < 1 else 0.0
        return self.filled * (share * math.log(share / chance) + rest) / math.log(10)


def numbers_in(column: pd.Series) -> Numbers:
    """Count the distinct cells of a column that are IMO numbers or MMSIs.

    A long column in which hardly a cell can be such a number is not looked at any further.

    Parameters
    ----------
    column
        A column of any dtype.

    Examples
    --------
    >>> numbers_in(pd.Series(["9161003", "IMO 9811000", "", "6183435"]))
    Numbers(filled=3, ships=2, companies=1, both=0, mmsi=0)
    """
    if is_numeric_dtype(column.dtype) and not is_complex_dtype(column.dtype):
        return _counted(*_distinct_values(column))
    if not _is_text(column):
        return Numbers()
    cells = _distinct(column)
    if cells is None:
        return Numbers()
    digits = pc.struct_field(pc.extract_regex(cells, _NUMBER), "digits")
    return _counted(digits.drop_null().cast(pa.int64()).to_numpy(), len(cells))


def _counted(values: Codes, filled: int) -> Numbers:
    ships, companies = _is_ship(values), _is_company(values)
    return Numbers(
        filled=filled,
        ships=int(ships.sum()),
        companies=int(companies.sum()),
        both=int((ships & companies).sum()),
        mmsi=int((np.isin(values // 10**6, _mids()) & (values >= 10**8)).sum()),
    )


def _distinct_values(column: pd.Series) -> tuple[Codes, int]:
    """Return the distinct whole numbers of a numeric column, and how many values it has."""
    numbers = column.to_numpy(np.float64, na_value=np.nan)
    near = numbers[(numbers >= 10**4) & (numbers < _NINE_DIGITS)]
    whole = near[near % 1 == 0].astype(np.int64)
    passed = _is_ship(whole) | _is_company(whole) | np.isin(whole // 10**6, _mids())
    many = len(numbers) > _MANY
    if many and np.count_nonzero(passed) <= _WORTH_A_LOOK * np.count_nonzero(numbers > 0):
        return np.zeros(0, np.int64), 0
    return np.unique(whole), len(np.unique(numbers[numbers > 0]))


def is_empty(column: pd.Series) -> bool:
    """Return whether no cell of a column holds anything.

    Examples
    --------
    >>> is_empty(pd.Series(["", ""])), is_empty(pd.Series(["", "A"]))
    (True, False)
    """
    if column.dtype == object or isinstance(column.dtype, pd.StringDtype):
        return _longest(_texts(column)) == 0
    return bool(column.isna().all())


def is_danger_class(column: pd.Series) -> bool:
    """Return whether all that a column holds are classes of dangerous goods, or yes and no.

    The IMDG code, which people call "IMO class", has nine classes, some with divisions.

    Examples
    --------
    >>> is_danger_class(pd.Series(["3", "2.1", ""])), is_danger_class(pd.Series(["9161003", "3"]))
    (True, False)
    """
    if is_numeric_dtype(column.dtype) and (column.isna().all() or column.max() >= _CLASSES):
        return False
    texts = _texts(column)
    if _longest(texts) > _CLASS:
        return False
    cells = _filled(pc.unique(texts))
    return bool(len(cells)) and bool(pc.all(pc.match_substring_regex(cells, _DANGER_CLASS)).as_py())


def may_name(column: pd.Series) -> bool:
    """Return whether cells of a column may be names: words, and no codes, addresses of mail or web.

    Examples
    --------
    >>> may_name(pd.Series(["ACME LTD", ""])), may_name(pd.Series(["A17", "x@y.example", "12.5"]))
    (True, False)
    """
    if not _is_text(column):
        return False
    cells = _filled(pc.unique(_texts(column)))
    if not len(cells):
        return False
    words = pc.match_substring_regex(cells, _WORDS)
    codes = pc.match_substring_regex(cells, _CODE)
    other = pc.or_(codes, pc.match_substring_regex(cells, _NO_NAME))
    return bool(pc.mean(pc.and_not(words, other)).as_py() > 1 - _NEARLY_ALL)


# --- cells ---


def _is_text(column: pd.Series) -> bool:
    return not (is_numeric_dtype(column.dtype) or is_datetime64_any_dtype(column.dtype))


def _texts(column: pd.Series) -> pa.LargeStringArray:
    """Return the cells as texts."""
    if isinstance(column.dtype, pd.StringDtype):
        return as_arrow(column.array)
    if column.dtype != object:
        return as_arrow(as_text(column).array)
    cells = column.to_numpy()
    try:
        return pa.array(cells, pa.large_string(), from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeError, ArithmeticError):
        return as_arrow([_plain(cell) for cell in cells])


def _plain(cell: object) -> str:
    """Return a cell of a mixed column: what is neither text nor a number says nothing here."""
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8")
    if isinstance(cell, int | float) and 0 < cell < _NINE_DIGITS and cell == int(cell):
        return str(int(cell))
    return ""


def _longest(texts: pa.LargeStringArray) -> int:
    return pc.max(pc.binary_length(texts)).as_py() or 0


def _filled(cells: pa.LargeStringArray) -> pa.LargeStringArray:
    """Return the cells that hold something: no blanks, no mark for nothing."""
    return cells.filter(pc.invert(pc.match_substring_regex(cells, _NOTHING)))


def _distinct(column: pd.Series) -> pa.LargeStringArray | None:
    """Return the distinct cells that hold something; None of many that can't be such numbers."""
    texts = _with_plain_digits(_texts(column))
    if len(texts) > _MANY and not _may_be_numbers(texts):
        return None
    return _filled(pc.unique(texts))


def _with_plain_digits(texts: pa.LargeStringArray) -> pa.LargeStringArray:
    """Return texts with the digits of any script as those of ASCII: ``٩٠٧٤٧٢٩`` is 9074729."""
    _, _, letters = _spans(texts)
    if not len(letters) or letters.max() < 0x80:
        return texts
    written = pc.match_substring_regex(texts, r"[^0-9\P{Nd}]")
    rows = np.flatnonzero(written.to_numpy(zero_copy_only=False))
    if not len(rows):
        return texts
    plain = [
        re.sub(r"\d", lambda digit: str(decimal(digit[0])), text)
        for text in texts.take(pa.array(rows)).to_pylist()
    ]
    return pc.replace_with_mask(texts, written, pa.array(plain, pa.large_string()))


def _may_be_numbers(texts: pa.LargeStringArray) -> bool:
    """Return whether it is worth while to look at the distinct cells of a long column.

    Telling cells apart takes ten times as long as counting those, of the length of such a number,
    whose digits pass: in a column of other numbers a fifth of them do.
    """
    length, starts, letters = _spans(texts)
    seven, nine = starts[length == 7], starts[length == 9]
    longer = np.count_nonzero((length > 9) & (length <= _LONGEST))
    short = np.count_nonzero((length >= _SHORTEST) & (length < 7))
    candidates = len(seven) + len(nine) + longer
    if not candidates or candidates < short or candidates < _FEW * np.count_nonzero(length):
        return False
    seven, nine = _some(letters, seven), _some(letters, nine)
    candidates = len(seven) + len(nine) + longer
    values = _digits(letters, seven, 7)
    passed = np.count_nonzero(_is_ship(values) | _is_company(values))
    mmsi = np.count_nonzero(np.isin(_digits(letters, nine, 3), _mids()))
    passed += mmsi if mmsi > MOST * len(nine) else 0  # a third of other numbers would pass
    passed += np.count_nonzero(letters[nine + 7] == ord("."))
    begun = letters[starts[(length > 9) & (length <= _LONGEST)]]
    passed += np.count_nonzero(np.isin(begun, _BEGINNINGS))
    return bool(passed > _WORTH_A_LOOK * candidates)


def _some(letters: Bytes, starts: Codes) -> Codes:
    """Return a tenth of very many numbers: which, their fourth digit says, not their order."""
    if len(starts) <= _MANY:
        return starts
    chosen = starts[letters[starts + 3] == ord("7")]
    return chosen if len(chosen) > _MANY // 10 else starts


def _spans(texts: pa.LargeStringArray) -> tuple[Codes, Codes, Bytes]:
    """Return the length of each text in bytes, where it begins, and the bytes of all."""
    _, offsets, letters = texts.buffers()
    ends = np.frombuffer(offsets, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(letters, np.uint8) if letters else np.zeros(0, np.uint8)
    return np.diff(ends), ends[:-1], data


def _digits(letters: Bytes, starts: Codes, count: int) -> Codes:
    """Return the numbers that begin at ``starts``; 0 for what is no number."""
    values = np.zeros(len(starts), np.int64)
    right = np.ones(len(starts), np.bool_)
    for place in range(count):
        digit = letters[starts + place] - np.uint8(ord("0"))  # below "0" it wraps beyond 9
        right &= digit <= 9
        values = values * 10 + digit
    return np.where(right, values, 0)


def _check_sum(values: Codes, weights: Sequence[int]) -> Codes:
    total = np.zeros(len(values), np.int64)
    for place, weight in enumerate(weights):
        total += values // 10 ** (6 - place) % 10 * weight
    return total


def _is_ship(values: Codes) -> Bools:
    valid: Bools = _check_sum(values, _SHIP) % 10 == values % 10
    return valid & (values >= 10**6) & (values < 10**7)


def _is_company(values: Codes) -> Bools:
    """Return which numbers may be a company's; spreadsheets drop the zeros that some begin with."""
    valid: Bools = (11 - _check_sum(values, _COMPANY) % 11) % 10 == values % 10
    return valid & (values > 0) & (values < 10**7)


@lru_cache(maxsize=1)  # a constant of the package, read when first needed
def _mids() -> Codes:
    return np.array(sorted(int(row["mid"]) for row in read_table("mmsi_digits.csv")))
