"""Fields of admin forms in which a person is chosen."""

from typing import Any

from django import forms
from wagtail.admin.utils import get_user_display_name


class PersonField(forms.ModelChoiceField):
    """A choice of users by the names that the admin has for them."""

    def label_from_instance(self, user: Any) -> str:
        return str(get_user_display_name(user))
