"""Wagtail imports this module for hooks; each subject registers its own."""

from home.newsletter.sending import hooks  # noqa: F401
