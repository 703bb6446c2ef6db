"""wagtail-localize's views, with the object-level permission checks that they lack.

Delete this module and its registration in `hooks.py` once wagtail-localize checks the page itself (missing in 1.14.5:
`submit_translations.py`, `update_translations.py`, `convert.py`, `edit_translation.py`).
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.base.access.permissions import SitePagePermissionTester, languages_to_translate
from cms.base.errors import error_summary
from cms.base.languages import language_name
from cms.base.models import BasePage
from cms.base.publishing.chosen_files import files_of, may_choose_all
from cms.base.translation.completeness import CONFIRMED, has_gaps, open_texts
from cms.base.translation.desk.access import may_begin
from cms.base.translation.desk.begin import begin_above
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.editor.access import item_at
from cms.base.translation.files.download_views import download_item
from cms.base.translation.files.upload_views import take_file
from cms.base.translation.slugs import fill_slug
from cms.base.translation.texts.version import PAGE


class GuardedSubmitPage(SubmitPageTranslationView):
    """Users who may change the page may submit it for any language; translators may submit public pages for theirs.

    Ancestors that do not exist in a language yet are also begun.
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
        begin_above(self.object, form.cleaned_data["locales"], self.request.user)
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


class DeskForReport(RedirectView):
    """wagtail-localize's report lists what was submitted; our desk lists that and everything else."""

    pattern_name = "translation_desk"


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
        """Publishes only what is complete or already live: wagtail-localize also publishes what was never begun.

        If one has gaps or warnings, nothing is published before somebody has seen them.
        """
        wanted = form.cleaned_data.get("publish_translations", False)
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        pages = [each.get_target_instance() for each in self.object.translations.filter(enabled=True)] if wanted else []
        pages = [page for page in pages if (page.live or not open_texts(page)) and self._may_be_published(page)]
        if CONFIRMED not in self.request.POST and any(map(has_gaps, pages)):
            return self._ask(pages)
        for page in pages:
            try:
                with transaction.atomic():
                    fill_slug(page)
                    page.with_translated_texts(page.latest_revision).publish(user=self.request.user)
            except ValidationError as error:  # the others are still published
                self._tell(page, error)
        return response

    def _may_be_published(self, page: BasePage) -> bool:
        try:
            page.refuse_publishing()
        except ValidationError as error:
            self._tell(page, error)
            return False
        return True

    def _tell(self, page: BasePage, error: ValidationError) -> None:
        about = f"{page.get_admin_display_title()} ({language_name(page.locale.language_code)})"
        messages.error(self.request, f"{about}: {error_summary(page, error)}")

    def _ask(self, pages: list[Page]) -> HttpResponse:
        context = {
            "source": self.object,
            "pages": pages,
            "confirmed": CONFIRMED,
            "sent": [(name, each) for name, each in self.request.POST.items() if name != "csrfmiddlewaretoken"],
            "back_url": self.get_success_url() or self.get_default_success_url(),
        }
        return render(self.request, "base/admin/confirm_publish_translations.html", context)

    def _may_publish_all(self) -> bool:
        targets = [t.get_target_instance() for t in self.get_object().translations.filter(enabled=True)]
        return all(page.specific.permissions_for_user(self.request.user).can_publish() for page in targets)


@require_POST
def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Refuses translators, who would get a form with more than the texts. What was typed is kept as a draft."""
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
            return HttpResponseForbidden()  # `PermissionDenied` would redirect to the dashboard
    return response


def _as_translated(translation: Translation) -> Page:
    return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def download_pofile(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    """Our file also states the language, and has texts that wagtail-localize does not know."""
    item = _item_of(translation_id)
    return download_item(request, *item.place, "po")


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Reports on each text. wagtail-localize accepts fuzzy entries, hides its warnings, raises server errors, and takes
    minutes to parse a long file.
    """
    item = _item_of(translation_id)
    if not may_begin(request.user, item):
        raise PermissionDenied
    return take_file(request, item)


def _item_of(translation_id: int) -> TranslationItem:
    """Our desk's item for wagtail-localize's translation."""
    translation = get_object_or_404(Translation.objects.select_related("target_locale", "source"), pk=translation_id)
    item = item_at(PAGE, str(translation.source.object_id), translation.target_locale.language_code)
    if item is None:
        raise Http404
    return item


def is_public(page: BasePage) -> bool:
    """Whether everybody can read `page`."""
    return page.live and not page.is_hidden and not page.get_view_restrictions().exists()


def _permissions(page: Page, request: HttpRequest) -> SitePagePermissionTester:
    if not isinstance(page, BasePage):  # the root of the tree
        raise PermissionDenied
    user: Any = request.user
    return page.permissions_for_user(user)
