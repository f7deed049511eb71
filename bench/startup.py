"""The commands of a working day on the real book against bare imports, in wall time.

python -m bench.startup
"""

import tempfile
from pathlib import Path

import yaml

from bench.measure import HEAD, cost, python, row, salesbook

BOOK = Path(__file__).parents[1]
FLOOR = "import typer, pydantic, yaml, jinja2\nclass Model(pydantic.BaseModel):\n    name: str\nModel(name='x')"


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        lead, facts = Path(folder, "lead.yml"), Path(folder, "summary.yml")
        card = yaml.safe_load((BOOK / "content/scorecards/leads.yml").read_text("utf-8"))
        parameters = [p["id"] for block in card["blocks"] for p in block["parameters"]]
        lead.write_text(yaml.safe_dump({"knockouts": [], "scores": dict.fromkeys(parameters, 1)}), "utf-8")
        letter = (BOOK / "content/letters/summary.md").read_text("utf-8").split("---\n")[1]
        sample = yaml.safe_load(letter)["sample"]
        sample["next_step"]["date"] = "2099-11-27"
        facts.write_text(yaml.safe_dump(sample, allow_unicode=True), "utf-8")
        floor = cost(python(FLOOR), runs=15).wall
        commands = {
            "--help": salesbook("--help"),
            "score FILE": salesbook("--book", str(BOOK), "score", str(lead)),
            "letter summary --data FILE": salesbook("--book", str(BOOK), "letter", "summary", "--data", str(facts)),
        }
        for name, command in commands.items():
            print(row(f"{name}, wall", cost(command, runs=15).wall, floor, 2))


if __name__ == "__main__":
    print(HEAD)
    main()
