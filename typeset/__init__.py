"""Set an issue of a Chinese newsletter as a print-ready PDF."""

__version__ = "0.1.0"
