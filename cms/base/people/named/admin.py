"""People and organisations that pages name, in the admin: their list, and choosing or adding one in a page's form."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetCreateView
from wagtail.snippets.views.snippets import DeleteView, EditView, SnippetViewSet

from cms.base.admin_lists.choosers import TranslatedChooserViewSet
from cms.base.admin_lists.folded_search import FoldedIndexView
from cms.base.people.named.form import PersonForm
from cms.base.people.named.person import CONSENT, Person


class ForUser:
    """Passes the user to the form, which records who entered a consent."""

    request: HttpRequest

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_creation_form_kwargs(), "for_user": self.request.user}  # type: ignore[misc]


class PersonChooseView(ForUser, ChooseView):
    pass


class PersonChooseResultsView(ForUser, ChooseResultsView):
    pass


class PersonCreateView(ForUser, SnippetCreateView):
    pass


class PersonChooser(TranslatedChooserViewSet):
    choose_view_class = PersonChooseView
    choose_results_view_class = PersonChooseResultsView
    create_view_class = PersonCreateView
    creation_form_class = PersonForm


class OwnOnly:
    """Wagtail only checks whether a user may change any; those who may only add people change just their own."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Person:
        person: Person = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not policy_registry.get_by_type(Person).user_has_permission_for_instance(
            self.request.user, "change", person
        ):
            raise PermissionDenied
        return person


class PersonEditView(OwnOnly, EditView):
    pass


class PersonDeleteView(OwnOnly, DeleteView):
    pass


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    menu_label = _("People and organisations")
    menu_hook = "register_reports_menu_item"  # without one, Wagtail shows a menu *Snippets*
    index_view_class = FoldedIndexView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    chooser_viewset_class = PersonChooser
    list_display = ["__str__", BooleanColumn("consented", label=_("Agrees to be named"))]
    search_fields = ["name", "organisation"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("organisation"), FieldPanel("agrees")], base_form_class=PersonForm
    )


register_snippet(PersonViewSet)


class NamingForm(forms.Form):
    """Accepts the arguments that Wagtail's panels pass to a `ModelForm`."""

    organisation = forms.CharField(label=_("Organisation"), max_length=160, required=False)
    agrees = forms.BooleanField(label=CONSENT, required=False)

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = instance
        person = Person.objects.filter(account=instance).first()
        if person:
            self.initial = {"organisation": person.organisation, "agrees": bool(person.consented)}

    def save(self) -> None:
        if not self.has_changed():
            return
        person = Person.objects.of(self.user)
        person.name = self.user.get_full_name() or person.name
        person.organisation = self.cleaned_data["organisation"]
        person.set_consent(self.cleaned_data["agrees"], self.user)
        person.save()


class NamingPanel(BaseSettingsPanel):
    """In the user's account: whether and how pages name them."""

    name = "naming"
    title = _("Naming you")
    order = 250
    form_class = NamingForm


@hooks.register("register_account_settings_panel")
def naming_panel(request: HttpRequest, user: Any, profile: Any) -> NamingPanel:
    return NamingPanel(request, user, profile)
