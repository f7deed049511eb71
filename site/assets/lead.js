/* <lead-form>: a scorecard to be filled in during a talk. Knock-outs come first; one that holds ends the questions. The
   result stands beside them and follows every answer. */

customElements.define(
  "lead-form",
  class extends HTMLElement {
    connectedCallback() {
      if (this.card) return;
      this.tools = window.pageTools;
      this.card = window.leadScoring.read(this.tools.data(this));
      this.words = this.card.words;
      Object.assign(this, this.tools.laidOut(this, this.words));
      this.begin();
    }

    /* Lay out an empty form. */
    begin() {
      const { element, field } = this.tools;
      this.classList.remove("tool--begun");
      this.answers = this.card.parameters.map(() => null);
      this.groups = this.card.parameters.map((parameter, n) => this.group(parameter, n));
      const control = element("input", { type: "text", maxlength: 200 });
      const { label, label_hint: hint, optional: note } = this.words;
      this.label = field({ label, hint, note, control });
      this.blocks = this.card.blocks.map((block, n) => this.block(block, n));
      this.layout.form.replaceChildren(...this.knockouts(), ...this.blocks, this.label.root);
      this.show();
    }

    knockouts() {
      this.held = [];
      this.none = null;
      if (!this.card.knockouts.length) return [];
      const { element, checkbox } = this.tools;
      this.held = this.card.knockouts.map((each) =>
        checkbox({ text: each.title, hint: each.about, onChange: (holds) => this.rule(holds && this.none) }),
      );
      const untick = (holds) => holds && this.held.forEach((each) => (each.control.checked = false));
      this.none = checkbox({ text: this.words.no_knockout, onChange: (holds) => this.rule(null, untick(holds)) });
      const hint = element("p", { class: "tool-group__hint" }, this.words.knockouts_hint);
      return [
        element(
          "fieldset",
          { class: "tool-group tool-group--first" },
          element("legend", { class: "tool-group__legend" }, this.words.knockouts),
          hint,
          element("div", { class: "tool-group__choices" }, ...this.held.map((each) => each.root), this.none.root),
        ),
      ];
    }

    /* Take a knock-out over; it and “none of them” do not hold at once. */
    rule(other) {
      if (other) other.control.checked = false;
      this.show();
    }

    block(block, n) {
      const { element } = this.tools;
      const groups = this.groups.filter((_group, p) => this.card.parameters[p].block === n);
      return element("div", { class: "tool__block" }, element("h3", { class: "tool__heading" }, block.title), ...groups.map((each) => each.root));
    }

    group(parameter, n) {
      return this.tools.choices({
        legend: parameter.title,
        note: parameter.weight,
        hint: parameter.ask,
        choices: parameter.choices.map((each, value) => ({ value, text: each.text, note: each.note })),
        onChange: (value) => {
          this.answers[n] = value;
          this.show();
        },
      });
    }

    /* What is filled in, as `leadScoring` takes it. */
    lead() {
      const held = [...this.held.keys()].filter((n) => this.held[n].control.checked);
      return { lead: this.label.control.value.trim(), held, answers: this.answers };
    }

    /* --- the result */

    show() {
      const { held, answers } = this.lead();
      const looked = held.length > 0 || this.none === null || this.none.control.checked;
      const result = window.leadScoring.score(this.card, answers);
      const begun = held.length > 0 || (this.none !== null && looked) || result.missing < answers.length;
      this.classList.toggle("tool--begun", begun);
      this.blocks.forEach((block) => (block.hidden = held.length > 0));
      const parts = held.length ? this.refused(held) : looked && result.segment ? this.placed(result) : this.open(result, looked);
      this.layout.result.replaceChildren(...parts.filter(Boolean));
    }

    refused(held) {
      const { element } = this.tools;
      this.say([element("strong", {}, this.words.refusal)], this.words.refusal);
      return [
        this.verdict(this.words.refusal, this.words.knocked_out, "low"),
        this.copyWords(),
        element("ul", { class: "tool__list" }, ...held.map((n) => element("li", {}, this.card.knockouts[n].title))),
        ...this.next(this.card.refusal, []),
        ...this.endings(true),
      ];
    }

    placed(result) {
      const { element } = this.tools;
      const { segment, total } = result;
      const name = `${segment.id} · ${segment.title}`;
      const points = `${this.words.total}: ${this.number(total)}`;
      this.say([element("strong", {}, name), points], `${this.words.segment} ${name}. ${points}`);
      return [
        this.verdict(name, points, segment.tone),
        this.copyWords(),
        ...this.sums(result),
        ...this.next(segment, result.rules),
        ...this.asking(window.leadScoring.explain(this.card, this.answers).questions),
        ...this.endings(true),
      ];
    }

    /* While answers are missing: the sum so far, the segments that can come out, and what to ask. */
    open(result, looked) {
      const { element, fill, button } = this.tools;
      const all = this.answers.length;
      const answered = fill(this.words.answered, { n: all - result.missing, all });
      const { questions, possible } = window.leadScoring.explain(this.card, this.answers);
      const so_far = `${this.words.total} ${this.words.so_far}: ${this.number(result.total)}`;
      this.say([element("strong", {}, answered), so_far], `${answered}. ${so_far}`);
      const names = possible.map((n) => this.card.segments[n].id).join(", ");
      return [
        element("p", { class: "tool__verdict" }, element("strong", {}, so_far), element("span", {}, answered)),
        element("p", { class: "tool__possible" }, fill(this.words.possible, { names })),
        ...this.sums(result),
        !looked && element("p", { class: "tool__warning" }, this.words.knockouts_open),
        ...this.asking(questions),
        element("div", { class: "tool__buttons" }, button(this.words.next_open, () => this.reachOpen(looked))),
        ...(result.missing < all || looked ? this.endings(false) : []),
      ];
    }

    verdict(name, about, tone) {
      const { element } = this.tools;
      return element(
        "p",
        { class: `tool__verdict tool__verdict--${tone}` },
        element("strong", {}, name),
        element("span", {}, about),
      );
    }

    sums(result) {
      const { element, fill } = this.tools;
      const rows = this.card.blocks.map((block, n) =>
        element("div", {}, element("dt", {}, block.title), element("dd", {}, this.number(result.blocks[n]))),
      );
      const titles = (places) => places.map((n) => this.card.parameters[n].title).join(", ");
      const count = fill(this.words.count, { n: result.unknown.length, all: this.answers.length });
      const unknown = result.unknown.length && `${this.words.unknown}: ${count} — ${titles(result.unknown)}`;
      const left = result.leftOut.length && `${this.words.left_out}: ${titles(result.leftOut)}`;
      return [
        element("dl", { class: "tool__sums" }, ...rows),
        unknown && element("p", { class: "tool__about" }, unknown),
        left && element("p", { class: "tool__about" }, left),
      ];
    }

    next(outcome, rules) {
      const { element } = this.tools;
      const heading = element("h3", { class: "tool__heading" }, this.words.next);
      const works = element("p", {}, `${this.words.who_works}: `, element("strong", {}, outcome.works));
      const steps = element("ol", { class: "tool__list" }, ...outcome.actions.map((each) => element("li", {}, each)));
      const joined = rules.map((rule) =>
        element("p", { class: "tool__warning" }, element("strong", {}, `${rule.who}: `), rule.action),
      );
      const named = [
        [this.words.regulation, outcome.regulation],
        [this.words.letter, outcome.letter],
      ].filter(([_title, link]) => link);
      const links = named.map(([title, link]) => element("p", {}, `${title}: `, this.link(link)));
      return [heading, works, steps, ...joined, ...links];
    }

    link({ title, href, access }) {
      return href === null ? this.tools.absent(title, access) : this.tools.link(title, href, this.words);
    }

    asking(questions) {
      if (!questions.length) return [];
      const { element, button } = this.tools;
      const buttons = questions.slice(0, 3).map(({ place }) => {
        const { title, ask } = this.card.parameters[place];
        const node = button("", () => this.groups[place].reach());
        node.classList.add("tool-button--question");
        node.append(element("strong", {}, title), ask && element("span", {}, ask));
        return element("li", {}, node);
      });
      return [
        element("h3", { class: "tool__heading" }, this.words.ask_next),
        element("p", { class: "tool__about" }, this.words.ask_next_hint),
        element("ol", { class: "tool__questions" }, ...buttons),
      ];
    }

    copyWords() {
      const content = () => window.leadScoring.text(this.card, this.lead());
      return this.tools.copyButton(this.words.copy_words, content, this.words, "main");
    }

    endings(complete) {
      const { element, button, copyButton } = this.tools;
      const { file } = window.leadScoring;
      const again = button(this.words.again, () => {
        this.begin();
        this.layout.form.querySelector("input").focus();
      });
      if (!complete) return [element("div", { class: "tool__buttons" }, again)];
      return [
        element(
          "div",
          { class: "tool__buttons" },
          copyButton(this.words.copy_data, () => file(this.card, this.lead()), this.words),
          again,
        ),
        element("p", { class: "tool__about tool__aside" }, this.words.data_hint, " ", element("code", {}, this.card.command)),
      ];
    }

    reachOpen(looked) {
      if (!looked) {
        this.tools.reach(this.held[0].control, this.layout.form.firstChild);
        return;
      }
      this.groups[this.answers.indexOf(null)].reach();
    }

    /* Say how things stand: on a phone's bar, and aloud. */
    say(brief, aloud) {
      this.layout.brief(...brief);
      // Nothing is read aloud of a form that nobody has begun.
      this.status.say(this.classList.contains("tool--begun") ? aloud : "");
    }

    number(value) {
      return window.leadScoring.words(value, this.card);
    }
  },
);
