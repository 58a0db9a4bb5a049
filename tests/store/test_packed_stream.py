"""A compressed stream gives what was packed, and knows whether it came to its end."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.store.packed_stream import ENCODINGS, PackedStream


def raw(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


WAYS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "raw": raw}


def unpack(packed: bytes, encoding: str, size: int = 7) -> tuple[bytes, bool]:
    stream = PackedStream("deflate" if encoding == "raw" else encoding)
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    return b"".join(part for chunk in chunks for part in stream.unpack(chunk)), stream.is_whole


def test_every_encoding_that_is_asked_for_is_tested() -> None:
    assert set(ENCODINGS) == WAYS.keys() - {"raw"}


@given(st.binary(max_size=300), st.sampled_from(sorted(WAYS)), st.integers(1, 50))
def test_what_was_packed_is_unpacked_in_whatever_pieces_it_comes(
    data: bytes, encoding: str, size: int
) -> None:
    assert unpack(WAYS[encoding](data), encoding, size) == (data, True)


@given(st.binary(min_size=1, max_size=200), st.sampled_from(sorted(WAYS)), st.data())
def test_a_stream_cut_anywhere_is_not_whole(
    data: bytes, encoding: str, draw: st.DataObject
) -> None:
    packed = WAYS[encoding](data)
    cut = draw.draw(st.integers(0, len(packed) - 1))
    assert not unpack(packed[:cut], encoding)[1]


def test_a_stream_flushed_and_never_ended_is_not_whole() -> None:
    for bits in (31, zlib.MAX_WBITS, -zlib.MAX_WBITS):
        packer = zlib.compressobj(6, zlib.DEFLATED, bits)
        packed = packer.compress(b"id,kind,name\n") + packer.flush(zlib.Z_SYNC_FLUSH)
        assert unpack(packed, "gzip" if bits == 31 else "deflate") == (b"id,kind,name\n", False)


def test_a_gzip_of_several_parts_is_read_to_its_end_and_may_be_padded() -> None:
    parts = gzip.compress(b"id,") + gzip.compress(b"kind")
    assert unpack(parts + bytes(100), "gzip") == (b"id,kind", True)
    assert unpack(parts[:-3], "gzip") == (b"id,kind", False)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_damage_and_what_follows_the_end_are_refused(encoding: str) -> None:
    packed = WAYS[encoding](b"id,kind,name\n" * 50)
    with pytest.raises(OSError, match="compressed stream"):
        unpack(packed + b"more", encoding)
    with pytest.raises(OSError, match="its compressed stream is damaged"):
        unpack(packed[:-2] + b"xx", encoding)


def test_a_bomb_is_unpacked_piece_by_piece() -> None:
    stream = PackedStream("gzip")
    first = next(iter(stream.unpack(gzip.compress(bytes(1 << 24)))))
    assert len(first) <= 1 << 16
