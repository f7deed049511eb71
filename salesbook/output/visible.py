"""Characters that act instead of being seen, made visible: what a report quotes must not steer where it is shown."""

import re

# Control characters, separators of lines, marks of direction and other invisible characters, halves of surrogate
# pairs, tags, and the two that XML cannot hold. The joiners (U+200C, U+200D) stay: words and emoji are made with them.
_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return one line of `text` in which nothing acts: an escape is written `\\x1b`, a line end `\\n`."""
    return _ACTING.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
