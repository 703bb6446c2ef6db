"""What somebody does with an import in the admin, by the requests of a browser."""

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.base.signals import mail_round
from practices.models import Import, PracticePage
from tests.practices.exchange.files import csv

SignIn = Callable[[str], Client]
State = Import.State
HEADS = ["external_id", "title", "summary", "activities", "countries", "methods", "evidence_level"]
FULL = ["countries", "target_groups", "skill_types", "methods", "evidence_level"]
UPLOAD = "/admin/practices/imports/new/"


def row(name: str, **values: str) -> list[str]:
    found = {"external_id": name, "title": f"Practice {name}", "summary": "What it is.", "activities": "Text"} | values
    return [found.get(head, "") for head in HEADS]


def send(client: Client, rows: Any, heads: Any = HEADS, partner: str = "kpmpc", name: str = "ours.csv") -> Any:
    file = SimpleUploadedFile(name, csv([heads, *rows]))
    return client.post(UPLOAD, {"file": file, "partner": partner})


def upload(client: Client, rows: Any, **options: Any) -> Import:
    response = send(client, rows, **options)
    run = Import.objects.latest("pk")
    assert response["Location"] == url(run)
    return run


def url(run: Import, name: str = "practice_import") -> str:
    return reverse(name, args=[run.pk])


def page(client: Client, run: Import, query: str = "", status: int = 200) -> BeautifulSoup:
    response = client.get(url(run) + query)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def post(client: Client, run: Import, name: str, **data: str) -> Import:
    response = client.post(url(run, name), data)
    assert response.status_code == 302, response.content.decode()
    return Import.objects.get(pk=run.pk)


def work() -> None:
    """Rounds of the worker, until there is nothing to do."""
    for _round in range(30):
        mail_round.send(sender=None)
        if not Import.objects.filter(state__in=Import.IN_WORK).exists():
            return
    raise AssertionError([(run.state, run.problem) for run in Import.objects.all()])


def imported() -> set[str]:
    return set(PracticePage.objects.exclude(external_id="").values_list("external_id", flat=True))


def begun(partner: Client, count: int) -> Import:
    """One that waits for the worker to write it."""
    run = upload(partner, [row(f"A{number}") for number in range(count)])
    work()
    return post(partner, run, "confirm_import")
