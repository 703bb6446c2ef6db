"""What a mail service reports later about mails that it accepted: bounced, delivered, or unwanted."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.dispatch import receiver

from cms.base.signals import mail_delivered, mail_refused, mail_unwanted

SIGNALS = {
    EventType.BOUNCED: mail_refused,
    EventType.DELIVERED: mail_delivered,
    EventType.COMPLAINED: mail_unwanted,
    EventType.UNSUBSCRIBED: mail_unwanted,
}
# The reasons for which a service did not even try.
REJECTIONS = {
    RejectReason.INVALID: mail_refused,
    RejectReason.BOUNCED: mail_refused,
    RejectReason.SPAM: mail_unwanted,
    RejectReason.UNSUBSCRIBED: mail_unwanted,
}


@receiver(tracking)
def pass_on(event: AnymailTrackingEvent, **kwargs: Any) -> None:
    """Passes an event on as a signal. Opens and clicks are ignored, should the service track them."""
    is_rejection = event.event_type == EventType.REJECTED
    signal = REJECTIONS.get(event.reject_reason) if is_rejection else SIGNALS.get(event.event_type)
    if signal and event.recipient:
        signal.send(sender=None, address=event.recipient, came_back=True)
