"""The start of an import: the template to fill in, the accepted formats, and the upload."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.base.i18n.collation import sort_key
from cms.base.languages import active_language
from practices.curation.desk import Desk, desk_of
from practices.exchange.desk.access import refuse_others
from practices.exchange.importing.file import MAX_ROWS
from practices.exchange.importing.holding import delete_unbegun
from practices.exchange.importing.model import KEPT_DAYS, Import, ImportedFile
from practices.exchange.importing.running import MAX_IN_REQUEST, go_on
from practices.exchange.reading.file import ENDINGS, read_table
from practices.exchange.reading.limits import MAX_BYTES
from practices.exchange.reading.table import FileProblem, Table
from practices.exchange.writing.template import write_template
from practices.exchange.writing.workbook import XLSX
from practices.partners.page import PartnerPage

MAX_READ_IN_REQUEST = 1024 * 1024  # bytes; larger files are read by the worker


class UploadForm(forms.Form):
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    file = forms.FileField(label=_("File"), max_length=255, widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}))

    def __init__(self, desk: Desk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table: Table | None = None
        self.file_name = ""
        partners = list(PartnerPage.objects.filter(original_page=None)) if desk.sees_all else desk.partners
        names = sorted(
            ((page.code, page.short_name) for page in partners), key=lambda item: sort_key(item[1], desk.language)
        )
        field: Any = self.fields["partner"]
        if desk.sees_all:
            field.choices = [("", _("Each row names its own")), *names]
            field.help_text = _("All rows are imported for this partner, or each for the one in its column “Partner”.")
        elif len(names) == 1:
            field.choices, field.initial, field.required = names, names[0][0], True
            field.widget = forms.HiddenInput()
        else:
            field.choices, field.required = [("", _("Choose a partner")), *names], True

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        self.file_name = file.name
        if file.size > MAX_BYTES:
            text = _("The file is larger than %(size)s. Split it into several files.")
            raise ValidationError(text % {"size": filesizeformat(MAX_BYTES)})
        data = bytes(file.read())
        if len(data) <= MAX_READ_IN_REQUEST:
            try:
                self.table = read_table(data, file.name)
            except FileProblem as error:
                raise ValidationError(str(error)) from error
            if not self.table.rows:
                raise ValidationError(_("There are no practices below the headings."))
        return data


@transaction.non_atomic_requests  # other people can save while the file is read and checked
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    refuse_others(request)
    desk = desk_of(request)
    form = UploadForm(desk, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run, is_corrected = _keep(request.user, form)
        if is_corrected:
            text = gettext("The earlier “%(name)s”, which had not been confirmed, has been discarded.")
            messages.info(request, text % {"name": run.file_name})
        if form.table and len(form.table.rows) <= MAX_IN_REQUEST:
            go_on(run.pk, table=form.table)
        return redirect("practice_import", run.pk)
    context = {
        "form": form,
        "endings": ", ".join(ending.lstrip(".").upper() for ending in ENDINGS),
        "largest": MAX_BYTES,
        "most": MAX_ROWS,
        "days": KEPT_DAYS,
        "is_for_all": desk.sees_all,
    }
    return render(request, "practices/admin/imports/upload.html", context, status=422 if form.errors else 200)


def _keep(user: Any, form: UploadForm) -> tuple[Import, bool]:
    """Stores the upload with the choices made for the last file. Returns whether it replaces an unconfirmed one."""
    partner = form.cleaned_data["partner"]
    earlier = Import.objects.filter(user=user, partner=partner)
    with transaction.atomic():
        last = earlier.first()
        waiting = earlier.filter(file_name=form.file_name, state=Import.State.READY)
        is_corrected = delete_unbegun(waiting)
        run = Import.objects.create(
            user=user,
            file_name=form.file_name,
            partner=partner,
            state=Import.State.CHECKING,
            assigned=last.assigned if last else {},
            meant=last.meant if last else {},
        )
        ImportedFile.objects.create(run=run, data=form.cleaned_data["file"])
    return run, is_corrected


@require_safe
def template(request: HttpRequest) -> FileResponse:
    """The template, in the user's language."""
    refuse_others(request)
    stream = BytesIO()
    desk = desk_of(request)
    write_template(stream, of_one_partner=not desk.sees_all and len(desk.partners) == 1)
    stream.seek(0)
    name = f"practices-{active_language()}.xlsx"
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)
