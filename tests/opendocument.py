"""Small OpenDocument files, written out as text so that each test shows what is in its own."""

from __future__ import annotations

import io
import zipfile

URN = "urn:oasis:names:tc:opendocument:xmlns"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
SPACES = " ".join(f'xmlns:{name}="{URN}:{name}:1.0"' for name in ("office", "table", "text"))


def packed(content: str) -> bytes:
    """An OpenDocument file of this ``content.xml``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def spreadsheet(*rows: str, kind: str = "spreadsheet") -> bytes:
    """A document whose only table, A, has these rows."""
    table = f'<table:table table:name="A">{"".join(rows)}</table:table>'
    body = f"<office:body><office:{kind}>{table}</office:{kind}></office:body>"
    start = f'<office:document-content {SPACES} xmlns:calcext="{CALC}">'
    return packed(f"{start}{body}</office:document-content>")


def row(*cells: str, attributes: str = "") -> str:
    """A row of cells; a text without any tag becomes a cell of that text."""
    whole = (one if one.startswith("<") else cell(f"<text:p>{one}</text:p>") for one in cells)
    return f"<table:table-row {attributes}>{''.join(whole)}</table:table-row>"


def cell(content: str = "", attributes: str = 'office:value-type="string"') -> str:
    """A cell with this content."""
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"
