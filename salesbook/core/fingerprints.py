"""What a finding is known by from one run to the next, wherever its line has moved and whatever language is spoken."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from salesbook.core.diagnostics import Diagnostic

LENGTH = 32


def fingerprints(diagnostics: Sequence[Diagnostic], lines: Callable[[PurePosixPath], Sequence[str]]) -> list[str]:
    """Return a fingerprint of every diagnostic, in their order; `lines` gives the lines of a file of the book.

    It is a hash of the check, the file, the text of the line and which one it is among those equal in all of that,
    counted from the top of the file. So an edit elsewhere in the file, another indent or another language of messages
    changes nothing; an edit of the line itself makes another finding of it. No two of one report are equal.
    """
    # Loading OpenSSL takes 3 ms, and most commands make no fingerprint.
    import hashlib  # noqa: PLC0415

    def digest(*words: str) -> str:
        return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()

    marks = [""] * len(diagnostics)
    seen: Counter[tuple[str, str, str]] = Counter()
    # A file may be one line of a megabyte, with thousands of findings in it.
    digests: dict[tuple[PurePosixPath, int], str] = {}
    for n in sorted(range(len(diagnostics)), key=lambda n: _downwards(diagnostics[n])):
        d = diagnostics[n]
        at = (d.path, d.place.line)
        if at not in digests:
            text = lines(d.path)
            digests[at] = digest(text[d.place.line - 1].strip() if d.place.line <= len(text) else "")
        key = (d.rule, d.path.as_posix(), digests[at])
        marks[n] = digest(*key, str(seen[key]))[:LENGTH]
        seen[key] += 1
    return marks


def _downwards(d: Diagnostic) -> tuple[int, int]:
    return (d.place.line, d.place.column)
