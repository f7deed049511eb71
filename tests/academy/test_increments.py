"""A build that does only what has changed comes to the same folder as one that does everything."""

import json
import os
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from salesbook.academy import press
from salesbook.academy.earlier import is_unchanged
from salesbook.academy.folders import OUTPUT
from salesbook.academy.memory import Memory
from salesbook.academy.record import Kept, kept_of
from salesbook.book.load import load_book
from salesbook.cli import run
from salesbook.cli.session import Session
from salesbook.core.errors import UserError
from tests.academy.tiny import PIXEL, with_press, write_book
from tests.books import TODAY
from tests.odd_files import make_odd, odd, posix, within

Edit = Callable[[Path, random.Random], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_press(write_book(tmp_path / "book"))


def kept(root: Path, day: date = TODAY) -> Kept:
    return kept_of(root, root / OUTPUT, (), datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def rebuilt(root: Path, day: date = TODAY, *, strict: bool = False, memory: Memory | None = None) -> press.Printed:
    """Build the academy with what is kept of the build before."""
    of_before = kept(root, day)
    book, _problems = load_book(root, unit=None if memory is None else memory.read)
    return press.build(root, book, today=day, strict=strict, kept=of_before, memory=memory)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def anew(root: Path, day: date = TODAY) -> dict[str, bytes]:
    """Return the files of an academy of which everything is made, in another folder."""
    book, _problems = load_book(root)
    output = root.parent / "anew"
    press.build(root, book, output, today=day, strict=False)
    return files_of(output)


def same(root: Path, day: date = TODAY) -> bool:
    """Tell whether the academy is what a clean build makes; a message tells which files differ."""
    one, other = files_of(root / OUTPUT), anew(root, day)
    differing = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    assert differing == []
    return True


def printed_anew(root: Path, edit: Callable[[], object]) -> set[str]:
    """Return the pages that are printed by a build after an edit: the others are the same files of the disk."""
    before = {path: path.stat().st_ino for path in (root / OUTPUT).rglob("*.html")}
    edit()
    rebuilt(root)
    after = {path: path.stat().st_ino for path in (root / OUTPUT).rglob("*.html")}
    return {path.relative_to(root / OUTPUT).as_posix() for path in after if before.get(path) != after[path]}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_nothing_has_changed(root: Path) -> None:
    assert not is_unchanged(kept(root), root / OUTPUT)
    rebuilt(root)
    of_before = kept(root)
    assert of_before.record is not None
    assert of_before.record.is_quiet
    assert is_unchanged(of_before, root / OUTPUT)
    assert printed_anew(root, lambda: None) == set()


def test_an_edit_of_a_body_prints_one_page(root: Path) -> None:
    rebuilt(root)
    pages = printed_anew(root, lambda: append(root / "content/book/closing.md", "\nИ ещё слово.\n"))
    assert pages == {"book/closing.html", "404.html"}
    assert "И ещё слово." in (root / OUTPUT / "book/closing.html").read_text("utf-8")
    assert same(root)


def test_a_title_is_printed_wherever_it_stands(root: Path) -> None:
    rebuilt(root)
    path = root / "content/regulations/sales/first-contact.md"
    pages = printed_anew(root, lambda: replace(path, "title: Первый контакт", "title: Второй контакт"))
    assert {"regulations/index.html", "pipelines/main.html", "scripts/call.html"} <= pages
    assert "faq/pay.html" not in pages
    assert same(root)


@pytest.mark.slow
def test_a_page_that_is_gone_leaves_the_academy_and_its_links(root: Path) -> None:
    rebuilt(root)
    (root / "content/crm/fill.md").unlink()
    rebuilt(root)
    assert not (root / OUTPUT / "crm/fill.html").exists()
    assert same(root)


@pytest.mark.slow
def test_a_page_of_the_site_that_comes_and_goes(root: Path) -> None:
    """A link to it is dead until it is there: the page with the link is printed anew, though its text is the same."""
    own = root / "site/pages/own.md"
    own.parent.mkdir(exist_ok=True)
    append(root / "templates/pages/faq.md", "\n[Своя](../own.md)\n")
    rebuilt(root)
    for _n in range(2):
        own.write_text("# Своя\n", "utf-8")
        rebuilt(root)
        assert same(root)
        own.unlink()
        rebuilt(root)
        assert same(root)


@pytest.mark.slow
def test_hands_in_the_output_are_put_right(root: Path) -> None:
    rebuilt(root)
    page, other = root / OUTPUT / "faq/pay.html", root / OUTPUT / "book/closing.html"
    times = page.stat().st_atime_ns, page.stat().st_mtime_ns
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, ns=times)  # the same size, the same time
    other.unlink()
    (root / OUTPUT / "extra").mkdir()
    (root / OUTPUT / "extra/mine.html").write_text("mine", "utf-8")
    assert not is_unchanged(kept(root), root / OUTPUT)
    rebuilt(root)
    assert not (root / OUTPUT / "extra").exists()
    assert same(root)


@posix
@pytest.mark.slow
def test_a_link_in_the_output_is_no_page(root: Path, tmp_path: Path) -> None:
    rebuilt(root)
    page = root / OUTPUT / "faq/pay.html"
    page.rename(tmp_path / "pay.html")
    page.symlink_to(tmp_path / "pay.html")
    rebuilt(root)
    assert not page.is_symlink()
    assert same(root)


def damaged(root: Path, edit: Callable[[bytes], bytes]) -> None:
    """Change the record of a build, print the academy and hold it against a clean one."""
    rebuilt(root)
    (record,) = (root / ".salesbook").glob("academy-*.json")
    record.write_bytes(edit(record.read_bytes()))
    assert kept(root).record is None
    rebuilt(root)
    assert kept(root).record is not None
    assert same(root)


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data.replace(b"faq", b"fag"),
        lambda data: data[:64] + b"[" * 100_000,
    ],
    ids=["truncated", "empty", "another", "deep"],
)
@pytest.mark.slow
def test_a_damaged_record_costs_time_alone(root: Path, edit: Callable[[bytes], bytes]) -> None:
    damaged(root, edit)


