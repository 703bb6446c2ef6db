"""The editors' part of the search in the admin: synonyms and pinned results, in one menu."""

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from practices.partner_access import COORDINATORS
from search.models import PinnedResult, SynonymGroup


class SynonymsViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "list-ul"
    list_display = ["__str__", "language"]
    list_filter = ["language"]
    search_fields = ["terms"]


class PinnedResultsViewSet(SnippetViewSet):
    model = PinnedResult
    icon = "pick"
    list_display = ["text", "page", "language", "position"]
    list_filter = ["language"]
    search_fields = ["text"]


class SearchViewSetGroup(SnippetViewSetGroup):
    items = (SynonymsViewSet, PinnedResultsViewSet)
    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 260


register_snippet(SearchViewSetGroup)


@receiver(post_save, sender=Group)
def let_coordinators_curate(instance: Group, **kwargs: object) -> None:
    if instance.name == COORDINATORS:
        models = ["synonymgroup", "pinnedresult"]
        instance.permissions.add(
            *Permission.objects.filter(content_type__app_label="search", content_type__model__in=models)
        )
