"""A page with a text of every kind, as files have it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from cms.base.text_limits import AtMost
from cms.base.translation.files.item import FileItem
from cms.base.translation.texts.text import Previous, Text

EXPORTED = datetime(2026, 3, 1, 12, 0, 5, 250, UTC)
BEFORE, AFTER = EXPORTED - timedelta(hours=1), EXPORTED + timedelta(hours=1)
RICH = 'See <b>all</b> of <a id="a1">it &amp; more</a><br/>today.'
LABEL = "Body · Paragraph 3"

TEXTS = [
    Text("title", 'News & "more" <now>', "Naujienos ir dar „daugiau“", saved=BEFORE, limit=AtMost(255)),
    Text("summary", "Partners met in Rome.", label="Summary"),
    Text("body.1", RICH, is_rich=True, label=LABEL, links=(("a1", "https://example.org/a?b=c&d"),)),
    Text(
        "body.1",
        "Twelve <i>months</i>",
        is_rich=True,
        previous=Previous("Ten <i>months</i>", "Dešimt <i>mėnesių</i>"),
    ),
    Text("body.2", "Line one\nLine two\\n\ttab", "Pirma\nAntra\\n\ttab", saved=BEFORE, saved_by="Ona"),
]


def item(**values: Any) -> FileItem:
    plain: dict[str, Any] = {
        "id": "page:6b1c",
        "title": "News",
        "url": "https://example.org/en/news/",
        "source_language": "en",
        "language": "lt",
        "exported": EXPORTED,
        "texts": TEXTS,
    }
    return FileItem(**{**plain, **values})
