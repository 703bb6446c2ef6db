"""What follows from changed settings of the site."""

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.base.brand.last_shown import remember
from cms.base.models import SiteSettings

logger = logging.getLogger(__name__)


@receiver(post_save, sender=SiteSettings)
def settings_saved(instance: SiteSettings, raw: bool, **kwargs: Any) -> None:
    if not raw and instance.site.is_default_site:
        transaction.on_commit(lambda: _remember(instance))


def _remember(settings: SiteSettings) -> None:
    try:
        remember(settings.name, settings.stylesheet_url)
    except OSError:
        logger.exception("The name and colours of the site could not be written for the page of server errors")
