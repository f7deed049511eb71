"""placeholder"""
from typing import Any

import typer


def register(app: typer.Typer, cls: Any) -> None:
    """Add the commands."""
