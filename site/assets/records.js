/* What a learner has done, sent to the record store that the book names: only when the learner has switched it on, under
   the name he has chosen, with a key that he has typed. `window.learningRecords` knows nothing of forms: it reads what
   `window.learning` keeps, and whatever of that the store has not got yet is to be sent (statements.js). So nothing is
   queued twice, nothing is lost while the store cannot be reached, and no page waits for it. */

(() => {
  const { dataset, src } = document.currentScript;
  const { store, activities } = dataset;
  const { rows, statement } = window.learningStatements;
  const BATCH = 50;
  const PATIENCE = 20000; // milliseconds for an answer
  const SOON = 2000;
  const WAITS = [30000, 120000, 600000, 3600000]; // between tries that fail, the last one for good
  const MOST = 60000;
  const MOST_BEGUN = 1000;

  // --- what is kept: whether it is on, what the store has got; checked field by field, like all that a browser has kept

  const isText = (value) => typeof value === "string" && value.length > 0 && value.length <= 1000 && !/[\u0000-\u0009\u000b-\u001f\u007f]/.test(value);
  const isMoment = (value) => Number.isSafeInteger(value) && value >= 0 && value < 4102444800000;
  const texts = (value) => (Array.isArray(value) ? value.slice(0, MOST).filter(isText) : []);
  const PROBLEMS = ["key", "address", "unreached"];

  function read() {
    const kept = window.__md_get("records");
    const given = typeof kept === "object" && kept !== null ? kept : {};
    return {
      isOn: given.isOn === true,
      sent: texts(given.sent),
      refused: texts(given.refused),
      begun: (Array.isArray(given.begun) ? given.begun.slice(-MOST_BEGUN) : []).map(soundBegun).filter(Boolean),
      at: isMoment(given.at) ? given.at : 0,
      problem: PROBLEMS.includes(given.problem) ? given.problem : null,
    };
  }

  function soundBegun(row) {
    const { course, item, edition, at } = row || {};
    const isSound = isText(course) && isText(item) && /^[a-p]{8}$/.test(edition) && isMoment(at);
    return isSound ? { course, item, edition, at } : null;
  }

  function alter(change) {
    const kept = read();
    change(kept);
    window.__md_set("records", kept);
    dispatchEvent(new CustomEvent("records-changed"));
  }

  // --- the key: for this tab, or on this computer, if the learner wants that

  function key() {
    const given = window.__md_get("records-key", sessionStorage) || window.__md_get("records-key");
    const { name, secret } = typeof given === "object" && given !== null ? given : {};
    const isKey = typeof name === "string" && typeof secret === "string" && secret.length > 0 && name.length + secret.length <= 4000;
    return isKey ? { name, secret } : null;
  }

  function forgetKey() {
    for (const storage of [sessionStorage, localStorage]) window.__md_set("records-key", null, storage);
    dispatchEvent(new CustomEvent("records-changed"));
  }

  function setKey(name, secret, stays) {
    forgetKey();
    window.__md_set("records-key", { name, secret }, stays ? localStorage : sessionStorage);
    alter((kept) => (kept.problem = null));
    soon(0);
  }

  /* Return the header of a key with a name as HTTP knows it; one without is a token. */
  function authorization({ name, secret }) {
    if (!name) return `Bearer ${secret.replace(/[^\x21-\x7e]/g, "")}`;
    return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${secret}`)))}`;
  }

  /* Return what the store has not got yet, oldest first; nothing without a name to say it under. */
  function waiting() {
    const kept = window.learning.read();
    if (!kept.learner) return [];
    const { sent, refused, begun } = read();
    const done = new Set([...sent, ...refused, ...settledHere]);
    return rows(kept, begun).filter((row) => !done.has(row.key));
  }

  /* Return the next of it, each with its statement. */
  function pending(most = BATCH) {
    const kept = window.learning.read();
    return waiting().slice(0, most).map((row) => ({ key: row.key, statement: statement(activities, row, kept) }));
  }

  // --- sending

  let timer = 0;
  let tries = 0;
  let isSending = false;
  const settledHere = new Set(); // where the browser keeps nothing, a page sends nothing twice all the same

  function soon(wait = SOON) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  /* Send all that is pending, as long as the store takes it. */
  async function send() {
    clearTimeout(timer);
    const { isOn, problem: before } = read();
    // A key that was refused is not tried again and again: some stores shut an account for that.
    if (isSending || !isOn || !key() || before === "key") return;
    isSending = true;
    try {
      for (let batch = pending(); batch.length; batch = pending()) {
        const problem = await deliver(batch);
        alter((kept) => Object.assign(kept, { problem, at: problem ? kept.at : Date.now() }));
        if (problem === "unreached") soon(WAITS[Math.min(tries, WAITS.length - 1)]);
        tries = problem === "unreached" ? tries + 1 : 0;
        if (problem || !read().isOn) return;
      }
    } finally {
      isSending = false;
    }
  }

  /* Send a batch; return what is wrong, null for nothing. A store takes a batch as a whole or not at all: of one that it
     does not take, each is sent by itself, so that none keeps the others back. */
  async function deliver(batch) {
    const whole = await ask(store, "POST", batch.map(({ statement }) => statement));
    if (whole === "taken") return settled("sent", batch);
    if (whole !== "refused" && whole !== "there") return whole;
    for (const each of batch) {
      if (!read().isOn) return null;
      const one = await ask(`${store}?statementId=${each.statement.id}`, "PUT", each.statement);
      if (one !== "taken" && one !== "there" && one !== "refused") return one;
      settled(one === "refused" ? "refused" : "sent", [each]);
    }
    return null;
  }

  /* Take note that rows are done with, and forget those of which nothing is kept any more. */
  function settled(list, batch) {
    for (const { key: each } of batch) settledHere.add(each);
    const there = new Set(rows(window.learning.read(), read().begun).map((row) => row.key));
    alter((kept) => {
      kept[list].push(...batch.map(({ key }) => key));
      for (const name of ["sent", "refused"]) kept[name] = [...new Set(kept[name])].filter((each) => there.has(each));
    });
    return null;
  }

  /* Ask the store to take something: "taken", "there" (it has it), "refused" for good, or what is wrong. */
  async function ask(address, method, content) {
    const patience = new AbortController();
    const clock = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const answer = await fetch(address, {
        method,
        body: JSON.stringify(content),
        headers: { "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3", Authorization: authorization(key() || { name: "", secret: "" }) },
        mode: "cors",
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: patience.signal,
      });
      const { status } = answer;
      if (status === 200 || status === 204) return "taken";
      if (status === 409) return "there";
      if (status === 401 || status === 403) return "key";
      if (status === 404 || status === 405) return "address";
      return status >= 400 && status < 500 && status !== 408 && status !== 429 ? "refused" : "unreached";
    } catch {
      return "unreached"; // no network, no answer in time, or a store that does not let this academy ask
    } finally {
      clearTimeout(clock);
    }
  }

  // --- when it is sent

  function start() {
    addEventListener("learning-changed", () => soon());
    addEventListener("online", () => soon(0));
    /* Whoever shows a lesson may say that it was begun: { course, item, edition }. */
    addEventListener("lesson-begun", ({ detail }) => {
      const row = soundBegun({ ...detail, at: Date.now() });
      if (!row || !read().isOn) return;
      if (read().begun.some((each) => each.course === row.course && each.item === row.item && each.edition === row.edition)) return;
      alter((kept) => kept.begun.push(row));
      soon();
    });
    soon();
    dispatchEvent(new CustomEvent("records-changed"));
  }

  window.learningRecords = Object.freeze({
    store,
    read,
    waiting,
    pending,
    send,
    key,
    setKey,
    forgetKey,
    /* Switch it on or off; what is on its way when it is switched off may still arrive. */
    turn: (isOn) => {
      alter((kept) => Object.assign(kept, { isOn, problem: null }));
      tries = 0;
      soon(0);
    },
  });

  if (window.learning) start();
  else {
    const script = document.createElement("script");
    script.src = new URL("learning.js", src);
    script.addEventListener("load", start);
    document.head.append(script);
  }
})();
