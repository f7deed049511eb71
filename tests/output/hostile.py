"""Words that want to be more than words, wherever a report quotes them."""

from hypothesis import strategies as st

PIECES = (
    "\x1b[2J", "\x1b]8;;http://x\x07", "\x9b31m", "\n", "\r\n", "\r", "\t", "\x00", "\x08", "\x7f", "\x85",
    "\x0b", "\x0c", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\ud800", "\udcff",
    "\ufffe", "\uffff", "\xad", "\U000e0041", "[red]", "[/]", "[/red]", "\\[", "[link=http://x]", ":100:",
    "::error::", "\n::error file=a::b", "##[error]", "%0A", "%", ",", ":", "]]>", "<failure/>", "&amp;",
    "<!--", '"', "'", "\\", "{0}", "{{", "[a](b)", "](", "价格", "e\u0301", "👩\u200d👩\u200d👧", "слово",
    "\u0301",
)  # fmt: skip
"""Escapes, line ends, marks of direction, halves of pairs, and marks of every format's own."""


def hostile(*, without: str = "") -> st.SearchStrategy[str]:
    """Return texts of such pieces and of any characters; none of `without` is in them."""
    pieces = [piece for piece in PIECES if not set(piece) & set(without)]
    letters = st.characters(exclude_characters=without)
    return st.lists(st.sampled_from(pieces) | st.text(letters, max_size=8), max_size=12).map("".join)
