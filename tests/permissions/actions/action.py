"""One action, and what most of them need."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from practices.models import PracticePage
from tests.permissions.world import World

NOBODY = frozenset[str]()
NL = frozenset({"translator"})
Run = Callable


@dataclass(frozen=True)
class Action:
    about: str
    what: str
    do: Callable[[Client, World, Run], bool]
    who: frozenset[str]


def page_url(view: str, page: PracticePage) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk])


def shows(response: HttpResponse) -> bool:
    return response.status_code == 200 and "/login/" not in response.request["PATH_INFO"]
