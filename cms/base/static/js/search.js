/* The search pages without reloading. Every link and the form work without this script: it fetches the same URL and
   replaces the parts that change. If anything fails, the browser navigates as usual. */

const REGION = "[data-search-region]";
const ALSO_CHANGED = ["title", "#languages", "link[rel=canonical]", "link[hreflang]"];

let shown = location.pathname + location.search;
let pending = null;

const region = () => document.querySelector(REGION);

/** Shows the results at `url`; `push` adds it to the history, `toTop` moves the focus to the heading of the results. */
async function show(url, { push = false, toTop = false } = {}) {
  pending?.abort();
  const request = new AbortController();
  pending = request;
  region().setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal: request.signal, headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (request.signal.aborted) return;
    if (!next.querySelector(REGION)) throw new Error("no results in the answer");
    if (push) history.pushState(null, "", url);
    shown = location.pathname + location.search;
    swap(next, toTop);
  } catch {
    if (!request.signal.aborted) location.assign(url);
  }
}

function swap(next, toTop) {
  const old = region();
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const field = old.querySelector("[name=q]");
  const typed = field.value === field.defaultValue ? null : field.value;
  const opened = [...old.querySelectorAll("details[open][id]")].map((details) => details.id);

  for (const selector of ALSO_CHANGED) replaceAll(selector, next);
  old.replaceWith(next.querySelector(REGION));

  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (typed !== null && focused?.name !== "q") region().querySelector("[name=q]").value = typed;
  const title = document.getElementById("results-title");
  // The same control again if it is still there, else the heading of the results.
  if (toTop) title.focus();
  else if (focused) ((focused.id && visible(document.getElementById(focused.id))) || title).focus();
  const announced = [title, ...document.querySelectorAll("[data-search-message]")];
  const status = announced.map((element) => element.textContent.replace(/\s+/g, " ").trim()).join(". ");
  document.querySelector("[data-search-status]").textContent = status;
}

function replaceAll(selector, next) {
  const after = next.querySelectorAll(selector);
  document.querySelectorAll(selector).forEach((element, index) => after[index] && element.replaceWith(after[index]));
}

/** `element` if it can take the focus: a control inside a closed `details` cannot. */
function visible(element) {
  return element?.checkVisibility() ? element : null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(`${REGION} a[href^="?"]`);
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href, { push: true, toTop: "toTop" in link.dataset });
});

// Filters look like checkboxes, so the space bar toggles them.
document.addEventListener("keydown", (event) => {
  const box = event.key === " " && event.target.closest(`${REGION} .facet__value`);
  if (!box) return;
  event.preventDefault();
  box.click();
});

document.addEventListener("submit", (event) => {
  if (!event.target.closest(REGION)) return;
  event.preventDefault();
  const parameters = new URLSearchParams(new FormData(event.target));
  if (!parameters.get("q").trim()) parameters.delete("q");
  show(`${location.pathname}?${parameters}`, { push: true });
});

// Also fired when only the fragment changes, as by the skip link.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) show(location.href);
});
