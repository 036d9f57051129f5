"""Results for a terminal: what a failing check says, and how far a student has come.

Everything here is a rich renderable, or text made from one; nothing is printed.
"""
