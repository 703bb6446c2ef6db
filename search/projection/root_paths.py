"""Keeps Wagtail's cached site root paths, which page URLs are built from, up to date."""

from django.db import connection
from wagtail.models import Site

# In Wagtail's order. Runs on every change of a page: Wagtail's own query takes ten times longer.
ROOTS = """
SELECT site.id, home.url_path, site.hostname, site.port, locale.language_code
FROM wagtailcore_site AS site
JOIN wagtailcore_page AS root ON root.id = site.root_page_id
JOIN wagtailcore_page AS home ON home.translation_key = root.translation_key
JOIN wagtailcore_locale AS locale ON locale.id = home.locale_id
ORDER BY root.url_path DESC, site.is_default_site DESC, site.hostname, home.path
"""


def refresh_site_root_paths() -> None:
    """Clears the cache if it is outdated: another process may have added the home page of a language."""
    with connection.cursor() as cursor:
        cursor.execute(ROOTS)
        roots = [
            (pk, path, Site(hostname=host, port=port).root_url, code)
            for pk, path, host, port, code in cursor.fetchall()
        ]
    if [tuple(root) for root in Site.get_site_root_paths()] != roots:
        Site.clear_site_root_paths_cache()
