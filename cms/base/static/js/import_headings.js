// Unknown headings in a file: once a column is chosen that differs from the one used for the rows shown, the next step
// is to read the file again.
const selects = [...document.querySelectorAll(".import-headings select")];
const again = document.querySelector(".import-choices [name=assign]");

function emphasise() {
  const isUnread = selects.some((select) => select.value !== select.dataset.read);
  again.classList.toggle("button-secondary", !isUnread);
}

if (again) {
  for (const select of selects) select.addEventListener("change", emphasise);
  emphasise(); // browsers keep the choices when a page is reloaded
}
