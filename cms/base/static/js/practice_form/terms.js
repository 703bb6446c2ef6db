/* Choosing terms by typing: an editable combobox with a list (ARIA Authoring Practices), over a list of checkboxes.
   The checkboxes are the state: whatever changes them, this draws what they say. Radio buttons, where there is one. */

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const beginsWord = (text, typed) => text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed));

/** How well the typed text matches `text`: 0 is best, 3 not at all. */
const fit = (text, typed) => {
  if (text.startsWith(typed)) return 0;
  const words = typed.split(/\s+/);
  if (words.every((word) => beginsWord(text, word))) return 1;
  return words.every((word) => text.includes(word)) ? 2 : 3;
};

/** Labels weigh more than other labels, and those more than the definition and the broader term. */
const rank = ({ texts }, typed) => {
  const fits = texts.map((text) => fit(text, typed));
  const place = fits.findIndex((each) => each < 3);
  if (place >= 0) return place * 3 + fits[place];
  const all = texts.join(" ");
  return typed.split(/\s+/).every((word) => all.includes(word)) ? texts.length * 3 : Infinity;
};

class TermsController extends window.StimulusModule.Controller {
  static targets = ["chosen", "input", "list", "option", "status"];

  static values = { remove: String, added: String, removed: String, found: String, none: String };

  connect() {
    this.terms = this.optionTargets.map((option) => {
      const label = option.querySelector("label").textContent.trim();
      const about = option.querySelector(".terms__about")?.textContent ?? "";
      const group = option.closest(".terms__group").querySelector(".terms__heading")?.textContent ?? "";
      const texts = [label, option.dataset.otherLabels, about, group].map(fold);
      return { box: option.querySelector("input"), label, about, group, texts };
    });
    this.active = null; // the option with keyboard focus
    this.draw();
  }

  draw() {
    const chips = this.terms.filter(({ box }) => box.checked).map((term) => this.chip(term));
    this.chosenTarget.replaceChildren(...chips);
    this.chosenTarget.hidden = !chips.length;
    if (!this.listTarget.hidden) this.show();
  }

  chip(term) {
    const button = element("button", { type: "button", className: "terms__remove", textContent: "×" });
    button.setAttribute("aria-label", this.removeValue.replace("{term}", term.label));
    button.addEventListener("click", () => {
      const place = [...this.chosenTarget.children].indexOf(button.parentElement);
      this.toggle(term);
      const left = this.chosenTarget.children;
      (left[Math.min(place, left.length - 1)]?.querySelector("button") ?? this.inputTarget).focus();
    });
    return element("li", { className: "terms__chip" }, element("span", { textContent: term.label }), button);
  }

  toggle(term) {
    if (term.box.type === "radio" && term.box.checked) {
      term.box.checked = false; // a click does not deselect it
      term.box.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      term.box.click(); // a real change event, as the form expects
    }
    const text = term.box.checked ? this.addedValue : this.removedValue;
    this.statusTarget.textContent = text.replace("{term}", term.label);
  }

  open() {
    if (this.listTarget.hidden) this.show();
  }

  search() {
    this.show();
    const count = this.shown.size;
    this.statusTarget.textContent = count ? this.foundValue.replace("{count}", count) : this.noneValue;
    if (count && this.inputTarget.value.trim()) this.activate([...this.shown.keys()][0]);
  }

  show() {
    const typed = fold(this.inputTarget.value).trim();
    const left = this.terms.filter(({ box }) => !box.checked); // the chosen ones are shown above the field
    const found = typed
      ? left
          .map((term) => [rank(term, typed), term])
          .filter(([place]) => place < Infinity)
          .sort(([one], [other]) => one - other)
          .map(([_place, term]) => term)
      : left;
    this.shown = new Map(found.map((term, place) => [this.option(term, place), term]));
    const groups = new Map();
    for (const [option, { group }] of this.shown) groups.set(group, [...(groups.get(group) ?? []), option]);
    const parts = [...groups].map(([group, options], place) => this.group(group, options, place));
    if (!parts.length) parts.push(element("div", { className: "terms__none", textContent: this.noneValue }));
    this.listTarget.replaceChildren(...parts);
    this.listTarget.hidden = false;
    this.inputTarget.setAttribute("aria-expanded", "true");
    this.activate(null);
  }

  option(term, place) {
    const option = element("div", { id: `${this.listTarget.id}_${place}`, className: "terms__item" }, term.label);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (term.about) option.append(element("span", { className: "terms__about", textContent: term.about }));
    return option;
  }

  group(label, options, place) {
    const group = element("div", {}, ...options);
    if (!label) return group;
    const heading = element("div", { id: `${this.listTarget.id}_group_${place}`, className: "terms__heading" }, label);
    heading.setAttribute("role", "presentation");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", heading.id);
    group.prepend(heading);
    return group;
  }

  activate(option) {
    this.active?.classList.remove("terms__item--active");
    this.active = option;
    if (!option) {
      this.inputTarget.removeAttribute("aria-activedescendant");
      return;
    }
    option.classList.add("terms__item--active");
    option.scrollIntoView({ block: "nearest" });
    this.inputTarget.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = !this.listTarget.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      if (!isOpen) this.show();
      const options = [...this.shown.keys()];
      const place = this.active ? options.indexOf(this.active) + step : step > 0 ? 0 : -1;
      if (options.length) this.activate(options.at(place % options.length));
    } else if (event.key === "Enter") {
      if (this.active) this.pick(this.active); // but never submits the form
      this.close();
    } else if (event.key === "Escape" && (isOpen || this.inputTarget.value)) {
      if (!isOpen) this.inputTarget.value = "";
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  keepFocus(event) {
    event.preventDefault();
  }

  choose({ target }) {
    const option = target.closest("[role=option]");
    if (option) this.pick(option);
  }

  pick(option) {
    const term = this.shown.get(option);
    this.toggle(term);
    this.inputTarget.value = "";
    if (term.box.type === "radio") this.close();
    else this.show();
  }

  leave(event) {
    if (!this.element.querySelector(".terms__search").contains(event.relatedTarget)) this.close();
  }

  close() {
    this.listTarget.hidden = true;
    this.activate(null);
    this.inputTarget.setAttribute("aria-expanded", "false");
  }
}

window.wagtail.app.register("terms", TermsController);
