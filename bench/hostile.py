"""What a hostile megabyte costs each command, over what the same command costs on the small book that it is laid over.

python -m bench.hostile [WORDS …]

Only cases are run whose name holds one of the words, such as `regulation:` or `check`. CPU seconds of a command with
all processes that it starts, and the memory of its largest process; several run at once, so the wall says nothing.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.measure import met, salesbook
from bench.megabytes import REGULATION, Case, cases

REPOSITORY = Path(__file__).parent.parent
BASE = REPOSITORY / "tests" / "cases" / "base"
SECONDS, MEGABYTES = 2.0, 300
"""What a megabyte may cost more than a small book."""
LIMIT = 20
"""CPU seconds after which a command is stopped."""
HEAD = "| command | case | CPU above the small book | memory above it | ended with | met |\n|---|---|---|---|---|---|"
SHOWN = 30
# Runs a command and says what it cost: of a child of a small process, as a child begins with its parent's peak.
_WEIGHED = """
import json, os, resource, sys
out = os.open(os.devnull, os.O_RDWR)
log = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT | os.O_TRUNC)
source = os.open(sys.argv[2], os.O_RDONLY)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
streams = [(os.POSIX_SPAWN_DUP2, file, number) for file, number in ((source, 0), (log, 1), (log, 2))]
pid = os.posix_spawn(sys.argv[4], sys.argv[4:], os.environ, file_actions=streams)
_pid, status, usage = os.wait4(pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000]))
"""
_LEAD = "knockouts: []\nscores: {budget: 1, timing: 1, meeting: 1}\n"
_FACTS = "client: Анна\nmeeting_date: 2026-11-20\nliked: [вид]\nnext_step: {action: бронь, date: 2030-11-20}\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and megabytes of one run, its exit code, and the end of what it has printed."""

    code: int
    seconds: float
    megabytes: float
    said: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case has cost a command more than the small book does."""

    command: str
    case: str
    cost: Cost
    seconds: float
    megabytes: float

    @property
    def sound(self) -> bool:
        """Whether it ended by itself, without a traceback and within the bounds."""
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES and not self.broken

    @property
    def broken(self) -> bool:
        """Whether the program has made a mistake."""
        return self.cost.code < 0 or "Traceback" in self.cost.said or "ошибка в самой программе" in self.cost.said


def main(words: Sequence[str] = ()) -> None:
    """Print the costliest of all cases, and how many are beyond the bounds."""
    chosen = [(c, command) for c in cases() for command in c.commands if _asked(f"{c.name} {command}", words)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        floors = dict(zip(_COMMANDS, pool.map(lambda name: _run(None, name), _COMMANDS), strict=True))
        outcomes = list(pool.map(lambda pair: _judged(pair[0], pair[1], floors), chosen))
    _print(outcomes)


def _asked(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name for word in words)


def _judged(case: Case, command: str, floors: Mapping[str, Cost]) -> Outcome:
    cost, floor = _run(case, command), floors[command]
    outcome = Outcome(command, case.name, cost, cost.seconds - floor.seconds, cost.megabytes - floor.megabytes)
    if not outcome.sound:
        print(_row(outcome), file=sys.stderr, flush=True)
    return outcome


def _print(outcomes: Iterable[Outcome]) -> None:
    outcomes = sorted(outcomes, key=lambda o: (o.sound, -o.seconds / SECONDS - o.megabytes / MEGABYTES))
    print(HEAD)
    for outcome in outcomes[:SHOWN]:
        print(_row(outcome))
    print(f"\n{len(outcomes)} runs, {sum(not o.sound for o in outcomes)} beyond {SECONDS:g} s or {MEGABYTES} MB")


def _row(outcome: Outcome) -> str:
    ended = "a mistake of the program" if outcome.broken and outcome.cost.code >= 0 else outcome.cost.code
    return (
        f"| {outcome.command} | {outcome.case} | {outcome.seconds:.1f} s | {outcome.megabytes:.0f} MB | {ended} "
        f"| {met(outcome.sound)} |"
    )


def _run(case: Case | None, command: str) -> Cost:
    """Run a command over the small book with a case laid over it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "book")
        _lay_out(root, {} if case is None else case.files)
        arguments, source = _COMMANDS[command](root)
        log, spoken = Path(folder, "log"), Path(folder, "input")
        spoken.write_bytes(source)
        weighed = [sys.executable, "-ESc", _WEIGHED, str(log), str(spoken), str(LIMIT), *arguments]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "TMPDIR": folder}
        done = subprocess.run(weighed, stdout=subprocess.PIPE, env=environment, check=True)
        code, seconds, megabytes = json.loads(done.stdout)
        return Cost(code, seconds, megabytes, log.read_text("utf-8", "replace")[-3_000:])


def _lay_out(root: Path, files: Mapping[str, bytes]) -> None:
    shutil.copytree(BASE, root)
    for name in ("templates/pages", "site"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    book = {"salesbook.toml": b"", **files}
    people = {"lead.yml": _LEAD.encode(), "facts.yml": _FACTS.encode()}
    for name, data in {**people, **book}.items():
        path = root.parent / name if name in people else root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _plain(*arguments: str) -> Callable[[Path], tuple[list[str], bytes]]:
    """Return what makes the command line: `LEAD` and `FACTS` in it are the files of people."""

    def command(root: Path) -> tuple[list[str], bytes]:
        files = {"LEAD": str(root.parent / "lead.yml"), "FACTS": str(root.parent / "facts.yml")}
        return salesbook("--book", str(root), *(files.get(a, a) for a in arguments)), b""

    return command


def _editor(root: Path) -> tuple[list[str], bytes]:
    """Return the language server and what an editor says to it: a file is opened, looked at, changed and closed."""
    path = next(
        (p for p in (root / REGULATION, root / "content/faq/big.yml") if p.exists()), root / "content/company.yml"
    )
    text, document = path.read_text("utf-8", "replace"), {"uri": path.as_uri()}
    position = {"textDocument": document, "position": {"line": min(12, text.count("\n")), "character": 1}}
    change = {"textDocument": document | {"version": 2}, "contentChanges": [{"text": f"{text}\n"}]}
    said = [
        _asks(1, "initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}),
        _tells("initialized", {}),
        _tells("textDocument/didOpen", {"textDocument": document | {"languageId": "x", "version": 1, "text": text}}),
        *(
            _asks(n, f"textDocument/{name}", position)
            for n, name in enumerate(("hover", "completion", "definition"), 2)
        ),
        _asks(5, "textDocument/documentSymbol", {"textDocument": document}),
        _tells("textDocument/didChange", change),
        _asks(6, "textDocument/completion", position),
        _asks(7, "shutdown", None),
        _tells("exit", None),
    ]
    return salesbook("lsp"), b"".join(map(_framed, said))


def _asks(number: int, method: str, parameters: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}


def _tells(method: str, parameters: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "method": method, "params": parameters}


def _framed(message: object) -> bytes:
    data = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(data), data)


_COMMANDS: dict[str, Callable[[Path], tuple[list[str], bytes]]] = {
    "check": _plain("check"),
    "fix": _plain("check", "--fix"),
    "build": _plain("build", "--no-strict"),
    "letter": _plain("letter", "summary", "--data", "FACTS"),
    "score": _plain("score", "LEAD"),
    "list": _plain("list"),
    "show": _plain("show", "ОП-002"),
    "lsp": _editor,
}

if __name__ == "__main__":
    main(sys.argv[1:])
