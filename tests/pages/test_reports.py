"""Whoever finds a fault begins a letter or an issue that names the page already; nothing of a book ends an address."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from salesbook.academy.sanitizer import clean
from salesbook.book.editions import edition
from salesbook.core.language import Translations
from salesbook.models.company import Company
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy
from salesbook.pages.reports import Reports, begun
from salesbook.reading.decode import decode
from tests.academy.tiny import TEMPLATES
from tests.books import TODAY, compiled

LINK = re.compile(r'<p class="report" data-search-exclude><a href="([^"]*)">([^<]*)</a></p>')
COMPANY = (Path(__file__).parents[1] / "cases/base/content/company.yml").read_text(encoding="utf-8")
HOSTILE = "\"><script>alert(1)</script>&body=x?#%0A'\n&subject=y\u2028 \u202e<b>"


def academy_of(root: Path, feedback: str | None, **changes: str) -> Academy:
    company = COMPANY if feedback is None else f"{COMPANY}\nfeedback: {feedback}\n"
    book = compiled(root, {"company.yml": company, **changes})
    return make_academy(book, (TEMPLATES,), Translations("ru"), (), today=TODAY)


def fields(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def test_every_page_leads_to_a_letter_about_itself(tmp_path: Path) -> None:
    academy = academy_of(tmp_path, "book@example.com")
    links = {page.uri: LINK.findall(page.text) for page in academy.pages}
    assert {len(found) for found in links.values()} == {1}
    page = next(page for page in academy.pages if page.item is not None and page.item.article == "ОП-001")
    address, words = links[page.uri][0]
    assert words == "Что-то не так?"
    assert address.startswith("mailto:book@example.com?subject=")
    told = fields(unescape(address))
    assert page.title in told["subject"]
    assert page.item is not None
    for fact in ("ОП-001", page.item.name, page.uri.replace(".md", ".html"), edition(page.item.data, {})):
        assert fact in told["body"]
    assert told["body"].endswith(":\r\n\r\n")
    assert "\n" not in told["body"].replace("\r\n", "")


def test_a_book_that_does_not_ask_has_no_link(tmp_path: Path) -> None:
    academy = academy_of(tmp_path, None)
    assert academy.reports is None
    assert not any("mailto:" in page.text or 'class="report"' in page.text for page in academy.pages)


@pytest.mark.parametrize(
    ("repository", "start", "names"),
    [
        ("https://github.com/school/book", "https://github.com/school/book/issues/new?title=", ("title", "body")),
        ("https://github.com/school/book.git", "https://github.com/school/book/issues/new?", ("title", "body")),
        ("https://git.example.com/a/b/issues/", "https://git.example.com/a/b/issues/new?", ("title", "body")),
        (
            "https://gitlab.com/group/sub/book/",
            "https://gitlab.com/group/sub/book/-/issues/new?",
            ("issue[title]", "issue[description]"),
        ),
        (
            "https://git.example.com:8443/sales/book/-/issues",
            "https://git.example.com:8443/sales/book/-/issues/new?",
            ("issue[title]", "issue[description]"),
        ),
    ],
)
def test_an_issue_is_begun_as_its_host_wants_it(repository: str, start: str, names: tuple[str, str]) -> None:
    address = begun(repository, "Заголовок & ещё", "Строка\n\nВторая #2")
    assert address.startswith(start)
    assert fields(address) == {names[0]: "Заголовок & ещё", names[1]: "Строка\n\nВторая #2"}


@pytest.mark.parametrize("feedback", ["book@example.com", "https://github.com/a/b", "https://gitlab.com/a/b"])
def test_words_of_a_book_end_neither_the_address_nor_the_link(tmp_path: Path, feedback: str) -> None:
    book = compiled(tmp_path, {"company.yml": f"{COMPANY}\nfeedback: {feedback}\n"})
    reports = Reports.of(book, Translations("ru"))
    assert reports is not None
    link = str(reports.link(HOSTILE, "own.md"))
    assert set(re.findall(r"<(/?\w+)", clean(link))) == {"p", "a", "/a", "/p"}
    address = unescape(LINK.findall(link)[0][0])
    assert re.fullmatch(r"[!-~]+", address)
    assert len(fields(address)) == 2
    assert len(reports.href("Щ" * 5_000, "own.md")) < 2_000


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "mailto:a@example.com",
        "http://github.com/a/b",
        "https://github.com/a",
        "https://github.com/a/b?x=1",
        "https://github.com/a/b#c",
        "https://user:secret@github.com/a/b",
        "a@example.com?cc=b@example.com",
        "a@example.com,b@example.com",
        "a@localhost",
        "a b@example.com",
        '"a"@example.com',
        "a@example.com\n",
    ],
)
def test_an_address_of_another_form_is_refused_with_advice(address: str) -> None:
    _model, misfits = decode(Company, {"feedback": address})
    told = [misfit for misfit in misfits if misfit.route == ("feedback",)]
    assert len(told) == 1
    assert "https://" in told[0].advice or "https" in told[0].advice
