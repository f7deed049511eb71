"""`salesbook letters preview`: letters with their samples on one page, and what differs from git."""

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.books import changed
from tests.cli.ran import Command
from tests.cli.test_letter import contents

IDENTITY = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]


class Page(HTMLParser):
    """The parts of a page that tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections: list[str] = []
        self.articles = 0
        self.frames: list[dict[str, str | None]] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.articles += tag == "article"
        if tag == "section":
            self.sections.append(str(dict(attrs)["id"]))
        if tag == "iframe":
            self.frames.append(dict(attrs))


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *IDENTITY, *arguments], check=True, capture_output=True)


@pytest.fixture
def kept(root: Path) -> Path:
    """The base book in a git repository."""
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")
    return root


def test_every_channel_of_every_letter(salesbook: Command, root: Path, tmp_path: Path) -> None:
    before = contents(root)
    assert salesbook("letters", "preview", "--output", tmp_path / "a.html").code == 0
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.sections == ["summary", "refusal"]
    assert page.articles == 5
    assert [(f["sandbox"], str(f["srcdoc"])[:15]) for f in page.frames] == [("", "<!doctype html>")] * 2
    assert "Content-Security-Policy" in text and "default-src 'none'" in text.replace("&#x27;", "'")
    assert not page.tags & {"script", "link", "img"}
    assert "36 characters · 1 part · opens by a link" in text
    assert contents(root) == before


def test_one_letter(salesbook: Command) -> None:
    assert Page(salesbook("letters", "preview", "refusal").out).sections == ["refusal"]
    assert salesbook("letters", "preview", "nothing").code == 2


def test_hostile_words_of_a_book_are_words(salesbook: Command, root: Path) -> None:
    change = changed(
        "letters/refusal.md",
        ("title: Отказ", "title: '<script>alert(1)</script>'"),
        ("client: Анна", "client: '\"><img src=x>'"),
    )
    (root / "content/letters/refusal.md").write_text(change["letters/refusal.md"], encoding="utf-8")
    page = Page(salesbook("letters", "preview").out)
    assert not page.tags & {"script", "img"}


def test_a_sample_that_does_not_fit_is_told(salesbook: Command, root: Path) -> None:
    change = changed("letters/refusal.md", ("reason: нет объекта}", "reason: дорого}"))
    (root / "content/letters/refusal.md").write_text(change["letters/refusal.md"], encoding="utf-8")
    ran = salesbook("letters", "preview", "refusal")
    assert ran.code == 0
    assert "«дорого» does not fit" in ran.out


def test_before_and_after(salesbook: Command, kept: Path) -> None:
    assert "No letter has changed." in salesbook("letters", "preview", "--changed").out
    letter = kept / "content/letters/refusal.md"
    letter.write_text(letter.read_text(encoding="utf-8").replace("помочь не сможем", "не поможем"), encoding="utf-8")
    new = letter.read_text(encoding="utf-8").replace("title: Отказ", "title: Новое")
    (kept / "content/letters/new.md").write_text(new, encoding="utf-8")
    (kept / "content/letters/summary.md").unlink()
    out = salesbook("letters", "preview", "--changed").out
    page = Page(out)
    assert sorted(page.sections) == ["new", "refusal", "summary"]
    before, after = out.partition('<section id="refusal">')[2].partition("After")[::2]
    assert "Анна, <mark>помочь </mark>не <mark>сможем: </mark>нет объекта." in before
    assert "Анна, не <mark>поможем: </mark>нет объекта." in after
    assert "<mark>" not in out.partition('<section id="refusal">')[0]
    assert out.count("There is no such letter.") == 2
    git(kept, "add", "--all")
    git(kept, "commit", "--quiet", "--message", "y")
    assert Page(salesbook("letters", "preview", "--changed").out).sections == []
    assert sorted(Page(salesbook("letters", "preview", "--since", "HEAD~1").out).sections) == [
        "new",
        "refusal",
        "summary",
    ]
    assert Page(salesbook("letters", "preview", "refusal", "--since", "HEAD~1").out).sections == ["refusal"]


def test_a_purpose_that_has_changed_stands_on_both_sides(salesbook: Command, kept: Path) -> None:
    letter = kept / "content/letters/refusal.md"
    text = letter.read_text(encoding="utf-8")
    (purpose,) = re.findall(r"^purpose: (.*)$", text, re.MULTILINE)
    letter.write_text(text.replace(purpose, "<b>Иначе</b>"), encoding="utf-8")
    out = salesbook("letters", "preview", "--changed").out
    before, after = out.partition('<div class="was">')[2].partition('<div class="is">')[::2]
    assert f"<mark>{purpose}</mark>" in before
    assert "<mark>&lt;b&gt;Иначе&lt;/b&gt;</mark>" in after


def test_a_letter_too_long_to_be_compared_is_shown_without_marks(salesbook: Command, kept: Path) -> None:
    letter = kept / "content/letters/refusal.md"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text + "а б " * 2_000, encoding="utf-8")
    out = salesbook("letters", "preview", "--changed").out
    assert "<mark>" not in out and "а б а б" in out


@pytest.mark.parametrize("revision", ["nothing", "--help", "HEAD~9", "a b", "HEAD:content"])
def test_a_revision_that_is_none(salesbook: Command, kept: Path, revision: str) -> None:
    ran = salesbook("letters", "preview", f"--since={revision}")
    assert (ran.code, ran.out) == (2, "")
    assert "git knows no revision" in ran.err
    assert kept.is_dir()


def test_without_git(salesbook: Command) -> None:
    assert "git knows no revision “HEAD”" in salesbook("letters", "preview", "--changed").err
