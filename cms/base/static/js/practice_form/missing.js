/* What is still missing for publication. The server reports it when the form is opened and after
   each autosave; in between, this
   sees which required fields are empty, and which texts are too long. */

const field = (name) => document.querySelector(`[data-contentpath="${name}"]`);

const isEmpty = (name) => {
  const found = field(name);
  const text = found?.querySelector("[contenteditable=true]");
  if (text) return !text.textContent.trim();
  const boxes = found?.querySelectorAll("input[type=checkbox]");
  if (boxes?.length) return ![...boxes].some((box) => box.checked);
  const input = found?.querySelector("textarea, select, input:not([type=hidden])");
  return Boolean(input) && !input.value.trim();
};

window.wagtail.app.register(
  "missing",
  class extends window.StimulusModule.Controller {
    static targets = ["item", "needed", "done", "status"];

    static values = { left: String };

    connect() {
      this.form = this.element.closest("form");
      this.check = () => window.requestAnimationFrame(() => this.update());
      this.saved = ({ detail }) => this.hear(detail.response.field_updates?.["still-missing"]);
      for (const type of ["input", "change", "keyup", "focusout"]) this.form.addEventListener(type, this.check);
      this.form.addEventListener("w-autosave:success", this.saved);
      window.addEventListener("load", this.check); // by then, the rich text editors exist
      this.check();
    }

    disconnect() {
      for (const type of ["input", "change", "keyup", "focusout"]) this.form.removeEventListener(type, this.check);
      this.form.removeEventListener("w-autosave:success", this.saved);
      window.removeEventListener("load", this.check);
    }

    hear(said) {
      if (!said) return;
      const reasons = JSON.parse(said);
      for (const item of this.itemTargets) item.dataset.said = reasons[item.dataset.name] ?? "";
      this.update();
    }

    update() {
      let left = 0;
      for (const item of this.itemTargets) {
        const { name, required } = item.dataset;
        const isMissing = required && isEmpty(name);
        const tooLong = field(name)?.querySelector(".count--over");
        const said = required || tooLong ? "" : item.dataset.said;
        item.querySelector("[data-reason]").textContent = tooLong?.textContent ?? said;
        item.hidden = !isMissing && !tooLong && !said;
        const form = item.querySelector("[data-form]"); // of the currently chosen picture
        const chosen = form && document.getElementById(`id_${name}`)?.value;
        if (form) form.hidden = !chosen;
        if (chosen) form.href = form.dataset.form.replace("/0/", `/${chosen}/`);
        left += !item.hidden;
      }
      if (this.left === left) return;
      this.neededTarget.hidden = !left;
      this.doneTarget.hidden = Boolean(left);
      if (this.left !== undefined)
        this.statusTarget.textContent = left ? this.leftValue.replace("{count}", left) : this.doneTarget.textContent;
      this.left = left;
    }

    /** Moves to the field, which may be in a collapsed panel. */
    go(event) {
      const found = field(event.target.closest("[data-name]").dataset.name);
      if (!found) return;
      event.preventDefault();
      for (let panel = found.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
        const toggle = panel.querySelector("[data-panel-toggle]");
        if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      }
      const input = "[role=combobox], textarea, select, input:not([type=hidden]), button";
      const text = found.querySelector("[contenteditable=true]"); // the editor's buttons come before it
      (text ?? found.querySelector(input))?.focus({ preventScroll: true });
      found.scrollIntoView({ block: "center" });
    }
  },
);
