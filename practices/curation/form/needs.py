"""What is still missing to publish a practice: shown above its form, and updated while it is edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseModelForm, Media
from django.utils.text import capfirst
from wagtail.admin.panels import Panel
from wagtail.models import COMMENTS_RELATION_NAME

from practices.facts import ConceptsField

SET_BY_THE_SITE = {"slug", "licence"}  # never empty


@dataclass(frozen=True)
class Need:
    """A field of the form, with why it prevents the page from being published, if it does."""

    name: str
    label: str
    is_required: bool
    reason: str = ""

    @property
    def is_shown(self) -> bool:
        return bool(self.reason)


def needs_of(form: BaseModelForm) -> list[Need]:
    """One for each field and child relation, in the order of the form."""
    page, formsets = form.instance, getattr(form, "formsets", {})
    reasons = reasons_of(page) if page.pk else {}
    found = [
        Need(name, capfirst(str(field.label or name)), _is_required(page, name, field), reasons.get(name, ""))
        for name, field in form.fields.items()
    ]
    rows = {name: formset.model for name, formset in formsets.items() if name != COMMENTS_RELATION_NAME}
    found += [
        Need(name, capfirst(str(model._meta.verbose_name_plural)), False, reasons.get(name, ""))
        for name, model in rows.items()
    ]
    return [*found, Need(NON_FIELD_ERRORS, "", False, reasons.get(NON_FIELD_ERRORS, ""))]


def reasons_of(page: Any) -> dict[str, str]:
    """The errors as if the page were being published, even for a draft that was just saved with mistakes."""
    was_unfinished, page.is_unfinished = page.is_unfinished, False
    try:
        return {name: " ".join(_texts(errors)) for name, errors in page.unpublishable_because().items()}
    finally:
        page.is_unfinished = was_unfinished


def _texts(errors: list[ValidationError]) -> Iterator[str]:
    for error in errors:
        yield from error.messages


def _is_required(page: Any, name: str, field: Any) -> bool:
    """Terms are not required by the form itself, which would then refuse even a draft."""
    if name in SET_BY_THE_SITE:
        return False
    column = next((each for each in page._meta.get_fields() if each.name == name), None)
    return field.required or (isinstance(column, ConceptsField) and not column.blank)


class StillMissing(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/still_missing.html"

        @property
        def needs(self) -> list[Need]:
            return needs_of(self.form)

        @property
        def media(self) -> Media:
            return Media(
                js=["js/practice_form/missing.js", "js/practice_form/count.js"], css={"all": ["css/practice_form.css"]}
            )
