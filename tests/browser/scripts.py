"""Scripts of site/assets run by themselves, without any page: by node where there is one, else in the browser."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from tests.browser.conftest import CHROMIUM
from tests.browser.forms import ASSETS

NODE = shutil.which("node")


def ran(scripts: Sequence[str], expression: str, given: Any, request: pytest.FixtureRequest) -> Any:
    """Return what `expression`, a function in JavaScript, makes of `given` when `scripts` are loaded, in that order.

    The test is skipped where there is neither node nor a browser.
    """
    text = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in scripts)
    if NODE is not None:
        program = (
            "globalThis.window = globalThis;\n"
            f"{text}\nconst given = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n"
            f"process.stdout.write(JSON.stringify(({expression})(given)));"
        )
        done = subprocess.run(
            [NODE, "-e", program],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    if CHROMIUM is None:
        pytest.skip("there is neither node nor chromium")
    page = request.getfixturevalue("chromium").new_page()
    page.evaluate(text)
    result = page.evaluate(expression, given)
    page.close()
    return result
