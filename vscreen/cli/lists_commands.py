"""The verbs of ``vscreen lists``: fetch them, look at them, check them, compare them.

``lists update`` ends with 0 if every list asked for is up to date, with 2 if one is not; ``lists
check`` with 0 if every list may be screened against, with 2 if one may not. The others end with 0,
unless something fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import pandas as pd
import typer

from vscreen.cli import show_lists as terminal_lists
from vscreen.cli.console import counted, say, to_json, working
from vscreen.cli.list_arguments import STORE, Choice, choose, compared, last_two
from vscreen.policy import Policy
from vscreen.snapshots.diff import diff
from vscreen.store.store import KEPT, Store

FIT: Final = 0
NOT_FIT: Final = 2

app = typer.Typer(no_args_is_help=True, help="Fetch, show, check and compare lists.")

ListWords = Annotated[
    list[str] | None,
    typer.Option(
        "--lists",
        help="File, folder, list id, 'store' or 'bundled'; repeat it for more. Default: all the "
        "store keeps, and what is bundled.",
    ),
]
StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store", help="Folder of the lists that 'lists update' keeps. Default: one of your own."
    ),
]
MaxAge = Annotated[
    str | None, typer.Option(help="Greatest age of a list, such as 48h or 7D. Default: any.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Ids = Annotated[list[str] | None, typer.Argument(metavar="LIST", help="Ids of lists.")]


@app.command()
def update(
    lists: Ids = None,
    store: StoreFolder = None,
    sources: Annotated[
        Path | None, typer.Option(help="CSV of list, file, address: where to fetch instead.")
    ] = None,
    accept_shrunk: Annotated[
        list[str] | None,
        typer.Option(metavar="LIST", help="Id of a list that may have become much smaller."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fetch lists, and put into use those that are whole. Ends with 2 if one failed."""
    kept = Store(store, sources=sources)
    with terminal_lists.update_display() as display:
        report = kept.update(
            lists or None, accept_shrunk=accept_shrunk or (),
            progress=display.received, done=display.done,
        )  # fmt: skip
    code = NOT_FIT if report.failed else FIT
    if as_json:
        typer.echo(terminal_lists.update_as_json(report, kept.folder, code))
    else:
        say(f"Lists kept in {kept.folder}")
        terminal_lists.show_update(report)
    raise typer.Exit(code)


@app.command()
def show(lists: ListWords = None, store: StoreFolder = None, as_json: AsJson = False) -> None:
    """Tell what the lists hold, how old they are, and what to know of them."""
    choice = choice_of(lists, store)
    if as_json:
        typer.echo(to_json(terminal_lists.lists_as_records(choice.lists)))
        return
    if choice.bundled_alone:
        say(notice(choice))
    terminal_lists.show_lists(choice.lists)


@app.command()
def check(
    lists: ListWords = None,
    store: StoreFolder = None,
    max_age: MaxAge = None,
    as_json: AsJson = False,
) -> None:
    """Tell whether the lists may be screened against. Ends with 2 if one may not."""
    policy = Policy(max_age=max_age)
    choice = choice_of(lists, store)
    problems = [*choice.missing, *map(str, choice.lists.problems(policy.max_age))]
    code = NOT_FIT if problems else FIT
    if as_json:
        records = terminal_lists.lists_as_records(choice.lists)
        told = {"exit_code": code, "problems": problems, "lists": records}
        typer.echo(to_json(told))
    else:
        tell_lists(choice)
    for problem in problems:
        say(f"error: {problem}", error=True)
    if not problems and not as_json:
        say("Fit to screen against.")
    raise typer.Exit(code)


@app.command("diff")
def changes(
    old: Annotated[str, typer.Argument(help="File, folder or list id; alone: what it was.")],
    new: Annotated[str | None, typer.Argument(help="The same, newer.")] = None,
    store: StoreFolder = None,
    rows: Annotated[int, typer.Option("--show", min=0, help="Rows of each table.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Tell what changed between two editions, or in a list of the store since the last one."""
    kept = Store(store)
    with working("reading lists"):
        before, after = compared(old, new, kept) if new else last_two(old, kept)
        found = diff(before, after)
    if as_json:
        typer.echo(terminal_lists.changes_as_json(found))
    else:
        terminal_lists.show_changes(found, before, after, rows)


@app.command()
def history(lists: Ids = None, store: StoreFolder = None, as_json: AsJson = False) -> None:
    """Tell which versions of the lists the store keeps, newest first."""
    kept = Store(store)
    with working("reading versions"):
        found = pd.concat([kept.history(one) for one in lists or kept.kept()] or [pd.DataFrame()])
    if as_json:
        typer.echo(terminal_lists.history_as_json(found))
    elif found.empty:
        say(f"{kept.folder} keeps nothing yet; fetch lists with: vscreen lists update")
    else:
        terminal_lists.show_history(found)


@app.command()
def prune(
    keep: Annotated[int, typer.Option(min=1, help="Versions of each list that stay.")] = KEPT,
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    """Remove old versions of the lists from the store; what is in use stays."""
    kept = Store(store)
    gone = kept.prune(keep)
    if as_json:
        typer.echo(to_json({"store": str(kept.folder), "removed": gone}))
    else:
        say(f"{counted(gone, 'version')} removed from {kept.folder}.")


# --- what other verbs need too -------------------------------------------------------------------


def choice_of(words: Sequence[str] | None, store: Path | None) -> Choice:
    """Return the lists that ``--lists`` and ``--store`` mean; their warnings go to stderr.

    Who names a store means its lists.
    """
    asked = words or ([STORE] if store else [])
    with working("reading lists"):
        choice = choose(asked, Store(store))
    for warning in (*choice.missing, *choice.warnings):
        say(f"warning: {warning}", error=True)
    return choice


def notice(choice: Choice) -> str:
    """Return what to say of lists that are only those bundled; empty for others."""
    if not choice.bundled_alone:
        return ""
    return (
        f"Bundled lists only: {len(choice.lists.entries):,} entries (Korea, Japan, UN 1718). "
        "This is not OFAC, the EU or the UK."
    )


def tell_lists(choice: Choice, *, error: bool = False) -> None:
    """Write a line on each list."""
    if choice.bundled_alone:
        say(notice(choice), error=error)
    for snapshot in choice.lists:
        say(terminal_lists.describe_list(snapshot), error=error)
