"""XML lists: one way to parse them safely, and elements found by local name.

Publishers change their namespaces (OFAC did in May 2024), so only local names are looked at. A
DOCTYPE is refused: no list has one, and entities could empty a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from vscreen.lists.source import Source


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
    start = root.search(source.head)
    if b"<!DOCTYPE" in source.head[: start.start() if start else None].upper():
        raise source.refuse("it has a DOCTYPE, which no list has")
    try:
        tree = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        raise source.refuse(f"it is not whole XML ({error.msg})") from error
    # Beyond UTF-8 a DOCTYPE could be spelled in bytes that the look above does not see.
    if tree.getroottree().docinfo.internalDTD is not None:
        raise source.refuse("it has a DOCTYPE, which no list has")
    return tree


class Node:
    """An element whose children are found by local name.

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
        """Return the first child of this name; without one, an element without anything."""
        return Node(None if self.element is None else self.element.find(self.space + name))

    def all(self, name: str) -> Iterator[etree._Element]:
        """Return the children of this name."""
        return iter(()) if self.element is None else self.element.iterfind(self.space + name)

    def each(self, container: str, item: str) -> Iterator[Node]:
        """Return the items of a container that is a child of this element."""
        return map(Node, self.child(container).all(item))

    def text(self, name: str) -> str:
        """Return the text of a child without outer blanks, ``""`` without one."""
        found = None if self.element is None else self.element.findtext(self.space + name)
        return (found or "").strip()

    def nodes(self, name: str) -> Iterator[Node]:
        """Return the children of this name, as nodes."""
        return map(Node, self.all(name))

    @property
    def value(self) -> str:
        """The element's own text without outer blanks, ``""`` without one."""
        return "" if self.element is None else (self.element.text or "").strip()

    def attribute(self, name: str) -> str:
        """Return an attribute without outer blanks, ``""`` without one."""
        return "" if self.element is None else (self.element.get(name) or "").strip()
