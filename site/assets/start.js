/* <start-page>: the start of a position on its page: the one thing to do now, how far the plan and the courses are; in the
   lists below, what is read. What is marked is kept by `window.learning`. */

(() => {
  const { element, fill, button, field, data } = window.pageTools;
  const { learning, learningKept, learningPath: path } = window;
  const { follow, to, redrawn, named, row, dueWords, begin, tick } = window.learningParts;

  /* Return the entries of the lists «What to learn, in order» of the page, by the addresses they lead to. */
  function listed() {
    return [...document.querySelectorAll(".path .step li")].flatMap((entry) => {
      const anchor = entry.querySelector("a[href]");
      return anchor ? [new Entry(entry, anchor.getAttribute("href"))] : [];
    });
  }

  /* An entry of a list of the page, to which a mark is added. */
  class Entry {
    constructor(node, href) {
      this.node = node;
      this.href = href;
      this.end = element("span", { class: "start__end" });
    }

    bare() {
      this.end.replaceChildren();
      this.box?.remove();
      this.box = null;
      this.node.classList.remove("start__entry");
    }

    say(words) {
      this.node.append(this.end);
      this.end.textContent = words;
    }

    tick({ title, state }, words, onChange) {
      this.node.append(this.end);
      this.end.replaceChildren(state === "updated" ? element("span", { class: "badge badge--changed", title: words.updated_hint }, words.updated_one) : "");
      if (!this.box) {
        this.input = element("input", { type: "checkbox", "aria-label": `${words.read_label}: ${title}` });
        this.box = element("label", { class: "tick" }, this.input);
        this.node.prepend(this.box);
        this.node.classList.add("start__entry");
      }
      this.input.onchange = () => onChange(this.input.checked);
      this.input.checked = state === "read";
    }
  }

  customElements.define(
    "start-page",
    class extends HTMLElement {
      connectedCallback() {
        if (this.given) return;
        this.given = data(this);
        this.words = this.given.words;
        this.place = element("div", { class: "start__place" });
        this.warning = element("p", { class: "tool__warning", role: "status", hidden: true }, this.words.not_kept);
        this.kept = learningKept.place(this.given);
        this.append(element("h2", { class: "tool__title" }, this.words.heading), this.warning, this.place, this.kept.root);
        this.isAsking = false;
        this.rows = listed();
        follow(this);
        this.show();
      }

      /* Mark something; say so where the browser keeps nothing. */
      mark(lasts) {
        this.warning.hidden = lasts;
      }

      show() {
        const kept = learning.read();
        const isMine = kept.position === this.given.name;
        this.classList.toggle("start--mine", isMine);
        this.kept.root.hidden = !isMine;
        if (!isMine) {
          redrawn(this.place, ...this.offer(kept));
          return this.rows.forEach((row) => row.bare());
        }
        this.kept.show();
        const { plan, courses, lists, rest } = this.given;
        const today = learning.day();
        const progress = {
          plan: plan && path.planProgress(plan, rest, kept, today),
          courses: courses.map((course) => path.courseProgress(course, kept)),
          lists: lists.map((list) => ({ ...list, items: path.listProgress(list.items, kept) })),
        };
        const isAsking = plan && (this.isAsking || (!progress.plan.started && !progress.plan.isBegun));
        redrawn(this.place, isAsking && this.when(kept), this.now(progress, today, isAsking), this.summary(progress, today));
        this.marked(progress);
      }

      /* For whom has not said that this is his position: one line, and the way to say so. */
      offer(kept) {
        const { words, given } = this;
        const take = button(kept.position ? words.switch : words.it_is, () => {
          this.mark(learning.say({ position: given.name }));
          this.querySelector(".start__place a, .start__place input, .start__place button")?.focus();
        }, kept.position ? "quiet" : "main");
        return [element("p", { class: "tool__about" }, words.is_it), element("div", { class: "tool__buttons" }, named(take, "take"))];
      }

      /* Ask for the first day of work. */
      when(kept) {
        const { words } = this;
        const control = element("input", { type: "date", min: "2000-01-01", max: "2099-12-31" });
        control.value = path.dayOf(kept.started) ? kept.started : path.written(learning.day());
        const when = field({ label: words.when, hint: words.when_hint, control });
        const form = element("form", { class: "start__who", novalidate: true }, when.root, element("button", { type: "submit", class: "tool-button tool-button--main" }, words.save));
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          if (!path.dayOf(control.value)) {
            when.say(fill(words.wrong_day, { from: "2000", to: "2099" }));
            return control.focus();
          }
          this.isAsking = false;
          const { plan } = this.given;
          this.mark(learning.say({ started: control.value }) && begin(plan));
          this.querySelector(".start__now a, .start__now button")?.focus();
        });
        return form;
      }

      /* The one thing to do now. */
      now(progress, today, isAsking) {
        const { words } = this;
        const next = path.next(progress);
        const label = element("p", { class: "label" }, isAsking ? words.or_begin : words.now);
        const card = (...content) => element("section", { class: "start__now" }, label, ...content);
        if (next.kind === "done") return element("section", { class: "start__now" }, element("p", {}, words.all_done));
        const before = this.meanwhile(progress.plan, next, today);
        if (next.kind === "step") return card(...this.step(next, progress, today));
        const title = (each) => element("p", { class: "start__title" }, named(to(each), "next"));
        if (next.kind === "exam") return card(before, title(next.course), element("p", { class: "tool__about" }, words.next_exam));
        const about = next.kind === "again" ? words.next_again : next.kind === "reading" ? words.next_reading : fill(words.next_lesson, { course: next.course.title });
        const where = next.course && next.kind === "lesson" ? element("p", { class: "tool__about" }, to(next.course)) : null;
        const read = next.course ? null : element("div", { class: "tool__buttons" }, named(button(words.read_it, () => this.read(next.lesson, true)), "read"));
        return card(before, title(next.lesson), element("p", { class: "tool__about" }, about), where, read);
      }

      /* What is said where all of the plan that has begun is done, and more of it is to come. */
      meanwhile(plan, next, today) {
        const ahead = plan && plan.started && plan.periods[plan.reached + 1];
        if (!ahead || ahead.begins === null || next.kind === "step") return null;
        const day = path.said(ahead.begins, this.words.language, today);
        const over = plan.periods[plan.reached];
        const words = over ? fill(this.words.period_done, { title: over.title, day }) : fill(this.words.before, { day: path.said(plan.started, this.words.language, today) });
        return element("p", { class: "tool__about" }, words);
      }

      step({ step, course }, progress, today) {
        const { words, given } = this;
        const { plan } = progress;
        const period = plan.periods[step.period];
        const done = button(words.mark_done, () => this.mark(tick(given.plan, step, true)), "main");
        const due = period.ends && element("span", { class: step.late ? "start__late" : null }, dueWords(period.ends, step.late ? words.overdue : words.due, words, today));
        const facts = [
          step.is_task ? period.title : `${period.title} · ${words.checkpoint}`,
          due,
          step.accepts && fill(words.accepts, { who: step.accepts }),
        ].filter(Boolean).flatMap((fact, n) => (n ? [" · ", fact] : [fact]));
        const lesson = course && path.ofCourse(course);
        return [
          element("p", { class: "start__title" }, named(to({ title: step.words, href: `${given.plan.href}#${step.anchor}` }), "next")),
          element("p", { class: "tool__about" }, ...facts),
          step.see.length ? element("ul", { class: "start__see", "aria-label": words.open }, ...step.see.map((each) => element("li", {}, to(each)))) : null,
          lesson && lesson.lesson ? element("p", { class: "tool__about" }, `${fill(words.next_lesson, { course: course.title })}: `, to(lesson.lesson)) : null,
          element("div", { class: "tool__buttons" }, named(done, "tick"), named(to({ title: words.whole_plan, href: given.plan.href }, { class: "tool-button tool-button--quiet" }), "plan")),
        ];
      }

      /* How far everything is: the plan, each course, the lists. */
      summary({ plan, courses, lists }, today) {
        const rows = [plan && this.planRow(plan, today), courses.length ? this.courseRows(courses) : null, ...lists.map((list) => this.listRow(list))];
        return element("ol", { class: "start__steps" }, ...rows.filter(Boolean).map((row) => element("li", {}, ...row)));
      }

      planRow(plan, today) {
        const { words, given } = this;
        const when = button(plan.started ? words.change : words.first_day, () => {
          this.isAsking = true;
          this.show();
          this.querySelector(".start__who input").focus();
        });
        const day = plan.started ? path.said(plan.started, words.language, today) : null;
        const late = plan.late ? element("span", { class: "start__late" }, fill(words.overdue_count, { n: plan.late })) : null;
        const changed = plan.changed ? element("span", { class: "badge badge--changed" }, `${words.changed}: ${plan.changed}`) : null;
        return [
          row(to({ title: words.plan, href: given.plan.href }), plan.done, plan.steps.length, words),
          element("p", { class: "tool__about" }, this.where(plan, today), " ", late, " ", changed),
          element("p", { class: "tool__about" }, day ? `${words.first_day}: ${day}. ` : "", named(when, "when")),
        ];
      }

      /* Where in the plan the learner is, in words. */
      where(plan, today) {
        const { words } = this;
        if (!plan.started) return words.no_date;
        if (plan.day < 1) return fill(words.before, { day: path.said(plan.started, words.language, today) });
        if (plan.isOver) return words.plan_over;
        const period = plan.periods[plan.now];
        const until = period && fill(words.until, { day: path.said(period.ends, words.language, today) });
        return [fill(words.day_of, { n: plan.day }), period && period.title, until].filter(Boolean).join(" · ");
      }

      courseRows(courses) {
        const { words } = this;
        const passed = courses.filter((course) => course.isDone).length;
        const rows = courses.map((course) => element("li", {}, row(to(course), course.read, course.lessons.length, words), this.courseFacts(course)));
        return [row(words.courses, passed, courses.length, words, words.passed_of), element("ul", { class: "start__courses" }, ...rows)];
      }

      courseFacts(course) {
        const { words } = this;
        const { exam, questions, updated } = course;
        const figures = exam && { percent: path.percent(exam), least: `${course.pass_percent}\u00a0%` };
        const said = !questions ? "" : !exam ? words.exam_open : fill(exam.passed ? words.exam_passed : words.exam_failed, figures);
        const tone = exam && !exam.passed ? " start__late" : "";
        return element("p", { class: "tool__about" }, element("span", { class: tone.trim() || null }, said), " ", updated ? element("span", { class: "badge badge--changed" }, fill(words.updated, { n: updated })) : null);
      }

      listRow({ title, items }) {
        const read = items.filter((item) => item.state !== "open").length;
        const updated = items.filter((item) => item.state === "updated").length;
        const badge = updated ? element("p", { class: "tool__about" }, element("span", { class: "badge badge--changed" }, fill(this.words.updated, { n: updated }))) : null;
        return [row(element("a", { href: "#learn_" }, title), read, items.length, this.words, this.words.read_of), badge].filter(Boolean);
      }

      read({ item, edition }, done) {
        this.mark(learning.note("lessons", { course: this.given.name, item, edition, at: Date.now(), done }));
      }

      /* Show in the lists of the page below what is read and how far courses are. */
      marked({ courses, lists }) {
        const byAddress = new Map([...courses, ...lists.flatMap((list) => list.items)].map((each) => [each.href, each]));
        for (const each of this.rows) {
          const thing = byAddress.get(each.href);
          if (!thing) each.bare();
          else if (thing.lessons) each.say(thing.isDone ? this.words.passed : fill(this.words.lessons_of, { n: thing.read, all: thing.lessons.length }));
          else each.tick(thing, this.words, (done) => this.read(thing, done));
        }
      }
    },
  );
})();
