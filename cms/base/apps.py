from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "cms.base"
    label = "base"
    verbose_name = _("Site")

    def ready(self) -> None:
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from cms.base.access.permissions import SitePagePermissionPolicy
        from cms.base.display import checks  # noqa: F401
        from cms.base.mail import receivers as mail_receivers  # noqa: F401
        from cms.base.publishing import receivers as publishing_receivers  # noqa: F401
        from cms.base.review import mails as review_mails

        register_permission_policy(Page, SitePagePermissionPolicy())
        review_mails.connect()
