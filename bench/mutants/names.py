"""The names of a room's mutants: run in the folder that is prepared for mutmut, whose settings say what is mutated."""

import sys
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name


def main(folder: Path) -> None:
    """Print the names of all mutants of the files in `folder`, a line each."""
    for path in sorted(folder.rglob("*.py")):
        for name in mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names:
            print(get_mutant_name(path, name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
