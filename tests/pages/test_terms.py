"""Terms in the texts of pages: any form of any name, once a section, in running text alone; nothing else changes."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.academy.sanitizer import clean
from salesbook.core.language import Translations
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index
from salesbook.pages.academy import make_academy
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.running_text import running_text
from salesbook.pages.term_links import Linker
from salesbook.pages.terms import Terms
from tests.academy.tiny import TEMPLATES
from tests.books import REGULATION, TODAY, compiled

GLOSSARY = """\
title: Глоссарий
terms:
  - {term: Лид, forms: [заявка клиента], definition: 'Человек, который **спросил**.'}
  - {term: База, common: [база], abbreviation: БД, forms: [базы, клиентская база], definition: 'Все, кто нас знает.'}
  - {term: База знаний, forms: [академия], definition: Эта книга.}
  - {term: Боль, definition: Что мешает.}
  - {term: Сталь, definition: Сплав.}
  - {term: Квиз, definition: Вопросы на сайте.}
  - {term: Чек-лист, definition: Список.}
  - {term: Ключевая встреча, abbreviation: КЭВ, definition: Та самая.}
  - {term: 'Лицо, принимающее решение', abbreviation: ЛПР, definition: Кто решает.}
  - {term: ЦА, definition: Кому продаём.}
  - {term: amoCRM, definition: Программа.}
  - {term: Первый контакт, definition: Разговор., see: [ОП-001]}
  - {term: Ж, definition: Одна буква.}
  - {term: LT, definition: Пара букв.}
