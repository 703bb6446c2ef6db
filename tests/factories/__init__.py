"""What tests make, with plain functions: each argument that is not given gets a decent value."""

from tests.factories.practices import make_practice, partner_page, terms, translate

__all__ = ["make_practice", "partner_page", "terms", "translate"]
