"""What others offer for finding alike names, each on as few names as give a steady rate.

They answer different questions: a ratio over all letters, n-grams in common, one pair at a time.
None knows ships' prefixes, legal forms or other scripts, and none explains what it found. A peer
that isn't installed is passed over, and said: ``pip install vscreen[bench]`` brings them.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from benchmarks.timing import Spread, take

Names = Sequence[str]
Work = Callable[[], object]


@dataclass(frozen=True)
class Peer:
    """A peer: the module it needs, how many names it is given, and how it is made ready and run."""

    name: str
    module: str
    sample: int
    ready: Callable[[Names, Names], Work]


@dataclass(frozen=True)
class Rate:
    """How many pairs of names a peer gets through in a second, and in one of the processor's."""

    peer: str
    names: int
    listed: int
    wall: Spread
    cpu: Spread

    @property
    def row(self) -> dict[str, object]:
        """The rate as a row of a table, in millions of pairs a second."""
        return {"peer": self.peer, "names": self.names, "M pairs/s": str(self.wall),
                "M pairs/CPU s": str(self.cpu)}  # fmt: skip


def _cdist(scorer: str) -> Callable[[Names, Names], Work]:
    def ready(names: Names, listed: Names) -> Work:
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import JaroWinkler

        score: Any = {"ratio": fuzz.ratio, "WRatio": fuzz.WRatio,
                      "jw": JaroWinkler.normalized_similarity}[scorer]  # fmt: skip
        cutoff = 0.85 if scorer == "jw" else 85
        return lambda: process.cdist(names, listed, scorer=score, score_cutoff=cutoff, workers=2)

    return ready


def _extract(names: Names, listed: Names) -> Work:
    from rapidfuzz import fuzz, process

    def run() -> None:
        for name in names:
            process.extract(name, listed, scorer=fuzz.WRatio, score_cutoff=85)

    return run


def _string_grouper(names: Names, listed: Names) -> Work:
    import pandas as pd
    from string_grouper import match_strings

    ours, theirs = pd.Series(list(names)), pd.Series(list(listed))
    return lambda: match_strings(ours, theirs, min_similarity=0.85)


def _sparse_dot_topn(names: Names, listed: Names) -> Work:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    def run() -> object:
        grams = TfidfVectorizer(analyzer="char", ngram_range=(3, 3)).fit(listed)
        ours, theirs = grams.transform(names), grams.transform(listed)
        return sp_matmul_topn(ours, theirs.T.tocsr(), top_n=20, threshold=0.85, n_threads=2)

    return run


def _simstring(names: Names, listed: Names) -> Work:
    from simstring_rust.database import HashDb
    from simstring_rust.extractors import CharacterNgrams
    from simstring_rust.measures import Cosine
    from simstring_rust.searcher import Searcher

    def run() -> None:
        database = HashDb(CharacterNgrams(3, "$"))
        for name in listed:
            database.insert(name)
        searcher = Searcher(database, Cosine())
        for name in names:
            searcher.search(name, 0.7)

    return run


def _nomenklatura(names: Names, listed: Names) -> Work:
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    def entity(number: int, name: str) -> Any:
        return model.get_proxy(
            {"id": str(number), "schema": "Organization", "properties": {"name": [name]}}
        )

    ours = [entity(n, name) for n, name in enumerate(names)]
    theirs = [entity(n, name) for n, name in enumerate(listed[:100])]
    config = LogicV2.default_config()

    def run() -> None:
        for one in ours:
            for other in theirs:
                LogicV2.compare(one, other, config)

    return run


PEERS = (
    Peer("rapidfuzz cdist ratio 85, 2 workers", "rapidfuzz", 2_000, _cdist("ratio")),
    Peer("rapidfuzz cdist Jaro-Winkler 0.85, 2 workers", "rapidfuzz", 1_000, _cdist("jw")),
    Peer("rapidfuzz cdist WRatio 85, 2 workers", "rapidfuzz", 50, _cdist("WRatio")),
    Peer("rapidfuzz extract WRatio 85", "rapidfuzz", 20, _extract),
    Peer("string-grouper 0.85", "string_grouper", 2_000, _string_grouper),
    Peer("sparse_dot_topn cosine 0.85", "sparse_dot_topn", 5_000, _sparse_dot_topn),
    Peer("simstring-rust cosine 0.70", "simstring_rust", 17_000, _simstring),
    Peer("nomenklatura logic-v2", "nomenklatura", 20, _nomenklatura),
)


def measure_peers(
    names: Names, listed: Names, runs: int, share: float = 1.0
) -> Iterator[Rate | str]:
    """Yield the rate of each peer, or why there is none.

    Parameters
    ----------
    names, listed
        Distinct names of a manifest and of a list, in the form they are compared in.
    runs
        How often each is timed.
    share
        Share of a peer's usual sample that it is given.
    """
    for peer in PEERS:
        if find_spec(peer.module) is None:
            yield f"{peer.name}: {peer.module} is not installed, passed over"
            continue
        some = names[: max(int(peer.sample * share), 5)]
        width = 100 if peer.module == "nomenklatura" else len(listed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                work = peer.ready(some, listed)
                taken = [take(work) for _ in range(runs)]
            except (ImportError, AttributeError, TypeError) as error:
                yield f"{peer.name}: another version than this was written for ({error})"
                continue
        pairs = len(some) * width / 1e6
        yield Rate(
            peer.name, len(some), width,
            Spread.of([pairs / wall for wall, _ in taken]),
            Spread.of([pairs / max(cpu, 1e-9) for _, cpu in taken]),
        )  # fmt: skip
