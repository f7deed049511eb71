"""Maps of pipelines: every stage a link, every move an arrow, nothing of a book's runs, any number of stages fits."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.models.pipeline import Pipeline
from salesbook.pages.canvas import MOST_REASONS, NARROW, WIDE, Canvas, Shape
from salesbook.pages.moves import Moves
from salesbook.pages.pipeline_map import pipeline_map
from salesbook.pages.pipelines_map import pipelines_map
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.seen import seen_by
from salesbook.starters.catalogue import BOOKS
from salesbook.text.drawings import faults
from tests.books import OTHER, compiled

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</title><script>alert(1)</script>",
    "\"' onload='alert(1)' x=\"",
    "]]><![CDATA[<img src=x onerror=alert(1)>",
    "&lt;script&gt; &#60;b&#62; &amp;",
    '<page-drawing name="drawing.0"></page-drawing>',
    "javascript:alert(1)",
)
STAGE = """\
  - id: {id}
    name: '{name}'
    ground: Так вышло.
    closes_on: Дальше.
    ideal: Сразу.
    responsible: manager
    may_move: [manager]
    actions: [Делать.]
"""


def canvas_of(book: Book, shape: Shape, page: str, reader: str | None = None) -> Canvas:
    places = Places(seen_by(book, reader))
    labels = Translations("ru")
    writer = Writer(places, labels)
    writer.turn_to(page)
    return Canvas(writer, Moves(places), labels, shape)


def map_of(book: Book, name: str, shape: Shape = WIDE, reader: str | None = None) -> str:
    canvas = canvas_of(book, shape, f"pipelines/{name}.md", reader)
    return pipeline_map(canvas.writer.book.items[f"pipeline:{name}"], canvas)


def parsed(drawing: str) -> ElementTree.Element:
    assert faults(drawing) == []
    return ElementTree.fromstring(drawing)


def links(drawing: str) -> list[str]:
    return [link.attrib["href"] for link in parsed(drawing).iter(f"{NS}a") if "href" in link.attrib]


def texts(drawing: str) -> str:
    return "\n".join("".join(text.itertext()) for text in parsed(drawing).iter(f"{NS}text"))


def quoted(name: str) -> str:
    return name.replace("'", "''")


def pipeline(stages: str, title: str = "Продажа") -> str:
    return f"title: {title}\norder: 9\ngroup: sales\nabout: Так.\nowner: head\nstages:\n{stages}"


def moves(*to: str) -> str:
    return "    moves:\n" + "".join(f"      - {{to: '{name}', when: 'Причина {n}.'}}\n" for n, name in enumerate(to))


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_a_map_has_every_stage_as_a_link_and_every_move_as_an_arrow(tmp_path: Path, shape: Shape) -> None:
    book = compiled(tmp_path)
    drawing = map_of(book, "main", shape)
    there_and_back = ["warmup.html", "warmup.html#postponed"] * 2
    assert links(drawing) == ["#new-lead", *there_and_back, "#meeting-held", "#paid", "#lost"]
    assert drawing.count('class="map__move ') == 3
    assert "map__stage--won" in drawing
    assert "map__stage--lost" in drawing
    for words in ("Встреча проведена", "сюда приходят сделки", "сделка выиграна", "→", "Прогрев: "):
        assert words in texts(drawing)
    root = parsed(drawing)
    assert root[0].tag == f"{NS}title"
    assert root[1].tag == f"{NS}desc"
    assert root[1].text == "Основная воронка: 4 этапа"


def test_a_pointer_that_rests_on_an_arrow_reads_when_deals_move(tmp_path: Path) -> None:
    wide = map_of(compiled(tmp_path), "main")
    assert "<title>Встреча проведена → Сделка закрыта: Клиент отказался.</title>" in wide
    assert "<title>На что закрываем: Бронь.</title>" in wide
    # A phone has no pointer: there it would be weight alone.
    assert map_of(compiled(tmp_path), "main", NARROW).count("<title>") == 1


def test_moves_between_one_pair_are_one_arrow_that_tells_of_each(tmp_path: Path) -> None:
    stages = STAGE.format(id="a", name="А") + moves(*["c"] * (MOST_REASONS + 2))
    stages += STAGE.format(id="b", name="Б") + moves("a", "b") + STAGE.format(id="c", name="В") + "    end: lost\n"
    drawing = map_of(compiled(tmp_path, {"pipelines/own.yml": pipeline(stages)}), "own")
    assert drawing.count('class="map__move ') == 2
    assert "А → В: Причина 0.\nА → В: Причина 1." in drawing
    assert f"Причина {MOST_REASONS - 1}.\n…</title>" in drawing
    assert "map__move--back" in drawing


@pytest.mark.parametrize("many", [1, 2, 60])
@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_nothing_lies_beyond_the_edges_or_on_each_other(tmp_path: Path, many: int, shape: Shape) -> None:
    name = "Клиент получил предложение и попросил ещё две недели, чтобы посоветоваться " + "с" * 90
    ids = [f"s{n}" for n in range(many)]
    stages = "".join(
        STAGE.format(id=i, name=f"{name} {n}")
        + moves(*{*ids[n + 1 :: 7], ids[-1], ids[n // 2], *ids[:n:5]} - {i} or ["x"])
        for n, i in enumerate(ids)
    )
    book, _problems = load_book(_written(tmp_path, stages))
    for drawing in (map_of(book, "own", shape), pipelines_map(canvas_of(book, shape, "pipelines/index.md"))):
        root = parsed(drawing)
        width, height = (float(n) for n in root.attrib["viewBox"].split()[2:])
        boxes = [_box(rect) for rect in root.iter(f"{NS}rect") if rect.get("class") == "map__box"]
        assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes)
        assert all(a[1] + a[3] < b[1] for a, b in pairwise(boxes))
        assert all(w > width * 0.6 for _x, _y, w, _h in boxes)
        for path in root.iter(f"{NS}path"):
            numbers = [float(n) for n in re.findall(r"[MHQ](-?[\d.]+)", path.attrib["d"])]
            assert 0 <= min(numbers) <= max(numbers) <= width


def _written(root: Path, stages: str) -> Path:
    compiled(root, {"pipelines/own.yml": pipeline(stages, "Длинное название воронки " * 6)})
    return root


def _box(rect: ElementTree.Element) -> tuple[float, float, float, float]:
    x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
    return x, y, w, h


@pytest.mark.parametrize("name", HOSTILE)
def test_words_of_a_book_are_words(tmp_path: Path, name: str) -> None:
    stage = STAGE.format(id="a", name=quoted(name)).replace("Дальше.", f"'{quoted(name)}'") + moves(
        "b", "pipeline:main#paid"
    )
    stage = stage.replace("Причина 0.", quoted(name)) + STAGE.format(id="b", name=quoted(name))
    book = compiled(tmp_path, {"pipelines/own.yml": pipeline(stage, f"'{quoted(name)}'")})
    for shape in (WIDE, NARROW):
        for drawing in (map_of(book, "own", shape), pipelines_map(canvas_of(book, shape, "pipelines/index.md"))):
            assert faults(drawing) == []
            assert "".join(name.split()) in "".join(texts(drawing).split())
            assert not re.search(r"<(?!/?(?:svg|title|desc|g|a|rect|path|text|tspan)\b)", drawing)
            assert all(not link.startswith(("javascript", "data", "//")) for link in links(drawing))


def test_the_map_of_all_has_groups_in_order_pipelines_stages_and_how_many_moves(tmp_path: Path) -> None:
    extra = "      - {to: 'pipeline:warmup#postponed', when: Просит позвонить весной.}\n"
    text = (Path(__file__).parents[1] / "cases/base/content/pipelines/main.yml").read_text(encoding="utf-8")
    text = text.replace("      - {to: paid,", f"{extra}      - {{to: paid,")
    book = compiled(tmp_path, {"pipelines/main.yml": text})
    drawing = pipelines_map(canvas_of(book, WIDE, "pipelines/index.md"))
    assert links(drawing)[:3] == ["main.html", "main.html#new-lead", "main.html#meeting-held"]
    shown = {link.partition("#")[0] for link in links(drawing)}
    assert shown == {"main.html", "warmup.html"}
    stages = sum(len(data.stages) for _item, data in book.data(Pipeline))
    assert drawing.count('class="map__chip') == stages
    assert [word for word in texts(drawing).split("\n") if word in ("продажи", "прогрев")] == ["продажи", "прогрев"]
    assert ">2</text>" in drawing
    for reason in (
        "Заявка получена → Решение отложено: Клиент отложил",
        "Встреча проведена → Решение отложено: Просит",
    ):
        assert reason in drawing


def test_another_edition_shows_nothing_of_what_its_role_may_not_see(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "cases/base/content/pipelines/warmup.yml").read_text(encoding="utf-8")
    book = compiled(tmp_path, {"pipelines/warmup.yml": f"readers: [head]\n{text}"})
    assert "warmup.html#postponed" in links(map_of(book, "main", WIDE, "head"))
    drawing = map_of(book, "main", WIDE, "manager")
    assert not [link for link in links(drawing) if "warmup" in link]
    assert "Прогрев" in texts(drawing)
    assert "Прогрев: " not in texts(drawing)
    whole = pipelines_map(canvas_of(book, WIDE, "pipelines/index.md", "manager"))
    assert "Прогрев" not in texts(whole)
    assert 'class="map__move ' not in whole


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_other_books_have_maps(shape: Shape) -> None:
    roots = [OTHER, *sorted(BOOKS.glob("*/*"))]
    assert len(roots) > 3
    for root in roots:
        book, _problems = load_book(root)
        assert links(pipelines_map(canvas_of(book, shape, "pipelines/index.md")))
        for item, data in book.data(Pipeline):
            drawing = map_of(book, item.slug, shape)
            assert [link for link in links(drawing) if link.startswith("#")] == [
                f"#{stage.id}" for stage in data.stages
            ]


def test_sixty_stages_are_drawn_in_a_moment(tmp_path: Path) -> None:
    """The map's size grows with its moves and not with their square."""
    ids = [f"s{n}" for n in range(60)]
    stages = "".join(STAGE.format(id=i, name=f"Этап {n}") + moves(*ids[:n], *ids[n + 1 :]) for n, i in enumerate(ids))
    drawing = map_of(compiled(tmp_path, {"pipelines/own.yml": pipeline(stages)}), "own", NARROW)
    assert drawing.count('class="map__move ') == 60 * 59
    assert len(drawing) < 60 * 59 * 400
