"""Checks of the laid-out pages, as a production editor looks through them."""
