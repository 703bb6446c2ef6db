"""What the worker does at each turn, beside the processes that serve requests."""

import logging

from django.core.management import call_command
from django.db import connections

from cms.base.signals import worker_turn

log = logging.getLogger(__name__)


def take_turn() -> None:
    """Publish and withdraw what is due, and let every app catch up. Failures are logged and retried next time."""
    try:
        call_command("publish_scheduled")
    except Exception:
        log.exception("Scheduled pages were not all published or withdrawn.")
    for receiver, failure in worker_turn.send_robust(sender=None):
        if isinstance(failure, Exception):
            log.error("%s failed.", receiver, exc_info=failure)
    connections.close_all()  # or a database that restarts meanwhile would go unnoticed
