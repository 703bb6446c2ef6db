/* The form of a page in the admin: prevents losses that Wagtail's own scripts allow. */

// A submission that overtakes an autosave would create a new page twice. It waits for the response.
const saving = new WeakSet();
const waiting = new Map(); // forms with a pending submission, and its button
// An autosave that overtakes a submission would leave a draft beside the published page, or repeat an approval, whose
// fields are added to the form when its button is pressed.
const sent = new WeakSet();
window.addEventListener("submit", (event) => event.defaultPrevented || sent.add(event.target));
document.addEventListener("input", (event) => sent.delete(event.target.form));
document.addEventListener("w-autosave:save", (event) => {
  const form = event.target;
  if (sent.has(form) || event.detail.formData.has("action-workflow-action")) event.preventDefault();
  else saving.add(form);
});
for (const outcome of ["success", "error"]) {
  document.addEventListener(`w-autosave:${outcome}`, ({ target: form }) => {
    saving.delete(form);
    if (!waiting.has(form)) return;
    const button = waiting.get(form);
    waiting.delete(form);
    // While a button shows progress, it is disabled, and what it stands for, such as to publish, would not be sent.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  });
}
document.addEventListener(
  "submit",
  (event) => {
    if (!saving.has(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.set(event.target, event.submitter);
  },
  true,
);

// Wagtail takes what the form holds two seconds after it has loaded, and after each autosave, for what is saved. What
// was typed by then was neither saved nor warned about when the page is left, until the next edit.
const edited = new WeakSet(); // forms with edits that no autosave has taken up
for (const type of ["input", "change"]) {
  document.addEventListener(
    type,
    ({ isTrusted, target }) => {
      const form = isTrusted && target.closest("[data-controller~=w-unsaved]");
      if (form) edited.add(form);
    },
    true,
  );
}
document.addEventListener("w-autosave:save", ({ target }) => edited.delete(target));
document.addEventListener("w-unsaved:watch-edits", ({ target: form }) => {
  // Afterwards, because Wagtail still resets this value.
  if (edited.has(form)) queueMicrotask(() => form.setAttribute("data-w-unsaved-force-value", "true"));
});

// An answer about who else has saved the page, if it was asked for before an autosave, takes that for somebody else's:
// from then on, every button would first warn of a conflict.
let autosaves = 0;
let autosavesWhenAsked = 0;
document.addEventListener("w-autosave:success", () => (autosaves += 1));
document.addEventListener("w-swap:begin", (event) => {
  if (event.target.id === "w-editing-sessions") autosavesWhenAsked = saving.size ? NaN : autosaves;
});
document.addEventListener(
  "w-swap:json",
  (event) => {
    if (event.target.matches("[data-controller~=w-session]") && autosavesWhenAsked !== autosaves) {
      event.stopImmediatePropagation();
    }
  },
  true,
);

// What an autosave could not take, such as an unreadable date, stays in the form and is reported above it.
const leftOut = document.createElement("div");
leftOut.className = "left-out";
leftOut.setAttribute("role", "status");
document.addEventListener("w-autosave:success", (event) => {
  const text = event.detail.response.field_updates?.["left-out"];
  if (text === undefined) return;
  leftOut.textContent = text;
  leftOut.hidden = !text;
  if (!leftOut.isConnected) document.body.append(leftOut);
});

// Rich text has no tables. Pasted unchanged, the text of cells would run together, so each row becomes a list item.
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

// An expired session: what was typed stays in the form, which can be saved after signing in again.
const { signedOut, signIn, signInUrl } = document.currentScript.dataset;
let notice = null;

const currentToken = async () => {
  const response = await fetch(window.location.href, { redirect: "manual" });
  if (!response.ok) return null; // redirected to the sign-in page
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? null;
};

const showNotice = () => {
  if (notice) return;
  notice = document.createElement("div");
  notice.className = "signed-out";
  notice.setAttribute("role", "alert");
  const link = document.createElement("a");
  Object.assign(link, { href: signInUrl, target: "_blank", textContent: signIn });
  notice.append(`${signedOut} `, link);
  document.body.append(notice);
};

const continueSession = async () => {
  const token = await currentToken();
  if (!token || !notice) return;
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  notice.remove();
  notice = null;
};

document.addEventListener("w-autosave:error", async (event) => {
  if (event.detail.type === "server_error" && !(await currentToken())) showNotice();
});
window.addEventListener("focus", () => notice && continueSession());
document.addEventListener("visibilitychange", () => notice && !document.hidden && continueSession());
// A submission now would lose everything. Checked on click, before the button shows progress.
for (const type of ["click", "submit"]) {
  document.addEventListener(
    type,
    (event) => {
      if (!notice || !event.target.closest("form[data-controller~=w-autosave]")) return;
      if (type === "click" && !event.target.closest("[type=submit]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      notice.querySelector("a").focus();
    },
    true,
  );
}
