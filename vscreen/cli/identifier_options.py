"""Options for identifiers, such as ``--imo``, for each scheme that a manifest has a column of.

They follow from `vscreen.identifiers.registry`, and their help from the sentences of the reasons,
so that a new scheme needs no change here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Final

import typer

from vscreen.identifiers.registry import RULES
from vscreen.scoring.identity import equal_reason

HELP: Final = {
    rules.field: equal_reason(rules).sentence.partition(" {given}")[0]
    for rules in RULES
    if rules.field
}
"""Field of a manifest -> what people call its number."""


def identifier_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each identifier, behind its first argument.

    Parameters
    ----------
    command
        A command of Typer that takes ``**identifiers``: field -> text, empty without the option.

    Examples
    --------
    >>> @identifier_options
    ... def show(name: str, **identifiers: str) -> None: ...
    >>> list(inspect.signature(show).parameters)
    ['name', 'imo', 'eni', 'mmsi', 'call_sign']
    """
    signature = inspect.signature(command, eval_str=True)
    first, *others = signature.parameters.values()
    named = [each for each in others if each.kind is not inspect.Parameter.VAR_KEYWORD]
    options = [_option(field, text) for field, text in HELP.items()]
    # Typer reads a command's options from its signature.
    vars(command)["__signature__"] = signature.replace(parameters=[first, *options, *named])
    return command


def _option(field: str, text: str) -> inspect.Parameter:
    return inspect.Parameter(
        field,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default="",
        annotation=Annotated[str, typer.Option(help=f"{text[:1].upper()}{text[1:]}.")],
    )


def option_names() -> str:
    """Return the options as a sentence names them.

    Examples
    --------
    >>> option_names()
    '--imo, --eni, --mmsi or --call-sign'
    """
    *names, last = (f"--{field.replace('_', '-')}" for field in HELP)
    return f"{', '.join(names)} or {last}"
