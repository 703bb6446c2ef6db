"""A cover as an SVG file, which follows the reader's dark mode setting by itself."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from cms.base.covers.cover import Cover
from cms.base.covers.drawing import drawing
from cms.base.covers.inks import inks, night_inks
from cms.base.covers.shapes import HEIGHT, WIDTH, Disc, Shape


def svg(cover: Cover) -> bytes:
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}")
    style = SubElement(root, "style")
    style.text = f"{_rules(inks(cover))}@media(prefers-color-scheme:dark){{{_rules(night_inks(cover))}}}"
    ink, parent = "", root
    for shape in drawing(cover):
        if shape.ink != ink:  # one group for consecutive shapes of the same ink
            ink, parent = shape.ink, SubElement(root, "g", {"class": shape.ink})
        _add(shape, parent)
    return tostring(root)


def _rules(colours: Mapping[str, str]) -> str:
    return "".join(f".{name}{{fill:{colour}}}" for name, colour in colours.items())


def _add(shape: Shape, parent: Element) -> None:
    if isinstance(shape, Disc):
        SubElement(parent, "circle", cx=_text(shape.x), cy=_text(shape.y), r=_text(shape.radius))
    else:
        SubElement(parent, "path", d=f"M{' '.join(f'{_text(x)},{_text(y)}' for x, y in shape.points)}z")


def _text(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
