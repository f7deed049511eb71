/* <checklist-form>: a checklist to be filled in while a call is listened to. Points are counted of what applies, as
   `salesbook.scoring.checklists` counts them; `marks` are "yes", "no", "n/a" or null by the places of the items. */

window.checklistScoring = (() => {
  /* Return what marks give: points of `possible` ones, the places of critical items that are not done (`failed`), whether
     it has `passed`; all of that of the items that are marked. Judged exactly, not rounded. */
  function score(checklist, marks) {
    const added = (values) => checklist.items.reduce((sum, item, n) => sum + (values.includes(marks[n]) ? item.weight : 0), 0);
    const [points, possible] = [added(["yes"]), added(["yes", "no"])];
    const failed = [...marks.keys()].filter((n) => checklist.items[n].critical && marks[n] === "no");
    const passed = failed.length === 0 && 100 * points >= checklist.pass_percent * possible;
    return { points, possible, failed, passed, missing: marks.filter((mark) => mark === null).length };
  }

  /* Return points of possible ones in percent to a tenth, a half rounded up: «87,5 %». */
  function percent(points, possible, comma) {
    const tenths = String(Math.floor((2000 * points + possible) / (2 * possible)));
    const [whole, rest] = [tenths.slice(0, -1) || "0", tenths.slice(-1)];
    return `${whole}${rest === "0" ? "" : comma + rest}\u00a0%`;
  }

  const verdict = (words, { passed, failed }) => (passed ? words.passed : failed.length ? words.failed_critical : words.failed);

  /* Return what stands in {places} of the words about points. */
  function figures(checklist, { points, possible }) {
    return {
      points,
      possible,
      percent: percent(points, possible, checklist.comma),
      least: `${checklist.pass_percent}\u00a0%`,
    };
  }

  /* Return the result in words, as `salesbook score` has it copied. */
  function text(checklist, { label, manager, marks }) {
    const { items, words, title } = checklist;
    const result = score(checklist, marks);
    const head = [label, manager].filter(Boolean).join(" · ");
    const lines = [head ? `${head}  ${title}` : title];
    lines.push(`  ${pageTools.fill(words.counted, figures(checklist, result))}`, verdict(words, result));
    const missed = [...marks.keys()].filter((n) => marks[n] === "no");
    if (missed.length) lines.push("", words.missed);
    for (const n of missed) {
      const critical = items[n].critical ? ` ${words.critical}` : "";
      lines.push(`  ${n + 1}. ${items[n].line} −${items[n].weight}${critical} · ${items[n].regulation.title}`);
    }
    const out = [...marks.keys()].filter((n) => marks[n] === "n/a").map((n) => n + 1);
    if (out.length) lines.push("", pageTools.fill(words.left_out, { names: out.join(", ") }));
    return `${lines.join("\n")}\n`;
  }

  /* Return the file that `salesbook score --card checklist:…` reads: JSON, which is YAML, too. */
  function file(checklist, { label, manager, marks }) {
    const answers = Object.fromEntries(marks.map((mark, n) => [String(n + 1), mark]));
    return `${JSON.stringify({ label, manager, checklist: checklist.checklist, answers }, null, 2)}\n`;
  }

  return Object.freeze({ score, text, file, figures, verdict });
})();

