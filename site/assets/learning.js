/* What a learner has done, kept in this browser and nowhere else: `window.learning` reads it, changes it, makes a file of
   it and takes such a file in. It knows nothing of pages. Whatever the browser or a file holds is hostile: it comes in row
   by row, and a row that is not as this script writes it is left out.

   lessons  a lesson of a course that is read, or no longer is (`done`), by the edition of what was read
   exams    an exam as it ended: right answers `of` all, `wrong` the editions of the questions that were not
   ticks    a task or a checkpoint of an onboarding plan
   cards    what is repeated: when it is `due` again, and what is known of how it is remembered (see repetition.js)

   A moment is told by milliseconds since 1970. Of two rows of one thing the later holds, so files may come in any order. */

window.learning = (() => {
  const NAME = "learning";
  const FORMAT = "salesbook-learning";
  const MOST_ROWS = 20000;
  const MOST_BYTES = 4000000;
  const LATEST = 4102444800000; // the year 2100

  const isText = (value) => typeof value === "string" && value.length > 0 && value.length <= 300 && !/[\u0000-\u001f\u007f]/.test(value);
  const isEdition = (value) => typeof value === "string" && /^[a-p]{8}$/.test(value);
  const isMoment = (value) => Number.isSafeInteger(value) && value >= 0 && value < LATEST;
  const isCount = (value) => Number.isSafeInteger(value) && value >= 0 && value <= 100000;
  const isFlag = (value) => typeof value === "boolean";
  const isFigure = (value) => typeof value === "number" && value >= 0 && value <= 1000000;
  const areEditions = (value) => Array.isArray(value) && value.length <= 2000 && value.every(isEdition);

  /* Of each kind of rows: the fields with what they must be, those that tell which thing it is, the moment that decides. */
  const KINDS = {
    lessons: { fields: { course: isText, item: isText, edition: isEdition, at: isMoment, done: isFlag }, same: ["course", "item"], by: "at" },
    exams: {
      fields: { course: isText, edition: isEdition, at: isMoment, right: isCount, of: isCount, passed: isFlag, wrong: areEditions },
      same: ["course", "at"],
      by: "at",
    },
    ticks: { fields: { plan: isText, task: isText, at: isMoment, done: isFlag }, same: ["plan", "task"], by: "at" },
    cards: {
      fields: {
        card: isText, edition: isEdition, due: isMoment, last: isMoment, stability: isFigure, difficulty: isFigure,
        step: isCount, reps: isCount, lapses: isCount,
      },
      same: ["card"],
      by: "last",
    },
  };
  /* What is said once: who learns, as what, since which day (2026-11-28), and when that was said. */
  const ONCE = { learner: isText, position: isText, started: (value) => typeof value === "string" && /^20\d\d-\d\d-\d\d$/.test(value) };

  const key = (kind, row) => KINDS[kind].same.map((name) => row[name]).join("\n");

  /* Return a row with the fields of its kind and no others; null for one that is not as it must be. */
  function sound(kind, row) {
    if (typeof row !== "object" || row === null) return null;
    const fields = Object.entries(KINDS[kind].fields);
    if (!fields.every(([name, isSound]) => Object.hasOwn(row, name) && isSound(row[name]))) return null;
    return Object.fromEntries(fields.map(([name]) => [name, row[name]]));
  }

  /* Return what was kept as it must be, whatever `kept` is. */
  function checked(kept) {
    const given = typeof kept === "object" && kept !== null ? kept : {};
    const said = {};
    for (const [name, isSound] of Object.entries(ONCE)) said[name] = isSound(given[name]) ? given[name] : null;
    said.said = isMoment(given.said) ? given.said : 0;
    for (const kind of Object.keys(KINDS)) {
      const rows = Array.isArray(given[kind]) ? given[kind].slice(0, MOST_ROWS) : [];
      said[kind] = latest(kind, rows.map((row) => sound(kind, row)).filter(Boolean));
    }
    return said;
  }

  /* Return rows with the latest of each thing alone, oldest first. */
  function latest(kind, rows) {
    const { by } = KINDS[kind];
    const kept = new Map();
    for (const row of rows) {
      const before = kept.get(key(kind, row));
      if (!before || before[by] <= row[by]) kept.set(key(kind, row), row);
    }
    return [...kept.values()].sort((one, other) => one[by] - other[by]);
  }

  /* Return what is kept in this browser. */
  const read = () => checked(window.__md_get(NAME));

  /* Change what is kept by `change(kept)`, which may add rows and set what is said once; return whether it lasts. Read
     anew each time, because the reader may have the academy open twice. */
  function alter(change) {
    const kept = read();
    change(kept);
    const changed = checked(kept);
    window.__md_set(NAME, changed);
    dispatchEvent(new CustomEvent("learning-changed"));
    return JSON.stringify(read()) === JSON.stringify(changed);
  }

  /* Add a row, of `kind`, in place of an earlier one of the same thing; return whether it lasts: one that is not as it must
     be does not. */
  const note = (kind, row) => sound(kind, row) !== null && alter((kept) => kept[kind].push(row));

  /* Set what is said once, say { position: "position:manager" }; return whether it lasts. */
  const say = (values) => alter((kept) => Object.assign(kept, values, { said: Date.now() }));

  /* Forget everything. */
  const forget = () => alter((kept) => {
    for (const name of Object.keys(ONCE)) kept[name] = null;
    for (const kind of Object.keys(KINDS)) kept[kind] = [];
    kept.said = 0;
  });

  /* Return what is kept as a file: a line that tells what it is, with the CRC-32 of the bytes of the other line. */
  function file(book) {
    const body = JSON.stringify({ book, made: Date.now(), ...read() });
    return `${JSON.stringify({ format: FORMAT, version: 1, crc32: crc32(body) })}\n${body}\n`;
  }

  /* Return what a file holds: { kept, book, made }; or why it cannot be taken in: { problem }, one of "large", "foreign",
     "newer", "damaged". The checksum shows damage; whoever wants to forge a file can. */
  function opened(text) {
    if (text.length > MOST_BYTES) return { problem: "large" };
    const [head, body = ""] = text.replace(/^\ufeff/, "").split(/\r?\n/);
    try {
      const { format, version, crc32: sum } = JSON.parse(head);
      if (format !== FORMAT) return { problem: "foreign" };
      if (version !== 1) return { problem: "newer" };
      if (sum !== crc32(body)) return { problem: "damaged" };
      const given = JSON.parse(body);
      return { kept: checked(given), book: isText(given.book) ? given.book : "", made: isMoment(given.made) ? given.made : 0 };
    } catch {
      return { problem: "foreign" };
    }
  }

  /* Take in what a file holds beside what is kept; return whether it lasts. */
  const take = (given) => alter((kept) => {
    for (const kind of Object.keys(KINDS)) kept[kind].push(...given[kind]);
    for (const name of Object.keys(ONCE)) {
      if (given[name] !== null && (kept[name] === null || given.said > kept.said)) kept[name] = given[name];
    }
    kept.said = Math.max(kept.said, given.said);
  });

  /* Return the CRC-32 of a text in UTF-8, in eight hexadecimal digits: that of zlib. */
  function crc32(text) {
    let sum = -1;
    for (const byte of new TextEncoder().encode(text)) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
    }
    return ((sum ^ -1) >>> 0).toString(16).padStart(8, "0");
  }

  const NIGHT = 4; // the hour at which a learner's day ends

  /* Return the day of a moment as the learner lives it, as the midnight it began with, in the time zone of the browser. */
  function day(moment = Date.now()) {
    const date = new Date(moment);
    date.setHours(date.getHours() - NIGHT);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate());
  }

  /* Return the moment at which the day `days` days after that of a moment begins: at four in the morning. */
  function dawn(moment, days) {
    const date = day(moment);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, NIGHT).getTime();
  }

  return Object.freeze({ read, note, say, forget, file, opened, take, crc32, day, dawn });
})();
