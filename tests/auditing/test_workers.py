"""However many processes compile a book, and however they are started, it is compiled alike."""

import multiprocessing
from pathlib import Path

import pytest

from salesbook.auditing.compilation import context_of
from salesbook.auditing.rows import examine
from salesbook.auditing.workers import examine_by
from salesbook.core import language
from salesbook.core.settings import Settings
from salesbook.reading.sources import Sources
from tests.books import regulation, write_book


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_rows_are_the_same_whichever_way_processes_start(tmp_path: Path, method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("the system starts no processes in this way")
    files = {f"regulations/sales/r{n}.md": regulation(body=f'Скажите "да" {n} раз.') for n in range(60)}
    sources = Sources(write_book(tmp_path, files))
    context = context_of(sources, Settings())
    entries, _problems = sources.scan()
    language.speak("ru")
    here = [examine(entry, context) for entry in entries]
    assert sum("кавычк" in row.outline for row in here) >= 60
    assert list(examine_by(method, entries, context, 2)) == here
    assert multiprocessing.active_children() == []
