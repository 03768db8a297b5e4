"""A watch run over articles that have gone by: which matches it would add, and which alerts they lead to.

Pure: the stages' own decisions, without Kafka and without a clock.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from agents.alert.agent import STAGE as ALERT
from agents.alert.events import Events
from agents.alert.facts import speaks
from agents.alert.policy import Policy, of_watch
from agents.alert.reasons import Reason
from agents.tag.agent import STAGE as TAG
from agents.tag.look import Rules
from agents.watch.definition import Watch
from streams import codec
from streams.records import Alert, Match
from streams.stage import Desk, Emit, Incoming, Position, Reject, Stage, Written, clock_of, step


@dataclass(frozen=True, slots=True)
class Found:
    """An alert that the past leads to, as it would stand in the end."""

    alert: Alert
    opened: bool  # False: it stands already, and more reports would join it
    reports: int = 0  # how many the past adds
    messages: int = 0  # how many would have been sent, had the watch been there


@dataclass(slots=True)
class Past:
    """One watch at work on what stands on `news.unique`, beside the alerts that it has already.

    Feed `known` all that `news.alerts` has, then `look` the articles in the order in which they came.
    """

    watch: str
    looked: int = 0
    wanted: int = 0  # matches that alert has not decided before
    unusable: int = 0  # records that tag makes dead letters of
    found: dict[str, Found] = field(default_factory=dict)  # by alert id, in the order of their first report
    _desk: Desk = field(default_factory=lambda: Desk(Events()))
    _tag: Stage = TAG
    _alert: Stage = ALERT
    _policy: Policy = field(default_factory=Policy)

    @classmethod
    def of(cls, watch: Watch, policy: Policy | None = None) -> "Past":
        """Return the past of one watch with nothing known yet; `policy` if there is more than its file."""
        policy, rules = policy or of_watch(watch), Rules.of([watch])
        tag, alert = TAG.with_rules(rules), ALERT.with_rules({watch.id: policy})
        return cls(watch.id, _tag=tag, _alert=alert, _policy=policy)

    def known(self, written: Written) -> None:
        """Take in one record of `news.alerts`; those of other watches are left out."""
        if written.headers.get("watch") == self.watch.encode():
            self._desk.restore(written)

    def look(self, incoming: Incoming) -> Written | None:
        """Return what an article adds to `news.tagged`: a silent match, where it was not decided before."""
        self.looked += 1
        done = step(self._tag, Desk.of(self._tag), incoming)
        self.unusable += isinstance(done.decision, Reject)
        if not done.written:
            return None
        then = datetime.fromtimestamp(clock_of(incoming.headers, incoming.timestamp) / 1000, UTC)
        (match,) = done.written  # one watch
        silent = _silent(match, then)
        return silent if self._decided(silent) else None

    def _decided(self, match: Written) -> bool:
        """Let alert decide a match; return whether it is new to it."""
        here = Position(0, 0, self.wanted)
        incoming = Incoming(here, match.key, match.value, match.headers, match.timestamp)
        decision = step(self._alert, self._desk, incoming).decision
        if isinstance(decision, Reject) or decision.reason == Reason.REPLAY:
            return False
        self.wanted += 1
        if isinstance(decision, Emit):
            for output in decision.outputs:
                assert isinstance(output.record, Alert)
                self._count(output.record)
        return True

    def _count(self, alert: Alert) -> None:
        """Note one revision; what is merged away comes before what it is merged into."""
        so_far = self.found.get(alert.id) or Found(alert, alert.reason == Reason.NEW_EVENT)
        if alert.merged_into is not None:
            self.found.pop(alert.id, None)
            into = self.found.get(alert.merged_into) or Found(alert, opened=False)
            self.found[alert.merged_into] = _with(into, into.alert, so_far.reports, so_far.messages)
            return
        told = bool(alert.history[-1].facts) and alert.withdrawn is None
        message = told and speaks(Reason(alert.reason), alert.event, self._policy)
        self.found[alert.id] = _with(so_far, alert, 1, int(message))


def _with(found: Found, alert: Alert, reports: int, messages: int) -> Found:
    return replace(found, alert=alert, reports=found.reports + reports, messages=found.messages + messages)


def _silent(match: Written, then: datetime) -> Written:
    """Return a match as it is put on `news.tagged` afterwards: decided as of then, told to nobody."""
    record = codec.decode(Match, match.value)
    return replace(match, value=codec.encode(replace(record, as_of=then.isoformat())))
