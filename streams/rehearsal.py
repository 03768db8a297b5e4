"""A stage's rehearsal: it decides a few records that are nobody's before it says that it is ready.

What its rules read or build at first use is there by then, and the first real record waits for none of it.
"""

import gc
import logging
from collections.abc import Iterable

from streams import codec
from streams.records import Record
from streams.stage import Desk, Incoming, Position, Reject, Stage, step

log = logging.getLogger(__name__)


def rehearse(stage: Stage, records: Iterable[Record]) -> None:
    """Decide `records` on a desk that is thrown away; nothing is sent and nothing counted.

    One that is rejected is said in the log and does no harm: whether the rules work is for the circuit
    breaker to see.
    """
    desk = Desk.of(stage)
    # What rules are made of stays for good. To look through it for garbage again and again, while it is built
    # and ever after, would take as long as to build it.
    gc.disable()
    try:
        for number, record in enumerate(records):
            incoming = Incoming(Position(1, 0, number), b"rehearsal", codec.encode(record), {}, number)
            decision = step(stage, desk, incoming).decision
            if isinstance(decision, Reject):
                log.warning(
                    "%s: the rehearsal's record %d was rejected: %s", stage.name, number, decision.error
                )
    finally:
        gc.enable()
    gc.freeze()
