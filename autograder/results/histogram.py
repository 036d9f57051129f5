"""A histogram as the numbers that a template draws."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.results.figures import points

BINS = 10
WIDTH, HEIGHT = 720, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 12, 34, 44
_GAP = 3


@dataclass(frozen=True)
class Bar:
    """A bar, in the units of the drawing, and how many it stands for."""

    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True)
class Tick:
    """A place on the horizontal axis and what stands below it."""

    x: float
    label: str


@dataclass(frozen=True)
class Histogram:
    """Bars over an axis from 0 to the points that could be earned, with the median marked."""

    bars: list[Bar]
    ticks: list[Tick]
    base: float
    median: Tick
    width: int = WIDTH
    height: int = HEIGHT


def histogram(totals: Sequence[float], out_of: float) -> Histogram:
    """Return the drawing of at least one total, each from 0 to `out_of` (more than 0)."""
    counts = [0] * BINS
    for total in totals:
        counts[min(int(total / out_of * BINS), BINS - 1)] += 1
    base = HEIGHT - _BOTTOM
    step = (WIDTH - _LEFT - _RIGHT) / BINS
    tallest = (base - _TOP) / max(counts)
    middle = statistics.median(totals)
    return Histogram(
        bars=[
            Bar(
                x=round(_LEFT + index * step + _GAP / 2, 2),
                y=round(base - count * tallest, 2),
                width=round(step - _GAP, 2),
                height=round(count * tallest, 2),
                count=count,
            )
            for index, count in enumerate(counts)
        ],
        ticks=[
            Tick(round(_LEFT + index * step, 2), points(out_of * index / BINS))
            for index in range(BINS + 1)
        ],
        base=base,
        median=Tick(
            round(_LEFT + (WIDTH - _LEFT - _RIGHT) * middle / out_of, 2),
            points(middle),
        ),
    )
