"""A cover, or a part of it, as pixels: the same drawing as `svg`, made with Pillow."""

from PIL import Image, ImageDraw

from cms.base.covers.cover import Cover
from cms.base.covers.drawing import drawing
from cms.base.covers.inks import inks
from cms.base.covers.shapes import Disc

OVERSAMPLING = 2  # drawn larger, then scaled down: Pillow has no anti-aliasing


def raster(cover: Cover, width: int, height: int, left: float, scale: float) -> Image.Image:
    """The top of the cover from `left` on, `width` by `height` pixels. `left` is in units of `scale` pixels."""
    image = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING))
    draw, colours, zoom = ImageDraw.Draw(image), inks(cover), scale * OVERSAMPLING
    for shape in drawing(cover):
        fill = colours[shape.ink]
        if isinstance(shape, Disc):
            draw.circle(((shape.x - left) * zoom, shape.y * zoom), shape.radius * zoom, fill)
        else:
            draw.polygon([((x - left) * zoom, y * zoom) for x, y in shape.points], fill)
    return image.reduce(OVERSAMPLING)
