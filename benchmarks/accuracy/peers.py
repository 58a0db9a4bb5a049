"""The peers, as a team would use them: on names, and where they take numbers, on numbers too.

A peer is told the kind of each party and screens it against entries of that kind alone, which is
kind to it: vscreen screens parties against organizations and persons together. A peer that is
missing is said and skipped. nomenklatura compares one pair at a time, so it is given the candidates
that cheap scores bring up, and the true subject, so that no candidate search costs it a hit.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd
from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.utils import default_process

from benchmarks.accuracy.matchers import Scored

REVIEW: Final = 70.0
"""The score from which peers are taken to alert: nomenklatura's default."""
AT_ONCE: Final = 500
"""Queries compared with all names together: bounds the memory of the matrix."""
CANDIDATES: Final[tuple[tuple[Callable[..., float], int], ...]] = (
    (fuzz.WRatio, 10), (fuzz.token_sort_ratio, 10), (fuzz.partial_ratio, 5), (fuzz.ratio, 5),
)  # fmt: skip
SCHEMATA: Final = {"vessel": "Vessel", "organization": "Company", "person": "Person"}


class Peer(Protocol):
    """Something that scores cases as `matchers.VScreen` does."""

    name: str
    takes_numbers: bool

    def scores(self, cases: pd.DataFrame) -> pd.DataFrame:
        """Return ``own`` and ``best`` (0-100) of each case."""
        ...

    def pair(self, one: str, other: str, kind: str) -> float:
        """Return the score of two names, 0-100."""
        ...


def jaro_winkler(one: str, other: str, **options: Any) -> float:
    """Return Jaro-Winkler's similarity, 0-100."""
    return 100 * JaroWinkler.normalized_similarity(one, other, **options)


def ascii_only(text: str) -> str:
    """Return a text transliterated, in lower case and without signs."""
    return default_process(anyascii(text))


def _matrices(
    queries: Sequence[str], names: Sequence[str], scorer: Callable[..., float]
) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    """Yield (first query, scores of some queries with all names)."""
    for start in range(0, len(queries), AT_ONCE):
        yield start, process.cdist(queries[start : start + AT_ONCE], names, scorer=scorer)


class Fuzz:
    """A scorer of rapidfuzz over all names of a kind."""

    takes_numbers = False

    def __init__(
        self,
        name: str,
        scorer: Callable[..., float],
        index: pd.DataFrame,
        *,
        times: float = 1.0,
        fold: Callable[[str], str] = default_process,
    ) -> None:
        self.name, self._scorer, self._times, self._fold = name, scorer, times, fold
        self._index = index

    def scores(self, cases: pd.DataFrame) -> pd.DataFrame:
        """Return ``own`` and ``best`` of each case."""
        told = pd.DataFrame(0.0, index=cases.index, columns=["own", "best"])
        for kind, some in cases.groupby("kind"):
            listed = self._index[self._index["kind"] == kind]
            names = [self._fold(name) for name in listed["name"]]
            queries = [self._fold(name) for name in some["name"]]
            place = dict(zip(listed["list_id"], range(len(listed)), strict=True))
            subject = some["subject_id"].map(place).fillna(-1).astype(int).to_numpy()
            for start, matrix in _matrices(queries, names, self._scorer):
                rows = some.index[start : start + len(matrix)]
                told.loc[rows, "best"] = matrix.max(axis=1) * self._times
                mine = subject[start : start + len(matrix)]
                own = matrix[np.arange(len(matrix)), np.maximum(mine, 0)]
                told.loc[rows, "own"] = np.where(mine >= 0, own * self._times, 0.0)
        return told

    def pair(self, one: str, other: str, kind: str) -> float:
        """Return the score of two names."""
        return self._scorer(self._fold(one), self._fold(other)) * self._times


