"""A tiny book is printed: pages, search, dead links, the output folder."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from salesbook.academy import press
from salesbook.academy.plugin import UNDERSTOOD
from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from salesbook.pages.escaping import FOOTNOTES_HERE
from tests.academy.tiny import compiled, with_press, write_book
from tests.books import TODAY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_press(write_book(tmp_path / "book"))


def search_of(root: Path) -> str:
    """Return all that the search of an academy can find."""
    files = sorted((root / "build/academy/search").rglob("*.js"))
    assert files
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_a_book_becomes_a_site(root: Path) -> None:
    book, _problems = load_book(root)
    printed = press.build(root, book, today=TODAY)
    assert printed.sound
    assert printed.warnings == ()
    page = (root / "build/academy/pipelines/main.html").read_text(encoding="utf-8")
    assert '<article class="stage" id="taken">' in page
    assert 'href="../regulations/sales/first-contact.html"' in page
    assert "<title>Продажа — Бухта</title>" in page
    assert (root / "build/academy/media/img/card.png").is_file()
    index = search_of(root)
    assert '"regulations/sales/first-contact.html"' in index
    assert "Черновик" not in index


def test_no_comment_gets_onto_the_site(root: Path) -> None:
    """Neither onto a page nor into the index of its search; a page of the site's own is no exception."""
    chapter = "---\ntitle: Т\norder: 1\ntheme: Т\n---\nВидно. <!-- секрет1 -->\n\n<!--\n## секрет2\n\nсекрет3\n-->\n"
    (root / "content/book/closing.md").write_text(chapter, encoding="utf-8")
    own = root / "site/pages/own.md"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("# Своя\n\nВидно. <!-- секрет4 -->\n", encoding="utf-8")
    pages = printed_pages(root)
    index = search_of(root)
    assert "Видно." in pages["book/closing.html"]
    assert "Видно." in pages["own.html"]
    assert not [name for name, text in {**pages, "index": index}.items() if "секрет" in text]


def test_an_edition_holds_no_word_of_what_its_role_may_not_see(root: Path) -> None:
    """Nor does a folder of its pages: every file is looked at, the index of the search and the site map among them."""
    chapter = "---\ntitle: {title}\nreaders: [{role}]\norder: 1\ntheme: Т\n---\n## Taina{n}\n\nsekret{n}\n"
    for n, role in enumerate(("head", "manager")):
        text = chapter.format(title=f"Zaglavie{n}", role=role, n=n)
        (root / f"content/book/closing-{n}.md").write_text(text, encoding="utf-8")
    regulation = root / "content/regulations/sales/first-contact.md"
    links = "\n[[article:closing-0]], [[article:closing-0#taina0]], [[article:closing-1]].\n"
    regulation.write_text(regulation.read_text(encoding="utf-8") + links, encoding="utf-8")
    book, problems = load_book(root)
    assert problems == []
    pages = root / "build/pages"
    assert press.build(root, book, today=TODAY, role="manager", pages=pages).sound
    files = [path for folder in ("build/academy", "build/pages") for path in (root / folder).rglob("*")]
    texts = {path: path.read_bytes() for path in files if path.is_file()}
    texts |= {path: gzip.decompress(data) for path, data in texts.items() if path.suffix == ".gz"}
    told = {path.suffix for path, data in texts.items() if b"sekret1" in data}
    assert told == {".html", ".js", ".md"}
    for word in ("sekret0", "Taina0", "taina0", "closing-0"):
        assert not [path for path, data in texts.items() if word.encode() in data or word in str(path)]
    # Its title is all that is told of it.
    titled = {path.name for path, data in texts.items() if b"Zaglavie0" in data}
    assert {name for name in titled if not name.endswith(".js")} == {"first-contact.html", "first-contact.md"}


def test_a_page_of_the_site_is_bounded_as_content_is(root: Path) -> None:
    own = root / "site/pages/own.md"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("слово\n" * 3_000, encoding="utf-8")
    with pytest.raises(UserError, match=r"site/pages/own\.md: more than 2000 lines follow each other"):
        printed_pages(root)


