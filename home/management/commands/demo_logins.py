from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from home.demo.users import PASSWORD, logins


class Command(BaseCommand):
    help = "Print the demonstration logins by role and language."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{'login':<16} {'role':<28} language of the admin")
        for login in logins(settings.LANGUAGE_CODES):
            self.stdout.write(f"{login.username:<16} {login.role:<28} {login.language}")
        self.stdout.write(f"Password for all of them: {PASSWORD}")
