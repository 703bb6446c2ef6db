"""Loads forms of pages with nothing but their fields.

To draw what is around them (panels, sidebar, menus, comments), all terms that could be chosen, and what scripts need
takes most of the time of loading a form, and a test that only sends it does not look at that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import time
from typing import Any
from unittest.mock import patch

from django.contrib.messages import get_messages
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.telepath import JSContext

from practices.facts.widgets import TermsWidget

REVISION = "wagtailadmin/generic/includes/_loaded_revision_inputs.html"
draw: Any = SimpleTemplateResponse.rendered_content


@contextmanager
def fields_only() -> Iterator[None]:
    """Inside the block, a form of a page is drawn without what is around its fields; all else as usual."""
    for_scripts = patch.object(JSContext, "pack", return_value={})
    with patch.object(SimpleTemplateResponse, "rendered_content", property(rendered)), for_scripts:
        yield


def rendered(response: Any) -> str:
    context = response.context_data or {}
    form = context.get("form")
    if not isinstance(form, WagtailAdminPageForm):
        return str(draw.fget(response))
    list(get_messages(response._request))  # the form shows them, and then they are gone
    parts = [fields(form)]
    for name, formset in form.formsets.items():
        if name != "comments":  # they stand beside the form
            parts += [str(formset.management_form), *map(fields, formset.forms)]
    if (page := context.get("page")) and page.latest_revision_id:
        parts.append(
            render_to_string(
                REVISION,
                {
                    "loaded_revision_id": page.latest_revision_id,
                    "loaded_revision_created_at": context["loaded_revision_created_at"],
                },
            )
        )
    return f'<form id="page-edit-form">{"".join(parts)}</form>'


def fields(form: BaseForm) -> str:
    return "".join(
        chosen_terms(field) if isinstance(field.field.widget, TermsWidget) else field.as_widget() for field in form
    )


def chosen_terms(field: BoundField) -> str:
    """What the widget sends: the terms that are ticked, and when it was opened."""
    values = {f"{field.html_name}-opened": [int(time())], field.html_name: field.value() or ()}
    return "".join(
        f'<input type="checkbox" checked name="{name}" value="{each}">' for name in values for each in values[name]
    )


@contextmanager
def nothing_drawn() -> Iterator[None]:
    """Inside the block, views respond as usual, but with empty templates."""
    with patch.object(SimpleTemplateResponse, "rendered_content", ""):
        yield
