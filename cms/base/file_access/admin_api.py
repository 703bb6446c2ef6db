"""Limits the admin API for images and documents to the files that the user may choose or change."""

from django.db.models import QuerySet
from rest_framework.authentication import SessionAuthentication
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OwnFiles:
    authentication_classes = [SessionAuthentication]

    def get_queryset(self) -> QuerySet:
        policy = policy_registry.get_by_type(self.model)  # type: ignore[attr-defined]
        own = policy.instances_user_has_any_permission_for(self.request.user, {"choose", "change"})  # type: ignore[attr-defined]
        return super().get_queryset().filter(pk__in=own.values("pk"))  # type: ignore[misc]


class OwnDocuments(OwnFiles, DocumentsAdminAPIViewSet):
    pass


class OwnImages(OwnFiles, ImagesAdminAPIViewSet):
    pass
