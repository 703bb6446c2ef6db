"""The site of a request is the one that Wagtail would choose, and has its settings with it."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from wagtail.models import Site

from cms.base.delivery.sites import site_for
from cms.base.models import SiteImage, SiteSettings

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def request(host: str, port: str = "80") -> HttpRequest:
    return RequestFactory().get("/en/", SERVER_NAME=host, SERVER_PORT=port)


def test_the_only_site_is_that_of_every_host(django_assert_num_queries):
    site = Site.objects.get()
    assert site.is_default_site
    for host in (site.hostname, "elsewhere.example"):
        asked = request(host)
        with django_assert_num_queries(1):
            assert site_for(asked) == Site.find_for_request(asked) == site_for(asked) == site


def test_the_only_site_is_not_that_of_another_host_unless_it_is_the_default():
    Site.objects.update(is_default_site=False, hostname="site.example")
    assert site_for(request("site.example")) == Site.objects.get()
    assert site_for(request("elsewhere.example")) is None


def test_of_several_sites_the_one_of_the_host():
    root = Site.objects.get().root_page
    for host, port in (("one.example", 80), ("two.example", 80), ("two.example", 8080)):
        Site.objects.create(hostname=host, port=port, root_page=root)
    for host in ("one.example", "two.example", "elsewhere.example"):
        for port in ("80", "8080"):
            assert site_for(request(host, port)) == Site.find_for_request(request(host, port)), (host, port)
    assert site_for(request("two.example", "8080")).port == 8080


def test_no_site_at_all(client):
    Site.objects.all().delete()
    assert site_for(request("localhost")) is None
    assert client.get("/en/").status_code == 404


def test_the_settings_come_along(django_assert_num_queries):
    saved = SiteSettings.for_site(Site.objects.get())
    saved.tagline = {"en": "Learning together"}
    saved.languages = ["en", "nl"]
    saved.logo = SiteImage.objects.create(title="Logo", file="logo.png", width=200, height=80)
    saved.save()
    asked = request("localhost")
    with django_assert_num_queries(1):
        site = site_for(asked)
        found = SiteSettings.for_request(asked)
        assert (found.site_id, found.logo.title) == (site.pk, "Logo")
    fields = [field.attname for field in SiteSettings._meta.concrete_fields]
    assert [getattr(found, name) for name in fields] == [getattr(saved, name) for name in fields]


def test_settings_that_were_never_saved():
    SiteSettings.objects.all().delete()
    asked = request("localhost")
    site = site_for(asked)
    assert site == Site.objects.get()
    assert SiteSettings.for_request(asked) == SiteSettings.objects.get(site=site)


def test_each_of_several_sites_has_its_settings():
    root = Site.objects.get().root_page
    second = Site.objects.create(hostname="two.example", root_page=root)
    SiteSettings.objects.create(site=second, name="Second")
    for host, name in (("localhost", "New Times"), ("two.example", "Second")):
        asked = request(host)
        assert site_for(asked) == Site.find_for_request(asked)
        assert SiteSettings.for_request(asked).name == name