@posix
@odd
@pytest.mark.slow
def test_whatever_lies_in_the_place_of_a_record(root: Path, kind: str) -> None:
    rebuilt(root)
    (record,) = (root / ".salesbook").glob("academy-*.json")
    make_odd(kind, record, root)
    with within():
        assert kept(root).record is None
        rebuilt(root)
    assert same(root)


VARIABLE = "LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME"


def test_a_record_of_another_machine_is_none(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever commits to a book may put an academy and a record of it beside content/."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "attacker"))
    rebuilt(root)
    assert kept(root).record is not None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "victim"))
    assert kept(root).record is None


def test_a_record_of_another_folder_is_none(root: Path, tmp_path: Path) -> None:
    rebuilt(root)
    now = datetime(2026, 11, 16, tzinfo=UTC)
    record, other = kept_of(root, root / OUTPUT, (), now).file, kept_of(root, tmp_path / "other", (), now).file
    other._path().write_bytes(record._path().read_bytes())
    assert record.read() is not None
    assert other.read() is None


def test_a_record_holds_nothing_but_data(root: Path) -> None:
    rebuilt(root)
    (record,) = (root / ".salesbook").glob("academy-*.json")
    assert json.loads(record.read_bytes()[64:])


@pytest.mark.slow
def test_a_build_that_fails_leaves_the_old_academy_whole(root: Path) -> None:
    """It keeps the record, too: the next build prints what has changed and nothing else."""
    rebuilt(root)
    before = files_of(root / OUTPUT)
    template = root / "site/theme/main.html"
    text = template.read_text("utf-8")
    template.write_text("{% if %}", "utf-8")
    with pytest.raises(UserError, match="main"):
        rebuilt(root)
    assert files_of(root / OUTPUT) == before
    template.write_text(text, "utf-8")
    assert printed_anew(root, lambda: None) <= {"404.html"}
    assert same(root)


@pytest.mark.slow
def test_an_academy_that_is_interrupted_is_the_old_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilt(root)
    before = files_of(root / OUTPUT)
    append(root / "content/book/closing.md", "\nИ ещё слово.\n")

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(press, "put_in_place", interrupted)
        with pytest.raises(KeyboardInterrupt):
            rebuilt(root)
    assert files_of(root / OUTPUT) == before
    assert [path.name for path in (root / "build").iterdir()] == ["academy"]
    rebuilt(root)
    assert same(root)


# --- any series of edits


def body(root: Path, rng: random.Random) -> None:
    append(root / "content/book/closing.md", f"\nСлово {rng.random()}, см. [[ОП-001]].\n")


def title(root: Path, rng: random.Random) -> None:
    path = root / "content" / rng.choice(["products/house.yml", "scripts/call.yml", "faq/pay.yml", "courses/start.yml"])
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([f"title: Имя {rng.randrange(1000)}", *lines[1:]]), "utf-8")


