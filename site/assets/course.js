/* <course-quiz>: the questions of a course as practice and as an exam, and the certificate of who has passed. Results are
   kept by `learning.js` in this browser; nothing is sent. */

window.courseExam = (() => {
  /* Tell whether right answers `of` all pass; judged exactly, never rounded. */
  const passes = (right, of, percent) => of > 0 && 100 * right >= percent * of;

  /* Return the row of an exam as it ended: `answers` by the places of the questions. */
  function result(course, questions, answers, at) {
    const wrong = questions.filter((question, n) => !window.quiz.isRight(question, answers[n])).map(({ id }) => id);
    const [of, right] = [questions.length, questions.length - wrong.length];
    return { course: course.course, edition: course.edition, at, right, of, passed: passes(right, of, course.pass_percent), wrong };
  }

  /* Return the exams of a course that were kept, the latest first. */
  const attempts = (course, kept) => kept.exams.filter((row) => row.course === course.course).reverse();

  /* Return the best passed exam of the course as it is today; null where there is none. */
  function best(course, kept) {
    const passed = attempts(course, kept).filter((row) => row.passed && row.edition === course.edition && passes(row.right, row.of, course.pass_percent));
    return passed.reduce((one, other) => (one && one.right * other.of >= other.right * one.of ? one : other), null);
  }

  /* Return right answers of all in percent, rounded down to a tenth: what is not all is never 100. */
  function percent({ right, of }, comma) {
    const tenths = Math.floor((1000 * right) / of);
    return `${Math.floor(tenths / 10)}${tenths % 10 ? comma + (tenths % 10) : ""}\u00a0%`;
  }

  return Object.freeze({ passes, result, attempts, best, percent });
})();

