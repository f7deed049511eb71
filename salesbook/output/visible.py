"""Characters that act instead of being seen, made visible: what is shown must not steer where it is shown."""

import re

from salesbook.text.invisible import rewritten

_OF_LINES = re.compile("[\t\n\xad]")


def harmless(text: str) -> str:
    """Return `text` in which nothing acts, an escape being written `\\x1b`; lines and tabs are as they were."""
    return rewritten(text, _escape)


def visible(text: str) -> str:
    """Return one line of `text` in which nothing acts: an escape is written `\\x1b`, a line end `\\n`."""
    return _OF_LINES.sub(lambda match: _escape(match[0]), harmless(text))


def harmless_json(text: str) -> str:
    """Return JSON that says the same and in which nothing acts; half a surrogate pair becomes a question mark."""
    return rewritten(text.encode("utf-8", "replace").decode("utf-8"), _json_escape)


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
