from pathlib import Path, PurePosixPath

import pytest

from salesbook.core.edits import replaced as replaced_in
from salesbook.core.errors import UserError
from salesbook.core.settings import Settings
from salesbook.core.source import LineColumn
from salesbook.editing.hover import hover
from salesbook.editing.renaming import rename, renamed_at
from salesbook.editing.workspace import Workspace
from tests.books import NOW, base_text, changed, found, regulation, shown, write_laid_over
from tests.editing.desk import at, content, said, typed, workspace

MAIN = "pipelines/main.yml"
REGULATION = "regulations/sales/first-contact.md"
LINKS = "Ссылки: [сценарий](../scripts/key-meeting.yml#начало), [[script:key-meeting#начало|словами]]."
RICH = {
    "book/objections.md": base_text("book/objections.md") + LINKS,
    "letters/refusal.md": base_text("letters/refusal.md")
    + "{% if fact.first_contact %}{{ fact.first_contact }}{% endif %}",
} | changed(MAIN, ("owner: head\n", 'owner: "head"\nstarts: [new-lead]\n'))


def after(ws: Workspace, name: str, words: str, new: str) -> tuple[dict[str, str], dict[str, str]]:
    """Rename and make the edits; return changed files before and after, one that moves under its new name."""
    plan = rename(ws, *at(ws, name, words), new)
    assert plan is not None
    before: dict[str, str] = {}
    changed_texts: dict[str, str] = {}
    for changed_path, edits in plan.edits.items():
        editor_text = ws.texts.editor_text(changed_path)
        assert editor_text is not None
        path = str(changed_path.relative_to("content"))
        before[path], changed_texts[path] = editor_text.text, replaced_in(editor_text.text, edits)
    if plan.moved is not None:
        old, moved = (str(path.relative_to("content")) for path in plan.moved)
        editor_text = ws.texts.editor_text(plan.moved[0])
        assert editor_text is not None
        changed_texts[moved] = changed_texts.pop(old, editor_text.text)
        before[moved] = before.pop(old, editor_text.text)
    return before, changed_texts


def replaced(before: dict[str, str], *pairs: tuple[str, str]) -> dict[str, str]:
    texts = dict(before)
    for old, new in pairs:
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    return texts


def write(root: Path, texts: dict[str, str], gone: tuple[str, ...] = ()) -> None:
    for name, text in texts.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    for name in gone:
        (root / "content" / name).unlink()


def test_an_item_with_its_file_and_every_reference(tmp_path: Path) -> None:
    ws = workspace(tmp_path, RICH)
    problems = [shown(d) for d in found(tmp_path)]
    before, texts = after(ws, MAIN, "'script:key¦-meeting'", "встреча")
    assert texts == replaced(
        before, ("script:key-meeting", "script:встреча"), ("scripts/key-meeting.yml", "scripts/встреча.yml")
    )
    assert sorted(texts) == [
        "book/objections.md",
        "courses/start.yml",
        MAIN,
        "positions/manager.md",
        REGULATION,
        "scripts/встреча.yml",
    ]
    write(tmp_path, texts, ("scripts/key-meeting.yml",))
    assert [d for d in map(shown, found(tmp_path)) if "reference" in d or "link" in d] == [
        d for d in problems if "reference" in d or "link" in d
    ]


def test_a_comment_is_never_changed(tmp_path: Path) -> None:
    note = "<!-- [[script:key-meeting]], ../scripts/key-meeting.yml -->"
    chapter = base_text("book/objections.md") + f"{note} [[script:key-meeting|встреча]]"
    course = changed("courses/start.yml", ("'script:key-meeting'", f'"{note} script:key-meeting"'))
    ws = workspace(tmp_path, {"book/objections.md": chapter} | course)
    _before, texts = after(ws, MAIN, "'script:key¦-meeting'", "встреча")
    assert texts["book/objections.md"].endswith(f"{note} [[script:встреча|встреча]]")
    assert f"{note} script:встреча" in texts["courses/start.yml"]
    assert rename(ws, *at(ws, "book/objections.md", "<!-- [[script:key-mee¦ting]]"), "встреча") is None


def test_a_place_that_has_an_anchor_of_its_own(tmp_path: Path) -> None:
    body = "| <a id='p-1'></a> Звонок | x |\n|---|---|\n\nСм. [первый](#p-1), [[ОП-001#p-1]]."
    chapter = base_text("book/objections.md") + '<a name="p-1"></a>Конец, [[ОП-001#p-1|выше]], [здесь](#p-1).\n'
    ws = workspace(tmp_path, {"book/objections.md": chapter, REGULATION: base_text(REGULATION) + body})
    for words in ("<a id='p-¦1'", "первый](#p-1¦)"):
        _before, texts = after(ws, REGULATION, words, "звонок")
        assert texts[REGULATION].endswith(body.replace("p-1", "звонок"))
        assert texts["book/objections.md"].endswith("[[ОП-001#звонок|выше]], [здесь](#p-1).\n")
        assert len(texts) == 2
    told = hover(ws, *at(ws, "book/objections.md", "[[ОП-001#p-¦1"))
    assert told is not None
    assert told.words == "**Звонок**\n\nОП-001 Первый контакт"


