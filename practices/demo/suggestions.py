"""The demonstration's suggestions: two that readers have sent, for the coordinators to decide on."""

import json
from pathlib import Path

from practices.models import Suggestion

HERE = Path(__file__).parent


def load_suggestions() -> None:
    """Adds those that do not exist yet, in any state."""
    for record in json.loads((HERE / "suggestions.json").read_text(encoding="utf-8")):
        Suggestion.objects.get_or_create(title=record["title"], language=record["language"], defaults=record)
