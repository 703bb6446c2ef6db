from typing import Any

from django import template
from django.template.context import RequestContext

from cms.base.public_forms.forms import PublicForm

register = template.Library()


@register.inclusion_tag("components/feedback.html", takes_context=True)
def feedback(context: RequestContext, page: Any, correction_url: str) -> dict[str, Any]:
    """At the end of a page: asks whether it helped, and links to `correction_url`. Not in a preview."""
    request = context["request"]
    return {
        "page": page,
        "correction_url": correction_url,
        "is_shown": bool(page.pk) and not getattr(request, "is_preview", False),
        "is_thanked": "thanks" in request.GET,
        "form": PublicForm(),
    }
