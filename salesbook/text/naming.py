"""Names as people type them: article numbers, look-alike letters, and the names that are nearest to a mistyped one."""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

ARTICLE = re.compile(r"(?P<prefix>[А-ЯЁA-Z]{1,6})-(?P<number>\d{3})")
"""An article number: the department's prefix and three digits (`ОП-007`)."""

_LOOKALIKES = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_DIGITS = str.maketrans("OОLIЗ", "00113")
_SHORTLIST = 40
_SHORT = 7


def skeleton(article: str) -> str:
    """Return an article number with look-alike letters and digits, case and dashes told apart no longer.

    Latin and Cyrillic twins become one letter; after the hyphen O, О become 0 and l, I become 1.
    """
    code = article.upper().translate(_LOOKALIKES).replace("–", "-").replace("—", "-").replace(" ", "")
    prefix, dash, number = code.partition("-")
    return prefix + dash + number.translate(_DIGITS)


class Nearest:
    """Finds known names that look like a mistyped one, in time that does not grow with every name there is.

    difflib compares two names well but slowly; it is given only those that share the most runs of three letters.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._by_run: dict[str, list[str]] = defaultdict(list)
        self._by_slug: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            self._by_slug[name.rpartition(":")[2]].append(name)
            for run in _runs(name):
                self._by_run[run].append(name)

    def bare(self, slug: str) -> list[str]:
        """Return the names that end with a slug given without its kind."""
        return self._by_slug.get(slug, [])

    def like(self, name: str, n: int, cutoff: float) -> list[str]:
        """Return up to `n` names, the most alike first; `cutoff` as for `difflib.get_close_matches`."""
        shared = Counter(known for run in _runs(name) for known in self._by_run.get(run, ()))
        shortlist = [known for known, _count in shared.most_common(_SHORTLIST)]
        return difflib.get_close_matches(name, shortlist, n, cutoff)


def twins(articles: Iterable[str]) -> Mapping[str, list[str]]:
    """Return article numbers by their skeleton."""
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        by_skeleton[skeleton(article)].append(article)
    return by_skeleton


def lookalikes(article: str, by_skeleton: Mapping[str, list[str]]) -> list[str]:
    """Return the numbers that `article` may be meant to be, when only look-alikes differ; `known`: see `twins`."""
    return [twin for twin in by_skeleton.get(skeleton(article), ()) if twin != article]


def folded(words: str) -> str:
    """Return words as people compare them: in one case, without ё, with single spaces."""
    return " ".join(words.lower().replace("ё", "е").split())


def collated(word: str) -> tuple[bool, str]:
    """Return the key by which lists of words are sorted: Cyrillic before Latin, ё beside е, quotes left out."""
    letters = folded(word.strip('«"'))
    return (letters[:1].isascii(), letters)


def _runs(name: str) -> set[str]:
    """Return the runs of three letters of a name without its kind; of two as well when it is short."""
    slug = f"^{name.rpartition(':')[2].lower()}$"
    runs = {slug[i : i + 3] for i in range(len(slug) - 2)}
    return runs | {slug[i : i + 2] for i in range(len(slug) - 1)} if len(slug) <= _SHORT else runs
