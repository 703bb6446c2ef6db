"""Images that Wagtail stores in models of its own: uploads whose form is not complete yet, and users' avatars."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from cms.base.media.metadata import UnsupportedImage, without_metadata_file

PICTURES = {UploadedFile: "file", UserProfile: "avatar"}


@receiver(pre_save, sender=UploadedFile)
@receiver(pre_save, sender=UserProfile)
def strip_metadata(sender: Any, instance: Any, **kwargs: Any) -> None:
    file = getattr(instance, PICTURES[sender])
    if file and not file._committed:
        try:
            file.file = without_metadata_file(file.file)
        except UnsupportedImage:
            if sender is not UploadedFile:  # which may be a document
                raise
