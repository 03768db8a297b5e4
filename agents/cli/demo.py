"""`detente demo`: a day of news through the whole service, on a broker in memory."""

from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option(
    "--exit", "ends", is_flag=True, help="Stop when the day is through; status 0 if the alerts are right."
)
@click.option("--verbose", is_flag=True, help="Show what the roles log, not their warnings alone.")
@click.option("--day", type=FILE, metavar="F", help="Another day of news, as JSON Lines.")
@click.option("--expected", type=FILE, metavar="F", help="The alerts that it must give, as JSON.")
def demo(ends: bool, verbose: bool, day: Path | None, expected: Path | None) -> None:
    """Play a day of news to every role and show the alerts as they come.

    Starts a broker in memory, so nothing has to be installed, configured or cleaned up: all is gone when
    it ends. It goes on after the day, with the board, until Ctrl-C; with --exit it ends, and its status is
    0 if and only if the expected alerts came. Settings of your own (DETENTE_…) are left aside.
    """
    if expected and not day:
        raise click.UsageError("--expected goes with --day")
    import asyncio

    from agents.cli import trial
    from agents.demo import play

    must = play.expected(expected or play.EXPECTED) if expected or not day else None
    one = trial.Trial(day or play.NEWS, must, "info" if verbose else "warning")
    raise click.exceptions.Exit(asyncio.run(one.run(ends=ends)))
