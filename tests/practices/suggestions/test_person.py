"""What is known of those who suggest practices: how long, and for whom it is looked up or deleted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.base.models import User
from cms.base.people.erasing.places import count_places, erase
from cms.base.readers.person import all_data
from cms.base.readers.subscribing import forget
from cms.base.signals import worker_run
from practices.models import Suggestion
from practices.suggestions.deciding import assign, decline
from practices.suggestions.model import KEPT_DECLINED, KEPT_UNDECIDED
from tests.factories import partner_page
from tests.practices.suggestions.sending import make_suggestion

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = timedelta(days=1)


def known(suggestion: Suggestion) -> bool:
    worker_run.send(sender=None)
    suggestion.refresh_from_db()
    assert bool(suggestion.name) == bool(suggestion.email)
    return bool(suggestion.name)


def test_a_declined_sender_is_forgotten_after_a_while():
    found = make_suggestion()
    decline(found, "Dear Ona", User.objects.get(username="coordinator"))
    for ago, is_known in ((KEPT_DECLINED - DAY, True), (KEPT_DECLINED + DAY, False)):
        Suggestion.objects.update(decided=timezone.now() - ago)
        assert known(found) is is_known
    assert found.message == ""
    assert found.title  # what was suggested stays


def test_a_sender_about_whom_nobody_decides_is_forgotten_too():
    found = make_suggestion()
    for ago, is_known in ((KEPT_UNDECIDED - DAY, True), (KEPT_UNDECIDED + DAY, False)):
        Suggestion.objects.update(created=timezone.now() - ago)
        assert known(found) is is_known
    assert found.is_new


def test_the_draft_takes_the_sender_over():
    found = make_suggestion()
    page = assign(found, partner_page("kpmpc"), User.objects.get(username="coordinator"))
    assert not known(found)
    assert page.contact_email == "ona@example.org"


def test_who_asks_gets_all_of_it_and_can_be_forgotten():
    make_suggestion()
    make_suggestion(email="jan@example.org", name="Jan")
    [found] = all_data("ONA@example.org")["suggested_practices"]
    assert (found["title"], found["name"], found["consent"]) == ("Neighbours’ kitchen", "Ona Onaitė", "You may.")
    forget("ona@example.org")
    assert [each.name for each in Suggestion.objects.all()] == ["Jan"]


@pytest.mark.parametrize(("name", "address"), [("Ona Onaitė", ""), ("", "Ona@Example.org")])
def test_an_administrator_erases_a_person(name: str, address: str):
    make_suggestion()
    make_suggestion(email="jan@example.org", name="Jan")
    assert count_places(name, address) == 1
    assert erase(name, address) == 1
    assert [each.name for each in Suggestion.objects.all()] == ["Jan"]
