"""What readers can subscribe to. The app that sends a kind of mail registers it."""

from django.http import QueryDict

from cms.base.readers.forms import SubscribeForm


class Kind:
    """All texts are in the active language. `topic` is what the reader has chosen of the kind, if there is a choice."""

    name: str  # part of URLs
    form_class: type[SubscribeForm] = SubscribeForm
    takes_imports = False

    def label(self, topic: str) -> str:
        """The name of the subscription in a reader's preferences."""
        raise NotImplementedError

    def label_for_strangers(self, topic: str) -> str:
        """The name in a confirmation mail: contains nothing that was typed, because it may reach somebody else."""
        return self.label(topic)

    def heading(self) -> str:
        """The heading of the form."""
        raise NotImplementedError

    def introduction(self) -> str:
        """What readers get, and how often."""
        raise NotImplementedError

    def consent(self, site: str) -> str:
        """What readers agree to, stored as proof. `site` is the site's name."""
        raise NotImplementedError

    def initial(self, parameters: QueryDict) -> dict[str, str]:
        """Initial values of the form's own fields, from the URL."""
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
    """The label of a kind, even if it no longer exists."""
    kind = kind_named(name)
    return kind.label(topic) if kind else name
