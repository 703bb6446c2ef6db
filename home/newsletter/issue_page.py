from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.blocks import RICH_TEXT_FEATURES
from cms.base.models import BasePage, BasePageManager, BasePageQuerySet
from cms.base.models.other_forms import Form, HasOtherForms
from home.newsletter.blocks import ItemsBlock, Untranslated


class NewsletterQuerySet(BasePageQuerySet):
    def latest_first(self) -> "NewsletterQuerySet":
        return self.select_related("locale").order_by("-date", "-number", "-pk")


def next_number() -> int:
    latest = NewsletterPage.objects.aggregate(latest=models.Max("number"))["latest"]
    return (latest or 0) + 1


class NewsletterPage(HasOtherForms, BasePage):
    """An issue of the newsletter, composed once and rendered as a page, a mail and a newspaper (`edition.py`)."""

    template = "pages/newsletter_page.html"
    kind = "newsletter"
    kind_label = _("Newsletter")
    kind_label_plural = _("Newsletters")
    date_field = "date"
    has_cover = True
    body_fields = ("editorial", "items")

    other_forms: ClassVar[dict[str, Form]] = {}
    previews: ClassVar[dict[str, tuple[Any, Form]]] = {}  # other preview modes: label and view by mode

    number = models.PositiveIntegerField(_("number"), default=next_number)
    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.CharField(
        _("summary"),
        max_length=200,
        blank=True,
        help_text=_("One sentence. Shown in the archive, and by e-mail programs after the subject."),
    )
    editorial = RichTextField(
        _("editorial"), blank=True, features=RICH_TEXT_FEATURES, help_text=_("A greeting that leads into the issue.")
    )
    items = StreamField(ItemsBlock(), verbose_name=_("items"), blank=True)
    untranslated = models.CharField(
        _("pages that are not translated"),
        max_length=10,
        choices=Untranslated.choices,
        default=Untranslated.ORIGINAL,
        help_text=_("What happens to pages that are not translated into the language of the issue."),
    )
    is_demo = models.BooleanField(_("demonstration text"), default=False)

    objects = BasePageManager.from_queryset(NewsletterQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("date")]),
        FieldPanel("summary"),
        FieldPanel("editorial"),
        FieldPanel("items"),
        FieldPanel("untranslated"),
        FieldPanel("is_demo", permission="superuser"),
    ]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        SynchronizedField("number", overridable=False),
        SynchronizedField("date", overridable=False),
        TranslatableField("summary"),
        TranslatableField("editorial"),
        TranslatableField("items"),
        SynchronizedField("untranslated", overridable=False),
        SynchronizedField("is_demo", overridable=False),
    ]
    parent_page_types = ["home.NewsletterIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")

    def clean(self) -> None:
        super().clean()
        if self.is_unfinished:
            return
        errors = {}
        if not self.items and not self.editorial:
            errors["items"] = ValidationError(_("There is nothing in this issue yet."))
        others = NewsletterPage.objects.filter(number=self.number, locale=self.locale_id, live=True)
        if others.exclude(translation_key=self.translation_key).exists():
            errors["number"] = ValidationError(_("There is another issue with this number."))
        if errors:
            raise ValidationError(errors)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Web page")), *((mode, label) for mode, (label, _form) in self.previews.items())]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        if mode_name in self.previews:
            _label, form = self.previews[mode_name]
            return form(self, request)
        return super().serve_preview(request, mode_name)
