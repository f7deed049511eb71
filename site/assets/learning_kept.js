/* The place where a learner saves what is kept of him as a file, takes such a file in, and has all of it forgotten. Words
   and the title of the book come from the page's data; a name that is typed goes into the browser's store and the file. */

window.learningKept = (() => {
  const MOST_BYTES = 16000000; // of a file that is worth opening: characters take up to four bytes each
  const { element, button, field, fill, spoken } = window.pageTools;
  const { learning, learningPath: path } = window;

  /* Return the place, shut, for the data of a page: its `words`, the title of its `book`. */
  function place({ words, book }) {
    const told = spoken();
    told.root.classList.replace("tool__spoken", "kept__told");
    const asked = element("div", { class: "kept__asked" });
    const shown = element("div");
    const say = (message) => {
      asked.replaceChildren();
      // Emptied first: the same words said twice would be read aloud once.
      told.say("");
      setTimeout(() => told.say(message), 50);
    };
    const at = { words, book, say, asked };
    const parts = [shown, saving(at), taking(at), told.root, asked, forgetting(at)];
    const root = element("details", { class: "kept" }, element("summary", {}, words.kept), element("p", {}, words.kept_where), ...parts);
    const show = () => shown.replaceChildren(held(words));
    show();
    return { root, show };
  }

  /* Return the counts of rows, as far as there are any: words by their names, and how many. */
  function counts(kept) {
    const ticks = kept.ticks.filter((row) => row.done).length;
    const lessons = kept.lessons.filter((row) => row.done).length;
    return { ticks, lessons, exams: kept.exams.length, cards: kept.cards.length };
  }

  /* Return what is kept, as a list of its sorts with their numbers. */
  function held(words) {
    const kept = learning.read();
    const found = Object.entries(counts(kept)).filter(([, n]) => n > 0);
    if (!found.length) return element("p", {}, words.kept_nothing);
    const rows = found.map(([name, n]) => element("div", {}, element("dt", {}, words[`kept_${name}`]), element("dd", {}, String(n))));
    return element("dl", { class: "tool__sums" }, ...rows);
  }

  function saving({ words, book, say }) {
    const name = field({ label: words.learner, hint: words.learner_hint, control: element("input", { type: "text", maxlength: 200 }) });
    name.control.value = learning.read().learner || "";
    const save = () => {
      const learner = name.control.value.replace(/[\p{C}\s]+/gu, " ").trim() || null;
      if (learner !== learning.read().learner) learning.say({ learner });
      const called = `${words.file_prefix}-${path.written(learning.day())}.txt`;
      const link = element("a", { href: URL.createObjectURL(new Blob([learning.file(book)], { type: "text/plain;charset=utf-8" })), download: called });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      say(fill(words.saved, { name: called }));
    };
    return part(words.save_file, words.save_hint, name.root, button(words.save_file, save));
  }

  function taking(at) {
    const { words, say } = at;
    const input = element("input", { type: "file", class: "kept__input" });
    const area = field({ label: words.take_file, hint: words.take_hint, control: input }).root;
    const open = async (files) => {
      if (files.length === 1) ask(at, await openedFile(files[0], words));
      else if (files.length) say(words.one_file);
      input.value = "";
    };
    input.addEventListener("change", () => open([...input.files]));
    for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
      area.addEventListener(type, (event) => {
        event.preventDefault();
        area.classList.toggle("kept__drop", type === "dragenter" || type === "dragover");
        if (type === "drop") open([...event.dataTransfer.files]);
      });
    }
    return area;
  }

  /* Return what a file holds, as `learning.opened` does; `said` is what is wrong with it, in words. */
  async function openedFile(file, words) {
    const named = (problem) => ({ said: fill(words[`file_${problem}`], { name: file.name, prefix: words.file_prefix }) });
    if (file.size > MOST_BYTES) return named("large");
    try {
      const given = learning.opened(await file.text());
      return given.problem ? named(given.problem) : given;
    } catch {
      return named("unreadable");
    }
  }

  /* Show what is in a file, and ask whether it is to be added. */
  function ask({ words, book, say, asked }, given) {
    if (given.said) return say(given.said);
    const { kept } = given;
    const found = Object.entries(counts(kept)).filter(([, n]) => n > 0);
    if (!found.length && !kept.position) return say(words.file_empty);
    const mine = learning.read().learner;
    const what = found.map(([name, n]) => fill(words[`${name}_n`], { n })).join(", ") || words.kept_nothing;
    const day = path.said(new Date(given.made), words.language, learning.day());
    const warnings = [
      given.book === "" ? words.unnamed_book : given.book !== book && fill(words.other_book, { book: given.book }),
      mine && kept.learner && mine !== kept.learner && fill(words.other_learner, { mine, theirs: kept.learner }),
    ].filter(Boolean);
    const add = button(words.add, () => say(learning.take(kept) ? words.taken : words.not_kept), "main");
    say("");
    asked.replaceChildren(
      element("p", {}, fill(words.in_file, { what, day }), kept.learner && ` ${fill(words.in_file_learner, { name: kept.learner })}`),
      ...warnings.map((warning) => element("p", { class: "tool__warning" }, warning)),
      element("div", { class: "tool__buttons" }, add, button(words.leave, () => say(""))),
    );
    add.focus();
  }

  function forgetting({ words, say, asked }) {
    const sure = () => {
      say("");
      const keep = button(words.forget_no, () => say(""));
      const forget = button(words.forget_yes, () => {
        learning.forget();
        say(words.forgotten);
      });
      asked.replaceChildren(element("p", { class: "tool__warning" }, words.forget_sure), element("div", { class: "tool__buttons" }, keep, forget));
      keep.focus();
    };
    return element("p", {}, button(words.forget, sure));
  }

  const part = (title, hint, ...content) => element("section", { class: "kept__part" }, ...content, element("p", { class: "tool-field__hint" }, hint));

  return Object.freeze({ place });
})();
