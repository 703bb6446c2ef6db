from django.urls import re_path

from cms.base.brand.views import stylesheet

urlpatterns = [
    re_path(r"^colours/v(?P<version>\d{1,3})/(?P<code>[0-9a-f]{12})\.css$", stylesheet, name="colours"),
]