"""
LINK = re.compile(r'<a class="term-link" href="([^"]*)">([^<]*)</a>')


def linker_of(root: Path, glossary: str = GLOSSARY) -> Linker:
    book = compiled(root, {"glossary.yml": glossary})
    places, dictionary = Places(book), Dictionary()
    terms = Terms.of(places, Writer(places), Index.of(book, None, dictionary), dictionary)
    assert terms is not None
    return Linker(terms, dictionary)


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Linker:
    return linker_of(tmp_path_factory.mktemp("book"))


def terms_in(linker: Linker, html: str, page: str = "book/page.md") -> list[tuple[str, str]]:
    """Return the places in the glossary and the words of the terms of some HTML."""
    linked = linker.linked(html, page)
    assert LINK.sub(r"\2", linked) == html
    return [(href.partition("#")[2], words) for href, words in LINK.findall(linked)]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("Лид пришёл.", "лид", "Лид"),
        ("Звоните лидам сразу", "лид", "лидам"),
        ("ЛИДОВ много", "лид", "ЛИДОВ"),
        ("по заявкам клиентов", "лид", "заявкам клиентов"),
        ("в базе\u00a0знаний", "база-знаний", "базе\u00a0знаний"),
        ("в клиентской базе", "база", "клиентской базе"),
        ("из БД", "база", "БД"),
        ("о болях клиента", "боль", "болях"),
        ("после квиза", "квиз", "квиза"),
        ("о квизе", "квиз", "квизе"),
        ("по чек-листам", "чек-лист", "чек-листам"),
        ("на ключевых встречах", "ключевая-встреча", "ключевых встречах"),
        ("после КЭВа", "ключевая-встреча", "КЭВа"),
        ("лицом, принимающим решение,", "лицо-принимающее-решение", "лицом, принимающим решение"),
        ("для ЦА", "ца", "ЦА"),
        ("в «amoCRM»", "amocrm", "amoCRM"),
    ],
)
def test_a_term_is_met_in_any_form_of_its_names(linker: Linker, text: str, place: str, words: str) -> None:
    assert terms_in(linker, f"<p>{text}</p>") == [(place, words)]


@pytest.mark.parametrize(
    "text",
    [
        "более дорогой",  # no form of «боль»
        "мы стали ближе",  # likelier a form of another word
        "в базе телефонов",  # the glossary says that this name is an everyday word
        "лид-магнит и бизнес-лид",
        "лидер, слид",
        "ца и кэв",  # abbreviations keep their capitals
        "ключевая наша встреча",
        "буква ж",
        "a &lt; b &#108; c",
        "вход в АмоСРМ",
    ],
)
def test_what_only_looks_like_a_term_is_none(linker: Linker, text: str) -> None:
    assert terms_in(linker, f"<p>{text}</p>") == []


def test_the_first_of_a_section_is_a_link(linker: Linker) -> None:
    html = '<p>Лид, лид.</p><h3>Три</h3><p>Лиду.</p><h2 id="b">Лид</h2><ul><li>Боли лида</li><li>лиды</li></ul>'
    assert terms_in(linker, html) == [("лид", "Лид"), ("боль", "Боли"), ("лид", "лида")]


def test_the_longest_name_counts_and_none_within_it(linker: Linker) -> None:
    html = "<p>База знаний о лидах. Базы знаний и академия, клиентская база.</p>"
    assert terms_in(linker, html) == [("база-знаний", "База знаний"), ("лид", "лидах"), ("база", "клиентская база")]


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Лид</h1><h2>Лид <b>лид</b></h2><h4>Лид</h4>",
        '<p><a href="x.html"><em>Лид</em> лид</a></p>',
        "<p><code>лид</code> <kbd>лид</kbd></p><pre><code>лид\n<span>лид</span></code></pre>",
        '<button type="button">Лид</button><label>Лид <input type="checkbox"> лид</label>',
        '<figure class="letter"><figcaption>Лид</figcaption><figure>лид</figure><p>Лид</p></figure>',
        '<p class="letter__subject">Лид</p><p class="label">Лид</p><span class="badge badge--won">лид</span>',
        '<dl class="passport" data-search-exclude=""><div><dt>Лид</dt><dd>лид</dd></div></dl>',
        "<dl><dt>Лид</dt></dl><table><thead><tr><th>Лид</th></tr></thead></table>",
        "<details><summary>Лид</summary></details><nav><ul><li>Лид</li></ul></nav>",
        '<img alt="лид" src="a.png"><p title="&lt;p&gt; лид"></p>',
    ],
)
def test_names_links_code_and_letters_are_left_alone(linker: Linker, html: str) -> None:
    assert terms_in(linker, clean(html)) == []
    assert terms_in(linker, clean(f"{html}<p>Лид</p>")) == [("лид", "Лид")]


def test_an_attribute_that_holds_marks_is_no_text(linker: Linker) -> None:
    """Older sanitizers write `<` and `>` in an attribute as they are."""
    html = '<p title="</p> лид <b>">Нет</p><a title="</a> лид">лид <img alt="</a> лид"> лид</a>'
    assert terms_in(linker, html) == []


def test_neither_the_glossary_nor_the_pages_about_a_term_explain_it(linker: Linker) -> None:
    html = "<p>Лид и первый контакт</p>"
    assert terms_in(linker, html, "glossary.md") == []
    assert [place for place, _words in terms_in(linker, html, "regulations/sales/first-contact.md")] == ["лид"]
    assert [place for place, _words in terms_in(linker, html)] == ["лид", "первый-контакт"]


def test_links_lead_to_the_glossary_from_any_folder(linker: Linker) -> None:
    assert 'href="glossary.html#лид"' in linker.linked("<p>лид</p>", "crm.md")
    assert 'href="../../glossary.html#лид"' in linker.linked("<p>лид</p>", "regulations/sales/a.md")


TEXTS = st.lists(
    st.sampled_from(
        ["лид", "лиду", "КЭВ", "база", "знаний", " ", "-", "&", "<", ">", '"', "</p>", "ё", "e\u0301", "\0", "_"]
    )
).map("".join)
HTML = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        "<{0} title='{1}' class=label>{2}</{0}>{1}".format,
        st.sampled_from(["p", "h2", "a href=x", "b", "code", "nav", "div data-search-exclude", "dl", "img", "label"]),
        TEXTS,
        inner,
    ),
)


@given(HTML)
def test_links_are_all_that_comes_to_a_page(linker: Linker, html: str) -> None:
    cleaned = clean(html)
    linked = linker.linked(cleaned, "book/page.md")
    assert LINK.sub(r"\2", linked) == cleaned
    assert clean(linked) == linked
    assert all("<" not in cleaned[start:end] for start, end, _section in running_text(cleaned))


def test_a_name_that_stands_everywhere_is_explained_nowhere(tmp_path: Path) -> None:
    pages = {
        f"regulations/sales/r{n}.md": REGULATION.format(
            title=f"Правило {n}",
            article=f"article: ОП-{n + 100}\n",
            body=f"Спросите лида {n}. Запишите в CRM, что его БД пуста.",
        )
        for n in range(25)
    }
    glossary = "title: Глоссарий\nterms:\n  - {term: Лид, definition: Кто спросил.}\n  - {term: БД, definition: Все.}\n"
    book = compiled(tmp_path, {"glossary.yml": glossary, **pages})
    places, dictionary = Places(book), Dictionary()
    terms = Terms.of(places, Writer(places), Index.of(book, None, dictionary), dictionary)
    assert terms is not None
    assert [name.words for name in terms.names] == [("БД",)]


def test_what_terms_mean_is_one_script_of_plain_words(tmp_path: Path) -> None:
    glossary = (
        "title: Глоссарий\nterms:\n  - term: Лид</script>\n    definition: >-\n"
        "      Кто **спросил** [[ОП-001]] о </script><script>alert(1)</script>\u2028 цене.\n"
    )
    book = compiled(tmp_path, {"glossary.yml": glossary})
    academy = make_academy(book, (TEMPLATES,), Translations("ru"), (), today=TODAY)
    text = next(data.text for data in academy.data if data.uri == "terms.js")
    told = json.loads(text.removeprefix("glossaryTerms(").removesuffix(");\n"))
    assert list(told) == ["лидscript"]
    assert told["лидscript"][1].startswith("Кто спросил ОП-001")
    assert "\u2028" not in text


def test_an_edition_without_the_glossary_has_no_terms(tmp_path: Path) -> None:
    book = compiled(tmp_path, {"glossary.yml": f"readers: [head]\n{GLOSSARY}"})
    academies = {
        role: make_academy(book, (TEMPLATES,), Translations("ru"), (), role, today=TODAY)
        for role in ("head", "manager")
    }
    assert academies["manager"].terms is None
    assert "terms.js" not in {data.uri for data in academies["manager"].data}
    assert academies["head"].terms is not None


def test_the_digest_tells_when_pages_could_change(tmp_path: Path, linker: Linker) -> None:
    def digest(n: int, old: str, new: str) -> str:
        return linker_of(tmp_path / str(n), GLOSSARY.replace(old, new)).digest

    assert digest(1, "Что мешает.", "Что болит.") == linker.digest
    assert digest(2, "term: Боль,", "term: Боль, forms: [беда],") != linker.digest
    assert digest(3, "Что мешает.", "Что мешает, see: [ОП-001]") != linker.digest
