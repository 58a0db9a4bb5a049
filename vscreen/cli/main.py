"""The command line: the library's verbs at the shell.

========  =============================================================================
exit      what it means
========  =============================================================================
0         all clear: every row was screened, nothing was found
1         something to look at: a hit, a review, a row not screened or rejected
2         could not screen: an error, a list not fit to screen against, no row screened
========  =============================================================================

``selftest`` ends with 1 if a listed name is missed as printed, if a distortion is always missed or
a list could not be tested, with 2 if it could not test at all, else with 0. ``demo``, ``compare``
and ``explain`` end with 0 unless something fails; the verbs of ``lists`` with 0 or 2
(`vscreen.cli.lists_commands`). Each error is a line on stderr.
"""

from __future__ import annotations

import errno
import io
import sys
import traceback
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from vscreen.cli import lists_commands as cli_lists
from vscreen.cli import manifest_options as cli_manifest
from vscreen.cli import show_results as terminal
from vscreen.cli.console import say, working
from vscreen.cli.identifier_options import identifier_options, option_names
from vscreen.cli.list_arguments import Choice
from vscreen.cli.list_options import USUAL, ListOptions, list_options
from vscreen.cli.lists_commands import (
    AsJson,
    MaxAge,
    choice_of,
    describe_lists,
    notice,
)
from vscreen.cli.manifest_options import (
    ColumnsFile,
    ColumnWords,
    Delimiter,
    Encoding,
    Header,
    ManifestPath,
    SaveColumns,
    Sheet,
)
from vscreen.cli.show_selftest import selftest_as_json, show_selftest
from vscreen.errors import ManifestError, RunError, VscreenError
from vscreen.files.atomic import check_new_folder
from vscreen.manifest.read import Manifest, read_manifest
from vscreen.policy import Policy, WeakAliases
from vscreen.results.result import Result, load_run
from vscreen.schema import Verdict
from vscreen.scoring.compare import compare as compare_names
from vscreen.screening.screener import Screener
from vscreen.selftesting.result import PAGE
from vscreen.selftesting.selftest import PER_DISTORTION
from vscreen.selftesting.selftest import selftest as run_selftest
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists

ALL_CLEAR: Final = 0
TO_LOOK_AT: Final = 1
NOT_SCREENED: Final = 2
EXPLAINED: Final = ("DEMO-18", "DEMO-29", "DEMO-45")
"""Rows of the demo that are explained: renamed, an innocent namesake, a company's former name."""


class Verbs(TyperGroup):
    """The verbs; each error that they raise becomes a line on stderr."""

    def invoke(self, ctx: Any) -> Any:  # typer's own context, which it doesn't export
        """Run the verb; after an error, end with 2."""
        try:
            return super().invoke(ctx)
        except VscreenError as error:
            for line in (error, *getattr(error, "__notes__", ())):
                say(f"error: {line}", error=True)
        except OSError as error:
            if error.errno == errno.EPIPE:  # who reads the output has seen enough
                raise
            say(f"error: {error.filename or 'the system'}: {error.strerror or error}", error=True)
        except KeyboardInterrupt:
            say("error: interrupted", error=True)
        raise typer.Exit(NOT_SCREENED)


app = typer.Typer(
    name="vscreen", cls=Verbs, no_args_is_help=True, add_completion=False,
    pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Screen shipment manifests against sanctions lists.",
    epilog="Exit: 0 all clear, 1 something to look at, 2 could not screen.",
)  # fmt: skip
app.add_typer(cli_lists.app, name="lists")

Review = Annotated[float | None, typer.Option(help="Score from which a name is a review.")]
Hit = Annotated[float | None, typer.Option(help="Score from which a name is a hit.")]
Weak = Annotated[WeakAliases | None, typer.Option(help="What weak aliases may do.")]
Ignored = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore-unread", metavar="FIELD",
        help="Field whose unread cells don't keep a row from being clear, such as imo.",
    ),
]  # fmt: skip
Show = Annotated[int, typer.Option(min=0, help="How many hits the table shows.")]
Out = Annotated[Path | None, typer.Option(help="New folder for all results.")]


def main() -> None:
    """Run the command line; an unexpected exception ends with 2, never with 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except Exception as error:
        if sys.flags.dev_mode:
            traceback.print_exc()
        say(f"error: {_unforeseen(error)}", error=True)
        raise SystemExit(NOT_SCREENED) from None


def _unforeseen(error: Exception) -> str:
    """Return in a line what happened that no error of vscreen is made for, and where."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this; nothing was concluded"
    where = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"vscreen failed where it should not: {type(error).__name__}: {error} "
        f"({Path(where.filename).name}, line {where.lineno}); nothing was concluded. Report it "
        "with what 'python -X dev -m vscreen ...' writes"
    )


