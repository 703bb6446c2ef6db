/* Practices with a similar title, while a title is typed. */

const PAUSE = 700; // milliseconds without typing before searching
const MIN_LENGTH = 8; // letters

window.wagtail.app.register(
  "similar",
  class extends window.StimulusModule.Controller {
    static targets = ["list"];

    static values = { url: String, found: String };

    connect() {
      this.title = document.getElementById("id_title");
      this.status = this.element.parentElement.querySelector("[data-similar-status]");
      this.wait = () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.ask(), PAUSE);
      };
      this.title.addEventListener("input", this.wait);
    }

    disconnect() {
      clearTimeout(this.timer);
      this.title.removeEventListener("input", this.wait);
    }

    async ask() {
      const typed = this.title.value.trim();
      if (typed === this.asked) return;
      this.asked = typed;
      let html = "";
      if (typed.length >= MIN_LENGTH) {
        // A new page gets its id with the first autosave.
        const page = window.location.pathname.match(/\/pages\/(\d+)\/edit\//)?.[1] ?? "";
        const response = await fetch(`${this.urlValue}&${new URLSearchParams({ page, q: typed })}`).catch(() => null);
        if (response?.ok) html = await response.text();
      }
      if (typed !== this.asked) return; // something else has been typed in the meantime
      this.listTarget.innerHTML = html;
      const count = this.listTarget.querySelectorAll("li").length;
      this.element.hidden = !count;
      this.status.textContent = count ? this.foundValue.replace("{count}", count) : "";
    }
  },
);
