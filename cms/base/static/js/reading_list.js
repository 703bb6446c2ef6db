/* The reading list: short keys of practices in the browser's own storage. No cookie, nothing is sent. */
const NAME = "reading-list";
const MAX_PRACTICES = 50; // as in practices/reading_list/views.py
const storage = available();

function available() {
  try {
    localStorage.setItem(`${NAME}-test`, "1");
    localStorage.removeItem(`${NAME}-test`);
    return localStorage;
  } catch {
    return null; // disabled or full
  }
}

function load() {
  try {
    const keys = JSON.parse(storage.getItem(NAME));
    return Array.isArray(keys) ? keys.filter((key) => /^[0-9a-f]{10}$/.test(key)).slice(0, MAX_PRACTICES) : [];
  } catch {
    return [];
  }
}

function toggle(key) {
  const keys = load();
  const others = keys.filter((each) => each !== key);
  storage.setItem(NAME, JSON.stringify(others.length < keys.length ? others : [...keys, key].slice(-MAX_PRACTICES)));
  show();
}

function show() {
  const keys = load();
  for (const button of document.querySelectorAll("[data-save]")) {
    button.hidden = false;
    button.classList.toggle("save--done", keys.includes(button.dataset.save));
    linkBeside(button);
  }
  for (const place of document.querySelectorAll("[data-reading-list]")) {
    place.hidden = !keys.length;
    place.querySelector("[data-count]").textContent = keys.length;
    const link = place.querySelector("a");
    link.search = keys.length ? `?p=${keys.join(",")}` : "";
  }
}

// For phones, where the link at the end of the page does not float.
function linkBeside(button) {
  const isSaved = button.classList.contains("save--done");
  const link = button.parentElement.querySelector(".save__list");
  if (!isSaved) link?.remove();
  else if (!link) {
    button.after(document.querySelector(".reading-list").cloneNode(true));
    button.nextElementSibling.className = "save__list";
  }
}

async function copy(button) {
  const status = document.querySelector("[data-copy-status]");
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = button.dataset.copied;
  } catch {
    status.textContent = location.href; // to copy by hand
  }
}

function openOwnList() {
  const keys = load();
  if (document.querySelector("[data-reading-list-page]") && !new URLSearchParams(location.search).has("p") && keys.length) {
    location.replace(`?p=${keys.join(",")}`);
  }
}

if (storage) {
  show();
  openOwnList();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (button) toggle(button.dataset.save);
  });
  addEventListener("storage", show); // another tab
  // A search replaces its results without loading the page.
  new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some((node) => node.querySelector?.("[data-save]")))) show();
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
}

for (const [selector, act] of [
  ["[data-copy-link]", copy],
  ["[data-print]", () => print()],
]) {
  const button = document.querySelector(selector);
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  }
}
