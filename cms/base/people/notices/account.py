"""In the admin, under *Account › Notifications*: how often users want each kind of notice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import NotificationsSettingsPanel

from cms.base.people.notices.kinds import Rhythm, kinds
from cms.base.people.notices.preferences import choices_of, choose


class RhythmsForm(forms.Form):
    """Accepts the arguments that Wagtail's panel passes to a `ModelForm`."""

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = instance
        for kind in kinds():
            self.fields[kind.name] = forms.ChoiceField(label=kind.label, choices=Rhythm.choices)
        self.initial = choices_of(instance)

    def save(self) -> None:
        choose(self.user, {name: self.cleaned_data[name] for name in self.changed_data})


def replace_panel() -> None:
    """Replaces Wagtail's panel, which has switches for some kinds: its mails go through our notices."""
    NotificationsSettingsPanel.title = _("E-mails to you")
    NotificationsSettingsPanel.form_class = RhythmsForm
    NotificationsSettingsPanel.form_object = "user"
    NotificationsSettingsPanel.template_name = "base/admin/notices_panel.html"
