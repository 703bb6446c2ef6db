"""The newsletter as a kind of subscription."""

from django.utils.translation import gettext as _

from cms.base.readers.kinds import Kind, register


class Newsletter(Kind):
    name = "newsletter"
    takes_imports = True

    def label(self, topic: str) -> str:
        return _("Newsletter")

    def heading(self) -> str:
        return _("Subscribe to the newsletter")

    def introduction(self) -> str:
        return _("News of the project and new practices, several times a year, in your language.")

    def consent(self, site: str) -> str:
        text = _("I agree that %(site)s sends me its newsletter by e-mail. I can unsubscribe at any time.")
        return text % {"site": site}


NEWSLETTER = Newsletter()
register(NEWSLETTER)
