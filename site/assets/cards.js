/* The cards of the academy: `window.bookCards` loads them, and tells which are asked today. They lie in repetition/, in
   scripts that call bookCards.told: a page opened from a folder may load scripts alone. What a learner knows of a card is
   a row of `window.learning` (see repetition.js), which is checked there; a row of a card that the edition has not is
   passed over. */

window.bookCards = (() => {
  const root = new URL("../../", document.currentScript.src);
  const loading = new Map();
  const files = new Map();

  const SECONDS = 300; // what is asked on a day takes so long
  const NEW = 8; // so many cards are met on a day
  const KINDS = ["term", "question", "objection"];

  const told = (name, data) => files.set(name, data);

  /* Return what a file holds; null when it cannot be had. */
  function load(name) {
    if (!loading.has(name)) {
      const loaded = new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = new URL(`repetition/${name}.js`, root).href;
        script.onload = script.onerror = () => {
          script.remove();
          if (!files.has(name)) loading.delete(name); // it may be there when it is asked for again
          resolve(files.get(name) ?? null);
        };
        document.head.append(script);
      });
      loading.set(name, loaded);
    }
    return loading.get(name);
  }

  /* Return the deck: `cards` { id, edition, kind, seconds }, `order` of all of them, `positions` { name, title, order };
     null when it cannot be had. */
  async function deck() {
    const data = await load("deck");
    if (data === null) return null;
    const cards = data.cards.map(([id, edition, kind, seconds]) => ({ id, edition, kind: KINDS[kind], seconds }));
    const placed = (places) => places.map((n) => cards[n]);
    const positions = data.positions.map(([name, title, order]) => ({ name, title, order: placed(order) }));
    return { cards, order: placed(data.order), positions };
  }

  /* Return the texts of cards of some kinds by their ids; null when they cannot be had. */
  async function texts(kinds) {
    const loaded = await Promise.all(kinds.map((kind) => load(`${kind}s`)));
    return loaded.includes(null) ? null : new Map(loaded.flat().map((text) => [text.id, text]));
  }

  /* Return the address of a page of the academy that a text links to, as it is from any page. */
  const address = (href) => new URL(href, root).href;

  /* --- what is known of cards */

  const rows = () => new Map(window.learning.read().cards.map((row) => [row.card, row]));

  /* Return how many days, which end at four in the morning, lie between two moments; none when the clock went back. */
  function daysBetween(before, now) {
    return Math.max(0, Math.round((window.learning.day(now) - window.learning.day(before)) / 86400000));
  }

  /* Return the row of a card after it got a grade at a moment, whatever `row` it had (null: none). */
  function graded(card, row, grade, now) {
    const days = row ? daysBetween(row.last, now) : 0;
    const { wait, ...memory } = window.repetition.next(row, grade, days);
    const due = wait.days ? window.learning.dawn(now, wait.days) : now + wait.minutes * 60000;
    // Of two rows the later holds, also where a clock was once ahead.
    return { card: card.id, edition: card.edition, due, last: Math.max(now, row ? row.last : 0), ...memory };
  }

  /* Return in how many days a card would come again after each grade; 0: still today. */
  const ahead = (card, row, now) =>
    [1, 2, 3, 4].map((grade) => daysBetween(now, Math.max(now, graded(card, row, grade, now).due)));

  const isChanged = (card, row) => row.edition !== card.edition;

  /* Return what is asked on the day of `now`, of the cards in `order`: `ask`, entries { card, row, isNew, isChanged } that
     take about five minutes with what was asked that day already, and `extra` seconds more; how many `minutes`; how many
     are due beyond them (`later`), how many nobody has met (`unmet`). What is forgotten soonest comes first; what
     says something else than when it was learnt comes whether it is due or not; then what is new. */
  function today(order, known, now, extra = 0) {
    const entries = order.map((card) => ({ card, row: known.get(card.id) ?? null }));
    const isOfToday = ({ row }) => daysBetween(row.last, now) === 0 && row.last <= now;
    const met = entries.filter(({ row }) => row !== null);
    const asked = met.filter(isOfToday);
    const due = met
      .map((entry) => ({ ...entry, isNew: false, isChanged: isChanged(entry.card, entry.row) }))
      .filter(({ row, isChanged: changed }) => changed || row.step > 0 || row.due <= now)
      .sort((one, other) => one.row.due - other.row.due);
    const unmet = entries.filter(({ row }) => row === null).map((entry) => ({ ...entry, isNew: true, isChanged: false }));
    // Whoever wants more than five minutes wants more that is new, too.
    const fresh = unmet.slice(0, extra ? NEW : Math.max(0, NEW - asked.filter(({ row }) => row.reps === 1).length));
    let left = SECONDS + extra - asked.reduce((sum, { card }) => sum + card.seconds, 0);
    const ask = [];
    for (const entry of [...due, ...fresh]) {
      // Whatever was forgotten today is asked once more, however long it takes.
      if (left <= 0 && !(entry.row && entry.row.step > 0)) continue;
      ask.push(entry);
      left -= entry.card.seconds;
    }
    const seconds = ask.reduce((sum, { card }) => sum + card.seconds, 0);
    const later = due.length - ask.filter((entry) => !entry.isNew).length;
    return { ask, minutes: Math.max(1, Math.round(seconds / 60)), later, unmet: unmet.length, asked: asked.length };
  }

  /* Return when something is to be asked again, after all of today is: { at, count }; null when nothing ever is. */
  function upcoming(order, known, now) {
    const tomorrow = window.learning.dawn(now, 1);
    const count = today(order, known, tomorrow).ask.length;
    if (count) return { at: tomorrow, count };
    const first = Math.min(...order.map((card) => known.get(card.id)?.due ?? Infinity).filter((due) => due > now));
    return first === Infinity ? null : { at: first, count: today(order, known, first).ask.length };
  }

  return Object.freeze({ told, deck, texts, address, rows, graded, ahead, today, upcoming, daysBetween });
})();
