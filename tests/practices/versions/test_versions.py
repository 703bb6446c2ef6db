"""What was published of a practice keeps a URL: its words and facts of then, as private as the practice is today."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision

from practices.models import Concept, PracticePage, PublishedVersion
from practices.repository.permanent import short_key
from tests.base.admin import edit, fresh, messages
from tests.factories import make_practice, terms, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def publish(page: Any, **values: Any) -> PracticePage:
    page = fresh(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return fresh(page)


def at(page: PracticePage, number: int, language: str = "en") -> str:
    return f"/{language}/p/{short_key(page.translation_key)}/v/{number}/"


def soup(url: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(url).content, "html.parser")


def test_a_version_has_the_words_and_facts_of_its_day(signed_in: Callable[[str], Client]) -> None:
    page = make_practice("kpmpc", title="Gardening", contact_name="Ona", contact_email="ona@example.org")
    page = publish(page, contact_consent=True, summary="First.")
    dutch = translate(page, "nl", summary="Eerste.")
    publish(dutch, summary="Tweede.")
    publish(page, summary="Second.", countries=terms("country", ["es"]), slug="renamed")
    assert list(PublishedVersion.objects.values_list("number", "page")) == [
        (4, page.pk),
        (3, dutch.pk),
        (2, dutch.pk),
        (1, page.pk),
    ]
    first, dutch_second = soup(at(page, 1)), soup(at(page, 3, "nl"))
    assert "First." in first.select_one(".lead").get_text()
    assert "Lithuania" in first.select_one(".facts").get_text()
    assert "Tweede." in dutch_second.select_one(".lead").get_text()
    assert "Litouwen" in dutch_second.select_one(".facts").get_text()
    assert "Spanje" in soup(at(page, 4, "nl")).select_one(".facts").get_text()  # the facts changed, the words did not
    # It says that it is old, and search engines list the page of today.
    assert "It has been replaced" in first.select_one(".version-note").get_text()
    assert first.select_one("meta[name=robots]")["content"] == "noindex"
    assert first.select_one("link[rel=canonical]")["href"].endswith("/renamed/")
    assert "the current one" in soup(at(page, 4)).select_one(".version-note").get_text()
    assert first.select_one(".cite__text").get_text().endswith(at(page, 1))
    assert Client().get(at(page, 2)).headers["Location"].endswith(at(page, 1))  # nothing changed in English
    assert Client().get(at(page, 1, "nl")).status_code == 404  # there was no Dutch
    assert Client().get(at(page, 9)).status_code == 404
    # The page of today lists and cites them.
    today = soup(fresh(page).url)
    assert [link["href"].partition("/en/")[2] for link in today.select(".versions a")] == [
        at(page, number).removeprefix("/en/") for number in (4, 1)
    ]
    assert today.select_one(".cite__text").get_text().endswith(at(page, 4))
    # Cleaning revisions takes none of it.
    Revision.objects.update(created_at=timezone.now() - timedelta(days=900))
    call_command("purge_revisions", verbosity=0)
    assert "First." in soup(at(page, 1)).select_one(".lead").get_text()


def test_who_withdraws_consent_is_named_nowhere() -> None:
    page = make_practice("kpmpc", contact_name="Ona Onaitė", contact_email="ona@example.org", contact_consent=True)
    publish(page)
    assert "Ona Onaitė" in Client().get(at(page, 1)).text
    publish(page, contact_consent=False, contact_name="", contact_email="")
    assert "Ona" not in Client().get(at(page, 1)).text
    assert not any("ona@example.org" in str(revision.content) for revision in fresh(page).revisions.all())
    assert not any("Ona" in str(version.content) for version in PublishedVersion.objects.all())


def test_as_private_as_the_practice() -> None:
    page = publish(make_practice("kpmpc"))
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(at(page, 1)).status_code == 404
    restriction.delete()
    assert Client().get(at(page, 1)).status_code == 200
    fresh(page).unpublish()
    assert Client().get(at(page, 1)).status_code == 404
    fresh(page).delete()
    assert not PublishedVersion.objects.exists()


def test_a_translation_that_is_kept_keeps_its_versions(signed_in: Callable[[str], Client]) -> None:
    page = publish(make_practice("kpmpc"), summary="First.", countries=terms("country", ["es"]))
    dutch = publish(translate(page, "nl"), summary="Tweede.")
    answer = signed_in("coordinator").post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"translations": "nl"})
    assert answer.status_code == 302
    assert fresh(dutch).original == fresh(dutch)
    old = soup(at(dutch, PublishedVersion.objects.filter(page=dutch).latest("number").number, "nl"))
    assert "Tweede." in old.select_one(".lead").get_text()
    assert "Spanje" in old.select_one(".facts").get_text()
    fresh(dutch).delete()
    assert not PublishedVersion.objects.exists()


def test_a_term_that_only_an_old_version_names(signed_in: Callable[[str], Client]) -> None:
    """It is not deleted; what replaces it on pages does so there, too."""
    names = ("Weaving", "Singing", "Choir")
    weaving, singing, choir = (Concept.objects.create(scheme="skill-type", slug=n, labels={"en": n}) for n in names)
    page = publish(make_practice("kpmpc"), skill_types=[singing])
    publish(page, skill_types=[weaving])
    admin = signed_in("admin")
    delete = reverse("wagtailsnippets_practices_concept:delete", args=[singing.pk])
    assert "named in a published version of 1 practice" in messages(admin.post(delete, follow=True))
    with pytest.raises(ProtectedError), transaction.atomic():
        singing.delete()
    assert "Singing" in soup(at(page, 1)).select_one(".facts").get_text()
    admin.post(reverse("term_merge", args=[singing.pk]), {"other": choir.pk})
    assert not Concept.objects.filter(pk=singing.pk).exists()
    assert "Choir" in soup(at(page, 1)).select_one(".facts").get_text()


def test_many_versions_take_no_more_queries() -> None:
    def queries(url: str) -> int:
        Client().get(url)
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(url).status_code == 200
        return len(captured)

    page = publish(make_practice("kpmpc"))
    page = publish(page)
    few = queries(page.url), queries(at(page, 1))
    for _number in range(4):
        page = publish(page)
    assert (queries(page.url), queries(at(page, 1))) == few


def test_adapted_from_and_by(signed_in: Callable[[str], Client]) -> None:
    origin, adapted = make_practice("kpmpc", title="Origin"), make_practice("nl", title="Copied idea")
    dutch = translate(origin, "nl", title="Oorsprong")
    edit(signed_in("coordinator"), adapted, "publish", adapted_from=dutch.pk)
    assert fresh(adapted).adapted_from_id == dutch.pk
    assert soup(adapted.url).select_one(".adaptations a").get_text() == "Origin"
    assert soup(dutch.url).select_one(".adaptations a").get_text() == "Copied idea"
    fresh(origin).unpublish()
    assert soup(adapted.url).select_one(".adaptations") is None
