"""Who sees readers' addresses: administrators, and the group for it."""

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.base.access.roles import group_of
from cms.base.readers.model import Reader

NEWSLETTER = "newsletter"
policy = ModelPermissionPolicy(Reader)


def reader_permissions() -> QuerySet[Permission]:
    """The permissions to view and import readers, and to end their subscriptions or delete their data."""
    codenames = ("view_reader", "add_reader", "delete_reader")
    return Permission.objects.filter(content_type__app_label="base", codename__in=codenames)


def ensure_newsletter_group() -> Group:
    group = group_of(NEWSLETTER, "Newsletter")
    admin = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(*admin, *reader_permissions())
    return group
