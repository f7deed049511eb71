"""Lanes of arrows: shared by arrows to one row, apart where they would lie on each other, lines of a row apart."""

from hypothesis import given
from hypothesis import strategies as st

from salesbook.pages.lanes import Row, Sides, count, lanes, ports, routes

ROWS = 12
ARROWS = st.sets(st.tuples(st.integers(0, ROWS - 1), st.integers(0, ROWS - 1)).filter(lambda a: a[0] != a[1]))
SIDES = Sides(left=100, right=700, first=16, gap=10)


def test_sixty_stages_that_lead_to_the_last_need_one_lane() -> None:
    places = lanes([(n, 60) for n in range(60)])
    assert places == {(True, 60): 0}
    assert count(places, down=True) == 1
    assert count(places, down=False) == 0


def test_a_short_lane_is_nearer() -> None:
    assert lanes([(0, 9), (3, 5), (8, 2)]) == {(True, 5): 0, (True, 9): 1, (False, 2): 0}


def test_lanes_that_end_and_begin_at_one_row_share_their_place() -> None:
    assert lanes([(0, 3), (3, 6)]) == {(True, 3): 0, (True, 6): 0}


@given(ARROWS)
def test_no_two_lanes_lie_on_each_other(arrows: set[tuple[int, int]]) -> None:
    places = lanes(arrows)
    rows = [Row(n * 60.0, 44.0) for n in range(ROWS)]
    drawn = routes(sorted(arrows), rows, SIDES)
    assert drawn.keys() == arrows
    spans: dict[tuple[bool, int], list[tuple[float, float, int]]] = {}
    for (source, target), route in drawn.items():
        down = target > source
        end = float(route.head.split()[1].split("l")[0])
        assert rows[source].top < route.y < rows[source].top + rows[source].height
        assert rows[target].top < end < rows[target].top + rows[target].height
        low, high = sorted((route.y, end))
        spans.setdefault((down, places[down, target]), []).append((low, high, target))
    for lane in spans.values():
        for low, high, target in lane:
            assert not [other for other in lane if other[2] != target and low < other[1] and other[0] < high]


@given(ARROWS)
def test_lines_that_leave_a_row_leave_it_apart(arrows: set[tuple[int, int]]) -> None:
    rows = [Row(n * 60.0, 44.0) for n in range(ROWS)]
    left = [(route.x, route.y) for route in routes(sorted(arrows), rows, SIDES).values()]
    assert len(left) == len(set(left))
    assert all(most <= 2 * ROWS for most in ports(arrows).values())
