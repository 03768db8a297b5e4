"""What speaks for and against an article: named facts of headline and lead, for the score to weigh.

Each is 0 or 1, or a small count. They are about one pair of sides, `one` and `other`, without order.
"""

from collections.abc import Collection, Sequence

from agents.tag.relations.apart import in_one_clause
from agents.tag.relations.later import later
from agents.tag.relations.relation import contact_between
from agents.tag.relations.scene import scene
from agents.tag.text.mention import Weight
from agents.tag.text.reading import LEAD, Unit
from agents.tag.wanted.beside import battle, fronted, marketed
from agents.tag.wanted.contact import contacts, diplomatic
from agents.tag.wanted.exchange import answers, asks_third
from agents.tag.wanted.frames import explains, frames, mused, stated
from agents.tag.wanted.headline import headline
from agents.tag.wanted.policy import POLICY, policy
from agents.tag.wanted.stance import directed, in_contact
from agents.tag.wanted.weak import spoken_of_together, weaknesses
from agents.watch.definition import SUBJECTS

# What only somebody of a side can say or do: of a view from outside nothing of it is left.
_OWN = (
    "settling", "settling_pair", "guarantees", "troops", "outcome", "nuclear", "assets", "acts", "reacts",
    "condemns", "head_speaker",
)  # fmt: skip


# What names of high rank add: not where they only stand there, and nothing is told of them.
_RANKED = ("head_person", "head_leaders", "head_speaker")

# What a headline that explains or asks does not tell.
_NEWS = (
    "settling", "settling_pair", "outcome", "assets", "nuclear", "acts", "directed", "stance", "condemns",
    "measure_head",
)  # fmt: skip

Features = dict[str, float]


def features(
    text: str, units: Sequence[Unit], one: int, other: int, never: Collection[str] = SUBJECTS
) -> Features:
    """Return the facts that hold; what is absent is 0. `text` is what the units' offsets index.

    `never` are the subjects that the watch does not want.
    """
    if not units:
        return {}
    head, lead = units[0], units[1 : LEAD + 1]
    found: Features = {}
    headline(found, text, head, lead, one, other)
    _pairs(found, text, lead, one, other)
    explained = explains(text, head, lead, one, other)
    contacts(found, text, head, lead, one, other, explained=explained)
    policy(found, text, head, lead, one, other)
    if explained:
        found |= dict.fromkeys(_NEWS, 0.0)  # what is asked or explained was not said or done today
    found["contact_later"] = (
        not found["contact_head"]
        and not found["contact_lead"]
        and diplomatic((head, *lead[:2]))
        and any(
            contact_between(text, unit, one, other) - {"negotiation"}
            for unit in later(text, units, one, other)
        )
    )
    if (
        marketed(head, one, other)
        or fronted(head, lead, one, other)
        or spoken_of_together(text, head, one, other)
    ):
        found |= {**dict.fromkeys((*_OWN, *_NEWS, "contact_head"), 0.0), "head_idle": 1.0}
    fought = battle(head, one, other)
    if found["head_idle"] or fought:  # below a report from the front it is background
        found |= dict.fromkeys(_OWN, 0.0)
    elif answers(text, head, lead):
        # A third country in the headline is then the matter, and no other diplomacy.
        found |= {"answers": 1.0, "head_foreign": 0.0, "head_alone_foreign": 0.0}
    held = found["head_leaders"] and scene(text, head, lead, one, other) is not None
    frames(
        found,
        text,
        head,
        lead,
        never,
        lambda unit: (held and unit is head) or in_contact(text, unit, one, other),
        fought=fought,
    )
    if found["prank_head"]:
        found |= dict.fromkeys((*_OWN, *_NEWS), 0.0)  # told to a joker
    if held:
        found |= {"unrelated": 0.0, "head_beside": 0.0}
    weaknesses(found, text, head, lead, one, other)
    people = [name.end for name in head.names if name.weight >= Weight.OFFICIAL]
    quoted = bool(people) and ":" in text[min(people) : head.end]
    spoken = any(unit.has("report") for unit in (head, *lead))
    bare = found.get("head_bare") and found["bare"] and not held and not spoken
    if bare and not quoted:
        found |= dict.fromkeys(_RANKED, 0.0)
    alone = not lead and (stated(text, head) or quoted)
    if found["bare"] and not held and not found["stance"] and not alone and mused(head, lead):
        found |= {**dict.fromkeys(_OWN, 0.0), "head_idle": 1.0}
    found["lead_only"] = (
        head.title
        and found["head_none"]
        and not found["measure_head"]
        and not found["stance"]
        and not any(
            contact_between(text, unit, one, other) or directed(text, unit, one, other) for unit in lead[:2]
        )
    )
    found["issue_bare"] = (
        found["issue_only"]
        and not found["stance"]
        and not any(unit.has("topic", *POLICY) for unit in (head, *lead[:2]))
    )
    if found["measure_head"]:
        # A seizure is the state's, though both stand there as adjectives.
        found |= dict.fromkeys(("issue_only", "issue_bare", "adjectives"), 0.0)
    if found["stance"]:
        found |= dict.fromkeys(("issue_only", "bare", "adjectives"), 0.0)
    if found["contact_later"]:
        # The lead only sets the scene: that the sides do not meet there says nothing.
        found |= dict.fromkeys(
            ("issue_only", "issue_bare", "third_issue", "bare", "listed", "adjectives"), 0.0
        )
    if asks_third(text, head, lead):
        # The third is whom the matter is put to, and no other diplomacy.
        found |= {"asks_third": 1.0, "head_foreign": 0.0, "head_alone_foreign": 0.0, "third_issue": 0.0}
    if not head.title:
        found["untitled"] = not found["head_idle"]
    return {name: value for name, value in found.items() if value}


def _pairs(found: Features, text: str, lead: Sequence[Unit], one: int, other: int) -> None:
    weights = [
        sorted((unit.weight(one), unit.weight(other)))
        for unit in lead
        if in_one_clause(text, unit, one, other)
    ]
    found["lead_pair"] = any(a >= Weight.STATE for a, _ in weights)
    found["lead_leaders"] = any(a >= Weight.OFFICIAL for a, _ in weights)
    found["lead_issue"] = any(a == Weight.ISSUE and b >= Weight.OFFICIAL for a, b in weights)
    found["lead_first"] = bool(lead) and (
        min(lead[0].weight(one), lead[0].weight(other)) >= Weight.STATE
        and in_one_clause(text, lead[0], one, other)
    )
