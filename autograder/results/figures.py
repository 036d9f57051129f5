"""Numbers as people read them."""

from __future__ import annotations

MISSING = "–"


def points(value: float) -> str:
    """Return points without needless decimals, as ``7`` or ``7.25``; a minus as a minus sign."""
    return f"{round(value, 4):g}".replace("-", "\N{MINUS SIGN}")


def percent(share: float) -> str:
    """Return a share (0–1) in whole percent."""
    return f"{100 * share:.0f} %"


def correlation(value: float | None) -> str:
    """Return a correlation with two decimals, or a dash where there is none."""
    if value is None:
        return MISSING
    return f"{value + 0:.2f}".replace("-0.00", "0.00").replace("-", "\N{MINUS SIGN}")


def seconds(value: float) -> str:
    """Return a duration in seconds, as ``0.84 s`` or ``12.3 s``."""
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def megabytes(size: int) -> str:
    """Return a size (bytes) in whole megabytes (10^6 bytes)."""
    return f"{size / 1e6:.0f} MB"