# --- verbs ---------------------------------------------------------------------------------------


@app.command()
def demo(show: Show = 50) -> None:
    """Screen the bundled manifest against the bundled lists. Ends with 0."""
    choice = Choice(bundled_lists(), bundled_alone=True)
    describe_lists(choice)
    manifest = demo_manifest()
    result = _screen(manifest, choice.lists, Policy())
    _show_result(result, show, manifest)
    frame = manifest.frame
    for row, why in frame["Why"][frame["Ref"].isin(EXPLAINED)].items():
        say()
        say(f"For example, {why}:")
        terminal.show_explanation(result, row)
    say()
    terminal.show_not_checked()


@app.command()
@list_options
def screen(
    manifest: ManifestPath,
    asked: ListOptions = USUAL,
    out: Out = None,
    review: Review = None,
    hit: Hit = None,
    weak_aliases: Weak = None,
    max_age: MaxAge = None,
    ignore_unread: Ignored = None,
    column: ColumnWords = None,
    columns: ColumnsFile = None,
    save_columns: SaveColumns = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    header: Header = None,
    ofac_score: Annotated[
        bool, typer.Option("--ofac-score", help="Add a score near what OFAC's search shows.")
    ] = False,
    show: Show = 20,
    as_json: AsJson = False,
) -> None:
    """Screen a manifest."""
    policy = _policy(
        review=review,
        hit=hit,
        weak_aliases=weak_aliases,
        max_age=max_age,
        ofac_score=ofac_score,
        ignore_unread=ignore_unread,
    )
    if out:
        check_new_folder(out)
    read = cli_manifest.read(
        manifest, column, encoding, delimiter, sheet, header,
        columns=columns, save_columns=save_columns,
    )  # fmt: skip
    choice = choice_of(asked)  # last, for it takes longest
    describe_lists(choice, error=as_json, max_age=policy.max_age)
    result = _screen(read, choice.lists, policy)
    if out:
        result.save(out)
    _conclude(result, as_json=as_json, notice=notice(choice), show=show, manifest=read)
    if out and not as_json:
        say(f"All verdicts, hits and the run record are in {out}.")
    _end(result)


@app.command()
@identifier_options
@list_options
def lookup(
    name: Annotated[str, typer.Argument(help="A ship's name; may be left out.")] = "",
    flag: Annotated[str, typer.Option(help="Flag.")] = "",
    party: Annotated[bool, typer.Option("--party", help="NAME is a company or person.")] = False,
    birth_date: Annotated[str, typer.Option(help="Birth date: NAME is a person.")] = "",
    nationality: Annotated[str, typer.Option(help="Nationality: NAME is a person.")] = "",
    asked: ListOptions = USUAL,
    review: Review = None,
    hit: Hit = None,
    weak_aliases: Weak = None,
    max_age: MaxAge = None,
    show: Show = 20,
    as_json: AsJson = False,
    **identifiers: str,
) -> None:
    """Look up one ship, company or person."""
    policy = _policy(review=review, hit=hit, weak_aliases=weak_aliases, max_age=max_age)
    field = "party" if party or birth_date or nationality else "vessel"
    born = {"party_birth_date": birth_date, "party_nationality": nationality}
    fields = {field: name, **identifiers, "flag": flag, **born}
    given = {field: text for field, text in fields.items() if text}
    if not given:
        raise ManifestError(f"nothing to look up; give a name, {option_names()}")
    choice = choice_of(asked)
    describe_lists(choice, error=as_json, max_age=policy.max_age)
    result = Screener(choice.lists, policy).lookup(**given)
    if as_json:
        typer.echo(_as_json(result, notice(choice)))
    else:
        if len(result.hits) > 1:
            terminal.show_hits(result, show)
        terminal.show_explanation(result, 0, heading=False)
        terminal.show_not_checked()
    _end(result)


@app.command()
def compare(
    one: Annotated[str, typer.Argument(help="What a manifest says.")],
    other: Annotated[str, typer.Argument(help="What a list prints.")],
    kind: Annotated[str, typer.Option(help="vessel, party, organization or person.")] = "vessel",
    as_json: AsJson = False,
) -> None:
    """Tell how two names are judged, and why."""
    compared = compare_names(one, other, kind=kind)
    if not as_json:
        for line in str(compared).split("\n"):
            say(line)
        return
    typer.echo(terminal.comparison_as_json(compared))


