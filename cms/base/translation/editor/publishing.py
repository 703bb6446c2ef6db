"""Publishes a page from the editor, through the same gate as everywhere else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages as admin_messages
from wagtail.models import Page

from cms.base.errors import error_summary
from cms.base.translation.completeness import CONFIRMED, ask_before_publishing
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.slugs import fill_slug
from cms.base.translation.texts.version import PAGE


def page_of(item: TranslationItem) -> Any:
    """The translated page, if the item is a page and is begun."""
    if item.kind != PAGE:
        return None
    page = Page.objects.filter(translation_key=item.object_key, locale=item.locale, alias_of=None).first()
    return page.specific if page else None


def publish(request: HttpRequest, item: TranslationItem) -> HttpResponse | None:
    """A confirmation page if the translation is incomplete; otherwise publishes, adds a message and returns None."""
    page = page_of(item)
    user: Any = request.user
    if page is None:
        messages.error(request, _("Nothing is translated yet."))
        return None
    if not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    try:
        page.refuse_publishing()
        fill_slug(page)
        is_confirmed = CONFIRMED in request.POST
        if not is_confirmed and (question := ask_before_publishing(request, page, item.editor_url)):
            return question
        with transaction.atomic():
            revision = page.latest_revision or page.save_revision(user=user, clean=False)
            page.with_translated_texts(revision).publish(user=user)
    except ValidationError as error:
        messages.error(request, error_summary(page, error))
    else:
        page.refresh_from_db()
        text, url = _("“%(page)s” is published.") % {"page": page.title}, page.get_url(request)
        buttons = [admin_messages.button(url, _("View live"), new_window=True)] if url else []
        admin_messages.success(request, text, buttons=buttons)
    return None
