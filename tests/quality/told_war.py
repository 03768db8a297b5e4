"""More made-up scenes, of a war that nearly every report names: written before anything was tried on them."""

from tests.quality.told_scenes import MINISTERS, PLAN, Scene, Truth

BLOCS = ("norland", "sudland")
WAR = {"topics": ("ceasefire", "arms"), "thirds": ("UA", "US")}
WAR_SCENES = (
    Scene(
        "tit for tat, the same number",
        (
            Truth("out", "expulsion", 0, ("norland", "sudland"), "norland", numbers=("4",), **WAR),
            Truth("ally", "expulsion", 1, ("sudland", "westmark"), "westmark", numbers=("2",), **WAR),
            Truth("back", "expulsion", 4, ("norland", "sudland"), "sudland", numbers=("4",), **WAR),
        ),
    ),
    Scene(
        "an answer threatened, then given",
        (
            Truth("threat", "statement", 0, ("norland", "sara"), "sara", "threatens", **WAR),
            Truth("given", "expulsion", 5, ("norland", "sudland"), "sudland", numbers=("18",), **WAR),
        ),
    ),
    Scene(
        "crisis: a call each second day", tuple(Truth(f"call {n}", "call", 2 * n, **WAR) for n in range(3))
    ),
    Scene(
        "two guests speak at a forum",
        (
            Truth("hers", "statement", 0, ("anna", "sudland"), "anna", "proposes", place="westcity", **WAR),
            Truth("his", "statement", 0, ("berto", "norland"), "berto", "accuses", place="westcity", **WAR),
        ),
    ),
    Scene(
        "an interview, a speech the day after",
        (
            Truth("interview", "statement", 0, ("anna", "sudland"), "anna", "says", **WAR),
            Truth(
                "speech", "statement", 1, ("anna", "sudland"), "anna", "warns", topics=("energy", "assets")
            ),
        ),
    ),
    Scene(
        "after the call a journey is announced",
        (
            Truth("call", "call", 0, **WAR),
            Truth(
                "journey",
                "visit",
                20,
                place="southport",
                vague=0.5,
                states=(("planned", -20, 0), ("planned", -18, 0), ("held", 0, 0)),
                **WAR,
            ),
        ),
    ),
    Scene(
        "the minister goes first",
        (
            Truth("minister", "visit", 0, ("arne", "bruno"), place="southport", **WAR),
            Truth("leader", "visit", 6, place="southport", states=(PLAN, ("held", 0, 0)), **WAR),
        ),
    ),
    Scene(
        "on the margins of a summit",
        (
            Truth("summit", "summit", 0, ("anna", "berto"), place="westcity", lasts=2, topics=("energy",)),
            Truth("margins", "meeting", 0, ("arne", "bruno"), place="westcity", **WAR),
            Truth("third", "meeting", 1, ("anna", "carla"), place="westcity", topics=("assets",)),
        ),
    ),
    Scene(
        "the ministers call, the leaders next day",
        (Truth("ministers", "call", 0, MINISTERS, **WAR), Truth("leaders", "call", 1, **WAR)),
    ),
    Scene(
        "two envoys a week",
        (
            Truth("nils", "envoy", 0, ("berto", "nils"), place="southport", **WAR),
            Truth("arne", "envoy", 3, ("arne", "berto"), place="southport", **WAR),
        ),
    ),
    Scene(
        "two rounds of sanctions",
        (
            Truth("first", "sanctions", 0, BLOCS, "norland", "sanctions", numbers=("27",), **WAR),
            Truth("next", "sanctions", 8, BLOCS, "norland", "sanctions", numbers=("140",), **WAR),
        ),
    ),
    Scene(
        "measures and countermeasures",
        (
            Truth("hers", "sanctions", 0, BLOCS, "norland", "sanctions", numbers=("35",), **WAR),
            Truth("his", "sanctions", 2, BLOCS, "sudland", "sanctions", numbers=("31",), **WAR),
        ),
    ),
    Scene(
        "measures, condemned the same day",
        (
            Truth("measures", "sanctions", 0, BLOCS, "norland", "sanctions", **WAR),
            Truth("word", "statement", 0, ("norland", "sara"), "sara", "condemns", **WAR),
        ),
    ),
    Scene(
        "offered and refused the same day",
        (
            Truth("offer", "statement", 0, ("anna", "sudland"), "anna", "proposes", **WAR),
            Truth("no", "statement", 0, ("berto", "norland"), "berto", "refuses", **WAR),
        ),
    ),
    Scene(
        "talks in two rounds",
        tuple(Truth(f"{n}", "negotiation", 6 * n, MINISTERS, place="westcity", **WAR) for n in range(2)),
    ),
    Scene(
        "there and back again",
        (
            Truth("there", "visit", 0, place="southport", **WAR),
            Truth("back", "visit", 9, place="northam", states=(PLAN, ("held", 0, 0)), **WAR),
        ),
    ),
    Scene(
        "the same appeal a week later",
        tuple(
            Truth(f"{n}", "statement", 7 * n, ("anna", "sudland"), "anna", "urges", **WAR) for n in range(2)
        ),
    ),
    Scene("one dinner", (Truth("dinner", "meeting", lasts=2, place="southport", numbers=("5",), **WAR),)),
    Scene("one long call", (Truth("long", "call", numbers=("90",), **WAR),)),
    Scene(
        "one journey, its day known late",
        (
            Truth(
                "journey",
                "visit",
                18,
                place="southport",
                vague=0.6,
                states=(("planned", -18, 0), ("planned", -10, 0), ("held", 0, 0)),
                **WAR,
            ),
        ),
    ),
    Scene("one expulsion", (Truth("out", "expulsion", 0, BLOCS, "norland", numbers=("35",), **WAR),)),
    Scene(
        "one accusation, quoted with answers",
        (
            Truth(
                "charge",
                "statement",
                0,
                ("anna", "sudland"),
                "anna",
                "accuses",
                beside=(("anna", "berto"), ("anna", "sara")),
                **WAR,
            ),
        ),
    ),
    Scene(
        "one call of three",
        (
            Truth(
                "three",
                "call",
                0,
                beside=(("anna", "carla"),),
                topics=("ceasefire", "arms"),
                thirds=("UA", "WM", "SL"),
            ),
        ),
    ),
)
