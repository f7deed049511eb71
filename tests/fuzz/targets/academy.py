"""The press: pages as HTML, drawings, mkdocs.yml; and real builds over many hostile files at once.

A build is one of a small book (`tests.academy.tiny`) with everything it is printed with; what it publishes is judged.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from random import Random
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files

from salesbook.academy import press, printer
from salesbook.academy.drawings import drawn, still_drawings
from salesbook.academy.files import page_file
from salesbook.academy.printing import PrintedPage, Renderer
from salesbook.academy.settings import read_settings
from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.checks.live import active_html
from salesbook.core.diagnostics import Severity
from salesbook.core.errors import UserError
from salesbook.core.source import BadBytes, decode
from salesbook.pages.model import Academy, Page
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.reading.amounts import excess
from tests.academy.tiny import made, with_press, write_book
from tests.books import TODAY
from tests.fuzz.confinement import say
from tests.fuzz.generators import markdown
from tests.fuzz.generators import press as hostile_press
from tests.fuzz.generators.data import front_matter
from tests.fuzz.generators.words import PATHS
from tests.fuzz.harmless import judge_drawing, judge_page
from tests.fuzz.target import CHECKOUT, LINK, PIPE, Target, base_book, files_of, laid, room, several

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

BATCH = 40
"""Hostile files in one build of pages."""

_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_OF_THE_SITE = re.compile(r"<script src=\"(?!//)[\w./-]+\"></script>")
"""A file of the site: mkdocs.yml may name any."""
_OWN_DRAWING = re.compile(r'<svg xmlns="[^"<>]*" viewBox="[^"<>]*" role="group"[^<>]*>.*?</svg>', re.DOTALL)
"""A map of pipelines; a page of a book has no other SVG, for no element of it is on the allowlist."""
_TOOL = re.compile(
    r"<([a-z]+-form) class=\"tool\"><script type=\"application/json\">[^<>&\u2028\u2029]*</script></\1>"
    r"(?:<script src=\"(?:\.\./)*assets/salesbook/[a-z_]+\.js\" defer></script>)*"
)
"""A form of our own making: data in which no element can begin or end, and scripts of the academy."""
_CONTENT = re.compile(r'<article class="md-content__inner md-typeset">(.*)</article>', re.DOTALL)
_SETTINGS = "mkdocs.yml"
_CONSTRUCTS = """\
# x

## Раз

Слово[^1] -- "да" ... (c) ==x== ~~y~~ ++ctrl+a++ ^^z^^ `#!python 1` CRM

[^1]: Сноска.

*[CRM]: x

```mermaid
graph TD
```

```python title="x"
1
```

- [ ] a
- [x] b

=== "A"

    x

!!! note
    x

| a | b |
|:-:|---|
| 1 | 2 |

A
:   b

[TOC]
"""


def page_html(data: bytes) -> None:
    """Print a hostile text as a page of the academy; its HTML and its table of contents could do nothing."""
    try:
        text = decode(data)
    except BadBytes:
        return
    if excess(text, text):
        return  # no such file comes to be printed
    writer, config, renderer, files = _printing()
    writer.turn_to("book/closing.md", writer.book.items["article:closing"])
    written = writer.prose(text) if len(text) % 2 else writer.body(text)
    _print(f"# x\n\n{written}\n", config, renderer, files)


def page_template(data: bytes) -> None:
    """Make a regulation's page by a hostile template: harmless HTML, or the user's mistake."""
    _writer, config, renderer, files = _printing()
    folder = _templates()
    (folder / "pages" / "regulation.md").write_bytes(data)
    try:
        academy = made(_book(), folder)
    except UserError as error:
        say(error.message)
        return
    page = next(page for page in academy.pages if page.uri == "regulations/sales/first-contact.md")
    _print(page.text, config, renderer, files)


def _print(text: str, config: "MkDocsConfig", renderer: Renderer, files: Files) -> None:
    config.plugins._current_plugin = "salesbook"
    file = page_file(config, "book/closing.md")
    page = PrintedPage(Page("book/closing.md", "x", text), file, config, renderer)
    page.render(config, files)
    try:
        html = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)
    except UserError as error:
        say(str(error))
        return
    html = drawn(html, {})
    say(html)
    judge_page(html)
    for anchor in page.toc.items if page.toc is not None else ():
        judge_page(anchor.title)


def drawing(data: bytes) -> None:
    """Judge a drawing as the check and as the build do; both say the same, and what is let through is a picture."""
    path = PurePosixPath("content/products/img/plan.svg")
    with laid(base_book(), [(path.as_posix(), data)]):
        still = bool(still_drawings(base_book(), [path]))
        try:
            text = decode(data)
        except BadBytes:
            assert not still
            return
        findings = list(active_html(path, text, _book().context))
    for finding in findings:
        say(finding.message)
    if still:
        assert not findings
        if b"\0" not in data and data.strip():
            judge_drawing(data)


def mkdocs_file(data: bytes) -> None:
    """Read mkdocs.yml: the user's mistake, or settings by which a page can be printed that does nothing."""
    root = _root()
    with laid(root, [(_SETTINGS, data)]):
        try:
            settings = read_settings(root)
            config, _plugin = printer.configured(root, settings, _academy(), room() / "site")
            config.plugins.on_startup(command="build", dirty=False)
            config.plugins["salesbook"].on_config(config)
        except UserError as error:
            say(f"{error.message} {error.advice}")
            return
        say(repr(settings))
        renderer = Renderer(config, ())
        for text in _sound_texts():
            _print(text, config, renderer, Files([]))


