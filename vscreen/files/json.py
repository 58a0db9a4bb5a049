"""JSON lists: a document, or an object a line; whatever the values are, texts come out.

Publishers' JSON has no schema that could be relied on: a value may be a text, a number, null, or a
list of any of them. `texts` reads them all alike, so that a reader never trips over a type.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from vscreen.files.source import BOM, Source

Record = dict[str, Any]

# The first record decides what a file is; the longest seen has some hundred thousand letters.
LONGEST: Final = 8 << 20
# Deep nesting ends the decoder with RecursionError, a huge number with ValueError.
BROKEN: Final = (ValueError, RecursionError)
HALF: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""Half of a character that takes two escapes: the text was cut there, and no frame can hold it."""


def first_record(source: Source) -> Record:
    """Return the object that the file's first line is, or nothing if it is none."""
    start = source.head.removeprefix(BOM.encode()).lstrip()
    if not start.startswith(b"{"):
        return {}
    line = source.data[:LONGEST].removeprefix(BOM.encode()).lstrip().partition(b"\n")[0]
    try:
        record = json.loads(line)
    except BROKEN:
        return {}
    return record if isinstance(record, dict) else {}


def _loaded(text: str) -> Any:
    return json.loads(
        HALF.sub(r"\\ufffd", text) if "\\u" in text else text,
        object_pairs_hook=_whole,
        parse_constant=lambda _: None,  # NaN, which pandas writes for nothing
    )


def _whole(pairs: list[tuple[str, Any]]) -> Record:
    """Return an object with all values of a key that comes twice, of which JSON keeps the last."""
    record = dict(pairs)
    if len(record) < len(pairs):
        record = {}
        for key, value in pairs:
            record[key] = _joined(record[key], value) if key in record else value
    return record


def _joined(one: Any, other: Any) -> Any:
    """Return two values as one: objects with the keys of both, else a list with both."""
    if isinstance(one, dict) and isinstance(other, dict):
        return _whole([*one.items(), *other.items()])
    if one is None or one == other:
        return other
    if other is None:
        return one
    return [item for each in (one, other) for item in (each if isinstance(each, list) else [each])]


def parse_json(source: Source) -> Any:
    """Return the file as a JSON document.

    Raises
    ------
    ListFormatError
        If it is not whole JSON.
    """
    try:
        return _loaded(source.text())
    except BROKEN as error:
        raise source.refuse(f"it is not whole JSON ({error})") from error


def json_lines(source: Source, warnings: list[str] | None = None) -> Iterator[tuple[int, Record]]:
    r"""Yield the number of each line that is not blank, and its object.

    Parameters
    ----------
    source
        The file.
    warnings
        Gets a sentence about a last line that has no line end but holds a whole object; without a
        list for it such a file is refused.

    Raises
    ------
    ListFormatError
        If a line is no whole JSON object, or the last line does not end.

    Examples
    --------
    >>> from pathlib import Path
    >>> warnings: list[str] = []
    >>> list(json_lines(Source(Path("x.json"), b'{"id": 1}\n{"id": 2}'), warnings))
    [(1, {'id': 1}), (2, {'id': 2})]
    >>> warnings[0]
    'x.json: its last line does not end, but its object is whole; look whether lines are missing'
    """
    ends = source.data.endswith(b"\n")
    if not ends and warnings is None:
        raise source.refuse("its last line does not end, so it is cut short")
    for number, line in _lines(source):
        try:
            record = _loaded(line)
        except BROKEN as error:
            raise source.refuse(f"line {number} is not whole JSON ({error})") from error
        if not isinstance(record, dict):
            raise source.refuse(f"line {number} is no JSON object")
        yield number, record
    if not ends and warnings is not None and source.data:
        warnings.append(
            f"{source.path}: its last line does not end, but its object is whole; "
            "look whether lines are missing"
        )


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line that is not blank.

    The text of a whole file would take up to eight times its bytes.
    """
    if b"\0" in source.data:
        source.text()  # which names the line
    for number, line in enumerate(io.BytesIO(source.data), start=1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            text = source.text()  # which names the byte
        if text.strip():
            yield number, text


def json_records(source: Source, warnings: list[str]) -> Iterator[tuple[str, Record]]:
    """Yield the place of each object of a file, for people, and the object.

    Parameters
    ----------
    source
        A file with an object on each line, or a list of objects.
    warnings
        As of `json_lines`.

    Raises
    ------
    ListFormatError
        If the JSON is not whole, or holds anything but objects.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(json_records(Source(Path("x.json"), b'[{"id": 1}]'), []))
    [('object 1', {'id': 1})]
    """
    if first_record(source):
        yield from ((f"line {line}", record) for line, record in json_lines(source, warnings))
        return
    value = parse_json(source)
    if not isinstance(value, list) or len(records(value)) < len(value):
        raise source.refuse("it is no list of JSON objects")
    yield from ((f"object {place}", record) for place, record in enumerate(value, start=1))


def texts(value: Any) -> list[str]:
    """Return the texts of a JSON value: its own, or those of its list.

    Examples
    --------
    >>> texts(["MARIA ", None, 1986, {"no": "text"}]), texts("MARIA"), texts(None)
    (['MARIA', '1986'], ['MARIA'], [])
    """
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if type(value) is not str and (isinstance(value, bool | dict) or value is None):
        return []
    text = str(value).strip()
    return [text] if text else []


def text(value: Any) -> str:
    """Return the first text of a JSON value, ``""`` if it has none.

    Examples
    --------
    >>> text({"no": "text"}), text(9161003)
    ('', '9161003')
    """
    return value.strip() if type(value) is str else next(iter(texts(value)), "")


def records(value: Any) -> list[Record]:
    """Return the objects of a JSON value: itself, or those of its list.

    Examples
    --------
    >>> records([{"a": 1}, "b"]), records(None)
    ([{'a': 1}], [])
    """
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, dict)]
