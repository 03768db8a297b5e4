"""`detente replay --explain`: why an article was decided on as it was, as data, on the stages themselves."""

import json
from pathlib import Path

from tests.agents.cli.conftest import Run

FIRE = {
    "title": "Ferry catches fire off Gotska harbour",
    "text": "A ferry with 214 people aboard caught fire off the harbour of Gotska on Monday. The captain, "
    "Lena Holm, ordered everyone into the boats; nobody was hurt, the coast guard said.",
}
RESCUE = {
    "title": "All 214 rescued from burning Gotska ferry",
    "text": "Passengers of the ferry that burned near Gotska are safe. Captain Lena Holm had them leave in "
    "boats after flames broke out in the engine room.",
}


def test_a_story_is_explained_by_the_past_article_that_is_nearest(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text("".join(f"{json.dumps(item)}\n" for item in (FIRE, RESCUE)))
    result = run("replay", path, "--explain")
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["story"] == second["story"]
    assert first["explain"]["dedup"]["related"] == []
    (near,) = second["explain"]["dedup"]["related"]
    assert near["joins"]
    assert near["score"] >= near["asked"] > 0
    assert near["story"] == first["story"]
    assert second["explain"]["dedup"]["reason"] == "new"
    assert set(second["explain"]) == {"clean", "dedup", "tag"}


def test_without_it_the_line_is_the_contract_alone(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text(json.dumps(FIRE))
    assert "explain" not in json.loads(run("replay", path).stdout)
