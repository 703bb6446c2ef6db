"""The upload forms for images, and for users' avatars."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.base.media.containers import gif_frames
from cms.base.media.metadata import FORMATS, UnsupportedImage, without_metadata_file
from cms.base.media.storing_form import StoringForm

MAX_FRAMES = 1000  # each takes time, however small it is


class SiteImageField(WagtailImageField):
    """Wagtail decodes an image to determine its size, and turns errors in the rest of the file into server errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = {"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000}
        about = _("At most %(limit)s megapixels. The place, the date and other data from the camera are removed.")
        consent = _("Everyone who can be recognised in it must have agreed to be shown.")
        self.help_text = f"{self.help_text} {about % limit} {consent}"  # type: ignore[has-type]
        self.error_messages["file_too_many_pixels"] = (
            _(
                "This picture has too many pixels: at most %(limit)s megapixels are allowed, all frames of an "
                "animation together. Make it smaller, for example 4,000 pixels wide, and upload it again."
            )
            % limit
        )
        self.error_messages["too_many_frames"] = _(
            "This picture has too many frames: an animation may have at most %(limit)s. "
            "Make it shorter and upload it again."
        ) % {"limit": MAX_FRAMES}

    def to_python(self, data: Any) -> Any:
        try:
            if data and data.size <= self.max_upload_size:
                self._check_size(data)
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # image libraries raise all kinds of exceptions
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def _check_size(self, data: Any) -> None:
        """Before anything is decoded: Pillow reads the header."""
        wrong = ""
        try:
            with Image.open(data, formats=FORMATS) as image:
                frames = _frames(image, data)
                if frames > MAX_FRAMES:
                    wrong = "too_many_frames"
                if image.width * image.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    wrong = "file_too_many_pixels"
        except Image.DecompressionBombError:
            wrong = "file_too_many_pixels"
        except Exception:  # Wagtail reports what is wrong with it
            wrong = ""
        data.seek(0)
        if wrong:
            raise ValidationError(self.error_messages[wrong], code=wrong)


def _frames(image: Image.Image, data: Any) -> int:
    """The number of frames. In a GIF, counting stops at the limit: Pillow takes seconds for hundreds of thousands."""
    if image.format == "MPO":
        return 1
    if image.format == "GIF":
        data.seek(0)
        return gif_frames(data.read(), MAX_FRAMES + 1)
    return getattr(image, "n_frames", 1)


class SiteImageForm(StoringForm, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = SiteImageField(label=field.label, required=field.required, widget=field.widget)


class PortraitForm(AvatarPreferencesForm):
    """Wagtail's form accepts everything that Pillow opens, of any size and with its metadata."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avatar"] = SiteImageField(label=self.fields["avatar"].label, required=False)

    def clean_avatar(self) -> Any:
        message = self.fields["avatar"].error_messages["invalid_image"]
        try:
            file = self.cleaned_data.get("avatar")
            if file and "avatar" in self.changed_data:
                self.cleaned_data["avatar"] = without_metadata_file(file)  # upright: Wagtail makes it smaller
            return super().clean_avatar()
        except (UnsupportedImage, OSError, ValueError) as error:  # from Pillow, which decodes it
            raise ValidationError(message, code="invalid_image") from error
