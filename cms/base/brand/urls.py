from django.urls import path, re_path

from cms.base.brand.views import icon, manifest, stylesheet

urlpatterns = [
    path("site.webmanifest", manifest, name="manifest"),
    re_path(r"^icons/(?P<size>96|180|192|512)\.png$", icon, name="icon"),
    re_path(r"^colours/v(?P<version>\d{1,3})/(?P<code>[0-9a-f]{12})\.css$", stylesheet, name="colours"),
]
