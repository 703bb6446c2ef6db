"""The dimensions of a document's pictures, without decoding: that takes seconds for a picture of a few kilobytes."""

from io import BytesIO
from typing import Any

from PIL import Image

from cms.base.media.containers import gif_frames

FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}  # Pillow's names, by extension


def header_of(data: bytes, ending: str, most: int) -> tuple[int, int]:
    """The pixels of all frames together, and how many frames there are, counted up to one more than `most`.

    Raises whatever image libraries do for a damaged picture, or one of another kind than its `ending` says.
    """
    with Image.open(BytesIO(data), formats=[FORMATS[ending]]) as image:
        frames = _frames(image, data, most)
        pixels = image.width * image.height * frames
        image.verify()
    return pixels, frames


def _frames(image: Any, data: bytes, most: int) -> int:
    if image.format == "MPO":  # a JPEG file with further pictures after its end
        return 1
    return gif_frames(data, most + 1) if image.format == "GIF" else getattr(image, "n_frames", 1)
