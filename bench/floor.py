"""The floor of `salesbook check`: the same YAML read by libyaml and validated by pydantic, nothing else.

python -m bench.floor FOLDER
"""

import os
import sys
from pathlib import Path

import yaml
from pydantic import BaseModel

from salesbook.models.company import Company
from salesbook.models.knowledge import Faq
from salesbook.models.regulation import Regulation
from salesbook.models.training import Checklist

MODELS: dict[str, type[BaseModel]] = {"faq": Faq, "checklists": Checklist}


def main(root: Path) -> None:
    """Read and validate every file of a generated book."""
    n = 0
    for folder, _folders, files in os.walk(root / "content"):
        for name in files:
            text = Path(folder, name).read_text(encoding="utf-8")
            if name == "company.yml":
                Company.model_validate(yaml.load(text, yaml.CSafeLoader))
            elif name.endswith(".md"):
                _empty, head, body = text.split("---\n", 2)
                data = yaml.load(head, yaml.CSafeLoader)
                Regulation.model_validate(data | {"body": body, "department": Path(folder).name})
            else:
                MODELS[Path(folder).name].model_validate(yaml.load(text, yaml.CSafeLoader))
            n += 1
    print(f"{n} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