customElements.define(
  "checklist-form",
  class extends HTMLElement {
    connectedCallback() {
      if (this.checklist) return;
      this.tools = window.pageTools;
      this.checklist = this.tools.data(this);
      this.words = this.checklist.words;
      Object.assign(this, this.tools.laidOut(this, this.words));
      this.begin();
    }

    /* Lay out an empty form. */
    begin() {
      const { element, field } = this.tools;
      const { label, label_hint, manager, manager_hint, optional: note } = this.words;
      this.classList.remove("tool--begun");
      this.marks = this.checklist.items.map(() => null);
      const input = () => element("input", { type: "text", maxlength: 200 });
      this.label = field({ label, hint: label_hint, note, control: input() });
      this.manager = field({ label: manager, hint: manager_hint, note, control: input() });
      this.groups = this.checklist.items.map((item, n) => this.group(item, n));
      this.layout.form.replaceChildren(...this.groups.map((each) => each.root), this.label.root, this.manager.root);
      this.show();
    }

    group(item, n) {
      const { element, fill, choices } = this.tools;
      const weight = fill(this.words.weight, { n: item.weight });
      const group = choices({
        legend: `${n + 1}. ${item.check}`,
        note: element("span", {}, weight, ...(item.critical ? [" ", this.badge()] : [])),
        hint: this.link(item.regulation),
        choices: this.checklist.marks.map((value) => ({ value, text: this.words[value] })),
        onChange: (value) => {
          this.marks[n] = value;
          this.show();
        },
      });
      group.root.classList.add("tool-group--row");
      return group;
    }

    badge() {
      return this.tools.element("strong", { class: "badge badge--lost" }, this.words.critical);
    }

    link({ title, href, access }) {
      return href === null ? this.tools.absent(title, access) : this.tools.link(title, href, this.words);
    }

    sheet() {
      const [label, manager] = [this.label, this.manager].map((each) => each.control.value.trim());
      return { label, manager, marks: this.marks };
    }

    show() {
      const result = window.checklistScoring.score(this.checklist, this.marks);
      const { fill } = this.tools;
      const { length: all } = this.marks;
      this.classList.toggle("tool--begun", result.missing < all);
      const marked = fill(this.words.marked, { n: all - result.missing, all });
      const figures = result.possible ? window.checklistScoring.figures(this.checklist, result) : null;
      const points = figures && fill(this.words.points, figures);
      const parts = result.missing ? this.open(marked, points) : this.closed(result, points);
      this.layout.result.replaceChildren(...parts.filter(Boolean));
    }

    /* While marks are missing: the points so far, and the way to the next item. */
    open(marked, points) {
      const { element, button, fill } = this.tools;
      this.say(marked, points);
      return [
        element("p", { class: "tool__verdict" }, element("strong", {}, marked), points && element("span", {}, points)),
        element("p", { class: "tool__about" }, fill(this.words.passes_from, { least: `${this.checklist.pass_percent}\u00a0%` })),
        ...this.missed(),
        element(
          "div",
          { class: "tool__buttons" },
          button(this.words.next_open, () => this.groups[this.marks.indexOf(null)].reach()),
          this.classList.contains("tool--begun") ? this.again() : null,
        ),
      ];
    }

    closed(result, points) {
      const { element, fill, copyButton } = this.tools;
      const { text, file, verdict } = window.checklistScoring;
      const buttons = (...more) => element("div", { class: "tool__buttons" }, ...more, this.again());
      if (points === null) {
        const nothing = this.tools.sentence(this.words.nothing);
        this.say(nothing, null);
        return [element("p", { class: "tool__warning" }, nothing), buttons()];
      }
      const judged = this.tools.sentence(verdict(this.words, result));
      this.say(this.tools.sentence(result.passed ? this.words.passed : this.words.failed), points);
      const tone = result.passed ? "high" : "low";
      return [
        element(
          "p",
          { class: `tool__verdict tool__verdict--${tone}` },
          element("strong", {}, judged),
          element("span", {}, points),
        ),
        element("p", { class: "tool__about" }, fill(this.words.passes_from, { least: `${this.checklist.pass_percent}\u00a0%` })),
        copyButton(this.words.copy_words, () => text(this.checklist, this.sheet()), this.words, "main"),
        ...this.missed(),
        buttons(copyButton(this.words.copy_data, () => file(this.checklist, this.sheet()), this.words)),
        element("p", { class: "tool__about tool__aside" }, this.words.data_hint, " ", element("code", {}, this.checklist.command)),
      ];
    }

    /* What is not done, each with the regulation that asks for it. */
    missed() {
      const { element } = this.tools;
      const places = [...this.marks.keys()].filter((n) => this.marks[n] === "no");
      if (!places.length) return [];
      const entries = places.map((n) => {
        const { line, weight, critical, regulation } = this.checklist.items[n];
        const worth = ` −${weight} `;
        return element("li", { value: n + 1 }, line, worth, critical ? this.badge() : "", " · ", this.link(regulation));
      });
      return [
        element("h3", { class: "tool__heading" }, this.words.missed),
        element("ol", { class: "tool__list" }, ...entries),
      ];
    }

    again() {
      return this.tools.button(this.words.again, () => {
        this.begin();
        this.layout.form.querySelector("input").focus();
      });
    }

    /* Say how things stand: on a phone's bar, and aloud once the form is begun. */
    say(first, second) {
      const { element } = this.tools;
      this.layout.brief(element("strong", {}, first), second);
      this.status.say(this.classList.contains("tool--begun") ? [first, second].filter(Boolean).join(". ") : "");
    }
  },
);
