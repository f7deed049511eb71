"""Charts as SVG: our own few elements, no scripts, no links, nothing loaded."""

from collections.abc import Iterator, Sequence
from html import escape

from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.output.figures import decimal, percent
from salesbook.output.visible import visible
from salesbook.scoring.evidence.backtest import Backtest, SegmentOutcomes
from salesbook.scoring.evidence.intervals import wilson
from salesbook.scoring.evidence.trust import SHOWN, Trust

_WIDTH, _HEIGHT = 960, 420
_TOP, _BOTTOM, _LEFT, _SIDE = 70, 340, 60, 270
_CURVE_LEFT = 620
_INK, _PALE, _BAR, _LINE = "#1f2933", "#52606d", "#3b82c4", "#c2410c"
_LONGEST = 28
_MOST_BARS = 12


def backtest_svg(title: str, judged: Backtest) -> str:
    """Return a chart of a backtest: conversion by segment with its intervals, and the curve of the total (ROC)."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'font-family="sans-serif" font-size="13" fill="{_INK}" role="img" lang="{spoken()}">',
        f"<title>{_text(title)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _label(_LEFT, 28, title, size=16),
        *_bars(judged.segments),
        *_roc(judged),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _bars(segments: Sequence[SegmentOutcomes]) -> Iterator[str]:
    shown = segments[-_MOST_BARS:]
    yield _label(_LEFT, 54, _("Share of won deals by segment, with its 95 % interval"))
    most = max([wilson(each.outcomes).high for each in shown if each.outcomes.all] or [1.0])
    height = _BOTTOM - _TOP

    def y(share: float) -> float:
        return round(_BOTTOM - share / most * height, 1)

    step = (_CURVE_LEFT - 120 - _LEFT) / len(shown)
    yield f'<path d="M{_LEFT} {_TOP}V{_BOTTOM}H{_CURVE_LEFT - 110}" fill="none" stroke="{_PALE}"/>'
    for share in (0, most / 2, most):
        yield _label(_LEFT - 8, y(share) + 4, percent(share), anchor="end", colour=_PALE)
    for n, each in enumerate(shown):
        middle = round(_LEFT + step * (n + 0.5), 1)
        yield _label(middle, _BOTTOM + 20, each.segment.id, anchor="middle")
        if not each.outcomes.all:
            continue
        rate, interval = each.outcomes.rate, wilson(each.outcomes)
        width = round(step * 0.5, 1)
        yield (
            f'<rect x="{round(middle - width / 2, 1)}" y="{y(rate)}" width="{width}" '
            f'height="{round(_BOTTOM - y(rate), 1)}" fill="{_BAR}"/>'
        )
        yield f'<path d="M{middle} {y(interval.low)}V{y(interval.high)}" stroke="{_INK}" stroke-width="2"/>'
        if each.outcomes.all >= SHOWN:  # of fewer deals a share says nothing
            yield _label(middle, _BOTTOM + 38, percent(rate), anchor="middle")
        counts = _("{won} of {all}").format(won=each.outcomes.won, all=each.outcomes.all)
        yield _label(middle, _BOTTOM + 55, counts, anchor="middle", colour=_PALE)


def _roc(judged: Backtest) -> Iterator[str]:
    yield _label(_CURVE_LEFT, 54, _("Won deals against lost ones (ROC)"))
    yield f'<rect x="{_CURVE_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="{_PALE}"/>'
    diagonal = f"M{_CURVE_LEFT} {_TOP + _SIDE}L{_CURVE_LEFT + _SIDE} {_TOP}"
    yield f'<path d="{diagonal}" stroke="{_PALE}" stroke-dasharray="4"/>'
    if judged.ranking is None or judged.trust is Trust.NONE:
        yield _label(_CURVE_LEFT + _SIDE / 2, _TOP + _SIDE / 2, _("too few deals"), anchor="middle")
        return
    places = " ".join(f"{_CURVE_LEFT + x * _SIDE:.1f},{_TOP + _SIDE - y * _SIDE:.1f}" for x, y in judged.curve)
    yield f'<polyline points="{places}" fill="none" stroke="{_LINE}" stroke-width="2"/>'
    yield _label(_CURVE_LEFT + _SIDE - 8, _TOP + _SIDE - 12, f"AUC {decimal(judged.ranking.auc, 3)}", anchor="end")
    yield _label(_CURVE_LEFT, _BOTTOM + 20, _("share of lost deals →"), colour=_PALE)


def _label(x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, colour: str = _INK) -> str:
    short = words if len(words) <= _LONGEST * 3 else words[: _LONGEST * 3] + "…"
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{_text(short)}</text>'


def _text(words: str) -> str:
    return escape(visible(words))
