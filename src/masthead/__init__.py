"""A publishing system for independent news outlets."""

from importlib.metadata import version

__version__ = version("masthead")
