"""Pictures and files at the end of the demonstration's news items, described in each language."""

from typing import Any
from uuid import UUID, uuid5

from home.setup import Words, stream
from practices.demo.files.sheets import sheet
from practices.demo.pictures.gallery import picture

Item = dict[str, Any]


def with_extras(words: Words, record: dict[str, Any], page_key: UUID) -> Words:
    """`words` with the blocks added to the body; every language has the same pictures and files."""
    pictures = [picture(name) for name in record.get("gallery", [])]
    files = [(sheet(file["name"]), file["label"]) for file in record.get("files", [])]

    def block(kind: str, values: list[Item]) -> list[Item]:
        # Block ids are the same in every language, because wagtail-localize matches blocks by id.
        items = [
            {"type": "item", "value": value, "id": str(uuid5(page_key, f"{kind} {number}"))}
            for number, value in enumerate(values)
        ]
        return [{"type": kind, "value": items, "id": str(uuid5(page_key, kind))}] if items else []

    found: Words = {}
    for code, texts in words.items():
        texts = {**texts}
        figures = [
            {
                "image": {"image": image.pk, "alt_text": text["alt"], "decorative": False},
                "caption": text["caption"],
            }
            for image, text in zip(pictures, texts.pop("gallery", []), strict=True)
        ]
        links = [{"document": document.pk, "label": labels[code]} for document, labels in files]
        body = [*stream(texts["body"], page_key), *block("gallery", figures), *block("files", links)]
        found[code] = {**texts, "body": body}
    return found