def test_a_stage_with_its_moves_and_starts(tmp_path: Path) -> None:
    ws = workspace(tmp_path, RICH)
    before, texts = after(ws, MAIN, "- id: new-¦lead", "lead")
    assert texts == replaced(before, ("new-lead", "lead"))
    assert sorted(texts) == [MAIN, "pipelines/warmup.yml"]
    assert "starts: [lead]" in texts[MAIN]
    before, texts = after(ws, "letters/summary.md", "pipeline:main#meeting¦-held", "met")
    assert texts == replaced(before, ("meeting-held", "met"))
    assert sorted(texts) == ["letters/summary.md", MAIN, "scripts/key-meeting.yml"]


def test_a_stage_whose_id_is_percent_encoded(tmp_path: Path) -> None:
    links = "[[pipeline:main#%70aid|слова]], [ещё](../pipelines/main.yml#pa%69d), [[pipeline:main#paid]]"
    ws = workspace(tmp_path, {"book/objections.md": base_text("book/objections.md") + links})
    _before, texts = after(ws, MAIN, "- id: pa¦id", "money")
    assert texts["book/objections.md"].endswith(
        "[[pipeline:main#money|слова]], [ещё](../pipelines/main.yml#money), [[pipeline:main#money]]"
    )


def test_a_figure_in_prose_and_letters(tmp_path: Path) -> None:
    ws = workspace(tmp_path, RICH)
    before, texts = after(ws, MAIN, "within: first¦_contact", "call_in")
    assert sorted(texts) == ["company.yml", "letters/refusal.md", MAIN]
    assert texts == replaced(
        before,
        ("id: first_contact", "id: call_in"),
        ("within: first_contact", "within: call_in"),
        ("fact.first_contact", "fact.call_in"),
    )


def test_a_role_and_a_channel(tmp_path: Path) -> None:
    ws = workspace(
        tmp_path, RICH | changed("letters/summary.md", ("  client: Анна\n", "  client: Анна\n  channel: email\n"))
    )
    _before, texts = after(ws, "company.yml", "{id: h¦ead,", "chief")
    assert 'owner: "chief"' in texts[MAIN]
    assert "may_move: [manager, chief]" in texts[MAIN]
    assert "who: chief" in texts["scorecards/leads.yml"]
    _before, texts = after(ws, "company.yml", "{id: em¦ail,", "mail")
    assert "channels: [mail, telegram, sms]" in texts["letters/summary.md"]
    assert "  channel: mail\n" in texts["letters/summary.md"]


def test_what_will_be_renamed_is_shown(tmp_path: Path) -> None:
    ws = workspace(tmp_path, RICH)
    for name, words, shown_words, placeholder in (
        (MAIN, "'script:key¦-meeting'", "key-meeting", "key-meeting"),
        ("book/objections.md", "scripts/key¦-meeting.yml", "key-meeting", "key-meeting"),
        (MAIN, "{to: pa¦id", "paid", "paid"),
        ("letters/refusal.md", "{{ fact.first_con¦tact }}", "first_contact", "first_contact"),
    ):
        prepared = renamed_at(ws, *at(ws, name, words))
        assert prepared is not None
        assert (said(ws, prepared[0]), prepared[1]) == (f"{name}: {shown_words}", placeholder)
    assert renamed_at(ws, *at(ws, MAIN, "Ведёт кли¦ента")) is None
    assert rename(ws, *at(ws, MAIN, "Ведёт кли¦ента"), "x") is None


@pytest.mark.parametrize(
    ("name", "words", "reason"),
    [
        (MAIN, "[ОП-0¦02]", "ОП-002 is never renamed: people know the number"),
        (REGULATION, "article: ОП-0¦01", "ОП-001 is never renamed: people know the number"),
        ("book/objections.md", "[[glos¦sary#лид]]", "content/glossary.yml has the only name it can have"),
        ("book/objections.md", "[[glossary#л¦ид]]", "“#лид” follows its heading or title"),
        (REGULATION, "## Порядок¦ действий", "“#порядок-действий” follows its heading or title"),
        (MAIN, "group: sa¦les", "“sales” is a word by default: company.yml does not list it"),
        (
            "company.yml",
            "{id: sa¦les,",
            "a department is a folder with numbers of its own: it is not renamed from here",
        ),
    ],
)
def test_what_is_never_renamed(tmp_path: Path, name: str, words: str, reason: str) -> None:
    ws = workspace(tmp_path)
    with pytest.raises(UserError) as refused:
        renamed_at(ws, *at(ws, name, words))
    assert refused.value.message == reason
    assert refused.value.advice


