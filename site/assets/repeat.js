/* <repeat-today>: how much of a position's cards is due, and the way to them. Its data: the name of the `position`, the
   address `href` of the page on which cards are repeated, `words`. Nothing is shown of a position without cards. */

customElements.define(
  "repeat-today",
  class extends HTMLElement {
    async connectedCallback() {
      if (this.told) return;
      this.told = window.pageTools.data(this);
      const deck = await window.bookCards.deck();
      const position = deck?.positions.find(({ name }) => name === this.told.position);
      this.order = position?.order ?? [];
      if (!this.order.length) return;
      this.show();
      addEventListener("learning-changed", () => this.show());
      addEventListener("storage", () => this.show()); // the academy may be open twice
      document.addEventListener("visibilitychange", () => document.hidden || this.show());
    }

    show() {
      const { element, fill } = window.pageTools;
      const { words, href } = this.told;
      const [known, now] = [window.bookCards.rows(), Date.now()];
      const { ask, minutes, asked } = window.bookCards.today(this.order, known, now);
      const link = (text, kind) => element("a", { href, class: `tool-button tool-button--${kind}` }, text);
      this.querySelector(".repeat-today")?.remove();
      const said = ask.length
        ? [link(fill(words.due, { n: ask.length }), "main"), fill(words.minutes, { n: minutes })]
        : [link(words.room, "quiet"), asked ? words.done : words.nothing];
      this.append(element("p", { class: "repeat-today" }, said[0], element("span", { class: "tool__about" }, said[1])));
    }
  },
);
