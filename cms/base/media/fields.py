"""The file field of an image. Every way of storing one goes through `SiteImageFieldFile.save`."""

from django.core.files.base import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.base.media.metadata import without_metadata_file


class SiteImageFieldFile(WagtailImageFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        content = without_metadata_file(content)
        content.name = content.name or name  # Django determines no width and height without one
        super().save(name, content, save)


class SiteImageFileField(WagtailImageField):
    attr_class = SiteImageFieldFile
