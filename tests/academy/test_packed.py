"""Pages as parts of a package: ids of their own, and nothing that leads out."""

import pytest

from salesbook.academy.elements import parsed
from salesbook.academy.packed import Packer

LESSONS = ("regulations/sales/call.md", "letters/summary.md")


@pytest.mark.parametrize(
    ("html", "address", "packed"),
    [
        ('<a href="../../letters/summary.html#x">там</a>', "", '<a href="#lesson-2-x">там</a>'),
        ('<a href="#x">там</a>', "", '<a href="#lesson-1-x">там</a>'),
        ('<a href="../../faq/a.html#ы">там</a>', "", "там"),
        ('<a href="../../faq/a.html">там</a>', "https://b.example/", '<a href="https://b.example/faq/a.html">там</a>'),
        ('<a href="https://evil.example/">там</a>', "https://b.example/", "там"),
        ('<a href="//[">там</a>', "https://b.example/", "там"),
        ('<img src="../../media/a.png" alt="Экран">', "", '<img src="media/1.png" alt="Экран">'),
        ('<img src="../../media/none.png" alt="Экран &lt;">', "", "Экран &lt;"),
        ('<h2 id="a">Раздел<a class="headerlink" href="#a">¶</a></h2>', "", '<h2 id="lesson-1-a">Раздел</h2>'),
        ('<page-tool name="tool.0"></page-tool><p>&lt;b&gt; &amp;</p>', "", "<p>&lt;b&gt; &amp;</p>"),
    ],
)
def test_pages_in_a_package(html: str, address: str, packed: str) -> None:
    packer = Packer(LESSONS, address, {"media/a.png"})
    assert packer.packed(parsed(html), LESSONS[0], 1).html == packed