def heading(root: Path, rng: random.Random) -> None:
    path = root / "content/regulations/sales/first-contact.md"
    append(path, f"\n## Раздел {rng.randrange(100)}\n\nСлова о деле, [[#порядок-действий]].\n")


def new_item(root: Path, rng: random.Random) -> None:
    n = rng.randrange(10_000)
    text = f"title: Вопрос {n}\nquestions: [{{question: Когда {n}?, answer: 'См. [[ОП-001]], [[script:call]].'}}]\n"
    (root / f"content/faq/new-{n}.yml").write_text(text, "utf-8")


def new_regulation(root: Path, rng: random.Random) -> None:
    text = (root / "content/regulations/sales/old.md").read_text("utf-8")
    n = rng.randrange(100, 999)
    text = text.replace("ОП-002", f"ОП-{n}").replace("title: Старый", f"title: Порядок {n}")
    (root / f"content/regulations/sales/r{n}.md").write_text(text, "utf-8")


def gone(root: Path, rng: random.Random) -> None:
    """Delete an item that came with an edit, or one that others refer to."""
    paths = [*sorted((root / "content/faq").glob("new-*.yml")), *sorted((root / "content/audiences").glob("*.yml"))]
    if paths:
        rng.choice(paths).unlink()


def renamed(root: Path, rng: random.Random) -> None:
    paths = sorted((root / "content/products").glob("*.yml"))
    path = rng.choice(paths)
    path.rename(path.with_name(f"house-{rng.randrange(100)}.yml"))


def fact(root: Path, rng: random.Random) -> None:
    path = root / "content/company.yml"
    lines = path.read_text("utf-8").split("\n")
    value = f"- {{id: reply, name: Ответ, value: {rng.randrange(5, 50)}, unit: minutes}}"
    path.write_text("\n".join(value if "id: reply" in line else line for line in lines), "utf-8")


def role(root: Path, rng: random.Random) -> None:
    path = root / "content/company.yml"
    lines = path.read_text("utf-8").split("\n")
    value = f"- {{id: manager, name: Менеджер {rng.randrange(9)}, short: МОП, department: sales}}"
    path.write_text("\n".join(value if "id: manager" in line else line for line in lines), "utf-8")


def template(root: Path, rng: random.Random) -> None:
    name = rng.choice(["faq", "section", "article", "_parts"])
    append(root / f"templates/pages/{name}.md", f"\n{{# {rng.random()} #}}{'Слово' if name == 'faq' else ''}\n")


def theme(root: Path, rng: random.Random) -> None:
    text = f'{{% extends "base.html" %}}\n{{% block announce %}}{rng.randrange(100)}{{% endblock %}}'
    (root / "site/theme/main.html").write_text(text, "utf-8")


def style(root: Path, rng: random.Random) -> None:
    append(root / "site/assets/cards.css", f"\n/* {rng.random()} */\n")


def term(root: Path, rng: random.Random) -> None:
    n = rng.randrange(1000)
    append(root / "content/glossary.yml", f"- {{term: Слово{n}, forms: [слова{n}], definition: Что угодно.}}\n")


def settings(root: Path, rng: random.Random) -> None:
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8").split("\n# own\n", maxsplit=1)[0]
    path.write_text(f"{text}\n# own\nsite_url: https://example.com/{rng.choice('abc')}/\n", "utf-8")


def picture(root: Path, rng: random.Random) -> None:
    (root / "content/img/card.png").write_bytes(PIXEL + bytes([rng.randrange(256)]))


def stage(root: Path, rng: random.Random) -> None:
    path = root / "content/pipelines/main.yml"
    lines = path.read_text("utf-8").split("\n")
    name = f"  name: Оплата {rng.randrange(100)} пришла"
    path.write_text("\n".join(name if line.startswith("  name: Оплата") else line for line in lines), "utf-8")


def touched(root: Path, rng: random.Random) -> None:
    os.utime(rng.choice(sorted((root / "content").rglob("*.yml"))))


def hand(root: Path, rng: random.Random) -> None:
    path = rng.choice(sorted((root / OUTPUT).rglob("*.html")))
    if rng.random() < 0.5:
        path.unlink()
    else:
        path.write_text("mine", "utf-8")


def readers(root: Path, rng: random.Random) -> None:
    """Have an item read by some alone, or by all again."""
    path = root / "content" / rng.choice(["scripts/call.yml", "faq/pay.yml", "products/house.yml"])
    if path.exists():
        text = path.read_text("utf-8").split("\nreaders:", maxsplit=1)[0].rstrip("\n")
        path.write_text(text + rng.choice(["\n", "\nreaders: [head]\n", "\nreaders: [manager]\n"]), "utf-8")


