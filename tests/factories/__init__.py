"""What tests make, with plain functions: each argument that is not given gets a decent value."""

from tests.factories.copies import copy_practices
from tests.factories.practices import make_practice, partner_page, terms, translate

__all__ = ["copy_practices", "make_practice", "partner_page", "terms", "translate"]
