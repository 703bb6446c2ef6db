from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from cms.base.media.metadata import UnsupportedImage, without_metadata
from cms.base.models import SiteImage


def stored_pictures() -> Iterator[tuple[Any, str]]:
    """Rows with a picture, each with the name of the picture's field."""
    for image in SiteImage.objects.order_by("pk").iterator():
        yield image, "file"
    uploads = UploadedFile.objects.filter(for_content_type=ContentType.objects.get_for_model(SiteImage))
    for upload in uploads.order_by("pk").iterator():
        yield upload, "file"
    for profile in UserProfile.objects.exclude(avatar="").order_by("pk").iterator():
        yield profile, "avatar"


def replace(row: Any, field: str, data: bytes) -> int:
    """Store `data` under a new name, because the old one is cached. Returns how many renditions were removed."""
    file = getattr(row, field)
    storage, old_name = file.storage, file.name
    removed = 0
    with transaction.atomic():
        file.save(old_name.rsplit("/", 1)[-1], ContentFile(data), save=False)
        if isinstance(row, SiteImage):
            row.file_size, row.file_hash = None, ""  # Wagtail computes them when they are needed
            removed = len(row.renditions.all())
            row.renditions.all().delete()
        row.save()
        transaction.on_commit(lambda: storage.delete(old_name))
    return removed


class Command(BaseCommand):
    help = (
        "Remove the place, the date and other metadata from pictures that are already stored, and the renditions made "
        "from them. Can be repeated: clean pictures are left alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        looked_at = cleaned = renditions = 0
        failed: list[str] = []
        for row, field in stored_pictures():
            looked_at += 1
            name = getattr(row, field).name
            try:
                with getattr(row, field).storage.open(name) as file:
                    data = file.read()
                stripped = without_metadata(data)
            except (OSError, UnsupportedImage) as error:
                failed.append(f"{name}: {error}")
                continue
            if stripped is not data:
                renditions += replace(row, field, stripped)
                cleaned += 1
        self.stdout.write(f"{looked_at} pictures, {cleaned} cleaned, {renditions} renditions removed.")
        if failed:
            raise CommandError("Could not be read:\n" + "\n".join(failed))
