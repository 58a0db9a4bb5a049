"""The peers, as a team would use them: on names, and on numbers if they take numbers.

A peer knows the kind of each party and screens it against entries of that kind alone. That is an
advantage: vscreen screens parties against organizations and persons together. A missing peer is
reported and skipped. nomenklatura compares a pair at a time, so it gets the best candidates of
cheap scores and also the true subject: the search for candidates never costs it a hit.
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
"""A peer alerts from this score: nomenklatura's default."""
BATCH: Final = 500
"""Queries per matrix of scores with all names, which bounds its memory."""
CANDIDATES: Final[tuple[tuple[Callable[..., float], int], ...]] = (
    (fuzz.WRatio, 10), (fuzz.token_sort_ratio, 10), (fuzz.partial_ratio, 5), (fuzz.ratio, 5),
)  # fmt: skip
NUMBERS: Final = ("imo", "mmsi", "call_sign", "flag")
"""Columns of a case that are properties of an entity beside its name."""
SCHEMATA: Final = {"vessel": "Vessel", "organization": "Company", "person": "Person"}


class Peer(Protocol):
    """A matcher that scores cases like `matchers.VScreen`."""

    name: str
    takes_numbers: bool

    def scores(self, cases: pd.DataFrame) -> pd.DataFrame:
        """Return ``own`` and ``best`` (0-100) of each case."""
        ...

    def pair(self, query: str, listed: str, kind: str) -> float:
        """Return the score of two names, 0-100."""
        ...


def jaro_winkler(text: str, other: str, **options: Any) -> float:
    """Return the Jaro-Winkler similarity, 0-100."""
    return 100 * JaroWinkler.normalized_similarity(text, other, **options)


def ascii_only(text: str) -> str:
    """Return a text transliterated, in lower case and without punctuation."""
    return default_process(anyascii(text))


def _matrices(
    queries: Sequence[str], names: Sequence[str], scorer: Callable[..., float]
) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    """Yield batches: (position of the first query, scores of the batch with all names)."""
    for start in range(0, len(queries), BATCH):
        yield start, process.cdist(queries[start : start + BATCH], names, scorer=scorer)


class Fuzz:
    """A scorer of rapidfuzz, applied to all names of a kind."""

    takes_numbers = False

    def __init__(
        self,
        name: str,
        scorer: Callable[..., float],
        index: pd.DataFrame,
        *,
        factor: float = 1.0,
        fold: Callable[[str], str] = default_process,
    ) -> None:
        self.name, self._scorer, self._factor, self._fold = name, scorer, factor, fold
        self._index = index

    def scores(self, cases: pd.DataFrame) -> pd.DataFrame:
        """Return ``own`` and ``best`` of each case."""
        scores = pd.DataFrame(0.0, index=cases.index, columns=["own", "best"])
        for kind, of_kind in cases.groupby("kind"):
            listed = self._index[self._index["kind"] == kind]
            names = [self._fold(name) for name in listed["name"]]
            queries = [self._fold(name) for name in of_kind["name"]]
            column_of = dict(zip(listed["list_id"], range(len(listed)), strict=True))
            subjects = of_kind["subject_id"].map(column_of).fillna(-1).astype(int).to_numpy()
            for start, matrix in _matrices(queries, names, self._scorer):
                rows = of_kind.index[start : start + len(matrix)]
                scores.loc[rows, "best"] = matrix.max(axis=1) * self._factor
                column = subjects[start : start + len(matrix)]
                own = matrix[np.arange(len(matrix)), np.maximum(column, 0)]
                scores.loc[rows, "own"] = np.where(column >= 0, own * self._factor, 0.0)
        return scores

    def pair(self, query: str, listed: str, kind: str) -> float:
        """Return the score of two names."""
        return self._scorer(self._fold(query), self._fold(listed)) * self._factor


