"""Sending in the admin: its views, its menu item, and the button for an issue."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from home.newsletter.issue_page import NewsletterPage
from home.newsletter.sending.access import may_see, may_send, sending_permissions
from home.newsletter.sending.admin_views import send_issue, sending, sendings, test_mail_link


@hooks.register("register_admin_urls")
def sending_urls() -> list[URLPattern]:
    return [
        path("newsletter/", sendings, name="newsletter_sendings"),
        path("newsletter/test/", test_mail_link, name="newsletter_test_link"),
        path("newsletter/<int:pk>/", sending, name="newsletter_sending"),
        path("pages/<int:page_id>/send/", send_issue, name="send_newsletter"),
    ]


class SendingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("register_admin_menu_item")
def sendings_menu_item() -> MenuItem:
    url = reverse("newsletter_sendings")
    return SendingsMenuItem(gettext_lazy("Newsletter"), url, icon_name="mail", name="newsletter", order=265)


@hooks.register("register_page_header_buttons")
def send_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    if page.specific_class is NewsletterPage and may_send(user, page.specific):
        url = reverse("send_newsletter", args=[page.pk])
        yield Button(gettext_lazy("Send to the readers"), url, icon_name="mail", priority=60)


@hooks.register("register_page_listing_more_buttons")
def listed_send_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Rows check only the permission to send, which costs no query; the view checks that for the issue."""
    if page.specific_class is NewsletterPage and may_send(user, None):
        url = reverse("send_newsletter", args=[page.pk])
        yield Button(gettext_lazy("Send to the readers"), url, icon_name="mail", priority=60)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """For the group form."""
    return sending_permissions()
