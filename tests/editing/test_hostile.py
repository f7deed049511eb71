"""Texts cut off and torn anywhere: every feature answers something or nothing, and never fails."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesbook.core.errors import UserError
from salesbook.editing.completion import candidates
from salesbook.editing.hover import hover
from salesbook.editing.navigation import definition_at, references_at, symbols_of
from salesbook.editing.renaming import rename, renamed_at
from salesbook.editing.workspace import Workspace
from tests.books import BASE, base_text
from tests.editing.desk import content, workspace

NAMES = sorted(p.relative_to(BASE / "content").as_posix() for p in BASE.rglob("*") if p.suffix in (".yml", ".md"))
SCRAPS = st.sampled_from(
    ["", "[[", "[[#", "]]", "{{ fact.", "{", "[", "'", '"', ":", "- ", "\n", "---\n", "#", "|\n", "\t", "\0"]
)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace(tmp_path_factory.mktemp("book"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NAMES), st.data(), SCRAPS)
def test_every_feature_answers(ws: Workspace, name: str, data: st.DataObject, scrap: str) -> None:
    text = base_text(name)
    cut = data.draw(st.integers(0, len(text)))
    left = data.draw(st.sampled_from([text[cut:], "", text[cut + 3 :]]))
    path = content(name)
    ws.hold(path, text[:cut] + scrap + left)
    editor_text = ws.texts.editor_text(path)
    assert editor_text is not None
    place = editor_text.place(cut + len(scrap))
    for candidate in candidates(ws, path, place):
        assert editor_text.offset(candidate.start) <= editor_text.offset(place)
    hover(ws, path, place)
    definition_at(ws, path, place)
    references_at(ws, path, place, declared=True)
    list(symbols_of(ws, path))
    try:
        renamed_at(ws, path, place)
        rename(ws, path, place, "новое-имя")
    except UserError as refused:
        assert refused.advice
    ws.findings()
    ws.release(path)
