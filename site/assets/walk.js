/* <script-walk>: a talk by its script, step by step, over the whole screen: what to say and to ask, the objections that are
   heard there, all others by the client's words; lists to tick before and after it. Ticks are kept while the tab is open,
   until the talk is ended; nothing else is. */

customElements.define(
  "script-walk",
  class extends HTMLElement {
    connectedCallback() {
      if (this.talk) return;
      this.tools = window.pageTools;
      this.talk = this.tools.data(this);
      this.words = this.talk.words;
      this.steps = [
        ...(this.talk.prepare.length ? [{ title: this.words.before, list: "prepare" }] : []),
        ...this.talk.steps,
        ...(this.talk.after.length ? [{ title: this.words.after, list: "after" }] : []),
      ];
      this.at = 0;
      this.append(this.tools.button(this.words.open, () => this.open(), "main"));
    }

    async open() {
      if (!this.dialog) this.layOut();
      this.ticks = this.keptTicks();
      this.dialog.showModal();
      this.turn(this.at);
      if (this.texts) return;
      this.texts = await window.bookCards.texts(["objection"]);
      this.showObjections();
    }

    layOut() {
      const { element, button, field, spoken } = this.tools;
      const { words } = this;
      this.heading = element("h2", { class: "walk__title", tabindex: "-1" });
      this.count = element("p", { class: "walk__count" });
      this.step = element("div", { class: "walk__step" });
      this.sought = element("input", { type: "search", autocomplete: "off", maxlength: 100, enterkeyhint: "search" });
      this.sought.addEventListener("input", () => this.showObjections());
      this.found = element("div", { class: "walk__found" });
      this.status = spoken();
      const keys = element("p", { class: "tool__about walk__keys" }, words.keys);
      const looking = field({ label: words.sought, hint: words.sought_hint, control: this.sought }).root;
      this.objections = element("aside", { class: "walk__objections", "aria-label": words.objections }, looking, this.found);
      this.back = button(words.back, () => this.turn(this.at - 1));
      this.next = button(words.next, () => this.forward(), "main");
      this.object = button(words.objections, () => this.lookAside(!this.dialog.classList.contains("walk--aside")));
      this.object.classList.add("walk__object");
      this.dialog = element(
        "dialog",
        { class: "walk", "aria-label": this.talk.title },
        element("header", { class: "walk__head" }, this.count, button(words.close, () => this.dialog.close())),
        element("div", { class: "walk__body" }, element("section", { class: "walk__page" }, this.heading, this.step, keys), this.objections),
        element("footer", { class: "walk__foot" }, this.back, this.object, this.next),
        this.status.root,
      );
      this.dialog.addEventListener("keydown", (event) => this.key(event));
      this.dialog.addEventListener("cancel", (event) => {
        if (!this.dialog.classList.contains("walk--aside")) return;
        event.preventDefault();
        this.lookAside(false);
      });
      this.swiped(this.step);
      this.append(this.dialog);
    }

    /* --- steps */

    turn(to) {
      const { fill } = this.tools;
      this.at = Math.min(Math.max(0, to), this.steps.length - 1);
      const step = this.steps[this.at];
      const count = fill(this.words.step, { n: this.at + 1, all: this.steps.length });
      this.count.replaceChildren(`${this.talk.title} · `, this.tools.element("span", { class: "walk__at" }, count));
      this.heading.textContent = step.title;
      this.step.replaceChildren(...(step.list ? this.listed(step.list) : this.said(step)));
      this.back.disabled = this.at === 0;
      this.next.textContent = this.at === this.steps.length - 1 ? this.words.finish : this.words.next;
      this.sought.value = "";
      this.lookAside(false);
      this.showObjections();
      this.dialog.querySelector(".walk__body").scrollTop = 0;
      this.heading.focus({ preventScroll: true });
      this.status.say(`${count}. ${step.title}`);
    }

    forward() {
      if (this.at < this.steps.length - 1) return this.turn(this.at + 1);
      this.ticks = { prepare: [], after: [] };
      this.keepTicks();
      this.at = 0;
      this.dialog.close();
    }

    /* Return what is said and asked in a part of the talk. */
    said({ purpose, say, asks, listen_for: listen, closes_on: closes }) {
      const { element } = this.tools;
      const { words } = this;
      const part = (title, css, ...content) =>
        content.length ? element("section", { class: `walk__part ${css}` }, element("h3", { class: "label" }, title), ...content) : null;
      const lines = (texts) => texts.map((text) => element("p", { class: "walk__line" }, text));
      const asked = asks.map(({ kind, ask, listen: signs }) =>
        element(
          "div",
          { class: "walk__ask" },
          element("p", { class: "walk__kind" }, kind),
          element("p", { class: "walk__line" }, ask),
          signs && element("p", { class: "walk__signs" }, signs),
        ),
      );
      return [
        element("p", { class: "walk__purpose" }, purpose),
        part(words.say, "walk__say", ...lines(say)),
        part(words.ask, "walk__asks", ...asked),
        part(words.listen_for, "walk__listen", ...lines(listen)),
        part(words.closes_on, "walk__close", ...lines(closes ? [closes] : [])),
      ].filter(Boolean);
    }

    /* Return a list to be ticked, "prepare" or "after". */
    listed(name) {
      const { element, checkbox, fill } = this.tools;
      const told = element("p", { class: "tool__about", role: "status" });
      const tell = () => (told.textContent = fill(this.words.ticked, { n: this.ticks[name].length, all: this.talk[name].length }));
      const boxes = this.talk[name].map((text, n) => {
        const box = checkbox({ text, onChange: (isTicked) => this.tick(name, n, isTicked, tell) });
        box.control.checked = this.ticks[name].includes(n);
        return box.root;
      });
      tell();
      const goal = name === "prepare" ? [element("p", { class: "walk__purpose" }, `${this.words.goal}: ${this.talk.goal}`)] : [];
      return [...goal, element("div", { class: "walk__list" }, ...boxes), told, element("p", { class: "tool__about" }, this.words.kept)];
    }

    tick(name, n, isTicked, tell) {
      this.ticks[name] = isTicked ? [...this.ticks[name], n] : this.ticks[name].filter((other) => other !== n);
      this.keepTicks();
      tell();
    }

    /* Return the ticks of a talk that is not ended: places in each list. What the tab has kept is hostile. */
    keptTicks() {
      const kept = window.__md_get("walk", sessionStorage);
      const isOfThis = kept?.script === this.talk.script && kept?.edition === this.talk.edition;
      const sound = (name) => {
        const places = isOfThis && Array.isArray(kept[name]) ? kept[name] : [];
        return this.talk[name].map((_text, n) => n).filter((n) => places.includes(n));
      };
      return { prepare: sound("prepare"), after: sound("after") };
    }

    keepTicks() {
      const { script, edition } = this.talk;
      window.__md_set("walk", { script, edition, ...this.ticks }, sessionStorage);
    }

    /* --- objections */

    lookAside(isOpen) {
      this.dialog.classList.toggle("walk--aside", isOpen);
      this.object.setAttribute("aria-expanded", String(isOpen));
      this.object.textContent = isOpen ? this.words.to_step : this.words.objections;
      if (isOpen) this.sought.focus();
    }

    showObjections() {
      const { element, fill } = this.tools;
      if (!this.texts) {
        if (this.texts === null) this.found.replaceChildren(element("p", { class: "tool__warning" }, this.words.not_loaded));
        return;
      }
      const typed = this.sought.value.trim();
      if (typed) {
        const hits = window.talkSearch.found(typed, this.inOrder());
        const said = hits.length ? fill(this.words.found, { n: hits.length }) : this.words.none_found;
        this.status.say(said);
        this.found.replaceChildren(element("p", { class: "tool__about" }, said), ...hits.slice(0, 15).map((text) => this.opening(text)));
        return;
      }
      const here = (this.steps[this.at].objections ?? []).map((id) => this.texts.get(id)).filter(Boolean);
      const own = [...this.texts.values()].filter((text) => text.item[0] === this.talk.script && !here.includes(text));
      const group = (title, texts) =>
        texts.length ? [element("h3", { class: "label" }, title), ...texts.map((text) => this.opening(text))] : [];
      this.found.replaceChildren(
        ...(here.length ? group(this.words.here, here) : [element("p", { class: "tool__about" }, this.words.none_here)]),
        ...group(this.words.elsewhere, own),
      );
    }

    /* Return all objections: those heard here first, then those of this script, of other scripts, of portraits. */
    inOrder() {
      const here = new Set(this.steps[this.at].objections ?? []);
      const far = ({ id, item: [name] }) => {
        if (here.has(id)) return 0;
        return name === this.talk.script ? 1 : name.startsWith("script:") ? 2 : 3;
      };
      return [...this.texts.values()].sort((one, other) => far(one) - far(other));
    }

    opening(text) {
      const { element } = this.tools;
      const where = [text.item[1], text.block[1]].filter(Boolean).join(" · ");
      return element(
        "details",
        { class: "walk__objection" },
        element("summary", {}, text.front, element("span", { class: "walk__where" }, where)),
        element("p", { class: "walk__line" }, text.back),
      );
    }

    /* --- keys and touch */

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isTyped = event.target === this.sought;
      const turns = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 };
      if (event.key === "/" && !isTyped) {
        event.preventDefault();
        event.stopPropagation(); // the search of the academy opens by the same key
        this.lookAside(true);
      } else if (event.key in turns && !isTyped && !/^radio|checkbox$/.test(event.target.type ?? "")) {
        event.preventDefault();
        const to = this.at + turns[event.key];
        if (to >= 0 && to < this.steps.length) this.turn(to);
      }
    }

    swiped(area) {
      let begun = null;
      area.addEventListener("touchstart", ({ touches }) => (begun = touches.length === 1 ? [touches[0].clientX, touches[0].clientY] : null), { passive: true });
      area.addEventListener("touchend", ({ changedTouches: [end] }) => {
        if (!begun) return;
        const [x, y] = [end.clientX - begun[0], end.clientY - begun[1]];
        begun = null;
        if (Math.abs(x) < 60 || Math.abs(x) < 2 * Math.abs(y)) return;
        const to = this.at + (x < 0 ? 1 : -1);
        if (to >= 0 && to < this.steps.length) this.turn(to);
      });
    }
  },
);

