"""Who publishes for a state: the sites of presidencies, governments and ministries (`official.toml`)."""

from functools import cache
from pathlib import Path

from streams import tomlfile

_FILE = Path(__file__).with_name("official.toml")


def state_behind(outlet: str | None) -> str | None:
    """Return the code of the state (ISO 3166-1 alpha-2, EU, NATO, UN) that publishes at a host.

    None for a host that is no state's, and for what is no host.
    """
    labels = (outlet or "").lower().rstrip(".").split(".")
    known = _hosts()
    return next((known[host] for at in range(len(labels)) if (host := ".".join(labels[at:])) in known), None)


@cache
def _hosts() -> dict[str, str]:
    data = tomlfile.load(_FILE).data
    return {host: code for code, hosts in data.items() for host in hosts}
