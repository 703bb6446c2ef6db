"""Views of wagtail-localize, with the permission checks on the object that they lack.

Delete this module and its registration in `hooks.py` once wagtail-localize checks the page itself (missing in 1.14.5:
`submit_translations.py`, `update_translations.py`, `convert.py`, `edit_translation.py`).
"""

from typing import Any

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.base.access.permissions import SitePagePermissionTester, languages_to_translate
from cms.base.models import BasePage
from cms.base.publishing.chosen_files import files_of, may_choose_all
from cms.base.translation.completeness import open_texts

MAX_PO_SIZE = 2 * 1024 * 1024  # bytes; our longest page makes a file of about 50 kB


class GuardedSubmitPage(SubmitPageTranslationView):
    """Users who may change the page may submit it for any language, translators what everybody can read for theirs.

    Ancestors that do not exist in a language yet are submitted too, as drafts: Wagtail would publish aliases of them.
    """

    def get_form(self) -> Form:
        form = super().get_form()
        allowed = self._languages()
        if allowed is not None:
            form.fields["locales"].queryset = form.fields["locales"].queryset.filter(pk__in=allowed)
            form.fields.pop("include_subtree", None)
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        form.cleaned_data.setdefault("include_subtree", False)
        for ancestor in self.object.get_ancestors().filter(depth__gt=1).specific():
            missing = form.cleaned_data["locales"].exclude(
                pk__in=ancestor.get_translations(inclusive=True).values("locale")
            )
            if missing:
                translate_object(ancestor, missing, user=self.request.user)
        return super().form_valid(form)

    def _languages(self) -> list[int] | None:
        """Ids of the locales that the user may translate into; None: all of them."""
        if _permissions(self.object, self.request).can_manage():
            return None
        return languages_to_translate(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        languages = self._languages()
        if not request.user.has_perm("wagtail_localize.submit_translation") or languages == []:
            raise PermissionDenied
        if languages is not None and not is_public(self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GuardedSubmitSnippet(SubmitSnippetTranslationView):
    """None of our snippets is translated this way, so only administrators may open the view."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GuardedUpdate(UpdateTranslationsView):
    """Users who may change the source may update its translations, and publish them if they may publish all of them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.get_object().get_source_instance()
        if not isinstance(source, Page) or not _permissions(source, request).can_manage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> Form:
        form = super().get_form()
        if not self._may_publish_all():
            form.fields.pop("publish_translations")
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        """Publishes only what is complete or online already: wagtail-localize also publishes what was never begun."""
        wanted = form.cleaned_data.get("publish_translations", False)
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        for translation in self.get_object().translations.filter(enabled=True) if wanted else ():
            page = translation.get_target_instance()
            if page.live or not open_texts(page):
                page.with_translated_texts(page.latest_revision).publish(user=self.request.user)
        return response

    def _may_publish_all(self) -> bool:
        targets = [t.get_target_instance() for t in self.get_object().translations.filter(enabled=True)]
        return all(page.specific.permissions_for_user(self.request.user).can_publish() for page in targets)


@require_POST
def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Refused to translators: they would get a form with more than the texts. What is typed stays, as a draft."""
    page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if not _permissions(page, request).can_manage():
        raise PermissionDenied
    page.with_translated_texts(page.latest_revision)
    return edit_translation.stop_translation(request, translation_id)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Only for users who may also publish: an alias immediately shows everybody the text of another language."""
    page = get_object_or_404(Page, pk=page_id).specific
    may = _permissions(page, request)
    if not (may.can_manage() and may.can_manage_live()):
        raise PermissionDenied
    return convert.convert_to_alias(request, page_id)


def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """Refuses a picture or document that its translator may not choose."""
    translation = get_object_or_404(Translation, pk=translation_id)
    shown_before = files_of(_as_translated(translation))
    with transaction.atomic():
        response = edit_translation.edit_override(request, translation_id, overridable_segment_id)
        if not may_choose_all(request.user, files_of(_as_translated(translation)) - shown_before):
            transaction.set_rollback(True)
            return HttpResponseForbidden()  # `PermissionDenied` would lead to the first screen
    return response


def _as_translated(translation: Translation) -> Page:
    return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Refuses a broken file with a message, where wagtail-localize has a server error."""
    page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if not _permissions(page, request).can_edit():
        raise PermissionDenied
    if _is_po_file(request.FILES.get("file")):
        return edit_translation.upload_pofile(request, translation_id)
    messages.error(request, _("This is not a PO file downloaded from this site. Nothing was changed."))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _is_po_file(file: UploadedFile | None) -> bool:
    if file is None or (file.size or 0) > MAX_PO_SIZE:
        return False
    try:
        text = file.read().decode()
        # polib takes a text without a line break for a file name.
        entries = polib.pofile(text + "\n\n")
    except (OSError, ValueError, AttributeError, IndexError):  # what polib raises for malformed input
        return False
    finally:
        file.seek(0)
    return "X-WagtailLocalize-TranslationID" in entries.metadata and "\x00" not in text


def is_public(page: BasePage) -> bool:
    """Whether everybody can read `page`."""
    return page.live and not page.is_hidden and not page.get_view_restrictions().exists()


def _permissions(page: Page, request: HttpRequest) -> SitePagePermissionTester:
    if not isinstance(page, BasePage):  # the root of the tree
        raise PermissionDenied
    user: Any = request.user
    return page.permissions_for_user(user)
