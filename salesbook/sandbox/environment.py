"""Jinja2 for hostile templates: a sandbox in which a template can read what it is given and nothing else.

Beyond Jinja2's own sandbox, only macros and the functions we hand over can be called, only listed filters exist,
what it may spend is metered, and files come from the folders of templates alone.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import BlockReference, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_TEMPLATE_BYTES
from salesbook.sandbox.bounded import bounded_range, joined, replaced, rounded, size_of, summed
from salesbook.sandbox.loading import BookLoader
from salesbook.sandbox.metering import MAX_TEXT, Meter, MeteredGenerator, within

MAX_TOKENS = 10_000
LETTER, PAGE = 1_000_000, 10_000_000
"""What a rendering may spend; a page of the academy may list a whole book."""

_FILTERS = frozenset(
    """
    abs capitalize count default dictsort e escape first forceescape groupby int items join last length list lower map
    max min reject rejectattr replace reverse round safe select selectattr sort string striptags sum title trim unique
    upper urlencode
    """.split()
)

_PARTS = 1_000
"""So many pieces of a text are looked at together."""

_TIMES = dict.fromkeys(("dictsort", "groupby", "max", "min", "sort", "unique"), 8)
"""How many times over these filters look at every entry."""


class _Recent:
    """What was made of the last sources."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: dict[Hashable, Any] = {}

    def get(self, source: Hashable, make: Callable[[], Any]) -> Any:
        """Return what was made of a source, else make it; what fails is not remembered."""
        if source in self._made:
            return self._made[source]
        if len(self._made) >= self._most:
            self._made.clear()
        made = self._made[source] = make()
        return made


_TREES, _CODES = _Recent(128), _Recent(256)


_HALF = re.compile("[\ud800-\udfff]")