class Nomenklatura:
    """An algorithm of nomenklatura, applied to the top candidates and the true subject."""

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
        entity = {"id": key, "schema": SCHEMATA[kind], "properties": properties}
        return self._model.get_proxy(entity, cleaned=False)

    @cached_property
    def _by_name(self) -> dict[str, Any]:
        """Key -> an entity with its primary name alone."""
        return {
            row["list_id"]: self._entity(row["list_id"], row["kind"], {"name": [row["name"]]}, None)
            for row in self._index.to_dict("records")
        }

    @cached_property
    def _by_name_and_number(self) -> dict[str, Any]:
        """Key -> an entity with all its names and numbers."""
        aliases: dict[str, list[str]] = {}
        if self._aliases is not None:
            aliases = self._aliases.groupby("list_id")["alias"].agg(list).to_dict()
        return {
            row["list_id"]: self._entity(
                row["list_id"], row["kind"],
                {"name": [row["name"]], "alias": aliases.get(row["list_id"], [])}, row,
            )
            for row in self._index.to_dict("records")
        }  # fmt: skip

    def scores(self, cases: pd.DataFrame) -> pd.DataFrame:
        """Return ``own`` and ``best`` of each case, by its name and any numbers."""
        scores = pd.DataFrame(0.0, index=cases.index, columns=["own", "best"])
        has_numbers = bool((cases[["imo", "mmsi", "call_sign"]] != "").any(axis=None))
        entries = self._by_name_and_number if has_numbers else self._by_name
        for kind, of_kind in cases.groupby("kind"):
            listed = self._index[self._index["kind"] == kind].reset_index(drop=True)
            candidates = self._candidates(of_kind, listed)
            for case, keys in zip(of_kind.itertuples(), candidates, strict=True):
                numbers = {column: getattr(case, column) for column in NUMBERS}
                names = {"name": [case.name] if case.name else []}
                query = self._entity("", str(kind), names, numbers)
                score = {key: self._compare(query, entries[key]) for key in keys}
                scores.loc[case.Index] = [score.get(case.subject_id, 0.0), max(score.values())]
        return scores

    def _candidates(self, cases: pd.DataFrame, listed: pd.DataFrame) -> Iterator[set[str]]:
        """Yield the keys of the entries that a case is compared with."""
        ids = listed["list_id"].to_numpy()
        names = [ascii_only(name) for name in listed["name"]]
        queries = [ascii_only(name) for name in cases["name"]]
        numbers = {
            column: listed.groupby(column)["list_id"].agg(list).to_dict()
            for column in ("imo", "mmsi", "call_sign")
        }
        candidates: list[set[str]] = [set() for _ in queries]
        for scorer, most in CANDIDATES:
            for start, matrix in _matrices(queries, names, scorer):
                top = np.argpartition(-matrix, min(most, len(ids) - 1), axis=1)[:, :most]
                for position, columns in enumerate(top):
                    candidates[start + position].update(ids[columns])
        for case, keys in zip(cases.itertuples(), candidates, strict=True):
            for column, keys_of in numbers.items():
                if value := getattr(case, column):
                    keys.update(keys_of.get(value, []))
            if case.subject_id in self._by_name:
                keys.add(case.subject_id)
            yield keys

    def _compare(self, query: Any, entry: Any) -> float:
        return float(self._algorithm.compare(query, entry, self._config).score * 100)

    def pair(self, query: str, listed: str, kind: str) -> float:
        """Return the score of two names."""
        entities = (self._entity("", kind, {"name": [name]}, None) for name in (query, listed))
        return self._compare(*entities)


def make_peers(index: pd.DataFrame, aliases: pd.DataFrame | None) -> tuple[list[Peer], list[str]]:
    """Return the peers that are installed, and a sentence for each that is not."""
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
        Fuzz("Jaro-Winkler", JaroWinkler.normalized_similarity, index, factor=100.0),
    ]
    return peers, missing


def scored(peer: Peer, cases: pd.DataFrame, index: pd.DataFrame, cache: Path | None) -> Scored:
    """Return a peer's scores, from the cache if they are there: some take minutes."""
    path = cache / f"{peer.name}-{_key(peer, cases, index)}.csv" if cache else None
    if path and path.is_file():
        scores = pd.read_csv(path, index_col=0, dtype={0: str}).set_axis(cases.index)
    else:
        scores = peer.scores(cases)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            scores.to_csv(path)
    alerts = {"own": "own_verdict", "best": "verdict"}
    verdicts = {
        verdict: np.where(scores[score] >= REVIEW, "hit", "clear")
        for score, verdict in alerts.items()
    }
    return Scored(scores.assign(**verdicts), pd.DataFrame())


def _key(peer: Peer, cases: pd.DataFrame, index: pd.DataFrame) -> str:
    package = "nomenklatura" if peer.takes_numbers else "rapidfuzz"
    columns = ["kind", "name", "imo", "mmsi", "call_sign", "flag", "subject_id"]
    inputs = [version(package), cases[columns].to_csv(), index.to_csv()]
    return hashlib.sha256("\n".join(inputs).encode()).hexdigest()[:16]
