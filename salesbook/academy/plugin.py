"""The thin MkDocs plugin `salesbook`: hands the academy's pages, files and navigation to MkDocs."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from salesbook.academy import sanitizer
from salesbook.academy.chrome import Slot
from salesbook.academy.drawings import drawn
from salesbook.academy.earlier import Earlier
from salesbook.academy.files import book_file, made_of, page_file, through_the_door
from salesbook.academy.inputs import files_of, program_words
from salesbook.academy.look import Look, look_of
from salesbook.academy.printing import PrintedPage, Renderer, dead_links
from salesbook.academy.record import PageFacts
from salesbook.academy.settings import read_settings
from salesbook.academy.siblings import Siblings
from salesbook.academy.theme import Theme
from salesbook.core.bases import CONTENT, found
from salesbook.core.defaults import folders
from salesbook.core.digests import digest
from salesbook.core.door import MAX_COPY, read_inside
from salesbook.core.errors import UserError
from salesbook.core.language import catalogue, mark
from salesbook.core.language import gettext as _
from salesbook.pages.model import Academy, NavEntry
from salesbook.pages.places import ASSETS
from salesbook.pages.tools import with_tools
from salesbook.reading import comments
from salesbook.text import anchors

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation as NavTree
    from mkdocs.utils.templates import TemplateContext

UNDERSTOOD: dict[str, dict[str, Any]] = {
    "footnotes": {},
    "pymdownx.mark": {},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {"subscript": False},
}
"""Extensions of Markdown, with their options, that every book may rely on, whatever its mkdocs.yml lists."""


class PluginConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs is typed in part
    """The plugin has no settings of its own: the book has them."""


class SalesbookPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Prints one academy: the one `press` sets, or under plain `mkdocs build` that of the book beside mkdocs.yml."""

    academy: Academy | None = None
    root: Path | None = None
    settings: Mapping[str, Any] | None = None
    earlier: Earlier | None = None
    siblings: Siblings | None = None
    mount: str = ""
    themes: tuple[Path, ...] = ()

    def __init__(self) -> None:
        self.pages: list[PrintedPage] = []
        self.dead: list[tuple[str, str]] = []
        self._clean: dict[str, str] = {}
        self._look = Look()

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        """Take name and language from the book, and hand Markdown the one callable that it needs."""
        self.root = self.root or Path(config.config_file_path or "mkdocs.yml").resolve().parent
        if self.academy is None:
            self.academy = _compiled(self.root)
        config.site_name = escape(self.academy.title)
        config.theme["language"] = self.academy.language
        config.mdx_configs.setdefault("toc", {})["slugify"] = lambda text, _separator: anchors.slugify(text)
        for name, options in UNDERSTOOD.items():
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
                config.mdx_configs[name] = dict(options)
        back = catalogue(self.academy.language).gettext("Back to the text")
        config.mdx_configs.setdefault("footnotes", {}).setdefault("BACKLINK_TITLE", back)
        self.pages, self.dead = [], []
        _name_buttons(config, catalogue(self.academy.language).gettext)
        self._dress(config, self.root)
        return config

    def _dress(self, config: "MkDocsConfig", root: Path) -> None:
        """Have the theme show the logo, colours and fonts that the settings name."""
        # Not by what the theme says now: Material has added an icon of its own.
        settings = self.settings or read_settings(root)
        self._look = look_of(root, settings["theme"], settings["docs_dir"], map(Path, config.theme.dirs))
        for name, uri in (("logo", self._look.logo), ("favicon", self._look.favicon)):
            if uri is not None:
                config.theme[name] = uri
        if self._look.style is not None:
            config.extra_css = [*config.extra_css, self._look.style]

    def styles(self) -> dict[str, bytes]:
        """Return the styles, pictures and fonts of the academy by their addresses: all of site/assets but scripts."""
        assert self.root is not None
        assets = {uri: where for uri, where in _assets(self.root).items() if not uri.endswith(".js")}
        return {uri: read_inside(*where, MAX_COPY) for uri, where in assets.items()} | dict(self._look.files)

    def on_files(self, files: Files, *, config: "MkDocsConfig") -> Files:
        """Add the pages, the files they show, and the academy's own styles and scripts."""
        assert self.academy is not None
        assert self.root is not None
        through_the_door(files, config, self.root / "site")
        uris: dict[str, None] = {}
        renderer = Renderer(config, uris)
        for page in self.academy.pages:
            if page.uri in files.src_uris:
                continue  # site/pages has a page of its own in this place
            printed = page_file(config, page.uri)
            files.append(printed)
            self.pages.append(PrintedPage(page, printed, config, renderer))
        for asset in self.academy.assets:
            layer, shown = found(self.root, asset.path)
            files.append(book_file(config, asset.uri, layer / CONTENT, shown))
        for script in self.academy.data:
            files.append(File.generated(config, script.uri, content=script.text))
        for uri, (folder, path) in _assets(self.root).items():
            files.append(book_file(config, uri, folder, path))
        for uri, data in self._look.files.items():
            files.append(File.generated(config, uri, content=data))
        config.nav = [_nav(entry) for entry in self.academy.navigation]
        uris.update(dict.fromkeys(files.src_uris))
        self._uris = uris.keys()
        if self.earlier is not None:
            for file in [file for file in files if not file.is_documentation_page()]:
                made = made_of(file)
                stays = self.earlier.keeps(file.dest_uri, made)
                if stays or (self.siblings and self.siblings.has_put(file.dest_uri, made, Path(config.site_dir))):
                    files.remove(file)
        return files

    def on_nav(self, nav: "NavTree", *, config: "MkDocsConfig", files: Files) -> "NavTree":
        """Leave out the pages that stay as they are, now that all is known that goes into a page."""
        assert self.academy is not None
        assert self.root is not None
        self._theme = Theme(self.academy, config, self.root)
        if self.earlier is not None:
            said = (dict(self.settings or {}), self._theme.settings, config.markdown_extensions)
            press = digest(program_words(), files_of(self.themes), *said)
            for page in self.pages:
                terms = None if self.academy.terms is None else self.academy.terms.said_on(page.file.src_uri)
                made = digest(press, terms, page.source.digest, self._theme.around(page))
                facts = self.earlier.page_kept(page.file.src_uri, page.file.dest_uri, made, self._uris)
                if facts is not None:
                    self._stay(page, facts)
                elif self.siblings is not None:
                    self._share(page, made, self.siblings)
        return nav

    def _stay(self, page: PrintedPage, facts: PageFacts) -> None:
        """Have a page stay as it is; where its navigation is another one, that is set into a new file of it."""
        assert self.earlier is not None
        if facts.navigation != self._theme.navigation.digest(page.file.src_uri):
            old = self.earlier.taken(page.file.dest_uri)
            if old is None:
                return
            facts = self._fill_anew(page, old, facts)
        page.stay(facts)

    def _share(self, page: PrintedPage, made: str, siblings: Siblings) -> None:
        """Take a page over from another edition where it is made of the same."""
        page.made = made
        shared = siblings.page(made, self._uris)
        if shared is not None:
            page.stay(self._fill_anew(page, *shared))

    def _fill_anew(self, page: PrintedPage, old: bytes, facts: PageFacts) -> PageFacts:
        """Write a page that is another one with the navigation of this page; return what is known of it."""
        navigation, uri = self._theme.navigation, page.file.src_uri
        new, slots = navigation.filled_anew(old, [Slot(*slot) for slot in facts.slots], uri)
        write_file(new, page.file.abs_dest_path)
        return facts._replace(slots=slots)

    def on_page_markdown(self, markdown: str, *, page: Page, config: "MkDocsConfig", files: Files) -> str:
        """Take comments out of the pages that site/pages has of its own; those of the book have none."""
        if isinstance(page, PrintedPage):
            return markdown
        reports = self.academy.reports if self.academy else None
        link = reports.link(str(page.title or ""), page.file.src_uri) if reports else ""
        return comments.without(markdown).text + link

    def on_page_content(self, html: str, *, page: Page, config: "MkDocsConfig", files: Files) -> str:
        """Keep of a page what the allowlist names, whatever Markdown, its extensions and the template have made."""
        try:
            self._clean[page.file.src_uri] = sanitizer.clean(html)
        except sanitizer.TooDeepError as error:
            # MkDocs would keep the reason of an error of its own to itself.
            raise UserError(f"{page.file.src_uri}: {error}", _("nest the tags less deeply")) from error
        sanitizer.clean_contents(page.toc)
        if not isinstance(page, PrintedPage):  # the titles and words of the others are harmless as they are made
            page.title = sanitizer.words(str(page.title or ""))
            page.meta = sanitizer.front_matter(dict(page.meta))
        return self._clean[page.file.src_uri]

    def on_env(self, env: "Environment", *, config: "MkDocsConfig", files: Files) -> "Environment":
        """Note dead links, now that every page is rendered, and put the theme into the sandbox."""
        self.dead = [(_where(page), written) for page, written in dead_links(self.pages)]
        return self._theme.environment

    def on_page_context(
        self, context: "TemplateContext", *, page: "Page", config: "MkDocsConfig", nav: "NavTree"
    ) -> "TemplateContext":
        """Hand the template of a page plain data in place of MkDocs' objects."""
        # Material's search cuts its marks out of the content by a pattern that may join what stood in two attributes.
        content = sanitizer.without_search_marks(self._clean.pop(page.file.src_uri))
        source = page.source if isinstance(page, PrintedPage) else None
        # Home and the pages of sections are lists of links, and no texts.
        if self.academy and self.academy.terms and (source is None or source.item is not None):
            content = self.academy.terms.linked(content, page.file.src_uri)
        content = drawn(content, source.drawings if source else {})
        page.content = with_tools(content, source.tools if source else {}, page.file.src_uri)
        return cast("TemplateContext", self._theme.context(context["base_url"], page))

    def on_post_page(self, output: str, *, page: "Page", config: "MkDocsConfig") -> str:
        """Set the navigation into a page."""
        output, slots = self._theme.navigation.filled(output, page.file.src_uri)
        if isinstance(page, PrintedPage):
            page.slots = slots
        return output

    def on_post_build(self, *, config: "MkDocsConfig") -> None:
        """Note what is to be known of the pages when they are not printed again."""
        if self.earlier is not None:
            for page in self.pages:
                uri = page.file.src_uri
                facts = None if page.dead else page.facts(self._theme.navigation.digest(uri))
                self.earlier.note_page(uri, page.file.dest_uri, facts)
                if self.siblings is not None and facts is not None and page.made:
                    self.siblings.note_page(page.made, Path(page.file.abs_dest_path), facts)

    def on_template_context(
        self, context: "TemplateContext", *, template_name: str, config: "MkDocsConfig"
    ) -> "TemplateContext":
        """Hand a template that is no page's, such as the site map, plain data likewise."""
        return cast("TemplateContext", self._theme.context(self.mount or context["base_url"], None, context["pages"]))


