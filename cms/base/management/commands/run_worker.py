import logging
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.base.publishing.worker import take_turn

log = logging.getLogger(__name__)
STOP = {signal.SIGTERM, signal.SIGINT}


class Command(BaseCommand):
    help = "Publish and withdraw pages when they are due, and keep the search in step, until told to stop (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=30.0, help="seconds between two turns (30)")

    def handle(self, *args: Any, interval: float, **options: Any) -> None:
        # Blocked, a signal waits until we ask for it: a page that is being published is finished first.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
        log.info("Looking every %g seconds for pages that are due.", interval)
        take_turn()
        while signal.sigtimedwait(STOP, interval) is None:
            take_turn()
        log.info("Told to stop.")
