"""Checks of the addresses that an issue prints."""
