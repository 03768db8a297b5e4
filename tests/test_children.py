"""How tests find the processes that they made start."""

import os
import subprocess
import sys

from tests.children import children


def test_a_child_is_found_by_its_whole_command_line() -> None:
    word = "long " * 100
    run = [sys.executable, "-c", "input()", word]
    with subprocess.Popen(run, stdin=subprocess.PIPE, env=os.environ | {"COLUMNS": "20"}) as child:
        assert word in children(os.getpid())[child.pid]
        child.communicate(b"\n")
    assert child.pid not in children(os.getpid())
