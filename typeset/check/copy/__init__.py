"""Checks of the copy: what a proof-reader marks, from half-width commas to false sums."""
