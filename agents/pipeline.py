"""The way of an article, in order: the picture in the README as one list."""

from agents.alert import agent as alert
from agents.clean import agent as clean
from agents.dedup import agent as dedup
from agents.tag import agent as tag
from streams.settings import Settings
from streams.stage import Stage

PIPELINE = (clean.STAGE, dedup.STAGE, tag.STAGE, alert.STAGE)


def configured(settings: Settings) -> tuple[Stage, ...]:
    """Return the stages with their rules loaded; raises what loading raises (a user's mistake)."""
    return tuple(stage.configured(settings) for stage in PIPELINE)


def stage_named(name: str) -> Stage:
    """Return the stage called `name`; raises ValueError with the names there are."""
    for stage in PIPELINE:
        if stage.name == name:
            return stage
    raise ValueError(f"{name!r} is no stage; there are {', '.join(stage.name for stage in PIPELINE)}")
