"""How far a command has come, on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from salesbook.output.streams import drawing


@contextmanager
def counted_progress(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs, on a terminal alone; what is yielded takes how many more steps are done."""
    if not sys.stderr.isatty():
        yield lambda _steps: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn(escape(words)), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    # The guard of messages would show what moves the bar as signs; no word of a file stands in it.
    console = Console(file=drawing(sys.stderr), highlight=False, emoji=False)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda steps: progress.update(task, advance=steps)
