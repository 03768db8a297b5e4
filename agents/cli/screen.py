"""What `demo` and `up` show: alerts as they come, the roles' own lines with their names, and progress.

On a terminal with colours and a bar; elsewhere plain lines.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from agents.cli.printable import printable

if TYPE_CHECKING:
    from streams.records import Alert

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "bright_cyan", "bright_green", "bright_magenta")
_LOUD = {"ERROR": "red", "CRITICAL": "bold red", "WARNING": "yellow"}
INDENT = 10  # columns: a time and two blanks
OUTLETS = 5  # named of an alert; the rest is counted


class Screen:
    """One place for lines of several sources; `names` are the roles whose lines are told apart."""

    def __init__(self, names: Sequence[str]) -> None:
        self._console = Console(highlight=False, emoji=False, markup=False)
        self._colours = {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(names)}
        self._width = max(map(len, names), default=0)

    def note(self, text: str, style: str = "") -> None:
        """Show a line of the command's own."""
        self._console.print(Text(text, style), soft_wrap=True)

    def role(self, name: str, line: str) -> None:
        """Show a line of a role, after its name."""
        said = Text(printable(line))
        for level, style in _LOUD.items():
            if f" {level} " in line[:40]:
                said.stylize(style)
        prefix = (f"{name:<{self._width}} │ ", self._colours.get(name, ""))
        self._console.print(Text.assemble(prefix, said), soft_wrap=True)

    def alert(self, alert: "Alert") -> None:
        """Show an alert: when, what, which event, headline, the first proof beside it, who reports."""
        new = alert.revision == 1
        what = ("new", "bold green") if new else (alert.reason.replace("_", " "), "bold yellow")
        when = (datetime.now().astimezone().strftime("%H:%M:%S"), "dim")
        # The headline is a sentence of the article too, and often the first that proves the event.
        proofs = [one.sentence for one in alert.evidence if one.sentence != alert.headline][:1]
        below = [
            Text(printable(alert.headline), "bold"),
            *(Text(f"“{printable(proof)}”", "italic") for proof in proofs),
            Text(_reported(alert), "dim"),
        ]
        head = Text.assemble(when, "  ", what, "  ", (_event(alert), "bold"))
        # A terminal folds lines by itself, but not under their beginning.
        folded = self._console.is_terminal
        self._console.print(Group(head, *map(self._indented, below), ""), soft_wrap=not folded)

    def summary(self, alert: "Alert") -> None:
        """Show in a line how an alert stands."""
        said = (_event(alert), "bold"), "  ", printable(alert.headline), "  ", (_reported(alert), "dim")
        self._console.print(Text.assemble("  ", *said), soft_wrap=True)

    @contextmanager
    def progress(self, total: int) -> Iterator[Callable[[int, str], None]]:
        """Give a function that takes how many are done and a word on where; on a terminal it draws."""
        if not self._console.is_terminal:
            yield lambda _done, _where: None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        )
        with Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task("", total=total)
            yield lambda done, where: bar.update(task, completed=done, description=where)

    def _indented(self, text: Text) -> RenderableType:
        """Return text that is folded under its own beginning; where nobody looks, a line stays a line."""
        if self._console.is_terminal:
            return Padding(text, (0, 0, 0, INDENT), expand=False)
        return Text(" " * INDENT) + text


def _event(alert: "Alert") -> str:
    event = alert.event
    return f"{event.kind} · {event.state} · {event.date or 'date unknown'}"


def _reported(alert: "Alert") -> str:
    """Return who reported an event: outlets by name, languages, how many reports of how many origins."""
    coverage = alert.coverage
    outlets = list(coverage.by_outlet)
    more = f" and {len(outlets) - OUTLETS} more" if len(outlets) > OUTLETS else ""
    reports = f"{coverage.reports} report{'' if coverage.reports == 1 else 's'}"
    if coverage.origins != coverage.reports:
        reports += f" from {coverage.origins} origin{'' if coverage.origins == 1 else 's'}"
    return printable(f"{', '.join(outlets[:OUTLETS])}{more} ({', '.join(coverage.by_language)}; {reports})")
