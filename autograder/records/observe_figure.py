"""A matplotlib figure as a record: its axes with their texts, curves, images and legend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.records.kinds import Axes, Curve, Figure

_LOCATIONS = ("center", "left", "right")


def observe_figure(figure: Any, keep: Callable[[object], int]) -> Figure:
    """Return the record of `figure`: what a reader would see in it, as data."""
    texts = [text.get_text() for text in figure.texts if text.get_visible()]
    if figure._suptitle is not None and figure._suptitle not in figure.texts:
        texts.append(figure._suptitle.get_text())
    return Figure(
        axes=[_axes(axes, figure) for axes in figure.axes if axes.get_visible()],
        texts=[text for text in texts if text],
        handle=keep(figure),
    )


def _axes(axes: Any, figure: Any) -> Axes:
    drawn_curves = [*axes.lines, *[c for c in axes.collections if hasattr(c, "get_offsets")]]
    entries = _legend_entries([axes.get_legend()]) or _legend_entries(figure.legends)
    beside = _legend_of_each(drawn_curves, entries)
    return Axes(
        titles=[title for where in _LOCATIONS if (title := axes.get_title(loc=where))],
        x_label=_label(axes, axes.xaxis),
        y_label=_label(axes, axes.yaxis),
        curves=[
            _curve(curve, beside.get(index, ""))
            for index, curve in enumerate(drawn_curves)
            if curve.get_visible()
        ],
        images=[_pixels(image) for image in axes.images if image.get_visible()],
        legend=[text for _, text in entries],
        texts=[text.get_text() for text in axes.texts if text.get_text()],
        box=_box(axes, figure),
        drawn=bool(axes.axison),
    )


def _label(axes: Any, axis: Any) -> str:
    """Return the text beside an axis, "" where it is not seen."""
    seen = axes.axison and axis.get_visible() and axis.label.get_visible()
    return str(axis.label.get_text()) if seen else ""


def _box(axes: Any, figure: Any) -> list[float]:
    """Return where the axes stand in the whole figure, also where they are in a subfigure."""
    box = axes.bbox.transformed(figure.transFigure.inverted())
    return [float(edge) for edge in box.bounds]


def _legend_entries(legends: list[Any]) -> list[tuple[Any, str]]:
    """Return the samples in these legends, each with the text beside it."""
    return [
        (handle, text.get_text())
        for legend in legends
        if legend is not None and legend.get_visible()
        for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=False)
    ]


def _legend_of_each(curves: list[Any], entries: list[tuple[Any, str]]) -> dict[int, str]:
    """Return, for each curve's index, the legend text that a reader would take for its own.

    A legend's sample has its curve's look, or at least its colour, whatever order and names it was
    made with; where several curves look the same, their order decides.
    """
    free = [index for index, curve in enumerate(curves) if curve.get_visible() and _points(curve)]
    beside: dict[int, str] = {}
    for alike in (_look, _colour):
        for handle, text in list(entries):
            same = [index for index in free if alike(curves[index]) == alike(handle)]
            if same:
                beside[same[0]] = text
                free.remove(same[0])
                entries = [entry for entry in entries if entry[0] is not handle]
    return beside


def _look(artist: Any) -> tuple[str, ...]:
    if hasattr(artist, "get_linestyle") and hasattr(artist, "get_marker"):
        style = (str(artist.get_linestyle()), str(artist.get_marker()))
        return (_colour(artist), *style, str(artist.get_markerfacecolor()))
    return type(artist).__name__, _colour(artist)


def _colour(artist: Any) -> str:
    """Return the colour that a reader sees first, as hexadecimal digits without opacity."""
    from matplotlib.colors import to_hex

    if hasattr(artist, "get_marker"):
        return to_hex(artist.get_color())
    for which in ("get_facecolor", "get_edgecolor", "get_color"):
        colours = np.atleast_2d(getattr(artist, which, list)())
        if colours.size and colours.shape[-1] == 4 and colours[0, 3] > 0:
            return to_hex(colours[0])
    return type(artist).__name__


def _points(curve: Any) -> int:
    """Return how many points a curve has; one without any is drawn for the legend's sake."""
    return len(curve.get_offsets() if hasattr(curve, "get_offsets") else curve.get_xdata())


def _curve(curve: Any, legend: str) -> Curve:
    if hasattr(curve, "get_offsets"):
        points: np.ndarray = np.ma.filled(np.ma.asarray(curve.get_offsets(), dtype=float), np.nan)
        x, y = points.reshape(-1, 2).T
    else:
        x, y = (_numbers(values) for values in (curve.get_xdata(), curve.get_ydata()))
    label = str(curve.get_label())
    return Curve("" if label.startswith("_") else label, _listed(x), _listed(y), legend)


def _numbers(values: Any) -> np.ndarray:
    try:
        return np.asarray(values, dtype=float).reshape(-1)
    except (TypeError, ValueError):
        return np.array([])


def _listed(values: np.ndarray) -> list[float]:
    return [float(value) for value in values[:10_000]]


def _pixels(image: Any) -> np.ndarray:
    pixels = np.ma.filled(np.ma.asarray(image.get_array()), 0)
    return np.asarray(pixels) if pixels.dtype.kind in "biuf" else np.zeros((0, 0))
