from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from cms.base.i18n.catalogues import allow_languages_without_catalogue

allow_languages_without_catalogue()  # before any model is imported: Django's own models look up messages at import


class BaseConfig(AppConfig):
    name = "cms.base"
    label = "base"
    verbose_name = _("Site")

    def ready(self) -> None:
        from django.conf import settings
        from PIL import Image
        from wagtail.admin.views.account import AvatarSettingsPanel
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model
        from wagtail.models import Page
        from wagtail.permission_policies import OwnershipPermissionPolicy
        from wagtail.permissions import register_permission_policy

        from cms.base.access import names  # noqa: F401
        from cms.base.access.permissions import SitePagePermissionPolicy, offer_in_group_form
        from cms.base.brand import receivers as brand_receivers  # noqa: F401
        from cms.base.caching import front  # noqa: F401
        from cms.base.caching import receivers as caching_receivers  # noqa: F401
        from cms.base.display import checks as display_checks  # noqa: F401
        from cms.base.file_access import known_public, references  # noqa: F401
        from cms.base.file_access.permissions import FilePermissionPolicy
        from cms.base.i18n import checks  # noqa: F401
        from cms.base.links import nightly  # noqa: F401
        from cms.base.mail import bounces  # noqa: F401
        from cms.base.mail import receivers as mail_receivers  # noqa: F401
        from cms.base.media import receivers as media_receivers  # noqa: F401
        from cms.base.media.image_form import PortraitForm
        from cms.base.people.erasing import mails as erasing_mails  # noqa: F401
        from cms.base.people.named.person import Person
        from cms.base.people.notices import account as notices_account
        from cms.base.people.notices import comments as notices_comments
        from cms.base.people.notices import digest, originals  # noqa: F401
        from cms.base.publishing import receivers as publishing_receivers  # noqa: F401
        from cms.base.publishing.widgets import register_widgets
        from cms.base.readers import receivers as readers_receivers  # noqa: F401
        from cms.base.readers import refusals  # noqa: F401
        from cms.base.review import comparing, settling  # noqa: F401
        from cms.base.review import mails as review_mails
        from cms.base.translation import privacy  # noqa: F401
        from cms.base.translation import receivers as translation_receivers  # noqa: F401
        from cms.base.translation.desk import pages as desk_pages  # noqa: F401
        from cms.base.translation.desk import preparing  # noqa: F401
        from cms.base.translation.desk import receivers as desk_receivers  # noqa: F401
        from cms.base.translation.glossary import receivers as glossary_receivers  # noqa: F401
        from cms.base.translation.review import receivers as translation_review  # noqa: F401

        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS  # Pillow refuses at twice as many
        AvatarSettingsPanel.form_class = PortraitForm
        AvatarSettingsPanel.template_name = "base/admin/portrait_panel.html"
        offer_in_group_form()
        comparing.register()
        register_widgets()
        register_permission_policy(Page, SitePagePermissionPolicy())
        register_permission_policy(Person, OwnershipPermissionPolicy(Person, owner_field_name="created_by"))
        review_mails.connect()
        notices_account.replace_panel()
        notices_comments.replace_wagtails()
        # `exact_class`: Wagtail registers its own forms for these models after us.
        for model, auth_model in (
            (get_image_model(), "wagtailimages.Image"),
            (get_document_model(), "wagtaildocs.Document"),
        ):
            policy = FilePermissionPolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
            register_permission_policy(model, policy, exact_class=True)
