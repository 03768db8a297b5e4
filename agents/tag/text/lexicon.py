"""The language files: what words say of contacts, acts, states, topics and what is not wanted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agents.tag.text.fold import fold
from agents.tag.text.phrases import Hit, Phrases, longest
from agents.tag.text.together import Cue as Cue
from agents.tag.text.together import Together
from agents.watch.definition import CONTACTS, LANGUAGES, SUBJECTS, TOPICS
from streams import tomlfile

FOLDER = Path(__file__).parents[1] / "languages"

# The cues a language file may hold: group and name, told as `contact.call`.
CUES: Mapping[str, tuple[str, ...]] = {
    "office": (
        "leader", "official", "former", "other",
        "magnate",  # one of them whom a measure hits for himself: an oligarch, his yacht
        "counterpart",  # the same office as that of whoever is named on the other side
        "spokesman",  # tells of contacts, and takes no part in them
    ),
    # Which office a title is: whoever holds it at the time is meant. "none": one that many hold.
    "title": ("head-of-state", "head-of-government", "foreign-minister", "defence-minister", "none"),
    "contact": (*CONTACTS, "addressed"),  # "told": a contact where the other side follows at once
    "act": ("says", "proposes", "warns", "refuses", "accuses", "urges", "ready", "welcomes", "reacts"),
    "measure": ("sanctions",),
    "state": (
        "planned", "cancelled", "moved", "denied", "unconfirmed", "hypothetical",
        "unplanned",  # "not in the diary": there is none, and none is denied
        "negated",  # "no", "not": what stands right behind it did not happen
        "affirmed",  # "not only": no negation
        "since",  # "not since": the last time, and no denial
        "ahead",  # "ahead of": the contact behind it is only when something is said
        "done",  # "after": the contact behind it is over, and what is planned is another
    ),
    "round": ("words",),  # "negotiators", "a new round": sides sit at a table, and do not only speak of it
    "media": ("words",),  # a talk with a paper is none with a side
    "interview": ("words",),  # one in which somebody looks back
    "noun": ("words",),  # "the meeting of": those who meet stand behind it without a "with"
    "summons": ("words",),  # an ambassador who is summoned is told something, and stays
    "mission": ("words",),  # "ambassador", "consulate": whose they are tells who is sent away, not by whom
    "circle": ("words",),  # "ally", "critic": beside a name somebody else, and not whom it names
    "seat": ("words",),  # "the … capital": beside an adjective it is a place
    "both": ("words",),  # "the two leaders": those named before, together
    "aside": ("words",),  # "on the sidelines": who meets there does not hold the summit
    "deed": ("words",),  # "sign an agreement": neither a contact nor words
    "phone": (
        "words",  # by which a talk is a call where nothing else is told of it: "the phone call"
        "lasted",  # "lasted an hour": a talk that was held
    ),
    "report": ("words",),  # "said", "announced": the day beside it is not that of what is told
    "wish": ("words",),  # "should", "it is time to": words about a contact, and none
    "topic": TOPICS,
    "war": ("words",),
    "frame": (
        "history", "opinion", "prank", "listing", "expert",
        "verdict",  # "will not work": a columnist's headline, where nobody is told to say it
        "essay",  # "the return of", "outsmarts": so too, where nothing is told but a verdict
        "battle",  # "killed", "shot down": a headline on the war itself
        "pundit",  # who comments and answers for no state: an analyst, a party's politician
        "view",  # "this opinion", "in the opinion of": the sentence tells whose view stands before it
        "so",  # "this was said by": it tells who said what stands before it
        "question",  # "why", at the start of a headline: an explainer
        "explains",  # … that tells no news, whatever it names; "did …?" where it ends with a question mark
        "rhetoric",  # "a turning point in history" is said of today
        "feature",  # "looks at how": what a reporter explains in the first sentence
        "namesake",  # "Gulf of Mexico", "French Open": named after a state, and not the state
        "plug",  # "subscribe to my channel": a video blog
        "live",  # at the end of a headline: a live blog
        "market",  # prices and stocks, whatever moved them
        "front",  # how a war goes: who gains ground, what was captured
    ),
    "never": SUBJECTS,
}  # fmt: skip

_LISTS = (
    "endings",
    "prefixes",
    "marks",
    "before_place",
    "after_place",
    "before_house",
    "voices",
    "with_words",
    "about",
    "on",
    "blamed",
    "peoples",
    "clauses",
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words."""

    language: str
    endings: tuple[str, ...]  # case endings of names, for `~`
    prefixes: tuple[str, ...]  # what may be written together with the next word
    marks: tuple[str, ...]  # letters whose marks tell words apart: "hatte" and "hätte"
    before_place: frozenset[str]  # words that make a capital's name a place instead of a government
    after_place: frozenset[str]  # endings that do, behind an apostrophe
    before_house: frozenset[str]  # words that make a palace or a ministry a place
    voices: frozenset[str]  # verbs of a subject that is not named: "in Moscow [they] answered"
    with_words: frozenset[str]  # "with", "to": whom a contact is with
    about: frozenset[str]  # "about", "over": what a contact is about
    on: frozenset[str]  # "A on …": what somebody's words are about, and nothing else
    blamed: frozenset[str]  # "for", "over": behind whoever is blamed, before what he did
    peoples: frozenset[str]  # "the", "between": what may stand before a people that acts for its state
    clauses: re.Pattern[str]  # where another clause begins: a semicolon, "while"
    groups: Mapping[str, Phrases[Cue]]
    every: Phrases[Cue]  # those of all groups: one look at a text instead of one a group
    together: Together  # words that tell something only in pairs

    def cues(self, text: str, folded: str) -> list[Hit[Cue]]:
        """Return the cues of `text` by place; of overlapping ones of one group the longest."""
        every: dict[str, list[Hit[Cue]]] = {name: [] for name in self.groups}
        for hit in dict.fromkeys(self.every.find(text, folded)):
            every[hit.value[0]].append(hit)
        by = {name: longest(hits) for name, hits in every.items()}
        acts = [(hit.start, hit.end) for hit in by["act"]]
        pairs = self.together.find(text, folded)
        paired = {(hit.start, hit.end) for hit in pairs if hit.value[0] == "act"}  # "appelle … au calme"
        by["contact"] = [  # "calls for" is no call
            hit for hit in by["contact"] if not _inside(hit, acts) and (hit.start, hit.end) not in paired
        ]
        found = [hit for hits in (*by.values(), pairs) for hit in hits]
        return sorted(set(found), key=lambda hit: (hit.start, hit.end, hit.value))