@pytest.mark.parametrize(
    ("words", "new", "reason"),
    [
        ("owner: h¦ead", "Глава Отдела", "“Глава Отдела” cannot be a name here"),
        ("owner: h¦ead", "manager", "the name “manager” is taken"),
        ("within: first¦_contact", "first-contact", "“first-contact” cannot be a name here"),
        ("{to: pa¦id", "lost", "the name “lost” is taken"),
        ("'letter:su¦mmary'", "refusal", "the name “refusal” is taken"),
        ("'letter:su¦mmary'", "../../x", "“../../x” cannot be a name here"),
        ("'letter:su¦mmary'", "", "“” cannot be a name here"),
        ("'letter:su¦mmary'", "aux", "“aux” cannot be a name here"),
    ],
)
def test_new_names_that_do_not_fit(tmp_path: Path, words: str, new: str, reason: str) -> None:
    ws = workspace(tmp_path)
    with pytest.raises(UserError) as refused:
        rename(ws, *at(ws, MAIN, words), new)
    assert refused.value.message == reason


def test_nothing_is_renamed_while_a_file_with_the_name_cannot_be_read(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()
    ws.hold(content("positions/manager.md"), base_text("positions/manager.md").replace("mission:", "mission: ["))
    with pytest.raises(UserError, match="may hold “key-meeting”"):
        rename(ws, *at(ws, MAIN, "'script:key¦-meeting'"), "kev")
    assert rename(ws, *at(ws, MAIN, "{to: pa¦id"), "payed") is not None


def test_the_same_name_changes_nothing(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    plan = rename(ws, *at(ws, MAIN, "{to: pa¦id"), "paid")
    assert plan is not None
    assert (plan.edits, plan.moved) == ({}, None)


def test_links_written_with_percents_stay_so(tmp_path: Path) -> None:
    name = "scripts/ключевая.yml"
    link = "[x](../scripts/%D0%BA%D0%BB%D1%8E%D1%87%D0%B5%D0%B2%D0%B0%D1%8F.yml) [[script:ключевая]]"
    ws = workspace(
        tmp_path, {name: base_text("scripts/key-meeting.yml"), "book/objections.md": RICH["book/objections.md"] + link}
    )
    path, place = typed(ws, MAIN, base_text(MAIN).replace("script:key-meeting", "script:клю¦чевая"))
    plan = rename(ws, path, place, "кев")
    assert plan is not None
    assert plan.moved == (content(name), content("scripts/кев.yml"))
    words = [edit.replacement for edit in plan.edits[PurePosixPath("content/book/objections.md")]]
    assert words == ["../scripts/%D0%BA%D0%B5%D0%B2.yml", "script:кев"]


def test_no_file_no_name(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    assert rename(ws, content("nobody.yml"), LineColumn(), "x") is None


def test_a_word_of_the_company_s_own_vocabularies(tmp_path: Path) -> None:
    lists = "pipeline_groups:\n  - {id: sales, name: продажи}\n  - {id: warmup}\n"
    ws = workspace(tmp_path, {"company.yml": base_text("company.yml") + lists})
    before, texts = after(ws, MAIN, "group: sa¦les", "roofs")
    assert sorted(texts) == ["company.yml", MAIN]
    assert texts == replaced(
        before, ("group: sales", "group: roofs"), ("{id: sales, name: про", "{id: roofs, name: про")
    )
    with pytest.raises(UserError, match="is taken"):
        after(ws, MAIN, "group: sa¦les", "warmup")


@pytest.mark.parametrize("words", ["- {id: mar¦ket, kinds", "kinds: [scr¦ipt]"])
def test_a_name_of_the_program_s_own_is_never_renamed(tmp_path: Path, words: str) -> None:
    own = "sections:\n  - {id: market, kinds: [script]}\n"
    ws = workspace(tmp_path, {"company.yml": base_text("company.yml") + own})
    with pytest.raises(UserError, match="is a name of the program's own: it is not renamed") as refused:
        renamed_at(ws, *at(ws, "company.yml", words))
    assert refused.value.advice


def test_what_a_book_beneath_names_is_renamed_there(tmp_path: Path) -> None:
    root = write_laid_over(
        tmp_path, {"regulations/sales/ours.md": regulation("Наше", "ОП-003", "[[script:key-meeting]]")}
    )
    ws = Workspace(root, Settings(), lambda: NOW)
    with pytest.raises(UserError, match="in the book that this one extends"):
        rename(ws, *at(ws, "regulations/sales/ours.md", "[[script:key-¦meeting]]"), "talk")
