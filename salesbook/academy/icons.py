"""Icons that the settings choose for admonitions and notes in code, as rules of a style sheet.

Material prints them into every page, where the policy of the academy's pages lets no style stand.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from salesbook.core.door import read_inside
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

MAX_BYTES = 100_000
"""Of an icon; those of Material have some hundreds."""


def style(icon: Mapping[str, Any], folders: Iterable[Path]) -> str:
    """Return the rules for the setting `icon` of the theme, whose `folders` hold icons; nothing for none.

    Raises `UserError` for an icon that is in none of the folders.
    """
    named = {f"--md-admonition-icon--{kind}": name for kind, name in (icon.get("admonition") or {}).items() if name}
    if icon.get("annotation"):
        named["--md-annotation-icon"] = icon["annotation"]
    places = tuple(folders)
    rules = "".join(f"  {variable}: {_picture(str(name), places)};\n" for variable, name in named.items())
    return f":root {{\n{rules}}}\n" if rules else ""


def _picture(name: str, folders: Iterable[Path]) -> str:
    """Return an icon as a value of CSS."""
    for folder in folders:
        try:
            data = read_inside(folder, folder / ".icons" / f"{name}.svg", MAX_BYTES)
        except OSError:
            continue
        drawing = quote(data.replace(b"\n", b""), safe=" =:/;,")
        return f'url("data:image/svg+xml;charset=utf-8,{drawing}")'
    raise UserError(
        _("mkdocs.yml, theme: icon: there is no icon “{name}”").format(name=name),
        _("name an icon of Material, such as material/school"),
    )
