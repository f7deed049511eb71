"""`salesbook learning`: courses as GIFT and as SCORM 1.2 packages, what an archive holds, refusals."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.books import regulation, write_book
from tests.cli.ran import Command

IMSCP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


def test_a_package(salesbook: Command, root: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "1.zip", tmp_path / "2.zip"
    assert salesbook("learning", "scorm", "start", "--output", one).code == 0
    assert salesbook("learning", "scorm", "start", "--output", two).code == 0
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as package:
        names = package.namelist()
        manifest = ET.fromstring(package.read("imsmanifest.xml"))
        page = package.read("index.html").decode()
    assert names[0] == "imsmanifest.xml"
    assert all(name.isascii() for name in names)
    resource = manifest.find(f"{IMSCP}resources/{IMSCP}resource")
    assert resource is not None
    assert resource.get(f"{ADLCP}scormtype") == "sco"
    assert resource.get("href") == "index.html"
    assert sorted(file.get("href", "") for file in resource) == sorted(set(names) - {"imsmanifest.xml"})
    item = manifest.find(f"{IMSCP}organizations/{IMSCP}organization/{IMSCP}item")
    assert item is not None
    assert item.get("identifierref") == resource.get("identifier")
    assert manifest.findtext(f"{IMSCP}metadata/{IMSCP}schemaversion") == "1.2"
    loaded = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert loaded
    assert set(loaded) <= set(names)
    assert "<page-tool" not in page


def test_what_a_role_may_not_see(tmp_path: Path, salesbook: Command, root: Path) -> None:
    secret = regulation("Канарейка", "ОП-009", "Тайна-канарейка.").replace("[manager]", "[head]")
    course = (root / "content/courses/start.yml").read_text(encoding="utf-8")
    course = course.replace("lessons:\n", "lessons:\n  - {item: ОП-009}\n", 1)
    write_book(root, {"regulations/sales/secret.md": secret, "courses/start.yml": course})
    whole, edition = tmp_path / "whole.zip", tmp_path / "edition.zip"
    assert salesbook("learning", "scorm", "start", "--output", whole).code == 0
    assert salesbook("learning", "scorm", "start", "--output", edition, "--role", "manager").code == 0
    canary = "Тайна-канарейка".encode()
    assert canary in whole.read_bytes()
    assert canary not in edition.read_bytes()
    assert zipfile.ZipFile(io.BytesIO(edition.read_bytes())).testzip() is None


def test_refusals(salesbook: Command, root: Path) -> None:
    assert salesbook("learning", "scorm", "strat").code == 2
    ran = salesbook("learning", "scorm", "start", "--output", root / "content/a.zip")
    assert (ran.code, "among the sources" in ran.err) == (2, True)
    ran = salesbook("learning", "gift", "--output", root / "content/a.gift")
    assert (ran.code, "among the sources" in ran.err) == (2, True)
    assert salesbook("learning", "gift", "start").out.startswith("$CATEGORY: Берег/Старт\n\n::")
