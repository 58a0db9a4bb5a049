"""Other packages that find similar names, each on as few names as give a steady rate.

They answer different questions: a ratio over all letters, common n-grams, a single pair at a time.
None knows ships' prefixes, legal forms or other scripts, and none explains its matches. A peer that
isn't installed is skipped and reported: ``pip install vscreen[bench]`` installs them.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from benchmarks.timing import Summary, timed

Names = Sequence[str]
Work = Callable[[], object]


@dataclass(frozen=True)
class Peer:
    """A peer: the module it needs, how many names it gets, and what prepares its run."""

    name: str
    module: str
    sample: int
    prepare: Callable[[Names, Names], Work]


@dataclass(frozen=True)
class Rate:
    """How many pairs of names a peer compares per second, of wall-clock and of processor time."""

    peer: str
    names: int
    listed: int
    wall: Summary
    cpu: Summary

    @property
    def row(self) -> dict[str, object]:
        """The rate as a row of a table, in millions of pairs a second."""
        return {"peer": self.peer, "names": self.names, "M pairs/s": str(self.wall),
                "M pairs/CPU s": str(self.cpu)}  # fmt: skip


def _cdist(scorer: str) -> Callable[[Names, Names], Work]:
    def prepare(names: Names, listed: Names) -> Work:
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import JaroWinkler

        score: Any = {"ratio": fuzz.ratio, "WRatio": fuzz.WRatio,
                      "jw": JaroWinkler.normalized_similarity}[scorer]  # fmt: skip
        cutoff = 0.85 if scorer == "jw" else 85
        return lambda: process.cdist(names, listed, scorer=score, score_cutoff=cutoff, workers=2)

    return prepare


def _extract(names: Names, listed: Names) -> Work:
    from rapidfuzz import fuzz, process

    def run() -> None:
        for name in names:
            process.extract(name, listed, scorer=fuzz.WRatio, score_cutoff=85)

    return run


def _string_grouper(names: Names, listed: Names) -> Work:
    import pandas as pd
    from string_grouper import match_strings

    left, right = pd.Series(list(names)), pd.Series(list(listed))
    return lambda: match_strings(left, right, min_similarity=0.85)


def _sparse_dot_topn(names: Names, listed: Names) -> Work:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    def run() -> object:
        grams = TfidfVectorizer(analyzer="char", ngram_range=(3, 3)).fit(listed)
        left, right = grams.transform(names), grams.transform(listed)
        return sp_matmul_topn(left, right.T.tocsr(), top_n=20, threshold=0.85, n_threads=2)

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

    queries = [entity(n, name) for n, name in enumerate(names)]
    candidates = [entity(n, name) for n, name in enumerate(listed[:100])]
    config = LogicV2.default_config()

    def run() -> None:
        for query in queries:
            for candidate in candidates:
                LogicV2.compare(query, candidate, config)

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
    """Yield the rate of each peer, or a sentence that says why there is none.

    Parameters
    ----------
    names, listed
        Distinct names of a manifest and of a list, normalised.
    runs
        How often each peer is measured.
    share
        The part of its usual sample that a peer gets.
    """
    for peer in PEERS:
        if find_spec(peer.module) is None:
            yield f"{peer.name}: {peer.module} is not installed, passed over"
            continue
        sample = names[: max(int(peer.sample * share), 5)]
        width = 100 if peer.module == "nomenklatura" else len(listed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                work = peer.prepare(sample, listed)
                seconds = [timed(work) for _ in range(runs)]
            except (ImportError, AttributeError, TypeError) as error:
                yield f"{peer.name}: another version than this was written for ({error})"
                continue
        pairs = len(sample) * width / 1e6
        yield Rate(
            peer.name, len(sample), width,
            Summary.of([pairs / wall for wall, _ in seconds]),
            Summary.of([pairs / max(cpu, 1e-9) for _, cpu in seconds]),
        )  # fmt: skip
