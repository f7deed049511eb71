/* When a card is to be asked again: `window.repetition`, pure functions. FSRS-6, as py-fsrs computes it without chance; its
   formulas are told in https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm.

   What is known of a card is its `stability` (days until one in ten has forgotten it), its `difficulty` (1–10), its
   `step` (0: it comes again after days; n: it is at the n-th of the steps, which are minutes), on how many days it was
   asked (`reps`), and how often it was forgotten after it was learnt (`lapses`). A card at a step that was never
   forgotten is being learnt, any other is being learnt again. A grade is 1 (again), 2 (hard), 3 (good) or 4 (easy). */

window.repetition = (() => {
  const WEIGHTS = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const DECAY = -WEIGHTS[20];
  const FACTOR = 0.9 ** (1 / DECAY) - 1;
  const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];

  /* One step: what was forgotten is asked once more at the end of the same five minutes. Nothing is left alone for more
     than a year. */
  const USUAL = Object.freeze({ retention: 0.9, learning: Object.freeze([10]), relearning: Object.freeze([10]), most: 365 });

  const between = (least, value, most) => Math.min(Math.max(value, least), most);
  const stable = (days) => between(0.001, days, 1000000);
  const difficult = (value) => between(1, value, 10);
  const counted = (times) => between(0, times, 100000);

  /* Return how likely it is that a card is remembered `days` days after it was asked. */
  const chance = (memory, days) => (1 + (FACTOR * Math.max(0, days)) / stable(memory.stability)) ** DECAY;

  /* --- the formulas */

  const firstDifficulty = (grade) => WEIGHTS[4] - Math.exp(WEIGHTS[5] * (grade - 1)) + 1;

  function nextDifficulty(difficulty, grade) {
    const damped = difficulty + ((10 - difficulty) * -WEIGHTS[6] * (grade - 3)) / 9;
    return difficult(WEIGHTS[7] * firstDifficulty(EASY) + (1 - WEIGHTS[7]) * damped);
  }

  function sameDay(stability, grade) {
    const growth = Math.exp(WEIGHTS[17] * (grade - 3 + WEIGHTS[18])) * stability ** -WEIGHTS[19];
    return stable(stability * (grade === AGAIN ? growth : Math.max(growth, 1)));
  }

  function forgotten({ stability, difficulty }, recalled) {
    const long =
      WEIGHTS[11] *
      difficulty ** -WEIGHTS[12] *
      ((stability + 1) ** WEIGHTS[13] - 1) *
      Math.exp((1 - recalled) * WEIGHTS[14]);
    return stable(Math.min(long, stability / Math.exp(WEIGHTS[17] * WEIGHTS[18])));
  }

  function remembered({ stability, difficulty }, recalled, grade) {
    const growth =
      Math.exp(WEIGHTS[8]) *
      (11 - difficulty) *
      stability ** -WEIGHTS[9] *
      (Math.exp((1 - recalled) * WEIGHTS[10]) - 1) *
      (grade === HARD ? WEIGHTS[15] : 1) *
      (grade === EASY ? WEIGHTS[16] : 1);
    return stable(stability * (1 + growth));
  }

  function nextStability(memory, grade, days) {
    if (days < 1) return sameDay(memory.stability, grade);
    const recalled = chance(memory, days);
    return grade === AGAIN ? forgotten(memory, recalled) : remembered(memory, recalled, grade);
  }

  /* --- when it comes again */

  function interval(stability, { retention, most }) {
    return between(1, Math.round((stability / FACTOR) * (retention ** (1 / DECAY) - 1)), most);
  }

  /* Return the step a card goes to, and the minutes until it is asked there; step 0 when it has left the steps. */
  function stepped(step, grade, minutes) {
    if (minutes.length === 0 || (step > minutes.length && grade !== AGAIN)) return [0];
    if (grade === AGAIN) return [1, minutes[0]];
    if (grade === HARD) {
      if (step > 1) return [step, minutes[step - 1]];
      return [1, minutes.length === 1 ? minutes[0] * 1.5 : (minutes[0] + minutes[1]) / 2];
    }
    return grade === EASY || step === minutes.length ? [0] : [step + 1, minutes[step]];
  }

  /* Return what is known of a card after it got `grade`, `days` whole days after it was asked before, and when it comes
     again: in `wait.days`, or else in `wait.minutes`. `memory` is what was known of it; null: it was never asked. */
  function next(memory, grade, days = 0, options = USUAL) {
    const before = memory && { stability: stable(memory.stability), difficulty: difficult(memory.difficulty) };
    const stability = before ? nextStability(before, grade, days) : stable(WEIGHTS[grade - 1]);
    const difficulty = before ? nextDifficulty(before.difficulty, grade) : difficult(firstDifficulty(grade));
    const isKnown = memory !== null && memory.step === 0;
    const lapses = counted((memory ? memory.lapses : 0) + (isKnown && grade === AGAIN ? 1 : 0));
    const minutes = lapses ? options.relearning : options.learning;
    const [step, wait] = isKnown && grade !== AGAIN ? [0] : stepped(memory && memory.step ? memory.step : 1, grade, minutes);
    const reps = counted(memory ? memory.reps + (days < 1 ? 0 : 1) : 1);
    const told = step ? { minutes: wait } : { days: interval(stability, options) };
    return { stability, difficulty, step, reps, lapses, wait: told };
  }

  return Object.freeze({ next, chance, USUAL });
})();
