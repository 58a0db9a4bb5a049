"""Fetching a file from its publisher, distrustfully.

A download comes whole or not at all. TLS is always verified, against the authorities that come with
requests or those that ``REQUESTS_CA_BUNDLE`` names; what begins on https stays on https
through every redirect, and plain http is spoken with this machine alone. Servers that are busy are
asked again, with growing pauses or that which they ask for. What never ends (a drip of a byte a
second), or grows beyond any list, is broken off.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urljoin, urlsplit

from vscreen.errors import DownloadError
from vscreen.files.archive import GREATEST_RATIO, GREATEST_SIZE, SMALL
from vscreen.store.packed_stream import ENCODINGS, PackedStream
from vscreen.version import __version__

if TYPE_CHECKING:  # imported where something is fetched: it takes longer than all of vscreen
    import requests

# Some publishers turn away whatever doesn't call itself Mozilla.
BROWSER: Final = "Mozilla/5.0 (compatible; {})"
REDIRECTS: Final = (301, 302, 303, 307, 308)
GREATEST_REDIRECTS: Final = 8
OK: Final = 200
NOT_MODIFIED: Final = 304
BUSY: Final = (429, 500, 502, 503, 504)
CHUNK: Final = 1 << 16
PLAIN: Final = ("", "identity")
NO_PROXY: Final = {"http": "", "https": "", "all": ""}

Progress = Callable[[int, int | None], None]
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Patience:
    """How long and how often a publisher is asked.

    Parameters
    ----------
    connect, read
        Seconds to wait for a connection, and for the next byte.
    deadline
        Seconds for the whole file, with all redirects, pauses and repetitions.
    attempts
        How often a busy or broken server is asked.
    pause
        Seconds before the second attempt; twice as many before each after that.
    size
        Greatest number of bytes.
    sleep
        What pauses.
    """

    connect: float = 15.0
    read: float = 90.0
    deadline: float = 900.0
    attempts: int = 4
    pause: float = 2.0
    size: int = GREATEST_SIZE
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)


@dataclass(frozen=True)
class Download:
    """What a publisher answered: a file, or (``data`` is None) that it has nothing newer.

    ``etag`` and ``modified`` are what to send along when asking again. ``is_measured`` is False
    where nothing of the answer says where the file ends: neither its length, nor chunks, nor the
    end of a compressed stream.
    """

    data: bytes | None
    etag: str = ""
    modified: str = ""
    is_measured: bool = True


class _BusyError(Exception):
    """The server may well answer later: ask again, after as many seconds as it says."""

    def __init__(self, seen: str, wait: float | None = None) -> None:
        super().__init__(seen)
        self.wait = wait


def fetch(
    address: str,
    *,
    etag: str = "",
    modified: str = "",
    browser: bool = False,
    visit: str = "",
    patience: Patience | None = None,
    progress: Progress | None = None,
) -> Download:
    """Return the file at an address, or that it hasn't changed.

    Parameters
    ----------
    address
        An https address; http only on this machine.
    etag, modified
        ``ETag`` and ``Last-Modified`` of the file at hand; it is then sent only if it changed.
    browser
        Call ourselves a browser, for publishers that need it.
    visit
        A page to look at first, whose cookies the publisher wants to see.
    patience
        Time-outs, attempts and the greatest size.
    progress
        Called with the number of bytes received, and of those announced or None.

    Raises
    ------
    DownloadError
        If the file does not come whole within the patience, the server refuses, or a redirect
        leads from https to http.
    """
    import requests

    patience = patience or Patience()
    begun = time.monotonic()
    check_address(address)
    with requests.Session() as session:
        agent = f"vscreen/{__version__}"
        session.headers["User-Agent"] = BROWSER.format(agent) if browser else agent
        session.headers["Accept-Encoding"] = ", ".join(ENCODINGS)
        asked = _Asked(session, patience, begun + patience.deadline, progress)
        if visit:
            check_address(visit)
            asked.patiently(visit, {})
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        return asked.patiently(address, {name: value for name, value in headers.items() if value})


def check_address(address: str, *, before: str = "") -> None:
    """Raise unless an address is safe to ask: https, or http on this machine.

    Parameters
    ----------
    address
        Where to go.
    before
        The address that redirected to it: nothing goes from https to http, even at home.

    Raises
    ------
    DownloadError
        If it is not.

    Examples
    --------
    >>> check_address("https://www.mofa.go.kr/list.csv")
    >>> check_address("http://127.0.0.1:8000/list.csv")
    """
    parts = urlsplit(address)
    safe = parts.scheme == "https" and bool(parts.hostname)
    if not safe and not (
        parts.scheme == "http" and _is_loopback(address) and not before.startswith("https:")
    ):
        sent = f"{before} leads to {address}" if before else address
        raise DownloadError(
            f"{sent}: a list is only fetched by https, for anyone on the way could change it; "
            "look up the publisher's new address"
        )


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass
class _Asked:
    """One file's worth of asking: session, patience and the moment it ends."""

    session: requests.Session
    patience: Patience
    end: float
    progress: Progress | None

    def patiently(self, address: str, headers: dict[str, str]) -> Download:
        """Ask until there is an answer, attempts or time are used up."""
        from requests.exceptions import SSLError

        for attempt in range(self.patience.attempts):
            try:
                return self._once(address, headers)
            except SSLError as error:
                raise DownloadError(
                    f"{address}: its certificate is not to be trusted ({error}); somebody may be "
                    "in between: don't use what it sends"
                ) from error
            except _passing() as error:
                wait = error.wait if isinstance(error, _BusyError) else None
                pause = self.patience.pause * 2**attempt if wait is None else wait
                seen = str(error) or type(error).__name__
                self._give_up_or_pause(address, seen, pause, last=attempt + 1)
        raise AssertionError("the last attempt returns or raises")

    def _give_up_or_pause(self, address: str, seen: str, pause: float, *, last: int) -> None:
        left = self.end - time.monotonic()
        if last == self.patience.attempts:
            raise DownloadError(f"{address}: {seen}, {last} times; try again later") from None
        if pause >= left:
            raise DownloadError(
                f"{address}: {seen}; waiting {pause:.0f} s is more than the {max(left, 0):.0f} s "
                "left; try again later"
            ) from None
        self.patience.sleep(pause)

    def _once(self, address: str, headers: dict[str, str]) -> Download:
        with self._follow(address, headers) as response:
            if response.status_code == NOT_MODIFIED and headers:
                return Download(None)
            if response.status_code in BUSY:
                raise _BusyError(_status(response), _retry_after(response))
            if response.status_code != OK:
                raise DownloadError(
                    f"{address}: {_status(response)}; look up the publisher's page for a new "
                    "address, or whether this client is refused"
                )
            data = b"".join(self._body(address, response))
            answered = response.headers
            etag, modified = answered.get("ETag", ""), answered.get("Last-Modified", "")
            return Download(data, etag, modified, _is_measured(response))

    def _follow(self, address: str, headers: dict[str, str]) -> requests.Response:
        at = address
        for _ in range(GREATEST_REDIRECTS + 1):
            response = self._within_deadline(address, partial(self._get, at, headers))
            if response.status_code not in REDIRECTS:
                return response
            response.close()
            before, at = at, urljoin(at, response.headers.get("Location", ""))
            check_address(at, before=before)
        raise DownloadError(
            f"{address}: more than {GREATEST_REDIRECTS} redirects, the last to {at}; "
            "look up the publisher's new address"
        )

    def _get(self, address: str, headers: dict[str, str]) -> requests.Response:
        waits = self.patience.connect, self.patience.read
        # A proxy of the environment is for the world, not for this machine.
        proxies = NO_PROXY if _is_loopback(address) else {}
        return self.session.get(
            address, headers=headers, timeout=waits, stream=True, allow_redirects=False,
            proxies=proxies,
        )  # fmt: skip

    def _within_deadline(self, address: str, call: Callable[[], _Answer]) -> _Answer:
        # Looking up a name has no time-out, nor have headers that drip: leave them behind.
        answers: list[_Answer] = []
        errors: list[BaseException] = []

        def ask() -> None:
            try:
                answers.append(call())
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(max(self.end - time.monotonic(), 0))
        if errors:
            raise errors[0]
        if not answers:
            raise self._too_slow(address)
        return answers[0]

    def _too_slow(self, address: str) -> DownloadError:
        return DownloadError(
            f"{address}: not whole within {self.patience.deadline:,.0f} s; try again later, or "
            "allow more time"
        )

    def _body(self, address: str, response: requests.Response) -> Iterator[bytes]:
        raw, received = response.raw, 0
        announced = response.headers.get("Content-Length", "")
        total = int(announced) if announced.isdecimal() and len(announced) < 20 else None
        for chunk in _unpacked(address, response):
            yield chunk
            received += len(chunk)
            if time.monotonic() > self.end:
                raise self._too_slow(address)
            packed = raw.tell()
            if received > self.patience.size or (
                received > SMALL and received > GREATEST_RATIO * packed
            ):
                raise DownloadError(
                    f"{address}: {received:,} bytes from {packed:,} and still more, which is no "
                    "list; look up the publisher's new address"
                )
            if self.progress:
                self.progress(packed, total)
        if total is not None and raw.tell() != total:
            raise _BusyError(f"{raw.tell():,} of {total:,} bytes came")


