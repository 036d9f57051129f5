"""Checks that only instructors run: what the visible ones promise, on inputs they do not try."""
