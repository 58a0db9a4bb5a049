"""What an index is made of, as named arrays: to be saved, and mapped into memory again.

A class lists in ``STATE`` the attributes that make up its objects, each with its kind: an array,
another such class, or a ``dict`` of such objects by name. That alone is saved. All else an object
works out again when it is needed, so a file holds nothing but numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar, get_args, get_origin

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]
Made = TypeVar("Made")

_APART: Final = "/"


def to_arrays(value: object) -> Arrays:
    """Return the arrays of an object, each under its path: ``table/words/count``.

    Parameters
    ----------
    value
        An object of a class with a ``STATE``.

    Examples
    --------
    >>> from vscreen.columnar.strings import Packed
    >>> {name: array.tolist() for name, array in to_arrays(Packed.of(["SEA", "A"])).items()}
    {'data': [83, 69, 65, 65], 'start': [0, 3], 'length': [3, 1]}
    """
    arrays: Arrays = {}
    for name, part in _parts(value).items():
        if isinstance(part, np.ndarray):
            arrays[name] = part
        else:
            arrays |= {f"{name}{_APART}{rest}": array for rest, array in to_arrays(part).items()}
    return arrays


def _parts(value: object) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    state: Mapping[str, Any] = type(value).STATE  # type: ignore[attr-defined]
    return {name: getattr(value, name) for name in state}


def from_arrays(kind: type[Made], arrays: Mapping[str, npt.NDArray[Any]]) -> Made:
    """Return the object of which `to_arrays` gave these arrays.

    Raises
    ------
    KeyError
        If an array is missing; the message is its path.

    Examples
    --------
    >>> from vscreen.columnar.strings import Packed
    >>> from_arrays(Packed, to_arrays(Packed.of(["SEA", "A"])))[:].tolist()
    ['SEA', 'A']
    """
    made = object.__new__(kind)
    for name, part in kind.STATE.items():  # type: ignore[attr-defined]
        vars(made)[name] = _part(part, name, arrays)
    return made


def _part(kind: Any, path: str, arrays: Mapping[str, npt.NDArray[Any]]) -> Any:
    if kind is np.ndarray:
        return arrays[path]
    under = {
        name.removeprefix(path + _APART): array
        for name, array in arrays.items()
        if name.startswith(path + _APART)
    }
    if get_origin(kind) is not dict:
        return from_arrays(kind, under)
    names = dict.fromkeys(name.partition(_APART)[0] for name in under)
    return {name: _part(get_args(kind)[1], name, under) for name in names}
