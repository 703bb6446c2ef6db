"""System checks of what a kind of page declares: mistakes would cause server errors, or leave pages out."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from cms.base.models import BasePage, BasePageManager
from cms.base.models.page import page_types


@register()
def check_kinds_of_page(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    models = page_types()
    return [*_check_kinds(models), *(error for model in models for error in _check_declaration(model))]


def _check_kinds(models: list[type[BasePage]]) -> Iterator[CheckMessage]:
    """Only the default kind may be shared by several classes."""
    seen: dict[str, type[BasePage]] = {}
    for model in filter(lambda model: model.searchable, models):
        other = seen.setdefault(model.kind, model)
        if other is not model and model.kind != BasePage.kind:
            yield Error(f"The kind “{model.kind}” is also that of {other.__name__}.", obj=model, id="base.E001")
        if model.kind == BasePage.kind and model.kind_label != BasePage.kind_label:
            yield Error("It has a kind_label of its own but no kind.", obj=model, id="base.E002")


def _check_declaration(model: type[BasePage]) -> Iterator[CheckMessage]:
    try:
        get_template(model.card_template)
    except TemplateDoesNotExist:
        yield Error(f"There is no card_template {model.card_template}.", obj=model, id="base.E003")
    if model.date_field:
        try:
            field = model._meta.get_field(model.date_field)
            if getattr(field, "null", False) and field.blank:  # a required fact, which is null only on translations
                message = f"The date_field “{model.date_field}” can be empty: a card would show another date."
                yield Error(message, obj=model, id="base.E004")
        except FieldDoesNotExist:
            yield Error(f"There is no date_field “{model.date_field}”.", obj=model, id="base.E004")
    if isinstance(model.body_fields, str) or any(not hasattr(model, name) for name in model.body_fields):
        yield Error("body_fields is not a tuple of names of its fields.", obj=model, id="base.E005")
    if not isinstance(model.objects, BasePageManager):
        message = "Its manager is not a BasePageManager: deleting a page would leave its translations behind."
        yield Error(message, obj=model, id="base.E006")
