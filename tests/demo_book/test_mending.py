"""A whole book of real size is damaged here and there, and mended: once and for all, and nothing new is found."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.settings import FILE
from tests.demo_book.demo import ROOT, demo_book
from tests.mending.test_mending import holds

BOOK = demo_book()
DAMAGE = (("«", '"'), (" — ", " - "), ("\u00a0", " "), (", ", " , "), ("\n", "\r\n"))


@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(data=st.data())
def test_a_damaged_copy(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "templates" / "letters", root / "templates" / "letters")
    if (ROOT / FILE).exists():
        shutil.copy(ROOT / FILE, root / FILE)
    files = sorted((root / "content").rglob("*.md"))
    for _time in range(8):
        path = data.draw(st.sampled_from(files))
        old, new = data.draw(st.sampled_from(DAMAGE))
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), data.draw(st.integers(1, 5))))
    assert len(files) > 50
    holds(root)
