/* The length of a text and its limit. Announced to screen readers when the text is nearly or already too long. */

const NEARLY = 0.9;
const PAUSE = 1000; // milliseconds without typing before it is announced

window.wagtail.app.register(
  "count",
  class extends window.StimulusModule.Controller {
    static values = { most: Number, unit: String, text: String };

    connect() {
      this.input = this.element.querySelector("textarea, input");
      this.shown = document.createElement("p");
      this.shown.className = "count";
      this.shown.id = `${this.input.id}_count`;
      this.said = document.createElement("p");
      this.said.className = "w-sr-only";
      this.said.setAttribute("role", "status");
      this.input.closest("[data-field]").append(this.shown, this.said);
      const about = this.input.getAttribute("aria-describedby");
      this.input.setAttribute("aria-describedby", [about, this.shown.id].filter(Boolean).join(" "));
      this.update = () => this.draw(true);
      this.input.addEventListener("input", this.update);
      this.draw(false);
    }

    disconnect() {
      clearTimeout(this.timer);
      this.input.removeEventListener("input", this.update);
      this.shown.remove();
      this.said.remove();
    }

    draw(isTyped) {
      const text = this.input.value;
      const count = this.unitValue === "words" ? text.split(/\s+/).filter(Boolean).length : [...text].length;
      this.shown.textContent = this.textValue.replace("{count}", count);
      this.shown.classList.toggle("count--over", count > this.mostValue);
      clearTimeout(this.timer);
      if (!isTyped || count < this.mostValue * NEARLY) return;
      this.timer = setTimeout(() => {
        this.said.textContent = this.shown.textContent;
      }, PAUSE);
    }
  },
);
