"""The rules about addresses: each shows what it does, and one that could merge two articles is refused."""

import pytest

from agents.ingest.canonical import canonical_url
from agents.ingest.canonical_rules import Example, read, shipped
from streams.tomlfile import TomlFault, parse

RULES = shipped()


@pytest.mark.parametrize("example", RULES.examples, ids=lambda example: f"line {example.line}")
def test_each_rule_does_what_its_example_says(example: Example) -> None:
    assert canonical_url(example.url) == example.canonical


@pytest.mark.parametrize("name", sorted(RULES.general.names))
def test_each_mark_is_taken_from_any_address(name: str) -> None:
    assert canonical_url(f"https://n.example/a?{name.upper()}=x&id=7") == "https://n.example/a?id=7"


@pytest.mark.parametrize("prefix", RULES.general.prefixes)
def test_each_family_of_marks_is_taken_from_any_address(prefix: str) -> None:
    assert canonical_url(f"https://n.example/a?{prefix}new=x&id=7") == "https://n.example/a?id=7"


@pytest.mark.parametrize("host", sorted(RULES.of_host))
def test_a_publishers_marks_are_taken_under_its_host_and_nowhere_else(host: str) -> None:
    for name in RULES.of_host[host].names - RULES.general.names:
        mine, other = f"https://desk.{host}/a?{name}=x", f"https://not{host}/a?{name}=x"
        assert "?" not in (canonical_url(mine) or "?")
        assert "?" in (canonical_url(other) or "")


@pytest.mark.parametrize("name", sorted(RULES.select))
def test_what_selects_an_article_stays(name: str) -> None:
    assert canonical_url(f"https://n.example/a?{name}=1593") == f"https://n.example/a?{name}=1593"


HOST = """
[host]
why = "x"
always = ["www"]
examples = [{ from = "a", to = "b" }]
"""
RULE = (
    HOST
    + """
[[parameter]]
why = "x"
names = ["utm"]
examples = [{ from = "a", to = "b" }]
"""
)
PATH = (
    HOST
    + """
[[path]]
why = "x"
has = "a"
pattern = "a"
to = ""
examples = [{ from = "a", to = "b" }]
"""
)
WRAPPED = (
    HOST
    + """
[[wrapped]]
why = "x"
hosts = ["a.example"]
path = "/"
examples = [{ from = "a", to = "b" }]
"""
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "host must be a table", id="no host"),
        pytest.param("paramter = []\n" + HOST, "did you mean 'parameter'", id="unknown table"),
        pytest.param(RULE.replace("names", "nmes"), "did you mean 'names'", id="unknown key"),
        pytest.param(RULE.replace('why = "x"\nnames', "names"), "why must be a text", id="no reason"),
        pytest.param(RULE.replace("utm", "UTM"), "lower case", id="upper case"),
        pytest.param(RULE.replace('"utm"', '"b", "b"'), "names b twice", id="twice"),
        pytest.param(RULE.replace('names = ["utm"]', ""), "names or prefixes", id="nothing dropped"),
        pytest.param('select = ["id"]\n' + RULE.replace('"utm"', '"id"'), "id may select", id="selects"),
        pytest.param(
            'select = ["article"]\n' + RULE.replace('names = ["utm"]', 'prefixes = ["art"]'),
            "article may select",
            id="a family that selects",
        ),
        pytest.param(
            RULE.replace('names = ["utm"]', 'prefixes = ["u"]\nvalues = ["1"]'),
            "not for prefixes",
            id="values",
        ),
        pytest.param(RULE[: RULE.rindex("examples")], "a rule has examples", id="no example"),
        pytest.param(RULE + "x = 1", "unknown key 'x'", id="a key too many"),
        pytest.param(RULE[: RULE.rindex(", to")] + " }]", "{ from, to }", id="half an example"),
        pytest.param(PATH.replace('pattern = "a"', 'pattern = "("'), "pattern: ", id="not a pattern"),
        pytest.param(PATH.replace('to = ""', "to = 1"), "to must be a text", id="not a text"),
        pytest.param(WRAPPED + 'secure = "no"', "allowed: before, behind", id="neither before nor behind"),
        pytest.param("path = 1\n" + HOST, "path must be tables", id="no table"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(TomlFault, match=r"rules\.toml:\d+: ") as found:
        read(parse(text, "rules.toml"))
    assert said in str(found.value)


def test_what_selects_may_be_taken_with_a_value_or_on_a_host() -> None:
    select = 'select = ["from"]\n'
    rule = RULE.replace('"utm"', '"from"')
    assert read(parse(select + rule.replace("names", 'values = ["rss"]\nnames'), "x")).general.values
    assert read(parse(select + rule.replace("names", 'hosts = ["n.example"]\nnames'), "x")).of_host
