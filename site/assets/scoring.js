/* The arithmetic of scorecards: what `salesbook.scoring` computes, on the data of a form (`salesbook.pages.lead_form`).
   Sums are exact: every number is a whole one of units, the last digit that a total may have. `answers` are the places of
   the chosen answers by the places of their parameters, null where there is none; pure functions, no page. */

window.leadScoring = (() => {
  /* Return "-2.5" in units. */
  function units(decimal, places) {
    const [, minus, whole, rest = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
    const value = BigInt(whole + rest.padEnd(places, "0"));
    return minus ? -value : value;
  }

  /* Return units as the book writes numbers: «−2,5». */
  function words(value, card) {
    const digits = String(value < 0n ? -value : value).padStart(card.places + 1, "0");
    const rest = digits.slice(digits.length - card.places).replace(/0+$/, "");
    return (value < 0n ? "−" : "") + digits.slice(0, digits.length - card.places) + (rest && card.comma + rest);
  }

  /* Return the card of a form with its numbers read: `parameters` in a row, each with the place of its `block`. */
  function read(data) {
    const read = (decimal) => units(decimal, data.places);
    const parameters = data.blocks.flatMap((block, n) =>
      block.parameters.map((parameter) => ({
        ...parameter,
        block: n,
        choices: parameter.choices.map((each) => ({ ...each, counts: each.counts === null ? null : read(each.counts) })),
      })),
    );
    const segments = data.segments.map((each) => ({ ...each, from: read(each.from), to: read(each.to) }));
    const reachable = data.reachable.map((each) => ({ ...each, from: read(each.from) }));
    const rules = data.rules.map((each) => ({ ...each, above: read(each.above) }));
    return { ...data, parameters, segments, reachable, rules };
  }

  const chosen = (card, answers) => card.parameters.map((each, n) => (answers[n] === null ? null : each.choices[answers[n]]));
  const sum = (values) => values.reduce((total, value) => total + value, 0n);

  /* Return what answers come to: `blocks` and `total` of those that are given, how many are `missing`, which places are
     `unknown` and which of those `leftOut`; `segment` and `rules` only when none is missing. */
  function score(card, answers) {
    const given = chosen(card, answers);
    const counts = given.map((choice) => (choice === null || choice.counts === null ? 0n : choice.counts));
    const blocks = card.blocks.map((_block, n) => sum(counts.filter((_count, p) => card.parameters[p].block === n)));
    const total = sum(blocks);
    const missing = given.filter((choice) => choice === null).length;
    const places = [...given.keys()];
    const unknown = places.filter((n) => given[n] !== null && given[n].unknown);
    const leftOut = unknown.filter((n) => given[n].counts === null);
    const complete = missing === 0;
    const segment = complete ? card.segments.find((each) => each.from <= total && total <= each.to) : null;
    const rules = complete ? card.rules.filter((rule) => total > rule.above) : [];
    return { blocks, total, missing, unknown, leftOut, segment, rules };
  }

  /* --- what to ask next, as `salesbook.scoring.questions` has it: bits that an answer tells of the segment */

  /* Return the open questions, the most telling first, as `place` and `bits`; and the places of segments that can come
     out, from the lowest on. */
  function explain(card, answers) {
    const given = chosen(card, answers);
    const isOpen = (choice) => choice === null || choice.unknown;
    const open = [...given.keys()].filter((n) => isOpen(given[n]));
    const settled = sum(given.filter((choice) => !isOpen(choice)).map((choice) => choice.counts));
    const told = open.map((n) => card.parameters[n].choices.filter((each) => !each.unknown).map((each) => each.counts));
    const bounds = card.reachable.slice(1).map((each) => each.from - settled);
    const { shares, bits } = information(told, bounds, card.effort);
    const questions = open.map((place, n) => ({ place, bits: Math.round(bits[n] * 1e9) / 1e9, spread: spread(told[n]), raw: bits[n] }));
    questions.sort((a, b) => b.bits - a.bits || (a.spread === b.spread ? 0 : a.spread < b.spread ? 1 : -1));
    const possible = card.reachable.filter((_each, n) => shares[n] > 0).map((each) => each.segment);
    return { questions: questions.filter((each) => each.raw >= 1e-9), possible };
  }

  const least = (counts) => counts.reduce((low, count) => (count < low ? count : low));
  const most = (counts) => counts.reduce((high, count) => (count > high ? count : high));
  const spread = (counts) => most(counts) - least(counts);

  function gcd(a, b) {
    let [one, other] = [a < 0n ? -a : a, b < 0n ? -b : b];
    while (other) [one, other] = [other, one % other];
    return one;
  }

  /* Return how likely each segment is (`shares`), and what each question tells of it (`bits`). `bounds` are what the open
     questions must come to for each segment but the lowest. */
  function information(questions, bounds, limit) {
    if (!questions.length) return { shares: between(bounds.map((bound) => (bound > 0n ? 1 : 0))), bits: [] };
    const step = questions.reduce((step, counts) => counts.reduce((step, count) => gcd(step, count - counts[0]), step), 0n) || 1n;
    return effort(questions, step) <= limit ? exactly(questions, bounds, step) : normally(questions, bounds);
  }

  /* Return how many additions the exact answer takes at most; the terminal decides by the same number. */
  function effort(questions, step) {
    let [totals, width, additions] = [1, 0, 0];
    for (const counts of questions) {
      additions += totals * counts.length;
      width += Number(spread(counts) / step);
      totals = Math.min(totals * new Set(counts).size, width + 1);
    }
    return additions * questions.length;
  }

  /* The totals of questions are counted in steps above the sum of their first answers. */
  function exactly(questions, bounds, step) {
    const steps = questions.map((counts) => counts.map((count) => Number((count - counts[0]) / step)));
    const start = sum(questions.map((counts) => counts[0]));
    const from = bounds.map((bound) => upwards(bound - start, step));
    const bits = new Array(questions.length);
    /* Sums of all questions but those from `low` to `high` are at hand; each question by itself has those of all others. */
    const part = (low, high, sums) => {
      if (high - low === 1) {
        const others = ordered(sums);
        bits[low] = carried(steps[low].map((count) => between(from.map((bound) => below(others, bound - count)))));
        return;
      }
      const middle = (low + high) >> 1;
      part(low, middle, steps.slice(middle, high).reduce(longer, sums));
      part(middle, high, steps.slice(low, middle).reduce(longer, sums));
    };
    const none = new Map([[0, 1]]);
    part(0, steps.length, none);
    const all = ordered(steps.reduce(longer, none));
    return { shares: between(from.map((bound) => below(all, bound))), bits };
  }

  /* Return value ÷ step, rounded up. */
  function upwards(value, step) {
    const whole = value / step;
    return Number(value > 0n && value % step ? whole + 1n : whole);
  }

  /* Return the sums with one more question: total → how likely it is, all answers being as likely as another. */
  function longer(sums, counts) {
    const next = new Map();
    const share = 1 / counts.length;
    for (const [total, likely] of sums) {
      for (const count of counts) next.set(total + count, (next.get(total + count) || 0) + likely * share);
    }
    return next;
  }

  /* Return sums as totals in ascending order, and how likely each or a lower one is. */
  function ordered(sums) {
    const totals = [...sums.keys()].sort((a, b) => a - b);
    let likely = 0;
    return { totals, upTo: totals.map((total) => (likely += sums.get(total))) };
  }

  function below({ totals, upTo }, bound) {
    let [low, high] = [0, totals.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (totals[middle] < bound) low = middle + 1;
      else high = middle;
    }
    return low ? upTo[low - 1] : 0;
  }

  /* Where that would take too long, the total of the others is taken for normally distributed. */
  function normally(questions, bounds) {
    const moments = questions.map((counts) => {
      const mean = average(counts.map(Number));
      return { mean, variance: average(counts.map((count) => Number(count * count))) - mean * mean };
    });
    const every = { mean: added(moments.map((each) => each.mean)), variance: added(moments.map((each) => each.variance)) };
    const under = (total, bound) => {
      if (total.variance === 0) return total.mean < Number(bound) ? 1 : 0;
      return (1 + erf((Number(bound) - 0.5 - total.mean) / Math.sqrt(2 * total.variance))) / 2;
    };
    const bits = questions.map((counts, n) => {
      const variance = Math.max(every.variance - moments[n].variance, 0);
      const others = { mean: every.mean - moments[n].mean, variance };
      return carried(counts.map((count) => between(bounds.map((bound) => under(others, bound - count)))));
    });
    return { shares: between(bounds.map((bound) => under(every, bound))), bits };
  }

  /* Return the shares between what is below each bound. */
  const between = (under) => [...under, 1].map((high, n) => Math.max(high - (n ? under[n - 1] : 0), 0));

  /* Return what an answer tells, by how likely each segment is after each of the answers. */
  function carried(after) {
    const before = after[0].map((_share, n) => average(after.map((shares) => shares[n])));
    return Math.max(entropy(before) - average(after.map(entropy)), 0);
  }

  const added = (values) => values.reduce((total, value) => total + value, 0);
  const average = (values) => added(values) / values.length;
  const entropy = (shares) => -added(shares.filter((share) => share > 0).map((share) => share * Math.log2(share)));

  /* The error function to the last digits: its series near nothing, a continued fraction of the rest far from it. */
  function erf(x) {
    if (x < 0) return -erf(-x);
    if (x > 6) return 1;
    if (x < 2.5) {
      let [term, total] = [x, x];
      for (let n = 1; term > total * 1e-17; n += 1) {
        term *= (2 * x * x) / (2 * n + 1);
        total += term;
      }
      return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
    }
    let fraction = x;
    for (let n = 100; n > 0; n -= 1) fraction = x + n / 2 / fraction;
    return 1 - Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }

  /* --- what is copied */

  /* Return a lead's result in words, as `salesbook score` has it copied; `held` are the places of knock-outs that hold:
     answers are none of a lead's that is knocked out. */
  function text(card, { lead, held, answers }) {
    const say = card.words;
    const head = `${card.title} · ${card.card.edition}`;
    const lines = [lead ? `${lead}  ${head}` : head];
    const result = held.length ? null : score(card, answers);
    if (result) {
      card.blocks.forEach((block, n) => lines.push(`  ${block.title}: ${words(result.blocks[n], card)}`));
      lines.push(`  ${say.total}: ${words(result.total, card)}`, ...unknownLines(card, result));
      lines.push("", segmentName(card, result.segment));
    } else {
      lines.push("", `${say.refusal}: ${say.knocked_out}`);
      lines.push(...held.map((n) => `  • ${card.knockouts[n].title}`));
    }
    const outcome = result ? result.segment : card.refusal;
    lines.push("", `${say.next}  ${say.works}: ${outcome.works}`);
    outcome.actions.forEach((action, n) => lines.push(`  ${n + 1}. ${action}`));
    (result ? result.rules : []).forEach((rule) => lines.push(`  ! ${rule.who}: ${rule.action}`));
    lines.push(`  ${say.regulation}: ${outcome.regulation.title}`);
    if (outcome.letter) lines.push(`  ${say.letter}: ${outcome.letter.title}`);
    lines.push(`${say.edition}: ${card.card.edition} · ${card.card.digest}`);
    return `${lines.join("\n")}\n`;
  }

  function unknownLines(card, result) {
    const titles = (places) => places.map((n) => card.parameters[n].title).join(", ");
    if (!result.unknown.length) return [];
    const count = pageTools.fill(card.words.count, { n: result.unknown.length, all: card.parameters.length });
    const lines = [`  ${card.words.unknown}: ${count} — ${titles(result.unknown)}`];
    if (result.leftOut.length) lines.push(`  ${card.words.left_out}: ${titles(result.leftOut)}`);
    return lines;
  }

  const segmentName = (card, segment) =>
    `${segment.id} · ${segment.title} (${words(segment.from, card)}…${words(segment.to, card)})`;

  /* Return a lead as the file that `salesbook score` reads: JSON, which is YAML, too. */
  function file(card, { lead, held, answers }) {
    // Written entry by entry: as a key of an object, a name of digits would change its place.
    const entries = [`"lead": ${JSON.stringify(lead)}`, `"card": ${JSON.stringify(card.card)}`];
    entries.push(`"knockouts": ${JSON.stringify(held.map((n) => card.knockouts[n].id))}`);
    if (!held.length) {
      const scores = chosen(card, answers).map(
        (choice, n) => `    ${JSON.stringify(card.parameters[n].id)}: ${JSON.stringify(choice.typed)}`,
      );
      entries.push(`"scores": {\n${scores.join(",\n")}\n  }`);
    }
    return `{\n${entries.map((entry) => `  ${entry}`).join(",\n")}\n}\n`;
  }

  return Object.freeze({ read, score, explain, text, file, words, segmentName, erf });
})();
