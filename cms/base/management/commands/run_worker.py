import logging
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from cms.base.changes import worker_turn

log = logging.getLogger(__name__)
STOP = {signal.SIGTERM, signal.SIGINT}


class Command(BaseCommand):
    help = "Publish and withdraw pages when it is time, and keep the search in step, until told to stop (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=30.0, help="seconds from one look to the next (30)")

    def handle(self, *args: Any, interval: float, **options: Any) -> None:
        # Blocked, a signal waits until it is asked for: a page that is being published is finished first.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
        log.info("Looking every %g seconds for pages whose time has come.", interval)
        self.look()
        while signal.sigtimedwait(STOP, interval) is None:
            self.look()
        log.info("Told to stop.")

    def look(self) -> None:
        """One round. Whatever goes wrong is logged, and tried again in the next one."""
        try:
            call_command("publish_scheduled")
        except Exception:
            log.exception("Scheduled pages were not all published or withdrawn.")
        for receiver, failure in worker_turn.send_robust(sender=None):
            if isinstance(failure, Exception):
                log.error("%s failed.", receiver, exc_info=failure)
        connections.close_all()  # a database that restarts meanwhile is not noticed
