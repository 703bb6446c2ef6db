"""Refuses to delete terms in use in the admin, and shows the pages that use them."""

from collections.abc import Collection

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.base.signals import will_change
from practices.facts.locking import lock_terms
from practices.facts.usage import pages_using
from practices.vocabulary.concept import Concept

MAX_LINKS = 10


@hooks.register("before_delete_snippet")
def refuse_to_delete_used_terms(request: HttpRequest, instances: Collection[object]) -> HttpResponse | None:
    """Deleting a term in use would silently remove it from practices. Headings go with their narrower terms."""
    concepts = [concept for concept in instances if isinstance(concept, Concept)]
    if request.method == "POST":
        will_change()
        lock_terms(Concept, [concept.pk for concept in concepts])
    uses = pages_using(concepts)
    visible = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(request.user, {"change"})
    reasons = [used_on(concept, pages, visible) for concept, pages in uses.items()]
    staying = Concept.objects.filter(broader__in=concepts).exclude(pk__in=[concept.pk for concept in concepts])
    for narrower in staying.select_related("broader"):
        text = _("“%(term)s” has a narrower term, “%(narrower)s”: give that another broader term, or delete both.")
        reasons.append(format_html("{}", text % {"term": narrower.broader, "narrower": narrower}))
    if not reasons:
        return None
    for reason in reasons:
        messages.error(request, reason)
    return redirect(reverse("wagtailsnippets_practices_concept:list"))


def used_on(concept: Concept, pages: Collection[int], visible: QuerySet[Page]) -> SafeString:
    """Says how many `pages` use `concept`, with links to the first few that are `visible` to the user."""
    text = ngettext(
        "“%(term)s” was not deleted: %(count)d page or draft uses it.",
        "“%(term)s” was not deleted: %(count)d pages or drafts use it.",
        len(pages),
    ) % {"term": concept, "count": len(pages)}
    shown = list(visible.filter(pk__in=pages).order_by("draft_title")[:MAX_LINKS])
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("wagtailadmin_pages:edit", args=[page.pk]), page.get_admin_display_title()) for page in shown),
    )
    return format_html("{} {}{}", text, links, ", …" if 0 < len(shown) < len(pages) else "")
