"""XML lists: parsed safely, with elements by local name.

Publishers change their namespaces (OFAC did in May 2024), so only local names are looked at. A
DOCTYPE is refused: no list has one, and entities could empty a name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from vscreen.files.source import Source

DOCTYPE: Final = "it has a DOCTYPE, which no list has"


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
        tree = etree.fromstring(source.data, parser)
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
        io.BytesIO(source.data),
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
