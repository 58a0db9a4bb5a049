"""TLS and redirects, against real servers on this machine: what can't be trusted isn't fetched."""

from __future__ import annotations

import gzip
import io
import ssl
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import trustme
from publisher import (
    Answer,
    Publisher,
    dripping,
    dropped,
    edition,
    moved,
    packed,
    serving,
    unmeasured,
    whole,
)

from vscreen.errors import DownloadError
from vscreen.store.download import GREATEST_REDIRECTS, Patience, fetch
from vscreen.store.sources import ListFile, ListSource
from vscreen.store.store import Store

QUICK = Patience(connect=5, read=5, deadline=10, attempts=2, pause=0, sleep=lambda _: None)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The authority that this machine trusts, as a company says it for its mirrors."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    return authority


@pytest.fixture
def servers() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def speaking(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def publish(servers: ExitStack, tls: ssl.SSLContext | None = None) -> Publisher:
    publisher = servers.enter_context(serving(tls))
    publisher.files["/sdn.xml"] = edition(400)
    return publisher


def store_of(publisher: Publisher, folder: Path, path: str = "/sdn.xml") -> Store:
    source = ListSource("us-cons", (ListFile("sdn.xml", publisher.address(path)),))
    return Store(folder, sources=[source], patience=QUICK)


def outcome(store: Store) -> tuple[str, str]:
    (one,) = store.update().updates
    return str(one.outcome), str(one.error or "")


def test_a_server_that_an_authority_vouches_for_is_believed(
    trusted: trustme.CA, servers: ExitStack, tmp_path: Path
) -> None:
    publisher = publish(servers, speaking(trusted.issue_cert("127.0.0.1")))
    assert outcome(store_of(publisher, tmp_path / "lists")) == ("updated", "")


@pytest.mark.parametrize("wrong", ["self-signed", "expired", "of another host", "plain http"])
def test_a_server_that_nobody_vouches_for_is_refused_and_the_list_before_stays(
    trusted: trustme.CA, servers: ExitStack, tmp_path: Path, wrong: str
) -> None:
    good = publish(servers, speaking(trusted.issue_cert("127.0.0.1")))
    assert outcome(store_of(good, tmp_path / "lists")) == ("updated", "")
    begin, end = LONG_AGO
    certificate = {
        "self-signed": lambda: trustme.CA().issue_cert("127.0.0.1"),
        "expired": lambda: trusted.issue_cert("127.0.0.1", not_before=begin, not_after=end),
        "of another host": lambda: trusted.issue_cert("lists.example"),
        "plain http": lambda: None,
    }[wrong]()
    bad = publish(servers, speaking(certificate) if certificate else None)
    bad.scheme, bad.files["/sdn.xml"] = "https", edition(410)
    store = store_of(bad, tmp_path / "lists")
    failed, said = outcome(store)
    assert failed == "failed"
    assert said.startswith(bad.address("/sdn.xml"))
    assert "its certificate is not to be trusted" in said
    assert "don't use what it sends" in said
    assert bad.asked == [], "refused at once, and nothing was asked"
    assert len(store.lists().entries) == 400


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_from_https_to_http_is_refused_even_on_this_machine(
    trusted: trustme.CA, servers: ExitStack, tmp_path: Path, code: int
) -> None:
    safe = publish(servers, speaking(trusted.issue_cert("127.0.0.1")))
    plain = publish(servers)
    store = store_of(safe, tmp_path / "lists")
    assert outcome(store) == ("updated", "")
    plain.files["/sdn.xml"] = edition(410)
    safe.usual["/sdn.xml"] = moved(plain.address("/sdn.xml"), code)
    failed, said = outcome(store)
    assert failed == "failed"
    assert f"{safe.address('/sdn.xml')} leads to {plain.address('/sdn.xml')}: a list is only " in (
        said
    )
    assert plain.asked == []
    assert len(store.lists().entries) == 400


def test_a_redirect_from_https_to_another_https_is_followed(
    trusted: trustme.CA, servers: ExitStack, tmp_path: Path
) -> None:
    first, second = (publish(servers, speaking(trusted.issue_cert("127.0.0.1"))) for _ in range(2))
    first.usual["/sdn.xml"] = moved(second.address("/sdn.xml"))
    assert outcome(store_of(first, tmp_path / "lists")) == ("updated", "")


@pytest.mark.parametrize("length", [1, GREATEST_REDIRECTS, GREATEST_REDIRECTS + 1])
def test_a_chain_of_redirects_is_followed_so_far_and_no_further(
    servers: ExitStack, tmp_path: Path, length: int
) -> None:
    publisher = publish(servers)
    store = store_of(publisher, tmp_path, "/0")
    publisher.files["/0"] = edition(400)
    assert outcome(store) == ("updated", "")
    publisher.files[f"/{length}"] = edition(410)
    publisher.usual |= {f"/{step}": moved(f"/{step + 1}") for step in range(length)}
    ended, said = outcome(store)
    if length > GREATEST_REDIRECTS:
        assert (ended, len(store.lists().entries)) == ("failed", 400)
        assert "more than 8 redirects, the last to " in said
        assert said.endswith("look up the publisher's new address")
    else:
        assert (ended, len(store.lists().entries)) == ("updated", 410)


def test_two_addresses_that_lead_to_each_other_are_a_loop(
    servers: ExitStack, tmp_path: Path
) -> None:
    publisher = publish(servers)
    store = store_of(publisher, tmp_path)
    assert outcome(store) == ("updated", "")
    publisher.usual |= {"/sdn.xml": moved("/other"), "/other": moved("/sdn.xml")}
    assert "more than 8 redirects" in outcome(store)[1]
    assert len(store.lists().entries) == 400


def test_a_drip_leaves_the_list_before_in_use(servers: ExitStack, tmp_path: Path) -> None:
    publisher = publish(servers)
    store = store_of(publisher, tmp_path)
    assert outcome(store) == ("updated", "")
    publisher.files["/sdn.xml"] = edition(410)
    publisher.usual["/sdn.xml"] = dripping
    store.patience = Patience(read=5, deadline=0.3, attempts=1)
    assert "not whole within 0 s" in outcome(store)[1]
    assert len(store.lists().entries) == 400


@pytest.mark.parametrize("first", [dropped(0), dropped(0.5), dropped(0.99)])
def test_a_connection_that_is_dropped_once_is_tried_again(
    servers: ExitStack, first: Answer
) -> None:
    publisher = publish(servers)
    publisher.answers["/sdn.xml"] = [first, whole]
    assert fetch(publisher.address("/sdn.xml"), patience=QUICK).data == edition(400)


def test_a_proxy_of_the_environment_is_not_for_this_machine(
    servers: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    publisher = publish(servers)
    assert fetch(publisher.address("/sdn.xml"), patience=QUICK).data == edition(400)
    with pytest.raises(DownloadError, match="roxy"):
        fetch("https://lists.example/sdn.xml", patience=QUICK)


# Bodies that are compressed, or have no length.

gzipped = partial(gzip.compress, mtime=0)  # a date of today would be in a test's name
BODY = edition(400)


def open_stream(bits: int) -> bytes:
    """A compressed body that breaks off behind its data."""
    packer = zlib.compressobj(6, zlib.DEFLATED, bits)
    return packer.compress(BODY) + packer.flush(zlib.Z_SYNC_FLUSH)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzipped(BODY)), ("GZIP", gzipped(BODY)),
        ("x-gzip", gzipped(BODY)),
        ("gzip", gzipped(BODY[:99]) + gzipped(BODY[99:])),
        ("gzip", gzipped(BODY) + bytes(512)), ("deflate", zlib.compress(BODY)),
        ("deflate", raw_deflate(BODY)), ("identity", BODY), ("", BODY),
    ],
)  # fmt: skip
def test_a_compressed_body_that_comes_to_its_end_is_taken(
    servers: ExitStack, encoding: str, body: bytes
) -> None:
    publisher = publish(servers)
    publisher.usual["/sdn.xml"] = packed(body, encoding)
    got = fetch(publisher.address("/sdn.xml"), patience=QUICK)
    assert (got.data, got.is_measured) == (BODY, True)
    assert publisher.asked[-1][1]["Accept-Encoding"] == "gzip, x-gzip, deflate"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", open_stream(31)), ("gzip", gzipped(BODY)[:-8]),
        ("gzip", gzipped(BODY)[:-1]), ("gzip", gzipped(BODY)[:40]), ("gzip", b""),
        ("gzip", gzipped(BODY[:99]) + gzipped(BODY[99:])[:-4]),
        ("gzip", gzipped(BODY) + b"<more>"), ("deflate", open_stream(zlib.MAX_WBITS)),
        ("deflate", zlib.compress(BODY)[:-1]), ("deflate", open_stream(-zlib.MAX_WBITS)),
        ("br", BODY), ("zstd", BODY), ("gzip, gzip", gzipped(gzipped(BODY))),
    ],
)  # fmt: skip
def test_a_compressed_body_that_breaks_off_or_was_not_asked_for_is_refused(
    servers: ExitStack, encoding: str, body: bytes
) -> None:
    publisher = publish(servers)
    publisher.usual["/sdn.xml"] = packed(body, encoding)
    with pytest.raises(DownloadError, match=r"is not whole|compressed stream|not asked for"):
        fetch(publisher.address("/sdn.xml"), patience=QUICK)


@pytest.mark.parametrize("cut", [-1, -5, -22, -60])
def test_an_archive_that_is_cut_does_not_open(servers: ExitStack, tmp_path: Path, cut: int) -> None:
    publisher = publish(servers)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sdn.xml", BODY)
    store = store_of(publisher, tmp_path / "lists")
    for whole_body in (zipped.getvalue(), gzipped(BODY)):
        publisher.files["/sdn.xml"] = whole_body[:cut]
        publisher.usual["/sdn.xml"] = unmeasured
        assert outcome(store)[0] == "failed"


def test_what_has_no_length_says_so(servers: ExitStack) -> None:
    publisher = publish(servers)
    publisher.usual["/sdn.xml"] = unmeasured
    got = fetch(publisher.address("/sdn.xml"), patience=QUICK)
    assert (got.data, got.is_measured) == (publisher.files["/sdn.xml"], False)