@pytest.mark.parametrize("listed", [True, False])
def test_markup_of_other_editors_is_printed(listed: bool, root: Path) -> None:
    """Whatever extensions the book's own mkdocs.yml lists; a footnote leads to its place and back."""
    settings = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    extensions = [
        e
        for e in settings["markdown_extensions"]
        if listed or next(iter([e] if isinstance(e, str) else e)) not in UNDERSTOOD
    ]
    assert len(extensions) == len(settings["markdown_extensions"]) - (0 if listed else len(UNDERSTOOD))
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings | {"markdown_extensions": extensions}), encoding="utf-8")
    text = (Path(__file__).parents[1] / "pages/cases/foreign-markup.md").read_text(encoding="utf-8")
    regulation = root / "content/regulations/sales/first-contact.md"
    regulation.write_text(f"{regulation.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    page = printed_pages(root)["regulations/sales/first-contact.html"]
    assert page.count('class="task-list-control"') == 2
    assert 'title="Back to the text"' in page
    assert "<del>две недели</del>, теперь <mark>одна</mark>" in page
    assert '<p class="admonition-title">Attention</p>' in page
    assert page.index("первый пункт</a>.") < page.index('<div class="footnote">') < page.index(">Control questions<")


def test_plain_pages_say_nothing_of_where_footnotes_go(root: Path) -> None:
    chapter = "---\ntitle: Т\norder: 1\ntheme: Т\n---\nСлово[^1].\n\n[^1]: Сноска.\n"
    (root / "content/book/closing.md").write_text(chapter, encoding="utf-8")
    book, _problems = load_book(root)
    press.build(root, book, today=TODAY, pages=root / "plain")
    page = (root / "plain/docs/book/closing.md").read_text(encoding="utf-8")
    assert "Слово[^1-1].\n\n[^1-1]: Сноска.\n\n" in page
    assert FOOTNOTES_HERE not in page


def printed_pages(root: Path) -> dict[str, str]:
    """Print a sound book; return its pages by their addresses."""
    book, problems = load_book(root)
    assert problems == []
    printed = press.build(root, book, today=TODAY)
    assert printed.sound
    site = root / "build/academy"
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    others = OF_THE_THEME | {f"{path.stem}.html" for path in (root / "site/pages").glob("*.md")}
    assert len(pages) == printed.pages + len(others)
    assert pages.keys() >= others
    return pages


OF_THE_THEME = {"404.html"}


def test_no_page_asks_another_server(root: Path) -> None:
    for text in printed_pages(root).values():
        for start in ('src="http', 'src="//', 'rel="stylesheet" href="http', "url(http", "fonts.g"):
            assert start not in text


def test_titles_of_the_book_are_words_in_the_theme(root: Path) -> None:
    hostile = "title: <img src=x onerror=alert(1)> \"'\nquestions: [{question: '<b>Как</b>?', answer: Так.}]\n"
    (root / "content/faq/pay.yml").write_text(hostile, encoding="utf-8")
    pages = printed_pages(root)
    assert "<title>&lt;img src=x onerror=alert(1)&gt; &quot;&#x27; — Бухта</title>" in pages["faq/pay.html"]
    assert "&#60;b&#62;Как&#60;/b&#62;?" in pages["faq/pay.html"]
    for text in pages.values():
        assert "<img src=x" not in text
        assert "<b>Как" not in text


def test_no_element_has_a_style_and_columns_are_aligned_by_classes(root: Path) -> None:
    """A style could lay anything over the page, or ask another server for a picture."""
    styles = ("position:fixed", "text-align: center; position: fixed;", "background:url(http://x)", "color: red;")
    words = "\n\n".join(f'Слова {n}\n{{: style="{style}" }}' for n, style in enumerate(styles))
    table = "| Срок | Цена |\n|:-:|--:|\n| день | рубль |"
    text = f"---\ntitle: Т\norder: 1\ntheme: Т\n---\n{words}\n\n{table}\n"
    (root / "content/book/closing.md").write_text(text, encoding="utf-8")
    page = printed_pages(root)["book/closing.html"]
    article = page[page.index("<article") : page.index("</article>")]
    assert all(f"Слова {n}" in article for n in range(len(styles)))
    assert "style=" not in article
    assert '<td class="align-center">день</td>' in article
    assert '<td class="align-right">рубль</td>' in article


@pytest.mark.parametrize(
    "reference",
    [
        "[[ОП-777]]",
        "[x](gone.md)",
        *(
            pytest.param(reference, marks=pytest.mark.slow)
            for reference in (
                "[[script:none]]",
                "[[pipeline:main#nowhere]]",
                "[x](/gone)",
                "[x](javascript:alert)",
                "[x](#nowhere)",
                "[x][y]\n\n[y]: no.md",
            )
        ),
    ],
)
def test_a_strict_build_keeps_the_earlier_academy(root: Path, reference: str) -> None:
    book, _problems = load_book(root)
    press.build(root, book, today=TODAY)
    marker = root / "build/academy/earlier"
    marker.write_text("", encoding="utf-8")
    (root / "content/book/closing.md").write_text(
        f"---\ntitle: Т\norder: 1\ntheme: Т\n---\nсм. {reference}\n", encoding="utf-8"
    )
    book, problems = load_book(root)
    assert problems == []
    printed = press.build(root, book, today=TODAY)
    assert not printed.sound
    assert marker.exists()
    where = [str(f.finding.path) for f in printed.faults] + [path for path, _link in printed.dead]
    assert set(where) == {"content/book/closing.md"}
    assert press.build(root, book, today=TODAY, strict=False).pages > 0
    assert not marker.exists()
    assert [p.name for p in (root / "build").iterdir()] == ["academy"]


def test_a_move_to_nowhere_is_a_broken_link(root: Path) -> None:
    pipeline = root / "content/pipelines/main.yml"
    pipeline.write_text(pipeline.read_text("utf-8").replace("{to: paid,", "{to: nowhere,"), encoding="utf-8")
    book, problems = load_book(root)
    assert problems == []
    printed = press.build(root, book, today=TODAY)
    assert [fault.rule.slug for fault in printed.faults] == ["move-to-nowhere"]
    assert not printed.sound


def test_a_reader_who_is_no_role_stops_the_press(root: Path) -> None:
    regulation = root / "content/regulations/sales/first-contact.md"
    text = regulation.read_text("utf-8")
    regulation.write_text(text.replace("readers: [", "readers: [stranger, ", 1), encoding="utf-8")
    book, problems = load_book(root)
    assert problems == []
    printed = press.build(root, book, today=TODAY)
    assert [fault.rule.slug for fault in printed.faults] == ["unknown-reader"]
    assert not printed.sound


@pytest.mark.parametrize("place", [".", "content", "content/book", "templates", "site", ".."])
def test_the_book_itself_is_never_built_over(root: Path, place: str) -> None:
    book, _problems = load_book(root)
    with pytest.raises(UserError, match="the book itself is there"):
        press.build(root, book, root / place, today=TODAY)
    assert (root / "content/company.yml").is_file()


def test_a_folder_with_other_things_is_left_alone(root: Path, tmp_path: Path) -> None:
    book, _problems = load_book(root)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="something other"):
        press.build(root, book, mine, today=TODAY)
    assert [p.name for p in mine.iterdir()] == ["letter.txt"]


