/* The search pages without reloading. Every link and the form work without this script: it fetches the same URL and
   replaces the parts that change. If anything fails, the browser navigates as usual. */

const REGION = "[data-search-region]";
const ALSO_CHANGED = ["title", "#languages", "link[rel=canonical]", "link[hreflang]", "link[rel=alternate][type]"];

let shown = location.pathname + location.search;
let pending = null;

const region = () => document.querySelector(REGION);
const field = () => region().querySelector("[name=q]");

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
    region().removeAttribute("aria-busy");
  } catch {
    if (!request.signal.aborted) location.assign(url);
  }
}

function swap(next, toTop) {
  const focused = region().contains(document.activeElement) ? document.activeElement : null;
  const top = focused?.getBoundingClientRect().top;
  const typed = typedMeanwhile();
  for (const details of region().querySelectorAll("details[open][id]")) {
    next.getElementById(details.id)?.setAttribute("open", "");
  }

  for (const selector of ALSO_CHANGED) replaceAll(selector, next);
  for (const part of region().querySelectorAll("[data-search-part]")) {
    part.replaceChildren(...next.getElementById(part.id).childNodes);
  }
  region().toggleAttribute("data-searched", next.querySelector(REGION).hasAttribute("data-searched"));

  if (typed !== null) field().value = typed;
  if (toTop) focusFirst("results-title");
  else if (focused) focusAgain(focused, top);
  const title = document.getElementById("results-title");
  const announced = [title, ...document.querySelectorAll("[data-search-message]")];
  const status = announced.map((element) => element.textContent.replace(/\s+/g, " ").trim()).join(". ");
  document.querySelector("[data-search-status]").textContent = status;
}

/** The text in the field if the results at the current URL are for another, or null. */
function typedMeanwhile() {
  const sent = new URLSearchParams(location.search).get("q") ?? "";
  const { value, defaultValue } = field();
  return value === defaultValue || value.trim() === sent.trim() ? null : value;
}

/** The same control again if it is still there, at the same scroll position. If it is gone: the
    button that ends the sheet which is open, or that opened the one which has closed, or else the heading of the results. */
function focusAgain(focused, top) {
  focusFirst(focused.id, "filters-show", focused.closest("#sort") ? "sort-open" : "", "results-title");
  const list = document.activeElement.closest(".filters__lists");
  if (list) list.scrollTop += document.activeElement.getBoundingClientRect().top - top;
}

/** Only visible elements can take the focus. */
function focusFirst(...ids) {
  for (const id of ids) {
    const element = id && document.getElementById(id);
    element?.focus?.();
    if (element && element === document.activeElement) return;
  }
}

function replaceAll(selector, next) {
  const after = next.querySelectorAll(selector);
  document.querySelectorAll(selector).forEach((element, index) => after[index] && element.replaceWith(after[index]));
}

/** The URL of `link`, including typed but unsubmitted text. Pagination links keep the text of the results. */
function destination(link) {
  const { value, defaultValue } = field();
  const url = new URL(link.href);
  if (value === defaultValue || "toTop" in link.dataset) return url.href;
  const others = [...url.searchParams].filter(([name]) => name !== "q" && name !== "exact");
  url.search = new URLSearchParams(value.trim() ? [["q", value.trim()], ...others] : others);
  return url.href;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(`${REGION} a[href^="?"]`);
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.focus({ preventScroll: true }); // not every browser focuses links on click
  show(destination(link), { push: true, toTop: "toTop" in link.dataset });
});

// A sheet covers the page: tabbing out of it closes it.
document.addEventListener("focusin", (event) => {
  for (const sheet of document.querySelectorAll(`${REGION} [popover]`)) {
    if (!sheet.contains(event.target)) sheet.hidePopover?.();
  }
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
  // Blur the field, because an on-screen keyboard would cover the results.
  show(`${location.pathname}?${parameters}`, { push: true, toTop: matchMedia("(pointer: coarse)").matches });
});

// Also fired when only the fragment changes, as with the skip link.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) show(location.href);
});
