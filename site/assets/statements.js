/* What a learner has done as statements of xAPI: pure functions of what `window.learning` keeps. What is said where,
   `salesbook/learning/statements.py` reads back.

   The id of a statement is made of what it is about (a UUID by name, RFC 9562), so the same row is the same statement from
   another tab, from another browser, or once more: a store has it once.

   Verbs and types are those of cmi5 and ADL. No system launches these pages, so no statement claims to be of a cmi5
   session. */

window.learningStatements = (() => {
  const VERBS = {
    initialized: "http://adlnet.gov/expapi/verbs/initialized",
    completed: "http://adlnet.gov/expapi/verbs/completed",
    progressed: "http://adlnet.gov/expapi/verbs/progressed",
    passed: "http://adlnet.gov/expapi/verbs/passed",
    failed: "http://adlnet.gov/expapi/verbs/failed",
  };
  const TYPES = {
    lesson: "http://adlnet.gov/expapi/activities/lesson",
    exam: "http://adlnet.gov/expapi/activities/assessment",
    task: "http://activitystrea.ms/schema/1.0/task",
  };

  /* Return all that could be sent, oldest first: a key that tells a row from all others, and the parts of its statement. */
  function rows(kept, begun = []) {
    const said = [
      ...begun.map((row) => ({ at: row.at, names: ["begun", row.course, row.item], ...lesson(row, "initialized") })),
      ...kept.lessons.map((row) => ({
        at: row.at,
        names: ["lesson", row.course, row.item],
        ...lesson(row, row.done ? "completed" : "progressed", { completion: row.done }),
      })),
      ...kept.exams.map((row) => ({ at: row.at, names: ["exam", row.course], ...exam(row) })),
      // Rows of the first of all moments say what a plan was made of when it was begun, and nothing of the learner.
      ...kept.ticks.filter((row) => row.at > 0).map((row) => ({ at: row.at, names: ["tick", row.plan, row.task], ...task(row) })),
    ];
    // Half a character, which only a damaged store holds, can stand in no address.
    const sound = said.filter((row) => !row.names.some((name) => /\p{Surrogate}/u.test(name)));
    return sound.map((row) => ({ ...row, key: [...row.names, row.at].join("\n") })).sort((one, other) => one.at - other.at);
  }

  function lesson({ course, item, edition }, verb, result) {
    return { verb, type: "lesson", path: [course, "lessons", item], course, edition, result };
  }

  function exam({ course, edition, right, of, passed, wrong }) {
    const score = of > 0 ? { scaled: Math.min(1, right / of), raw: Math.min(right, of), min: 0, max: of } : undefined;
    const result = { score, success: passed, completion: true };
    return { verb: passed ? "passed" : "failed", type: "exam", path: [course, "exam"], course, edition, result, wrong };
  }

  function task({ plan, task: name, done }) {
    return { verb: done ? "completed" : "progressed", type: "task", path: [plan, "tasks", name], course: plan, result: { completion: done } };
  }

  /* Return the id of an activity: `base`, and names behind it, in the letters that any address may have. */
  const id = (base, path) => base + path.map((name) => encodeURIComponent(name).replaceAll("%3A", ":")).join("/");

  /* Return a row as a statement, said by whoever learns; `base` is what the ids of all activities begin with. */
  function statement(base, row, { learner, position, started }) {
    const extensions = {};
    if (position) extensions[`${base}position`] = position;
    if (started) extensions[`${base}started`] = started;
    return {
      id: uuid([base, learner, row.key].join("\n")),
      actor: { objectType: "Agent", account: { homePage: base, name: learner } },
      verb: { id: VERBS[row.verb], display: { en: row.verb } },
      object: { objectType: "Activity", id: id(base, row.path), definition: { type: TYPES[row.type] } },
      ...(row.result ? { result: row.wrong ? { ...row.result, extensions: { [`${base}wrong`]: row.wrong } } : row.result } : {}),
      context: {
        registration: uuid([base, learner, row.course].join("\n")),
        ...(row.edition ? { revision: row.edition } : {}),
        platform: "salesbook",
        contextActivities: { parent: [{ objectType: "Activity", id: id(base, [row.course]) }], grouping: [{ objectType: "Activity", id: base }] },
        ...(Object.keys(extensions).length ? { extensions } : {}),
      },
      timestamp: new Date(row.at).toISOString(),
    };
  }

  // --- a UUID by name, as `uuid.uuid5(uuid.NAMESPACE_URL, name)` of Python: crypto.subtle is there over https alone

  function uuid(name) {
    const space = [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
    const bytes = sha1([...space, ...new TextEncoder().encode(name)]).slice(0, 16);
    bytes[6] = (bytes[6] & 0x0f) | 0x50;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function sha1(message) {
    const bytes = [...message, 0x80];
    while (bytes.length % 64 !== 56) bytes.push(0);
    for (let shift = 56; shift >= 0; shift -= 8) bytes.push(Math.floor((message.length * 8) / 2 ** shift) % 256);
    const turn = (word, n) => (word << n) | (word >>> (32 - n));
    let sums = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
    for (let at = 0; at < bytes.length; at += 64) {
      const words = Array.from({ length: 16 }, (_, n) => (bytes[at + 4 * n] << 24) | (bytes[at + 4 * n + 1] << 16) | (bytes[at + 4 * n + 2] << 8) | bytes[at + 4 * n + 3]);
      for (let n = 16; n < 80; n += 1) words.push(turn(words[n - 3] ^ words[n - 8] ^ words[n - 14] ^ words[n - 16], 1));
      let [a, b, c, d, e] = sums;
      for (let n = 0; n < 80; n += 1) {
        const [mixed, constant] =
          n < 20 ? [(b & c) | (~b & d), 0x5a827999] : n < 40 ? [b ^ c ^ d, 0x6ed9eba1] : n < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc] : [b ^ c ^ d, 0xca62c1d6];
        [a, b, c, d, e] = [(turn(a, 5) + mixed + e + constant + words[n]) | 0, a, turn(b, 30), c, d];
      }
      sums = sums.map((sum, n) => (sum + [a, b, c, d, e][n]) | 0);
    }
    return sums.flatMap((sum) => [24, 16, 8, 0].map((shift) => (sum >>> shift) & 0xff));
  }

  return Object.freeze({ rows, statement, uuid });
})();
