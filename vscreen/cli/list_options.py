"""The options that say which lists are meant, and what the user states about them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from vscreen.errors import ListFormatError

StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Folder of the lists that 'lists update' keeps. Default: one of your own."
    ),
]
OPTIONS: Final[Mapping[str, tuple[Any, Any]]] = {
    "lists": (
        Annotated[
            list[str] | None,
            typer.Option(
                "--lists",
                help="File, folder, list id, 'store' or 'bundled'; repeat it for more. Default: "
                "all the store keeps, and what is bundled.",
            ),
        ],
        None,
    ),
    "store": (StoreFolder, None),
    "skip_unknown": (
        Annotated[
            bool,
            typer.Option("--skip-unknown", help="Skip files beside lists that no reader knows."),
        ],
        False,
    ),
    "list_id": (
        Annotated[
            list[str] | None,
            typer.Option(metavar="FILE=ID", help="What the list of a file is called."),
        ],
        None,
    ),
    "list_date": (
        Annotated[
            list[str] | None,
            typer.Option(
                metavar="LIST=DATE", help="Day of a list, or of a file, whose publisher gives none."
            ),
        ],
        None,
    ),
    "accept_edition": (
        Annotated[
            list[str] | None,
            typer.Option(
                metavar="LIST=DATE", help="Day of an old edition that is meant, for a look-back."
            ),
        ],
        None,
    ),
}
"""Each option: its type for Typer, and its default."""


@dataclass(frozen=True)
class ListOptions:
    """Which lists are meant, where the store is, and what the user states about files and lists."""

    lists: tuple[str, ...] = ()
    store: Path | None = None
    skip_unknown: bool = False
    list_id: Mapping[str, str] = field(default_factory=dict)
    list_date: Mapping[str, str] = field(default_factory=dict)
    accept_edition: Mapping[str, str] = field(default_factory=dict)


USUAL: Final = ListOptions()
"""What is meant without any option."""


def list_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of lists, where its parameter ``asked`` stands.

    Parameters
    ----------
    command
        A command of Typer that takes ``asked``, a `ListOptions`.

    Examples
    --------
    >>> @list_options
    ... def show(asked: ListOptions = USUAL, rows: int = 20) -> None: ...
    >>> list(inspect.signature(show).parameters)[-3:]
    ['list_date', 'accept_edition', 'rows']
    """
    signature = inspect.signature(command, eval_str=True)
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        parameters += _parameters() if parameter.name == "asked" else [parameter]

    @wraps(command)
    def with_lists(**given: Any) -> None:
        options = {name: given.pop(name) for name in OPTIONS}
        command(asked=_read(**options), **given)

    # Typer reads a command's options from its signature.
    vars(with_lists)["__signature__"] = signature.replace(parameters=parameters)
    return with_lists


def _parameters() -> list[inspect.Parameter]:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return [
        inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in OPTIONS.items()
    ]


def _read(
    lists: Iterable[str] | None,
    store: Path | None,
    skip_unknown: bool,
    list_id: Iterable[str] | None,
    list_date: Iterable[str] | None,
    accept_edition: Iterable[str] | None,
) -> ListOptions:
    return ListOptions(
        tuple(lists or ()),
        store,
        skip_unknown,
        _pairs("--list-id", "sdn.csv=my-list", list_id),
        _pairs("--list-date", "us-sdn=2026-11-27", list_date),
        _pairs("--accept-edition", "us-sdn=2016-01-28", accept_edition),
    )


def _pairs(option: str, example: str, texts: Iterable[str] | None) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts or ():
        key, equals, value = text.rpartition("=")
        if not equals or not key or not value:
            raise ListFormatError(f"{option} reads like {example}, not {text!r}")
        if pairs.setdefault(key, value) != value:
            raise ListFormatError(f"{option} gives {key} both {pairs[key]} and {value}; give one")
    return pairs
