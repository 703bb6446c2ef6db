from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.blocks import BodyBlock
from cms.base.media.picture_rules import missing_of_picture
from cms.base.models import BasePage, BasePageManager, BasePageQuerySet
from cms.base.models.other_forms import Form, HasOtherForms
from home.news.relations import authors_panel, related_panel
from practices.facts import ConceptsField


class NewsQuerySet(BasePageQuerySet):
    def latest_first(self) -> "NewsQuerySet":
        return self.select_related("image", "locale").order_by("-date", "-pk")


class NewsPage(HasOtherForms, BasePage):
    """A news item, for instance a report of a meeting."""

    template = "pages/news_page.html"
    kind = "news"
    kind_label = _("News item")
    kind_label_plural = _("News")
    date_field = "date"
    has_cover = True
    takes_feedback = True
    body_fields = ("body",)
    shown_with = ("image",)
    other_forms: ClassVar[dict[str, Form]] = {}

    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(
        _("summary"), help_text=_("What happened, in two or three sentences. Shown in lists and search results.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    topics = ConceptsField(verbose_name=_("topics"), scheme="topic", blank=True)
    image = models.ForeignKey(
        "base.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    is_demo = models.BooleanField(_("demonstration text"), default=False)

    objects = BasePageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("topics"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        related_panel,
        authors_panel,
        FieldPanel("is_demo", permission="superuser"),
    ]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        SynchronizedField("date", overridable=False),
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("image"),
        TranslatableField("image_alt"),
        SynchronizedField("topics", overridable=False),
        SynchronizedField("related", overridable=False),
        SynchronizedField("authors", overridable=False),
        SynchronizedField("is_demo", overridable=False),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []

    @property
    def photograph(self) -> Any:
        return self.image

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None and not self._state.adding and self.is_translated_page:
            # wagtail-localize adds and replaces topics, but never removes the last one.
            self.topics.set(self.original.topics.all())
        super().save(clean=clean, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not self.is_unfinished and (errors := missing_of_picture(self)):
            raise ValidationError(errors)

    class Meta:
        verbose_name = _("news item")
