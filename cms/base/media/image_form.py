"""The upload form for pictures."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.base.media.metadata import FORMATS
from cms.base.media.storing_form import StoringForm


class SiteImageField(WagtailImageField):
    """Wagtail decodes a picture to see how large it is, and lets errors in the rest of a file become server errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = {"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000}
        about = _("At most %(limit)s megapixels. The place, the date and other data from the camera are removed.")
        self.help_text = f"{self.help_text} {about % limit}"  # type: ignore[has-type]
        self.error_messages["file_too_many_pixels"] = (
            _(
                "This picture has too many pixels: at most %(limit)s megapixels are allowed, all frames of an "
                "animation together. Make it smaller, for example 4,000 pixels wide, and upload it again."
            )
            % limit
        )

    def to_python(self, data: Any) -> Any:
        try:
            if data and data.size <= self.max_upload_size:
                self._check_pixels(data)
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # image libraries raise all kinds of exceptions
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def _check_pixels(self, data: Any) -> None:
        """Before anything is decoded: Pillow reads the header, and where the frames are."""
        try:
            with Image.open(data, formats=FORMATS) as image:
                frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
                too_many = image.width * image.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        except Image.DecompressionBombError:
            too_many = True
        except Exception:  # Wagtail says what is wrong with it
            too_many = False
        data.seek(0)
        if too_many:
            raise ValidationError(self.error_messages["file_too_many_pixels"], code="file_too_many_pixels")


class SiteImageForm(StoringForm, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = SiteImageField(label=field.label, required=field.required, widget=field.widget)
