/* <repeat-room>: the page on which cards are repeated: those of today, of one position or of all, or objections to be
   drilled, of one script or one block. The address may say which: ?position=…, ?drill=…&block=…. */

customElements.define(
  "repeat-room",
  class extends HTMLElement {
    async connectedCallback() {
      if (this.words) return;
      this.tools = window.pageTools;
      this.words = this.tools.data(this).words;
      this.status = this.tools.spoken();
      this.panel = this.tools.element("section", { class: "room__panel", "aria-label": this.words.heading, tabindex: "-1" });
      this.head = this.tools.element("div", { class: "room__head" });
      this.append(this.head, this.panel, this.status.root);
      this.addEventListener("keydown", (event) => this.key(event));
      const loaded = await window.bookCards.deck();
      if (loaded === null) return this.panel.replaceChildren(this.warning(this.words.not_loaded));
      this.deck = loaded;
      const asked = new URLSearchParams(location.search);
      const names = [asked.get("position"), window.learning.read().position];
      this.position = this.deck.positions.find(({ name }) => name === names.find(Boolean)) ?? null;
      this.drill = { item: asked.get("drill") ?? "", block: asked.get("block") ?? "" };
      this.showHead(asked.has("drill") ? "drill" : "today");
      document.addEventListener("visibilitychange", () => document.hidden || this.face || this.show());
    }

    /* --- what stands above: the two ways to repeat, and of what */

    showHead(mode) {
      const { element, button } = this.tools;
      this.mode = mode;
      const modes = this.deck.cards.some(({ kind }) => kind === "objection") ? ["today", "drill"] : ["today"];
      this.turns = modes.map((name) => {
        const turn = button(this.words.modes[name], () => this.turnTo(name));
        turn.setAttribute("aria-pressed", String(name === mode));
        return turn;
      });
      const turns = element("div", { class: "room__modes", role: "group", "aria-label": this.words.mode }, ...this.turns);
      this.filters = element("div", { class: "room__filters" });
      this.head.replaceChildren(...(modes.length > 1 ? [turns] : []), this.filters);
      this.show();
    }

    turnTo(mode) {
      this.showHead(mode);
      this.turns.find((turn) => turn.getAttribute("aria-pressed") === "true").focus();
    }

    /* Return a field that offers `choices`, [value, words], and calls `onChange(value)`. */
    select(label, choices, chosen, onChange) {
      const { element, field } = this.tools;
      const options = choices.map(([value, words]) => element("option", { value, selected: value === chosen }, words));
      const control = element("select", {}, ...options);
      control.addEventListener("change", () => onChange(control.value));
      return field({ label, control }).root;
    }

    async show() {
      this.face = null;
      if (this.mode === "today") this.showToday();
      else await this.showDrill();
    }

    order() {
      return this.position ? this.position.order : this.deck.order;
    }

    showToday() {
      const { element, fill } = this.tools;
      const choices = [["", this.words.everything], ...this.deck.positions.map(({ name, title }) => [name, title])];
      const choose = (name) => {
        this.position = this.deck.positions.find((each) => each.name === name) ?? null;
        this.show();
      };
      this.filters.replaceChildren(this.select(this.words.position, choices, this.position?.name ?? "", choose));
      const day = window.bookCards.today(this.order(), window.bookCards.rows(), Date.now());
      if (!day.ask.length) return this.showDone(day, null);
      this.say(fill(this.words.due, { n: day.ask.length }), fill(this.words.minutes, { n: day.minutes }), [
        this.tools.button(this.words.begin, () => this.begin(day.ask), "main"),
      ]);
      this.panel.append(element("p", { class: "tool__about" }, this.words.keys));
    }

    /* Say that all is done, when the next cards come, and offer more; `asked` are the cards of the session, if one ends. */
    showDone(day, asked) {
      const { fill, button } = this.tools;
      const { words } = this;
      const next = window.bookCards.upcoming(this.order(), window.bookCards.rows(), Date.now());
      const days = next && window.bookCards.daysBetween(Date.now(), next.at);
      const lines = [
        asked && fill(words.asked, { n: asked.length, again: asked.filter(({ grade }) => grade === 1).length }),
        next && fill(words.next, { when: window.cardFace.inDays(days, words), n: next.count }),
      ];
      const more = window.bookCards.today(this.order(), window.bookCards.rows(), Date.now(), 300 + this.spent(day)).ask;
      const buttons = more.length ? [button(words.more, () => this.begin(more))] : [];
      this.say(day.asked || asked ? words.done : words.nothing, lines.filter(Boolean).join(" "), buttons);
    }

    /* Return the seconds beyond five minutes that were spent today: five minutes more come after them. */
    spent() {
      const [known, now] = [window.bookCards.rows(), Date.now()];
      const ofToday = this.order().filter(({ id }) => known.has(id) && window.bookCards.daysBetween(known.get(id).last, now) === 0);
      return Math.max(0, ofToday.reduce((sum, { seconds }) => sum + seconds, 0) - 300);
    }

    async showDrill() {
      const texts = await window.bookCards.texts(["objection"]);
      if (texts === null) return this.panel.replaceChildren(this.warning(this.words.not_loaded));
      const cards = this.deck.cards.filter(({ kind }) => kind === "objection");
      const items = new Map(cards.map(({ id }) => texts.get(id).item));
      if (!items.has(this.drill.item)) this.drill = { item: "", block: "" };
      const ofItem = cards.filter(({ id }) => !this.drill.item || texts.get(id).item[0] === this.drill.item);
      const blocks = new Map(this.drill.item ? ofItem.map(({ id }) => texts.get(id).block).filter(([anchor]) => anchor) : []);
      if (!blocks.has(this.drill.block)) this.drill.block = "";
      const chosen = ofItem.filter(({ id }) => !this.drill.block || texts.get(id).block[0] === this.drill.block);
      const choose = (drill) => {
        this.drill = drill;
        this.show();
      };
      this.filters.replaceChildren(
        this.select(this.words.script, [["", this.words.all_scripts], ...items], this.drill.item, (item) => choose({ item, block: "" })),
        ...(blocks.size > 1
          ? [this.select(this.words.block, [["", this.words.all_blocks], ...blocks], this.drill.block, (block) => choose({ ...this.drill, block }))]
          : []),
      );
      this.say(this.tools.fill(this.words.objections, { n: chosen.length }), this.words.drill_about, [
        this.tools.button(this.words.begin, () => this.begin(this.inTurn(chosen)), "main"),
      ]);
    }

    /* Return cards to be drilled as entries: what is due, what is new, then what is remembered worst. */
    inTurn(cards) {
      const [known, now] = [window.bookCards.rows(), Date.now()];
      const weight = ({ row }) => {
        if (row === null) return 1;
        if (row.due <= now || row.step > 0) return 0;
        return 2 + window.repetition.chance(row, window.bookCards.daysBetween(row.last, now));
      };
      return cards
        .map((card) => {
          const row = known.get(card.id) ?? null;
          return { card, row, isNew: row === null, isChanged: row !== null && row.edition !== card.edition };
        })
        .sort((one, other) => weight(one) - weight(other));
    }

    /* --- a session */

    async begin(entries) {
      const texts = await window.bookCards.texts([...new Set(entries.map(({ card }) => card.kind))]);
      if (texts === null) return this.panel.replaceChildren(this.warning(this.words.not_loaded));
      this.texts = texts;
      this.queue = [...entries];
      this.asked = [];
      this.ask();
    }

    ask() {
      const { element, button, fill } = this.tools;
      const [entry] = this.queue;
      if (!entry) return this.end();
      const left = fill(this.words.left, { n: this.queue.length });
      this.face = window.cardFace.of(entry, this.texts.get(entry.card.id), this.words, (grade) => this.grade(entry, grade));
      this.head.hidden = true;
      this.panel.replaceChildren(
        element("div", { class: "room__bar" }, element("span", {}, left), button(this.words.stop, () => this.end())),
        ...(this.isLost ? [this.warning(this.words.not_kept)] : []),
        this.face.root,
      );
      this.face.reach();
      this.panel.scrollIntoView({ block: "nearest" });
      this.status.say(`${left}. ${this.words.kinds[entry.card.kind]}: ${this.texts.get(entry.card.id).front}`);
    }

    /* Keep what a grade makes of a card; one that was forgotten is asked once more at the end. */
    grade({ card }, grade) {
      // Read anew: the same card may have been asked in another window.
      const row = window.bookCards.graded(card, window.bookCards.rows().get(card.id) ?? null, grade, Date.now());
      this.isLost = !window.learning.note("cards", row);
      this.asked.push({ card, grade });
      this.queue.shift();
      if (row.step > 0) this.queue.push({ card, row, isNew: false, isChanged: false });
      this.ask();
    }

    end() {
      this.face = null;
      const day = window.bookCards.today(this.order(), window.bookCards.rows(), Date.now());
      if (this.mode === "today" && !day.ask.length) this.showDone(day, this.asked);
      else this.show();
      this.panel.focus({ preventScroll: true });
    }

    key(event) {
      const isTyped = /^(input|select|textarea)$/.test(event.target.localName);
      if (isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.face?.press(event.key)) event.preventDefault();
    }

    /* --- what is said between sessions */

    say(first, second, buttons) {
      const { element } = this.tools;
      this.head.hidden = false;
      this.panel.replaceChildren(
        element("p", { class: "tool__verdict" }, element("strong", {}, first), second && element("span", {}, second)),
        element("div", { class: "tool__buttons" }, ...buttons),
      );
      this.status.say([first, second].filter(Boolean).join(". "));
    }

    warning(words) {
      return this.tools.element("p", { class: "tool__warning" }, words);
    }
  },
);
