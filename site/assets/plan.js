/* <plan-form>: the plan of the first weeks as a checklist. The page itself says the tasks; this puts a box before each and
   dates beside its periods, tells what is due, and has a sheet for signatures printed. What is ticked is kept by
   `window.learning`. Where the page has not all the places of the steps, it stays as it is. */

(() => {
  /* Return the element of the page that says a step: an entry of a list, or the checkpoint; null where there is none. */
  function placeOf({ anchor, is_task: isTask }) {
    const place = document.getElementById(anchor);
    return isTask ? place?.closest("li") || null : place;
  }

  /* The box of a step on the page, and what is said behind it. */
  class Box {
    constructor(node, { element }) {
      this.node = node;
      this.element = element;
      this.input = element("input", { type: "checkbox" });
      this.box = element("label", { class: "tick" }, this.input);
      this.end = element("span", { class: "start__end" });
    }

    /* Show a step as it stands; null takes the box away. */
    show(step, words, path, today, onChange) {
      this.node.classList.toggle("start__entry", step !== null);
      this.node.classList.toggle("start__entry--done", step !== null && step.done);
      if (!step) {
        this.box.remove();
        return this.end.remove();
      }
      if (!this.box.isConnected) {
        this.node.prepend(this.box);
        this.node.append(this.end);
      }
      this.input.setAttribute("aria-label", step.words);
      this.input.onchange = () => onChange(this.input.checked);
      this.input.checked = step.done;
      const { element } = this;
      const day = step.done && step.at ? this.done(step, words, path, today) : null;
      const changed = !step.done && step.isChanged ? element("span", { class: "badge badge--changed", title: words.changed_hint }, words.changed) : null;
      const late = step.late ? element("span", { class: "start__late" }, words.late) : null;
      this.end.replaceChildren(...[day, changed, late].filter(Boolean));
    }

    done(step, words, path, today) {
      return this.element("span", { class: "muted" }, pageTools.fill(words.done_on, { day: path.said(window.learning.day(step.at), words.language, today) }));
    }
  }

  /* Return the sheet for signatures: what the plan says, what is ticked, a box for each who accepts. */
  function planSheet(progress, kept, { plan, words }, today) {
    const { element, fill } = window.pageTools;
    const { learningPath: path } = window;
    const said = (day) => path.said(day, words.language, today);
    const head = [words.task, words.tick_column, words.accepts_column, words.signature].map((each) => element("th", { scope: "col" }, each));
    const bodies = progress.periods.map((period) => {
      const until = period.ends ? ` · ${fill(words.until, { day: said(period.ends) })}` : "";
      const title = element("tr", {}, element("th", { colspan: 4, scope: "rowgroup" }, `${period.title} · ${fill(words.days, { n: period.said })}${until}`));
      const rows = period.steps.map((step) => {
        const task = step.is_task ? step.words : element("strong", {}, `${words.checkpoint}: ${step.words}`);
        const see = step.see.map((each) => each.title).join(", ");
        const ticked = step.done && step.at ? said(window.learning.day(step.at)) : "";
        return element("tr", {}, element("td", {}, task, see && element("small", {}, see)), element("td", {}, ticked), element("td", {}, step.accepts || ""), element("td", {}));
      });
      return element("tbody", {}, title, ...rows);
    });
    const line = (label, value) => element("p", {}, `${label}: `, value ? element("strong", {}, value) : element("span", { class: "plan-sheet__blank" }));
    return [
      element("h1", {}, plan.title),
      line(words.who, kept.learner),
      line(words.first_day, progress.started ? said(progress.started) : ""),
      element("table", {}, element("thead", {}, element("tr", {}, ...head)), ...bodies),
    ];
  }

  customElements.define(
    "plan-form",
    class extends HTMLElement {
      connectedCallback() {
        if (this.given) return;
        this.tools = window.pageTools;
        this.parts = window.learningParts;
        this.path = window.learningPath;
        this.given = this.tools.data(this);
        this.words = this.given.words;
        const steps = this.given.plan.periods.flatMap((period) => period.steps);
        this.places = new Map(steps.map((step) => [step.key, placeOf(step)]));
        if ([...this.places.values()].includes(null)) return;
        this.layOut();
        this.parts.follow(this);
        this.show();
      }

      layOut() {
        const { element } = this.tools;
        this.place = element("div", { class: "start__place" });
        this.warning = element("p", { class: "tool__warning", role: "status", hidden: true }, this.words.not_kept);
        this.sheet = element("section", { class: "plan-sheet" });
        this.append(element("h2", { class: "tool__title" }, this.words.heading), this.warning, this.place);
        this.after(this.sheet);
        this.boxes = new Map([...this.places].map(([key, node]) => [key, new Box(node, this.tools)]));
        this.articles = this.given.plan.periods.map((period) => this.places.get(period.steps.at(-1).key).closest(".period"));
      }

      show() {
        const kept = window.learning.read();
        const today = window.learning.day();
        const progress = this.path.planProgress(this.given.plan, this.given.rest, kept, today);
        const isMine = progress.isBegun || this.given.positions.some((each) => each.name === kept.position);
        this.classList.toggle("plan--mine", isMine);
        for (const step of progress.steps) this.boxes.get(step.key).show(isMine ? step : null, this.words, this.path, today, (done) => this.tick(step, done));
        progress.periods.forEach((period, n) => this.period(period, n, isMine, progress, today));
        if (!isMine) return this.parts.redrawn(this.place, ...this.offer());
        this.parts.redrawn(this.place, ...this.panel(progress, kept, today));
        this.sheet.replaceChildren(...planSheet(progress, kept, this.given, today));
      }

      tick(step, done) {
        this.warning.hidden = this.parts.tick(this.given.plan, step, done);
        if (!this.warning.hidden) this.show();
      }

      /* For whom has not said that this is his plan. */
      offer() {
        const { element } = this.tools;
        const { words } = this;
        this.sheet.replaceChildren();
        const entries = this.given.positions.map((each) => element("li", {}, this.parts.to(each)));
        return [element("p", { class: "tool__about" }, words.whose), element("ul", { class: "start__see" }, ...entries), element("p", { class: "tool__about" }, words.to_start)];
      }

      /* Dates beside the days of a period; how it stands. */
      period(period, n, isMine, progress, today) {
        const article = this.articles[n];
        const days = article?.querySelector(".period__days");
        if (!days) return;
        const { element } = this.tools;
        days.querySelector(".period__dates")?.remove();
        const isOpen = period.steps.some((step) => !step.done);
        article.classList.toggle("period--now", isMine && n === progress.now);
        article.classList.toggle("period--done", isMine && !isOpen);
        if (!isMine || !period.ends) return;
        const said = (day) => this.path.said(day, this.words.language, today);
        const words = this.path.between(period.begins, period.ends) === 0 ? said(period.ends) : `${said(period.begins)} – ${said(period.ends)}`;
        days.append(element("span", { class: "period__dates" }, ` · ${words}`));
      }

      panel(progress, kept, today) {
        const { element, button } = this.tools;
        const { words, parts } = this;
        const mine = this.given.positions.find((each) => each.name === kept.position) || this.given.positions[0];
        const print = button(words.print, () => window.print());
        const changed = progress.changed ? element("p", { class: "tool__about" }, element("span", { class: "badge badge--changed" }, `${words.changed}: ${progress.changed}`), " ", words.changed_hint) : null;
        return [
          element("p", { class: "tool__about" }, words.about),
          parts.row(element("strong", {}, this.where(progress, today)), progress.done, progress.steps.length, words),
          this.due(progress, today),
          changed,
          element("p", { class: "tool__about" }, progress.started ? words.counted : words.when),
          element("div", { class: "tool__buttons" }, parts.named(print, "print"), mine ? parts.named(parts.to({ title: words.to_position, href: mine.href }, { class: "tool-button tool-button--quiet" }), "mine") : null),
        ].filter(Boolean);
      }

      /* Where in the plan the learner is, in words. */
      where(progress, today) {
        const { fill } = this.tools;
        const { words } = this;
        const said = (day) => this.path.said(day, words.language, today);
        if (progress.done === progress.steps.length) return words.all_done;
        if (!progress.started) return this.given.plan.title;
        if (progress.day < 1) return fill(words.before, { day: said(progress.started) });
        if (progress.isOver) return words.over;
        const period = progress.periods[progress.now];
        return [fill(words.day_of, { n: progress.day }), period && period.title, period && fill(words.until, { day: said(period.ends) })].filter(Boolean).join(" · ");
      }

      /* What is overdue, and what is to be done in the period that is on: each leads to its place. */
      due(progress, today) {
        const { element } = this.tools;
        const { words } = this;
        const open = progress.steps.filter((step) => !step.done && step.period <= progress.reached);
        if (!open.length) {
          const ahead = progress.started && progress.periods[progress.reached + 1];
          if (!ahead || !ahead.begins || progress.day < 1) return null;
          return element("p", { class: "tool__about" }, this.tools.fill(words.nothing_now, { day: this.path.said(ahead.begins, words.language, today) }));
        }
        const entries = progress.periods.filter((period) => open.some((step) => period.steps.includes(step))).map((period) => {
          const steps = period.steps.filter((step) => !step.done);
          const isLate = steps[0].late;
          const count = this.tools.fill(isLate ? words.overdue_count : words.left, { n: steps.length });
          const due = period.ends && this.parts.dueWords(period.ends, isLate ? words.was_due : words.due, words, today);
          const about = element("span", { class: isLate ? "start__late" : "tool__about" }, [count, due].filter(Boolean).join(" · "));
          return element("li", {}, this.parts.to({ title: period.title, href: `#${steps[0].anchor}` }), ": ", about);
        });
        return element("section", { class: "start__now" }, element("p", { class: "label" }, words.to_do), element("ul", { class: "start__due" }, ...entries));
      }
    },
  );
})();
