"""Pictures of a document: they become those of new practices, in the collection of the partner."""

import re

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import ngettext
from wagtail.models import Collection, ReferenceIndex

from cms.base.media.image_form import SiteImageField
from cms.base.models import SiteImage
from practices.exchange.importing.model import Import, ImportedPicture
from practices.exchange.reading.table import Picture
from practices.partners.page import PartnerPage
from practices.repository.practice import PracticePage

# What programs write where people should say what a picture shows.
NO_WORDS = re.compile(
    r"automatic|automati[šs]k|automatisch|automatica|automática|^(image|picture|graphic|paveikslėlis|afbeelding|immagine|"
    r"imagen)\s*\d*$|\.(png|jpe?g|gif|webp)$",
    re.IGNORECASE,
)
LONGEST = 255  # characters


def usable(pictures: list[Picture]) -> list[Picture]:
    """Those that could be uploaded, too."""
    return [picture for picture in pictures if picture.data and _is_accepted(picture)]


def _is_accepted(picture: Picture) -> bool:
    try:
        SiteImageField().clean(SimpleUploadedFile(f"picture.{picture.ending}", picture.data))
    except ValidationError:
        return False
    return True


def told(count: int, used: int) -> str:
    """For the preview."""
    found = ngettext("%(count)d picture", "%(count)d pictures", count) % {"count": count}
    if used == count:
        return found
    text = ngettext("%(count)d of them cannot be used.", "%(count)d of them cannot be used.", count - used)
    return f"{found}. {text % {'count': count - used}}"


def words_for(picture: Picture) -> str:
    """What it shows; empty if the document does not say."""
    return "" if NO_WORDS.search(picture.alt) else " ".join(picture.alt.split())[:LONGEST]


def put_pictures(run: Import, partner: PartnerPage, page: PracticePage, pictures: list[Picture]) -> None:
    """The first becomes that of `page`, which is not saved here. The others can be chosen instead of it."""
    collection = partner.collection or Collection.get_first_root_node()
    for number, picture in enumerate(pictures, 1):
        title = f"{page.title[: LONGEST - 10]} {number}" if len(pictures) > 1 else page.title[:LONGEST]
        file = ContentFile(picture.data, f"practice-{number}.{picture.ending}")
        image = SiteImage.objects.create(title=title, file=file, collection=collection, uploaded_by_user=run.user)
        ImportedPicture.objects.create(run=run, image=image)
        if number == 1:
            page.image = image
            page.image_alt = words_for(picture)


def take_back_pictures(run: Import) -> None:
    """Those that nothing uses."""
    for row in run.pictures.select_related("image"):
        if not ReferenceIndex.get_references_to(row.image).exists():
            row.image.delete()
