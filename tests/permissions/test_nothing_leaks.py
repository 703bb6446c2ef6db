"""No URL of the admin shows a stranger the words of a draft: opens all of them, including future ones."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.menu import Menu
from wagtail.models import WorkflowState
from wagtail_localize.models import StringSegment

from tests.base.admin import edit
from tests.permissions.roles import ROLES, Role, client_as, client_of
from tests.permissions.world import SECRET, World

pytestmark = pytest.mark.once
NO_SCREENS = {"wagtailadmin_error_test", "wagtailadmin_logout"}
STRANGERS = [role for role in ROLES if role.key in ("other", "lt", "newsletter")]


def names(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of each URL of the admin, and the names of its arguments."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            if each.name:
                yield f"{prefix}{each.name}", tuple(each.pattern.converters) or tuple(each.pattern.regex.groupindex)
        else:
            yield from names(each, f"{prefix}{each.namespace}:" if each.namespace else prefix)


def arguments(world: World) -> dict[str, list[Any]]:
    """What to give to an argument: the secret draft, proposal, document or picture, or what is about it."""
    pages = [world.draft.pk, world.proposal.pk]
    state = WorkflowState.objects.get(object_id=str(world.draft.pk))
    return {
        "page_id": pages,
        "parent_page_id": [world.partner.pk, world.news_index.pk],
        "page_to_move_id": pages,
        "destination_id": [world.partner.pk],
        "pk": [*pages, world.suggestion.pk],
        "revision_id": [world.revisions["first"]],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
        "action_name": ["approve"],
        "task_state_id": [state.current_task_state_id],
        "task_id": [state.current_task_state.task_id],
        "workflow_state_id": [state.pk],
        "content_type_app_name": ["practices"],
        "content_type_model_name": ["practicepage"],
        "app_label": ["practices"],
        "model_name": ["practicepage"],
        "app_name": ["practices"],
        "action": ["delete", "publish", "move"],
        "document_id": [world.document.pk],
        "doc_id": [world.document.pk],
        "image_id": [world.picture.pk],
        "object_id": [str(world.draft.pk)],
        "session_id": [0],
        "translation_id": [world.secret_translation.pk],
        "translation_source_id": [world.secret_translation.source_id],
        "string_segment_id": list(
            StringSegment.objects.filter(source=world.secret_translation.source).values_list("pk", flat=True)[:1]
        ),
        "mode": [""],
        "kind": ["page", "page"],
        "key": [str(world.draft.translation_key)],
        "language": ["lt", "es"],
        "text": ["title"],
    }


def urls(world: World) -> Iterator[str]:
    known = arguments(world)
    for name, wanted in names(get_resolver()):
        if name not in NO_SCREENS:
            for index in range(max((len(known.get(argument, ())) for argument in wanted), default=1)):
                values = {key: known[key][min(index, len(known[key]) - 1)] for key in wanted if known.get(key)}
                try:
                    url = reverse(name, kwargs=values)
                except NoReverseMatch:
                    continue
                if url.startswith("/admin/"):
                    yield url


@pytest.mark.sample(1)
@pytest.mark.parametrize("role", STRANGERS, ids=lambda role: role.key)
def test_a_stranger_reads_no_word_of_a_draft(world: World, role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Menu, "menu_items_for_request", lambda self, request: [])  # the same on every screen
    edit(client_as("partner"), world.draft, "submit")
    client = client_of(role)
    secret = SECRET.encode()  # files to download are streams
    shown = [url for url in (*urls(world), *queries(world)) if secret in client.get(url).getvalue()]
    assert not shown, "\n".join(shown)


def queries(world: World) -> list[str]:
    """Searches and choosers by which it could be found."""
    pages = ("wagtailadmin_pages:search", "wagtailadmin_choose_page_search", "wagtailadmin_api:pages:listing")
    found = [f"{reverse(name)}?q={SECRET[:8]}&search={SECRET[:8]}" for name in pages]
    bulk = [f"/admin/bulk/wagtailcore/page/{action}/?id={world.draft.pk}" for action in ("delete", "publish", "move")]
    return [*found, *bulk, f"{reverse('wagtailadmin_api:pages:listing')}?child_of={world.partner.pk}"]
