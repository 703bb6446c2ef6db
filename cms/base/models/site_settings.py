from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.base.brand.channels import Channel, ChannelsField, channels_of
from cms.base.brand.colours import LINK, SUN, Palette, validate_colour, validate_link_colour
from cms.base.brand.logo import refuse_invisible
from cms.base.display.funding import DISCLAIMER, PROGRAMME_LINE
from cms.base.fields import ChecklistField, PerLanguageField
from cms.base.languages import content_languages
from cms.base.per_language.texts import in_language, language_shown

MIN_PIXELS = {"mark": (512, 512), "share_image": (1200, 630)}
SMALLEST_ICON = 180  # pixels; the smallest in static/icons/


def configured_name() -> str:
    return settings.WAGTAIL_SITE_NAME


class ColourField(models.CharField):
    """ "#rrggbb"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 7, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"widget": forms.TextInput(attrs={"type": "color"}), **kwargs})


def picture(verbose_name: Any, help_text: Any) -> models.ForeignKey:
    return models.ForeignKey(
        "base.SiteImage",
        verbose_name=verbose_name,
        help_text=help_text,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class LanguagesField(ChecklistField):
    """A list of codes of content languages."""

    offered = staticmethod(content_languages)


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Settings for the whole site; those that hold text have one for each language."""

    class GrantPeriod(models.TextChoices):
        NONE = "", _("No EU grant")
        OLDER = "2014-2020", _("2014–2020 (“Co-funded by the Erasmus+ Programme of the European Union”)")
        NEWER = "2021-2027", _("2021–2027 (“Co-funded by the European Union”)")

    name = models.CharField(_("name"), max_length=80, default=configured_name)
    tagline = PerLanguageField(_("tagline"), blank=True, help_text=_("One line below the name."))
    logo = picture(_("logo"), _("Shown instead of the name. Without a logo, the name is shown as text."))
    mark = picture(
        _("mark"), _("A square picture of at least 512 by 512 pixels: the icon of the site in browsers and on phones.")
    )
    share_image = picture(
        _("share image"),
        _(
            "Shown where a page is shared that has neither a picture nor a drawn cover, such as the home page. At "
            "least 1200 by 630 pixels."
        ),
    )
    accent_colour = ColourField(
        _("accent colour"),
        default=SUN,
        validators=[validate_colour],
        help_text=_("For surfaces and lines, such as the home page and the footer."),
    )
    link_colour = ColourField(
        _("link colour"),
        default=LINK,
        validators=[validate_link_colour],
        help_text=_("For links. A dark colour, which must be readable on the light background of the pages."),
    )
    channels = ChannelsField(
        _("channels"), help_text=_("Where the project can be followed: one URL per line. Shown in the footer.")
    )
    languages = LanguagesField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("The languages offered to visitors. If none is ticked, all are offered."),
    )
    show_newer_originals = models.BooleanField(
        _("tell readers of a newer original"),
        default=True,
        help_text=_(
            "If the original was changed after a translation was published, the translation shows a link to it."
        ),
    )
    offers_newsletter = models.BooleanField(
        _("offer the newsletter"),
        default=False,
        help_text=_("A link at the bottom of each page leads to the form by which readers subscribe to it."),
    )
    takes_suggestions = models.BooleanField(
        _("let readers suggest practices"),
        default=False,
        help_text=_(
            "A form for everybody, to which the list of practices leads. The coordinators find under “Suggestions” "
            "what was sent."
        ),
    )
    suggestions_introduction = PerLanguageField(
        _("introduction of that form"),
        multiline=True,
        blank=True,
        help_text=_("Which practices you are looking for. If empty, a standard introduction is shown."),
    )
    practices_expected = models.PositiveSmallIntegerField(
        _("practices expected from each partner"),
        null=True,
        blank=True,
        help_text=_("As the application promises. Coordinators see how many of them each partner has."),
    )
    contributor_terms = PerLanguageField(
        _("terms for contributors"),
        multiline=True,
        blank=True,
        help_text=_("Everyone who accepts an invitation to work here agrees to them once. If empty, nobody is asked."),
    )
    grant_period = models.CharField(
        _("grant period"),
        max_length=9,
        choices=GrantPeriod.choices,
        blank=True,
        default=GrantPeriod.NONE,
        help_text=_("Determines the statement and the disclaimer at the bottom of each page."),
    )
    statement = PerLanguageField(
        _("statement"), blank=True, help_text=_("Only if the grant agreement requires a different wording.")
    )
    disclaimer = PerLanguageField(
        _("disclaimer"),
        multiline=True,
        blank=True,
        help_text=_("Only if the grant agreement requires a different wording."),
    )

    select_related = ["logo"]  # for `for_request`: it is on every page
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("tagline"),
                FieldPanel("logo"),
                FieldPanel("mark"),
                FieldPanel("share_image"),
            ],
            heading=_("Identity"),
        ),
        MultiFieldPanel([FieldPanel("accent_colour"), FieldPanel("link_colour")], heading=_("Colours")),
        MultiFieldPanel([FieldPanel("channels"), FieldPanel("offers_newsletter")], heading=_("Channels")),
        MultiFieldPanel(
            [FieldPanel("languages"), FieldPanel("show_newer_originals")],
            heading=_("Languages"),
            help_text=_(
                "A language is offered only while its home page is published. Pages in other languages are shown to "
                "nobody but those who work in the admin, and are not found by the search."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("practices_expected"),
                FieldPanel("takes_suggestions"),
                FieldPanel("suggestions_introduction"),
            ],
            heading=_("Good practices"),
        ),
        MultiFieldPanel([FieldPanel("contributor_terms")], heading=_("People")),
        MultiFieldPanel(
            [FieldPanel("grant_period"), FieldPanel("statement"), FieldPanel("disclaimer")],
            heading=_("Funding"),
        ),
    ]

    class Meta:
        verbose_name = _("identity and funding")

    @classmethod
    def of_default_site(cls) -> Self:
        """For mails and the admin, which belong to no site; the defaults if there are none yet."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()

    def clean(self) -> None:
        super().clean()
        errors: dict[str, ValidationError] = {}
        for name, (width, height) in MIN_PIXELS.items():
            picture = getattr(self, name)
            if picture and (picture.width < width or picture.height < height):
                message = _("This picture has %(has)s pixels. It needs at least %(least)s.")
                sizes = {"has": f"{picture.width} × {picture.height}", "least": f"{width} × {height}"}
                errors[name] = ValidationError(message % sizes)
        if self.logo:
            try:
                refuse_invisible(self.logo)
            except ValidationError as error:
                errors["logo"] = error
        if errors:
            raise ValidationError(errors)

    @property
    def stylesheet_url(self) -> str:
        """The URL of the stylesheet with the site's own colours; empty for the standard ones."""
        return Palette(self.accent_colour, self.link_colour).url

    def icon(self, size: int) -> str:
        """The URL of the mark at that size in pixels; of a default icon if the site has none."""
        if self.mark_id is None and size >= SMALLEST_ICON:
            return static(f"icons/icon-{size}.png")
        return f"{reverse('icon', args=[size])}?mark={self.mark_id}"

    @property
    def touch_icon(self) -> str:
        return self.icon(180)

    @property
    def mark_url(self) -> str:
        """The URL of the mark for the masthead and the browser tab; empty if the site has none."""
        return self.icon(96) if self.mark_id else ""

    @property
    def channel_links(self) -> list[Channel]:
        return channels_of(self.channels)

    def ticked_languages(self) -> list[tuple[str, str]]:
        """`(code, own name)` of each language that is offered once it has a home page (`cms.base.delivery.offered`)."""
        every = content_languages()
        return [(code, name) for code, name in every if code in self.languages] or every  # some may no longer exist

    @property
    def funding(self) -> dict[str, str] | None:
        """`programme_line` and `disclaimer` in the reader's language, or None without an EU grant."""
        if not self.grant_period:
            return None
        line = PROGRAMME_LINE[self.grant_period] | self.statement
        disclaimer = DISCLAIMER[self.grant_period] | self.disclaimer
        return {
            "programme_line": in_language(line),
            "line_language": language_shown(line),
            "disclaimer": in_language(disclaimer),
            "disclaimer_language": language_shown(disclaimer),
        }

    @property
    def tagline_text(self) -> str:
        return in_language(self.tagline)

    @property
    def tagline_language(self) -> str:
        return language_shown(self.tagline)
