"""Addresses of the academy itself: which are its own, and what `check --fix` writes in their place."""

from pathlib import Path
from urllib.parse import quote

import pytest

from salesbook.auditing.choice import Choice
from salesbook.auditing.run import audit
from salesbook.core.settings import Settings
from salesbook.mending import mend
from salesbook.pages.addresses import own_page
from tests.books import NOW, base_text, compiled, write_book

ARTICLE = "book/objections.md"
ANCHOR = quote("порядок-действий")
CALL = "regulations/sales/first-contact"
LOCAL = "http://127.0.0.1:8000"
ACADEMY = "https://academy.example.org"


def mended(root: Path, words: str, name: str = ARTICLE, site_url: str = "") -> str:
    """Put words at the end of a file, mend the book, and return what they have become."""
    text = base_text(name).rstrip("\n") + "\n\n"
    write_book(root, {name: text + words})
    if site_url:
        (root / "mkdocs.yml").write_text(f"site_name: x\nsite_url: {site_url}\n", encoding="utf-8")
    found = audit(root, Settings(), now=NOW, cached=False)
    mend(root, Settings(), Choice(), now=NOW, first=found, cached=False).plan.apply()
    return (root / "content" / name).read_text(encoding="utf-8").removeprefix(text)


@pytest.mark.parametrize(
    "site_url",
    ["", *(pytest.param(url, marks=pytest.mark.slow) for url in (ACADEMY, f"{ACADEMY}/", f'"{ACADEMY}" # адрес'))],
)
@pytest.mark.parametrize(
    ("words", "reference"),
    [
        (f"[скидки]({LOCAL}/{CALL}.html)", "[[ОП-001|скидки]]"),
        (f"[скидки]({ACADEMY}/{CALL}.html)", "[[ОП-001|скидки]]"),
        (f"[скидки]({ACADEMY}/{CALL}.html#{ANCHOR})", "[[ОП-001#порядок-действий|скидки]]"),
        (f"[скидки]({ACADEMY}/{CALL}.html?h=скидка#{ANCHOR.lower()})", "[[ОП-001#порядок-действий|скидки]]"),
        (f'[скидки](<{ACADEMY}/{CALL}.html> "Скидки")', "[[ОП-001|скидки]]"),
        (f"[скидки]({ACADEMY}/{CALL}/)", "[[ОП-001|скидки]]"),
        (f"[скидки]({ACADEMY}/{CALL}/index.html)", "[[ОП-001|скидки]]"),
        (f"[скидки]({ACADEMY}/{CALL})", "[[ОП-001|скидки]]"),
        (f"[скидки](HTTP://LOCALHOST:1234/{CALL}.html)", "[[ОП-001|скидки]]"),
        (f"[]({LOCAL}/{CALL}.html)", "[[ОП-001]]"),
        (f"[{LOCAL}/{CALL}.html]({LOCAL}/{CALL}.html)", "[[ОП-001]]"),
        (f"<{LOCAL}/{CALL}.html>", "[[ОП-001]]"),
        (f"Порядок: {LOCAL}/{CALL}.html.", "Порядок: [[ОП-001]]."),
        (f"Порядок ({LOCAL}/{CALL}.html?h=звонок), дальше", "Порядок ([[ОП-001]]), дальше"),
        (f"«{ACADEMY}/{CALL}.html#{ANCHOR}»", "«[[ОП-001#порядок-действий]]»"),
        (f"**{LOCAL}/{CALL}.html**", "**[[ОП-001]]**"),
        (f"{LOCAL}/{CALL}.html, {LOCAL}/{CALL}.html", "[[ОП-001]], [[ОП-001]]"),
        (f"[слова]({LOCAL}/scripts/key-meeting.html)", "[[script:key-meeting|слова]]"),
        (f"[слова]({LOCAL}/glossary.html#лид)", "[[glossary#лид|слова]]"),
        # The heading of a stage has an anchor of its own beside the stage's.
        (f"[слова]({LOCAL}/pipelines/main.html#paid_)", "[[pipeline:main#paid|слова]]"),
        (f"[слова]({LOCAL}/{CALL}.html#used_)", "[[ОП-001|слова]]"),
        (f"[слова]({LOCAL}/{CALL}.html#:~:text=звонок)", "[[ОП-001|слова]]"),
    ],
)
def test_an_own_address_becomes_a_reference(tmp_path: Path, words: str, reference: str, site_url: str) -> None:
    assert mended(tmp_path, words, site_url=site_url) == reference


@pytest.mark.parametrize(
    "words",
    [
        f"`{LOCAL}/{CALL}.html`",
        f"[а [б] в]({LOCAL}/{CALL}.html)",
        f"[скидки][адрес]\n\n[адрес]: {LOCAL}/{CALL}.html",
        f"[скидки]({LOCAL}/{CALL}.html#нет-такого)",
        f"[скидки]({LOCAL}/{CALL}x.html)",
        f"[скидки]({LOCAL}/)",
        f"![скидки]({LOCAL}/{CALL}.html)",
    ],
)
def test_what_cannot_be_told_for_sure_stays(tmp_path: Path, words: str) -> None:
    assert mended(tmp_path, words) == words


