"""Writes docs/settings.md: every setting, with its default and what it does."""

from streams.setting import allowed, shown
from streams.settings import PREFIX, SETTINGS, TYPES, Settings


def describe() -> str:
    """Return docs/settings.md: every setting, as Markdown."""
    lines = ["# Settings", "", (Settings.__doc__ or "").strip().splitlines()[0], ""]
    lines += [
        "Each is read from the environment, else from the TOML file that `DETENTE_SETTINGS` names,",
        "else the default holds. An unknown name, or a value that is not allowed, refuses the start.",
        "",
        "| in the file | in the environment | default | allowed | what it does |",
        "|---|---|---|---|---|",
    ]
    for name, one in SETTINGS.items():
        default = shown(getattr(Settings(), name))
        values = allowed(one, TYPES[name]) + (f", {one.metadata['unit']}" if one.metadata["unit"] else "")
        about = one.metadata["about"]
        lines.append(f"| `{name}` | `{PREFIX}{name.upper()}` | {default} | {values} | {about} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(describe(), end="")
