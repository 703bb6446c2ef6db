import signal
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from cms.base.publishing.worker import run_once, send_mails

STOP = {signal.SIGTERM, signal.SIGINT}
MAIL_INTERVAL = 2.0  # seconds


class Command(BaseCommand):
    help = "Publish pages when they are due, send e-mails, and keep the search up to date, until stopped (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=30.0, help="seconds between two runs (30)")

    def handle(self, *args: Any, interval: float, **options: Any) -> None:
        # A blocked signal stays pending until `sigtimedwait`: a page that is being published is finished first.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
        self.say(f"Checking every {interval:g} seconds for pages that are due.")
        next_run = monotonic()
        while True:
            if monotonic() >= next_run:
                next_run = monotonic() + interval
                run_once()
            send_mails()
            if signal.sigtimedwait(STOP, max(0, min(MAIL_INTERVAL, next_run - monotonic()))) is not None:
                break
        self.say("Stopping.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()  # output to a file or pipe is buffered
