"""Links to the glossary in the running text of pages: of each term the first in a section.

Every word is looked up in one table, which tells the names that may begin with it, by the words that the dictionary
knows it as a form of; «более» is no form of «боль». A page is looked over when it is clean HTML: only there it is sure
what is a heading, a link or code.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from html import escape
from urllib.parse import quote

from salesbook.finding.forms import Dictionary
from salesbook.finding.stems import folded, stem
from salesbook.pages.places import relative
from salesbook.pages.running_text import running_text
from salesbook.pages.terms import BETWEEN, WORD, Entry, Name, Terms, is_abbreviation

_JOINING = frozenset("-\u2010\u2011")
_CONSONANTS = frozenset("БВГДЖЗЙКЛМНПРСТФХЦЧШЩ")
_CASES = ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах")
"""Endings that an abbreviation in capitals takes: РОПа, КЭВов."""


class Linker:
    """Leads the terms of pages to the glossary; what it has been told of a word it keeps for the other pages."""

    def __init__(self, terms: Terms, dictionary: Dictionary) -> None:
        self._terms = terms
        self._spelling = _Spelling(terms.names, dictionary)
        self._beginnings = _Beginnings(terms.names, self._spelling)

    @cached_property
    def digest(self) -> str:
        """Letters that are other ones when a name, its place or a page about it is; meanings do not count."""
        told = [(name.words, name.between, name.entry.anchor, sorted(name.entry.pages)) for name in self._terms.names]
        return sha256(repr((self._terms.uri, told)).encode()).hexdigest()[:16]

    @cached_property
    def _names(self) -> str:
        told = [(name.words, name.between, name.entry.anchor) for name in self._terms.names]
        return sha256(repr((self._terms.uri, told)).encode()).hexdigest()[:16]

    @cached_property
    def _told(self) -> dict[str, set[str]]:
        """The places of terms in the glossary by the pages that are about them."""
        told: dict[str, set[str]] = defaultdict(set)
        for name in self._terms.names:
            for page in name.entry.pages:
                told[page].add(name.entry.anchor)
        return dict(told)

    def said_on(self, page: str) -> str:
        """Return letters that are other ones whenever the page might get other links."""
        return f"{self._names} {sorted(self._told.get(page, ()))}"

    def linked(self, html: str, page: str) -> str:
        """Return the clean HTML of the page `page` with the first of each term in a section as a link."""
        if page == self._terms.uri:
            return html
        glossary = quote(relative(f"{self._terms.uri.removesuffix('.md')}.html", page), safe="/-_.~")
        pieces: list[str] = []
        explained: set[tuple[int, str]] = set()
        done = 0
        for start, end, section in running_text(html):
            text = html[start:end]
            words = list(filter(self._beginnings.__getitem__, WORD.findall(text)))
            for first, last, entry in self._terms_in(text, words) if words else ():
                if (section, entry.anchor) not in explained and page not in entry.pages:
                    explained.add((section, entry.anchor))
                    link = f'<a class="term-link" href="{glossary}#{escape(entry.anchor)}">{text[first:last]}</a>'
                    pieces += (html[done : start + first], link)
                    done = start + last
        return "".join((*pieces, html[done:])) if pieces else html

    def _terms_in(self, text: str, words: Iterable[str]) -> Iterator[tuple[int, int, Entry]]:
        """Yield where terms stand in a text, of whose words `words` may begin a name: at each the longest name."""
        end = told = 0
        for word in words:
            start = _whole_word(text, word, end)
            end = start + len(word)
            for name in self._beginnings[word] if start >= told else ():
                last = self._end_of(name, start, end, text)
                if last is not None:
                    told = last
                    yield start, last, name.entry
                    break

    def _end_of(self, name: Name, start: int, end: int, text: str) -> int | None:
        """Return where a name ends whose first word is at `start`; None when it is not whole, or part of a word."""
        last = end
        for between, spelt in zip(name.between, name.words[1:], strict=True):
            following = WORD.search(text, last)
            if following is None or not self._spelling.is_form(following[0], spelt):
                return None
            if (gap := text[last : following.start()]) != between and BETWEEN.sub(" ", gap) != between:
                return None
            last = following.end()
        return None if _is_joined(text, start, last) else last


def _whole_word(text: str, word: str, start: int) -> int:
    """Return where a word stands that is no part of a longer one; -1 when it is not there."""
    while True:
        start = text.find(word, start)
        end = start + len(word)
        around = text[start - 1 : start] + text[end : end + 1]
        if start < 0 or around.isspace() or not WORD.search(around):
            return start
        start = end


class _Spelling:
    """Tells whether a word of a text is one of a name, in any of its forms."""

    def __init__(self, names: Iterable[Name], dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        # Of a word that no dictionary has («квиз») first forms are guessed, another one for each case.
        words = {word for name in names for word in name.words}
        guessed = {folded(word) for word in words if not is_abbreviation(word) and not dictionary.knows(folded(word))}
        self._guessed = {stem(letters) for letters in guessed}
        self._heads = {beginning[:3] for beginning in self._guessed}
        self._of_texts: dict[str, frozenset[str]] = {}
        self._of_names = {word: self._of_name(word, folded(word) in guessed) for word in words}

    def is_form(self, word: str, name: str) -> bool:
        """Tell whether a word is a form of the word of a name; an abbreviation keeps its capitals."""
        return not self.of_text(word).isdisjoint(self._of_names[name])

    def of_name(self, word: str) -> frozenset[str]:
        """Return what all forms of a word of a name are known by."""
        return self._of_names[word]

    def _of_name(self, word: str, is_guessed: bool) -> frozenset[str]:
        if is_abbreviation(word):
            cases = _CASES if word[-1] in _CONSONANTS else ("",)
            return frozenset(f"={word}{ending}" for ending in cases)
        letters = folded(word)
        keys = frozenset((letters, *self._dictionary.lemmas(letters)[:1]))
        return keys | {f"{stem(letters)}…"} if is_guessed else keys

    def of_text(self, word: str) -> frozenset[str]:
        """Return what a word of a text is known by: itself, the words it may be a form of, its beginning."""
        keys = self._of_texts.get(word)
        if keys is None:
            letters = folded(word)
            keys = frozenset((f"={word}", letters, *self._dictionary.lemmas(letters)))
            if letters[:3] in self._heads and stem(letters) in self._guessed and not self._dictionary.knows(letters):
                keys |= {f"{stem(letters)}…"}
            self._of_texts[word] = keys
        return keys


class _Beginnings(dict[str, tuple[Name, ...]]):
    """The names that may begin with a word of a text, the longest first; made when the word is first met."""

    def __init__(self, names: Iterable[Name], spelling: _Spelling) -> None:
        self._spelling = spelling
        self._names: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for key in spelling.of_name(name.words[0]):
                self._names[key].append(name)

    def __missing__(self, word: str) -> tuple[Name, ...]:
        names = {id(name): name for key in self._spelling.of_text(word) for name in self._names.get(key, ())}
        self[word] = tuple(sorted(names.values(), key=lambda name: -len(name.words)))
        return self[word]


def _is_joined(text: str, start: int, end: int) -> bool:
    """Tell whether words are a part of a longer one, «лид» in «лид-магнит», or the name of a character: `&lt;`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    is_joined = (before[-1:] in _JOINING and before[:1].isalnum()) or (after[:1] in _JOINING and after[1:].isalnum())
    return is_joined or before.endswith(("&", "&#"))