def build_pages(data: bytes) -> None:
    """Build a book with many hostile chapters, regulations, instructions and drawings: nothing of them runs."""
    _build(_root(), list(files_of(data)), of_content=True)


def build_settings(data: bytes) -> None:
    """Build a book by a hostile mkdocs.yml: a site without a foreign script, or the user's mistake."""
    _build(_root(), [(_SETTINGS, data)], of_content=True)


def build_templates(data: bytes) -> None:
    """Build a book with hostile templates of pages and of the theme: a site, or the user's mistake."""
    files = list(files_of(data))
    _build(_root(), files, of_content=not any(name.startswith("site/") for name, _data in files))


def build_links(data: bytes) -> None:
    """Build a book in which files are links, pipes and folders: nothing from outside of it is published."""
    _build(_root(), list(files_of(data)), of_content=True)


def _build(root: Path, files: Sequence[tuple[str, bytes]], *, of_content: bool) -> None:
    scripts = sound_scripts()
    output, pages = room() / "built", room() / "pages"
    for folder in (output, pages):
        shutil.rmtree(folder, ignore_errors=True)
    with laid(root, files):
        try:
            book, problems = load_book(root)
            for problem in problems:
                say(problem.message)
            if any(problem.severity is Severity.ERROR for problem in problems):
                return  # nor does the command build it
            printed = press.build(root, book, output, today=TODAY, strict=False, pages=pages)
        except UserError as error:
            say(f"{error.message} {error.advice}")
            return
    for words in (*printed.warnings, *map(str, printed.dead), *map(str, printed.faults)):
        say(words)
    for path in (*output.rglob("*"), *pages.rglob("*")):
        assert not path.is_symlink(), path
        if path.is_file() and path.suffix not in (".woff2", ".map"):
            content = path.read_bytes()
            if path.suffix in (".html", ".md", ".svg", ".json", ".xml", ".css", ".txt", ".yml", ".js"):
                say(content)
            if path.suffix == ".svg" and "media" in path.parts:
                judge_drawing(content)
            if path.suffix == ".html" and of_content:
                _judge_site_page(content.decode(), scripts)


def _judge_site_page(html: str, scripts: frozenset[str]) -> None:
    html = _TOOL.sub("", html)
    foreign = {without_data(script) for script in _SCRIPT.findall(html)} - scripts
    assert all(map(_OF_THE_SITE.fullmatch, foreign)), foreign
    content = _CONTENT.search(html)
    if content is not None:
        for own in _OWN_DRAWING.findall(content[1]):
            judge_drawing(own.encode())
        judge_page(_OWN_DRAWING.sub("", content[1]))


def without_data(script: str) -> str:
    """Return a script of the theme without the settings and addresses that differ from page to page."""
    if 'id="__config"' in script:
        return "the settings"
    return re.sub(r'(?:\.\./)+|(?<=["\'(])\./|"\."|new URL\("[^"]*"', "", script)


@cache
def sound_scripts() -> frozenset[str]:
    """Return the scripts of a sound site."""
    root, output = _root(), room() / "sound"
    press.build(root, load_book(root)[0], output, today=TODAY, strict=False)
    pages = [path.read_text(encoding="utf-8") for path in output.rglob("*.html")]
    return frozenset(without_data(script) for page in pages for script in _SCRIPT.findall(_TOOL.sub("", page)))


@cache
def _root() -> Path:
    return with_press(write_book(room() / "printed"))


@cache
def _book() -> Book:
    return load_book(_root())[0]


@cache
def _academy() -> Academy:
    return made(_book(), CHECKOUT / "templates")


@cache
def _templates() -> Path:
    folder = room() / "templates"
    shutil.copytree(CHECKOUT / "templates", folder)
    return folder


@cache
def _sound_texts() -> tuple[str, ...]:
    """Return pages that use all that an extension of mkdocs.yml may be asked to write."""
    return (_CONSTRUCTS, *(page.text for page in _academy().pages[:3]))


@cache
def _printing() -> "tuple[Writer, MkDocsConfig, Renderer, Files]":
    config, _plugin = printer.configured(_root(), read_settings(_root()), _academy(), room() / "site")
    config.plugins["salesbook"].on_config(config)
    files = Files([])
    return Writer(Places(_book())), config, Renderer(config, ()), files


# --- what they are driven with


def _bodies(_books: Sequence[Path]) -> list[bytes]:
    return [path.read_bytes().split(b"---\n", 2)[-1] for path in sorted((CHECKOUT / "content").rglob("*.md"))]