def status(root: Path, rng: random.Random) -> None:
    """Have a regulation in force, or not yet."""
    path = root / "content/regulations/sales" / rng.choice(["first-contact.md", "discounts.md"])
    text = path.read_text("utf-8")
    new = rng.choice(["status: active", "status: draft"])
    path.write_text(text.replace("status: active", new).replace("status: draft", new), "utf-8")


def promise(root: Path, rng: random.Random) -> None:
    """Refer to an item that may come, by its name or by its file, or to a place that may come to another item."""
    n = rng.randrange(3)
    names = f"[[faq:come-{n}]], [вопрос](../faq/come-{n}.yml), [[ОП-001#раздел-{n}]]"
    append(root / "content/book/closing.md", f"\nСм. {names}.\n")


def come(root: Path, rng: random.Random) -> None:
    n = rng.randrange(3)
    text = f"title: Пришёл {n}\nquestions: [{{question: Пришёл {n}?, answer: Да.}}]\n"
    (root / f"content/faq/come-{n}.yml").write_text(text, "utf-8")


def leave(root: Path, rng: random.Random) -> None:
    (root / f"content/faq/come-{rng.randrange(3)}.yml").unlink(missing_ok=True)


def lesson(root: Path, rng: random.Random) -> None:
    """Have another item taught to a position, so that its page says to whom."""
    path = root / "content/courses/start.yml"
    lines = path.read_text("utf-8").split("\n")
    taught = rng.choice(["ОП-001", "script:call", "article:closing"])
    new = f"lessons: [{{item: '{taught}', task: Выучить.}}]"
    path.write_text("\n".join(new if line.startswith("lessons:") else line for line in lines), "utf-8")


EDITS: tuple[Edit, ...] = (
    body, title, heading, new_item, new_regulation, gone, renamed, fact, role, template, theme, style, term, settings,
    picture, stage, touched, hand, readers, status, promise, come, leave, lesson,
)  # fmt: skip


def edited(root: Path, seed: int, steps: int, memory: Memory | None = None) -> None:
    """Make a series of edits, one, two or none between two builds, and look at the folder after each build."""
    rng = random.Random(seed)
    day = TODAY
    rebuilt(root, day, memory=memory)
    for _step in range(steps):
        edits = rng.choices(EDITS, k=rng.choice([0, 1, 1, 1, 2]))
        for edit in edits:
            edit(root, rng)
        if rng.random() < 0.1:
            day += timedelta(days=rng.choice([1, 40]))
        rebuilt(root, day, memory=memory)
        try:
            assert same(root, day)
        except AssertionError as error:
            error.add_note(f"after {[edit.__name__ for edit in edits]} on {day}")
            raise


def test_a_few_edits(root: Path) -> None:
    edited(root, 0, 1)


def test_a_few_edits_in_one_process(root: Path) -> None:
    """`serve` keeps in mind what it has made."""
    edited(root, 7, 2, Memory())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 7))
def test_any_series_of_edits(root: Path, seed: int) -> None:
    edited(root, seed, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(11, 15))
def test_any_series_of_edits_in_one_process(root: Path, seed: int) -> None:
    edited(root, seed, 12, Memory())


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit(root: Path, edit: Edit) -> None:
    rng = random.Random(1)
    rebuilt(root)
    edit(root, rng)
    rebuilt(root)
    assert same(root)


# --- the command


@pytest.fixture
def commanded(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a book that the command has built, and that nothing may load any more."""
    assert run(["--book", str(root), "build"]) == 0

    def loaded(_session: Session, *_wanted: object) -> None:
        raise LookupError("the book is loaded")

    monkeypatch.setattr(Session, "load", loaded)
    return root


def test_with_nothing_changed_the_book_is_not_loaded(commanded: Path) -> None:
    before = files_of(commanded / OUTPUT)
    assert run(["--book", str(commanded), "build"]) == 0
    assert files_of(commanded / OUTPUT) == before


@pytest.mark.slow
def test_anything_else_is_a_build(commanded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["--book", str(commanded), "build"]
    for options in (["--role", "manager"], ["--pages", str(tmp_path / "pages")], ["--output", str(tmp_path / "site")]):
        assert run([*command, *options]) != 0
    with monkeypatch.context() as patch:
        patch.setenv("CI", "true")
        assert run(command) != 0
    assert run(command) == 0
    append(commanded / "content/book/closing.md", "\nСлово.\n")
    assert run(command) != 0
