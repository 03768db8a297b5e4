"""How a worker ends: the statuses that a supervisor acts on, and the end that commits nothing more."""

import logging
import os
from typing import NoReturn

log = logging.getLogger(__name__)

ENDED = 0  # as it was told to
AGAIN = 70  # the supervisor starts the worker again
STOPPED = 69  # the circuit breaker: not before a person has looked
REFUSED = 78  # settings, watches or topics do not fit: not before a person has looked


def die(status: int, why: str, *args: object, trace: bool = False) -> NoReturn:
    """End the process at once, with nothing more committed."""
    log.critical(why, *args, exc_info=trace)
    logging.shutdown()
    os._exit(status)
