// Heads of a file that are no columns of ours: once another column is chosen than the one that the rows shown were read
// by, reading the file again is what comes next.
const heads = [...document.querySelectorAll(".import-heads select")];
const again = document.querySelector(".import-choices [name=assign]");

function emphasise() {
  const isUnread = heads.some((select) => select.value !== select.dataset.read);
  again.classList.toggle("button-secondary", !isUnread);
}

if (again) {
  for (const select of heads) select.addEventListener("change", emphasise);
  emphasise(); // browsers keep what was chosen when a page is loaded again
}
