"""Where an organisation can be followed: one URL per line."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _

from cms.base.text import host_name

NAMES = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "vimeo.com": "Vimeo",
    "x.com": "X",
    "youtube.com": "YouTube",
}
MAX_CHANNELS = 8


@dataclass(frozen=True)
class Channel:
    name: str  # of the service, or the host
    url: str


def channels_of(lines: str) -> list[Channel]:
    return [Channel(_name(url), url) for url in lines.split()]


def _name(url: str) -> str:
    host = host_name(url)
    service = next((name for known, name in NAMES.items() if host == known or host.endswith(f".{known}")), "")
    return service or host


def validate_channels(lines: str) -> None:
    urls = lines.split()
    if len(urls) > MAX_CHANNELS:
        raise ValidationError(_("Enter at most %(most)s URLs.") % {"most": MAX_CHANNELS})
    for url in urls:
        try:
            URLValidator(schemes=["https", "http"])(url)
        except ValidationError as error:
            message = _(
                "“%(text)s” is not a URL. Enter one URL per line, such as https://www.linkedin.com/company/name."
            )
            raise ValidationError(message % {"text": url[:80]}) from error


class ChannelsField(models.TextField):
    """A text with one URL per line."""

    default_validators = [validate_channels]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "max_length": 2000, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"widget": forms.Textarea(attrs={"rows": 3}), **kwargs})
