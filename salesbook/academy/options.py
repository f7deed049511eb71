"""What mkdocs.yml may hold: every key with the values it takes. Whatever is not here is refused.

The theme prints many of these values as they are, and extensions of Markdown make HTML of theirs or call them: only
options that neither print HTML, nor load, nor call anything are listed.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from salesbook.core.language import mark


class Value(NamedTuple):
    """A value that an option takes: what accepts it, and what it is in words (a message id)."""

    accepts: Callable[[Any], bool]
    expected: str


class ListOf(NamedTuple):
    """A list of such values; `or_one` lets one stand by itself."""

    entry: "Shape"
    or_one: bool = False


class Choice(NamedTuple):
    """One of some words."""

    words: tuple[str, ...]


Block = Mapping[str, Any]
"""Options by their names; the name `*` stands for any word."""

Shape = Value | ListOf | Choice | Block


def one_of(words: str) -> Choice:
    """Return a choice of words."""
    return Choice(tuple(words.split()))


def matching(pattern: str, expected: str) -> Value:
    """Return a value that is a string of some form."""
    form = re.compile(pattern)
    return Value(lambda value: isinstance(value, str) and form.fullmatch(value) is not None, expected)


def _is_separator(value: Any) -> bool:
    """Tell whether browsers read an expression in linear time: nothing repeats a group, and little repeats at all."""
    if not isinstance(value, str) or len(value) > 200:
        return False
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "a", value)
    if re.search(r"\)[*+?{]", bare) or len(re.findall(r"[*+{]", bare)) > 2:
        return False
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


FLAG = Value(lambda value: isinstance(value, bool), mark("write true or false"))
WORDS = matching(r"[^<>\"'&{}%\\`\x00-\x1f\x7f]{0,300}", mark("write plain words, without quotes and tags"))
NAME = matching(r"[a-z][a-z0-9-]{0,40}", mark("write a word of small Latin letters"))
LANGUAGE = matching(r"[a-z]{2}(?:-[A-Za-z]{2,4})?", mark("write the code of a language, such as ru"))
FILE = matching(r"(?!/)(?!.*(?://|\.\.))[\w./-]{1,200}", mark("put the file into site/assets/"))
ICON = matching(r"[a-z0-9]+(?:[/-][a-z0-9]+){1,20}", mark("name an icon of Material, such as material/school"))
LEVEL = Value(lambda value: type(value) is int and 1 <= value <= 6, mark("write a number from 1 to 6"))
LEVELS = Value(
    lambda value: LEVEL.accepts(value) or (isinstance(value, str) and re.fullmatch(r"[1-6]-[1-6]", value) is not None),
    mark("write a number from 1 to 6, or two such as 2-3"),
)
PERMALINK = Value(
    lambda value: FLAG.accepts(value) or (WORDS.accepts(value) and 0 < len(value) <= 3),
    mark("write true, false or one sign"),
)
SITE = matching(r"https?://[^\s<>\"'&{}\\`]{1,300}|", mark("write an address such as https://book.example.com/"))
SEPARATOR = Value(_is_separator, mark("write a short regular expression in which no group is repeated"))
COLOUR = matching(r"#(?:[0-9a-fA-F]{3}){1,2}", mark('write a colour in quotes, such as "#0d5c66"'))
NO_FONT = Value(lambda value: value is False, mark("write “font: false” under “theme”"))


def _flags(names: str) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), FLAG)


EXTENSIONS: dict[str, Block] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {"BACKLINK_TITLE": WORDS, "USE_DEFINITION_ORDER": FLAG},
    "md_in_html": {},
    "sane_lists": {},
    "smarty": _flags("smart_quotes smart_angled_quotes smart_dashes smart_ellipses"),
    "tables": {},
    "toc": {
        "permalink": PERMALINK,
        "permalink_title": WORDS,
        "permalink_leading": FLAG,
        "baselevel": LEVEL,
        "toc_depth": LEVELS,
    },
    "fenced_code": {},
    "nl2br": {},
    "pymdownx.betterem": {"smart_enable": one_of("all asterisk underscore none")},
    "pymdownx.caret": _flags("smart_insert insert superscript"),
    "pymdownx.details": {},
    "pymdownx.highlight": {
        **_flags("use_pygments auto_title linenums pygments_lang_class"),
        "linenums_style": one_of("table inline pymdownx-inline"),
    },
    "pymdownx.inlinehilite": {"style_plain_text": FLAG},
    "pymdownx.keys": {"separator": matching(r"[^<>\"'&{}%\\`\x00-\x1f]{1,3}", WORDS.expected), "camel_case": FLAG},
    "pymdownx.mark": {"smart_mark": FLAG},
    "pymdownx.smartsymbols": _flags(
        "trademark copyright registered plusminus arrows notequal fractions ordinal_numbers care_of"
    ),
    "pymdownx.superfences": _flags("disable_indented_code_blocks preserve_tabs relaxed_headers"),
    "pymdownx.tabbed": {"alternate_style": FLAG},
    "pymdownx.tasklist": _flags("custom_checkbox clickable_checkbox"),
    "pymdownx.tilde": _flags("smart_delete delete subscript"),
}
"""No `snippets`, which reads any file of the disk, and nothing that would import a module of the book's own."""

