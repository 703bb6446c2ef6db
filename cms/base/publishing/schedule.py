"""Scheduled pages that cannot be published after all.

An incomplete page cannot be scheduled (see `receivers.py`), but a page can become incomplete later, for instance when a
term is deleted. `manage.py publish_scheduled` must then continue with the other pages, and the author must be told.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.base.errors import error_summary
from cms.base.languages import admin_language
from cms.base.mail.kinds import Kind, mails_of_kind

SCHEDULED = "wagtail.publish.scheduled"  # the log action of `publish_scheduled`
SCHEDULE_CANCELLED = "base.schedule_cancelled"


def cancel_schedule(page: Page, revision: Revision, error: ValidationError) -> None:
    """Leave `revision` as a draft; the page's history and an e-mail to the author give the reasons."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    with translation.override(admin_language(revision.user)):
        reasons = error_summary(page, error)
        log(instance=page, action=SCHEDULE_CANCELLED, revision=revision, data={"reasons": reasons})
        if revision.user and revision.user.email:
            subject = _("Not published as scheduled: “%(page)s”") % {"page": page}
            url = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
            text = render_to_string("base/mails/not_published.txt", {"reasons": reasons, "url": url})
            with mails_of_kind(Kind.SCHEDULE):
                send_mail(subject, text, None, [revision.user.email])
