// The progress of an import, updated every few seconds. When another view is due, such as the preview, the page is
// reloaded.
const shown = document.querySelector("[data-import-progress]");

async function refresh() {
  try {
    const response = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector("[data-import-progress]");
    if (!next || next.dataset.importProgress !== shown.dataset.importProgress) return location.reload();
    shown.querySelector("#progress").textContent = next.querySelector("#progress").textContent.trim();
    const bar = next.querySelector("progress");
    for (const name of ["value", "max"]) {
      if (bar.hasAttribute(name)) shown.querySelector("progress").setAttribute(name, bar.getAttribute(name));
    }
  } catch {
    // The site may not respond for a while: try again.
  }
  setTimeout(refresh, 2000);
}

if (shown) setTimeout(refresh, 2000);
