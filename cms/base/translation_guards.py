"""wagtail-localize's views that check only a global permission, with a check of the object in front.

Waits for wagtail-localize to check the page itself (seen missing in 1.14.5: `submit_translations.py`,
`update_translations.py`). Delete this module and its registration in `wagtail_hooks.py` then.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.base.permissions import languages_to_translate


class GuardedSubmitPage(SubmitPageTranslationView):
    """Whoever may edit the page may send it to any language, a translator to their own languages."""

    def get_form(self) -> Form:
        form = super().get_form()
        allowed = self._languages()
        if allowed is not None:
            form.fields["locales"].queryset = form.fields["locales"].queryset.filter(pk__in=allowed)
            form.fields.pop("include_subtree", None)
        return form

    def _languages(self) -> list[int] | None:
        """Ids of the locales that the user may translate into; None: all of them."""
        if _may_edit(self.object, self.request):
            return None
        return languages_to_translate(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if not request.user.has_perm("wagtail_localize.submit_translation") or self._languages() == []:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GuardedSubmitSnippet(SubmitSnippetTranslationView):
    """No snippet of ours is translated page by page; only administrators may try."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GuardedUpdate(UpdateTranslationsView):
    """Whoever may edit the source may bring its translations up to date, and publish those that they may publish."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.get_object().get_source_instance()
        if not isinstance(source, Page) or not _may_edit(source, request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> Form:
        form = super().get_form()
        if not self._may_publish_all():
            form.fields.pop("publish_translations")
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        form.cleaned_data.setdefault("publish_translations", False)
        return super().form_valid(form)

    def _may_publish_all(self) -> bool:
        targets = [t.get_target_instance() for t in self.get_object().translations.filter(enabled=True)]
        return all(page.specific.permissions_for_user(self.request.user).can_publish() for page in targets)


def _may_edit(page: Page, request: HttpRequest) -> bool:
    return page.permissions_for_user(request.user).can_edit()
