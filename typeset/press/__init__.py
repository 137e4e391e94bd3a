"""Pages and ink: pagination, PDF, and the inspection of what was really printed.

Importing this room keeps the machine's fonts out, before any of its modules can import
WeasyPrint: fontconfig reads its configuration once.
"""

from typeset.declarations import use_known_declarations
from typeset.isolation import isolate_fonts
from typeset.postponing import postpone_what_is_rarely_called

isolate_fonts()
use_known_declarations()
postpone_what_is_rarely_called()
