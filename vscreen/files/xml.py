"""XML lists: parsed safely, with elements by local name.

Publishers change their namespaces (OFAC did in May 2024), so only local names are looked at. A
DOCTYPE is refused: no list has one, and entities could empty a name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from lxml import etree

from vscreen.files.source import Source

DOCTYPE: Final = "it has a DOCTYPE, which no list has"
NAME: Final = rb"(?:[\w.-]+:)?([\w.-]+)"
EMPTY: Final = rb"(?:<[\w.:-]+[^<>]*/>\s*){0,9}"
"""Elements that hold nothing, which stand between others."""
MOST_STEPS: Final = 4
"""From an element to one beside it, to find those that stand in the same one."""
REACH: Final = 200
"""Bytes before an element in which the end of the one before it is looked for."""
FEWEST_ALIKE: Final = 2
"""Children of the same names by which an element shows that it is a record."""
MOST_SEEN: Final = 100
"""Records that show what a record has."""


def parse_xml(source: Source, root: re.Pattern[bytes]) -> etree._Element:
    """Return the root element of an XML list.

    Parameters
    ----------
    source
        The file.
    root
        How its root element begins: nothing before it may be a DOCTYPE.

    Raises
    ------
    ListFormatError
        If it is not well-formed, nests deeper than a list does, or has a DOCTYPE.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,  # a comment inside a name would end the name
        remove_pis=True,
    )
    _refuse_doctype(source, root)
    try:
        # Some servers send a line break before the declaration, which must come first.
        tree = etree.fromstring(source.data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise source.refuse(f"it is not whole XML ({error.msg})") from error
    # Beyond UTF-8 a DOCTYPE could be spelled in bytes that the look above does not see.
    if tree.getroottree().docinfo.internalDTD is not None:
        raise source.refuse(DOCTYPE)
    return tree


def stream_xml(source: Source, root: re.Pattern[bytes], items: Sequence[str]) -> Iterator[Node]:
    """Yield the elements of these names in turn, each removed once it was looked at.

    A list of 130 MB takes ten times that as a tree, and no more than an element in this way.

    Parameters
    ----------
    source
        The file.
    root
        How its root element begins: nothing before it may be a DOCTYPE.
    items
        Local names of the elements, none of which stands inside another.

    Raises
    ------
    ListFormatError
        If it is not well-formed, nests deeper than a list does, or has a DOCTYPE.
    """
    _refuse_doctype(source, root)
    events = etree.iterparse(
        io.BytesIO(source.data.lstrip()),
        tag=[f"{{*}}{name}" for name in items],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            yield Node(element)
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise source.refuse(f"it is not whole XML ({error.msg})") from error
    tree = events.root
    if tree is not None and tree.getroottree().docinfo.internalDTD is not None:
        raise source.refuse(DOCTYPE)


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_doctype(source: Source, root: re.Pattern[bytes]) -> None:
    start = root.search(source.head)
    if b"<!DOCTYPE" in source.head[: start.start() if start else None].upper():
        raise source.refuse(DOCTYPE)


class Node:
    """An element with its children by local name.

    Examples
    --------
    >>> Node(etree.fromstring("<a xmlns='x'><b> MARIA </b></a>")).text("b")
    'MARIA'
    """

    def __init__(self, element: etree._Element | None) -> None:
        self.element = element
        tag = "" if element is None else str(element.tag)
        self.space = tag[: tag.index("}") + 1] if tag.startswith("{") else ""

    def child(self, name: str) -> Node:
        """Return the first child of this name; without any, an element without anything."""
        return Node(None if self.element is None else self.element.find(self.space + name))

    def all(self, name: str) -> Iterator[etree._Element]:
        """Return the children of this name."""
        return iter(()) if self.element is None else self.element.iterfind(self.space + name)

    def each(self, container: str, item: str) -> Iterator[Node]:
        """Return the items of a container that is a child of this element."""
        return map(Node, self.child(container).all(item))

    def text(self, name: str) -> str:
        """Return the text of a child without outer blanks, ``""`` if there is none."""
        text = None if self.element is None else self.element.findtext(self.space + name)
        return (text or "").strip()

    def nodes(self, name: str) -> Iterator[Node]:
        """Return the children of this name, as nodes."""
        return map(Node, self.all(name))

    def children(self) -> Iterator[Node]:
        """Return all children, as nodes."""
        return iter(()) if self.element is None else map(Node, self.element)

    @property
    def name(self) -> str:
        """The element's local name."""
        return "" if self.element is None else str(self.element.tag).removeprefix(self.space)

    @property
    def value(self) -> str:
        """The element's own text without outer blanks, ``""`` if there is none."""
        return "" if self.element is None else (self.element.text or "").strip()

    @property
    def whole(self) -> str:
        """All text of the element and of those inside it, ``; `` between the texts of each."""
        texts = () if self.element is None else map(str, self.element.itertext())
        return "; ".join(text.strip() for text in texts if text.strip())

    def attribute(self, name: str) -> str:
        """Return an attribute without outer blanks, ``""`` if there is none."""
        return "" if self.element is None else (self.element.get(name) or "").strip()


def records_of_other_names(data: bytes, names: Sequence[str]) -> dict[str, int]:
    """Return the elements that look like records and stand beside them under another name.

    A publisher that lists a new kind of subject may give it an element of its own. Such a one has
    the children of a record, and stands beside records or beside what holds them.

    Parameters
    ----------
    data
        A whole XML file.
    names
        Local names of the known records.

    Returns
    -------
    dict of str to int
        Local name of the unknown element -> how many there are.

    Examples
    --------
    >>> known = b"<ships><ship><name>MARIA</name><imo>8517839</imo></ship></ships>"
    >>> other = b"<boats><boat><name>LADY R</name><imo>9161003</imo></boat></boats>"
    >>> records_of_other_names(b"<list>" + known + other + b"</list>", ["ship"])
    {'boat': 1}
    """
    known = {name.encode() for name in names}
    children = _children(data, known)
    beside = _siblings(data, known)
    holders = _found(data, rb"</" + _one_of(known) + rb"\s*>\s*</" + NAME + rb"\s*>")
    farther = _inside(data, _siblings(data, holders)) - known - beside
    # What stands farther off needs more to show that it is a record.
    candidates = [(name, 1) for name in beside] + [(name, FEWEST_ALIKE) for name in farther]
    return {
        name.decode(): len(re.findall(_start({name}), data))
        for name, fewest in sorted(candidates)
        if _are_alike(_children(data, {name}), children, fewest)
    }


def _are_alike(some: set[str], others: set[str], fewest: int) -> bool:
    return len(some & others) >= max(min(fewest, len(others)), len(some) / 2) > 0


def _one_of(names: Iterable[bytes]) -> bytes:
    return rb"(?:[\w.-]+:)?(?:%b)" % b"|".join(map(re.escape, sorted(names)))


def _start(names: Iterable[bytes]) -> bytes:
    return rb"<" + _one_of(names) + rb"(?=[\s/>])"


def _found(data: bytes, pattern: bytes) -> set[bytes]:
    return set(re.findall(pattern, data))


def _siblings(data: bytes, names: set[bytes]) -> set[bytes]:
    """Return what stands beside elements of these names, beside that, and so on."""
    found: set[bytes] = set()
    new = names
    for _ in range(MOST_STEPS):
        new = _beside(data, new) - names - found
        found |= new
    return found


def _beside(data: bytes, names: set[bytes]) -> set[bytes]:
    """Return what stands just before or behind elements, within the same element."""
    if not names:
        return set()
    behind = _found(data, rb"</" + _one_of(names) + rb"\s*>\s*" + EMPTY + rb"<" + NAME + rb"[\s/>]")
    # Looked for backwards: the end tags of all elements are many.
    last_end = re.compile(rb"</" + NAME + rb"\s*>\s*" + EMPTY + rb"\Z")
    starts = (found.start() for found in re.finditer(_start(names), data))
    ends = (last_end.search(data, max(at - REACH, 0), at) for at in starts)
    return behind | {end[1] for end in ends if end}


def _inside(data: bytes, names: set[bytes]) -> set[bytes]:
    """Return which elements come first in elements of these names."""
    return _found(data, _start(names) + rb"[^<>]*>\s*<" + NAME + rb"[\s/>]") if names else set()


def _children(data: bytes, names: set[bytes]) -> set[str]:
    """Return the local names of the children of the first elements of these names."""
    children: set[str] = set()
    end_of = re.compile(rb"</" + _one_of(names) + rb"\s*>")
    for start in islice(re.finditer(_start(names) + rb"[^<>]*(?<!/)>", data), MOST_SEEN):
        end = end_of.search(data, start.end())
        if end:
            piece = data[start.start() : end.end()]
            element = etree.fromstring(piece, etree.XMLParser(recover=True, resolve_entities=False))
            tags = [] if element is None else [str(child.tag) for child in element]
            children |= {tag.rpartition("}")[2].rpartition(":")[2] for tag in tags}
    return children
