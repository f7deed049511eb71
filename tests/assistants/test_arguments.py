"""Hostile arguments: whatever a client hands over, a tool answers or says why not, and no more than it should."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.assistants.arguments import MAX_TEXT, checked, schema_of
from salesbook.assistants.reader import BookReader
from salesbook.assistants.tools import TOOLS, call
from salesbook.core.errors import UserError
from tests.books import OTHER

OPENED = BookReader(OTHER, "curator").read()
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["ПР-001", "goal", "a" * 400]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)
NAMES = sorted({argument.name for tool in TOOLS for argument in tool.arguments})


@given(
    tool=st.sampled_from([tool.name for tool in TOOLS]) | st.text(),
    arguments=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=9), VALUES, max_size=4),
)
@settings(max_examples=50)
def test_a_tool_answers_or_says_why_not(tool: str, arguments: dict[str, Any]) -> None:
    try:
        answer = call(OPENED, tool, arguments)
    except UserError as error:
        assert error.message
        assert len(error.message) < 1_000
    else:
        assert answer["version"] == 1


@pytest.mark.parametrize(
    ("tool", "arguments", "message", "advice"),
    [
        ("find", {}, "the argument “question” is missing", "What is looked for, as a colleague would say it."),
        ("find", {"question": "  "}, "the argument “question” is missing", "What is looked for"),
        ("find", {"question": "x" * 301}, "the argument “question” does not fit", "expected a text of 300 characters"),
        ("find", {"question": ["x"]}, "the argument “question” does not fit: a list", "expected a text"),
        ("find", {"question": "x", "limit": 0}, "the argument “limit” does not fit", "expected a whole number from 1"),
        ("find", {"question": "x", "limit": 10**9}, "the argument “limit” does not fit", "expected a whole number"),
        ("find", {"question": "x", "limit": True}, "the argument “limit” does not fit: true", "expected a whole"),
        ("find", {"question": "x", "limit": 2.5}, "the argument “limit” does not fit: «2.5»", "expected a whole"),
        ("find", {"queston": "x"}, "unknown argument «queston»", "it looks like question"),
        ("list", {"offset": -1}, "the argument “offset” does not fit: «-1»", "expected a whole number from 0"),
        ("score", {"knockouts": "child"}, "the argument “knockouts” does not fit: «child»", "expected a list"),
        ("score", {"knockouts": ["x"] * 501}, "the argument “knockouts” does not fit", "expected a list of 500"),
        ("score", {"scores": [1]}, "the argument “scores” does not fit: a list", "expected a block of 500 answers"),
        ("score", {"scores": {"goal": {"a": 1}}}, "the argument “scores” does not fit", "expected a block"),
        ("score", {"scores": {str(n): 1 for n in range(501)}}, "the argument “scores” does not fit", "expected a"),
        ("show", {"name": "../../etc/passwd"}, "there is nothing called “../../etc/passwd” in the book", ""),
        ("show", {"name": "\0"}, "there is nothing called “\0” in the book", ""),
    ],
)
def test_what_does_not_fit(tool: str, arguments: dict[str, Any], message: str, advice: str) -> None:
    with pytest.raises(UserError) as error:
        call(OPENED, tool, arguments)
    assert error.value.message.startswith(message)
    assert error.value.advice.startswith(advice)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), 10**300, -(10**20), "9" * 300, "NaN", "1e999"])
def test_numbers_that_are_no_answers(score: object) -> None:
    arguments = {"knockouts": [], "scores": {"goal": score, "level": "more", "hours": 0, "city": "here"}}
    with pytest.raises(UserError) as error:
        call(OPENED, "score", arguments)
    assert error.value.message == "1 answer does not fit"


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_the_schema_tells_what_is_checked(tool: Any) -> None:
    schema = schema_of(tool.arguments)
    assert schema["additionalProperties"] is False
    for argument in tool.arguments:
        form = schema["properties"][argument.name]
        assert form["description"]
        good: dict[str, Any] = {
            "string": "x" * MAX_TEXT,
            "integer": form.get("maximum"),
            "array": ["x"],
            "object": {"x": 1},
        }
        others = {a.name: "x" for a in tool.arguments if a.required}
        assert checked({**others, argument.name: good[form["type"]]}, tool.arguments)
        with pytest.raises(UserError):
            checked({**others, argument.name: object()}, tool.arguments)
