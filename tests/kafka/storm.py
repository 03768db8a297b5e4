"""A storm over a toy stage: workers start, are stopped, killed and frozen, and the broker restarts.

What happens is drawn from a seed; how fast it happens is the machine's, so a seed is no exact replay.
"""

import random
import signal
import time
from dataclasses import dataclass, field

from streams.exits import AGAIN, ENDED
from tests.kafka.broker import Broker
from tests.kafka.harness import Process
from tests.kafka.rig import Rig

MOST = 3  # workers at a time
FREEZES = (1.0, 3.0, 4.0, 8.0)  # seconds: within a session of 6, past the guard's share of it, past it
GOODBYE = (
    40.0  # seconds within which a worker that was told to stop is gone; a machine under load takes twice 15
)


@dataclass
class Storm:
    """Does to the workers of `rig` what chance says; `log` tells it, for a test that failed."""

    rig: Rig
    chance: random.Random
    broker: Broker | None = None  # to be restarted now and then
    fed: int = 0
    working: list[Process] = field(default_factory=list)
    frozen: dict[Process, float] = field(default_factory=dict)  # until when
    leaving: dict[Process, float] = field(default_factory=dict)  # until when at the latest
    log: list[str] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    def blow(self, seconds: float) -> None:
        """Go on for so long; then let one worker finish what is left."""
        while time.monotonic() - self._began < seconds:
            self._feed(self.chance.randrange(20, 200))
            self._act()
            time.sleep(self.chance.choice([0.1, 0.5, 1, 2, 3]))
            self._look()
        for one in list(self.frozen):
            self._thaw(one)
        end = time.monotonic() + 180
        while self.rig.left() or self.leaving:
            self._look()
            if not self.working:
                self._start()
            assert time.monotonic() < end, f"{self.rig.left()} records are left, or {self.leaving}"
            time.sleep(0.5)

    def _feed(self, count: int) -> None:
        numbers = range(self.fed, self.fed + count)
        slow = {
            f"n{n}": f"slow {self.chance.choice([0.3, 1, 3])}"
            for n in numbers
            if self.chance.random() < 0.004
        }
        self.rig.feed(numbers, **{f"n{n}": f"slow {self.chance.choice([0.3, 1, 3])}" for n in slow})
        self.fed += count

    def _act(self) -> None:
        awake = [one for one in self.working if one not in self.frozen]
        acts = ["start", "start", "stop", "kill", "freeze", "nothing", *(["restart"] if self.broker else [])]
        act = self.chance.choice(acts)
        if not awake or (act == "start" and len(self.working) < MOST):
            self._start()
        elif act == "stop":
            one = self.chance.choice(awake)
            self._say("stop", one)
            one.signal(signal.SIGTERM)
            self.working.remove(one)
            self.leaving[one] = time.monotonic() + GOODBYE
        elif act == "kill":
            one = self.chance.choice(awake)
            self._say("kill", one)
            one.kill()
        elif act == "freeze":
            one = self.chance.choice(awake)
            self._say("freeze", one)
            one.signal(signal.SIGSTOP)
            self.frozen[one] = time.monotonic() + self.chance.choice(FREEZES)
        elif act == "restart" and self.broker and self.chance.random() < 0.3:
            self.log.append("restart of the broker")
            self.broker.restart()

    def _look(self) -> None:
        """Thaw whom it is time for, and see who has ended, and how."""
        now = time.monotonic()
        for one in [one for one, until in self.frozen.items() if now >= until]:
            self._thaw(one)
        for one in [one for one in self.working if not one.running]:
            self._say(f"ended with {one.wait()}:", one)
            self.working.remove(one)
            assert one.wait() in (AGAIN, -signal.SIGKILL), one.text
        for one, until in list(self.leaving.items()):
            if not one.running:
                self._say(f"left with {one.wait()}:", one)
                # By the signal itself before it listens to it; AGAIN: frozen so long that it must not go on.
                assert one.wait() in (ENDED, AGAIN, -signal.SIGTERM), one.text
                del self.leaving[one]
            else:
                assert now < until, f"told to stop, and there: {one}\n{one.text}"

    def _start(self) -> None:
        one = self.rig.worker(batch_records=self.chance.choice([5, 20, 100]), rebalance=20)
        self.working.append(one)
        self._say("start", one)

    def _thaw(self, one: Process) -> None:
        self._say("thaw", one)
        one.signal(signal.SIGCONT)
        del self.frozen[one]

    def _say(self, what: str, one: Process) -> None:
        self.log.append(f"{time.monotonic() - self._began:6.1f} {what} {one.log.stem}")