PLUGINS: dict[str, Block] = {
    "search": {
        "lang": ListOf(LANGUAGE, or_one=True),
        "separator": SEPARATOR,
        "pipeline": ListOf(one_of("stemmer stopWordFilter trimmer")),
    },
    "salesbook": {},
}

FEATURES = one_of(
    """
    announce.dismiss content.code.annotate content.code.copy content.code.select content.footnote.tooltips
    content.tabs.link content.tooltips header.autohide navigation.expand navigation.footer navigation.indexes
    navigation.path navigation.prune navigation.sections navigation.tabs navigation.tabs.sticky navigation.top
    navigation.tracking search.highlight search.share search.suggest toc.follow toc.integrate
    """
)
_PALETTE: Block = {
    "media": matching(r"\(prefers-color-scheme(?:: (?:light|dark))?\)", "media: (prefers-color-scheme: dark)"),
    "scheme": NAME,
    "primary": NAME,
    "accent": NAME,
    "toggle": {"icon": ICON, "name": WORDS},
}
THEME: Block = {
    "name": NAME,
    "custom_dir": WORDS,
    "font": NO_FONT,
    "language": LANGUAGE,
    "direction": one_of("ltr rtl"),
    "features": ListOf(FEATURES),
    "palette": ListOf(_PALETTE, or_one=True),
    "icon": {
        **dict.fromkeys(
            "logo menu share search close previous next top edit view repo alternate annotation".split(), ICON
        ),
        "admonition": {"*": ICON},
        "tag": {"*": ICON},
    },
    "logo": FILE,
    "favicon": FILE,
    "colours": {scheme: {"primary": COLOUR, "accent": COLOUR} for scheme in ("light", "dark")},
    "fonts": dict.fromkeys("text text_bold title code".split(), FILE),
}
_LINKS: Block = dict.fromkeys(
    "omitted_files not_found absolute_links unrecognized_links anchors".split(),
    one_of("warn info ignore relative_to_docs"),
)

SETTINGS: Block = {
    "site_name": WORDS,
    "site_url": SITE,
    "site_description": WORDS,
    "site_author": WORDS,
    "copyright": WORDS,
    "docs_dir": WORDS,
    "theme": THEME,
    "plugins": PLUGINS,
    "markdown_extensions": EXTENSIONS,
    "extra": {"generator": FLAG},
    "extra_css": ListOf(FILE),
    "extra_javascript": ListOf(FILE),
    "use_directory_urls": FLAG,
    "validation": {"links": _LINKS, "nav": _LINKS, **_LINKS},
}
