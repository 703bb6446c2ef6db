"""The sender of mails."""

from email.utils import formataddr, parseaddr

from cms.base.models import SiteSettings


def site_name() -> str:
    """The name of the default site, which links in mails lead to."""
    return SiteSettings.of_default_site().name


def named(address: str) -> str:
    """`address`, with the name of the site as display name if it has none."""
    name, email = parseaddr(address)
    return address if name else formataddr((site_name(), email))