def _name_buttons(config: "MkDocsConfig", said: Callable[[str], str]) -> None:
    """Name the buttons that the settings leave without a name, in the academy's language."""
    palette = config.theme.get("palette") or []
    for entry in palette if isinstance(palette, list) else [palette]:
        if "toggle" in entry:
            entry["toggle"].setdefault(
                "name", said(mark("Light theme")) if entry.get("scheme") == "slate" else said(mark("Dark theme"))
            )
    config.mdx_configs["toc"].setdefault("permalink_title", said(mark("Link to this place")))


def _assets(root: Path) -> dict[str, tuple[Path, Path]]:
    """Return styles and scripts by their addresses: the folder that each must lie in, and its file."""
    assets: dict[str, tuple[Path, Path]] = {}
    for folder in reversed(folders(root, "site/assets")):
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        assets |= {f"{ASSETS}/{path.relative_to(folder).as_posix()}": (folder.parent, path) for path in files}
    return assets


def _nav(entry: NavEntry) -> dict[str, Any]:
    if not entry.children:
        return {entry.title: entry.uri}
    index: list[Any] = [entry.uri] if entry.uri else []
    return {entry.title: index + [_nav(child) for child in entry.children]}


def _where(page: PrintedPage) -> str:
    return page.file.src_uri if page.source.item is None else str(page.source.item.path)


def _compiled(root: Path) -> Academy:
    """Make the academy for a plain `mkdocs build`; raises `PluginError` when the book has errors."""
    from salesbook.academy.making import Making
    from salesbook.book.load import load_book
    from salesbook.calendar import clock
    from salesbook.core.diagnostics import Severity
    from salesbook.core.errors import UserError
    from salesbook.core.language import Translations
    from salesbook.finding.forms import Dictionary

    try:
        book, problems = load_book(root)
        errors = [d for d in problems if d.severity is Severity.ERROR]
        if errors:
            first = errors[0]
            raise PluginError(f"{first.path}:{first.place.line}:{first.place.column}: {first.message}")
        words = Translations(book.company.language)
        today = clock.today(book.company, clock.now())
        making, dictionary = Making.of(book, words, today, read_settings(root)["docs_dir"]), Dictionary()
        return making.academy(found=partial(making.found, None, dictionary), dictionary=dictionary)
    except UserError as error:
        raise PluginError(f"{error.message}. {error.advice}") from error
