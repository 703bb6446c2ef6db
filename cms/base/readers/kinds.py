"""What readers can subscribe to. The app that sends a kind of mail registers it."""

from django.http import QueryDict

from cms.base.readers.forms import SubscribeForm


class Kind:
    """All texts are in the active language. `topic` is what the reader has chosen of the kind, if there is a choice."""

    name: str  # part of URLs
    form_class: type[SubscribeForm] = SubscribeForm
    takes_imports = False

    def label(self, topic: str) -> str:
        """What it is called in a reader's preferences."""
        raise NotImplementedError

    def label_for_strangers(self, topic: str) -> str:
        """In a mail that nobody has confirmed: with nothing that was typed, because it may go to somebody else."""
        return self.label(topic)

    def heading(self) -> str:
        """Of the form."""
        raise NotImplementedError

    def introduction(self) -> str:
        """What readers get, how often."""
        raise NotImplementedError

    def consent(self, site: str) -> str:
        """What readers agree to; it is kept as the proof. `site` is the site's name."""
        raise NotImplementedError

    def initial(self, parameters: QueryDict) -> dict[str, str]:
        """Of the form's own fields, from the URL."""
        return {}

    def topic(self, data: dict[str, str]) -> str:
        """From the form's cleaned data."""
        return ""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind | None:
    return _kinds.get(name)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def label_of(name: str, topic: str) -> str:
    """Also of a kind that is no longer there."""
    kind = kind_named(name)
    return kind.label(topic) if kind else name
