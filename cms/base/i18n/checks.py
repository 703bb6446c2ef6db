"""A system check of the settings that a new site starts with."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from cms.base.i18n.language_codes import mistakes


@register()
def check_content_languages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The settings drop unknown codes, so that this message is the only one."""
    return [Error(message, id="base.E007") for message in mistakes(settings.CONTENT_LANGUAGES)]
