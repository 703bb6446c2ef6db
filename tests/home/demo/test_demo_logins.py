import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from home.demo.users import PASSWORD, Login, logins

pytestmark = pytest.mark.once
LOGINS = logins(settings.LANGUAGE_CODES)


@pytest.mark.sample(4)
@pytest.mark.django_db
@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.username)
def test_every_demo_login_works_in_its_language(login: Login, client: Client):
    answer = client.post("/admin/login/", {"username": login.username, "password": PASSWORD, "next": "/admin/"})
    assert answer.status_code == 302
    page = client.get("/admin/")
    assert page.status_code == 200
    assert f'lang="{login.language}"' in page.content.decode()


def test_the_command_names_every_login_and_the_password():
    out = io.StringIO()
    call_command("demo_logins", stdout=out)
    for login in LOGINS:
        assert f"{login.username} " in out.getvalue()
    assert PASSWORD in out.getvalue()
