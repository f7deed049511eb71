"""Pages, drawings and words judged by others than the engine: what is left in them could do nothing."""

import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.parsers import expat

from salesbook.text import safety

ELEMENTS = frozenset(
    "a abbr article aside b blockquote br button cite code dd del details div dl dt em figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li main mark nav ol open-search p "
    "path pre q review-date s samp section small span strong sub summary sup svg table tbody td tfoot th "
    "thead time title tr u ul var wbr".split()
)
"""What a page of the academy is made of; anything else on one is worth a look."""

_ADDRESSES = frozenset("href src action formaction cite data poster background longdesc xlink:href".split())
_LOADS = frozenset("src srcset poster background data ping manifest archive codebase classid lowsrc dynsrc".split())
_OF_THE_THEME = re.compile(r"^__(?!nav|tabbed_\d+(?:_\d+)?$)")
"""What the theme's scripts look up; the names of tabs are an extension's, and nobody looks them up."""
_ACTING = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OUT = re.compile(
    r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:)?[\x00-\x20]*[/\\]{2}|[\x00-\x20]*[a-z][a-z0-9+.-]*:", re.IGNORECASE
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        for name, value in attrs:
            words = value or ""
            assert not name.startswith("on"), (tag, name, words)
            assert name not in ("srcdoc", "style", "ping", "http-equiv"), (tag, name, words)
            if name in _ADDRESSES:
                assert safety.is_safe(words), (tag, name, words)
            if name in _LOADS:
                parts = words.split(",") if name.endswith("set") else [words]
                assert not any(_OUT.match(part.strip()) for part in parts), (tag, name, words)
            if name in ("id", "name"):
                assert not _OF_THE_THEME.match(words), (tag, name, words)
            assert not name.startswith("data-md"), (tag, name, words)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def judge_page(html: str) -> None:
    """Raise `AssertionError` for anything of a page's HTML that could run, load, or overlay what the theme looks up."""
    page = _Page()
    page.feed(html)
    page.close()


def judge_drawing(drawing: bytes) -> None:
    """Raise `AssertionError` for anything of an SVG file that a browser would run or load."""
    assert b"<!ENTITY" not in re.sub(rb"<!--.*?-->", b"", drawing, flags=re.DOTALL)
    instructions: list[str] = []
    parser = expat.ParserCreate()
    parser.ProcessingInstructionHandler = lambda target, _words: instructions.append(target)
    try:
        parser.Parse(drawing, True)
        root = ElementTree.fromstring(drawing)
    except (expat.ExpatError, ElementTree.ParseError) as error:
        raise AssertionError("what is no XML is no picture") from error
    assert "xml-stylesheet" not in instructions
    for element in root.iter():
        local = str(element.tag).rpartition("}")[2].lower()
        assert local not in safety.RUNNING | {"handler", "listener"}, local
        styles = [element.text or ""] if local == "style" else []
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2].lower()
            assert not re.match("on[a-z]", name), (local, key, value)
            if name in ("href", "src", "data", "base") and local != "a":
                assert value.strip().startswith(("#", "data:image/")) or not _OUT.match(value), (local, key, value)
                assert "svg" not in value[:20], (local, key, value)
            if name == "href":
                assert safety.is_safe(value) or value.strip().startswith("data:image/"), (local, key, value)
            if name in ("to", "from", "values", "by"):
                assert "script:" not in value.lower(), (local, key, value)
            styles.append(value)
        for style in styles:
            assert "@import" not in style.lower(), style
            assert not re.search(r"url\(\s*['\"]?\s*(?!#|['\"]?\s*#)[^)\s]*//", style, re.IGNORECASE), style


def judge_terminal(words: str, *, json: bool = False) -> None:
    """Raise `AssertionError` for a character that would act on a terminal rather than stand on it."""
    for character in set(words):
        if character in "\n\t":
            continue
        acts = unicodedata.category(character) == "Cc" or (not json and character in _ACTING)
        assert not acts, f"{character!r} in {words[max(0, words.index(character) - 40) :][:80]!r}"
