"""Parts of an item: what a model declares is all that anchors, titles, seals and an editor need."""

from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.book.parts import PLACE, parts_of
from salesbook.book.seals import seal
from salesbook.core.diagnostics import Span
from salesbook.models.kinds import KINDS, Kind
from tests.books import BASE, base_text, changed, compiled
from tests.kit import BODY, TOOLS, Kit, NumberedKit, kit

BOOK = load_book(BASE)[0]


def test_blocks_come_first_and_headings_behind() -> None:
    item = kit()
    assert [(part.anchor, part.title, part.level) for part in item.parts] == [
        ("saw", "Пила", 0),
        ("saw-2", "Пила", 0),
        ("axe", "Топор", 0),
        ("care", "Уход", 2),
        ("когда", "Когда", 3),
        ("итог", "Итог", 2),
    ]
    assert item.card.anchors == ("saw", "saw-2", "axe", "care", "когда", "итог")


def test_blocks_without_anchors_are_known_by_their_titles() -> None:
    assert [part.anchor for part in kit(NumberedKit).parts][:3] == ["пила", "пила_1", "топор"]


def test_a_block_knows_its_data_and_where_its_anchor_is_written() -> None:
    block = kit().block("axe")
    assert block is not None
    assert (block.data, block.route) == (TOOLS[2], ("tools", 2, "code"))
    titled = kit(NumberedKit).block("топор")
    assert titled is not None
    assert titled.route == ("tools", 2, "what")


def test_a_heading_is_a_line_of_the_body() -> None:
    for part in kit().parts[3:]:
        assert part.data is None
        assert part.route == ("body",)
        assert part.span is not None
        assert BODY[part.span.start :].startswith(part.span.text)
        assert part.title in part.span.text
        assert "\n" not in part.span.text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("Слова.\n\n## Итог", ["## Итог"]),
        ("## Итог {#end}\nКонец.\n\n# Два  \n", ["## Итог {#end}", "# Два  "]),
        ("Слова.", []),
    ],
)
def test_the_whole_line_of_a_heading_is_its_place(body: str, lines: list[str]) -> None:
    headings = kit(body=body).parts[3:]
    assert [part.span for part in headings] == [Span(body.index(line), line) for line in lines]


def test_a_place_with_an_anchor_of_its_own(tmp_path: Path) -> None:
    text = "\n<a id='p-1'></a> Первый пункт\n\n`<a id='код'></a>`\n"
    faq = changed("faq/payments.yml", ("Да, ", "<a name=p-2>Да</a>, "))
    book = compiled(tmp_path, {"book/objections.md": base_text("book/objections.md") + text} | faq)
    chapter, answers = book.items["article:objections"], book.items["faq:payments"]
    place = chapter.part("p-1")
    assert place is not None
    assert (place.title, place.level, place.route) == ("Первый пункт", PLACE, ("body",))
    assert "код" not in chapter.card.anchors
    place = answers.part("p-2")
    assert place is not None
    assert (place.title, place.route) == ("Да", ("questions", 0, "answer"))


def test_an_anchor_finds_its_part_and_a_route_its_block() -> None:
    item = kit()
    assert [part and part.title for part in (item.part("care"), item.part("axe"), item.part(""))] == [
        "Уход",
        "Топор",
        None,
    ]
    assert item.block("care") is None
    for route, anchor in {
        ("tools", 1, "use"): "saw-2",
        ("tools", 1): "saw-2",
        ("title",): None,
        ("body",): None,
    }.items():
        block = item.block_at(route)
        assert (block and block.anchor) == anchor
    assert item.block_at(("tools", 9, "use")) is None


def test_a_block_and_a_section_are_sealed_apart() -> None:
    item = kit()
    other = kit(
        tools=(*TOOLS[:2], TOOLS[2].model_copy(update={"use": "Колоть."})), body=BODY.replace("Весной", "Летом")
    )
    changed = {
        anchor: seal(item, anchor, {}) != seal(other, anchor, {}) for anchor in ("saw", "axe", "care", "когда", "итог")
    }
    assert changed == {"saw": False, "axe": True, "care": True, "когда": True, "итог": False}
    assert seal(item, "nothing", {}) == seal(item, None, {})


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("Слова.", set[str]()),
        ("Точить.", {"care"}),
        ("Весной.", {"care", "когда"}),
        ("Конец.", {"итог"}),
        ("## Итог", {"итог"}),
    ],
)
def test_a_section_goes_from_its_heading_to_the_next_of_its_level(words: str, of: set[str]) -> None:
    item, other = kit(), kit(body=BODY.replace(words, f"{words} Другое."))
    anchors = ("care", "когда", "итог", "saw")
    assert {anchor for anchor in anchors if seal(item, anchor, {}) != seal(other, anchor, {})} == of


@pytest.mark.parametrize(("model", "changes"), [(Kit, True), (NumberedKit, False)])
def test_whether_an_item_is_sealed_with_its_blocks(model: type[Kit], changes: bool) -> None:
    assert (seal(kit(model), None, {}) != seal(kit(model, TOOLS[:1]), None, {})) is changes


def test_parts_of_the_base_book() -> None:
    anchors = {name: [part.anchor for part in item.parts] for name, item in BOOK.items.items()}
    assert anchors["pipeline:main"] == ["new-lead", "meeting-held", "paid", "lost"]
    assert anchors["glossary"] == ["лид"]
    assert anchors["script:key-meeting"] == ["начало", "закрытие"]
    assert anchors["regulation:first-contact"] == ["порядок-действий"]
    assert anchors["letter:summary"] == []
    assert anchors["company"] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_declares_fields_that_it_has(kind: Kind) -> None:
    declared = kind.model.PARTS
    if declared is None:
        return
    fields = kind.model.model_fields
    # Routes are made of the declared names: they must be the keys of the file too.
    for name in filter(None, (declared.field, declared.repeated)):
        assert fields[name].alias is None
    (item, *_more) = BOOK.of_kind(kind.name)
    blocks = [part for part in parts_of(item.data) if part.data is not None]
    assert len(blocks) == len(getattr(item.data, declared.field))
    for block in blocks:
        for name in filter(None, (declared.title, declared.anchor)):
            assert block.data is not None
            assert type(block.data).model_fields[name].alias is None
