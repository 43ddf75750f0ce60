"""What both checkers are given: each case breaks one rule, or none."""

from .objects import OBJECTS
from .pages import PAGES
from .proofs import PROOFS
from .trust import TRUST

CASES = PAGES | OBJECTS | PROOFS | TRUST
