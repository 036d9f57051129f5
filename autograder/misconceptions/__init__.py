"""One module an exercise: named wrong solutions, each with the hint that it earns."""
