"""What readers can change and end themselves, through a link that always works."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.base.models import SiteSettings
from cms.base.readers.links import unsubscribe_url
from cms.base.readers.model import Reader, Unsubscribed
from tests.base.readers.conftest import ONE_CLICK, SITE, preferences_path, subscribed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def unsubscribe_path(reader: Reader) -> str:
    return unsubscribe_url(reader, "newsletter").removeprefix(SITE)


def test_one_click_unsubscribes_without_a_cookie_and_opening_the_link_does_not():
    path = unsubscribe_path(reader := subscribed())
    other = subscribed("jan@example.org")
    client = Client(enforce_csrf_checks=True)
    page = client.get(path)
    assert page.status_code == 200
    assert BeautifulSoup(page.content, "html.parser").select("main form button")
    assert Reader.objects.count() == 2
    response = client.post(path, ONE_CLICK)
    assert response.status_code == 200
    assert not response.cookies
    assert Reader.objects.get() == other
    assert client.post(path, ONE_CLICK).status_code == client.get(path).status_code == 200  # once more
    again = subscribed()
    assert again.pk != reader.pk
    client.post(path, ONE_CLICK)  # by the link of a mail from before
    assert Reader.objects.get() == other


def test_the_link_works_when_the_site_no_longer_has_the_language():
    path, preferences = unsubscribe_path(reader := subscribed(language="nl")), preferences_path(reader)
    SiteSettings.objects.update(languages=["en", "lt"])
    assert 'lang="lt"' in Client().get(path, headers={"Accept-Language": "lt"}).text
    assert Client().get(preferences).status_code == 200
    Client().post(path, ONE_CLICK)
    assert not Reader.objects.exists()


def test_a_key_of_the_site_that_was_replaced_is_still_known(settings):
    path = unsubscribe_path(subscribed())
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert subscribed().digest in path  # still one reader
    assert Client().post(path, ONE_CLICK).status_code == 200
    assert not Reader.objects.exists()


def test_language_and_subscriptions_are_changed():
    reader = subscribed()
    path, [subscription] = preferences_path(reader), reader.subscriptions.all()
    kept = {"action": "save", "language": "it", "subscriptions": [subscription.pk]}
    listed = [box["value"] for box in BeautifulSoup(Client().get(path).content, "html.parser").select("[name=listed]")]
    assert listed == [str(subscription.pk)]
    assert Client().post(path, {**kept, "language": "xx"}).status_code == 422
    assert Client().post(path, {**kept, "subscriptions": ["999"]}).status_code == 422  # not theirs
    response = Client().post(path, kept, follow=True)
    assert response.status_code == 200
    assert 'lang="it"' in response.text
    reader.refresh_from_db()
    assert reader.language == "it"
    Client().post(path, {"action": "save", "language": "it"})  # opened before there was any
    assert Reader.objects.exists()
    Client().post(path, {"action": "save", "language": "it", "listed": listed})
    assert not Reader.objects.exists()
    assert Client().get(path).status_code == 200


def test_a_hash_is_kept_of_who_stops_and_nothing_of_who_wants_their_data_deleted():
    Client().post(preferences_path(subscribed()), {"action": "stop"})
    [kept] = Unsubscribed.objects.all()
    assert "ona" not in str(vars(kept))
    Client().post(preferences_path(subscribed()), {"action": "erase"})
    assert not Reader.objects.exists()
    assert not Unsubscribed.objects.exists()
