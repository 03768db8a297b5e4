"""The words of docs/watches.md: what each key does, and what each kind of event is."""

from collections.abc import Mapping

# Of each key: its default, what is allowed, what it does. Keys of tables are told with the table's name.
ABOUT: Mapping[str, tuple[str, str, str]] = {
    "id": (
        "needed",
        "a-z, 0-9, single hyphens, at most 64",
        "What alerts are kept by. It never changes: another id is another watch, which knows nothing.",
    ),
    "title": ("needed", "text", "What people call it."),
    "threshold": (
        "`0.5`",
        "a number between 0 and 1",
        "The score that an article needs. Lower: less is missed, more is wrong.",
    ),
    "kinds": ("all", "a list of kinds", "The kinds of event that are wanted (below)."),
    "policy": ("", "a table", "What is wanted of statements and acts (below)."),
    "never": (
        "all",
        "a list of subjects",
        (
            "Subjects that speak against an article even where both sides are named. One that is left out no "
            "longer does."
        ),
    ),
    "open": (
        "by kind (below)",
        "a table: kind = days, 1 to 365",
        (
            "For how many days an event of a kind takes in further reports, since it was last seen or since "
            "its day."
        ),
    ),
    "notify": ("", "a table", "What is worth a message, and to whom (below)."),
    "side": ("needed", "two or more `[[side]]` tables", "Between whom."),
    "policy.statements": (
        "`true`",
        "`true`, `false`",
        (
            "Whether statements, sanctions and other acts of one side about the other are wanted. `false`: "
            "contacts alone."
        ),
    ),
    "policy.topics": (
        "all",
        "a list of topics",
        "Only statements and acts about these matters, or about none that is known.",
    ),
    "notify.to": ("all", "a list of targets", "Who is told. The others see its alerts on the board alone."),
    "notify.reasons": (
        "all",
        "a list of reasons",
        "Why a message is sent. What happens for another reason is on the board, without a message.",
    ),
    "notify.states": ("all", "a list of states", "Of events in which state a message is sent."),
    "notify.kinds": ("all", "a list of kinds", "Of which of the wanted kinds a message is sent."),
    "notify.silence_days": (
        "by the rhythm of the past",
        "a whole number from 1 to 365",
        "After so many days without a contact that silence is worth an alert.",
    ),
    "side.id": ("needed", "as the watch's id", "What the side is called in alerts."),
    "side.title": ("the state's", "text", "What people call it. Needed where there is no `state`."),
    "side.state": (
        "none",
        "a code of the gazetteer",
        (
            "The side is that state or union: its people in their terms of office, institutions, capital, "
            "names and adjectives in every language. Or, as `[[side.state]]`, names of a state of your own."
        ),
    ),
    "side.offices": (
        "all",
        "a list of offices",
        "Of a `state`: only those people who hold one of these.",
    ),
    "side.abroad": (
        "`false`",
        "`true`, `false`",
        "The side is anyone abroad: every state and union that no other side is, each by itself.",
    ),
    "side.without": ("none", "a list of codes", "Of `abroad`: who is left out."),
    "side.person": ("none", "tables", "People of the side."),
    "side.institution": ("none", "tables", "Institutions and what stands for them: “the Kremlin”."),
    "side.demonym": ("none", "tables", "Its adjectives and its people's name: French, the French."),
    "side.capital": ("none", "tables", "Where its government sits: “Paris demands”."),
    "side.issue": (
        "none",
        "tables",
        (
            "Matters of the side: through them the others speak about it without naming it. An issue alone "
            "makes no side."
        ),
    ),
    "party.id": ("needed", "as the watch's id", "An id of the gazetteer takes that entry's place."),
    "party.names": (
        "needed",
        "lists by language, or `any`",
        'What it is called: `names.en = ["…"]`. Each must be enough to know it by.',
    ),
    "party.wikidata": ("none", "such as `Q142`", "Its item on Wikidata, for whoever reads the file."),
    "party.leader": (
        "`false`",
        "`true`, `false`",
        "Of a person: leads the side; “the president” is this one.",
    ),
    "party.short": (
        "none",
        "as `names`",
        "Of a person: a name that is also a word or somebody else's. It counts only beside one of `names`.",
    ),
    "party.from": ("always", "a day: `2017-05-14`", "Of a person: heard only in articles from this day on."),
    "party.until": ("for ever", "a day", "Of a person: … and up to this day."),
    "party.iso": ("none", "such as `FR`", "Of a state: its code in ISO 3166-1."),
}

KIND_WORDS: Mapping[str, str] = {
    "call": "they speak by telephone or video",
    "visit": "somebody travels to the other side",
    "meeting": "they meet",
    "envoy": "somebody is sent",
    "summit": "leaders meet, with others or alone",
    "negotiation": "they negotiate, or somebody does between them",
    "expulsion": "diplomats are expelled or recalled",
    "statement": "one speaks about the other, or answers; an ambassador is summoned",
    "sanctions": "one puts measures on the other",
    "other": "an act that is none of these",
}
