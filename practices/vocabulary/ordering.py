"""The order of a vocabulary's terms in forms, each below its broader term. Changed by dragging.

Countries have none: they are sorted by name, in the reader's language.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.views.generic.ordering import ReorderView

from cms.base.signals import changed, labels_changed, will_change
from practices.facts.fields import in_groups
from practices.vocabulary.concept import Concept

UNORDERED = {Concept.Scheme.COUNTRY}


@transaction.atomic
def move_term(term: Concept, place: int) -> None:
    """Moves a term to `place` in its vocabulary's list, but not beyond its siblings below the broader term."""
    will_change()
    by_id = Concept.objects.filter(scheme=term.scheme).select_for_update(no_key=True).in_bulk()
    for each in by_id.values():
        each.broader = by_id.get(each.broader_id)  # so that a heading's terms move with it
    terms = in_groups(by_id.values())
    others = [each for each in terms if each.pk != term.pk]
    moved = [*others[:place], term, *others[place:]]
    beside = [each for each in moved if each.broader_id == term.broader_id]
    for number, each in enumerate(beside):
        each.position = number
    for number, each in enumerate(in_groups([*beside, *(each for each in others if each not in beside)])):
        each.position = number
        Concept.objects.filter(pk=each.pk).exclude(position=number).update(position=number)
    labels_changed.send(sender=Concept)
    changed(term.used_by())


class TermReorderView(ReorderView):
    """Called by Wagtail's snippet list when a row has been dragged."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        term = get_object_or_404(Concept, pk=kwargs["pk"])
        try:
            place = int(request.GET.get("position", ""))
        except ValueError:
            place = -1
        if term.scheme in UNORDERED:
            return JsonResponse({"success": False}, status=400)
        move_term(term, place if place >= 0 else Concept.objects.count())
        return JsonResponse({"success": True})