def test_the_same_pages_as_plain_markdown(root: Path, tmp_path: Path) -> None:
    book, _problems = load_book(root)
    press.build(root, book, today=TODAY, pages=tmp_path / "pages")
    text = (tmp_path / "pages/docs/regulations/sales/first-contact.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: ОП-001 Первый контакт\n")
    assert "## Порядок действий {#порядок-действий}" in text
    assert (tmp_path / "pages/docs/media/img/card.png").is_file()
    assert "regulations/index.md" in (tmp_path / "pages/mkdocs.yml").read_text(encoding="utf-8")


def gone() -> int:
    """Return the number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_build_has_left_is_swept(root: Path) -> None:
    """Killed between its two renames, it has also left no academy: the old one comes back."""
    book, _problems = load_book(root)
    press.build(root, book, today=TODAY)
    old, new = (root / f"build/.academy.{gone()}.{ending}" for ending in ("old", "tmp"))
    (root / "build/academy").rename(old)
    (old / "kept.html").write_text("old", encoding="utf-8")
    new.mkdir()
    (root / "site/theme/main.html").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(UserError, match="main"):
        press.build(root, book, today=TODAY)
    assert (root / "build/academy/kept.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in (root / "build").iterdir()] == ["academy"]


def themed(root: Path, block: str) -> None:
    """Lay a template over the theme's main one: a block of Material's with other words in it."""
    text = f'{{% extends "base.html" %}}\n{{% block announce %}}{block}{{% endblock %}}'
    (root / "site/theme/main.html").write_text(text, encoding="utf-8")


def built(root: Path) -> str:
    """Build the academy and return a page of it."""
    book, _problems = load_book(root)
    assert press.build(root, book, today=TODAY, strict=False).pages
    return (root / "build/academy/regulations/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{% extends "base.html" %}{% if %}', "site/theme/main.html:1", "tag"),
        (
            '{% extends "base.html" %}\n{% block announce %}\n{{ 1 / 0 }}{% endblock %}',
            "site/theme/main.html:3",
            "zero",
        ),
        ('{% extends "base.html" %}\n{% block announce %}{{ 1|none }}{% endblock %}', "site/theme/main.html:2", "none"),
        (
            '{% extends "base.html" %}\n{% block announce %}{{ 1 + "a" }}{% endblock %}',
            "site/theme/main.html:2",
            "“[+]”",
        ),
        ('{% extends "main.html" %}', "site/theme/main.html", "recursion|deep|itself"),
    ],
)
def test_a_broken_theme_template_is_the_users_mistake(root: Path, text: str, place: str, words: str) -> None:
    (root / "site/theme/main.html").write_text(text, encoding="utf-8")
    book, _problems = load_book(root)
    with pytest.raises(UserError, match=place) as caught:
        press.build(root, book, today=TODAY)
    assert re.search(words, caught.value.message)
    assert not (root / "build/academy").exists()


def test_a_theme_template_spends_no_more_than_it_may(root: Path) -> None:
    themed(root, "{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}")
    with pytest.raises(UserError, match=r"site/theme/main\.html:2"):
        built(root)


def test_theme_templates_are_read_in_the_book_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    themed(root, "{% include '../../../secret.html' ignore missing %}")
    assert "secret" not in built(root)
    (root / "site/theme/partials/top.html").symlink_to(tmp_path / "secret.html")
    themed(root, "{% include 'partials/top.html' ignore missing %}")
    with pytest.raises(UserError, match=r"site/theme/partials/top\.html:1: it cannot be read"):
        built(root)


def test_what_a_theme_may_read(root: Path) -> None:
    themed(
        root,
        "{% if page %}<i>{{ page.title }}|{{ page.url }}|{{ page.meta.kind }}|{{ config.site_name }}"
        "|{{ config.theme.name }}|{{ 'index.html' | url }}|{{ page.next_page.title }}</i>{% endif %}",
    )
    printed = re.search(r"<i>(.*?)</i>", built(root))
    assert printed
    title, url, kind, name, theme, home, following = printed[1].split("|")
    assert (title, url, kind, name, theme) == ("Regulations", "regulations/index.html", "section", "Бухта", "material")
    assert home == "../index.html"
    assert following


def test_the_book_of_the_test_is_in_order(tmp_path: Path) -> None:
    assert len(compiled(tmp_path).items) > 15
