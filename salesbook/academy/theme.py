"""The theme: Material's templates and those that the book lays over them, in the sandbox of all templates.

A template of a theme may be written by anybody who commits to the book, so what MkDocs would hand it — its own live
objects, through which files are read and commands run — is put down as plain data first: blocks of fields, lists,
words, numbers. Material's templates are content with that.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FileSystemLoader, Undefined, pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.utils import Namespace
from markupsafe import Markup
from mkdocs import __version__ as mkdocs_version
from mkdocs.utils import get_relative_url, normalize_url

from salesbook.academy.chrome import TABS, TREE, Navigation
from salesbook.core.language import catalogue
from salesbook.pages.model import Academy
from salesbook.pages.places import ASSETS
from salesbook.pages.records_form import SCRIPTS
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.loading import BookLoader

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

BUDGET, LONGEST = 10_000_000, 2_000_000
"""What rendering a page may spend, and how long it may be, beside what the page itself is long."""
_ENTRY = 500
"""So many characters of a page are an entry of those that the book hands to a template."""

_WORDS = "site_name site_url site_description site_author copyright repo_url repo_name edit_uri docs_dir".split()


class Theme:
    """What a build's templates are rendered with: the environment, and what each of them gets."""

    def __init__(self, academy: Academy, config: "MkDocsConfig", root: Path) -> None:
        self.navigation = Navigation(academy.navigation)
        self._records = _records(academy)
        self.settings = config_data(config)
        self.environment = environment(config.theme.dirs, root, academy.language)
        self.environment.meter.keep(self.settings)

    def context(self, base_url: str, page: "Page | None", pages: Iterable[Any] = ()) -> dict[str, Any]:
        """Return what a template gets: the page, if it is one, the settings, and the place of the navigation.

        `base_url` is the address of the academy's first folder as the page sees it; `pages` are those of a site map.
        """
        listed = [{"page": _entry(file.page)} for file in pages if file.page is not None]
        tabs, tree = TABS, TREE
        if page is None:  # shown in place of any page that there is not
            tabs, tree = self.navigation.tabs_from(base_url), self.navigation.tree_from(base_url)
        content = page.content or "" if page else ""
        self.environment.meter.allow(len(listed) + (len(content) + len(tree)) // _ENTRY)
        return {
            "mkdocs_version": mkdocs_version,
            "base_url": base_url,
            "config": self.settings,
            "page": None if page is None else page_data(page),
            "pages": listed,
            "nav": {"homepage": {"url": "index.html", "title": self.settings["site_name"]}},
            "academy_tabs": tabs,
            "academy_tree": tree,
            "records": self._records,
        }

    def around(self, page: "Page") -> dict[str, Any]:
        """Return what the template of a page gets before the page itself is made, but for the settings of all pages."""
        context = self.context(get_relative_url(".", page.url), page)
        del context["config"]
        return context


def _records(academy: Academy) -> dict[str, Any] | None:
    """Return where results are sent to, and the scripts that send; None where nothing is."""
    records = academy.records
    if records is None:
        return None
    scripts = [f"{ASSETS}/{script}" for script in SCRIPTS]
    return {"store": records.statements, "activities": records.activities, "scripts": scripts}


def environment(folders: Iterable[str], root: Path, language: str) -> Sandbox:
    """Return the environment of a theme: folders of the book are read as content is, the others are Material's."""
    of_the_book = {folder: Path(folder).is_relative_to(root) for folder in folders}
    theme = Sandbox(
        budget=BUDGET,
        longest=LONGEST,
        trim=False,
        filters={
            "url": _url,
            "script_tag": _script_tag,
            "attr": _field,
            "d": FILTERS["d"],
            "tojson": FILTERS["tojson"],
        },
        functions={"_": catalogue(language).gettext, "namespace": Namespace},
    )
    theme.loader = ChoiceLoader(
        [BookLoader(Path(folder)) if own else FileSystemLoader(folder) for folder, own in of_the_book.items()]
    )
    # Material asks for many a setting that nobody has made.
    theme.undefined = Undefined
    return theme


def config_data(config: "MkDocsConfig") -> dict[str, Any]:
    """Return the settings that templates may read."""
    theme = {name: config.theme[name] for name in config.theme}
    return {
        **{name: plain(config[name]) for name in _WORDS if name in config},
        "theme": plain(theme) | {"name": config.theme.name},
        "extra": plain(config.extra),
        "extra_css": [str(path) for path in config.extra_css],
        "extra_javascript": [_script(script) for script in config.extra_javascript],
        "plugins": {name: {"config": plain(dict(plugin.config))} for name, plugin in config.plugins.items()},
        "mdx_configs": plain(config.mdx_configs),
        "use_directory_urls": config.use_directory_urls,
    }


def page_data(page: "Page") -> dict[str, Any]:
    """Return what templates may read of a page."""
    return _entry(page) | {
        "content": Markup(page.content or ""),  # noqa: S704 - the sanitizer has been over it
        "toc": [_anchor(anchor) for anchor in page.toc],
        "meta": plain(page.meta),
        "is_homepage": page.is_homepage,
        "edit_url": page.edit_url,
        "ancestors": [_entry(section) for section in page.ancestors],
        "parent": page.parent and _entry(page.parent),
        "previous_page": page.previous_page and _entry(page.previous_page),
        "next_page": page.next_page and _entry(page.next_page),
    }


def plain(value: Any) -> Any:
    """Return a value as data: what is neither words, a number, a list nor a block of fields is left out."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return None


def _entry(item: Any) -> dict[str, Any]:
    """Return what templates may read of a page or a section of the navigation: enough for a link to it."""
    first = next(iter(item.children or ()), None)
    return {
        "title": item.title,
        "url": getattr(item, "url", None),
        "canonical_url": getattr(item, "canonical_url", None),
        "abs_url": getattr(item, "abs_url", None),
        "is_index": getattr(item, "is_index", False),
        "is_link": item.is_link,
        "children": [] if first is None else [_entry(first)],
    }


def _anchor(anchor: "AnchorLink") -> dict[str, Any]:
    return {
        "title": anchor.title,
        "url": anchor.url,
        "id": anchor.id,
        "level": anchor.level,
        "children": [_anchor(child) for child in anchor.children],
    }


def _script(script: Any) -> dict[str, Any]:
    kind = getattr(script, "type", "")
    return {
        "path": str(script),
        "type": kind,
        "defer": getattr(script, "defer", False),
        "async": getattr(script, "async_", False),
    }


@pass_context
def _url(context: Context, value: object) -> str:
    """Return an address as the current page sees it."""
    page = context["page"]
    shown = None if page is None else SimpleNamespace(url=page["url"])
    return normalize_url(str(value), page=shown, base=context["base_url"])  # type: ignore[arg-type]  # it asks for no more


@pass_context
def _script_tag(context: Context, script: Mapping[str, Any]) -> Markup:
    """Return the tag of a script of the academy, which runs when the page has been read: none waits for another."""
    kind = Markup(' type="{}"').format(script["type"]) if script["type"] else ""
    flags = " async" if script["async"] else " defer"
    return Markup('<script src="{}"{}{}></script>').format(_url(context, script["path"]), kind, flags)


def _field(block: Any, name: str) -> Any:
    """Return a field of data; Jinja2's own `attr` would look into objects."""
    return block.get(name) if isinstance(block, Mapping) else None
