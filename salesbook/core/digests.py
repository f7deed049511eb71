"""Digests of data: letters that are other ones whenever the data are."""

import json
from hashlib import blake2b
from typing import Any


def digest(*values: Any) -> str:
    """Return the digest of plain data; of anything else in it what it is printed as."""
    sum_of_all = blake2b(digest_size=16)

    def add(kind: str, text: str) -> None:
        data = text.encode(errors="surrogatepass")
        sum_of_all.update(f"{kind}{len(data)}:".encode() + data)

    for value in values:
        # Texts are most of it, and JSON would look at every character of them.
        texts = {name: text for name, text in value.items() if isinstance(text, str)} if type(value) is dict else {}
        for name, text in sorted(texts.items()):
            add("n", name)
            add("t", text)
        rest = {name: of for name, of in value.items() if name not in texts} if texts else value
        add("j", json.dumps(rest, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":")))
    return sum_of_all.hexdigest()
