"""The menu of a large book: a page shows those around it, and costs no more than in a small one."""

import re

from salesbook.academy.chrome import MANY, TABS, TREE, Navigation
from salesbook.pages.model import NavEntry


def entries(n: int, folder: str = "faq") -> tuple[NavEntry, ...]:
    return tuple(NavEntry(f"Страница {i}", f"{folder}/i{i}.md") for i in range(n))


def shown(navigation: Navigation, uri: str) -> list[str]:
    """Return the pages that the menu of a page names, without those of sections."""
    return re.findall(r'href="([^"/]*i\d+\.html)"', navigation.tree(uri))


def test_a_list_that_is_not_long_is_shown_whole() -> None:
    navigation = Navigation((NavEntry("Ответы", "faq/index.md", entries(MANY)),))
    assert shown(navigation, "faq/i7.md") == [f"i{n}.html" for n in range(MANY)]


def test_of_a_long_list_the_pages_around_the_current_one_are_shown() -> None:
    navigation = Navigation((NavEntry("Ответы", "faq/index.md", entries(20_000)),))
    for page in (0, MANY - 1, MANY, 10_005, 19_999):
        links = shown(navigation, f"faq/i{page}.md")
        assert len(links) == MANY
        assert f"i{page}.html" in links
        assert navigation.tree(f"faq/i{page}.md").count('aria-current="page"') == 1
    assert len(shown(navigation, "faq/index.md")) == MANY


def test_long_groups_of_a_section_likewise() -> None:
    groups = (NavEntry("Продажи", None, entries(500, "r/a")), NavEntry("Маркетинг", None, entries(300, "r/b")))
    navigation = Navigation((NavEntry("Регламенты", "r/index.md", groups),))
    tree = navigation.tree("r/b/i250.md")
    assert re.findall(r'href="(i\d+)\.html"', tree) == [f"i{n}" for n in range(MANY, 300)]
    assert len(re.findall(r'href="\.\./a/i\d+\.html"', tree)) == MANY


def test_a_page_that_is_no_line_of_the_menu_stands_in_its_section() -> None:
    section = NavEntry("Воронки", "pipelines/index.md", entries(2, "pipelines"), unlisted=("pipelines/other.md",))
    navigation = Navigation((NavEntry("Главная", "index.md"), section))
    assert "md-tabs__item--active" in navigation.tabs("pipelines/other.md")
    tree = navigation.tree("pipelines/other.md")
    assert "i0.html" in tree
    assert "other" not in tree


def test_a_page_gets_the_navigation_of_another_build_in_the_same_places() -> None:
    page = f"<p>{{}}</p>{TREE}<p>Слово</p>{TABS}<p>{{}}</p>{TREE}{TABS}"
    for words in (("ё", "конец"), ("", ""), ("начало", "")):
        one, other = (
            Navigation((NavEntry(f"Ответы{title}", "faq/index.md", (NavEntry(f"Д{title}", "faq/a.md"), *entries(3))),))
            for title in ("", " и ещё")
        )
        of_one, slots = one.filled(page.format(*words), "faq/a.md")
        of_other, new = other.filled(page.format(*words), "faq/a.md")
        assert of_one.count("Слово") == 1
        assert of_one.count('aria-current="page"') == 1
        assert one.digest("faq/a.md") != other.digest("faq/a.md")
        assert other.filled_anew(of_one.encode(), slots, "faq/a.md") == (of_other.encode(), new)
        assert one.filled_anew(of_other.encode(), new, "faq/a.md") == (of_one.encode(), slots)
