/* <missed-searches>: what a reader looked for and did not open, kept in this browser once its reader allows that, and saved
   as a table for whoever keeps the book. Nothing of it leaves the page by itself. What the browser has kept is data that
   anybody may have changed: whatever is not of the form that is written here is left out. */

customElements.define(
  "missed-searches",
  class extends HTMLElement {
    static MOST = 200;
    static LONGEST = 100;
    static TOO_MUCH = 100000;

    connectedCallback() {
      this.dialog = this.closest("dialog");
      this.switch = this.querySelector("input");
      if (!this.dialog || this.key) return;
      // A browser has one store for all folders of a disk, and for all books of a host.
      this.key = `salesbook missed ${new URL("../../", document.querySelector("script[src*='/missed.js']").src).pathname}`;
      this.asked = null;
      this.told = new Set();
      this.timer = 0;
      this.dialog.addEventListener("search-answered", (event) => this.ask(event.detail));
      this.dialog.addEventListener("click", (event) => {
        if (event.target.closest(".search__hits a")) this.forget();
      });
      this.dialog.addEventListener("close", () => {
        // Who leaves before the answer has come has not seen it; who has emptied the field has given up.
        const typed = this.dialog.querySelector("[type=search]").value.trim();
        if (this.asked && (typed === "" || typed === this.asked.words)) this.keep(this.asked);
        this.forget();
        this.told.clear();
      });
      this.switch.addEventListener("change", () => {
        this.write({ isOn: this.switch.checked, searches: this.read().searches });
        this.show();
      });
      this.querySelector(".missed__save").addEventListener("click", () => this.save());
      this.querySelector(".missed__clear").addEventListener("click", () => {
        this.write({ isOn: this.switch.checked, searches: [] });
        this.show();
        this.querySelector("summary").focus();
      });
      this.querySelector("details").addEventListener("toggle", () => this.show());
      this.show();
    }

    /* Take note of a question: it counts as missed when nothing answers it and the reader stops to look at that. */
    ask(question) {
      clearTimeout(this.timer);
      if (!this.dialog.open) return;
      this.asked = question;
      if (question.places === 0) this.timer = setTimeout(() => this.keep(question), 2000);
    }

    forget() {
      clearTimeout(this.timer);
      this.asked = null;
    }

    keep({ words, places }) {
      const kept = this.read();
      words = this.constructor.plain(words);
      if (!kept.isOn || words.length < 2 || this.told.has(words)) return;
      this.told.add(words);
      const day = this.constructor.today();
      const earlier = kept.searches.find((search) => search.words.toLowerCase() === words.toLowerCase());
      if (earlier) Object.assign(earlier, { last: day, times: Math.min(earlier.times + 1, 99999), places });
      else kept.searches.push({ words, times: 1, first: day, last: day, places });
      // The newest stay, and of those of one day the more frequent.
      kept.searches.sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : b.times - a.times));
      kept.searches.length = Math.min(kept.searches.length, this.constructor.MOST);
      this.write(kept);
      this.show();
    }

    /* Return what the browser has kept, as far as it has the form of what was written. */
    read() {
      const nothing = { isOn: false, searches: [] };
      try {
        const text = localStorage.getItem(this.key) || "";
        if (text.length > this.constructor.TOO_MUCH) return nothing;
        const told = JSON.parse(text || "null");
        const searches = Array.isArray(told?.searches) ? told.searches.slice(0, this.constructor.MOST) : [];
        return { isOn: told?.isOn === true, searches: searches.map((search) => this.constructor.sound(search)).filter(Boolean) };
      } catch {
        return nothing; // nothing may be kept here, or it is no JSON
      }
    }

    write(kept) {
      try {
        localStorage.setItem(this.key, JSON.stringify(kept));
      } catch {
        this.switch.checked = false; // the browser keeps nothing, or is full
      }
    }

    static today() {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    }

    static cell(value) {
      const text = /^[=+\-@＝＋－＠]/.test(value) ? `'${value}` : String(value);
      return `"${text.replaceAll('"', '""')}"`;
    }

    static plain(words) {
      return words.replace(/[\p{C}\s]+/gu, " ").trim().slice(0, this.LONGEST).trim();
    }

    static sound(search) {
      const { words, times, first, last, places } = search || {};
      const isDay = (day) => typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day);
      const isCount = (n) => Number.isInteger(n) && n >= 0 && n <= 99999;
      if (typeof words !== "string" || !isCount(times) || !isCount(places) || !isDay(first) || !isDay(last)) return null;
      return this.plain(words) === words && words ? { words, times, first, last, places } : null;
    }

    show() {
      const { isOn, searches } = this.read();
      this.switch.checked = isOn;
      this.querySelector(".missed__count").textContent = searches.length ? ` (${searches.length})` : "";
      for (const button of this.querySelectorAll("button")) button.disabled = searches.length === 0;
      if (!this.querySelector("details").open) return;
      this.querySelector("ul").replaceChildren(
        ...searches.map(({ words, times }) => {
          const entry = document.createElement("li");
          entry.textContent = times > 1 ? `${words} × ${times}` : words;
          return entry;
        }),
      );
    }

    /* Save a table that any office opens: no cell of it is a formula there. */
    save() {
      const { words, times, first, last, places } = this.dataset;
      const rows = this.read().searches.map((each) => [each.words, each.times, each.first, each.last, each.places]);
      const text = [[words, times, first, last, places], ...rows].map((row) => row.map(this.constructor.cell).join(";")).join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }));
      link.download = `${this.dataset.file}-${this.constructor.today()}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  },
);
