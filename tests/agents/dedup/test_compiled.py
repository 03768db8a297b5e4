"""Compiled loops are there when they are wanted, wherever the service runs, and cost nobody else anything."""

import subprocess
import sys
from unittest import mock

import numpy as np
from numba.core import caching

from agents.dedup.compiled import I64, compiled, prepare


def total(numbers: np.ndarray) -> int:
    found = 0
    for number in numbers:
        found += number
    return found


def test_a_loop_gives_what_it_gives_in_python() -> None:
    numbers = np.arange(9)
    assert compiled(f"int64({I64})")(total)(numbers) == total(numbers) == 36


def test_where_no_folder_can_be_written_a_loop_is_compiled_all_the_same() -> None:
    nowhere = RuntimeError("cannot cache function: no locator available")
    with mock.patch.object(caching.CacheImpl, "__init__", side_effect=nowhere):
        assert compiled(f"int64({I64})")(total)(np.arange(9)) == 36


def test_loops_can_be_made_ready_before_the_first_article() -> None:
    made = compiled(f"int64({I64})")(total)
    prepare()
    prepare()
    assert made(np.arange(3)) == 3


def test_naming_the_stages_loads_no_compiler() -> None:
    said = "import sys, agents.pipeline; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
