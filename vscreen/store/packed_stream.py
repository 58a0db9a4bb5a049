"""A compressed stream that is unpacked as it comes, and knows whether it came to its end.

Gzip ends with the length and a checksum of what it held, zlib with a checksum, and each says which
block is its last. A stream that breaks off before that unpacks to something that looks whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

ENCODINGS: Final = ("gzip", "x-gzip", "deflate")
"""Names of HTTP for compressed bodies that are understood (RFC 9110, 8.4.1)."""
AT_ONCE: Final = 1 << 16
"""Bytes that are unpacked at once, so that a bomb is noticed while it is small."""
GZIP: Final = zlib.MAX_WBITS | 16
RAW: Final = -zlib.MAX_WBITS
PADDING: Final = b"\0"


class PackedStream:
    """The unpacking of a stream.

    Parameters
    ----------
    encoding
        One of `ENCODINGS`. As ``deflate`` some servers send the stream without zlib's header.

    Examples
    --------
    >>> import gzip
    >>> packed, stream = gzip.compress(b"id,kind,name"), PackedStream("gzip")
    >>> b"".join(stream.unpack(packed[:-8])), stream.is_whole
    (b'id,kind,name', False)
    >>> list(stream.unpack(packed[-8:])), stream.is_whole
    ([], True)
    """

    def __init__(self, encoding: str) -> None:
        self._is_gzip = encoding != "deflate"
        self._begin: bytes | None = None if self._is_gzip else b""
        self._member = zlib.decompressobj(GZIP if self._is_gzip else zlib.MAX_WBITS)

    @property
    def is_whole(self) -> bool:
        """Whether the stream came to its end."""
        return self._member.eof

    def unpack(self, packed: bytes) -> Iterator[bytes]:
        """Yield what the next bytes of the stream unpack to.

        Raises
        ------
        OSError
            If they are damaged, or go on behind the end.
        """
        try:
            yield from self._unpack(self._beginning(packed))
        except zlib.error as error:
            raise OSError(f"its compressed stream is damaged ({error})") from error

    def _beginning(self, packed: bytes) -> bytes:
        """Hold back the first byte, until the second shows whether zlib's header is there."""
        if self._begin is None:
            return packed
        packed, self._begin = self._begin + packed, None
        if len(packed) < 2:
            self._begin = packed
            return b""
        if packed[0] & 15 != zlib.DEFLATED or (packed[0] << 8 | packed[1]) % 31:
            self._member = zlib.decompressobj(RAW)
        return packed

    def _unpack(self, packed: bytes) -> Iterator[bytes]:
        while packed:
            if self._member.eof:
                packed = packed.lstrip(PADDING)
                if not packed:
                    return
                if not self._is_gzip:
                    raise OSError("something follows the end of its compressed stream")
                self._member = zlib.decompressobj(GZIP)  # a gzip file may have several parts
            if data := self._member.decompress(packed, AT_ONCE):
                yield data
            packed = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
