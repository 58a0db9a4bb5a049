"""The commands of ``vscreen lists``: fetch lists, show, check and compare them.

``lists update`` ends with 0 if every list is up to date, else with 2; ``lists check`` ends with 0
if every list may be screened against, else with 2. The others end with 0, unless something fails.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final

import pandas as pd
import typer

from vscreen.cli import show_lists as terminal
from vscreen.cli.console import counted, say, to_json, working
from vscreen.cli.list_arguments import STORE, Choice, choose_lists, last_two_versions, two_editions
from vscreen.cli.list_options import USUAL, ListOptions, StoreFolder, list_options
from vscreen.policy import Policy
from vscreen.snapshots.diff import diff
from vscreen.store.store import KEPT, Store

FIT: Final = 0
NOT_FIT: Final = 2

app = typer.Typer(no_args_is_help=True, help="Fetch, show, check and compare lists.")

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
    accept_older: Annotated[
        list[str] | None,
        typer.Option(metavar="LIST", help="Id of a list that may be older than the one in use."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fetch lists, and put into use those that are whole. Ends with 2 if one failed."""
    target = Store(store, sources=sources)
    with terminal.update_display() as display:
        report = target.update(
            lists or None, accept_shrunk=accept_shrunk or (), accept_older=accept_older or (),
            progress=display.received, done=display.done,
        )  # fmt: skip
    code = NOT_FIT if report.failed else FIT
    if as_json:
        typer.echo(terminal.update_as_json(report, target.folder, code))
    else:
        say(f"Lists kept in {target.folder}")
        terminal.show_update(report)
    raise typer.Exit(code)


@app.command()
@list_options
def show(asked: ListOptions = USUAL, as_json: AsJson = False) -> None:
    """Tell what the lists hold, how old they are, and what to know of them."""
    choice = choice_of(asked)
    for missing in choice.lists.missing:
        say(f"warning: {missing}", error=True)
    if as_json:
        typer.echo(to_json(terminal.lists_as_records(choice.lists)))
        return
    if choice.bundled_alone:
        say(notice(choice))
    terminal.show_lists(choice.lists)


@app.command()
@list_options
def check(
    asked: ListOptions = USUAL,
    max_age: MaxAge = None,
    as_json: AsJson = False,
) -> None:
    """Tell whether the lists may be screened against. Ends with 2 if one may not."""
    policy = Policy(max_age=max_age)
    choice = choice_of(asked)
    problems = [*map(str, choice.lists.problems(policy.max_age))]
    code = NOT_FIT if problems else FIT
    if as_json:
        records = terminal.lists_as_records(choice.lists)
        waived = [line for each in choice.lists for line in each.waived(policy.max_age)]
        report = {"exit_code": code, "problems": problems, "waived": waived, "lists": records}
        typer.echo(to_json({**report, "skipped": list(choice.lists.skipped)}))
    else:
        describe_lists(choice, max_age=policy.max_age, receipts=True)
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
    source = Store(store)
    with working("reading lists"):
        before, after = two_editions(old, new, source) if new else last_two_versions(old, source)
        difference = diff(before, after)
    if as_json:
        typer.echo(terminal.changes_as_json(difference))
    else:
        terminal.show_changes(difference, before, after, rows)


@app.command()
def history(lists: Ids = None, store: StoreFolder = None, as_json: AsJson = False) -> None:
    """Tell which versions of the lists the store keeps, newest first."""
    source = Store(store)
    with working("reading versions"):
        histories = [source.history(list_id) for list_id in lists or source.kept()]
        versions = pd.concat(histories or [pd.DataFrame()])
    if as_json:
        typer.echo(terminal.history_as_json(versions))
    elif versions.empty:
        say(f"{source.folder} keeps nothing yet; fetch lists with: vscreen lists update")
    else:
        terminal.show_history(versions)


@app.command()
def prune(
    keep: Annotated[int, typer.Option(min=1, help="Versions of each list that stay.")] = KEPT,
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    """Remove old versions of the lists from the store; what is in use stays."""
    target = Store(store)
    removed = target.prune(keep)
    if as_json:
        typer.echo(to_json({"store": str(target.folder), "removed": removed}))
    else:
        say(f"{counted(removed, 'version')} removed from {target.folder}.")


@app.command("leave-out")
def leave_out(
    lists: Annotated[list[str], typer.Argument(metavar="LIST", help="Ids of lists.")],
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    """Use lists no longer, nor fetch them unless asked by name; their versions stay."""
    target = Store(store)
    target.leave_out(lists)
    if as_json:
        typer.echo(to_json({"store": str(target.folder), "left_out": sorted(lists)}))
    else:
        say(f"{', '.join(sorted(lists))} left out of {target.folder}.")


# --- for the other commands too ------------------------------------------------------------------


def choice_of(asked: ListOptions) -> Choice:
    """Return the lists that the options mean; their warnings go to stderr.

    ``--store`` alone means all lists of that store.
    """
    arguments = asked.lists or ([STORE] if asked.store else [])
    with working("reading lists"):
        choice = choose_lists(arguments, Store(asked.store), asked)
    for warning in choice.warnings:
        say(f"warning: {warning}", error=True)
    return choice


def notice(choice: Choice) -> str:
    """Return the warning that only the bundled lists are used; empty if others are."""
    if not choice.bundled_alone:
        return ""
    return (
        f"Bundled lists only: {len(choice.lists.entries):,} entries (Korea, Japan, UN 1718). "
        "This is not OFAC, the EU or the UK."
    )


def describe_lists(
    choice: Choice,
    *,
    error: bool = False,
    max_age: timedelta | None = None,
    receipts: bool = False,
) -> None:
    """Write a line on each list, its receipts, and what was waived, to stdout or stderr."""
    if choice.bundled_alone:
        say(notice(choice), error=error)
    for snapshot in choice.lists:
        say(terminal.describe_list(snapshot), error=error)
        for receipt in snapshot.receipts if receipts else ():
            say(terminal.describe_receipt(receipt), error=error)
        for waived in snapshot.waived(max_age):
            say(f"waived as you accept the edition of {snapshot.day}: {waived}", error=error)
