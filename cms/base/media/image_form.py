"""The upload form for pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class SiteImageField(WagtailImageField):
    """Wagtail checks the first bytes only, and a file that fails when the rest is read causes a server error."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # image libraries raise all kinds of exceptions
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class SiteImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = SiteImageField(
                label=field.label, required=field.required, widget=field.widget, help_text=field.help_text
            )
