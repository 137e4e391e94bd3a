"""Pages and ink: pagination, PDF, and the inspection of what was really printed.

Importing this room keeps the machine's fonts out, before any of its modules can import
WeasyPrint: fontconfig reads its configuration once.
"""

from typeset.isolation import isolate_fonts

isolate_fonts()
