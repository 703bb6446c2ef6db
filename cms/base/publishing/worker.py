"""What the worker does, alongside the processes that serve requests."""

import logging

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connections

from cms.base.mail.sending import send_due
from cms.base.signals import mail_round, worker_run

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


def send_mails() -> None:
    """Send the mails that are due. Called much more often than `run_once`: somebody may await a new password."""
    close_old_connections()
    try:
        send_due()
        for _receiver, failure in mail_round.send_robust(sender=None):
            if isinstance(failure, Exception):
                raise failure
    except DatabaseError as error:  # in one line: it is tried again in two seconds
        log.error("Mails could not be sent: %s", error)
    except Exception:
        log.exception("Mails could not be sent.")
    close_old_connections()
