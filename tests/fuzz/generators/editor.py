"""Conversations of an editor: messages of the language server's protocol, one a line, in any order, of any sense."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.fuzz.generators.data import changed, front_matter, value
from tests.fuzz.generators.markdown import body
from tests.fuzz.generators.words import CONTROL, PATHS, UNICODE, hostile, sentence

ROOT = "@ROOT@"
"""Stands for the address of the book's folder."""

_ODD_NUMBERS = (-1, 0, 1, 5, 10**6, 2**31 - 1, 2**31, 2**32, 2**63, 10**30, 1.5, None, "1", True)
_REQUESTS = (
    "textDocument/completion textDocument/hover textDocument/definition textDocument/references textDocument/prepareRename "
    "textDocument/rename textDocument/codeAction textDocument/documentSymbol workspace/symbol shutdown x/y $/x "
    "workspace/executeCommand textDocument/formatting completionItem/resolve"
).split()
_ASKED = _REQUESTS[:9]


def conversation(random: Random, files: Sequence[tuple[str, str]]) -> str:
    """Return a session about files of a book (name, text): opened, typed in, asked about, closed."""
    name, text = random.choice(files)
    uri = _uri(random, name)
    greeting = [
        _request(0, "initialize", {"processId": None, "rootUri": ROOT, "capabilities": _capabilities(random)}),
        {"jsonrpc": "2.0", "method": "initialized", "params": {}},
    ]
    opened = {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
    lines: list[Any] = [*greeting, _notice("textDocument/didOpen", opened)]
    for n in range(1, random.choice((3, 6, 12, 25))):
        lines.append(_message(random, n, uri, name, text))
    if random.random() < 0.05:
        random.shuffle(lines)
    return "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n"


def _message(random: Random, n: int, uri: str, name: str, text: str) -> Any:
    match random.randrange(12):
        case 0 | 1 | 2:
            changes = [_change(random, name, text) for _n in range(random.choice((1, 1, 2, 8)))]
            version = random.choice((n, n, 0, -5, 2**31, None))
            return _notice(
                "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
            )
        case 3 | 4 | 5 | 6 | 7:
            method = random.choice(_ASKED)
            params = {
                "textDocument": {"uri": uri},
                "position": _position(random, text),
                "range": {"start": _position(random, text), "end": _position(random, text)},
                "context": {"includeDeclaration": True, "diagnostics": [], "triggerKind": 1},
                "newName": random.choice(("новое-имя", "x", hostile(random), random.choice(PATHS), "a" * 5_000)),
                "query": hostile(random),
            }
            if random.random() < 0.1:
                params[random.choice(list(params))] = value(random)
            return _request(n, method, params)
        case 8:
            kind = random.choice(("didClose", "didSave", "didOpen"))
            return _notice(
                f"textDocument/{kind}",
                {"textDocument": {"uri": _uri(random, name), "languageId": "x", "version": n, "text": body(random)}},
            )
        case 9:
            changed_uri = random.choice(
                (uri, f"{ROOT}/salesbook.toml", f"{ROOT}/content/company.yml", _uri(random, name))
            )
            return _notice(
                "workspace/didChangeWatchedFiles", {"changes": [{"uri": changed_uri, "type": random.choice((1, 2, 3))}]}
            )
        case 10:
            odd: dict[str, Any] = {
                "jsonrpc": random.choice(("2.0", "1.0", 2, None)),
                "id": random.choice((n, "x", 1.5, None, [], {}, -1, 10**40)),
            }
            odd |= {"method": random.choice((*_REQUESTS, "", 5, None)), "params": value(random)}
            for key in random.sample(sorted(odd), random.choice((0, 1))):
                del odd[key]
            return random.choice((odd, {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": n - 1}}))
        case _:
            return random.choice(
                (
                    hostile(random).replace("\n", " "),
                    "[" * 5_000,
                    "{}",
                    "[]",
                    "null",
                    '"x"',
                    "1e999",
                    json.dumps(value(random)),
                )
            )


def _change(random: Random, name: str, text: str) -> dict[str, Any]:
    match random.randrange(4):
        case 0:
            new = changed(random, text) if name.endswith(".yml") else front_matter(random, text)
        case 1:
            at = random.randint(0, len(text))
            new = text[:at] + hostile(random) + text[at:]
        case 2:
            at = random.randint(0, len(text))
            new = (
                text[:at]
                + random.choice(("[[", "{{ fact.", "- ", "\n", ": ", *CONTROL, *UNICODE))
                + text[at + random.randint(0, 9) :]
            )
        case _:
            new = random.choice(("", "\n", "\r", "---\n" * 50, body(random), sentence(random)))
    change: dict[str, Any] = {"text": new}
    if random.random() < 0.3:
        change["range"] = {"start": _position(random, text), "end": _position(random, text)}
        change["rangeLength"] = random.choice(_ODD_NUMBERS)
    return change


def _position(random: Random, text: str) -> Any:
    if random.random() < 0.7:
        lines = text.split("\n")
        line = random.randrange(len(lines))
        return {"line": line, "character": random.randint(0, len(lines[line]) + 2)}
    return {"line": random.choice(_ODD_NUMBERS), "character": random.choice(_ODD_NUMBERS)}


def _uri(random: Random, name: str) -> str:
    if random.random() < 0.85:
        return f"{ROOT}/{name}"
    return random.choice(
        (f"{ROOT}/{random.choice(PATHS)}", random.choice(PATHS), f"file://{random.choice(PATHS)}", "untitled:x", "http://[", "file://evil.example/x.md",
         f"{ROOT}/content/%00", f"{ROOT}/content/%ff.md", f"{ROOT}/content/a%2f..%2f..%2fx.md", "", f"{ROOT}/content/new.md", f"{ROOT}/{hostile(random)}")
    )  # fmt: skip


def _capabilities(random: Random) -> dict[str, Any]:
    encodings = random.choice((["utf-16"], ["utf-8"], ["utf-32"], [], ["x"]))
    rename = {"documentChanges": True, "resourceOperations": ["rename"]}
    return {"general": {"positionEncodings": encodings}, "workspace": {"workspaceEdit": rename}}


def _request(n: Any, method: str, params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": n, "method": method, "params": params}


def _notice(method: str, params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params}