def _inside(hit: Hit[Cue], spans: list[tuple[int, int]]) -> bool:
    return any(
        start <= hit.start and hit.end <= end and (start, end) != (hit.start, hit.end) for start, end in spans
    )


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language of `LANGUAGES`; raises `TomlFault` where its file is broken."""
    file = tomlfile.load(FOLDER / f"{language}.toml")
    data = file.data
    for key in data:
        if key not in {*CUES, *_LISTS, "pair"}:
            raise file.unknown(key, {*CUES, *_LISTS, "pair"})
    endings, prefixes = tuple(data.get("endings", ())), tuple(data.get("prefixes", ()))
    marks = tuple(data.get("marks", ()))
    groups, every = dict[str, Phrases[Cue]](), Phrases[Cue](prefixes, marks)
    for group, names in CUES.items():
        phrases: Phrases[Cue] = Phrases(prefixes, marks)
        for name, words in data.get(group, {}).items():
            if name not in names:
                raise file.unknown(name, names, group)
            for word in words:
                phrases.add(word, (group, name), endings)
                every.add(word, (group, name), endings)
        groups[group] = phrases
    # "contact" and "act" compete: what "calls for" something is no call.
    before_place, after_place, before_house, voices, with_words, about, on, blamed, peoples = (
        frozenset(word.lower() for word in data.get(name, ()))
        | frozenset(fold(word) for word in data.get(name, ()))
        for name in _LISTS[3:12]
    )
    return Lexicon(
        language,
        endings,
        prefixes,
        marks,
        before_place,
        after_place,
        before_house,
        voices,
        with_words,
        about,
        on,
        blamed,
        peoples,
        _clauses(data.get("clauses", ())),
        groups,
        every,
        Together(data.get("pair", ()), prefixes, endings, marks),
    )


def _clauses(words: Iterable[str]) -> re.Pattern[str]:
    """Return what parts clauses: a semicolon, or one of the words between spaces."""
    return re.compile("|".join([";", *(rf"(?<= ){re.escape(word)}(?= )" for word in words)]))


def known(language: str | None, text: str) -> str:
    """Return the lexicon's language to read `text` with: its own, else a guess by its letters."""
    code = (language or "").split("-")[0].lower()
    return code if code in LANGUAGES else _guess(text)


def _guess(text: str) -> str:
    """Return a language whose script and letters fit; cleaning names it properly."""
    sample = text[:600]
    if any("\u0600" <= char <= "\u06ff" for char in sample):
        return "ar"
    if any("\u0400" <= char <= "\u04ff" for char in sample):
        return "uk" if any(char in "іїєґІЇЄҐ" for char in sample) else "ru"
    for language, letters in (("pl", "łżąęśńź"), ("tr", "ğışİ"), ("de", "ßäü"), ("pt", "ãõ"), ("es", "ñ¿¡")):
        if any(char in letters for char in sample):
            return language
    return "fr" if any(char in "èêàçœ" for char in sample) else "en"
