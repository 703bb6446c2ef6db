"""The site's name and colours as last saved, for the error page that is shown when the database fails.

A file below MEDIA_ROOT, because it must survive deployments; a new server without the file shows the configured name.
"""

import json
from pathlib import Path

from django.conf import settings

FILE = "identity.json"


def remember(name: str, stylesheet_url: str) -> None:
    target = Path(settings.MEDIA_ROOT) / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_text(json.dumps({"name": name, "stylesheet_url": stylesheet_url}))
    part.replace(target)


def last_shown() -> dict[str, str]:
    """`name` and `stylesheet_url`, which is empty for the standard colours. Never raises."""
    shown = {"name": settings.WAGTAIL_SITE_NAME, "stylesheet_url": ""}
    try:
        saved = json.loads((Path(settings.MEDIA_ROOT) / FILE).read_text())
        return shown | {key: str(saved[key]) for key in shown}
    except (OSError, ValueError, LookupError, TypeError):
        return shown
