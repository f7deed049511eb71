"""A course as a SCORM 1.2 package: one SCO that holds the lessons and the exam, and leads nowhere else.

Structure: SCORM 1.2 Content Aggregation Model (ADL, 2001). Names in the archive are ASCII, files are stored as they are
and without times: the same book is the same bytes on every machine.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path, PurePosixPath

from salesbook.academy.bare import bare_pages, look_of_pages
from salesbook.academy.drawings import drawn
from salesbook.academy.elements import parsed
from salesbook.academy.packed import Packed, Packer
from salesbook.core.bases import found
from salesbook.core.defaults import folders
from salesbook.core.door import MAX_COPY, read_inside
from salesbook.pages.model import Academy
from salesbook.pages.places import ASSETS
from salesbook.pages.tools import COMMON, Tool, with_tools

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""As of the academy's pages: site/theme/partials/policy.html."""
_OWN_STYLE = f"{ASSETS}/package.css"
_HREF = re.compile(r' href="[^"]*"')
_NOT_OF_A_NAME = re.compile(r"[^A-Za-z0-9-]+")


def package_of(
    root: Path, academy: Academy, tool: Tool, lessons: tuple[str, ...], about: tuple[str, str], slug: str, address: str
) -> bytes:
    """Return the package of a course as a zip file.

    `lessons` are the pages of its lessons in order, `about` its title and what it is about in words, `tool` its menu
    and exam, `slug` its name. `address` is where the academy is published, with a slash at its end: what leads out of
    the package leads there; it is words where that is nothing.
    """
    site = root / "build" / ".package"
    pages = {bare.page.uri: bare for bare in bare_pages(root, academy, site, frozenset(lessons))}
    packer = Packer(lessons, address, {asset.uri for asset in academy.assets})
    sections = []
    for number, uri in enumerate(lessons, 1):
        packed = packer.packed(parsed(pages[uri].html), uri, number)
        drawings = {name: _HREF.sub("", svg) for name, svg in pages[uri].page.drawings.items()}
        sections.append(_section(number, packed, pages[uri].page.title, drawings))
    styles, files = look_of_pages(root, academy, site)
    files = {uri: data for uri, data in files.items() if uri.isascii() and (uri in styles or not uri.endswith(".css"))}
    files |= _own_files(root, tool)
    files |= _media(root, academy, packer.media)
    page = _page(academy.language, about, with_tools(_PLACE, {"tool.0": tool}, "index.html"), sections, styles)
    files["index.html"] = page.encode()
    return _zipped({"imsmanifest.xml": _manifest(about[0], slug, sorted(files)).encode(), **files})


_PLACE = '<page-tool name="tool.0"></page-tool>'


def _section(number: int, packed: Packed, title: str, drawings: Mapping[str, str]) -> str:
    label = escape(title)
    html = drawn(packed.html, drawings)
    return f'<section class="package-lesson" id="lesson-{number}" data-label="{label}">\n{html}\n</section>'


def _page(language: str, about: tuple[str, str], tool: str, sections: list[str], styles: list[str]) -> str:
    links = "".join(f'<link rel="stylesheet" href="{escape(style)}">' for style in [*styles, _OWN_STYLE])
    title = escape(about[0])
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n{links}\n</head>\n"
        f'<body class="md-typeset" data-md-color-scheme="default">\n<main class="package">\n<p class="package__course">'
        f"{title}</p>\n<p>{escape(about[1])}</p>\n{tool}\n" + "\n".join(sections) + "\n</main>\n</body>\n</html>\n"
    )


def _own_files(root: Path, tool: Tool) -> dict[str, bytes]:
    """Return the scripts of the element and the style of the package: the book's own, else the default."""
    files = {}
    for name in (COMMON, *tool.scripts, "package.css"):
        folder = next(folder for folder in folders(root, "site/assets") if (folder / name).is_file())
        files[f"{ASSETS}/{name}"] = read_inside(folder, folder / name, MAX_COPY)
    return files


def _media(root: Path, academy: Academy, names: Mapping[str, str]) -> dict[str, bytes]:
    paths: dict[str, PurePosixPath] = {asset.uri: asset.path for asset in academy.assets}
    return {name: read_inside(*found(root, paths[uri]), MAX_COPY) for uri, name in names.items()}


def _manifest(title: str, slug: str, files: list[str]) -> str:
    name = _NOT_OF_A_NAME.sub("-", slug)
    listed = "\n".join(f'      <file href="{escape(file)}"/>' for file in files)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="course-{name}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="organization-{name}">
    <organization identifier="organization-{name}">
      <title>{escape(title)}</title>
      <item identifier="item-{name}" identifierref="sco-{name}" isvisible="true">
        <title>{escape(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco-{name}" type="webcontent" adlcp:scormtype="sco" href="index.html">
{listed}
    </resource>
  </resources>
</manifest>
"""


def _zipped(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return archive.getvalue()
