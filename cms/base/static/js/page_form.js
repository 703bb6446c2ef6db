/* The form of a page in the admin: what Wagtail's own scripts lose. */

// A submission that overtakes an autosave would create a new page twice. It waits for the response.
const saving = new WeakSet();
document.addEventListener("w-autosave:save", (event) => saving.add(event.target));
for (const outcome of ["success", "error"]) {
  document.addEventListener(`w-autosave:${outcome}`, (event) => saving.delete(event.target));
}
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!saving.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const again = () => {
      for (const outcome of ["success", "error"]) form.removeEventListener(`w-autosave:${outcome}`, again);
      saving.delete(form);
      form.requestSubmit(event.submitter);
    };
    for (const outcome of ["success", "error"]) form.addEventListener(`w-autosave:${outcome}`, again);
  },
  true,
);

// Rich text has no tables. Pasted as they are, their cells run together in one word: each row becomes an item of a list.
document.addEventListener(
  "paste",
  (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!/<table/i.test(html) || !event.target.closest?.(".public-DraftEditor-content")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const table of [...page.querySelectorAll("table")].reverse()) {
      const list = page.createElement("ul");
      for (const row of table.querySelectorAll("tr")) {
        const cells = [...row.querySelectorAll("td, th")].map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
        if (!cells.some(Boolean)) continue;
        const item = page.createElement("li");
        item.textContent = cells.filter(Boolean).join(" – ");
        list.append(item);
      }
      table.replaceWith(list);
    }
    const data = new DataTransfer();
    data.setData("text/html", page.body.innerHTML);
    data.setData("text/plain", page.body.textContent);
    const rewritten = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    event.target.dispatchEvent(rewritten);
  },
  true,
);
