// Keyboard navigation in long forms: Tab moves from field to field, skipping comment buttons and heading links, a third
// of all stops. Ctrl+Alt+M comments on the current field; Alt+Page Down moves to the next part.
// Users who have disabled keyboard shortcuts in their account get all stops.
(() => {
  const config = document.getElementById("wagtail-config");
  if (!config || !JSON.parse(config.textContent).KEYBOARD_SHORTCUTS_ENABLED) return;

  const PASSED = ".w-field__comment-button, .w-panel__anchor";
  // Buttons that show existing comments remain in the tab order.
  const isPassed = (each) => !each.matches(".w-field__comment-button--reveal");
  const isShown = (each) => each.offsetParent !== null;

  const goTo = (step) => {
    const now = document.activeElement;
    const parts = [...document.querySelectorAll("#id_title, [data-panel-toggle]")].filter(isShown);
    const save = document.querySelector("form footer .action-save, form footer button[type=submit]");
    const follows = (each) => now.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    const precedes = (each) => now.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING;
    const found = step > 0 ? (parts.find(follows) ?? save) : parts.findLast(precedes);
    found?.focus();
    found?.scrollIntoView({ block: "center" });
  };

  // Wagtail 8.0 adds a comment with this shortcut, but leaves its panel closed.
  window.addEventListener(
    "keyup",
    (event) => {
      if (!event.ctrlKey || !event.altKey || event.code !== "KeyM" || !(event.target instanceof Element)) return;
      const field = event.target.closest("[data-contentpath]");
      const button = field?.querySelector(":scope .w-field__comment-button--reveal, :scope [data-comment-add]");
      if (!button) return;
      event.stopImmediatePropagation();
      button.click();
    },
    true,
  );

  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Tab") {
        // Only when needed, because comments and rows come and go.
        for (const each of document.querySelectorAll(PASSED)) {
          if (isPassed(each)) each.tabIndex = -1;
          else each.removeAttribute("tabindex");
        }
      } else if (event.altKey && !event.ctrlKey && (event.key === "PageDown" || event.key === "PageUp")) {
        event.preventDefault();
        goTo(event.key === "PageDown" ? 1 : -1);
      }
    },
    true,
  );
})();
