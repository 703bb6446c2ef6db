"""Combines the notices of one action about many pages into one mail with a list, instead of a mail per page.

An action may take several transactions, on several machines. Its notices are held, in the transaction of what they
report, until `digest.tell` is called at the end. If the action never ends, digests send them after a day.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string, select_template

from cms.base.context_values import holding
from cms.base.people.notices.model import HeldNotice

LISTED = 100  # per mail, which says how many more there are
ENDS_WITHIN = timedelta(days=1)
_action: ContextVar[str] = ContextVar("action", default="")
current_action = _action.get


@contextmanager
def held_until_told(action: str) -> Iterator[None]:
    with holding(_action, action):
        yield


def joined(notices: Sequence[HeldNotice], context: dict[str, Any]) -> list[HeldNotice]:
    """`notices` of one kind and template as one, in the active language; unchanged if there is no text for many.

    "folder/name_many.txt" says what has happened to `count` pages; where the folder is Wagtail's, it is among the mails
    of this package. It gets `context`, too.
    """
    first, count = notices[0], len(notices)
    if count == 1:
        return [first]
    try:
        name = first.template.rpartition("/")[2]
        template = select_template([f"{first.template}_many.txt", f"base/mails/{name}_many.txt"])
    except TemplateDoesNotExist:
        return list(notices)
    subject = " ".join(template.render({**context, "count": count}).split())
    lines = [notice.line for notice in notices[:LISTED]]
    text = render_to_string("base/mails/many.txt", {"subject": subject, "lines": lines, "more": count - len(lines)})
    return [HeldNotice(user=first.user, kind=first.kind, subject=subject, text=text.strip())]
