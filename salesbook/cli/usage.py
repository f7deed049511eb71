"""Typer's own words in the book's language: the usage line, the help of built-in options, and usage errors."""

import re
import sys
from contextlib import redirect_stdout
from copy import copy
from typing import Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.output.streams import styled

_QUOTED = re.compile(r"'([^']*)'|\(([^()]*)\)\.?$|: (\S+)$")


class _Spoken:
    """What a command and a group share: the usage line and the built-in options in the language in use."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help in colours: there is nothing of a book in it."""
        with redirect_stdout(styled(sys.stdout)):
            super().format_help(ctx, formatter)  # type: ignore[misc]  # Typer's class comes next

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(_pieces(self, ctx)), prefix=_("Usage: "))

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters with their help in the language in use; `--version` stands behind every command."""
        params = [_spoken(param) for param in super().get_params(ctx)]  # type: ignore[misc]  # Typer's class comes next
        root = ctx.find_root().command
        return params if self is root else [*params, self._version(root)]

    def _version(self, root: Any) -> Any:
        """Return the option of the program itself, which the help of its commands does not repeat."""
        if not hasattr(self, "_version_option"):
            # Made once: Typer tells parameters apart by what they are, not by what they are called.
            self._version_option = copy(next(param for param in root.params if param.name == "version"))
            self._version_option.hidden, self._version_option.expose_value = True, False
        return self._version_option


class Command(_Spoken, TyperCommand):
    """A command that speaks the language in use."""


class Group(_Spoken, TyperGroup):
    """A group of commands, likewise."""


def explain_usage(error: TyperException) -> tuple[str, str]:
    """Return what is wrong with the arguments and what to do, for an error that Typer raised."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "salesbook"
    advice = _("see: {command} --help").format(command=command)
    text = error.format_message()
    match = _QUOTED.search(text)
    name = next((g for g in match.groups() if g is not None), "") if match else ""
    parameter: Any = getattr(error, "param", None)
    shown = name if parameter is None else _called(parameter)
    match type(error).__name__:
        case "NoSuchOption":
            name = getattr(error, "option_name", name)
            return _("there is no option “{name}”").format(name=name), _instead_of_option(name, context) or advice
        case "MissingParameter":
            return _("“{name}” is missing").format(name=shown), advice
        case "BadParameter":
            value, *choices = re.findall(r"'([^']+)'", error.message) or [""]
            if getattr(parameter, "max", None) is not None:
                advice = _("allowed: {names}").format(names=f"{parameter.min}…{parameter.max}")
            elif choices:
                allowed = _("allowed: {names}").format(names=", ".join(choices))
                advice = looks_like(nearest(value, choices)) or allowed
            message = _("the value “{value}” does not fit {name}") if value else _("the value of {name} does not fit")
            return message.format(value=value, name=shown), advice
        case "BadOptionUsage":
            return _("the option “{name}” needs a value").format(name=getattr(error, "option_name", name)), advice
        case _ if "command" in text.lower() and name:
            commands = getattr(context.command, "commands", {}) if context is not None else {}
            return _("there is no command “{name}”").format(name=name), looks_like(nearest(name, commands)) or advice
        case _ if "extra argument" in text:
            return _("unexpected: {name}").format(name=name), advice
        case _ if "Missing command" in text:
            return _("no command is given"), advice
    return text, advice


def _instead_of_option(name: str, context: Any) -> str:
    """Return the advice for an unknown option: the options of the command that look like it, or its right place."""
    if context is None:
        return ""
    root = context.find_root()
    if name in _options(root):
        words = _("it stands before the command: {command}")
        return words.format(command=f"salesbook {name} … {context.info_name}")
    return looks_like(nearest(name, _options(context)))


def _options(context: Any) -> list[str]:
    """Return the names of the options that the help of a command shows."""
    params = context.command.get_params(context)
    params = [param for param in params if param.param_type_name == "option" and not param.hidden]
    return [name for param in params for name in (*param.opts, *param.secondary_opts)]


def _called(parameter: Any) -> str:
    """Return what a parameter is called on the command line: `--format`, or the argument's placeholder."""
    options = [name for name in parameter.opts if name.startswith("--")]
    return options[0] if options else str(parameter.metavar or parameter.name)


def _pieces(command: Any, context: Any) -> list[str]:
    """Return the parts of the usage line, Typer's placeholders translated."""
    words = {"[OPTIONS]": _("[OPTIONS]"), "COMMAND [ARGS]...": _("COMMAND [ARGS]...")}
    return [words.get(piece, piece) for piece in command.collect_usage_pieces(context)]


def _spoken(param: Any) -> Any:
    """Translate the help of Typer's own options, and drop the type of a flag: it takes no value."""
    builtin = {
        "help": _("Show this message and exit."),
        "install_completion": _("Install completion for the current shell."),
        "show_completion": _("Show completion for the current shell, to copy it or customize the installation."),
    }
    if param.name in builtin:
        param.help = builtin[param.name]
    if getattr(param, "is_flag", False) or param.name in builtin:
        param.metavar = ""
    return param
