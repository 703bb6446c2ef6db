"""Who a mail is from: the site and its funder. A mail belongs to no request."""

from django import template
from django.conf import settings
from wagtail.models import Site

from cms.base.models import SiteSettings

register = template.Library()


class MailIdentity:
    """The sender's identity, with texts in the language of the mail."""

    def __init__(self, site: Site | None) -> None:
        of_site: SiteSettings = getattr(site, "sitesettings", None) or SiteSettings()
        self.root_url = site.root_url if site else settings.WAGTAILADMIN_BASE_URL
        self.name, self.tagline_text, self.funding = of_site.name, of_site.tagline_text, of_site.funding


@register.simple_tag
def mail_identity() -> MailIdentity:
    return MailIdentity(Site.objects.filter(is_default_site=True).select_related("sitesettings").first())