def _unpacked(address: str, response: requests.Response) -> Iterator[bytes]:
    """Yield the body as it comes, unpacked; a compressed stream must come to its own end."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in (*ENCODINGS, *PLAIN):
        raise DownloadError(
            f"{address}: is sent as {encoding!r}, which was not asked for; look up the "
            "publisher's new address"
        )
    # read1 returns what has come, so that a drip is seen; read would wait for a whole chunk.
    chunks = iter(partial(response.raw.read1, CHUNK, decode_content=False), b"")
    if encoding in PLAIN:
        yield from chunks
        return
    stream = PackedStream(encoding)
    for chunk in chunks:
        yield from stream.unpack(chunk)
    if not stream.is_whole:
        raise _BusyError(f"its {encoding} stream breaks off, so it is not whole")


def _is_measured(response: requests.Response) -> bool:
    """Return whether the answer says where the file ends."""
    stated = response.headers
    return (
        stated.get("Content-Length", "").isdecimal()
        or "chunked" in stated.get("Transfer-Encoding", "").lower()
        or stated.get("Content-Encoding", "").strip().lower() in ENCODINGS
    )


def _passing() -> tuple[type[Exception], ...]:
    """Return what may pass: a busy server, a broken connection, a body shorter than announced."""
    import requests
    import urllib3

    return _BusyError, requests.RequestException, urllib3.exceptions.HTTPError, OSError


def _status(response: requests.Response) -> str:
    return f"{response.status_code} {response.reason}".strip()


def _retry_after(response: requests.Response) -> float | None:
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isdecimal():
        return float(stated)
    try:
        return max((parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
