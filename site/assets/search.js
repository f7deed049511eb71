/* <book-search>: the button in the header and the dialog behind it. Whatever opens the search — the header, the field of
   the home page, the keys / and Ctrl+K — opens this one. Words of its own come with the element, as data-… */

customElements.define(
  "book-search",
  class extends HTMLElement {
    connectedCallback() {
      if (this.dialog) return;
      this.dialog = this.querySelector("dialog");
      this.field = this.querySelector("input");
      this.list = this.querySelector("ol");
      this.status = this.querySelector("[role=status]");
      this.asked = 0;
      if (!this.closest("header")) document.querySelector(".md-header__inner")?.append(this);
      this.querySelector(".search-open").addEventListener("click", () => this.open());
      this.querySelector(".search-close").addEventListener("click", () => this.dialog.close());
      this.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        this.follow();
      });
      this.field.addEventListener("input", () => this.answer());
      this.field.addEventListener("keydown", (event) => this.move(event));
      this.dialog.addEventListener("click", (event) => {
        if (event.target === this.dialog) this.dialog.close();
      });
      document.addEventListener("keydown", (event) => this.listen(event));
      document.addEventListener("click", (event) => {
        if (event.target.closest?.("open-search")) this.open();
      });
      // What every question needs is small; it comes when the page has nothing else to do.
      (window.requestIdleCallback || setTimeout)(() => window.bookSearch.begin());
      const typed = new URLSearchParams(location.search).get("q");
      if (typed) this.open(typed);
    }

    open(typed) {
      if (!this.dialog.open) this.dialog.showModal();
      if (typed !== undefined) this.field.value = typed;
      this.field.focus();
      this.field.select();
      window.bookSearch.begin();
      this.answer();
    }

    listen(event) {
      const isField = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" || (event.code === "Slash" && event.key === ".");
      const isChord = (event.ctrlKey || event.metaKey) && event.code === "KeyK";
      if (!isChord && (isField || !isSlash || event.ctrlKey || event.metaKey || event.altKey)) return;
      event.preventDefault();
      this.open();
    }

    async answer() {
      const typed = this.field.value.trim();
      const asked = (this.asked += 1);
      if (typed === "") {
        this.show([], this.dataset.begin);
        return;
      }
      // The first places are shown as soon as their texts are there: on a slow line the rest take as long again.
      for (const many of [3, 10]) {
        const hits = await window.bookSearch.find(typed, many);
        if (asked !== this.asked) return; // another question was typed meanwhile
        const chosen = many === 3 ? 0 : Math.max(0, this.chosen);
        this.show(hits, hits.length ? "" : this.dataset.nothing.replace("{words}", typed), chosen);
      }
      const detail = { words: typed, places: this.list.children.length };
      this.dialog.dispatchEvent(new CustomEvent("search-answered", { detail }));
    }

    show(hits, words, chosen = 0) {
      this.list.replaceChildren(...hits.map((hit, n) => this.entry(hit, n)));
      this.status.textContent = words;
      this.choose(hits.length ? chosen : -1);
    }

    entry(hit, n) {
      const entry = element("li", "search-place");
      entry.setAttribute("role", "none"); // an option may have no link in it, and be one
      const link = element("a", "search-hit");
      link.id = `search-hit-${n}`;
      link.setAttribute("role", "option");
      link.href = hit.href;
      link.tabIndex = -1;
      const above = element("span", "search-hit__kind", [[hit.kind, false]]);
      if (hit.article) above.prepend(element("b", "search-hit__article", [[hit.article, false]]), " ");
      link.append(above, element("span", "search-hit__title", hit.title));
      if (hit.heading.length) link.append(element("span", "search-hit__heading", hit.heading));
      link.append(element("span", "search-hit__text", hit.excerpt));
      link.addEventListener("click", () => this.dialog.close());
      link.addEventListener("pointermove", () => this.choose(n));
      entry.append(link);
      return entry;
    }

    choose(n) {
      [...this.list.children].forEach((entry, other) =>
        entry.firstChild.setAttribute("aria-selected", String(other === n)),
      );
      this.chosen = n;
      if (n < 0) this.field.removeAttribute("aria-activedescendant");
      else this.field.setAttribute("aria-activedescendant", `search-hit-${n}`);
      this.field.setAttribute("aria-expanded", String(n >= 0));
    }

    move(event) {
      if (event.key === "Escape" && !event.isComposing) {
        event.preventDefault(); // the field would only be emptied
        this.dialog.close();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const many = this.list.children.length;
      if (step === undefined || many === 0) return;
      event.preventDefault();
      this.choose((this.chosen + step + many) % many);
      this.list.children[this.chosen].scrollIntoView({ block: "nearest" });
    }

    follow() {
      this.list.children[this.chosen]?.firstChild.click();
    }
  },
);

/* Return an element with words in it, those that were asked for marked. */
function element(name, className, stretches = []) {
  const made = document.createElement(name);
  made.className = className;
  for (const [text, asked] of stretches) {
    if (!asked) made.append(text);
    else made.append(Object.assign(document.createElement("mark"), { textContent: text }));
  }
  return made;
}
