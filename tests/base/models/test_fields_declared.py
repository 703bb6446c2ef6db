"""Every field of every page says whether it is translated, synchronised, a fact, or specific to the page."""

import pytest
from django.db.models import Field
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, get_page_models
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields

from cms.base.models import BasePage
from practices.facts import FactsPage

pytestmark = pytest.mark.once
PAGES = [model for model in get_page_models() if issubclass(model, BasePage)]


def own_fields(model: type[Page]) -> set[str]:
    """Names of the fields and child relations that this site has added to Wagtail's page."""
    inherited = {field.name for field in Page._meta.get_fields()}
    fields = {field.name for field in model._meta.get_fields() if isinstance(field, Field) and not field.auto_created}
    children = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
    links = {"page_ptr"}
    return (fields | children) - inherited - links - {"wagtail_admin_comments"}


def declared(model: type[Page]) -> set[str]:
    words = {field.field_name for field in get_translatable_fields(model)}
    facts = {*model.facts, *model.system_fields, "original_page"} if issubclass(model, FactsPage) else set()
    return words | facts


def test_all_pages_are_looked_at() -> None:
    assert {"PracticePage", "PartnerPage", "NewsPage", "StandardPage", "HomePage"} <= {page.__name__ for page in PAGES}


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_every_field_is_declared(model: type[BasePage]) -> None:
    """`get_translatable_fields` guesses for what is not declared: a guess is not an answer."""
    stated = model.translatable_fields if issubclass(model, FactsPage) else model.override_translatable_fields
    names = [field.field_name for field in stated]
    assert len(names) == len(set(names))
    assert {"title", "slug", "seo_title", "search_description"} <= set(names)
    missing = own_fields(model) - set(names) - (declared(model) if issubclass(model, FactsPage) else set())
    assert not missing
    assert set(names) <= {field.name for field in model._meta.get_fields()}


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_facts_are_out_of_the_translators_hands(model: type[BasePage]) -> None:
    if issubclass(model, FactsPage):
        assert not {field.field_name for field in get_translatable_fields(model)} & {*model.facts, *model.system_fields}
    else:
        kinds = {field.field_name: type(field) for field in get_translatable_fields(model)}
        assert set(kinds.values()) <= {TranslatableField, SynchronizedField}
        assert kinds["show_in_menus"] is SynchronizedField
