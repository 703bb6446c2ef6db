from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.base.admin_lists.typed_dates import SiteDateTimeField
from cms.base.publishing.widgets import DateTimeInput
from home.newsletter.sending.audience import numbers

MAX_AHEAD = timedelta(days=366)


class StartForm(forms.Form):
    when = forms.ChoiceField(
        label=_("When?"),
        choices=[("now", _("Now")), ("later", _("At this time"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    starts = SiteDateTimeField(
        label=_("Time"), required=False, help_text=_("Only for “At this time”."), widget=DateTimeInput
    )

    def clean_when(self) -> str:
        when = str(self.cleaned_data["when"])
        if when == "now" and not numbers():
            raise ValidationError(_("There are no readers yet, and each issue is sent only once."))
        return when

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("when") == "now":
            data["starts"] = timezone.now()
        elif data.get("when") == "later" and "starts" in data:
            starts, now = data["starts"], timezone.now()
            if starts is None or not now < starts < now + MAX_AHEAD:
                self.add_error("starts", _("Give a time in the future, within a year."))
        return data
