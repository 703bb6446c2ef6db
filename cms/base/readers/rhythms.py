"""How often somebody gets what is collected for them: readers their alerts, people with an account their notices."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

RHYTHMS = {
    "daily": (_("every day"), timedelta(days=1)),
    "weekly": (_("every week"), timedelta(weeks=1)),
}
