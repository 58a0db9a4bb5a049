"""What a search has made ready, as plain arrays: saved, mapped into memory, used at once.

Nothing but arrays and a description in JSON is written, and only objects of the kinds named here
are made of them again: a file can't run anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]

LAYOUT: Final = "layout"
_LEFT_OUT: Final = "left out"


def to_arrays(thing: object, kinds: Iterable[type], constants: Mapping[str, object]) -> Arrays:
    """Return an object as arrays: itself, what it holds, and so on.

    Parameters
    ----------
    thing
        An object of one of ``kinds``, made of such objects, arrays, numbers and strings.
    kinds
        The classes whose objects are taken apart. Objects of others are left out, and made anew
        when asked for.
    constants
        Objects by name that `from_arrays` is given again.

    Returns
    -------
    dict of arrays
        One-dimensional, any dtype but object; `LAYOUT`, uint8, says how they belong together.
    """
    return _Apart(kinds, constants).taken(thing)


def from_arrays(
    arrays: Mapping[str, npt.NDArray[Any]], kinds: Iterable[type], constants: Mapping[str, object]
) -> Any:
    """Return the object that `to_arrays` took apart.

    Raises
    ------
    ValueError
        If the arrays name a kind or a constant that is not given.
    """
    layout = json.loads(bytes(arrays[LAYOUT]))
    return _Together(arrays, layout, kinds, constants).of(0)


class _Apart:
    def __init__(self, kinds: Iterable[type], constants: Mapping[str, object]) -> None:
        self._kinds = tuple(kinds)
        self._constants = {id(value): name for name, value in constants.items()}
        self._places: dict[int, int] = {}
        self._layout: list[Any] = []
        self._arrays: Arrays = {}
        self._held: list[object] = []  # an id is only one's own while its owner lives

    def taken(self, thing: object) -> Arrays:
        self._place(thing)
        said = json.dumps(self._layout, separators=(",", ":")).encode()
        return {**self._arrays, LAYOUT: np.frombuffer(said, np.uint8)}

    def _place(self, thing: object) -> int:
        """Return where in the layout an object is told; each is told once."""
        if id(thing) not in self._places:
            self._places[id(thing)] = len(self._layout)
            self._held.append(thing)
            self._layout.append(None)
            self._layout[self._places[id(thing)]] = self._told(thing)
        return self._places[id(thing)]

    def _told(self, thing: object) -> list[Any]:
        if id(thing) in self._constants:
            return ["constant", self._constants[id(thing)]]
        if isinstance(thing, np.ndarray):
            name = f"a{len(self._arrays)}"
            self._arrays[name] = thing
            return ["array", name]
        if isinstance(thing, np.generic):
            return ["scalar", thing.dtype.str, thing.item()]
        if thing is None or isinstance(thing, bool | int | float | str):
            return ["plain", thing]
        if isinstance(thing, list | tuple):
            return [type(thing).__name__, [self._place(one) for one in thing]]
        if isinstance(thing, dict):
            return ["dict", [[self._place(k), self._place(v)] for k, v in thing.items()]]
        if type(thing) in self._kinds:
            parts = {name: self._place(part) for name, part in vars(thing).items()}
            return ["object", type(thing).__name__, parts]
        return [_LEFT_OUT]


class _Together:
    def __init__(
        self,
        arrays: Mapping[str, npt.NDArray[Any]],
        layout: list[Any],
        kinds: Iterable[type],
        constants: Mapping[str, object],
    ) -> None:
        self._arrays, self._layout, self._constants = arrays, layout, constants
        self._kinds = {kind.__name__: kind for kind in kinds}
        self._made: dict[int, Any] = {}

    def of(self, place: int) -> Any:
        if place not in self._made:
            self._made[place] = self._make(*self._layout[place])
        return self._made[place]

    def _make(self, kind: str, *said: Any) -> Any:
        if kind == "constant":
            return self._known(self._constants, said[0])
        if kind == "array":
            return self._arrays[said[0]]
        if kind == "scalar":
            return np.dtype(said[0]).type(said[1])
        if kind == "plain":
            return said[0]
        if kind in {"list", "tuple"}:
            return {"list": list, "tuple": tuple}[kind](self.of(place) for place in said[0])
        if kind == "dict":
            return {self.of(k): self.of(v) for k, v in said[0] if self._is_kept(v)}
        made = object.__new__(self._known(self._kinds, said[0]))
        vars(made).update({name: self.of(p) for name, p in said[1].items() if self._is_kept(p)})
        return made

    def _is_kept(self, place: int) -> bool:
        return bool(self._layout[place][0] != _LEFT_OUT)

    @staticmethod
    def _known(every: Mapping[str, Any], name: str) -> Any:
        if name not in every:
            raise ValueError(f"the arrays hold {name!r}, which is not one of {sorted(every)}")
        return every[name]
