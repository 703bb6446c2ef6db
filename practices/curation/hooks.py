"""What curation adds to the admin, and what it takes away."""

from wagtail import hooks

from practices.curation import guide, resubmitting  # noqa: F401
from practices.curation.first_screen.broken_links import add_broken_links_panel
from practices.curation.first_screen.changed import add_changes_panel
from practices.curation.first_screen.comments import add_comments_panel
from practices.curation.first_screen.helped import add_helped_panel
from practices.curation.first_screen.overview import add_overview_panel
from practices.curation.first_screen.partner_panel import add_partner_panels
from practices.curation.first_screen.waiting import replace_panels
from practices.curation.listing import viewset  # noqa: F401
from practices.curation.menus import hide_figures, hide_reports, hide_wagtails_guides

for change_panels in [
    replace_panels,
    add_overview_panel,
    add_partner_panels,
    add_comments_panel,
    add_changes_panel,
    add_broken_links_panel,
    add_helped_panel,
]:
    hooks.register("construct_homepage_panels", change_panels)
hooks.register("construct_homepage_summary_items", hide_figures, order=1000)  # after all hooks that add items
hooks.register("construct_reports_menu", hide_reports)
hooks.register("construct_help_menu", hide_wagtails_guides)
