"""The README's ten lines of Python print the alerts that stand on the topic."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

from streams import topics
from streams.settings import Settings
from streams.topics import topic_name
from tests.kafka.harness import Message, read, send

README = Path(__file__).resolve().parents[2] / "README.md"
ALERT = b'{"event": {"date": "2024-02-28", "kind": "call", "state": "held"}, "headline": "Leaders spoke"}'


def test_ten_lines_of_python_print_what_stands_on_the_topic(settings: Settings) -> None:
    (program,) = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len([line for line in program.splitlines() if line]) <= 12
    name = topic_name(topics.ALERTS, settings.generation)
    asyncio.run(send(settings, name, [Message(ALERT, b"a")], transactional=True))
    assert len(asyncio.run(read(settings, name))) == 1
    mine = program.replace('"news.alerts"', f'"{name}"').replace("127.0.0.1:9092", settings.kafka)
    assert mine != program
    command = [sys.executable, "-u", "-c", mine]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        try:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "2024-02-28 call held Leaders spoke\n"
        finally:
            reader.kill()
