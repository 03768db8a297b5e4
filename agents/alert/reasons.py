"""Why the alert stage did what it did: a closed list, under which each input is counted once."""

from enum import StrEnum


class Reason(StrEnum):
    """What became of a match, a tick, a command or a seed."""

    NEW_EVENT = "new_event"  # opened an alert
    STATE_CHANGE = "state_change"  # planned → held, moved, cancelled …
    READOUT = "readout"  # another side's own account of a contact
    CORRECTION = "correction"
    DENIAL = "denial"
    UPDATE = "update"  # a day or a kind that was not known, or was another
    COVERAGE = "coverage"  # one more report
    COPY = "copy"  # one more print of a text that was reported
    SILENCE = "silence"  # a planned day went by, or contact stopped, and nothing was heard of it
    SPLIT = "split"  # a person parted it
    MERGED = "merged"  # two alerts turned out to be of one event
    SEEDED = "seeded"  # taken over from the generation before
    REPLAY = "replay"  # this version of this article was decided before
    BACKGROUND = "background"  # mentions an event that nobody reported
    QUIET = "quiet"  # a tick on which nothing was due
    RETRACTED = "retracted"  # a person took it back
    UNWANTED = "unwanted"  # a person does not want to hear of it
