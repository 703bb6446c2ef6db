"""Photographs as cameras write them: with the place, the name of the camera, a comment, and turned."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, PngImagePlugin

SECRET = b"Shelter Street 7"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
UPRIGHT, TURNED = 1, 6
KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


def picture(width: int = 64, height: int = 40) -> Image.Image:
    gradient = Image.radial_gradient("L").resize((width, height))
    mirrored = gradient.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return Image.merge("RGB", (gradient, ImageOps.invert(gradient), mirrored))


def exif(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = SECRET.decode()
    tags.get_ifd(0x8825).update({1: "N", 2: (54.0, 41.0, 0.0), 3: "E", 4: (25.0, 16.0, 0.0)})
    return tags


def photo(kind: str = "JPEG", orientation: int = UPRIGHT, width: int = 64, height: int = 40) -> bytes:
    """An image file with all metadata that Pillow can write in it, and something behind its end."""
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    options: dict[str, Any] = {"exif": exif(orientation), "icc_profile": PROFILE, "xmp": xmp, "comment": SECRET}
    if kind == "PNG":
        options["pnginfo"] = text = PngImagePlugin.PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", xmp.decode(), zip=True)
    if kind == "GIF":
        options = {"comment": SECRET}
    file = BytesIO()
    picture(width, height).save(file, kind, **options)
    return file.getvalue() + (b"" if kind == "AVIF" else SECRET)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image
