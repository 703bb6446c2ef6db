"""Pictures in a document: imported into the partner's collection and used for new practices."""

import json
import re

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils.translation import ngettext
from wagtail.models import Collection, ModelLogEntry, Page, ReferenceIndex, Revision, TaskState

from cms.base.file_access.usage import used_by_settings
from cms.base.media.metadata import WITHOUT_DECODING
from cms.base.models import SiteImage
from cms.base.publishing.chosen_files import files_of
from practices.exchange.importing.model import Import, ImportedPicture
from practices.exchange.reading.limits import MAX_FRAMES
from practices.exchange.reading.picture_headers import FORMATS, header_of
from practices.exchange.reading.table import Picture
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage

# Texts that programs generate as alternative text.
NO_WORDS = re.compile(
    r"automatic|automati[šs]k|automatisch|automatica|automática|^(image|picture|graphic|paveikslėlis|afbeelding|immagine|"
    r"imagen)\s*\d*$|\.(png|jpe?g|gif|webp)$",
    re.IGNORECASE,
)
MAX_LENGTH = 255  # characters


def usable(pictures: list[Picture]) -> list[Picture]:
    """The pictures that uploads would accept, judged by their headers: decoding them would take minutes."""
    return [picture for picture in pictures if picture.data and _is_accepted(picture)]


def _is_accepted(picture: Picture) -> bool:
    if len(picture.data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        return False
    try:
        pixels, frames = header_of(picture.data, picture.ending, MAX_FRAMES)
        WITHOUT_DECODING[FORMATS[picture.ending]](picture.data)  # as it will be stored: it may be truncated
    except Exception:  # image libraries raise all kinds of exceptions
        return False
    return frames <= MAX_FRAMES and pixels <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


def told(count: int, used: int) -> str:
    """A message for the preview."""
    found = ngettext("%(count)d picture", "%(count)d pictures", count) % {"count": count}
    if used == count:
        return found
    text = ngettext("%(count)d of them cannot be used.", "%(count)d of them cannot be used.", count - used)
    return f"{found}. {text % {'count': count - used}}"


def words_for(picture: Picture) -> str:
    """The alternative text; empty if the document has none."""
    return "" if NO_WORDS.search(picture.alt) else " ".join(picture.alt.split())[:MAX_LENGTH]


def put_pictures(run: Import, partner: PartnerPage, page: PracticePage, pictures: list[Picture]) -> None:
    """Stores the pictures and sets the first one on `page`, which is not saved here. Editors can choose another."""
    collection = partner.collection or Collection.get_first_root_node()
    for number, picture in enumerate(pictures, 1):
        title = f"{page.title[: MAX_LENGTH - 10]} {number}" if len(pictures) > 1 else page.title[:MAX_LENGTH]
        file = ContentFile(picture.data, f"practice-{number}.{picture.ending}")
        image = SiteImage.objects.create(title=title, file=file, collection=collection, uploaded_by_user=run.user)
        ImportedPicture.objects.create(run=run, image=image)
        if number == 1:
            page.image = image
            page.image_alt = words_for(picture)


def take_back_pictures(run: Import) -> None:
    """Deletes the pictures that no page or draft uses and nobody has edited; none if a page of the import is kept."""
    images = [row.image for row in run.pictures.select_related("image")]
    if not images or run.pages.exists():
        return
    kept = used_by_settings(SiteImage) | _in_drafts({image.pk for image in images})
    for image in images:
        is_used = image.pk in kept or ReferenceIndex.get_references_to(image).exists()
        if not is_used and not ModelLogEntry.objects.for_instance(image).exists():
            image.delete()


def _in_drafts(ids: set[int]) -> set[int]:
    """Those of `ids` that are used in latest drafts, or in scheduled revisions or ones in review."""
    numbers = re.compile(rf"\b({'|'.join(map(str, ids))})\b")
    latest = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    in_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    waiting = Q(pk__in=latest) | Q(pk__in=in_review) | Q(approved_go_live_at__isnull=False)
    found: set[int] = set()
    for revision in Revision.page_revisions.filter(waiting).iterator():
        if numbers.search(json.dumps(revision.content)):  # few match: loading a page takes time
            found |= {int(key) for model, key in files_of(revision.as_object()) if model is SiteImage}
    return found & ids
