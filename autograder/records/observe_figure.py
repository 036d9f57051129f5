"""A matplotlib figure as a record: its axes with their texts, curves, images and legend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.records.kinds import Axes, Curve, Figure

_LOCATIONS = ("center", "left", "right")


def observe_figure(figure: Any, keep: Callable[[object], int]) -> Figure:
    """Return the record of `figure`: what a reader would see in it, as data."""
    texts = [text.get_text() for text in figure.texts]
    if figure._suptitle is not None and figure._suptitle not in figure.texts:
        texts.append(figure._suptitle.get_text())
    shared = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
    return Figure(
        axes=[_axes(axes, shared) for axes in figure.axes],
        texts=[text for text in texts if text],
        handle=keep(figure),
    )


def _axes(axes: Any, figure_legend: list[str]) -> Axes:
    drawn_curves = [*axes.lines, *[c for c in axes.collections if hasattr(c, "get_offsets")]]
    legend = axes.get_legend()
    names = [text.get_text() for text in legend.get_texts()] if legend else []
    beside = _legend_of_each(drawn_curves, legend)
    return Axes(
        titles=[title for where in _LOCATIONS if (title := axes.get_title(loc=where))],
        x_label=axes.get_xlabel(),
        y_label=axes.get_ylabel(),
        curves=[
            _curve(curve, beside.get(index, ""))
            for index, curve in enumerate(drawn_curves)
            if curve.get_visible()
        ],
        images=[_pixels(image) for image in axes.images if image.get_visible()],
        legend=names or figure_legend,
        texts=[text.get_text() for text in axes.texts if text.get_text()],
        box=[float(edge) for edge in axes.get_position().bounds],
        drawn=bool(axes.get_visible() and axes.axison),
    )


def _legend_of_each(curves: list[Any], legend: Any) -> dict[int, str]:
    """Return, for each curve's index, the legend text that a reader would take for its own.

    A legend's sample has its curve's look, whatever order and names it was made with; where
    several curves look the same, their order decides.
    """
    if legend is None:
        return {}
    handles = list(legend.legend_handles)
    texts = [text.get_text() for text in legend.get_texts()]
    free = [index for index, curve in enumerate(curves) if curve.get_visible()]
    beside: dict[int, str] = {}
    for handle, text in zip(handles, texts, strict=False):
        same = [index for index in free if _look(curves[index]) == _look(handle)]
        if same:
            beside[same[0]] = text
            free.remove(same[0])
    return beside


def _look(artist: Any) -> tuple[str, ...]:
    if hasattr(artist, "get_linestyle") and hasattr(artist, "get_marker"):
        from matplotlib.colors import to_hex

        line = str(artist.get_linestyle())
        return to_hex(artist.get_color(), keep_alpha=True), line, str(artist.get_marker())
    if hasattr(artist, "get_facecolor"):
        return (str(np.round(np.asarray(artist.get_facecolor()), 3).tolist()),)
    return (type(artist).__name__,)


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
