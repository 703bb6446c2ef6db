"""The demonstration's meetings and timeline. Only the date of the meeting in Rome is real; the others are made up.

A public evening is always in the future when the demonstration is loaded, so that people can register for it.
"""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid5

from django.utils import timezone
from wagtail.models import Locale

from cms.base.translation.seeding import seed_key
from home.models import (
    HomePage,
    MeetingDocument,
    MeetingIndexPage,
    MeetingPage,
    NewsPage,
    TimelineMilestone,
    TimelinePage,
)
from home.setup import Words, ensure_child, stream
from practices.demo.files.sheets import sheet
from practices.models import PartnerPage

Record = dict[str, Any]
MODELS: dict[str, Any] = {"meetings": MeetingPage, "news": NewsPage}


def load_meeting(
    record: Record, index: MeetingIndexPage, locales: dict[str, Locale], with_documents: bool = True
) -> None:
    name = f"meetings/{record['id']}"
    page = MeetingPage(is_demo=True, host=_partner(record.get("host")), **_typed(record["facts"]))
    if days := record.get("in_days"):
        page.first_day = timezone.localdate() + timedelta(days=days)
    page.participants = [partner for code in record["participants"] if (partner := _partner(code))]
    if with_documents and not _original(MeetingPage, name):
        page.members_documents = [
            MeetingDocument(document=sheet(file["name"]), label=file["label"]) for file in record.get("documents", [])
        ]
    ensure_child(index, page, name, _with_blocks(record["words"], name), locales)


def load_timeline(record: Record, home: HomePage, locales: dict[str, Locale]) -> None:
    """Must run after the news and meetings that it shows are loaded."""
    name = "timeline"
    page = TimelinePage(is_demo=True, show_in_menus=True)
    shown = [_original(MODELS[kind], f"{kind}/{each}") for kind, each in record["milestones"]]
    page.milestones = [TimelineMilestone(shown=each, sort_order=n) for n, each in enumerate(filter(None, shown))]
    words = {
        code: {**texts, "steps": _steps(record["steps"], texts["steps"], name)}
        for code, texts in record["words"].items()
    }
    ensure_child(home, page, name, words, locales)


def _partner(code: str | None) -> PartnerPage | None:
    key = seed_key("partner", code or "")
    return PartnerPage.objects.filter(translation_key=key, original_page=None).first()


def _original(model: Any, name: str) -> Any:
    return model.objects.filter(translation_key=seed_key("page", name)).order_by("pk").first()


def _typed(facts: Record) -> Record:
    typed: Record = {**facts}
    typed |= {name: date.fromisoformat(facts[name]) for name in ("first_day", "last_day") if name in facts}
    typed |= {name: time.fromisoformat(facts[name]) for name in ("start_time", "end_time") if name in facts}
    return typed


def _with_blocks(words: Words, name: str) -> Words:
    """Block ids are the same in every language, because wagtail-localize matches blocks by id."""
    return {code: {**texts, **_blocks(texts, name)} for code, texts in words.items()}


def _blocks(texts: Record, name: str) -> Record:
    titles = texts["agenda"]
    agenda = [
        {"type": "item", "value": {"time": None, "title": title, "speaker": ""}, "id": _block_id(name, n)}
        for n, title in enumerate(titles)
    ]
    report = stream(texts.get("report", ""), seed_key("page", name))
    return {"agenda": agenda, "report": report}


def _steps(facts: list[Record], words: list[Record], name: str) -> list[Record]:
    return [
        {"type": "step", "value": {**facts[n], **texts, "documents": []}, "id": _block_id(name, n)}
        for n, texts in enumerate(words)
    ]


def _block_id(name: str, number: int) -> str:
    return str(uuid5(seed_key("page", name), f"block {number}"))
