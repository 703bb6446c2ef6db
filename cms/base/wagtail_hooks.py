"""Wagtail imports this module for hooks. Each subject registers its own; these belong to none."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.base.delivery import known_pages, page_links  # noqa: F401
from cms.base.file_access import hooks as file_access_hooks  # noqa: F401
from cms.base.mail import hooks as mail_hooks  # noqa: F401
from cms.base.people import hooks as people_hooks  # noqa: F401
from cms.base.publishing import afterwards  # noqa: F401
from cms.base.publishing import hooks as publishing_hooks  # noqa: F401
from cms.base.readers import hooks as readers_hooks  # noqa: F401
from cms.base.review import hooks as review_hooks  # noqa: F401
from cms.base.translation import hooks as translation_hooks  # noqa: F401
from cms.base.translation.desk import hooks as desk_hooks  # noqa: F401
from cms.base.translation.files import hooks as file_hooks  # noqa: F401
from cms.base.translation.originals import hooks as originals_hooks  # noqa: F401
from cms.base.translation.originals import removal  # noqa: F401

# Wagtail translates it at startup, in no reader's language.
ChooserViewSet.search_tab_label = _("Search")

# One file per subject, in css/; later ones win.
STYLES = (
    "admin",
    "admin_lists",
    "admin_first_screen",
    "admin_desk",
    "admin_bulk",
    "admin_vocabulary",
    "admin_review",
    "admin_people",
    "admin_imports",
)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    urls = ((static(f"css/{name}.css"),) for name in STYLES)
    return format_html_join("", '<link rel="stylesheet" href="{}">', urls)


@hooks.register("register_help_menu_item")
def style_guide_item() -> MenuItem:
    return MenuItem(_("Style guide"), reverse("style_guide"), name="style-guide", icon_name="view", order=2000)
