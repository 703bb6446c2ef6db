from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Revision
from wagtail_localize.fields import TranslatableField

from cms.base.blocks import BodyBlock
from cms.base.media.picture_rules import missing_of_picture
from cms.base.models import BasePage
from cms.base.models.other_forms import Form, HasOtherForms
from home.meetings.blocks import AgendaBlock
from home.meetings.rules import mistakes_of
from home.meetings.times import Period, default_time_zone, is_sensible, time_zones
from practices.facts import FactsPage

ORIGINAL_PARTNERS = {"original_page__isnull": True}


class Attendance(models.TextChoices):
    ONLINE = "online", _("online")
    ONSITE = "onsite", _("in person")
    MIXED = "mixed", _("in person and online")


class MeetingPage(HasOtherForms, FactsPage):
    """A meeting of the partners, or an event for everybody."""

    template = "pages/meeting_page.html"
    kind = "meeting"
    kind_label = _("Meeting")
    kind_label_plural = _("Meetings and events")
    date_field = "first_day"
    has_cover = True
    body_fields = ("agenda", "report")
    other_forms: ClassVar[dict[str, Form]] = {}
    members_files = ("members_documents",)
    members_links = ("join_url",)
    shown_with = ("image", "original_page__image", "host", "original_page__host", "original_page__locale")

    # -- words, in each language --------------------------------------------------------------------------------------
    summary = models.TextField(
        _("summary"), help_text=_("What it is about, in one or two sentences. Shown in lists and search results.")
    )
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("Building and town, as readers should find it.")
    )
    agenda = StreamField(AgendaBlock(), verbose_name=_("agenda"), blank=True)
    report = StreamField(
        BodyBlock(), verbose_name=_("report"), blank=True, help_text=_("Afterwards, for everybody: what was agreed.")
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    consent_wording = models.TextField(
        _("wording of the consent"),
        blank=True,
        help_text=_("What people agree to when they register: what their data are for, and who gets them."),
    )

    # -- facts, on the original only ----------------------------------------------------------------------------------
    first_day = models.DateField(_("first day"), null=True)
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Local time at the place. Leave empty for whole days.")
    )
    last_day = models.DateField(_("last day"), null=True, blank=True, help_text=_("If it lasts more than one day."))
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, choices=time_zones, default=default_time_zone)
    attendance = models.CharField(
        _("how people take part"), max_length=10, choices=Attendance.choices, default=Attendance.ONLINE
    )
    address = models.CharField(_("address"), max_length=255, blank=True, help_text=_("Street, postcode and town."))
    join_url = models.URLField(
        _("link to join"),
        max_length=500,
        blank=True,
        help_text=_("Members of the project see it. People who register with an e-mail address receive it by e-mail."),
    )
    host = models.ForeignKey(
        "practices.PartnerPage",
        verbose_name=_("host"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to=ORIGINAL_PARTNERS,
    )
    participants = ParentalManyToManyField(
        "practices.PartnerPage",
        verbose_name=_("participating partners"),
        blank=True,
        related_name="+",
        limit_choices_to=ORIGINAL_PARTNERS,
    )
    image = models.ForeignKey(
        "base.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    registration_is_open = models.BooleanField(
        _("people can register"), default=False, help_text=_("With a form that everybody can fill in.")
    )
    registration_until = models.DateField(
        _("register until"), null=True, blank=True, help_text=_("The last day. If empty, until the meeting begins.")
    )
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("How many can register. If empty, any number.")
    )
    registrations_kept_days = models.PositiveSmallIntegerField(
        _("days until registrations are deleted"), default=90, help_text=_("Counted from the end of the meeting.")
    )
    is_demo = models.BooleanField(_("demonstration text"), default=False)

    # computed from the facts, on the original only
    starts = models.DateTimeField(null=True, editable=False, db_index=True)
    ends = models.DateTimeField(null=True, editable=False)  # or the end of its last day, if no time is given

    facts = [
        "first_day",
        "start_time",
        "last_day",
        "end_time",
        "time_zone",
        "attendance",
        "address",
        "join_url",
        "host",
        "participants",
        "image",
        "registration_is_open",
        "registration_until",
        "places",
        "registrations_kept_days",
        "is_demo",
        "members_documents",
    ]
    system_fields = ["starts", "ends"]
    translatable_fields = [
        *BasePage.base_words,
        TranslatableField("summary"),
        TranslatableField("place"),
        TranslatableField("agenda"),
        TranslatableField("report"),
        TranslatableField("image_alt"),
        TranslatableField("consent_wording"),
    ]
    parent_page_types = ["home.MeetingIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        self.__dict__.pop("period", None)
        if kwargs.get("update_fields") is None:
            period = None if self.is_translation else self.own_period
            self.starts = period.starts.astimezone(UTC) if period else None
            self.ends = period.over_at.astimezone(UTC) if period else None
        super().save(clean=clean, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.is_unfinished:
            return
        errors = missing_of_picture(self)
        if not self.is_translation:
            errors |= mistakes_of(self)
        if errors:
            raise ValidationError(errors)

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        super().publish(revision, **kwargs)
        self.__dict__.pop("period", None)

    @property
    def own_period(self) -> Period | None:
        """The period stored on this page; None for a translation, and for a draft without a sensible date."""
        first, last = self.first_day, self.last_day or self.first_day
        if not (first and last and is_sensible(first) and is_sensible(last)):
            return None
        return Period(first, self.start_time, last, self.end_time, ZoneInfo(self.time_zone))

    @cached_property
    def period(self) -> Period | None:
        """The period, the same in every language; None for a draft without a date."""
        return self.original.own_period

    @property
    def is_onsite(self) -> bool:
        return self.original.attendance != Attendance.ONLINE

    @property
    def is_online(self) -> bool:
        return self.original.attendance != Attendance.ONSITE

    @property
    def place_label(self) -> str:
        """The place in the page's language, or else from the original; empty for an online meeting."""
        return (self.place or self.original.place) if self.is_onsite else ""

    @property
    def where(self) -> str:
        """The place, or that it is online, in one line."""
        return self.place_label or str(Attendance(self.original.attendance).label)

    @property
    def photograph(self) -> Any:
        return self.original.image

    @property
    def listing_date(self) -> datetime | None:
        return self.original.starts or self.first_published_at
