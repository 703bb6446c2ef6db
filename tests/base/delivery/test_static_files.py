"""Stylesheets that import others are sent as one."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from cms.base.delivery.static_files import SiteStaticStorage

FILES = {
    "css/site.css": '/* All. */\n@import url("base.css");\n@import url("frame.css");\n',
    "css/base.css": "body { margin: 0; }",
    "css/frame.css": '.mark { background: url("../icons/mark.svg"); }',
    "icons/mark.svg": "<svg/>",
}


def test_what_a_stylesheet_imports_is_sent_with_it(tmp_path: Path) -> None:
    source, storage = InMemoryStorage(), SiteStaticStorage(location=tmp_path, base_url="/static/")
    for name, text in FILES.items():
        source.save(name, ContentFile(text.encode()))
        storage.save(name, ContentFile(text.encode()))
    for _name, _hashed, done in storage.post_process({name: (source, name) for name in FILES}):
        assert not isinstance(done, Exception), done
    sent = (tmp_path / storage.stored_name("css/site.css")).read_text()
    assert "@import" not in sent
    assert sent.index("margin: 0") < sent.index(f"../{storage.stored_name('icons/mark.svg')}")
