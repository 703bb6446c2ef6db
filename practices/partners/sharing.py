"""The text above a partner's name on its social card."""

from cms.base.sharing.pages import kicker_of
from practices.facts import are_loaded, load_concepts
from practices.partners.page import PartnerPage


@kicker_of.register
def country_of_partner(page: PartnerPage) -> str:
    original = page.original
    if not are_loaded(original, ["countries"]):
        load_concepts([original], "countries")
    return page.country_label
