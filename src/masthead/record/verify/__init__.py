"""Checking what somebody holds: a page, an article object, a proof; no server needed."""

from .check import verify_object, verify_page, verify_proof
from .finding import Finding, Verdict

__all__ = ["Finding", "Verdict", "verify_object", "verify_page", "verify_proof"]
