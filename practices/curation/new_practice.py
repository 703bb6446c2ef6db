"""The first step of a new practice: asks for its partner and language, unless there is only one choice."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.base.i18n.collation import sort_key
from cms.base.languages import content_languages, first_of, language_name
from practices.curation.desk import Desk, desk_of
from practices.partners.page import PartnerPage

Places = dict[str, dict[str, PartnerPage]]  # partners' pages by code and language


class NewPracticeForm(forms.Form):
    partner = forms.ChoiceField(label=_("Partner"))
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_(
            "The language that you write in. Facts are entered once; texts are translated into the other languages."
        ),
        widget=forms.RadioSelect,
    )

    def __init__(self, places: Places, desk: Desk, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.places = places
        names = {code: next(iter(pages.values())).original.short_name for code, pages in places.items()}
        partners = sorted(names.items(), key=lambda item: sort_key(item[1], desk.language))
        codes = {code for pages in places.values() for code in pages}
        languages = [code for code, _name in content_languages() if code in codes]
        asked = [("", _("Choose a partner")), *partners] if len(partners) > 1 else partners
        self.fields["partner"].choices = asked  # type: ignore[attr-defined]
        self.fields["language"].choices = [(code, language_name(code)) for code in languages]  # type: ignore[attr-defined]
        self.fields["language"].initial = first_of([desk.language], languages)
        for name, choices in (("partner", partners), ("language", languages)):
            if len(choices) == 1:
                field = self.fields[name]
                field.initial = field.choices[0][0]  # type: ignore[attr-defined]
                field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        pages = self.places.get(found.get("partner", ""), {})
        if pages and "language" in found and found["language"] not in pages:
            names = ", ".join(map(language_name, pages))
            self.add_error(
                "language", _("This partner has no page in the language. Choose one of: %(names)s.") % {"names": names}
            )
        return found


class NewPracticeView(WagtailAdminTemplateMixin, FormView):
    """Changes nothing, so the answers are in the URL: `?partner=kpmpc` asks only for the language."""

    model: Any = None  # set by the viewset
    header_icon = "plus"
    index_url_name = ""
    add_url_name = ""
    template_name = "practices/admin/new_practice.html"
    page_title = _("New practice")
    form_class = NewPracticeForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.places:
            raise PermissionDenied
        form = self.get_form()
        only = [pages for pages in self.places.values() if len(self.places) == len(pages) == 1]
        if only:
            return add_form(next(iter(only[0].values())))
        if form.is_bound and form.is_valid():
            return add_form(self.places[form.cleaned_data["partner"]][form.cleaned_data["language"]])
        return self.render_to_response(self.get_context_data(form=form))

    @cached_property
    def places(self) -> Places:
        """Where the user may add practices."""
        desk = desk_of(self.request)
        pages = PartnerPage.objects.select_related("locale", "original_page")
        if not desk.sees_all:
            pages = pages.filter(translation_key__in=[partner.translation_key for partner in desk.partners])
        return by_partner(pages.order_by("pk"), self.request.GET.get("partner", ""))

    def get_form_kwargs(self) -> dict[str, Any]:
        is_sent = "language" in self.request.GET
        return {"places": self.places, "desk": desk_of(self.request), "data": self.request.GET if is_sent else None}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": _("Practices")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]


def by_partner(pages: Iterable[PartnerPage], wanted: str) -> Places:
    """The places by partner: all, or those of the partner with the code `wanted`."""
    places: Places = {}
    for page in pages:
        places.setdefault(page.original.code, {})[page.locale.language_code] = page
    return {wanted: places[wanted]} if wanted in places else places


def add_form(parent: PartnerPage) -> HttpResponse:
    return redirect("wagtailadmin_pages:add", "practices", "practicepage", parent.pk)
