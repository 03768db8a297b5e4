"""`detente generation`: from one set of topics to the next, with nothing said again."""

from typing import TYPE_CHECKING

import click

from agents.cli.faults import settings

if TYPE_CHECKING:
    from streams.settings import Settings

OLD = click.argument("old", type=click.IntRange(1, 9999), metavar="OLD")
UNTOLD = 10  # alerts that are named; the rest is counted


@click.group()
def generation() -> None:
    """Switch to a new generation of topics, built beside the old one.

    Run the stages with DETENTE_GENERATION set to the new number until they have caught up (without notify
    and board), compare, stop notify of the old, seed, and start all of the new. DETENTE_GENERATION is the
    new number in both commands; OLD is the number of the one before.
    """


@generation.command()
@OLD
@click.option("--json", "as_json", is_flag=True, help="One JSON line for each difference, then the counts.")
def compare(old: int, as_json: bool) -> None:
    """Show how the alerts of this generation differ from those of OLD, each with its evidence.

    Of OLD's only those that were reported since this generation's news begins.
    """
    loaded = _other(settings(), old)
    import asyncio

    from agents.cli.differences import show
    from agents.cli.generation_topic import both_sides
    from agents.evaluate.backtest import compare as grouped

    before, now = asyncio.run(both_sides(loaded, old))
    show(grouped(before, now), {"old": len(before.standing()), "new": len(now.standing())}, "", as_json)


@generation.command()
@OLD
@click.option(
    "--wait", type=click.FloatRange(min=1), default=120.0, show_default=True, metavar="SECONDS",
    help="For how long to wait for the stages to have decided what stands on their topics.",
)  # fmt: skip
def seed(old: int, wait: float) -> None:
    """Take the alerts of OLD over into this generation, told to nobody.

    An event keeps the id that people know, what was told of it, and what a person decided; of an event that
    both know this generation's judgement counts. Messages of this generation begin after it. To run it
    twice takes over what was alerted since.
    """
    loaded = _other(settings(), old)
    import asyncio

    from agents.cli.generation_topic import Refusal, take_over

    try:
        done = asyncio.run(take_over(loaded, old, wait))
    except Refusal as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(
        f"{done.taken} alerts of generation {old} stand in generation {loaded.generation}: {done.same} under "
        f"an id that both had, {done.joined} opened here by other articles; {done.begun} targets begin here"
    )
    if done.untold:
        click.echo(f"{len(done.untold)} alerts that only generation {loaded.generation} has, told to nobody:")
        for one in done.untold[:UNTOLD]:
            click.echo(f"  {one}")
        if len(done.untold) > UNTOLD:
            click.echo(f"  … `detente generation compare {old}` shows them all, as gained")


def _other(loaded: "Settings", old: int) -> "Settings":
    if loaded.generation == old:
        raise click.UsageError(
            f"this is generation {old} itself: set DETENTE_GENERATION to the one that follows it"
        )
    return loaded
