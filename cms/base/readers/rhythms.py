"""How often people get what is collected for them: readers their alerts, users their notices."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

RHYTHMS = {
    "daily": (_("every day"), timedelta(days=1)),
    "weekly": (_("every week"), timedelta(weeks=1)),
}
