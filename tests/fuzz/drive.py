"""One target driven by atheris, which keeps what reaches new code.

`python -m tests.fuzz.drive TARGET INPUTS SEED FOLDER`: what goes wrong is written into FOLDER, once for each place it
goes wrong at, and driving goes on. The last line of the output is `TARGET: N inputs, M found`.
"""

import faulthandler
import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

LIMIT = 60_000
_OURS = 0.7
_SLACK_MEGABYTES = 1_500
_FATAL_SECONDS, _FATAL_MEGABYTES = 60, 1_500

with atheris.instrument_imports(include=["salesbook", "jinja2", "markdown", "frontmatter"]):
    from tests.fuzz.mutation import mutated
    from tests.fuzz.target import ALL_BOOKS
    from tests.fuzz.targets import BY_NAME
    from tests.fuzz.watch import limit_memory, name_of, watched


def drive(name: str, inputs: int, seed: int, folder: Path) -> None:
    """Drive a target with its seeds and so many mutated inputs; does not return."""
    target = BY_NAME[name]
    seeds = tuple(target.seeds(ALL_BOOKS))
    runs = len(seeds) + inputs
    corpus = Path(tempfile.mkdtemp(prefix="corpus-"))
    for n, data in enumerate(seeds):
        (corpus / f"{n:04}").write_bytes(data)
    seen: set[str] = set()
    done = 0

    def one(data: bytes) -> None:
        nonlocal done
        done += 1
        failure = watched(target.run, data)
        if failure is not None and failure.kind not in seen:
            seen.add(failure.kind)
            (folder / name).mkdir(parents=True, exist_ok=True)
            (folder / name / name_of(data)).write_bytes(data)
            print(f"{name} {name_of(data)}: {failure.kind}\n{failure.story}", flush=True)
        if done == runs:
            print(f"{name}: {done - len(seeds)} inputs, {len(seen)} found", flush=True)

    def change(data: bytes, size: int, chosen: int) -> bytes:
        random = Random(chosen)
        if random.random() < _OURS:
            return mutated(data, random, size, seeds)
        return bytes(atheris.Mutate(data, size))

    faulthandler.enable()
    limit_memory(_SLACK_MEGABYTES)
    options = [
        f"-runs={runs}",
        f"-seed={seed}",
        f"-max_len={LIMIT}",
        f"-timeout={_FATAL_SECONDS}",
        f"-rss_limit_mb={_FATAL_MEGABYTES}",
        f"-artifact_prefix={folder}/{name}-",
        "-report_slow_units=3600",  # by the clock, which a busy machine slows
        "-len_control=0",
        "-verbosity=0",
        "-print_final_stats=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=change, internal_libfuzzer=True)
    atheris.Fuzz()


if __name__ == "__main__":
    drive(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
