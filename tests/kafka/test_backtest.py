"""`detente backtest --topic`: a changed watch over what news.unique holds; nothing is written."""

import asyncio
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from agents.cli.main import cli
from agents.watch.load import SHIPPED
from streams import codec, topics
from streams.article_records import Article, UniqueArticle
from streams.settings import Settings
from streams.topics import topic_name
from tests.kafka.harness import Message, read, send

NEWS = (
    (
        "Macron calls Putin over Libya",
        "The French president, Emmanuel Macron, telephoned Vladimir Putin on 3 March 2021, the Kremlin said.",
    ),
    (
        "Lavrov arrives in Paris for talks with Le Drian",
        "Russia's foreign minister Sergei Lavrov met Jean-Yves Le Drian in Paris on Thursday.",
    ),
    ("Rain in the north", "It rained for two days in the northern towns, and the river rose by a metre."),
)


def put(settings: Settings) -> None:
    now, messages = int(time.time() * 1000), []
    for place, (title, text) in enumerate(NEWS):
        article = Article(
            article_id=f"a{place}", version="v", id=f"i{place}", title=title, text=text, language="en",
            published="2021-03-04", outlet=f"o{place}.example",
        )  # fmt: skip
        value = codec.encode(UniqueArticle(article=article, verdict="new", story=f"s{place}"))
        messages.append(Message(value, article.article_id.encode(), 0, {"src": b"1:0:%d" % place}, now))
    asyncio.run(send(settings, topic_name(topics.UNIQUE, settings.generation), messages))


def test_what_a_narrower_watch_loses_of_the_topics_past_is_shown(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    text = (SHIPPED / "macron-russia.toml").read_text("utf-8")
    narrow = tmp_path / "calls.toml"
    narrow.write_text(text.replace("\nthreshold", '\nkinds = ["call"]\nthreshold', 1), "utf-8")
    put(settings)
    done = CliRunner().invoke(cli, ["backtest", "--watch", str(narrow), "--topic", "--json"])
    assert done.exit_code == 0, done.output
    *differences, counts = [json.loads(line) for line in done.stdout.splitlines()]
    assert counts["articles"] == len(NEWS)
    assert (counts["same"], counts["lost"], counts["gained"]) == (1, 1, 0)
    assert differences[0]["old"][0]["articles"] == ["i1"]
    assert asyncio.run(read(settings, topic_name(topics.ALERTS, settings.generation))) == []


def test_an_empty_topic_has_nothing_to_compare(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    done = CliRunner().invoke(cli, ["backtest", "--watch", "macron-russia", "--topic"])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("0 articles: 0 gained")
