/* A card as it is asked: `window.cardFace`. What is asked is shown, or heard where the browser has a voice of its own; the
   answer is thought of, said aloud or typed, and then the book's is shown beside it; a question of a course is asked by
   quiz.js. The learner says how it went. Nothing that is said or typed is kept or sent.

   A text of a card has an `id`, what is asked (`front`), and
   term, objection  the `back`, its `source` { title, href }; `short` and `see`, or `item` and `block`, [name, title] each
   question         the `question` that quiz.js asks */

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

  /* --- ways to ask. Each returns what is `asked`, `reach()`, and after `turn()` was called what is `told()` of the answer
     and whether it `isWrong()`, which nobody need judge. */

  /* Ask what one knows by heart, or says aloud. */
  function byHeart(kind, text, words, turn) {
    const typed = element("textarea", { rows: 4, maxlength: 2000, spellcheck: true });
    const reveal = button(words.reveal, turn, "main");
    const isTyped = kind === "objection";
    const asked = element(
      "div",
      { class: "flash__asked" },
      paragraphs("flash__front", text.short ? `${text.front} (${text.short})` : text.front),
      isTyped ? tools.field({ label: words.own, hint: words.own_hint, control: typed }).root : null,
      element("div", { class: "tool__buttons" }, reveal, isTyped ? listening(text.front, words) : null),
    );
    const told = () => {
      const own = typed.value.trim();
      const answer = (title, css, said) =>
        element("section", {}, element("h3", { class: "label" }, title), paragraphs(css, said));
      asked.replaceChildren(asked.firstChild);
      return [
        element(
          "div",
          { class: "flash__answers" },
          own ? answer(words.own_answer, "", own) : null,
          answer(words.answers[kind], "flash__back", text.back),
        ),
        sources(text, words),
      ];
    };
    return { asked, told, isWrong: () => false, reach: isTyped ? null : () => reveal.focus({ preventScroll: true }) };
  }

  /* Return where the book says so, and what says more. */
  function sources(text, words) {
    const links = [text.source, ...(text.see ?? [])].map(({ title, href }) =>
      href === null ? title : tools.link(title, window.bookCards.address(href), words),
    );
    return element("p", { class: "flash__sources" }, ...links.flatMap((link, n) => (n ? [" · ", link] : [link])));
  }

  /* Ask a question of a course. */
  function byQuiz({ question }, words, turn) {
    const href = question.source.href && window.bookCards.address(question.source.href);
    const placed = { ...question, source: { ...question.source, href } };
    const check = button(words.check, () => settle(quiz.answer()), "main");
    const quiz = window.quiz.ask(placed, words, { onChange: () => (check.disabled = quiz.answer() === null) });
    const buttons = element("div", { class: "tool__buttons" }, check, button(words.no_idea, () => settle(null)));
    const asked = element("div", { class: "flash__asked" }, quiz.root, buttons);
    let answer = null;
    check.disabled = true;
    function settle(given) {
      answer = given;
      quiz.shut();
      buttons.remove();
      turn();
    }
    return {
      asked,
      told: () => [window.quiz.explained(placed, answer, words)],
      isWrong: () => !window.quiz.isRight(placed, answer),
      reach: null,
    };
  }

  /* --- the card */

  /* Return a card: `root`, `reach()`, which brings the keyboard to it, and `press(key)`, which does what a key asks for and
     tells whether it asked for anything. `entry` is one of `bookCards.today`, `text` what its kind's file says of it;
     `onGrade(grade)` is called once. */
  function of(entry, text, words, onGrade) {
    const { kind } = entry.card;
    const answer = element("div", { class: "flash__answer", tabindex: "-1", hidden: true });
    const way = kind === "question" ? byQuiz(text, words, turn) : byHeart(kind, text, words, turn);
    const root = element("article", { class: "flash", tabindex: "-1", "aria-label": words.kinds[kind] }, heading(entry, text, words), way.asked, answer);
    let offered = [];

    function give(grade) {
      if (!offered.includes(grade)) return;
      offered = [];
      window.speechSynthesis?.cancel();
      onGrade(grade);
    }

    function turn() {
      if (!answer.hidden) return;
      offered = way.isWrong() ? [1] : [1, 2, 3, 4];
      answer.append(...way.told(), ...(way.isWrong() ? [goOn()] : grades()));
      answer.hidden = false;
      // Not a grade: whoever holds a key down would give it.
      answer.focus({ preventScroll: true });
      root.scrollIntoView({ block: "nearest" });
    }

    const goOn = () => element("div", { class: "tool__buttons" }, button(words.go_on, () => give(1), "main"));

    function grades() {
      const ahead = window.bookCards.ahead(entry.card, entry.row, Date.now());
      const buttons = offered.map((grade, n) => {
        const node = button("", () => give(grade));
        node.classList.add("flash__grade", `flash__grade--${grade}`);
        node.setAttribute("aria-keyshortcuts", String(grade));
        node.append(element("strong", {}, words.grades[n]), element("span", {}, inDays(ahead[n], words)));
        return node;
      });
      return [
        element("p", { class: "tool__about" }, words.how),
        element("div", { class: "flash__grades", role: "group", "aria-label": words.how }, ...buttons),
      ];
    }

    const press = (key) => {
      if (answer.hidden || !/^[1-4]$/.test(key)) return false;
      give(Number(key));
      return true;
    };
    return { root, press, reach: way.reach ?? (() => root.focus({ preventScroll: true })) };
  }

  /* Return what a card is, whether it is new or says something else than before, and where it stands. */
  function heading({ card, isNew, isChanged }, { item, block }, words) {
    const context = [item?.[1], block?.[1]].filter(Boolean).join(" · ");
    return element(
      "p",
      { class: "flash__kind" },
      words.kinds[card.kind],
      isNew ? element("span", { class: "badge" }, words.new) : null,
      isChanged ? element("span", { class: "badge badge--changed" }, words.changed) : null,
      context ? element("span", { class: "flash__context" }, context) : null,
    );
  }

  return Object.freeze({ of, inDays });
})();
