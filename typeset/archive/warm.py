"""All that sets pages, imported once: workers are forked from a process that has it."""

from typeset.archive import production as production
from typeset.check import inks as inks
from typeset.check import pages as pages
from typeset.check import preflight as preflight
from typeset.check import printed as printed
from typeset.press import inspection as inspection
from typeset.press import pagination as pagination
from typeset.press import pdf as pdf
