"""What a page may hold: elements, attributes by element, addresses, ids and classes. Whatever is not here, goes.

The one list for HTML of whatever origin: content's Markdown, page templates, extensions of Markdown. The academy lays
it over the parsed tree of every page (`academy.sanitizer`), letters over the tree that Markdown has made
(`text.hypertext`), and checks ask it what a page would not keep.
"""

import re
from functools import lru_cache

from salesbook.text import anchors, safety

EVERYWHERE = frozenset(
    """
    aria-describedby aria-hidden aria-label aria-labelledby class data-label data-letter data-search-exclude dir id lang
    role title
    """.split()
)
"""Attributes that every element may have; those of `data-…` are asked by the academy's own styles and search."""

ELEMENTS: dict[str, frozenset[str]] = {
    name: frozenset(attributes.split())
    for name, attributes in {
        **dict.fromkeys(
            """
            abbr article aside b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure
            footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li main mark nav open-search p pre q rp rt ruby s samp section
            small span strong sub summary sup table tbody tfoot thead tr u ul var wbr
            """.split(),
            "",
        ),
        "a": "href hreflang",
        "audio": "controls loop muted preload src",
        "button": "type",
        "col": "span",
        "colgroup": "span",
        "details": "open",
        "img": "alt height loading src width",
        "input": "checked disabled name type",
        "label": "for",
        "li": "value",
        "meter": "high low max min optimum value",
        "ol": "reversed start type",
        "page-drawing": "name",
        "page-tool": "name",
        "progress": "max value",
        "review-date": "data-late datetime",
        "source": "src type",
        "span": "data-linenos",
        "td": "colspan headers rowspan",
        "th": "abbr colspan headers rowspan scope",
        "time": "datetime",
        "video": "controls height loop muted playsinline poster preload src width",
    }.items()
}
"""Elements of a page, each with the attributes that it may have beside those that all may have."""

LOADED = frozenset({"poster", "src"})
"""Attributes whose address a browser asks for by itself: it must lie in the academy."""

PLACES = frozenset("a article div h1 h2 h3 h4 h5 h6 section".split())
"""Elements that may be places to link to: headings, declared anchors, parts of an item."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""By which a link that somebody follows may lead out."""

_ID = re.compile(r"[\w.:-]{1,200}")
_NOTES = {"li": re.compile(r"fn:[\w.-]{1,200}"), "sup": re.compile(r"fnref\d{0,9}:[\w.-]{1,200}")}
_PLACES = {"page-drawing": re.compile(r"drawing\.\d{1,4}"), "page-tool": re.compile(r"tool\.\d{1,4}")}
_TAB, _TABS = re.compile(r"__tabbed_\d{1,9}_\d{1,9}"), re.compile(r"__tabbed_\d{1,9}")
_ALIGNMENT = re.compile(r"text-align: (left|center|right);?")
_FIXED = {
    ("button", "type"): ("button",),
    ("input", "type"): ("checkbox", "radio"),
    ("img", "loading"): ("lazy", "eager"),
}
_BUTTONS = frozenset({"md-button", "md-button--primary"})


def is_own_id(name: str) -> bool:
    """Tell whether a page may call a place so: nothing that ends an attribute, and none of the theme's own ids."""
    return _ID.fullmatch(name) is not None and anchors.is_own_id(name)


def is_own_class(name: str) -> bool:
    """Tell whether content may name a class: the theme's scripts act on those of its own parts, and on `mermaid`.

    For a drawing of Mermaid they load a library from another host.
    """
    name = name.lower()
    return name in _BUTTONS or not (name == "mermaid" or name.startswith("md-"))


@lru_cache(maxsize=10_000)
def kept(element: str, attribute: str, value: str) -> str | None:
    """Return what stays of an attribute of an element; None when it goes. All are in lower case but the value."""
    if attribute not in EVERYWHERE and attribute not in ELEMENTS.get(element, ()):
        return None
    match attribute:
        case "data-search-exclude":
            return ""
        case "class":
            return value if all(map(is_own_class, value.split())) else " ".join(filter(is_own_class, value.split()))
        case "id":
            return value if _is_place(element, value) else None
        case "href":
            return value if is_followed(value) else None
        case "for":
            return value if _TAB.fullmatch(value) else None
        case "name":
            return value if _PLACES.get(element, _TABS).fullmatch(value) else None
    if attribute in LOADED:
        return value if is_of_the_academy(value) else None
    fixed = _FIXED.get((element, attribute))
    return value if fixed is None or value.lower() in fixed else None


def side_of(style: str) -> str | None:
    """Return the side to which a style aligns a cell: `left`, `center` or `right`; None for any other style.

    Markdown aligns the columns of a table by styles. A letter keeps them, where nothing else would be heeded; a page,
    whose policy refuses every style of an element, has a class in their place.
    """
    alignment = _ALIGNMENT.fullmatch(style)
    return None if alignment is None else alignment[1]


def is_followed(address: str) -> bool:
    """Tell whether a link may lead to an address: in the academy, or out of it by one of `SCHEMES`."""
    return is_of_the_academy(address) or safety.scheme_of(address) in SCHEMES


def is_of_the_academy(address: str) -> bool:
    """Tell whether an address, as a browser reads it, names neither another host nor a program."""
    return not safety.leads_out(address)


def is_taken(attribute: str, value: str) -> bool:
    """Tell whether some element keeps an attribute as it is."""
    attribute = attribute.lower()
    elements = ELEMENTS if attribute not in EVERYWHERE else ("a",)
    return any(kept(element, attribute, value) == value for element in elements)


def _is_place(element: str, name: str) -> bool:
    if element == "input":
        return _TAB.fullmatch(name) is not None
    if element in _NOTES:
        return _NOTES[element].fullmatch(name) is not None
    return element in PLACES and is_own_id(name)
