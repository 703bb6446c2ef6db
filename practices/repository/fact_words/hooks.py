"""wagtail-localize's editor does not know the words inside facts: a message counts the open ones and links to ours."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.base.translation.completeness import open_texts
from practices.repository.fact_words.translators_desk import PREFIX
from practices.repository.practice import PracticePage


@hooks.register("before_edit_page", order=-5)  # before wagtail-localize's own hook, which shows its editor
def tell_open_words(request: HttpRequest, page: Page) -> None:
    page = page.specific
    user: Any = request.user
    if request.method != "GET" or not isinstance(page, PracticePage) or not page.is_translation:
        return
    if not page.permissions_for_user(user).can_edit():
        return
    count = sum(text.path.startswith(PREFIX) for text in open_texts(page))
    if count:
        text = ngettext(
            "%(count)d text in the facts, such as the area, has to be translated.",
            "%(count)d texts in the facts, such as the area, have to be translated.",
            count,
        )
        place: Any = ("page", page.translation_key, page.locale.language_code)
        button = messages.button(reverse("translate", args=place), _("Translate"))
        messages.warning(request, text % {"count": count}, buttons=[button])
