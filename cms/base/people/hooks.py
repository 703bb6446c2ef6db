"""People in the admin: the page for those who run a team, and what is shared with somebody."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.base.people.admin_views import change_invitation, invite_person, people
from cms.base.people.erasing.views import erase_person
from cms.base.people.member_views import member, revoke_share, share_page
from cms.base.people.named import admin  # noqa: F401
from cms.base.people.shared_panel import add_shared_panel
from cms.base.people.teams import runs_a_team


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    return [
        path("people/", people, name="people"),
        path("people/invitations/<int:pk>/", change_invitation, name="people_invitation"),
        path("people/shares/<int:pk>/", revoke_share, name="people_revoke"),
        path("people/erase/", erase_person, name="people_erase"),
        path("people/<slug:key>/invite/", invite_person, name="people_invite"),
        path("people/<slug:key>/share/", share_page, name="people_share"),
        path("people/<slug:key>/<int:pk>/", member, name="people_member"),
    ]


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return runs_a_team(request.user)


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    return PeopleMenuItem(_("People"), reverse("people"), icon_name="group", name="people", order=265)


hooks.register("construct_homepage_panels", add_shared_panel)
