"""Date fields that leave what was typed: Wagtail's silently replace an unreadable date with today's.

They also refuse times that cannot be converted to another time zone.
"""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from cms.base.admin_lists.typed_dates import SiteDateTimeField, check_years_in_filters


class KeepsTyped:
    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "validateOnBlur": False}  # type: ignore[misc]


class DateInput(KeepsTyped, AdminDateInput):
    pass


class DateTimeInput(KeepsTyped, AdminDateTimeInput):
    pass


def register_widgets() -> None:
    register_form_field_override(models.DateField, override={"widget": DateInput})
    register_form_field_override(
        models.DateTimeField, override={"widget": DateTimeInput, "form_class": SiteDateTimeField}
    )
    check_years_in_filters()
