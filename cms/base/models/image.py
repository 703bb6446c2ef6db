from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError, get_upload_to

from cms.base.media.fields import SiteImageFileField
from cms.base.media.storage import is_full, store


@contextmanager
def missing_when_full() -> Iterator[None]:
    """When the disk is full, a page is still shown, with a missing picture."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise SourceImageIOError(str(error)) from error
        raise


class PeopleShown(models.TextChoices):
    NOBODY = "nobody", _("Nobody can be recognised.")
    AGREED = "agreed", _("Everybody who can be recognised has agreed.")


class SiteImage(AbstractImage):
    """A picture. Its `description` is the alt text wherever a page does not give one."""

    file = SiteImageFileField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made the picture, and under which licence.")
    )

    people_shown = models.CharField(
        _("people in the picture"),
        max_length=10,
        blank=True,
        choices=PeopleShown.choices,
        help_text=_("Everyone who can be recognised must agree before the picture is published. Keep their answer."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "people_shown")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        indexes = [models.Index(fields=("file",), name="image_file")]  # found by its URL

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            store(self.file)  # may rotate it: width and height must be known before Django collects the values
        super().save(*args, **kwargs)

    def get_rendition(self, filter: Any) -> Any:
        with missing_when_full():
            return super().get_rendition(filter)

    def get_renditions(self, *filters: Any) -> Any:
        with missing_when_full():
            return super().get_renditions(*filters)


class Rendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]
        indexes = [models.Index(fields=("file",), name="rendition_file")]
