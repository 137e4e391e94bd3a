"""The packages whose versions shape the output, named without importing anything."""

# Every package whose change can move a line or a byte.
PACKAGES = (
    "typeset",
    "weasyprint",
    "pydyf",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "pyphen",
    "fonttools",
    "pillow",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "qrcode",
    "pikepdf",
    "pydantic",
    "pyyaml",
    "pypdfium2",  # writes nothing, but draws the pages that a lock compares
)

# What the names of the shared libraries begin with that Pango and WeasyPrint load.
LIBRARIES = (
    "libpango",
    "libharfbuzz",
    "libfontconfig",
    "libfreetype",
    "libfribidi",
    "libglib",
    "libgobject",
)
