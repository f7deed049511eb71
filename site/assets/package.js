/* A course in a package of its own: its lessons and its exam, for a system that speaks SCORM 1.2. What was read and how the
   exam ended is told to that system and kept nowhere else; what it gives back is checked field by field. */

(() => {
  const { data: dataOf, element, fill, button, spoken } = window.pageTools;

  customElements.define(
    "course-package",
    class extends HTMLElement {
      connectedCallback() {
        if (this.course) return;
        this.course = dataOf(this);
        this.said = this.course.words;
        this.lessons = [...document.querySelectorAll(".package-lesson")];
        this.isKept = window.scorm.begin();
        this.resume();
        this.status = spoken();
        this.menu = element("ol", { class: "package-menu" });
        this.place = element("div", { class: "package-exam" });
        this.append(
          element("p", { class: "tool__about" }, this.isKept ? this.said.kept : this.said.unkept),
          element("nav", { "aria-label": this.said.contents }, this.menu),
          this.status.root,
          this.place,
        );
        this.lessons.forEach((lesson, n) => lesson.append(this.behind(n)));
        window.addEventListener("pagehide", () => window.scorm.finish(this.isDone()));
        window.addEventListener("beforeunload", () => window.scorm.finish(this.isDone()));
        window.addEventListener("hashchange", () => this.follow());
        this.show(this.startAt());
        this.tell();
      }

      /* Take over what the system has kept of an earlier session, as far as it fits this edition of the course. */
      resume() {
        const kept = window.scorm.suspended();
        const isOurs = kept !== null && typeof kept === "object" && kept.edition === this.course.edition;
        const read = isOurs && typeof kept.read === "string" ? kept.read : "";
        this.read = this.lessons.map((_lesson, n) => read[n] === "1");
        const best = isOurs ? kept.best : null;
        this.best = Number.isInteger(best) && best >= 0 && best <= this.course.questions.length ? best : null;
        this.attempts = isOurs && Number.isInteger(kept.attempts) && kept.attempts >= 0 ? Math.min(kept.attempts, 9999) : 0;
      }

      startAt() {
        const place = Number(/^lesson-(\d{1,4})$/.exec(window.scorm.get("cmi.core.lesson_location"))?.[1] ?? 1) - 1;
        return this.lessons[place] ? place : 0;
      }

      passes(right) {
        const of = this.course.questions.length;
        return of > 0 && 100 * right >= this.course.pass_percent * of;
      }

      isDone() {
        return this.course.questions.length ? this.best !== null && this.passes(this.best) : this.read.every(Boolean);
      }

      /* Tell the system how things stand. */
      tell() {
        const of = this.course.questions.length;
        window.scorm.suspend({
          edition: this.course.edition,
          read: this.read.map(Number).join(""),
          best: this.best,
          attempts: this.attempts,
        });
        if (of && this.best !== null) {
          window.scorm.set("cmi.core.score.min", 0);
          window.scorm.set("cmi.core.score.max", 100);
          window.scorm.set("cmi.core.score.raw", Math.floor((10000 * this.best) / of) / 100);
          window.scorm.set("cmi.core.lesson_status", this.passes(this.best) ? "passed" : "failed");
        } else if (!of && this.isDone()) {
          window.scorm.set("cmi.core.lesson_status", "completed");
        }
        window.scorm.commit();
        this.draw();
      }

      draw() {
        const entries = this.lessons.map((lesson, n) => {
          const press = button(lesson.dataset.label, () => this.open(n));
          if (n === this.at) press.setAttribute("aria-current", "true");
          const mark = this.read[n] ? element("span", { class: "package-menu__read" }, this.said.read) : "";
          return element("li", {}, press, mark);
        });
        if (this.course.questions.length) {
          const press = button(this.said.exam, () => this.examine());
          const mark = this.best === null ? "" : element("span", { class: this.markOf(this.best) }, this.result(this.best));
          entries.push(element("li", {}, press, mark));
        }
        this.menu.replaceChildren(...entries);
      }

      behind(n) {
        const press = button(this.lessons[n + 1] || !this.course.questions.length ? this.said.next : this.said.to_exam, () => {
          this.read[n] = true;
          if (this.lessons[n + 1]) this.open(n + 1);
          else if (this.course.questions.length) this.examine();
          else this.status.say(this.said.all_read);
          this.tell();
        });
        return element("p", { class: "package-lesson__next" }, press);
      }

      show(at) {
        this.at = at;
        this.place.replaceChildren();
        this.lessons.forEach((lesson, n) => (lesson.hidden = n !== at));
        window.scorm.set("cmi.core.lesson_location", `lesson-${at + 1}`);
      }

      open(at) {
        this.show(at);
        this.draw();
        this.lessons[at].tabIndex = -1;
        this.lessons[at].focus();
        this.lessons[at].scrollIntoView();
      }

      /* A link from one lesson into another: the other one is opened. */
      follow() {
        const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
        const lesson = target?.closest(".package-lesson");
        const at = this.lessons.indexOf(lesson);
        if (at < 0) return;
        if (at !== this.at) this.open(at);
        target.scrollIntoView();
      }

      markOf(right) {
        return this.passes(right) ? "package-menu__read" : "package-menu__read package-menu__failed";
      }

      result(right) {
        const words = this.passes(right) ? this.said.passed : this.said.failed;
        return fill(this.said.result, { right, of: this.course.questions.length, words });
      }

      examine() {
        const { ask, explained, isRight, shuffled } = window.quiz;
        this.at = -1;
        this.lessons.forEach((lesson) => (lesson.hidden = true));
        this.draw();
        const asked = shuffled(this.course.questions).map((question) => ({ question, shown: ask(question, this.said) }));
        const title = element("h2", { tabindex: "-1" }, this.said.exam);
        const end = button(this.said.end_exam, () => {
          const answers = asked.map(({ question, shown }) => [question, shown.answer()]);
          const right = answers.filter(([question, answer]) => isRight(question, answer)).length;
          this.attempts = Math.min(this.attempts + 1, 9999);
          this.best = this.best === null ? right : Math.max(this.best, right);
          const told = element("h2", { tabindex: "-1" }, this.result(right));
          this.place.replaceChildren(
            told,
            ...asked.map(({ question, shown }, n) => {
              shown.shut();
              return element("div", { class: "package-asked" }, shown.root, explained(question, answers[n][1], this.said));
            }),
            element("p", {}, button(this.said.again, () => this.examine())),
          );
          this.tell();
          this.status.say(this.result(right));
          told.focus();
          told.scrollIntoView();
        });
        this.place.replaceChildren(title, ...asked.map(({ shown }) => shown.root), element("p", {}, end));
        title.focus();
        title.scrollIntoView();
      }
    },
  );
})();
