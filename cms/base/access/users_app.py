"""Wagtail's app of users, with our list of them. In INSTALLED_APPS, so it imports no models."""

from wagtail.users.apps import WagtailUsersAppConfig


class SiteUsersConfig(WagtailUsersAppConfig):
    user_viewset = "cms.base.access.users_list.SiteUserViewSet"
