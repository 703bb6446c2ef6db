/* Suggestions below a search field: a combobox whose options are links. Without this script it is an ordinary field.
   With it, the form is still submitted as before: a suggestion is only followed once it has been chosen. */

const MIN_LENGTH = 2; // characters
const DEBOUNCE = 150; // milliseconds after the last keystroke

class SearchSuggest extends HTMLElement {
  #input = null;
  #list = null;
  #status = null;
  #timer = 0;
  #request = null;

  connectedCallback() {
    if (this.#list) return; // moved within the page
    this.#input = this.querySelector("input");
    this.#list = document.createElement("div");
    this.#list.className = "suggestions";
    this.#list.id = `${this.#input.id}-suggestions`;
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.dataset.label);
    this.#status = document.createElement("p");
    this.#status.className = "visually-hidden";
    this.#status.setAttribute("role", "status");
    this.append(this.#list, this.#status);
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#input.setAttribute("aria-controls", this.#list.id);
    this.#input.setAttribute("aria-expanded", "false");

    this.#input.addEventListener("input", () => this.#fetchSoon());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => this.#close());
    this.#input.form?.addEventListener("submit", () => this.#close());
    // Keeps the focus in the field, whose blur would close the list before the click arrives.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  disconnectedCallback() {
    this.#close();
  }

  get #options() {
    return [...this.#list.children];
  }

  get #active() {
    return this.#options.findIndex((option) => option.id === this.#input.getAttribute("aria-activedescendant"));
  }

  #fetchSoon() {
    this.#cancel();
    if (this.#input.value.trim().length < MIN_LENGTH) this.#close();
    else this.#timer = setTimeout(() => this.#fetch(), DEBOUNCE);
  }

  async #fetch() {
    this.#cancel();
    const request = (this.#request = new AbortController());
    try {
      const query = new URLSearchParams({ q: this.#input.value });
      const response = await fetch(`${this.dataset.url}?${query}`, { signal: request.signal });
      if (!response.ok) throw new Error(response.statusText);
      const results = await response.json();
      if (!request.signal.aborted && document.activeElement === this.#input) this.#show(results);
    } catch {
      if (!request.signal.aborted) this.#close(); // suggestions are optional: nothing is lost without them
    }
  }

  #cancel() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  #show({ suggestions, status }) {
    this.#list.replaceChildren(...suggestions.map((suggestion, index) => this.#option(suggestion, index)));
    this.#list.scrollTop = 0;
    this.#select(-1);
    this.#open(suggestions.length > 0);
    this.#status.textContent = status;
  }

  #option({ label, hint, url, language }, index) {
    const reader = document.documentElement.lang;
    const option = document.createElement("a");
    option.className = "suggestion";
    option.id = `${this.#list.id}-${index}`;
    option.href = url;
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    const kind = document.createElement("span");
    kind.className = "suggestion__hint";
    kind.textContent = hint;
    if (language !== reader) {
      option.lang = option.hreflang = language;
      kind.lang = reader;
    }
    option.append(label, " ", kind);
    return option;
  }

  #key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isOpen = !this.#list.hidden;
    const last = this.#options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Moving past either end returns to the field itself.
      if (isOpen) this.#select(((this.#active + step + 1 + last + 2) % (last + 2)) - 1);
      else this.#fetchSoon();
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#options[this.#active].click();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // pressed again, it clears the field, as browsers do
      this.#close();
    }
  }

  /** Marks the option at `index`; -1 for none. */
  #select(index) {
    this.#options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = this.#options[index];
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #open(isOpen) {
    this.#list.hidden = !isOpen;
    this.#input.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    this.#cancel();
    this.#select(-1);
    this.#open(false);
    this.#status.textContent = "";
  }
}

customElements.define("search-suggest", SearchSuggest);