def test_fields_of_yaml(tmp_path: Path) -> None:
    name = "faq/payments.yml"
    text = base_text(name).replace("[[product:mayak]]", f"{ACADEMY}/products/mayak.html")
    scorecard = base_text("scorecards/leads.yml")
    assert "regulation: ОП-002" in scorecard
    field = scorecard.replace("regulation: ОП-002", f"regulation: '{LOCAL}/{CALL}.html'", 1)
    write_book(tmp_path, {name: text, "scorecards/leads.yml": field})
    found = audit(tmp_path, Settings(), now=NOW, cached=False)
    assert {d.rule for d in found.diagnostics} == {"own-address"}
    mend(tmp_path, Settings(), Choice(), now=NOW, first=found, cached=False).plan.apply()
    assert (tmp_path / "content" / name).read_text(encoding="utf-8") == base_text(name)
    after = scorecard.replace("regulation: ОП-002", "regulation: 'ОП-001'", 1)
    assert (tmp_path / "content/scorecards/leads.yml").read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    ("site_url", "address", "own"),
    [
        ("", f"https://example.com/{CALL}.html", True),
        ("", f"https://example.com/{CALL}/", True),
        ("", "https://example.com/products/mayak.html", True),
        # A shop may have such a page.
        ("", "https://example.com/products/mayak", False),
        ("", "https://example.com/products/mayak/", False),
        ("", "https://example.com/glossary.html", False),
        ("", "https://example.com/glossary.html#%D0%BB%D0%B8%D0%B4", True),
        ("", f"https://example.com/academy/{CALL}.html", False),
        ("", "https://example.com/", False),
        ("", f"ftp://127.0.0.1/{CALL}.html", False),
        ("", f"https://user@example.com/{CALL}.html", False),
        ("", "http://localhost/products/mayak", True),
        ("", "http://10.0.0.7/products/mayak", True),
        ("", "http://[::1]:8000/products/mayak", True),
        ("", "http://academy/products/mayak", True),
        ("", "http://academy.lan:80/products/mayak", True),
        ("", "http://8.8.8.8/products/mayak", False),
        (ACADEMY, f"{ACADEMY}/glossary", True),
        (ACADEMY, f"{ACADEMY.replace('https', 'http')}/glossary.html", True),
        (ACADEMY, f"https://example.com/{CALL}.html", False),
        (ACADEMY, f"https://shop.academy.example.org/{CALL}.html", False),
        (f"{ACADEMY}/sales", f"{ACADEMY}/sales/glossary.html", True),
        (f"{ACADEMY}/sales", f"{ACADEMY}/glossary.html", False),
        (f"{ACADEMY}/sales", f"{LOCAL}/sales/glossary.html", True),
        (f"{ACADEMY}/sales", f"{LOCAL}/glossary.html", True),
    ],
)
def test_whose_an_address_is(tmp_path: Path, site_url: str, address: str, own: bool) -> None:
    book = compiled(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"site_url: {site_url}\n" if site_url else "", encoding="utf-8")
    assert (own_page(book, address) is not None) is own


def test_a_page_that_is_not_shown_is_nobody_s(tmp_path: Path) -> None:
    draft = base_text(f"{CALL}.md").replace("status: active", "status: draft")
    write_book(tmp_path, {f"{CALL}.md": draft, ARTICLE: f"{base_text(ARTICLE)}\n\n{LOCAL}/{CALL}.html"})
    assert "own-address" not in {d.rule for d in audit(tmp_path, Settings(), now=NOW, cached=False).diagnostics}


def test_the_cache_knows_where_the_academy_is(tmp_path: Path) -> None:
    write_book(tmp_path, {ARTICLE: f"{base_text(ARTICLE)}\n\n{ACADEMY}/glossary.html"})

    def rules() -> set[str]:
        return {d.rule for d in audit(tmp_path, Settings(), now=NOW).diagnostics}

    assert rules() == set()
    (tmp_path / "mkdocs.yml").write_text(f"site_url: {ACADEMY}\n", encoding="utf-8")
    assert rules() == {"own-address"}
    (tmp_path / "mkdocs.yml").write_text("site_url: https://example.com\n", encoding="utf-8")
    assert rules() == set()


@pytest.mark.parametrize("words", [f"{LOCAL}/{CALL}.html ", f"[а]({LOCAL}/{CALL}.html) "])
def test_hundreds_of_addresses_are_all_told_of(tmp_path: Path, words: str) -> None:
    write_book(tmp_path, {ARTICLE: f"{base_text(ARTICLE)}\n\n" + f"{words}\n\n" * 900})
    rules = [d.rule for d in audit(tmp_path, Settings(), now=NOW, cached=False).diagnostics]
    assert rules.count("own-address") == 900
