"""Prose of the book → Markdown of a page: references become links with titles, figures their words, HTML nothing."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from salesbook.book.item import Item, path_of_link
from salesbook.book.parts import PLACE, Part
from salesbook.book.titles import called
from salesbook.core.language import Translations, mark
from salesbook.pages.escaping import FOOTNOTES_HERE, LT, attribute, quiet, quiet_code, words
from salesbook.pages.places import Places, relative
from salesbook.text import anchors, dialects, hypertext, markup, safety
from salesbook.text.markup import Token
from salesbook.text.naming import parted
from salesbook.text.standing import Standing, standings

_SPACE = re.compile(r"[ \t\n]+")  # a no-break space stays
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+", re.MULTILINE)
_HEADING_LINE = re.compile(r"^#{1,6}[ \t][^\n]*\n?", re.MULTILINE)
_BLOCK = re.compile(r"^(?:!!!|\?\?\?\+?)[^\n]*\n?", re.MULTILINE)


class Writer:
    """Writes Markdown for one page at a time: `turn_to` says which, as links are relative to it."""

    def __init__(self, places: Places, labels: Translations | None = None) -> None:
        self.places = places
        self.book = places.book
        self.language = self.book.company.language
        self.used: set[PurePosixPath] = set()
        self._said = (labels or Translations(self.book.company.language)).gettext
        self.turn_to("index.md")

    def turn_to(self, page: str, item: Item | None = None) -> None:
        """Begin the page `page`, which shows `item`: relative links in prose start at the item's file."""
        self._page = page
        self._item: Item | None = item
        self._texts = 0
        self._anchors: set[str] | None = None

    # --- links

    def address(self, uri: str, anchor: str | None = None) -> str:
        """Return the address of a page as a link on the current one gives it."""
        path = "" if uri == self._page and anchor else quote(relative(uri, self._page), safe="/-_.~")
        return f"{path}#{_anchor(anchor)}" if anchor else path

    def link(
        self, name: str, label: str | Markup | None = None, css: str = "", standing: Standing = Standing.ALONE
    ) -> Markup:
        """Return a Markdown link to what `name` refers to (`ОП-007`, `pipeline:main#meeting`), titled or labelled.

        What has no page (a draft, an unknown name) is words with the class `absent`; of what the reader may not see
        nothing but the title of the item, whichever part of it was meant, and who may see it. `standing`: how a title
        is printed.
        """
        target, anchor = parted(name)
        item = self.book.resolve(target)
        if item is None and self._item is not None and (not target or self._item.block(target)):
            item, anchor = self._item, anchor or target
        if item is None:
            return _absent(label or name)
        return self.to(item, anchor or None, label, css, standing)

    def to(
        self,
        item: Item,
        anchor: str | None = None,
        label: str | Markup | None = None,
        css: str = "",
        standing: Standing = Standing.ALONE,
    ) -> Markup:
        """Return a Markdown link to an item's page, or to a part of it; a label that is not Markup is plain words."""
        block = self._part_to_name(item, anchor)
        title = label or called(item, block, standing, self.language)
        uri = self.places.uri(item)
        if uri is None:
            return _absent(title) + self._for_whom(item)
        ending = f"{{{css}}}" if css else ""
        return Markup(f"[{words(title)}]({self.address(uri, anchor)}){ending}")  # noqa: S704 - parts are escaped

    def _for_whom(self, item: Item) -> Markup:
        """Return who may see what the reader may not, to stand behind its title; nothing of other items."""
        if not self.places.withheld(item):
            return Markup()
        return Markup(' <span class="absent__for">({})</span>').format(words(self.access(item)))

    def access(self, item: Item) -> str:
        """Return who may see an item, as it is said of what the reader may not: «доступ: РОП, ОКК»."""
        return self._said(mark("access: {names}")).format(names=self.places.may_see(item))

    def media(self, path: PurePosixPath) -> str | None:
        """Return the address of a file of the book, which is copied from now on; None when it cannot be shown."""
        uri = self.places.media(path)
        if uri is None:
            return None
        self.used.add(path)
        return quote(relative(uri, self._page), safe="/-_.~")

    def material(self, link: str) -> Markup | str | None:
        """Return the address for a field that holds a link: a file of the book, or an address on the web."""
        if safety.may_be_followed(link):
            return attribute(quote(link, safe="/-_.~:?#[]@!$&'*+,;=%"))
        path = self._inside(link)
        return None if path is None else self.media(path)

    # --- prose

    def prose(self, text: str) -> Markup:
        """Return a field's Markdown; its headings are bold lines, as a card has its own."""
        if "#" in text:
            for heading in reversed(anchors.headings(text)):
                end = text.find("\n", heading.start)
                text = f"{text[: heading.start]}\n**{heading.text}**\n{text[end:] if end >= 0 else ''}"
        return self._written(text)

    def body(self, text: str) -> Markup:
        """Return an item's body, headings with the anchors that the checks know."""
        written = self._written(anchors.with_anchors(text))
        # Else they would stand below all that the page says beside the body.
        return written + f"\n\n{FOOTNOTES_HERE}\n" if f"[^{self._texts}-1]:" in written else written

    def inline(self, text: str) -> Markup:
        """Return prose as one line, footnotes in brackets."""
        text = dialects.footnotes_in_place(text, " ({note})")
        return Markup(_SPACE.sub(" ", str(self.prose(text)).strip()))  # noqa: S704 - `prose` has made it harmless

    def bullets(self, texts: tuple[str, ...], mark: str = "-") -> Markup:
        """Return a Markdown list of prose (`1.` numbers it); whatever a point holds stays inside it."""
        points = [str(self.prose(text)).strip().replace("\n", "\n    ") for text in texts]
        # A point with a list of its own ends at a blank line, else it would swallow the next point.
        between = "\n\n" if any("\n" in point for point in points) else "\n"
        return Markup("\n" + between.join(f"{mark:<4}{point}" for point in points) + "\n")  # noqa: S704

    def plain(self, text: str, limit: int = 0) -> str:
        """Return prose as words without marks; with a `limit`, its first paragraph after headings, cut at a word."""
        text = dialects.footnotes_in_place(_BLOCK.sub("", text.replace(LT, "")), "")
        text = dialects.unmarked(text, self._said)
        if limit:
            text = _HEADING_LINE.sub("", text).strip().split("\n\n", 1)[0]
        placed = standings(text, self.language)
        text = markup.replace(text, partial(self._plain_token, placed), str, lambda code: code.strip("`~"))
        text = _SPACE.sub(" ", _EMPHASIS.sub("", _LINE_MARK.sub("", text))).strip()
        if limit and len(text) > limit:
            text = text[:limit].rsplit(" ", 1)[0].rstrip(",;:—– ") + "…"
        return text

    def figure(self, name: str) -> str:
        """Return a figure of the company in words: «15 минут»."""
        return self.book.figure(name)

    def _written(self, text: str) -> Markup:
        text = dialects.admonitions(text.replace(LT, ""), self._said)
        if "[" in text:
            self._texts += 1
            text = dialects.footnotes_of_page(text, str(self._texts))
            text = dialects.substituted(dialects.TASK, lambda m: f"{m[1]}[{' ' if m[2] == ' ' else 'x'}]", text)
        if anchors.may_hold_anchors(text):
            text = dialects.substituted(anchors.ANCHOR, self._place, text)
        bearable = hypertext.bearable_brackets(text)
        plain = quiet if text.count("[") <= bearable else _bracketless(bearable)
        token = partial(self._token, standings(text, self.language))
        return Markup(hypertext.shallow(markup.replace(text, token, plain, quiet_code)))  # noqa: S704

    def _place(self, match: re.Match[str]) -> str:
        """Return the tag of a place with an anchor, unless the page has that anchor already, and the words in it."""
        if self._anchors is None:
            parts = () if self._item is None else self._item.parts
            self._anchors = {part.anchor for part in parts if part.level != PLACE}
        name, words = anchors.name_of_anchor(match), anchors.words_of_anchor(match)
        if name in self._anchors or not anchors.is_own_id(name):
            return words
        self._anchors.add(name)
        return f'<a id="{name}"></a>{words}'

    def _token(self, placed: dict[int, Standing], token: Token) -> str:
        match token.kind:
            case "fact":
                return str(words(self.figure(token.target)))
            case "reference":
                name = token.target + (f"#{token.anchor}" if token.anchor else "")
                return str(self.link(name, _label(token.label), standing=placed[token.start]))
            case "image":
                return self._image(token)
            case _:
                return self._ordinary(token)

    def _ordinary(self, token: Token) -> str:
        label = quiet(token.label or token.target)
        if safety.may_be_followed(token.target):
            anchor = f"#{token.fragment}" if token.fragment else ""
            return f"[{label}]({quiet(token.target)}{quiet(anchor)})"
        if not token.target:
            return f"[{label}](#{_anchor(token.anchor)})" if token.anchor else label
        path = self._inside(token.target)
        item = self.book.by_path.get(path) if path else None
        if item is not None:
            return str(self.to(item, token.anchor, _label(token.label)))
        address = self.media(path) if path else None
        return f"[{label}]({address})" if address else str(_absent(token.label or token.target))

    def _image(self, token: Token) -> str:
        path = self._inside(token.target)
        address = self.media(path) if path else None
        label = words(token.label or "")
        if address:
            return f"![{label}]({address}){{loading=lazy}}"
        if safety.is_web(token.target):
            # A picture from elsewhere would tell that server who reads the book: the reader may follow a link instead.
            return f"[{label or words(token.target)}]({quiet(token.target)})"
        return str(_absent(token.label or token.target))

    def _part_to_name(self, item: Item, anchor: str | None) -> Part | None:
        """Return the block whose title a link prints; None where it is the item's, as that of what may not be seen."""
        return item.block(anchor) if anchor and not self.places.withheld(item) else None

    def _inside(self, link: str) -> PurePosixPath | None:
        """Return the file of the book that a relative link in the current item leads to."""
        return None if self._item is None else path_of_link(self._item.path, link)

    def _plain_token(self, placed: dict[int, Standing], token: Token) -> str:
        if token.kind == "fact":
            return self.figure(token.target)
        if token.kind == "reference" and not token.label:
            item = self.book.resolve(token.target)
            if item is None:
                return token.target
            return called(item, self._part_to_name(item, token.anchor), placed[token.start], self.language)
        return token.label or ""


def _bracketless(left: int) -> Callable[[str], str]:
    """Return a `quiet` that takes so many stray brackets; more are written as references to their character."""

    def plain(text: str) -> str:
        nonlocal left
        left -= text.count("[")
        return quiet(text) if left >= 0 else quiet(text).replace("[", "&#91;")

    return plain


def _label(label: str | None) -> Markup | None:
    return Markup(quiet(label)) if label else None  # noqa: S704 - content's own Markdown with its HTML taken out


def _anchor(anchor: str | None) -> str:
    return re.sub(r"[^\w-]", "", anchor or "")


def _absent(title: str | Markup) -> Markup:
    return Markup(f'<span class="absent">{words(title)}</span>')  # noqa: S704 - `words` has escaped the title
