"""Every cell of the table, through the real URLs."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.base.fields_only import nothing_drawn
from tests.permissions.actions import ACTIONS
from tests.permissions.roles import ROLES, Role, client_of
from tests.permissions.table import TABLE
from tests.permissions.world import World
from tools.permissions import PATH, document

LINK = re.compile(r'<a\b[^>]*? href="([^"]*)"')  # an editor takes a second to parse
DRAWN = "coordinator"  # opens nearly all there is
RARE = {"lt", "left", "newsletter", "admin"}
pytestmark = pytest.mark.once


def sampled(role: Role) -> Any:
    """In `make test`, the roles that differ most; `make test-full` tries all."""
    return pytest.param(role, id=role.key, marks=[pytest.mark.sample(0)] if role.key in RARE else [])


@pytest.mark.parametrize("role", [sampled(role) for role in ROLES])
def test_each_role_may_what_the_table_says(
    world: World, role: Role, django_capture_on_commit_callbacks: Callable, pytestconfig: pytest.Config
) -> None:
    client = client_of(role)
    is_sample = pytestconfig.getoption("sample")
    rows, actions = share(TABLE, role, is_sample), share(ACTIONS, role, is_sample)
    urls = {row: row.url(world) for row in rows}
    drawn = set(rows[:: 3 if is_sample else 1]) if role.key == DRAWN else set()  # every third in `make test`
    edited: list[Page] = [world.live, world.draft, world.proposal]
    if is_sample:
        edited = [edited[ROLES.index(role) % len(edited)]]
    opened = set()
    for row, url in urls.items():
        with nullcontext() if row in drawn else nothing_drawn():  # only one role renders what it may open
            if opens(client, url):
                opened.add(row)
    refused = {url for row, url in urls.items() if row not in opened}
    wrong = {"opened": difference(opened, rows, role), "offered": refused & offered(client, world, edited)}

    done = set()
    for action in actions:
        savepoint = transaction.savepoint()
        if action.do(client, world, django_capture_on_commit_callbacks):
            done.add(action)
        transaction.savepoint_rollback(savepoint)
    wrong["done"] = difference(done, actions, role)
    assert wrong == {"opened": (set(), set()), "offered": set(), "done": (set(), set())}


def test_the_documentation_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == document(), "Run: make permissions"


def share(rows: list, role: Role, is_sample: bool) -> list:
    """In `make test`, every fourth row for most roles, and others for the next; `make test-full` tries all.

    The one that opens nearly all gets what none of them opens, so that each row is opened by somebody.
    """
    if not is_sample:
        return rows
    if role.key != DRAWN:
        return rows[ROLES.index(role) % 4 :: 4]
    others = [each for each in ROLES if each.key not in {DRAWN, *RARE}]
    opened = {row for each in others for row in share(rows, each, is_sample) if each.key in row.who}
    return [row for row in rows if row not in opened]


def difference(done: set, rows: list, role: Role) -> tuple[set[str], set[str]]:
    """What was possible but should not be, and vice versa."""
    may = {row for row in rows if role.key in row.who}
    return {f"{row.about}: {row.what}" for row in done - may}, {f"{row.about}: {row.what}" for row in may - done}


def opens(client: Client, url: str) -> bool:
    response = client.get(url)
    assert response.status_code in (200, 302, 403, 404), url
    return response.status_code == 200


def offered(client: Client, world: World, pages: list[Page]) -> set[str]:
    """What the first screen, the list of news and the editors of `pages` link to.

    Without the editor of translations: wagtail-localize's links to every language of the page.
    """
    news = reverse("wagtailadmin_explore", args=[world.news_index.pk])
    editors = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    found: set[str] = set()
    for url in (reverse("wagtailadmin_home"), news, *editors):
        found |= {unescape(link).partition("?")[0] for link in LINK.findall(client.get(url).text)}
    return found
