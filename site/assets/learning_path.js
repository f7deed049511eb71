/* How far a learner is: pure functions of the data of a page, of what `window.learning` keeps, and of the day.

   Days of a plan are calendar days, the first day of work being day 1; what is due on a day off is due on the next working
   day, as `salesbook.learning.plans` counts it. Days are dates at midnight, in the time zone of the browser. */

window.learningPath = (() => {
  const FURTHEST = 14; // days off in a row at the most: beyond them the calendar is at fault

  /* Return the day that is written 2026-11-28; null for one that is on no calendar. */
  function dayOf(words) {
    const match = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(words || "");
    if (!match) return null;
    const [year, month, date] = match.slice(1).map(Number);
    const day = new Date(year, month - 1, date);
    return day.getMonth() === month - 1 && day.getDate() === date ? day : null;
  }

  /* Return a day as it is written in data and in fields: 2026-11-28. */
  function written(day) {
    const two = (n) => String(n).padStart(2, "0");
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  }

  const later = (day, days) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);

  /* Return how many days lie between two; clocks that are put on or back do not matter. */
  const between = (from, to) => Math.round((Date.UTC(to.getFullYear(), to.getMonth(), to.getDate())
    - Date.UTC(from.getFullYear(), from.getMonth(), from.getDate())) / 86400000);

  /* Tell whether a day is a day off, as far as the page knows. */
  function isOff(day, rest) {
    const first = rest && dayOf(rest.first);
    return Boolean(first) && rest.rest.charAt(between(first, day)) === "1";
  }

  /* Return by which day what is due on day `last` of a plan is to be done. */
  function due(started, last, rest) {
    let day = later(started, last - 1);
    for (let n = 0; n < FURTHEST && isOff(day, rest); n += 1) day = later(day, 1);
    return day;
  }

  /* Return a day in words: «2 декабря», with the year where it is another one than that of `today`. */
  function said(day, language, today) {
    const year = day.getFullYear() === today.getFullYear() ? {} : { year: "numeric" };
    return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", ...year }).format(day);
  }

  /* Return how far somebody is in a plan: `periods`, each with its steps; `day`, which day of the plan it is (null: nobody
     knows); `now`, the place of the period that is on (-1: none), `reached` that of the last one that has begun; counts. A step is `done` (since `at`),
     `late`, `isChanged`: it was not there, or said something else, when the plan was begun. */
  function planProgress(plan, rest, kept, today) {
    const rows = new Map(kept.ticks.filter((row) => row.plan === plan.name).map((row) => [row.task, row]));
    const started = dayOf(kept.started);
    const day = started ? between(started, today) + 1 : null;
    const periods = plan.periods.map((period, place) => {
      const ends = started && period.days ? due(started, period.days[1], rest) : null;
      const begins = started && period.days ? later(started, period.days[0] - 1) : null;
      const steps = period.steps.map((step) => {
        const row = rows.get(step.key);
        const done = Boolean(row && row.done);
        return { ...step, period: place, done, at: done ? row.at : 0, late: !done && ends !== null && ends < today, isChanged: rows.size > 0 && !row };
      });
      return { ...period, steps, begins, ends };
    });
    const steps = periods.flatMap((period) => period.steps);
    const now = periods.findIndex(({ begins, ends }) => begins !== null && begins <= today && today <= ends);
    const reached = periods.findLastIndex(({ begins }) => begins !== null && begins <= today);
    return {
      periods, steps, day, started, now, reached, isBegun: rows.size > 0,
      done: steps.filter((step) => step.done).length,
      late: steps.filter((step) => step.late).length,
      changed: steps.filter((step) => step.isChanged && !step.done).length,
      isOver: day !== null && day > 0 && periods.length > 0 && periods.every(({ ends }) => ends !== null && ends < today),
    };
  }

  /* Return, as `learning.take` takes it, what a plan is made of when it is begun, so that what comes in later shows as
     changed. The moment of these rows is the first of all: a tick, wherever it was made, is later. */
  function begun(plan) {
    const ticks = plan.periods.flatMap(({ steps }) => steps.map(({ key }) => ({ plan: plan.name, task: key, at: 0, done: false })));
    return { lessons: [], exams: [], ticks, cards: [], learner: null, position: null, started: null, said: 0 };
  }

  /* Return the state of something that is read, by its latest row: "read", "updated" (read in another edition), "open". */
  function state(row, edition) {
    if (!row || !row.done) return "open";
    return row.edition === edition ? "read" : "updated";
  }

  /* Return how far somebody is in a course: the states of its lessons, and its exam: the latest one, or the latest passed. */
  function courseProgress(course, kept) {
    const rows = new Map(kept.lessons.filter((row) => row.course === course.name).map((row) => [row.item, row]));
    const lessons = course.lessons.map((lesson) => ({ ...lesson, state: state(rows.get(lesson.item), lesson.edition) }));
    const exams = kept.exams.filter((row) => row.course === course.name && row.of > 0);
    const exam = exams.filter((row) => row.passed).at(-1) || exams.at(-1) || null;
    const count = (wanted) => lessons.filter((lesson) => lesson.state === wanted).length;
    const isPassed = course.questions === 0 || Boolean(exam && exam.passed);
    return {
      ...course, lessons, exam, isPassed,
      read: count("read") + count("updated"),
      updated: count("updated"),
      isDone: isPassed && count("open") === 0,
    };
  }

  /* Return a list of what is read, each with its state: what was read as a lesson of any course is read. */
  function listProgress(items, kept) {
    const rows = new Map();
    for (const row of kept.lessons) {
      const before = rows.get(row.item);
      if (!before || before.at <= row.at) rows.set(row.item, row);
    }
    return items.map((item) => ({ ...item, state: state(rows.get(item.item), item.edition) }));
  }

  /* Return right answers of all in percent, rounded down: nobody who has not passed reads the mark that passes. */
  const percent = ({ right, of }) => `${Math.floor((100 * right) / of)}\u00a0%`;

  /* Return the one thing to do now: { kind, … }.

     step     a task or a checkpoint of the plan whose day has come, with the `course` it sends to if that is not done
     lesson   a lesson of a course that is not read; exam: all its lessons are
     again    what was read and has changed since
     reading  something of the lists of the position
     done     nothing is left */
  function next({ plan, courses, lists }) {
    if (plan && plan.day !== null && plan.day > 0) {
      const step = plan.steps.find((each) => !each.done && each.period <= plan.reached);
      if (step) {
        const names = step.see.map((each) => each.name);
        return { kind: "step", step, course: courses.find((course) => names.includes(course.name) && !course.isDone) || null };
      }
    }
    const course = courses.find((each) => !each.isDone);
    if (course) return ofCourse(course);
    const changed = courses.find((each) => each.updated > 0);
    if (changed) return { kind: "again", course: changed, lesson: changed.lessons.find((each) => each.state === "updated") };
    const items = lists.flatMap((list) => list.items);
    const item = items.find((each) => each.state === "open") || items.find((each) => each.state === "updated");
    if (item) return { kind: item.state === "open" ? "reading" : "again", course: null, lesson: item };
    const step = plan && plan.steps.find((each) => !each.done);
    return step ? { kind: "step", step, course: null } : { kind: "done" };
  }

  /* Return what is next in a course: a lesson, or the exam. */
  function ofCourse(course) {
    const lesson = course.lessons.find((each) => each.state === "open");
    return lesson ? { kind: "lesson", course, lesson } : { kind: "exam", course };
  }

  return Object.freeze({ dayOf, written, later, between, isOff, due, said, planProgress, begun, courseProgress, listProgress, percent, next, ofCourse });
})();
