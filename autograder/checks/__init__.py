"""One module an exercise: the checks that enforce its lines of the contract."""