class Nomenklatura:
    """An algorithm of nomenklatura on the union of the top candidates and the true subject."""

    takes_numbers = True

    def __init__(self, name: str, index: pd.DataFrame, aliases: pd.DataFrame | None = None) -> None:
        self.name = name
        self._index, self._aliases = index, aliases
        self._algorithm: Any = importlib.import_module("nomenklatura.matching").get_algorithm(name)
        self._config = self._algorithm.default_config()
        self._queries = 0

    @cached_property
    def _model(self) -> Any:
        return importlib.import_module("followthemoney").model

    def _entity(self, key: str, kind: str, names: dict[str, list[str]], numbers: Any) -> Any:
        properties = dict(names)
        if kind == "vessel":
            columns = {"imo": "imoNumber", "mmsi": "mmsi", "call_sign": "callSign", "flag": "flag"}
            for column, name in columns.items():
                if numbers is not None and numbers[column]:
                    properties[name] = numbers[column].split(";")
        if not key:  # entities are cached by their id
            self._queries += 1
            key = f"query-{self._queries}"
        said = {"id": key, "schema": SCHEMATA[kind], "properties": properties}
        return self._model.get_proxy(said, cleaned=False)

    @cached_property
    def _bare(self) -> dict[str, Any]:
        return {
            one["list_id"]: self._entity(one["list_id"], one["kind"], {"name": [one["name"]]}, None)
            for one in self._index.to_dict("records")
        }

    @cached_property
    def _whole(self) -> dict[str, Any]:
        known: dict[str, list[str]] = {}
        if self._aliases is not None:
            known = self._aliases.groupby("list_id")["alias"].agg(list).to_dict()
        return {
            one["list_id"]: self._entity(
                one["list_id"], one["kind"],
                {"name": [one["name"]], "alias": known.get(one["list_id"], [])}, one,
            )
            for one in self._index.to_dict("records")
        }  # fmt: skip

    def scores(self, cases: pd.DataFrame) -> pd.DataFrame:
        """Return ``own`` and ``best`` of each case, by names; numbers count where given."""
        told = pd.DataFrame(0.0, index=cases.index, columns=["own", "best"])
        numbered = bool((cases[["imo", "mmsi", "call_sign"]] != "").any(axis=None))
        entries = self._whole if numbered else self._bare
        for kind, some in cases.groupby("kind"):
            listed = self._index[self._index["kind"] == kind].reset_index(drop=True)
            for case, keys in zip(some.itertuples(), self._keys(some, listed), strict=True):
                said = {name: getattr(case, name) for name in ("imo", "mmsi", "call_sign", "flag")}
                names = {"name": [case.name] if case.name else []}
                query = self._entity("", str(kind), names, said)
                score = {key: self._compare(query, entries[key]) for key in keys}
                told.loc[case.Index] = [score.get(case.subject_id, 0.0), max(score.values())]
        return told

    def _keys(self, cases: pd.DataFrame, listed: pd.DataFrame) -> Iterator[set[str]]:
        ids = listed["list_id"].to_numpy()
        names = [ascii_only(name) for name in listed["name"]]
        queries = [ascii_only(name) for name in cases["name"]]
        numbers = {
            column: listed.groupby(column)["list_id"].agg(list).to_dict()
            for column in ("imo", "mmsi", "call_sign")
        }
        found: list[set[str]] = [set() for _ in queries]
        for scorer, most in CANDIDATES:
            for start, matrix in _matrices(queries, names, scorer):
                top = np.argpartition(-matrix, min(most, len(ids) - 1), axis=1)[:, :most]
                for place, row in enumerate(top):
                    found[start + place].update(ids[row])
        for case, keys in zip(cases.itertuples(), found, strict=True):
            for column, known in numbers.items():
                if value := getattr(case, column):
                    keys.update(known.get(value, []))
            if case.subject_id in self._bare:
                keys.add(case.subject_id)
            yield keys

    def _compare(self, query: Any, entry: Any) -> float:
        return float(self._algorithm.compare(query, entry, self._config).score * 100)

    def pair(self, one: str, other: str, kind: str) -> float:
        """Return the score of two names."""
        ours, theirs = (self._entity("", kind, {"name": [name]}, None) for name in (one, other))
        return self._compare(ours, theirs)


def make_peers(index: pd.DataFrame, aliases: pd.DataFrame | None) -> tuple[list[Peer], list[str]]:
    """Return the peers at hand, and what to say of those that are not."""
    peers: list[Peer] = []
    missing = []
    for name in ("logic-v2", "logic-v1"):
        try:
            peers.append(Nomenklatura(name, index, aliases))
        except ImportError as error:
            missing.append(f"nomenklatura {name} was skipped: {error}")
    peers += [
        Fuzz("WRatio", fuzz.WRatio, index),
        Fuzz("WRatio, ASCII", fuzz.WRatio, index, fold=ascii_only),
        Fuzz("token_sort", fuzz.token_sort_ratio, index),
        Fuzz("Jaro-Winkler", JaroWinkler.normalized_similarity, index, times=100.0),
    ]
    return peers, missing


def scored(peer: Peer, cases: pd.DataFrame, index: pd.DataFrame, cache: Path | None) -> Scored:
    """Return a peer's scores, from the cache where it holds them: some take minutes."""
    path = cache / f"{peer.name}-{_key(peer, cases, index)}.csv" if cache else None
    if path and path.is_file():
        told = pd.read_csv(path, index_col=0, dtype={0: str}).set_axis(cases.index)
    else:
        told = peer.scores(cases)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            told.to_csv(path)
    alerts = {"own": "own_verdict", "best": "verdict"}
    verdicts = {
        verdict: np.where(told[score] >= REVIEW, "hit", "clear")
        for score, verdict in alerts.items()
    }
    return Scored(told.assign(**verdicts), pd.DataFrame())


def _key(peer: Peer, cases: pd.DataFrame, index: pd.DataFrame) -> str:
    package = "nomenklatura" if peer.takes_numbers else "rapidfuzz"
    columns = ["kind", "name", "imo", "mmsi", "call_sign", "flag", "subject_id"]
    said = [version(package), cases[columns].to_csv(), index.to_csv()]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
