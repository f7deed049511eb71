"""Pages as blocks for paper: what is kept, what stays out, where links lead."""

import pytest

from salesbook.academy.elements import parsed
from salesbook.academy.paper.setting import DEEPEST, Node, Paper

PAGES = ("regulations/sales/call.md", "letters/summary.md")


def blocks(html: str, uri: str = PAGES[0]) -> list[Node]:
    return Paper(PAGES).blocks(html, uri)


def test_paragraphs_and_runs() -> None:
    made = blocks("<h1>Звонок</h1><p>Кто <strong>звонит</strong>\n  первым</p>слово")
    assert made == [["par", "", ["Кто ", ["strong", ["звонит"]], " первым"]], ["par", "", ["слово"]]]


@pytest.mark.parametrize(
    ("href", "run"),
    [
        ("../../letters/summary.html", ["to", "letters/summary.md", ["там"]]),
        ("../../letters/summary.html#%D0%B0", ["to", "letters/summary.md#а", ["там"]]),
        ("#note", ["to", "regulations/sales/call.md#note", ["там"]]),
        ("../../letters/hidden.html", "там"),
        ("../../media/price.xlsx", "там"),
        ("https://example.com/", ["out", "https://example.com/", ["там"]]),
        ("//[", ["out", "//[", ["там"]]),
    ],
)
def test_links(href: str, run: object) -> None:
    assert blocks(f'<p><a href="{href}">там</a></p>') == [["par", "", [run]]]


def test_what_stays_out() -> None:
    kept = blocks(
        '<h2 id="a">Раздел<a class="headerlink" href="#a">¶</a></h2>'
        '<h2 id="used_">Где применяется</h2><div class="used"><p>этапы</p></div><p class="report">Что-то не так?</p>'
        '<details class="answer"><summary>Ответ</summary><p>2</p></details><page-tool name="tool.0"></page-tool>'
        '<nav class="alphabet">А Б</nav>'
    )
    assert kept == [["heading", 2, f"{PAGES[0]}#a", ["Раздел"]]]


def test_a_listing_keeps_its_words_and_drawings() -> None:
    html = (
        '<h1>Воронки</h1><p class="lead">Все</p><div class="map map--wide">'
        '<page-drawing name="drawing.0"></page-drawing>'
        '</div><h2>Отдел</h2><div class="rows"><p>строка</p></div>'
    )
    paper = Paper(PAGES)
    made = paper.blocks(html, "letters/index.md", listing=True)
    assert made == [["par", "lead", ["Все"]], ["picture", "letters/index.md/drawing.0", ""]]
    assert paper.pictures == {"letters/index.md/drawing.0"}


def test_a_table_has_as_many_cells_in_every_row() -> None:
    head = "<thead><tr><th>А</th><th>Б</th></tr></thead>"
    html = f"<table>{head}<tbody><tr><td>1</td></tr><tr><td colspan='9'>2</td></tr></tbody></table>"
    ((kind, columns, heads, rows),) = blocks(html)
    assert (kind, columns, heads) == ("table", 9, 1)
    assert isinstance(rows, list)
    assert [sum(cell[0] for cell in row) for row in rows] == [9, 9, 9]


def test_a_place_is_named_once() -> None:
    html = '<h2 id="a">1</h2><h3 id="a">2</h3>'
    assert [block[2] for block in blocks(html)] == [f"{PAGES[0]}#a", ""]


def test_what_stands_deep_is_laid_flat() -> None:
    depth = 40
    made: list[object] = list(blocks("<ul><li>" * depth + "дно" + "</li></ul>" * depth))
    deep = 0
    while isinstance(made[0], list) and made[0][0] == "list":
        made = made[0][1][0]
        deep += 1
    assert made == [["par", "", ["дно"]]]
    assert deep <= DEEPEST


def test_elements() -> None:
    root = parsed('<p class="a b">1 &lt; 2<br>3</p><p>4')
    first, second = root.elements
    assert (first.classes, first.text(), second.text()) == (frozenset({"a", "b"}), "1 < 23", "4")
