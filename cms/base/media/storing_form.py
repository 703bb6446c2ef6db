"""Upload forms that report a full disk like any other error, without losing what was typed."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm

from cms.base.media.metadata import UnsupportedImage
from cms.base.media.storage import NO_SPACE, is_full, store


class StoringForm:
    """Stores the file as the last step of validation: an error while saving could no longer be shown in the form."""

    def _post_clean(self: Any) -> None:
        refused = self.errors["file"].copy() if "file" in self.errors else None
        super()._post_clean()  # type: ignore[misc]
        if refused is not None:  # the model has no file then, and complains about its name as well
            self.errors["file"] = refused
        if self.errors or "file" not in self.changed_data:
            return
        try:
            store(self.instance.file)
        except UnsupportedImage:
            self._refuse_file(self.fields["file"].error_messages["invalid_image"])
        except OSError as error:
            if not is_full(error):
                raise
            self._refuse_file(NO_SPACE)

    def _refuse_file(self: Any, message: Any) -> None:
        self.add_error("file", message)
        self.instance.file = self.original_file


class SiteDocumentForm(StoringForm, BaseDocumentForm):
    pass
