import logging
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.base.publishing.worker import run_once

log = logging.getLogger(__name__)
STOP = {signal.SIGTERM, signal.SIGINT}


class Command(BaseCommand):
    help = "Publish and unpublish pages when they are due, and keep the search up to date, until stopped (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=30.0, help="seconds between two runs (30)")

    def handle(self, *args: Any, interval: float, **options: Any) -> None:
        # A blocked signal stays pending until `sigtimedwait`: a page that is being published is finished first.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
        log.info("Checking every %g seconds for pages that are due.", interval)
        run_once()
        while signal.sigtimedwait(STOP, interval) is None:
            run_once()
        log.info("Stopping.")