@app.command()
def explain(
    run_dir: Annotated[Path, typer.Argument(help="A folder that --out wrote.")],
    row: Annotated[str, typer.Argument(help="The row, as the table of hits names it.")],
) -> None:
    """Tell why a row of a saved run got its verdict."""
    try:
        terminal.show_explanation(load_run(run_dir), row)
        terminal.show_not_checked()
    except KeyError as error:
        raise RunError(f"{run_dir}: {error.args[0]}") from None


@app.command()
@list_options
def selftest(
    manifest: ManifestPath,
    asked: ListOptions = USUAL,
    out: Out = None,
    seed: Annotated[int, typer.Option(help="The same seed plants the same.")] = 0,
    per_distortion: Annotated[
        int, typer.Option(min=1, help="Entries planted for each kind and distortion.")
    ] = PER_DISTORTION,
    threshold: Annotated[
        list[float] | None, typer.Option(help="Review threshold to test; repeat it for more.")
    ] = None,
    review: Review = None,
    hit: Hit = None,
    weak_aliases: Weak = None,
    max_age: MaxAge = None,
    column: ColumnWords = None,
    columns: ColumnsFile = None,
    save_columns: SaveColumns = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    header: Header = None,
    as_json: AsJson = False,
) -> None:
    """Plant listed names, written otherwise, in a copy of a manifest; tell who is found."""
    policy = _policy(review=review, hit=hit, weak_aliases=weak_aliases, max_age=max_age)
    if out:
        check_new_folder(out)
    read = cli_manifest.read(
        manifest, column, encoding, delimiter, sheet, header,
        columns=columns, save_columns=save_columns,
    )  # fmt: skip
    choice = choice_of(asked)  # last, for it takes longest
    describe_lists(choice, error=as_json, max_age=policy.max_age)
    with working("planting") as progress:
        tested = run_selftest(
            read, choice.lists, policy, seed=seed, per_distortion=per_distortion,
            thresholds=threshold, progress=progress,
        )  # fmt: skip
    code = NOT_SCREENED if tested.record.problems else TO_LOOK_AT if tested.findings else ALL_CLEAR
    if out:
        tested.save(out)
    if as_json:
        typer.echo(selftest_as_json(tested, notice=notice(choice), exit_code=code))
    else:
        show_selftest(tested)
        say(f"The report is {out / PAGE}." if out else "--out DIR writes the report and all rows.")
    raise typer.Exit(code)


# --- steps ---------------------------------------------------------------------------------------


def demo_manifest() -> Manifest:
    """Return the bundled manifest; its columns ``Expected`` and ``Why`` are not screened.

    Examples
    --------
    >>> len(demo_manifest().frame)
    62
    """
    with as_file(files("vscreen.data") / "demo.csv") as path:
        return read_manifest(path)


def exit_code(result: Result) -> int:
    """Return 0 if all is clear, 1 if a person must look at a row, 2 if nothing could be screened.

    With a list that is not fit to screen against it is 2, whatever the verdicts are.
    """
    run = result.run
    unscreened = run.rows_rejected + run.verdicts[Verdict.NOT_SCREENED]
    if run.problems or unscreened == run.rows_in:
        return NOT_SCREENED
    return ALL_CLEAR if run.verdicts[Verdict.CLEAR] == run.rows_in else TO_LOOK_AT


def _end(result: Result) -> None:
    for problem in result.run.problems:
        say(f"error: {problem}", error=True)
    if not result.run.rows_in:
        say("error: the manifest holds no rows, so nothing was screened", error=True)
    raise typer.Exit(exit_code(result))


def _screen(manifest: Manifest, lists: Lists, policy: Policy) -> Result:
    with working(f"screening {len(manifest.frame):,} rows against {len(lists.entries):,} entries"):
        return Screener(lists, policy).screen(manifest)


def _conclude(result: Result, *, as_json: bool, notice: str, show: int, manifest: Manifest) -> None:
    if as_json:
        typer.echo(_as_json(result, notice))
    else:
        _show_result(result, show, manifest)
        terminal.show_not_checked()


def _as_json(result: Result, notice: str) -> str:
    return terminal.result_as_json(result, notice=notice, exit_code=exit_code(result))


def _show_result(result: Result, show: int, manifest: Manifest) -> None:
    for line in manifest.describe().split("\n"):
        say(line)
    terminal.show_hits(result, show)
    terminal.show_counts(result)


def _policy(**options: Any) -> Policy:
    return Policy(**{name: value for name, value in options.items() if value is not None})
