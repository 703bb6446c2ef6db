"""Test data from plain functions: omitted arguments get sensible values."""

from tests.factories.copies import copy_practices
from tests.factories.practices import make_practice, partner_page, terms, translate

__all__ = ["copy_practices", "make_practice", "partner_page", "terms", "translate"]
