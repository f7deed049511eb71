"""The command line: `main` chooses the language, runs a command, and turns mistakes into messages and exit codes.

0: fine. 1: the content has findings, or a letter or a lead is not fit to go on. 2: the user's mistake. 128 and the
number of a signal: the command was interrupted (130 by Ctrl-C, 143 by `kill`). A reader who leaves before the end
(`| head`) and a stdout that was closed change nothing about the code.
"""

import gc
import os
import re
import sys
from pathlib import Path

from salesbook.cli import shell
from salesbook.core import interruption, language
from salesbook.core.bases import COMPANY, layers
from salesbook.core.door import read_named
from salesbook.core.errors import UserError, reason
from salesbook.core.source import MAX_BYTES, real
from salesbook.output.streams import GuardedStream, UnwritableError, guarded, open_streams

FINDINGS, MISTAKE, INTERRUPTED = 1, 2, 130
_NAMED = 5
"""So many files are named to whoever interrupts a command that has written some."""
_LANGUAGE = re.compile(rb"^language:[ \t]*[\"']?(ru|en)\b", re.MULTILINE)


def main() -> None:
    """Run the command that the arguments name; the entry point of `salesbook`."""
    interruption.listen()
    open_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console or a pipe may speak another code page; the book speaks UTF-8.
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Nobody's plugins look into our models; looking for them would cost every command as much as reading a book.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    arguments = sys.argv[1:]
    try:
        language.speak(chosen_language(shell.typed_arguments(os.environ) or arguments))
        if os.environ.get(shell.VARIABLE):
            shell.complete(lambda: run(arguments))
            return
        code = run(arguments)
    except language.NotCompiledError as error:
        sys.stderr.write(f"{error}\n")
        code = MISTAKE
    except KeyboardInterrupt:  # before there was a command, or again while it ended
        code = interruption.exit_code() or INTERRUPTED
    interruption.stop_listening()
    # Python looks for circles once more as it ends: among ten thousand items that takes as long as reading them again.
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; no exception leaves this function.

    What keeps a command from its answer is said on stderr; where the answer would be JSON, it is JSON on stdout.
    """
    interruption.begin()
    with guarded():
        try:
            code = _answered(arguments, json=asks_for_json(arguments))
            sys.stdout.flush()
            return code
        except UnwritableError as error:
            from salesbook.output.failures import write_failure

            write_failure(error.message, error.advice, json=False)
            return interruption.exit_code() or MISTAKE


def _answered(arguments: list[str], *, json: bool) -> int:
    """Run a command, and say why there is no answer when there is none; raises `UnwritableError`."""
    try:
        return _run(arguments, json=json)
    except KeyboardInterrupt:
        return _interrupted(json=json)
    except UnwritableError:
        raise
    except Exception as error:
        if interruption.exit_code() is not None:
            return _interrupted(json=json)
        return _failed(error, json=json)


def _run(arguments: list[str], *, json: bool) -> int:
    from typer import Abort, TyperException

    from salesbook.cli.app import app
    from salesbook.cli.session import BrokenContent
    from salesbook.cli.usage import explain_usage
    from salesbook.output.failures import write_broken, write_failure

    try:
        code = app(arguments, prog_name="salesbook", standalone_mode=False)
    except UnwritableError:
        raise
    except UserError as error:
        write_failure(error.message, error.advice, json=json)
        return MISTAKE
    except BrokenContent as error:
        write_broken(error.book, error.message, error.advice, error.diagnostics, json=json)
        return FINDINGS
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return MISTAKE  # the help has been printed
        write_failure(*explain_usage(error), json=json)
        return MISTAKE
    except (Abort, EOFError):
        raise KeyboardInterrupt from None
    # Typer answers Ctrl-C by a code of its own.
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _interrupted(*, json: bool) -> int:
    """Say that the command was interrupted, and what it had written by then."""
    from salesbook.output.failures import write_failure

    written = interruption.written()
    message = language.gettext("interrupted; nothing was written")
    if interruption.is_told():
        if not json:
            return interruption.exit_code() or INTERRUPTED
        message = language.gettext("interrupted")
    elif written:
        names = ", ".join(str(path) for path in written[:_NAMED]) + (", …" if len(written) > _NAMED else "")
        message = language.gettext("interrupted; this was written before: {names}").format(names=names)
    # Behind an answer that has gone out, whole or not, a second one would make no JSON of it.
    write_failure(message, json=json and not (isinstance(sys.stdout, GuardedStream) and sys.stdout.begun))
    return interruption.exit_code() or INTERRUPTED


def _failed(error: Exception, *, json: bool) -> int:
    """Say why a command has failed: the system has refused something, or the program is wrong."""
    from salesbook.output.failures import write_failure

    if isinstance(error, OSError):
        name = error.filename or ""
        write_failure(language.gettext("{path}: {reason}").format(path=name, reason=reason(error)), json=json)
        return MISTAKE
    if os.environ.get("SALESBOOK_TRACEBACK"):
        raise error
    advice = language.gettext(
        "this is a mistake in salesbook; run with SALESBOOK_TRACEBACK=1 and report what it prints"
    )
    write_failure(f"{type(error).__name__}: {error}", advice, json=json)
    return MISTAKE


def asks_for_json(arguments: list[str]) -> bool:
    """Tell whether the answer is to be JSON: so is then the reason why there is none."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in options or _option(options, "--format") == "json"


def chosen_language(arguments: list[str]) -> str:
    """Return the language of the messages: `--lang`, else the book's, else the one that the system speaks.

    Looked up before the commands are defined, because their help is in that language already.
    """
    asked = _option(arguments, "--lang")
    if asked in language.LANGUAGES:
        return asked
    start = shell.expanded(_option(arguments, "--book") or ".")
    try:
        for folder in (real(start), *real(start).parents):
            if (folder / COMPANY).is_file():
                return _stated(folder) or language.DEFAULT
    except OSError:
        pass
    return language.of_system(os.environ)


def _stated(root: Path) -> str | None:
    """Return the language that company.yml of a book states, else that of the nearest book beneath."""
    for layer in layers(root):
        if stated := _LANGUAGE.search(read_named(layer / COMPANY, MAX_BYTES)):
            return stated[1].decode()
    return None


def _option(arguments: list[str], name: str) -> str | None:
    for n, argument in enumerate(arguments):
        if argument == name and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith(name + "="):
            return argument.partition("=")[2]
    return None
