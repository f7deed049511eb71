"""Templates of letters made at random from a seed, out of all that the sandbox lets through; sensible or not."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Any

VALUES: dict[str, Any] = {
    "client": "Анна-мария О'Коннор",
    "empty": "",
    "nothing": None,
    "words": "один  два, три. ЧЕТЫРЕ\nпять",
    "marks": "<b>жирный</b> **a_b** [x](y) & \"'",
    "face": "ёж😀İß",
    "number": 1234567.5,
    "whole": 21,
    "zero": 0,
    "minus": -7,
    "half": 2.675,
    "day": date(2026, 11, 30),
    "then": date(2027, 2, 28),
    "clock": "19:30",
    "yes": True,
    "no": False,
    "entries": ["бета", "Альфа", "гамма", "альфа", ""],
    "nobody": [],
    "meeting": {"date": date(2026, 12, 1), "time": "09:05", "place": None, "items": "поле"},
    "company": {"name": "Бюро «Ёлка»"},
    "fact": {"fee": "100 000 ₽", "days": "2 рабочих дня"},
}
"""What the templates are handed, with a zone `away` beside them."""

_NAMES = [*VALUES, "undeclared"]
_TEXTS = ('"а"', "'б, '", '""', '"%d"', '"1_0"', '" 42.7 "', '"x-y z"', '"а"', '"\\n"', '"Ы"')
_NUMBERS = ("0", "1", "2", "3", "5", "-1", "10", "2.5", "0.1", "1e3", "100000", "1_000", "-3", "0.005")
_FILTERS = (
    "abs capitalize count first int last length list lower max min reverse round sort string striptags sum title trim "
    "unique upper urlencode dictsort items day date weekday time greeting number money"
).split()
_TESTS = (
    "odd even defined undefined none boolean true false integer float lower upper string mapping number sequence "
    "iterable callable escaped eq(@) ne(@) gt(@) ge(@) lt(@) le(@) divisibleby(@) in(@) equalto(@) sameas(@)"
).split()
_OPERATORS = "+ - * / // % ** ~ ~ and or == != < > <= >= in".split()
_ATTRIBUTES = "date time name year month upper items days place grouper".split()
_BASES = "meeting company fact day client @".split()
_SLICES = "0 -1 1: ::-1 :2 -2: 1:9:2 @".split()
_SHAPES = """
-@
+@
not @
(@ < @ < @)
(@ not in @)
(@ if @)
(@ if @ else @)
[@]
[@, @]
(@, @)
{'k': @, 'v': @}
range(3)
range(1, 4)
range(5, 0, -2)
range(@)
""".strip().split("\n")
_OF_LETTERS = """
(day | day)
(then | date)
(meeting.date | weekday)
(clock | time)
(clock | time(day))
(meeting.time | time(meeting.date))
(whole | counted('комната', 'комнаты', 'комнат'))
(@ | counted('а', 'б', 'в'))
(@ | counted(@))
(yes | either('вас', 'тебя'))
(@ | either(@, @))
(number | money)
(then - day)
((then - day).days)
(clock | greeting)
(@ | time(@))
(client | in_case('dative'))
""".strip().split("\n")
_WITH_ARGUMENTS = """
default(@)
default(@, true)
default(default_value=@, boolean=yes)
replace(@, @)
replace('а', 'о', 1)
replace('а', 'о', -1)
replace('а', 'о', nothing)
trim('а')
round(1)
round(3)
round(-1)
round(1, 'ceil')
round(2, method='floor')
int(@)
int(default=7)
dictsort(by='value')
dictsort(reverse=true)
nope
""".strip().split("\n")
_OF_MANY = """
join(@)
join(', ')
join
map('upper') | list
map('length') | list
map(attribute='time') | list
map(attribute='nope', default='-') | join
map('replace', 'а', 'о') | join(' ')
select | list
reject | list
select('string') | list
select('eq', @) | list
reject('in', entries) | list
selectattr('time') | list
selectattr('time', 'eq', '09:05') | map(attribute='date') | list
rejectattr('place') | list
sort(reverse=true)
sort(case_sensitive=true) | join(',')
sort(attribute='time')
unique | list
unique(true) | join
groupby('time')
groupby('time') | length
groupby('time') | map(attribute='list') | list
groupby(0) | map('first') | list
batch(2) | list
reverse | list
map('nope') | list
max(attribute='time')
""".strip().split("\n")
_LISTS = "entries words [3,1,2] [meeting,meeting] @".split()
_EXPRESSIONS = (
    *_SHAPES,
    *_OF_LETTERS,
    *(f"(@ {operator} @)" for operator in _OPERATORS),
    *(f"(@ is {test})" for test in _TESTS),
    *(f"(@ is not {test})" for test in _TESTS[::4]),
    *(f"(@)[{part}]" for part in _SLICES),
    *(f"{base}.{name}" for base in _BASES for name in _ATTRIBUTES[::2]),
    *(f"(@ | {filter_})" for filter_ in _WITH_ARGUMENTS),
    *(f"({many} | {filter_})" for many in _LISTS for filter_ in _OF_MANY[::2]),
    *(f"({many} | {filter_})" for many in _LISTS[:1] for filter_ in _OF_MANY[1::2]),
)
_SOURCES = "entries entries meeting range(3) [1,2,2] meeting|items [(1,2),(3,4)] words @".split()
_MACROS = ("(p, q=1)", "(p)", "(p='x', q=p)", "()")
_CALLS = ("", "1", "1, 2", "q=2", "p=client", "*entries", "1, 2, 3", "**meeting")
_SPECIALS = ("", "", "{{ varargs }}", "{{ kwargs }}", "{{ caller is defined }}", "{{ caller() }}", "{{ p }}")
_LOOP = (
    "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle('a','b') changed(it) nope"
).split()
_WORDS = (
    *(
        "Текст ",
        "\n",
        "\n\n",
        "— ",
        ", ",
        "**",
        " ",
        "- пункт\n",
        "# Заголовок\n",
        "[слова](",
        ")",
        "«",
        "»",
        ".",
        "  ",
    ),
    *("\u00a0", "{# нет #}", "1. "),
)


class Templates:
    """Templates made from a seed."""

    def __init__(self, seed: int) -> None:
        self.rnd = Random(seed)
        self.names: list[str] = []
        self.macros: list[str] = []

    def template(self) -> str:
        """Return a template."""
        self.names, self.macros = [], []
        return self.body(self.rnd.choice((0, 0, 0, 1, 1, 2, 3)))

    def one(self, choices: Sequence[str]) -> str:
        """Return one of them."""
        return self.rnd.choice(choices)

    def body(self, depth: int) -> str:
        """Return some statements."""
        return "".join(self.statement(depth) for _n in range(self.rnd.randint(1, 4)))

    def tag(self, words: str) -> str:
        """Return a tag, which may take the blanks around it along."""
        before, after = (self.one((" ", " ", " ", " ", "- ", "+ ")).strip() for _n in range(2))
        return f"{{%{before} {words} {after}%}}{self.one(('', '', chr(10)))}"

    def printed(self, depth: int) -> str:
        """Return a value that is printed."""
        before, after = (self.one(("", "", "", "-")) for _n in range(2))
        return f"{{{{{before} {self.value(depth)} {after}}}}}"

    def statement(self, depth: int) -> str:
        """Return a statement."""
        if depth <= 0:
            return self.one((self.printed(1), self.one(_WORDS)))
        make: list[Callable[[int], str]] = [
            *(self.printed, self.printed, self.printed, self.words, self.words, self.branch, self.branch, self.loop),
            *(self.loop, self.set, self.set_block, self.with_, self.macro, self.call, self.filter_block, self.block),
        ]
        return self.rnd.choice(make)(depth - 1)

    def words(self, _depth: int) -> str:
        """Return words and marks of the template's own."""
        return self.one(_WORDS)

    def branch(self, depth: int) -> str:
        """Return a condition."""
        text = self.tag(f"if {self.value(depth)}") + self.body(depth)
        if self.rnd.random() < 0.3:
            text += self.tag(f"elif {self.value(depth)}") + self.body(depth)
        if self.rnd.random() < 0.5:
            text += self.tag("else") + self.body(depth)
        return text + self.tag("endif")

    def loop(self, depth: int) -> str:
        """Return a loop."""
        target = self.one(("it", "it", "it", "x", "it, x"))
        condition = f" if {self.value(depth)}" if self.rnd.random() < 0.2 else ""
        recursive = " recursive" if self.rnd.random() < 0.1 else ""
        kept = list(self.names)
        self.names += ["it", "x"]
        inner = self.body(depth) + self.one(("", "{{ it }}", f"{{{{ loop.{self.one(_LOOP)} }}}}", "{{ loop.index }}"))
        if recursive and self.rnd.random() < 0.5:
            inner += "{% if loop.depth < 3 %}{{ loop([1, 2]) }}{% endif %}"
        self.names = kept
        otherwise = self.tag("else") + self.body(depth) if self.rnd.random() < 0.3 else ""
        source = self.inserted(self.one(_SOURCES), depth)
        return self.tag(f"for {target} in {source}{condition}{recursive}") + inner + otherwise + self.tag("endfor")

    def set(self, depth: int) -> str:
        """Return an assignment."""
        name = self.one(("a", "b", "client"))
        value = self.value(depth)
        self.names.append(name)
        if self.rnd.random() < 0.1:
            self.names.append("b")
            return self.tag(f"set {name}, b = {value}, 1")
        return self.tag(f"set {name} = {value}")

    def set_block(self, depth: int) -> str:
        """Return an assignment of words."""
        name = self.one(("a", "b"))
        by = f" | {self.one(('upper', 'trim', 'length', 'title'))}" if self.rnd.random() < 0.4 else ""
        text = self.tag(f"set {name}{by}") + self.body(depth) + self.tag("endset")
        self.names.append(name)
        return text

    def with_(self, depth: int) -> str:
        """Return a block with a name of its own."""
        kept = list(self.names)
        head = self.tag(f"with a = {self.value(depth)}, b = {self.value(depth)}")
        self.names += ["a", "b"]
        text = head + self.body(depth) + self.tag("endwith")
        self.names = kept
        return text

    def macro(self, depth: int) -> str:
        """Return a macro, and perhaps a call of it."""
        name = self.one(("m", "n"))
        kept = list(self.names)
        self.names += ["p", "q"]
        extra = self.one(_SPECIALS)
        head = f"macro {name}{self.one(_MACROS)}"
        text = self.tag(head) + self.body(depth) + extra + self.tag("endmacro")
        self.names = kept
        self.macros.append(name)
        return (
            text
            + f"{{{{ {name}({self.one(('', '1', '1, 2', 'q=2', 'p=client', '*entries', '1, 2, 3', '**meeting'))}) }}}}"
        )

    def call(self, depth: int) -> str:
        """Return a call with a block."""
        name = self.one([*self.macros, "m"])
        return (
            self.tag(f"call{self.one(('', '(z)'))} {name}({self.value(depth)})")
            + self.body(depth)
            + self.tag("endcall")
        )

    def filter_block(self, depth: int) -> str:
        """Return a block that goes through a filter."""
        name = self.one(("upper", "lower|trim", "title", "replace('а', 'о')", "length", "trim"))
        return self.tag(f"filter {name}") + self.body(depth) + self.tag("endfilter")

    def block(self, depth: int) -> str:
        """Return a named block."""
        return self.tag(f"block b{self.rnd.randint(0, 10**9)}") + self.body(depth) + self.tag("endblock")

    def value(self, depth: int) -> str:
        """Return an expression."""
        if depth <= 0 or self.rnd.random() < 0.25:
            return self.one((self.one(_NAMES), self.one([*self.names, "client"]), self.one(_TEXTS), self.one(_NUMBERS)))
        if self.rnd.random() < 0.25:
            return self.inserted(f"(@ | {self.one(_FILTERS)})", depth)
        return self.inserted(self.one(_EXPRESSIONS), depth)

    def inserted(self, pattern: str, depth: int) -> str:
        """Return an expression with another one for every @ of it."""
        return re.sub("@", lambda _match: self.value(depth - 1), pattern)
