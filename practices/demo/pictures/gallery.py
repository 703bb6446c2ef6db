"""The demonstration's pictures, in the site's collection: each drawn when first needed."""

from collections.abc import Callable

from django.core.files.base import ContentFile

from cms.base.models import SiteImage
from cms.base.models.image import PeopleShown
from practices.demo.pictures import north, rooms, south
from practices.demo.pictures.canvas import WIDTH, Canvas

CREDIT = "New Times (demo)"  # the same in every language, as authors are
SCENES: dict[str, Callable[[], Canvas]] = {
    "circle": rooms.circle,
    "classroom": rooms.classroom,
    "hague": north.hague,
    "kaunas": north.kaunas,
    "meal": rooms.meal,
    "museum": rooms.museum,
    "novara": south.novara,
    "rome": south.rome,
    "valencia": south.valencia,
    "vilnius": north.vilnius,
    "walk": rooms.walk,
}
PORTRAITS = {"hague": 64, "novara": 20, "rome": 130, "valencia": 70, "vilnius": 90}  # the upper edge of the crop
PORTRAIT_HEIGHT = 500


def picture(name: str, description: str = "") -> SiteImage:
    """The whole scene `name`."""
    return _stored(f"{name.title()} (demo)", name, description, lambda: SCENES[name]().file())


def portrait(name: str) -> SiteImage:
    """The middle of a town, for the profile of a partner there."""
    top = PORTRAITS[name]
    box = (0, top, WIDTH, top + PORTRAIT_HEIGHT)
    return _stored(f"{name.title()}, a portrait (demo)", f"{name}-portrait", "", lambda: SCENES[name]().file(box))


def _stored(title: str, name: str, description: str, draw: Callable[[], bytes]) -> SiteImage:
    if existing := SiteImage.objects.filter(title=title, credit=CREDIT).first():
        return existing
    file = ContentFile(draw(), f"demo-{name}.jpg")
    said = {"credit": CREDIT, "people_shown": PeopleShown.NOBODY, "description": description}
    return SiteImage.objects.create(title=title, file=file, **said)
