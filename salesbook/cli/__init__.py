"""The command line: `main` chooses the language, runs a command, and turns mistakes into messages and exit codes.

0: fine. 1: the content has findings, or a letter or a lead is not fit to go on. 2: the user's mistake.
"""

import gc
import os
import re
import sys

from salesbook.cli import shell
from salesbook.core import language
from salesbook.core.errors import UserError, reason

FINDINGS, MISTAKE, INTERRUPTED = 1, 2, 130
_LANGUAGE = re.compile(rb"^language:[ \t]*[\"']?(ru|en)\b", re.MULTILINE)


def main() -> None:
    """Run the command that the arguments name; the entry point of `salesbook`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console or a pipe may speak another code page; the book speaks UTF-8.
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Nobody's plugins look into our models; looking for them would cost every command as much as reading a book.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    arguments = sys.argv[1:]
    try:
        language.speak(chosen_language(shell.typed_arguments(os.environ) or arguments))
    except language.NotCompiledError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(MISTAKE)
    if os.environ.get(shell.VARIABLE):
        shell.complete(lambda: run(arguments))
        return
    code = run(arguments)
    # Python looks for circles once more as it ends: among ten thousand items that takes as long as reading them again.
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; no exception leaves this function.

    What keeps a command from its answer is said on stderr; where the answer would be JSON, it is JSON on stdout.
    """
    from typer import Abort, TyperException

    from salesbook.cli.app import app
    from salesbook.cli.session import BrokenContent
    from salesbook.cli.usage import explain_usage
    from salesbook.output.failures import write_broken, write_failure

    json = asks_for_json(arguments)
    try:
        code = app(arguments, prog_name="salesbook", standalone_mode=False)
        sys.stdout.flush()
        # Typer answers Ctrl-C by a code of its own.
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
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
    except (Abort, KeyboardInterrupt, EOFError):
        write_failure(language.gettext("interrupted; nothing was written"), json=json)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        name = error.filename or ""
        write_failure(language.gettext("{path}: {reason}").format(path=name, reason=reason(error)), json=json)
        return MISTAKE
    except Exception as error:
        if os.environ.get("SALESBOOK_TRACEBACK"):
            raise
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
        for folder in (start.resolve(), *start.resolve().parents):
            company = folder / "content" / "company.yml"
            if company.is_file():
                with company.open("rb") as file:
                    stated = _LANGUAGE.search(file.read(100_000))
                return stated[1].decode() if stated else language.DEFAULT
    except OSError:
        pass
    return language.of_system(os.environ)


def _option(arguments: list[str], name: str) -> str | None:
    for n, argument in enumerate(arguments):
        if argument == name and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith(name + "="):
            return argument.partition("=")[2]
    return None
