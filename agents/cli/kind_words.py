"""What the facts of agents/tag/kinds/facts.py mean, for people: what it is, and where it stands.

Where an article has no headline, its first sentence counts as one.
"""

_PLACES = {"head": "in the headline", "lead": "in the first sentence", "any": "in the headline or the lead"}
_SEEN = {
    "says": "someone says something",
    "proposes": "a proposal",
    "warns": "a warning",
    "refuses": "a refusal",
    "accuses": "a reproach",
    "urges": "a demand",
    "ready": "readiness",
    "welcomes": "praise",
    "reacts": "an answer",
    "planned": "what is to come",
    "negated": "a negation",
    "ended": "something called off or put off",
    "denied": "a denial",
    "ahead": "what is said ahead of something",
    "wish": "what should be",
    "measure": "sanctions or a seizure",
    "summons": "an ambassador summoned",
    "media": "a paper or an interview",
    "deed": "an agreement signed",
    "peace": "a settlement, ceasefire or guarantees",
    "dialogue": "dialogue or relations",
    "assets": "sanctions or assets as a subject",
    "arms": "weapons, troops or defeat as a subject",
    "silent": "no word of contact",
    "idle": "no word of contact, act or measure",
    "call": "a word of a call or talk",
    "visit": "a word of a visit",
    "meeting": "a word of a meeting",
    "envoy": "a word for an envoy",
    "summit": "a word of a summit",
    "negotiation": "a word of talks",
    "expulsion": "a word of an expulsion",
    "phone": "a phone",
    "aside": "a meeting on the sidelines",
    "leaders": "leaders of both",
    "states": "both states and no person",
    "pair": "both sides act",
    "people": "people or institutions of both",
    "person": "another leader",
    "country": "another country",
    "envoys": "envoys and advisers alone act for a side",
    "envoy_goes": "an envoy who goes or meets somewhere",
    "unplanned": "a contact that is not in the diary",
    "told": "both sides have this contact",
    "word": "a word of this contact",
    "opens": "a word of this contact before any side",
}
_WHOLE = {
    "start": "where every report starts",
    "ruled": "the rules say so",
    "measure_said": "someone speaks of sanctions in the headline",
    "only_summoned": "the headline has an ambassador summoned, and no expulsion",
    "visit_said": "a visit in the headline beside what someone says or does",
    "call_said": "a call or talk in the headline beside what someone says or does",
    "expulsion_said": "someone speaks of an expulsion in the headline",
    "meeting_visit": "a meeting in the headline, and a visit told",
    "call_unphoned": "a talk in the headline, and no phone anywhere",
    "call_unphoned_beside": "a talk in the headline, no phone, but a visit, a meeting or a place",
    "guest": "people of one side where the other is at home",
    "guest_meets": "people of one side where the other is at home, and a meeting in the headline",
    "guest_meets_lead": "people of one side where the other is at home, and a meeting in the first sentence",
    "there_visit": "the headline tells who is at the other's place",
    "there_meeting": "the headline tells that people of both are at one's place",
    "untitled": "there is no headline",
    "quoted": "the headline gives a person's words",
    "voiced": "a person or a house before a colon opens the headline",
    "marks": "quotation marks in the headline",
    "asked": "the contact is what somebody answers to",
    "called": "the text tells that what the headline says was said in a call",
    "table": "delegations at one table",
    "mediated": "another leader is met or urged over a settlement",
    "asks_third": "a side turns to a third over a settlement with the other",
    "told_head_people": "people of both have this contact in the headline",
    "told_both": "both sides have this contact in headline and first sentence",
    "word_head_said": "a word of this contact in the headline beside what someone says or does",
}


def words(fact: str) -> str:
    """Return what a fact means; an unknown one is its own name."""
    if fact in _WHOLE:
        return _WHOLE[fact]
    if fact.startswith("ranks_"):
        return f"named of the two sides: {' and '.join(fact.split('_')[1:])}"
    seen, _, place = fact.rpartition("_")
    return f"{_SEEN[seen]} {_PLACES[place]}" if seen in _SEEN and place in _PLACES else fact
