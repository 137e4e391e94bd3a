"""Checks of the files in an issue's folder."""