class _Template(Template):
    """A template that is rendered within its budget."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the text; raises `SecurityError` when it takes too many steps."""
        environment = self.environment
        assert isinstance(environment, Sandbox)
        with environment.meter.filled():
            text = super().render(*args, **kwargs)
        if _HALF.search(text):
            raise SecurityError(_("the template writes half of a character"))
        return text


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of every template of a book; `folders` are those of templates, see `BookLoader`."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})
    code_generator_class = MeteredGenerator

    def __init__(
        self,
        *folders: Path,
        budget: int = LETTER,
        longest: int = MAX_TEXT,
        autoescape: bool = False,
        trim: bool = True,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        functions: Mapping[str, Callable[..., Any]] | None = None,
        finalize: Callable[[Any], Any] | None = None,
    ) -> None:
        super().__init__(
            loader=BookLoader(*folders) if folders else None,
            undefined=StrictUndefined,
            autoescape=autoescape,
            trim_blocks=trim,
            lstrip_blocks=trim,
            optimized=False,  # what is worked out while compiling would not be paid for
            auto_reload=False,  # an environment is made for one build or one letter
        )
        self.meter = meter = Meter(budget, longest)
        self.template_class = _Template
        self.finalize = meter.written(finalize)
        bounded = {"join": joined, "replace": replaced, "sum": summed, "round": rounded}
        listed = {name: self.filters[name] for name in _FILTERS} | bounded | dict(filters or {})
        self.filters = {name: meter.priced(filter_, _TIMES.get(name, 1)) for name, filter_ in listed.items()}
        tests: dict[str, Any] = self.tests
        self.tests = {name: meter.priced(test) for name, test in tests.items()}
        self.globals = {"range": bounded_range, **(functions or {})}
        self._callable = frozenset(id(f) for f in self.globals.values())
        self._judged: dict[tuple[type, str], bool] = {}
        # What else than its source decides which code a template becomes: of a filter its name, and whether it is
        # handed the context, too.
        handed = ((name, str(getattr(filter_, "jinja_pass_arg", ""))) for name, filter_ in self.filters.items())
        self._way = (autoescape, trim, finalize, *sorted(handed), *sorted(self.tests))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: those of all, which nothing changes, unless it has some of its own.

        Jinja2 makes a chain of two blocks for each template, and looks all names up in it with every import.
        """
        return super().make_globals(d) if d else self.globals

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Return the tree of a template; that of one parsed a moment ago is the same, so nobody changes it."""
        parse = super().parse
        tree: nodes.Template = _TREES.get((source, name, filename, self._way), lambda: parse(source, name, filename))
        return tree

    def recalled(self, what: str, source: str, make: Callable[[], Any]) -> Any:
        """Return `what` was found out of a template a moment ago, else `make` it out; nobody changes it."""
        return _TREES.get((what, source, self._way), make)

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *options: bool) -> Any:
        """Return the code of a template; a letter is tried by many checks, and by every book that has it."""
        compile_ = super().compile
        if not isinstance(source, str) or any(options):
            return compile_(source, name, filename, *options)  # type: ignore[call-overload]
        return _CODES.get((source, name, filename, self._way), lambda: compile_(source, name, filename))

    def changed(self, source: str, change: Callable[[nodes.Template], None]) -> Template:
        """Return a template whose tree is changed before it becomes code; raises `TemplateError`."""

        def compiled() -> Any:
            tree = self._parse(source, None, None)
            change(tree)
            return self.compile(tree.set_environment(self))

        code = _CODES.get((source, change, self._way), compiled)
        return self.template_class.from_code(self, code, self.make_globals(None))

    def is_safe_callable(self, obj: Any) -> bool:
        """Only macros, loop helpers and the functions handed over may be called: no method of any value."""
        if isinstance(obj, Macro | BlockReference | LoopContext) or id(obj) in self._callable:
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what stands under a name: of a block its field, never a method of anything."""
        if type(obj) is dict or isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return self._still(obj, attribute, super().getattr(obj, attribute))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Judge a name by Jinja2's lists, once for all objects of a type: they look at nothing else of an object."""
        asked = type(obj), attr
        if asked not in self._judged:
            self._judged[asked] = super().is_safe_attribute(obj, attr, value)
        return self._judged[asked]

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an entry or a field, likewise."""
        return self._still(obj, argument, super().getitem(obj, argument))

    def _still(self, obj: Any, name: Any, value: Any) -> Any:
        """Return a value that is none to be called; anything else would be printed, or called by a filter."""
        if not callable(value) or isinstance(value, Undefined) or self.is_safe_callable(value):
            return value
        return self.unsafe_undefined(obj, str(name))

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja2's
        """Call what may be called, and pay for it."""
        __self.meter.called(args, kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Bound the operators by which a short template makes gigabytes."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+":
            if not numbers:
                self.meter.weighed((left, right))
                within(size_of(left) + size_of(right), self.meter.longest)
        elif (
            not numbers
            or (operator == "**" and (abs(left) > 1000 or abs(right) > 10))
            or max(abs(left), abs(right)) > 10**15
        ):
            raise SecurityError(
                _("the template may use “{operator}” with small numbers only").format(operator=operator)
            )
        return super().call_binop(context, operator, left, right)

    def joined(self, parts: tuple[Any, ...], autoescape: bool) -> str:
        """Join the operands of `~`."""
        self.meter.weighed(parts)
        return markup_join(parts) if autoescape else str_join(parts)

    def concat(self, parts: Iterable[str]) -> str:
        """Join what a template, a macro or a block has written: doubling it again and again stops at the bound."""
        written: list[str] = []
        length, waiting = 0, iter(parts)
        while some := list(islice(waiting, _PARTS)):
            if not all(isinstance(part, str) for part in some):  # a filter over a block has made something else of it
                raise SecurityError(_("a filter of a block must make a text of it"))
            length += sum(map(len, some))
            within(length, self.meter.longest)
            written += some
        return str(self.meter.weighed("".join(written)))

    def _tokenize(self, source: str, name: str | None, filename: str | None = None, state: str | None = None) -> Any:
        if len(source) > MAX_TEMPLATE_BYTES:
            raise TemplateSyntaxError(_("it is longer than {n} characters").format(n=MAX_TEMPLATE_BYTES), 1, name)
        return TokenStream(_few(super()._tokenize(source, name, filename, state), name), name, filename)

    def _parse(self, source: str, name: str | None, filename: str | None) -> Any:
        try:
            return super()._parse(source, name, filename)
        except (RecursionError, ValueError) as error:
            raise TemplateSyntaxError(_("it is nested too deeply, or a number is too long"), 1, name) from error

    def _generate(self, *arguments: Any, **options: Any) -> str:
        try:
            code: str = super()._generate(*arguments, **options)
            return code
        except (RecursionError, ValueError) as error:
            raise TemplateSyntaxError(_("it is nested too deeply, or a number is too long"), 1) from error

    def _compile(self, source: str, filename: str) -> Any:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, ValueError, MemoryError) as error:
            # Python allows twenty loops inside each other.
            raise TemplateSyntaxError(_("it is nested too deeply, or a number is too long"), 1) from error


def _few(tokens: Iterable[Token], name: str | None) -> Iterator[Token]:
    for n, token in enumerate(tokens):
        if n > MAX_TOKENS:
            message = _("it has more than {n} words and marks inside its tags").format(n=MAX_TOKENS)
            raise TemplateSyntaxError(message, token.lineno, name)
        yield token
