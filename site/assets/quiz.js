/* Questions of a quiz: how they are asked, when an answer is right, why. `window.quiz` knows neither courses nor what is
   kept: a course's page, repetition and a package for another system ask with it. What is judged stands apart from what
   is shown, and nothing is half right.

   A question has an `id`, a `way`, `words`, `because`, a `source` { title, href }, and by its way
   one, several  `options`, `right`: the places of the right ones, counted from 0
   order         `sequence`: the steps in the right order
   match         `pairs`: [what is shown, what belongs to it]
   short         `accepts`: phrases; `forms`: of each its words, of each word all its forms (learning/typed.py)

   An answer is a place (one), places (several), the places of the steps in the order given (order), of each pair what was
   chosen for it (match), what was typed (short); null where nothing is answered. */

window.quiz = (() => {
  const MOST_LETTERS = 300;
  const TWINS = new Map([..."abcehkmoptxy"].map((letter, n) => [letter, [..."авсенкмортху"][n]]));

  /* Return the letters of a short answer that count: what learning/typed.py makes of its words, put together. */
  function letters(text) {
    const plain = text.normalize("NFKC").toLowerCase().replaceAll("ё", "е");
    return [...plain].filter((each) => /[\p{L}\p{N}]/u.test(each)).map((each) => TWINS.get(each) || each).join("");
  }

  /* Tell whether letters are the words of a phrase, each in one of its forms. */
  function isPhrase(typed, phrase) {
    let ends = new Set([0]);
    for (const forms of phrase) {
      const further = new Set();
      for (const at of ends) for (const form of forms) if (typed.startsWith(form, at)) further.add(at + form.length);
      ends = further;
    }
    return ends.has(typed.length);
  }

  const isSame = (one, other) => one.length === other.length && one.every((value, n) => value === other[n]);

  const JUDGED = {
    one: ({ right }, answer) => answer === right[0],
    several: ({ right }, answer) => isSame([...answer].sort((a, b) => a - b), right),
    order: ({ sequence }, answer) => isSame(answer, [...sequence.keys()]),
    match: ({ pairs }, answer) => isSame(answer, pairs.map(([, belongs]) => belongs)),
    short: ({ forms }, answer) => {
      const typed = letters(answer);
      return typed.length > 0 && [...typed].length <= MOST_LETTERS && forms.some((phrase) => isPhrase(typed, phrase));
    },
  };

  /* Tell whether an answer is right, all of it. */
  const isRight = (question, answer) => answer !== null && JUDGED[question.way](question, answer);

  /* Return entries in an order drawn by lot. */
  function shuffled(entries, random = Math.random) {
    const drawn = [...entries];
    for (let n = drawn.length - 1; n > 0; n -= 1) {
      const other = Math.floor(random() * (n + 1));
      [drawn[n], drawn[other]] = [drawn[other], drawn[n]];
    }
    return drawn;
  }

  /* Return places in an order drawn by lot that is not the one they are in: the steps of a question must be moved. */
  function mixed(n, random) {
    const places = [...Array(n).keys()];
    const drawn = shuffled(places, random);
    return isSame(drawn, places) ? [...drawn.slice(1), drawn[0]] : drawn;
  }

  /* Return a group of fields under a question: what all ways have in common. */
  function group({ words }, hint, ...content) {
    const { element, fresh } = window.pageTools;
    const about = element("p", { class: "tool-group__hint", id: fresh("hint") }, hint);
    const legend = element("legend", { class: "tool-group__legend" }, words);
    const within = element("div", { class: "tool-group__choices" }, ...content);
    return element("fieldset", { class: "tool-group quiz-question", "aria-describedby": hint ? about.id : null }, legend, hint && about, within);
  }

  const ASKED = {
    one(question, said, random, onChange) {
      const { choices } = window.pageTools;
      const offered = shuffled([...question.options.keys()], random).map((value) => ({ value, text: question.options[value] }));
      const asked = choices({ legend: question.words, choices: offered, onChange });
      asked.root.classList.add("quiz-question");
      return { root: asked.root, answer: asked.value, places: offered.map(({ value }) => value) };
    },

    several(question, said, random, onChange) {
      const places = shuffled([...question.options.keys()], random);
      const boxes = places.map((place) => window.pageTools.checkbox({ text: question.options[place], onChange }));
      const chosen = () => places.filter((_place, n) => boxes[n].control.checked).sort((a, b) => a - b);
      const root = group(question, said.how_several, ...boxes.map((box) => box.root));
      return { root, answer: () => (chosen().length ? chosen() : null), places };
    },

    order(question, said, random, onChange) {
      const { element, fill, button, spoken } = window.pageTools;
      let places = mixed(question.sequence.length, random);
      let isMoved = false;
      const status = spoken();
      const list = element("ol", { class: "quiz-order" });
      const entries = new Map(places.map((place) => [place, entry(place)]));
      function entry(place) {
        const step = question.sequence[place];
        const [up, down] = [-1, 1].map((by) => {
          const press = button(by < 0 ? "↑" : "↓", () => move(place, by));
          press.setAttribute("aria-label", fill(by < 0 ? said.up : said.down, { step }));
          press.classList.add("quiz-order__move");
          return press;
        });
        return { root: element("li", {}, element("span", { class: "quiz-order__step" }, step), up, down), up, down };
      }
      function move(place, by) {
        const at = places.indexOf(place);
        places = places.filter((each) => each !== place);
        places.splice(at + by, 0, place);
        isMoved = true;
        show();
        const { up, down } = entries.get(place);
        const same = by < 0 ? up : down;
        (same.disabled ? (by < 0 ? down : up) : same).focus();
        status.say(fill(said.moved, { step: question.sequence[place], n: at + by + 1, all: places.length }));
        onChange();
      }
      function show() {
        places.forEach((place, n) => {
          const { root, up, down } = entries.get(place);
          up.disabled = n === 0;
          down.disabled = n === places.length - 1;
          if (list.children[n] !== root) list.insertBefore(root, list.children[n] || null);
        });
      }
      show();
      return { root: group(question, said.how_order, list, status.root), answer: () => (isMoved ? [...places] : null) };
    },

    match(question, said, random, onChange) {
      const { element, field } = window.pageTools;
      const offered = shuffled([...new Set(question.pairs.map(([, belongs]) => belongs))], random);
      const selects = question.pairs.map(() => {
        const options = offered.map((text, n) => element("option", { value: String(n) }, text));
        const select = element("select", {}, element("option", { value: "" }, said.choose), ...options);
        select.addEventListener("change", onChange);
        return select;
      });
      const fields = shuffled([...selects.keys()], random).map((n) => field({ label: question.pairs[n][0], control: selects[n] }));
      const root = group(question, said.how_match, ...fields.map((each) => each.root));
      const chosen = () => selects.map(({ value }) => (value === "" ? null : offered[Number(value)]));
      return { root, answer: () => (chosen().includes(null) ? null : chosen()) };
    },

    short(question, said, random, onChange) {
      const { element, fresh } = window.pageTools;
      const input = element("input", { type: "text", maxlength: 200, class: "tool-field__control", autocomplete: "off", spellcheck: "false" });
      const root = group(question, said.how_short, input);
      const legend = root.querySelector("legend");
      legend.id = fresh("legend");
      input.setAttribute("aria-labelledby", legend.id);
      input.addEventListener("input", onChange);
      return { root, answer: () => (input.value.trim() ? input.value : null) };
    },
  };

  /* Return a question to be answered: `root`, `answer()`, `reach()`, which brings the keyboard to it, and `shut()`, after
     which nothing of it can be changed and the right options are marked. `said` are the words of `quiz_words`; a `number`
     stands before the question; `onChange` hears of every change. */
  function ask(question, said, { random = Math.random, number = 0, onChange = () => {} } = {}) {
    const words = number ? `${number}. ${question.words}` : question.words;
    const asked = ASKED[question.way]({ ...question, words }, said, random, () => onChange());
    const controls = () => [...asked.root.querySelectorAll("input, select, button")];
    const reach = () => {
      const first = controls().find((control) => !control.disabled);
      if (first) window.pageTools.reach(first, asked.root);
    };
    const shut = () => {
      for (const control of controls()) control.disabled = true;
      const labels = asked.places ? [...asked.root.querySelectorAll(".tool-choice")] : [];
      labels.forEach((label, n) => {
        const isOne = question.right.includes(asked.places[n]);
        if (isOne) label.classList.add("quiz-choice--right");
        else if (label.querySelector(":checked")) label.classList.add("quiz-choice--wrong");
      });
    };
    return { root: asked.root, answer: asked.answer, reach, shut };
  }

  /* Return an answer as it is read: what was chosen, or put in order, or typed. */
  function read(question, answer) {
    const { element } = window.pageTools;
    const list = (name, lines) => element(name, {}, ...lines.map((line) => element("li", {}, line)));
    switch (question.way) {
      case "one":
        return question.options[answer];
      case "several":
        return list("ul", answer.map((place) => question.options[place]));
      case "order":
        return list("ol", answer.map((place) => question.sequence[place]));
      case "match":
        return list("ul", question.pairs.map(([shown], n) => `${shown} — ${answer[n]}`));
      default:
        return answer;
    }
  }

  const RIGHT = {
    one: ({ right }) => right[0],
    several: ({ right }) => right,
    order: ({ sequence }) => [...sequence.keys()],
    match: ({ pairs }) => pairs.map(([, belongs]) => belongs),
    short: ({ accepts }) => accepts[0],
  };

  /* Return what is said of an answer: whether it is right, what would be, why, and where that stands. */
  function explained(question, answer, said) {
    const { element, link } = window.pageTools;
    const right = isRight(question, answer);
    const verdict = right ? said.right : answer === null ? said.unanswered : said.wrong;
    const { title, href } = question.source;
    const entry = (label, words) => element("div", {}, element("dt", {}, label), element("dd", {}, words));
    const answers = [
      right || answer === null ? null : entry(said.yours, read(question, answer)),
      right && question.way !== "short" ? null : entry(said.right_answer, read(question, RIGHT[question.way](question))),
    ].filter(Boolean);
    return element(
      "div",
      { class: `quiz-told quiz-told--${right ? "right" : "wrong"}` },
      element("p", { class: "quiz-told__verdict" }, verdict),
      answers.length ? element("dl", { class: "quiz-told__answers" }, ...answers) : null,
      element("p", { class: "quiz-told__because" }, question.because),
      element("p", { class: "tool__about" }, `${said.source} `, href === null ? title : link(title, href, said)),
    );
  }

  return Object.freeze({ letters, isRight, shuffled, ask, explained });
})();
