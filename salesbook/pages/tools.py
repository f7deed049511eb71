"""The tools of a page: forms that a script of ours draws from data in the page, where a template has left a place.

No element of a form and no script is on the allowlist: like a drawing, a tool is a placeholder in the page's text, and
comes into the page when all else of it is clean. All that a book says stands in JSON in which nothing can end the
element that holds it. Without a script nothing is shown of a tool.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from salesbook.core.language import Translations
from salesbook.pages.escaping import as_json
from salesbook.pages.places import ASSETS, relative

_ELEMENT = re.compile(r"[a-z]+-[a-z]+")
_SCRIPT = re.compile(r"[a-z_]+\.js")

COMMON = "tools.js"
"""What all forms are made of."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A form of a page: the custom element that draws itself, the scripts in site/assets that define it, its data.

    `data` is made of lists, blocks of fields, words and numbers; `words` in it are those of the interface.
    """

    element: str
    scripts: tuple[str, ...]
    data: Mapping[str, Any]

    def __post_init__(self) -> None:
        """Raise `ValueError` for an element or a script that is none of ours."""
        if not _ELEMENT.fullmatch(self.element) or not all(map(_SCRIPT.fullmatch, self.scripts)):
            raise ValueError(self.element, self.scripts)


def common_words(labels: Translations) -> dict[str, str]:
    """Return the words that `site/assets/tools.js` says by itself."""
    _ = labels.gettext
    return {
        "result": _("Result"),
        "to_result": _("To the result"),
        "copied": _("Copied."),
        "copy_failed": _("This browser does not let a page copy: the text below is selected, press Ctrl+C."),
        "new_tab": _("opens in a new tab"),
    }


def placeholder(number: int) -> tuple[str, Markup]:
    """Return a name for a tool of a page, and the element in whose place the press sets it at the very end."""
    name = f"tool.{number}"
    return name, Markup('<page-tool name="{}"></page-tool>').format(name)


PLACEHOLDER = re.compile(r'<page-tool name="(tool\.\d{1,4})"></page-tool>')
"""The same, as the sanitizer writes it: in an attribute its quotes would be references, among words its brackets."""


def with_tools(html: str, tools: Mapping[str, Tool], uri: str) -> str:
    """Return the clean HTML of the page `uri` with its tools in their places, each at the first of its places alone."""
    if "<page-tool" not in html:
        return html
    rest = dict(tools)
    loaded: set[str] = set()

    def set_in(match: re.Match[str]) -> str:
        tool = rest.pop(match[1], None)
        return "" if tool is None else _html_of(tool, uri, loaded)

    return PLACEHOLDER.sub(set_in, html)


def _html_of(tool: Tool, uri: str, loaded: set[str]) -> str:
    """Return a tool as HTML, and the scripts it needs that are not `loaded` yet."""
    scripts = [script for script in (COMMON, *tool.scripts) if script not in loaded]
    loaded.update(scripts)
    # Deferred: the whole page is read before an element is defined, its data with it.
    tags = "".join(f'<script src="{relative(f"{ASSETS}/{script}", uri)}" defer></script>' for script in scripts)
    data = f'<script type="application/json">{as_json(tool.data)}</script>'
    return f'<{tool.element} class="tool">{data}</{tool.element}>{tags}'
