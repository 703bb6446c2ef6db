"""The selected practices: ticked rows of the list, or all that it finds."""

from collections.abc import Iterable

from django.http import HttpRequest

from cms.base.ids import ids_in
from practices.curation.desk import desk_of
from practices.curation.listing.list_view import PracticeListView

ALL = "all"
MAX_SELECTED = 1000  # practices changed at once


def chosen(request: HttpRequest) -> list[int]:
    """Ids in the order of the list, from the list's own query, with its filters, search and permissions.

    A previewed selection is submitted as ids, so that it does not change with the filter's results.
    """
    if "ids" in request.POST:
        return _known(request, request.POST["ids"].split(","))
    asked = request.GET.getlist("id")
    if ALL not in asked:
        return _known(request, asked)
    view = PracticeListView(index_results_url_name="practice_list:index_results")
    view.setup(request)
    return list(view.get_queryset().ids)


def _known(request: HttpRequest, asked: Iterable[str]) -> list[int]:
    ids = list(dict.fromkeys(ids_in(asked)))[: MAX_SELECTED + 1]
    known = set(desk_of(request).practices().filter(pk__in=ids).values_list("pk", flat=True))
    return [pk for pk in ids if pk in known]