def _body(random: Random) -> bytes:
    return markdown.body(random).encode("utf-8", "surrogatepass")


def _sound_settings() -> str:
    return (CHECKOUT / _SETTINGS).read_text(encoding="utf-8")


def _settings(random: Random) -> bytes:
    return hostile_press.mkdocs(random, _sound_settings()).encode("utf-8", "surrogatepass")


def _regulation_template() -> bytes:
    return (CHECKOUT / "templates/pages/regulation.md").read_bytes()


def _page_template(random: Random) -> bytes:
    return hostile_press.template(random, [_regulation_template().decode()]).encode("utf-8", "surrogatepass")


def _pages(random: Random) -> bytes:
    return several(hostile_pages(random, BATCH))


def hostile_pages(random: Random, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield files of a book whose form is right: pages by turns, and a drawing that the page before it shows."""
    for n in range(count):
        pattern, make = random.choice(list(markdown.PAGES.items()))
        text = make(random)
        if n % 8 == 0:
            text += f"\n![x](../img/{n}.svg)\n[x](../img/{n}.svg)\n![x](../../img/{n}.svg)\n"
            yield f"content/img/{n}.svg", hostile_press.drawing(random)
        name = f"h{n}"
        yield f"content/{pattern.format(name)}", text.encode("utf-8", "replace")


def _hostile_templates(random: Random) -> bytes:
    folder, ending = random.choice((("templates/pages", "*.md"), ("site/theme", "*.html"), ("site/theme", "*.html")))
    files = sorted((CHECKOUT / folder).rglob(ending))
    chosen = random.sample(files, random.choice((1, 1, 2)))
    made_files = []
    for path in chosen:
        text = hostile_press.template(random, [path.read_text(encoding="utf-8")])
        made_files.append((path.relative_to(CHECKOUT).as_posix(), text.encode("utf-8", "surrogatepass")))
    if random.random() < 0.1:
        names = (
            "site/theme/partials/header.html",
            "site/theme/base.html",
            "site/theme/sitemap.xml",
            "site/pages/own.md",
        )
        own = (
            hostile_press.template(random, [])
            if random.random() < 0.5
            else front_matter(random, "---\ntitle: x\n---\nx\n")
        )
        made_files.append((random.choice(names), own.encode("utf-8", "surrogatepass")))
    return several(made_files)


def _links(random: Random) -> bytes:
    names = [
        _SETTINGS,
        "salesbook.toml",
        "content/company.yml",
        "content/book/closing.md",
        "content/book/new.md",
        "content/img/card.png",
        "content/img/new.svg",
        "content/img/new.pdf",
        "content/letters/summary.md",
        "templates/pages/article.md",
        "templates/letters/envelope.html",
        "templates/pages/_parts.md",
        "site/theme/main.html",
        "site/theme/new.html",
        "site/pages/own.md",
        "site/pages/own.txt",
        "site/pages/own.svg",
        "site/assets/academy.js",
        "site/assets/new.css",
        "site/assets/new/new.txt",
    ]
    files = []
    for _n in range(random.randint(1, 4)):
        target = random.choice(
            (*PATHS, "closing.md", "new.md", "../..", "../../content", "@OUTSIDE@", "../../../outside")
        )
        content = PIPE if random.random() < 0.1 else LINK + target.encode("utf-8", "surrogatepass")
        files.append((random.choice(names), content))
    if random.random() < 0.3:
        files.append(
            (
                "content/book/closing.md",
                markdown.chapter(random).encode("utf-8", "replace") + b"\n![x](../img/new.svg) [y](../img/new.pdf)\n",
            )
        )
    return several(files)


def _one(name: str) -> list[bytes]:
    return [several([(name, (CHECKOUT / name).read_bytes())])]


TARGETS = (
    Target(page_html, _bodies, runs=8_000, generate=_body),
    Target(
        page_template,
        lambda _books: [_regulation_template()],
        runs=1_500,
        generate=_page_template,
        guided=False,
        allowance=0.3,
    ),
    Target(
        drawing,
        lambda _books: [path.read_bytes() for path in sorted((CHECKOUT / "content").rglob("*.svg"))],
        runs=9_000,
        generate=hostile_press.drawing,
    ),
    Target(mkdocs_file, lambda _books: [_sound_settings().encode()], runs=3_000, generate=_settings, guided=False),
    Target(build_pages, lambda _books: [], runs=120, generate=_pages, guided=False, carries=BATCH, allowance=2.5),
    Target(
        build_settings,
        lambda _books: [_sound_settings().encode()],
        runs=250,
        generate=_settings,
        guided=False,
        allowance=1.5,
    ),
    Target(
        build_templates,
        lambda _books: _one("site/theme/main.html"),
        runs=300,
        generate=_hostile_templates,
        guided=False,
        allowance=1.5,
    ),
    Target(
        build_links,
        lambda _books: [several([("site/pages/own.md", b"# x\n")])],
        runs=200,
        generate=_links,
        guided=False,
        allowance=1.5,
    ),
)
