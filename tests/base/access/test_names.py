"""The names that the site gives to groups, workflows and tasks follow the reader; others are left alone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Task, Workflow
from wagtail.users.models import UserProfile

from practices.partners.access import COORDINATORS_STEP, coordinators_group
from tests.base.admin import edit, edit_url, send
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def stored(model: type) -> set[str]:
    return {name for (name,) in model.objects.values_list("name")}


@pytest.mark.parametrize(
    ("language", "task"), [("lt", "Koordinatorių peržiūra"), ("nl", "Beoordeling door de coördinatoren")]
)
def test_the_partner_reads_their_language(signed_in: SignIn, language: str, task: str) -> None:
    UserProfile.objects.filter(user__username="partner-kpmpc").update(preferred_language=language)
    client, page = signed_in("partner-kpmpc"), make_practice(live=False)
    edit(client, page, "submit")
    assert task in client.get(edit_url(page)).content.decode()
    for url in (edit_url(page), reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:history", args=[page.pk])):
        html = client.get(url).content.decode()
        assert "Review by" not in html, url
        assert "Review: " not in html, url


def test_saving_a_form_in_another_language_changes_no_name(signed_in: SignIn) -> None:
    UserProfile.objects.filter(user__username="admin").update(preferred_language="lt")
    admin, before = signed_in("admin"), (stored(Group), stored(Workflow), stored(Task))
    partner = partner_page("kpmpc")
    for group in (coordinators_group(), partner.editors):
        url = reverse("wagtailusers_groups:edit", args=[group.pk])
        assert send(admin, url, "w-editor-form").status_code == 302
    assert "Koordinatoriai" in admin.get(reverse("wagtailusers_groups:index")).content.decode()
    task = partner.review.workflow_tasks.get(sort_order=COORDINATORS_STEP).task
    assert send(admin, reverse("wagtailadmin_workflows:edit_task", args=[task.pk]), "w-editor-form").status_code == 302
    assert (stored(Group), stored(Workflow), stored(Task)) == before
    assert "Review by the coordinators" in stored(Task)


def test_a_name_of_ones_own_stays() -> None:
    group = coordinators_group()
    group.name = "Pilot: the office"
    group.save()
    with translation.override("lt"):
        assert str(coordinators_group().name) == "Pilot: the office"
        assert str(partner_page("kpmpc").editors.name) == "Partneris: KPMPC (kpmpc)"
