"""What coordinators can do with a term in use: see its uses, replace it, merge it into another, retire it.

Each action first shows what will happen, and to how many pages.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib.messages import success
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms.models import ModelChoiceIteratorValue
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from practices.facts.usage import pages_using
from practices.facts.widgets import TermWidget
from practices.vocabulary.concept import Concept
from practices.vocabulary.replacing import merge_term, replace_term

MAX_LISTED = 50
CHANGE, DELETE = "practices.change_concept", "practices.delete_concept"


class OtherTermForm(forms.Form):
    other = forms.ModelChoiceField(Concept.objects.none(), label=gettext_lazy("The other term"), widget=TermWidget)

    def __init__(self, term: Concept, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["other"]
        field.queryset = Concept.objects.filter(scheme=term.scheme, is_heading=False).exclude(pk=term.pk)
        language = active_language()
        found = sorted(field.queryset, key=lambda each: sort_key(each.label(), language))
        field.choices = [(ModelChoiceIteratorValue(each.pk, each), each.label()) for each in found]


def _term_for(request: HttpRequest, pk: int, *permissions: str) -> Concept:
    """The term. Raises 404 if it does not exist, 403 for users who may not do this."""
    user: Any = request.user
    if not user.has_perms(permissions):
        raise PermissionDenied
    return get_object_or_404(Concept, pk=pk)


def _context(request: HttpRequest, term: Concept, title: str, icon: str) -> dict[str, Any]:
    """Where the term is used: how many pages or drafts, and those that the user may edit."""
    ids = pages_using([term]).get(term, set())
    visible = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(request.user, {"change"})
    listed = visible.filter(pk__in=ids).select_related("locale").order_by("draft_title")[:MAX_LISTED]
    page = {"term": term, "title": title % {"term": term.label()}, "icon": icon}
    return {**page, "count": len(ids), "pages": listed, "more": len(ids) - len(listed)}


def uses(request: HttpRequest, pk: int) -> HttpResponse:
    term = _term_for(request, pk, CHANGE)
    context = _context(request, term, _("Where “%(term)s” is used"), "tag")
    context["buttons"] = term_buttons(term, request.user)
    return render(request, "practices/admin/term_uses.html", context)


def _with_other(
    request: HttpRequest, term: Concept, act: Callable[..., None], template: str, title: str, icon: str
) -> HttpResponse:
    form = OtherTermForm(term, request.POST if request.method == "POST" else None)
    if form.is_valid():
        old = str(term)
        try:
            act(term, form.cleaned_data["other"], request.user)
        except ValidationError as error:
            form.add_error("other", error)
        else:
            text = _("“%(new)s” has replaced “%(old)s”.")
            success(request, text % {"new": form.cleaned_data["other"], "old": old})
            return redirect("wagtailsnippets_practices_concept:edit", form.cleaned_data["other"].pk)
    status = 422 if form.is_bound else 200
    context = {**_context(request, term, title, icon), "form": form}
    return render(request, f"practices/admin/{template}.html", context, status=status)


def replace(request: HttpRequest, pk: int) -> HttpResponse:
    term = _term_for(request, pk, CHANGE)
    return _with_other(request, term, replace_term, "term_replace", _("Replace “%(term)s”"), "repeat")


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    term = _term_for(request, pk, CHANGE, DELETE)
    return _with_other(request, term, merge_term, "term_merge", _("Merge “%(term)s” into another term"), "link")


def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Retires a term, or offers it again."""
    term = _term_for(request, pk, CHANGE)
    if request.method != "POST":
        context = _context(request, term, _("Retire “%(term)s”"), "no-view")
        return render(request, "practices/admin/term_retire.html", context)
    term.is_retired = not term.is_retired
    with transaction.atomic():
        term.save()
        log(instance=term, action="wagtail.edit", user=request.user)
    text = _("“%(term)s” is retired.") if term.is_retired else _("“%(term)s” is offered again.")
    success(request, text % {"term": term})
    return redirect("wagtailsnippets_practices_concept:edit", term.pk)


@hooks.register("register_admin_urls")
def term_urls() -> list[URLPattern]:
    views = {"uses": uses, "replace": replace, "merge": merge, "retire": retire}
    return [path(f"vocabulary/<int:pk>/{name}/", view, name=f"term_{name}") for name, view in views.items()]


def term_buttons(term: Concept, user: Any) -> Iterator[Button]:
    if not user.has_perm(CHANGE):
        return
    yield Button(_("Where it is used"), reverse("term_uses", args=[term.pk]), icon_name="list-ul", priority=40)
    yield Button(_("Replace…"), reverse("term_replace", args=[term.pk]), icon_name="repeat", priority=50)
    if user.has_perm(DELETE):
        yield Button(_("Merge…"), reverse("term_merge", args=[term.pk]), icon_name="link", priority=51)
    label = _("Offer again…") if term.is_retired else _("Retire…")
    yield Button(label, reverse("term_retire", args=[term.pk]), icon_name="no-view", priority=52)


@hooks.register("register_snippet_listing_buttons")
def listing_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Concept):
        yield from term_buttons(snippet, user)
