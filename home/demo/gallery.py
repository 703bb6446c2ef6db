"""A gallery at the end of a news item of the demonstration: drawings, described in each language."""

from uuid import UUID, uuid5

from home.setup import Words, stream
from practices.demo.pictures.gallery import picture


def with_gallery(words: Words, pictures: list[str], page_key: UUID) -> Words:
    """`words` with the blocks of the body; each language describes the same pictures in its "gallery"."""
    images = [picture(name) for name in pictures]
    found: Words = {}
    for code, texts in words.items():
        texts = {**texts}
        figures = [
            {
                "type": "item",
                "value": {
                    "image": {"image": image.pk, "alt_text": text["alt"], "decorative": False},
                    "caption": text["caption"],
                },
                # The same ids of blocks in every language: wagtail-localize matches blocks by id.
                "id": str(uuid5(page_key, f"picture {number}")),
            }
            for number, (image, text) in enumerate(zip(images, texts.pop("gallery"), strict=True))
        ]
        gallery = {"type": "gallery", "value": figures, "id": str(uuid5(page_key, "gallery"))}
        found[code] = {**texts, "body": [*stream(texts["body"], page_key), gallery]}
    return found
