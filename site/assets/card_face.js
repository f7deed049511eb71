/* A card as it is asked: `window.cardFace`. What is asked is shown, or heard where the browser has a voice of its own; the
   answer is thought of, said aloud or typed; then the book's is shown beside it, and the learner says how it went. Nothing
   that is said or typed is kept or sent. */

window.cardFace = (() => {
  const tools = window.pageTools;
  const { element, button } = tools;

  /* Return when a card comes again in `days` days, in words: «сегодня», «через 3 дня». */
  function inDays(days, words) {
    const format = new Intl.RelativeTimeFormat(words.language, { numeric: "auto" });
    return days < 60 ? format.format(days, "day") : format.format(Math.round(days / 30), "month");
  }

  /* Return a voice for a language that this machine has itself: one that a server speaks with would send the words. */
  function voiceFor(language) {
    const voices = window.speechSynthesis?.getVoices() ?? [];
    return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language)) ?? null;
  }

  /* Return a button that has words spoken when it is pressed, and not before; hidden while there is no voice. */
  function listening(said, words) {
    const node = button(words.listen, () => {
      window.speechSynthesis.cancel();
      const speech = new SpeechSynthesisUtterance(said.replace(/[«»„“]/g, ""));
      speech.voice = voiceFor(words.language);
      speech.lang = words.language;
      if (speech.voice) window.speechSynthesis.speak(speech);
    });
    const look = () => (node.hidden = voiceFor(words.language) === null);
    look();
    // Some browsers know their voices a while after they are asked for the first time.
    window.speechSynthesis?.addEventListener?.("voiceschanged", look);
    return node;
  }

  const paragraphs = (css, text) => element("p", { class: `flash__text ${css}` }, text);

  /* Return a card: `root`, `reach()`, which brings the keyboard to it, and `press(key)`, which does what a key asks for and
     tells whether it asked for anything. `entry` is one of `bookCards.today`, `text` what its kind's file says of it;
     `onGrade(grade)` is called once. */
  function of(entry, text, words, onGrade) {
    const isObjection = entry.card.kind === "objection";
    const typed = element("textarea", { rows: 4, maxlength: 2000, spellcheck: true });
    const answer = element("div", { class: "flash__answer", tabindex: "-1", hidden: true });
    const reveal = button(words.reveal, () => turn(), "main");
    const asked = element("div", { class: "flash__asked" });
    const root = element(
      "article",
      { class: "flash", tabindex: "-1", "aria-label": words.kinds[entry.card.kind] },
      element(
        "p",
        { class: "flash__kind" },
        words.kinds[entry.card.kind],
        entry.isNew ? element("span", { class: "badge" }, words.new) : null,
        entry.isChanged ? element("span", { class: "badge badge--changed" }, words.changed) : null,
      ),
      paragraphs("flash__front", text.short ? `${text.front} (${text.short})` : text.front),
      asked,
      answer,
    );
    const context = [text.item?.[1], text.block?.[1]].filter(Boolean).join(" · ");
    if (context) root.querySelector(".flash__kind").append(element("span", { class: "flash__context" }, context));
    const buttons = element("div", { class: "tool__buttons" }, reveal);
    if (isObjection) {
      asked.append(tools.field({ label: words.own, hint: words.own_hint, control: typed }).root);
      buttons.append(listening(text.front, words));
    }
    asked.append(buttons);

    const grades = [1, 2, 3, 4].map((grade) => gradeButton(grade));
    let isGraded = false;

    function gradeButton(grade) {
      const node = button("", () => give(grade));
      node.classList.add("flash__grade", `flash__grade--${grade}`);
      node.setAttribute("aria-keyshortcuts", String(grade));
      return node;
    }

    function give(grade) {
      if (isGraded) return;
      isGraded = true;
      window.speechSynthesis?.cancel();
      onGrade(grade);
    }

    function turn() {
      if (!answer.hidden) return;
      const own = typed.value.trim();
      const ahead = window.bookCards.ahead(entry.card, entry.row, Date.now());
      grades.forEach((node, n) => {
        node.replaceChildren(element("strong", {}, words.grades[n]), element("span", {}, inDays(ahead[n], words)));
      });
      answer.append(
        element(
          "div",
          { class: "flash__answers" },
          own && element("section", {}, element("h3", { class: "label" }, words.own_answer), paragraphs("", own)),
          element("section", {}, element("h3", { class: "label" }, words.answers[entry.card.kind]), paragraphs("flash__back", text.back)),
        ),
        sources(text, words),
        element("p", { class: "tool__about" }, words.how),
        element("div", { class: "flash__grades", role: "group", "aria-label": words.how }, ...grades),
      );
      asked.hidden = true;
      answer.hidden = false;
      // Not a grade: whoever holds a key down would give it.
      answer.focus({ preventScroll: true });
      root.scrollIntoView({ block: "nearest" });
    }

    const press = (key) => {
      if (answer.hidden || !/^[1-4]$/.test(key)) return false;
      give(Number(key));
      return true;
    };
    const reach = () => (isObjection ? root : reveal).focus({ preventScroll: true });
    return { root, reach, press };
  }

  /* Return where the book says so, and what says more. */
  function sources(text, words) {
    const links = [text.source, ...(text.see ?? [])].map(({ title, href }) =>
      href === null ? title : tools.link(title, window.bookCards.address(href), words),
    );
    return element("p", { class: "flash__sources" }, ...links.flatMap((link, n) => (n ? [" · ", link] : [link])));
  }

  return Object.freeze({ of, inDays });
})();
