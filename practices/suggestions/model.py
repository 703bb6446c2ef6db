from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.utils import get_user_display_name

from cms.base.i18n.language_codes import language_tag
from cms.base.languages import language_name
from practices.repository.practice import PracticePage
from practices.repository.rules import LENGTHS

LONGEST_TITLE = LENGTHS["title"].most
LONGEST_TEXT = 5000
# Both are stated in the site's privacy notice.
KEPT_DECLINED = timedelta(days=90)  # name and address, after the decision
KEPT_UNDECIDED = timedelta(days=365)


class Suggestion(models.Model):
    """A practice suggested by a reader. It becomes a draft once the coordinators assign it to a partner.

    Terms are stored by slug, which survives merging and renaming, so that suggestions never block changes to the
    vocabulary.
    """

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("suggestion", "New")
        ASSIGNED = "assigned", pgettext_lazy("suggestion", "Assigned")
        DECLINED = "declined", pgettext_lazy("suggestion", "Declined")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    language = models.CharField(_("language"), max_length=35)  # of the form, and of mails to the sender
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("what is done"))
    country = models.SlugField(_("country"))
    target_groups = models.JSONField(default=list)  # slugs
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    may_be_named = models.BooleanField(default=False)  # publicly, as the contact person of the practice
    consent = models.TextField()  # the wording agreed to
    created = models.DateTimeField(_("sent"), default=timezone.now)
    # Digest of an undecided suggestion, unique so that two simultaneous requests store it once.
    fingerprint = models.CharField(max_length=64, unique=True, null=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    message = models.TextField(blank=True)  # to the sender when it was declined
    page = models.ForeignKey(PracticePage, null=True, on_delete=models.SET_NULL, related_name="+")  # the draft

    class Meta:
        default_permissions = ()
        ordering = [F("decided").desc(nulls_first=True), "-created", "-pk"]
        verbose_name = _("suggested practice")
        verbose_name_plural = _("suggested practices")

    def __str__(self) -> str:
        return self.title

    @classmethod
    def new(cls) -> QuerySet["Suggestion"]:
        return cls.objects.filter(state=cls.State.NEW)

    @property
    def is_new(self) -> bool:
        return self.state == self.State.NEW

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def language_tag(self) -> str:
        return language_tag(self.language)

    @property
    def who_decided(self) -> str:
        return get_user_display_name(self.decided_by) if self.decided_by else str(_("a former colleague"))

    def decide(self, state: str, user: Any) -> None:
        """Sets the decision, without saving."""
        self.state, self.decided, self.decided_by = state, timezone.now(), user
        self.fingerprint = None  # it may be suggested again
