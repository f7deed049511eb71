"""Inputs once more, not guided: `python -m tests.fuzz.again TARGET FILE…` writes a line of JSON for each."""

import json
import sys
from pathlib import Path

from tests.fuzz.drive import FATAL_SECONDS, SLACK_MEGABYTES
from tests.fuzz.target import OF_TESTS
from tests.fuzz.targets import BY_NAME
from tests.fuzz.watch import SECONDS, limit_memory, watched


def main(name: str, files: list[str]) -> None:
    """Run a target on files; print what each came to."""
    target = BY_NAME[name]
    seeds = target.seeds(OF_TESTS)
    watched(target.run, seeds[0] if seeds else b"", FATAL_SECONDS)  # what is made once is no input's
    limit_memory(SLACK_MEGABYTES)
    for file in files:
        came = watched(target.run, Path(file).read_bytes(), SECONDS + target.allowance)
        failure = came.failure
        kind, place, story = ("", "", "") if failure is None else (failure.kind, failure.place, failure.story)
        answer = {"file": file, "seconds": came.seconds, "megabytes": came.megabytes, "kind": kind, "place": place}
        print(json.dumps(answer | {"story": story}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
