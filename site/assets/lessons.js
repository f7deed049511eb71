/* <course-lessons>: ticks beside the lessons of a course, and how many of them are read. A lesson is read by the edition
   of what it leads to: when that says something else, the lesson is to be read again. */

customElements.define(
  "course-lessons",
  class extends HTMLElement {
    connectedCallback() {
      if (this.course) return;
      this.tools = window.pageTools;
      this.course = this.tools.data(this);
      this.words = this.course.words;
      const list = this.parentElement.nextElementSibling;
      const sections = list ? [...list.querySelectorAll(":scope > .lesson")] : [];
      // A book may have a page of its own that lists lessons otherwise.
      if (sections.length !== this.course.lessons.length) return;
      const { element } = this.tools;
      this.bar = element("progress", { class: "course-progress", "aria-label": this.words.progress, max: 1, value: 0 });
      this.said = element("p", { class: "course-progress__words", role: "status" });
      this.unkept = element("p", { class: "tool__warning", hidden: true }, this.words.unkept);
      this.append(this.bar, this.said, this.unkept);
      this.made = new Map(); // what is ticked here counts here, in a browser that keeps nothing, too
      this.ticks = this.course.lessons.map((lesson, n) => lesson && this.tick(lesson, sections[n]));
      this.show = this.show.bind(this);
      addEventListener("learning-changed", this.show);
      addEventListener("storage", this.show);
      this.show();
    }

    tick(lesson, section) {
      const { element } = this.tools;
      const control = element("input", { type: "checkbox" });
      const words = element("span", { class: "lesson__tick-words" }, this.words.read);
      const about = element("span", { class: "lesson__about" });
      // Whoever hears the page hears which lesson is ticked.
      control.setAttribute("aria-label", `${this.words.read}: ${section.querySelector(".lesson__item").textContent.trim()}`);
      const root = element("label", { class: "lesson__tick" }, control, words, about);
      control.addEventListener("change", () => {
        const row = { course: this.course.course, item: lesson.item, edition: lesson.edition, done: control.checked };
        // Later than what is kept, though another device's clock may be ahead of this one's.
        const at = Math.max(Date.now(), (this.row(lesson)?.at ?? 0) + 1);
        this.made.set(lesson.item, { ...row, at });
        this.unkept.hidden = window.learning.note("lessons", this.made.get(lesson.item));
      });
      const begun = { course: this.course.course, item: lesson.item, edition: lesson.edition };
      const say = () => dispatchEvent(new CustomEvent("lesson-begun", { detail: begun }));
      section.querySelector(".lesson__item a")?.addEventListener("click", say);
      section.append(root);
      return { lesson, section, control, about };
    }

    /* Show what is kept. */
    show() {
      const { element, fill } = this.tools;
      const kept = window.learning.read();
      let [read, changed] = [0, 0];
      for (const { lesson, section, control, about } of this.ticks.filter(Boolean)) {
        const row = this.row(lesson, kept);
        const isRead = Boolean(row?.done) && row.edition === lesson.edition;
        const isChanged = Boolean(row?.done) && !isRead;
        control.checked = isRead;
        read += isRead;
        changed += isChanged;
        section.classList.toggle("lesson--read", isRead);
        const on = row ? this.day(row.at) : "";
        about.replaceChildren(
          ...(isChanged ? [element("strong", { class: "badge badge--changed" }, this.words.changed), " ", fill(this.words.changed_since, { day: on })] : []),
          isRead ? on : "",
        );
      }
      const all = this.ticks.filter(Boolean).length;
      this.bar.max = Math.max(1, all);
      this.bar.value = read;
      const parts = [fill(this.words.read_of, { n: read, all })];
      if (changed) parts.push(fill(this.words.changed_of, { n: changed }));
      if (read === all && this.course.has_exam) parts.push(this.words.all_read);
      this.said.textContent = parts.join(" ");
    }

    /* Return the latest row of a lesson, kept or made here; undefined where there is none. */
    row(lesson, kept = window.learning.read()) {
      const before = kept.lessons.find((row) => row.course === this.course.course && row.item === lesson.item);
      const rows = [before, this.made.get(lesson.item)].filter(Boolean);
      return rows.sort((one, other) => one.at - other.at).at(-1);
    }

    day(moment) {
      return new Intl.DateTimeFormat(this.course.language, { dateStyle: "long" }).format(moment);
    }
  },
);