/* Objections by the words of a client: `talkSearch.found`. Words are compared by their beginnings, since a client says
   «дорогое» where the book says «дорого». */
window.talkSearch = (() => {
  const words = (text) => text.toLowerCase().replaceAll("ё", "е").match(/[\p{L}\p{N}]+/gu) ?? [];
  const beginning = (word) => (word.length > 4 ? word.slice(0, Math.max(4, word.length - 4)) : word);

  /* Return those of `texts` in which most of the typed words stand, best first; of equal ones the order stays. */
  function found(typed, texts) {
    const sought = words(typed).map(beginning);
    const weighed = texts.map((text) => {
      const said = words(text.front);
      const everyday = text.everyday.flatMap(words);
      const worth = (begun) => {
        if (said.some((word) => word.startsWith(begun))) return 3;
        return everyday.some((word) => word.startsWith(begun)) ? 2 : 0;
      };
      return { text, worth: sought.reduce((sum, begun) => sum + worth(begun), 0), met: sought.filter(worth).length };
    });
    const most = Math.max(0, ...weighed.map(({ met }) => met));
    return weighed
      .filter(({ met }) => met > 0 && met === most)
      .sort((one, other) => other.worth - one.worth)
      .map(({ text }) => text);
  }

  return Object.freeze({ found });
})();
