/* What the pages of a learner are made of, beside what all forms are (`pageTools`): links that are followed, places that
   are drawn anew, lines of progress. */

window.learningParts = (() => {
  const { element, fill } = window.pageTools;
  const { learning, learningPath: path } = window;

  /* Draw an element anew whenever something is marked, here or in another window, and on a new day. */
  function follow(host) {
    const draw = () => host.isConnected && host.show();
    addEventListener("learning-changed", draw);
    addEventListener("storage", draw);
    addEventListener("pageshow", (event) => event.persisted && draw());
    document.addEventListener("visibilitychange", () => !document.hidden && draw());
  }

  /* Return a link to a page of the academy: unlike those of a form, which keeps nothing, it is followed in the same window. */
  const to = ({ title, href }, attributes = {}) => (href === null ? title : element("a", { href, ...attributes }, title));

  /* Put nodes into a place; the keyboard stays on what has the same name there. */
  function redrawn(place, ...nodes) {
    const had = place.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    place.replaceChildren(...nodes.filter(Boolean));
    if (had) (place.querySelector(`[data-name="${had}"]`) || place.querySelector("a[href], button"))?.focus();
  }

  const named = (node, name) => {
    node.dataset.name = name;
    return node;
  };

  /* Return a line of progress: what it is, a bar, and how much of all is done. */
  function row(title, done, all, words, said = words.of_all) {
    const bar = element("progress", { max: Math.max(all, 1), value: done, "aria-hidden": "true" });
    return element("p", { class: "start__row" }, element("span", { class: "start__name" }, title), bar, element("span", { class: "start__count" }, fill(said, { n: done, all })));
  }

  /* Return by when something is due, in words in which {day} is the day. */
  function dueWords(day, said, words, today) {
    return fill(said, { day: path.between(today, day) === 0 ? words.due_today : path.said(day, words.language, today) });
  }

  /* Note what a plan is made of when it is begun, so that what comes in later shows as changed; return whether that lasts. */
  function begin(plan) {
    const isBegun = learning.read().ticks.some((row) => row.plan === plan.name);
    return isBegun || learning.take(path.begun(plan));
  }

  /* Tick a step of a plan, or take the tick back; return whether that lasts. */
  const tick = (plan, step, done) => begin(plan) && learning.note("ticks", { plan: plan.name, task: step.key, at: Date.now(), done });

  return Object.freeze({ follow, to, redrawn, named, row, dueWords, begin, tick });
})();
