"""One target driven by atheris, which keeps what reaches new code: `python -m tests.fuzz.guided` and
TARGET, INPUTS, SEED, FOLDER.

What may take long is put aside to be measured by itself: a way that is watched is longer.
"""

import faulthandler
import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

_GENERATED, _MUTATED = 0.35, 0.8
_FATAL_MEGABYTES = 1_800
_INSTRUMENTED = 4
"""So many times longer than by itself may an input take here."""

with atheris.instrument_imports(include=["salesbook", "jinja2", "markdown", "frontmatter"]):
    from tests.fuzz.drive import FATAL_SECONDS, SLACK_MEGABYTES, Tally
    from tests.fuzz.mutation import LIMIT, LONG, ORDINARY, chosen, grown, mutated
    from tests.fuzz.target import ALL_BOOKS, Target
    from tests.fuzz.targets import BY_NAME
    from tests.fuzz.watch import SECONDS, limit_memory, watched


def drive(target: Target, inputs: int, seed: int, folder: Path) -> None:
    """Give a target so many inputs that atheris chooses; does not return."""
    seeds = tuple(target.seeds(ALL_BOOKS))
    runs = len(seeds) + inputs
    corpus = Path(tempfile.mkdtemp(prefix="corpus-"))
    for n, data in enumerate(seeds):
        (corpus / f"{n:04}").write_bytes(data)
    tally = Tally(target, folder)

    def one(data: bytes) -> None:
        tally.take(data, watched(target.run, data, SECONDS * _INSTRUMENTED), guided=True, index="guided")
        if tally.inputs == runs:
            tally.inputs -= len(seeds)
            print(tally.summary(), flush=True)

    def change(data: bytes, size: int, number: int) -> bytes:
        random = Random(f"{seed} {number}")
        kind = random.random()
        if kind < _GENERATED and target.generate is not None:
            return chosen(target, seeds, random)
        data = data[:ORDINARY]
        data = mutated(data, random, ORDINARY, seeds) if kind < _MUTATED else bytes(atheris.Mutate(data, ORDINARY))
        return grown(data, random) if random.random() < LONG else data

    faulthandler.enable()
    limit_memory(SLACK_MEGABYTES)
    options = [
        f"-runs={runs}",
        f"-seed={seed}",
        f"-max_len={LIMIT}",
        f"-timeout={FATAL_SECONDS}",
        f"-rss_limit_mb={_FATAL_MEGABYTES}",
        f"-artifact_prefix={folder}/{target.name}-",
        "-report_slow_units=3600",  # by the clock, which a busy machine slows
        "-len_control=0",
        "-verbosity=0",
        "-print_final_stats=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=change, internal_libfuzzer=True)
    atheris.Fuzz()


if __name__ == "__main__":
    name, inputs, seed, folder = sys.argv[1:]
    drive(BY_NAME[name], int(inputs), int(seed), Path(folder))
