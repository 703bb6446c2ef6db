import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from cms.base.readers.addresses import normalised
from cms.base.readers.person import all_data, find
from cms.base.readers.subscribing import erase, forget


class Command(BaseCommand):
    help = "Print all data about a reader as JSON; with --delete, delete them, too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--delete", action="store_true")

    def handle(self, *args: Any, address: str, delete: bool, **options: Any) -> None:
        try:
            data, reader = all_data(address), find(address)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        if delete:
            if reader:
                erase(reader)
            else:
                forget(normalised(address))
            self.stderr.write("Deleted.")
