"""The process in which pages are parsed: `python -m agents.clean.page_worker`, started by sandbox.py.

It reads jobs from its standard input and answers on its standard output, each a length of four bytes
and JSON. It ends when its input ends. An alarm of its own ends it when a parser written in C hangs,
even if the process that started it is gone.
"""

import json
import logging
import os
import re
import resource
import signal
import sys
from typing import BinaryIO

import orjson

from agents.clean.page import read_page, warm

GRACE = 1.0  # seconds after the limit, so that the parent's own clock comes first

_HALF = re.compile("[\ud800-\udfff]")


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until the input ends. Raises MemoryError: the process is of no use after it."""
    warm()
    _send(answers, {"ready": True})
    while (size := jobs.read(4)) and len(size) == 4:
        job = orjson.loads(jobs.read(int.from_bytes(size, "big")))
        signal.setitimer(signal.ITIMER_REAL, job["seconds"] + GRACE)
        try:
            answer: dict[str, object] = {"page": read_page(job["html"], job["url"])}
        except MemoryError:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever a page does to a parser is its answer
            answer = {"error": f"{type(fault).__name__}: {fault}"[:500]}
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, answer)


def _send(answers: BinaryIO, answer: object) -> None:
    try:
        value = orjson.dumps(answer)
    except TypeError:  # halves of surrogate pairs, which come of character references in a page
        value = _HALF.sub("\ufffd", json.dumps(answer, ensure_ascii=False)).encode()
    answers.write(len(value).to_bytes(4, "big") + value)
    answers.flush()


if __name__ == "__main__":
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    # Nothing that a library prints may get between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, out)
