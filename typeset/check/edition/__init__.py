"""Checks of an issue as such: its number and date, its contents, sources and links."""
