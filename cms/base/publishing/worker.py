"""What the worker does on each run, alongside the processes that serve requests."""

import logging

from django.core.management import call_command
from django.db import connections

from cms.base.signals import worker_run

log = logging.getLogger(__name__)


def run_once() -> None:
    """Publish and unpublish what is due, and let every app catch up. Failures are logged and retried next time."""
    try:
        call_command("publish_scheduled")
    except Exception:
        log.exception("Not all scheduled pages were published or unpublished.")
    for receiver, failure in worker_run.send_robust(sender=None):
        if isinstance(failure, Exception):
            log.error("%s failed.", receiver, exc_info=failure)
    connections.close_all()  # connections would not survive a database restart
