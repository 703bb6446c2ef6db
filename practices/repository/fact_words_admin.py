"""Where translators write the words inside a practice's facts: one form for each translation, beside its texts."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages as admin_messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.base.language_codes import direction, language_tag
from practices.repository.fact_words import FactText, fact_texts, write_fact_words
from practices.repository.practice import PracticePage

LONGEST = {False: 200, True: 2000}  # as on the original's form, by whether it has several lines


class FactWordsForm(forms.Form):
    """A field for each text, in the language of `page`, with what it translates."""

    def __init__(self, page: PracticePage, data: Any = None) -> None:
        self.texts = fact_texts(page.original)
        self.language = page.locale.language_code
        initial = {each.name: each.texts.get(self.language, "") for each in self.texts}
        super().__init__(data, initial=initial)
        for each in self.texts:
            self.fields[each.name] = self._field(each)

    def _field(self, text: FactText) -> forms.CharField:
        attrs = {"lang": language_tag(self.language), "dir": direction(self.language)}
        widget = forms.Textarea({**attrs, "rows": 4}) if text.is_multiline else forms.TextInput(attrs)
        return forms.CharField(max_length=LONGEST[text.is_multiline], required=False, label=text.label, widget=widget)

    @property
    def rows(self) -> list[tuple[FactText, forms.BoundField]]:
        return [(each, self[each.name]) for each in self.texts]


def may_write_fact_words(page: Any, user: Any) -> bool:
    """Users who may publish the translation: what they write is shown at once. An original has a form for it."""
    if not isinstance(page, PracticePage) or not page.is_translation or not page.original.live:
        return False
    return page.permissions_for_user(user).can_publish()


def edit_fact_words(request: HttpRequest, page_id: int) -> HttpResponse:
    """404 unless it is a practice; 403 unless it is a translation that the user may publish."""
    page = get_object_or_404(PracticePage.objects.select_related("locale", "original_page__locale"), pk=page_id)
    user: Any = request.user
    if not may_write_fact_words(page, user):
        raise PermissionDenied
    form = FactWordsForm(page, request.POST if request.method == "POST" else None)
    if form.is_valid():
        write_fact_words(page.original, form.language, form.cleaned_data, user)
        messages.success(request, _("The words in the facts of “%(page)s” have been saved.") % {"page": page})
        return redirect("wagtailadmin_pages:edit", page.pk)
    status = 422 if form.is_bound else 200
    return render(request, "practices/admin/fact_words.html", {"page": page, "form": form}, status=status)


@hooks.register("register_admin_urls")
def fact_words_url() -> list[URLPattern]:
    return [path("practices/<int:page_id>/words-in-facts/", edit_fact_words, name="fact_words")]


@hooks.register("register_page_header_buttons")
def fact_words_button(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    page = page.specific
    if may_write_fact_words(page, user):
        label = gettext_lazy("Translate the words in the facts")
        url = reverse("fact_words", args=[page.pk])
        yield Button(label, url, icon_name="wagtail-localize-language", priority=75)


@hooks.register("before_edit_page", order=-5)  # before wagtail-localize's own hook, which shows its editor
def tell_missing_words(request: HttpRequest, page: Page) -> None:
    """The editor of wagtail-localize does not know these texts."""
    page = page.specific
    if request.method != "GET" or not may_write_fact_words(page, request.user):
        return
    language = page.locale.language_code
    missing = sum(not each.texts.get(language) for each in fact_texts(page.original))
    if missing:
        text = ngettext(
            "%(count)d text in the facts, such as the area, is not translated.",
            "%(count)d texts in the facts, such as the area, are not translated.",
            missing,
        )
        button = admin_messages.button(reverse("fact_words", args=[page.pk]), _("Translate"))
        admin_messages.warning(request, text % {"count": missing}, buttons=[button])