customElements.define(
  "course-quiz",
  class extends HTMLElement {
    connectedCallback() {
      if (this.course) return;
      this.tools = window.pageTools;
      this.course = this.tools.data(this);
      this.words = this.course.words;
      this.reading = this.parentElement.nextElementSibling;
      this.view = this.tools.element("div", { class: "course-quiz" });
      this.append(this.view);
      this.begin();
      const changed = () => this.isAtStart && this.begin();
      addEventListener("learning-changed", changed);
      addEventListener("storage", changed);
    }

    /* Show something else, with a heading that the keyboard is brought to; without one where the page begins. */
    show(heading, content) {
      const { element } = this.tools;
      this.isAtStart = false;
      const title = heading && element("h3", { class: "tool__heading", tabindex: "-1" }, heading);
      this.view.replaceChildren(...[title, ...content].filter(Boolean));
      if (this.reading) this.reading.classList.add("quiz--shut");
      if (title) this.reach(title);
    }

    /* Bring the beginning of the questions into view, and the keyboard to an element of them. */
    reach(target) {
      target.focus({ preventScroll: true });
      this.scrollIntoView({ block: "start" });
    }

    buttons(...content) {
      return this.tools.element("div", { class: "tool__buttons" }, ...content.filter(Boolean));
    }

    figures(row) {
      return { ...row, percent: window.courseExam.percent(row, this.course.comma), day: this.day(row.at) };
    }

    day(moment) {
      return new Intl.DateTimeFormat(this.course.language, { dateStyle: "long" }).format(moment);
    }

    /* What there is to do, and what was done. */
    begin(isBack = false) {
      const { element, fill, button } = this.tools;
      const kept = window.learning.read();
      const best = window.courseExam.best(this.course, kept);
      const about = { n: this.course.questions.length, least: `${this.course.pass_percent}\u00a0%` };
      this.show("", [
        best && element("p", { class: "tool__verdict tool__verdict--high" }, element("strong", {}, fill(this.words.passed_on, this.figures(best)))),
        element("p", { class: "tool__about" }, fill(this.words.about, about)),
        this.buttons(
          button(this.words.practise, () => this.practise(this.course.questions), best ? "quiet" : "main"),
          button(best ? this.words.exam_again : this.words.exam, () => this.examine()),
          best && button(this.words.certificate, () => this.certify(), "main"),
        ),
        this.attempts(window.courseExam.attempts(this.course, kept)),
        this.toggle(),
      ]);
      this.isAtStart = true;
      if (isBack) this.reach(this.view.querySelector("button"));
    }

    attempts(rows) {
      const { element, fill } = this.tools;
      if (!rows.length) return null;
      const lines = rows.slice(0, 10).map((row) => {
        const verdict = row.passed ? this.words.passed : this.words.failed;
        const older = row.edition === this.course.edition ? "" : ` · ${this.words.older}`;
        return element("li", {}, `${fill(this.words.attempt, this.figures(row))} · ${verdict}${older}`);
      });
      return element("details", { class: "course-attempts" }, element("summary", {}, fill(this.words.attempts, { n: rows.length })), element("ul", {}, ...lines));
    }

    /* A button that shows all questions with their answers, as a page without a script has them. */
    toggle() {
      if (!this.reading) return null;
      const isShut = () => this.reading.classList.contains("quiz--shut");
      const press = this.tools.button(this.words.show_list, () => {
        this.reading.classList.toggle("quiz--shut");
        press.textContent = isShut() ? this.words.show_list : this.words.hide_list;
        press.setAttribute("aria-expanded", String(!isShut()));
      });
      press.setAttribute("aria-expanded", "false");
      press.classList.add("course-quiz__list");
      return press;
    }

    /* A question at a time, told at once; what was wrong can be asked again. */
    practise(questions) {
      const drawn = window.quiz.shuffled(questions);
      const wrong = [];
      const next = (n) => (n < drawn.length ? this.practised(drawn[n], n, drawn.length, wrong, () => next(n + 1)) : this.practiceDone(drawn.length, wrong));
      next(0);
    }

    practised(question, n, all, wrong, onward) {
      const { element, fill, button, reach } = this.tools;
      const asked = window.quiz.ask(question, this.words, { onChange: () => (empty.hidden = true) });
      const told = element("div", { "aria-live": "polite" });
      const empty = element("p", { class: "tool-field__error", role: "alert", hidden: true }, this.words.answer_first);
      const check = button(this.words.check, () => {
        const answer = asked.answer();
        empty.hidden = answer !== null;
        if (answer === null) return;
        asked.shut();
        if (!window.quiz.isRight(question, answer)) wrong.push(question);
        told.replaceChildren(window.quiz.explained(question, answer, this.words));
        const further = button(n + 1 < all ? this.words.next : this.words.finish, onward, "main");
        check.replaceWith(further);
        reach(further, told);
      }, "main");
      const form = element("form", { class: "tool__form", novalidate: true, autocomplete: "off" }, asked.root);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (check.isConnected) check.click();
      });
      const stop = button(this.words.stop, () => this.begin(true));
      this.show(fill(this.words.question_of, { n: n + 1, all }), [form, empty, told, this.buttons(check, stop)]);
    }

    practiceDone(all, wrong) {
      const { element, fill, button } = this.tools;
      const right = all - wrong.length;
      const words = fill(this.words.practised, { right, of: all });
      this.show(this.words.practice_done, [
        element("p", { class: `tool__verdict tool__verdict--${wrong.length ? "middle" : "high"}` }, element("strong", {}, words)),
        wrong.length ? element("ul", { class: "tool__list" }, ...wrong.map((question) => element("li", {}, question.words))) : null,
        this.buttons(
          wrong.length && button(this.words.repeat_wrong, () => this.practise(wrong), "main"),
          button(this.words.exam, () => this.examine(), wrong.length ? "quiet" : "main"),
          button(this.words.back, () => this.begin(true)),
        ),
      ]);
    }

    /* All questions at once; nothing is told before the end. */
    examine() {
      const { element, fill, button } = this.tools;
      const questions = window.quiz.shuffled(this.course.questions);
      const asked = questions.map((question, n) => window.quiz.ask(question, this.words, { number: n + 1, onChange: () => count() }));
      const open = () => asked.filter((each) => each.answer() === null);
      const counted = element("p", { class: "tool__brief", role: "status" });
      const unfinished = element("div", { class: "tool__warning course-quiz__open", role: "alert", hidden: true });
      const count = () => {
        counted.textContent = fill(this.words.answered, { n: asked.length - open().length, all: asked.length });
        unfinished.hidden = true;
      };
      const end = () => this.ended(questions, asked.map((each) => each.answer()));
      const finish = button(this.words.end_exam, () => {
        const { length: n } = open();
        if (!n) return end();
        unfinished.replaceChildren(
          element("p", {}, fill(this.words.open, { n })),
          this.buttons(button(this.words.to_open, () => open()[0]?.reach(), "main"), button(this.words.end_anyway, end)),
        );
        unfinished.hidden = false;
        return unfinished.querySelector("button").focus();
      }, "main");
      const items = asked.map(({ root }) => element("li", {}, root));
      const form = element("form", { class: "tool__form", novalidate: true, autocomplete: "off" }, element("ol", { class: "course-quiz__questions" }, ...items));
      form.addEventListener("submit", (event) => event.preventDefault());
      count();
      const leave = button(this.words.stop_exam, () => this.begin(true));
      const least = `${this.course.pass_percent}\u00a0%`;
      this.show(this.words.exam_title, [
        element("p", { class: "tool__about" }, fill(this.words.exam_about, { n: asked.length, least })),
        form,
        unfinished,
        this.buttons(leave),
        element("div", { class: "tool__bar course-quiz__bar" }, counted, finish),
      ]);
    }

    /* The result, kept and explained. */
    ended(questions, answers) {
      const { element, fill, button } = this.tools;
      const row = window.courseExam.result(this.course, questions, answers, Date.now());
      const lasts = window.learning.note("exams", row);
      const told = questions.map((question, n) => {
        const words = element("p", { class: "quiz-told__question" }, `${n + 1}. ${question.words}`);
        return element("li", {}, words, window.quiz.explained(question, answers[n], this.words));
      });
      const tone = row.passed ? "high" : "low";
      this.show(row.passed ? this.words.exam_passed : this.words.exam_failed, [
        element(
          "p",
          { class: `tool__verdict tool__verdict--${tone}` },
          element("strong", {}, fill(this.words.result, this.figures(row))),
          element("span", {}, fill(this.words.passes_from, { least: `${this.course.pass_percent}\u00a0%` })),
        ),
        lasts ? null : element("p", { class: "tool__warning" }, this.words.unkept),
        this.buttons(
          row.passed && button(this.words.certificate, () => this.certify(row), "main"),
          row.wrong.length && button(this.words.repeat_wrong, () => this.practise(this.course.questions.filter(({ id }) => row.wrong.includes(id)))),
          button(this.words.exam_again, () => this.examine()),
          button(this.words.back, () => this.begin(true)),
        ),
        element("ol", { class: "course-quiz__told" }, ...told),
      ]);
    }

    /* The certificate: shown as it is printed, for whoever has passed the exam as it is today. */
    certify(row = null) {
      const { element, fill, button, field } = this.tools;
      const kept = window.learning.read();
      // In a browser that keeps nothing there is what has just been passed.
      const best = window.courseExam.best(this.course, kept) || row;
      if (!best) return this.begin(true);
      const control = element("input", { type: "text", maxlength: 100, autocomplete: "name" });
      control.value = kept.learner || "";
      const name = field({ label: this.words.name, hint: this.words.name_hint, control });
      const shown = element("p", { class: "certificate__name" });
      const typed = () => control.value.replace(/[\u0000-\u001f\u007f]/g, " ").trim();
      const write = () => (shown.textContent = typed() || "\u00a0");
      control.addEventListener("input", () => {
        name.say("");
        write();
      });
      write();
      const print = button(this.words.print, () => {
        name.say(typed() ? "" : this.words.name_missing);
        if (!typed()) return control.focus();
        if (typed() !== kept.learner) window.learning.say({ learner: typed() });
        return window.print();
      }, "main");
      const fact = (label, words) => element("div", {}, element("dt", {}, label), element("dd", {}, words));
      return this.show(this.words.certificate, [
        element("div", { class: "certificate__form" }, name.root, this.buttons(print, button(this.words.back, () => this.begin(true)))),
        element(
          "section",
          { class: "certificate", "aria-label": this.words.certificate },
          element("p", { class: "certificate__book" }, this.course.book),
          element("p", { class: "certificate__title" }, this.words.certificate),
          shown,
          element("p", { class: "certificate__course" }, fill(this.words.course_of, { title: this.course.title })),
          element(
            "dl",
            { class: "certificate__facts" },
            fact(this.words.on_day, this.day(best.at)),
            fact(this.words.with_result, fill(this.words.result, this.figures(best))),
            fact(this.words.edition, this.course.edition),
          ),
          element("p", { class: "certificate__note" }, this.words.certificate_note),
        ),
      ]);
    }
  },
);
