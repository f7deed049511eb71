/* Finding: what salesbook/finding does, for a page. The two come to the same places in the same order, and a test looks
   that they do. The index lies in search/, in scripts that call bookSearch: a page opened from a folder may load scripts
   alone. A question is answered again and again until no part of the index that it asks for is missing. */

window.bookSearch = (() => {
  const root = new URL("../../", document.currentScript.src);
  const parts = new Map();
  const missing = new Set();
  const loading = new Map();

  const keep = (name) => (...told) => parts.set(told.length > 1 ? `${name}/${told[1]}` : name, told[0]);

  /* Return a part of the index; undefined while it is not there. */
  const part = (name, file = name) => {
    if (!parts.has(name)) missing.add(JSON.stringify([name, file]));
    return parts.get(name);
  };

  const load = (name, file) => {
    if (!loading.has(name)) {
      loading.set(
        name,
        new Promise((resolve) => {
          const script = document.createElement("script");
          script.src = new URL(`search/${file}.js`, root).href;
          script.onload = () => {
            script.remove();
            resolve();
          };
          script.onerror = () => {
            parts.set(name, null);
            script.onload();
          };
          document.head.append(script);
        }),
      );
    }
    return loading.get(name);
  };

  /* Run `answer` until everything that it asks for is there. */
  const completely = async (answer) => {
    for (let round = 0; round < 12; round += 1) {
      missing.clear();
      const found = answer();
      if (missing.size === 0) return found;
      await Promise.all([...missing].map((asked) => load(...JSON.parse(asked))));
    }
    return answer();
  };

  /* --- the index */

  const book = () => part("book") || null;
  const entry = (letters) => {
    const key = [...letters].slice(0, 2).join("");
    const there = book();
    if (there === null || !there.words.has(key)) return null;
    const file = [...key].map((letter) => letter.codePointAt(0).toString(16)).join("-");
    return part(`words/${key}`, `words/${file}`);
  };
  const own = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);
  const wordsOf = (stem) => own(entry(stem)?.s, stem) || [];
  /* Return the words that have a form of a stem and an ending; a word that is the only one of its stem has any. */
  const withEnding = (stem, ending) => {
    const endings = own(entry(stem)?.e, stem);
    return wordsOf(stem).filter((word, n) => endings === undefined || endings[n].split("|").includes(ending));
  };
  const cutOff = (letters, stem) => letters.slice(stem.length);
  const rarity = (word) => own(entry(word)?.w, word)?.[0] || 0;
  const places = (word) => {
    const listed = own(entry(word)?.w, word) || [];
    const weights = [];
    for (let n = 1, number = 0; n < listed.length; n += 2) {
      number += listed[n];
      weights.push([number, listed[n + 1]]);
    }
    return weights;
  };

  /* --- words: salesbook/finding/stems.py, salesbook/core/spelling.py */

  /* What these go by comes with the index. They are asked only once it is there. */
  const tables = () => book().tables;
  const limits = () => book().limits;

  const translated = (text, from, to) => [...text].map((c) => (from.includes(c) ? to[from.indexOf(c)] : c)).join("");
  const inOneAlphabet = (text) => translated(text.toUpperCase(), ...tables().twins);
  const otherLayout = (text) => {
    const [latin, russian] = tables().keys;
    return /[а-яё]/i.test(text) ? translated(text, russian, latin) : translated(text, latin, russian);
  };

  const folded = (word) => {
    const letters = word.toLowerCase().replaceAll("ё", "е");
    return /[a-z]/.test(letters) && /[а-я]/.test(letters) ? inOneAlphabet(letters).toLowerCase() : letters;
  };
  const words = (text) =>
    [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      letters: folded(match[0]),
    }));

  const stem = (letters) => {
    if (/^\p{Nd}+$/u.test(letters)) return letters;
    const endings = /^[a-z]/.test(letters) ? null : book().endings;
    if (endings === null) {
      const ending = book().english.find((e) => letters.endsWith(e) && letters.length - e.length >= 3);
      return ending ? letters.slice(0, -ending.length) : letters;
    }
    if (letters.length > 5 && /с[яь]$/.test(letters)) letters = letters.slice(0, -2);
    const cut = endings.find((e) => letters.endsWith(e) && letters.length - e.length >= 3 + (e.length > 1 ? 1 : 0));
    return cut ? letters.slice(0, -cut.length) : letters;
  };

  /* Return what words made of one another have in common, by their endings alone. */
  const roots = new Map();
  const rootOf = (letters) => {
    if (!roots.has(letters)) roots.set(letters, cutToRoot(letters));
    return roots.get(letters);
  };
  const cutToRoot = (letters) => {
    if (/^[a-z]/.test(letters) || /^\p{Nd}+$/u.test(letters)) return stem(letters);
    if (letters.length > 5 && /с[яь]$/.test(letters)) letters = letters.slice(0, -2);
    const cut = book().deriving.find((e) => letters.endsWith(e) && letters.length - e.length >= 4) || "";
    letters = letters.slice(0, letters.length - cut.length);
    return letters.length > 4 ? letters.slice(0, -1) + translated(letters.at(-1), ...book().alternating) : letters;
  };

  const inDigits = (number) => translated(number, ...tables().digits);
  const spelling = (name) => {
    let letters = inOneAlphabet(name.trim()).replaceAll("Ё", "Е");
    const numbered = /^(?=.*[\d–—-])(\p{L}{1,6})[-–—_\s]*([\dOОLIЗ]+)$/u.exec(letters);
    if (numbered) letters = numbered[1] + inDigits(numbered[2]);
    return letters.replace(/[-–—_\s]+/g, "").replace(/(?<!\d)0+(?=\d)/g, "");
  };
  /* Return the spelling of a number whose zeros are letters and that has no hyphen: ОПОО7 is ОП-007. */
  const withZeros = (typed) => {
    const letters = inOneAlphabet(typed.replace(/[-–—_\s]+/g, ""));
    const match = /^(?=.*\d)(\p{L}{1,6}?)([\dOОLIЗ]{1,3})$/u.exec(letters);
    return spelling(match ? `${match[1]}-${match[2]}` : typed);
  };
  const bySound = (typed) => {
    let letters = typed.toUpperCase();
    for (const [latin, cyrillic] of tables().sounds) letters = letters.replaceAll(latin, cyrillic);
    return letters;
  };
  const spelt = (typed, articles) => {
    const exact = articles.find(([name]) => name === typed);
    if (exact) return exact;
    const readings = [spelling(typed), spelling(bySound(typed)), withZeros(typed)];
    return articles.find(([name]) => readings.includes(spelling(name)));
  };

  /* --- questions: salesbook/finding/questions.py. A meaning is [word, how sure it is]. */

  const exact = (word) => {
    const shortened = stem(word);
    const ways = [withEnding(shortened, cutOff(word, shortened)), wordsOf(shortened), wordsOf(word)];
    return new Map((ways.find((words) => words.length) || []).map((meaning) => [meaning, 1]));
  };

  /* Tell whether two words differ by one slip: a letter more, less, another, or two that changed places. */
  const aSlipAway = (one, other) => {
    if (one === other) return true;
    if (Math.abs(one.length - other.length) > 1) return false;
    let n = 0;
    while (one[n] === other[n] && n < one.length) n += 1;
    if (one.length === other.length) {
      const swapped = one[n] === other[n + 1] && one[n + 1] === other[n] && one.slice(n + 2) === other.slice(n + 2);
      return swapped || one.slice(n + 1) === other.slice(n + 1);
    }
    return one.length > other.length ? one.slice(n + 1) === other.slice(n) : one.slice(n) === other.slice(n + 1);
  };

  const stemsFrom = (letter) =>
    (part(`stems/${letter}`, `stems/${letter.codePointAt(0).toString(16)}`) || "")
      .split(" ")
      .filter((other) => other.length >= limits().least_stem);

  const near = (word) => {
    const shortened = stem(word);
    if (shortened.length < limits().least_stem) return [];
    const first = [...word][0];
    const letters = [...new Set([...book().words].map((key) => [...key][0]))].filter((letter) => letter !== "#").sort();
    // The others are asked only once the first letter's own have been: most slips are made further on.
    for (const some of [letters.filter((l) => l === first), letters.filter((l) => l !== first)]) {
      const stems = some.flatMap(stemsFrom);
      if (some.some((letter) => !parts.has(`stems/${letter}`))) return [];
      const alike = stems.filter((other) => aSlipAway(shortened, other));
      const whole = word.length > limits().least_stem ? stems.filter((other) => aSlipAway(word, other)) : [];
      const found = [...new Set([...alike, ...whole])];
      const fitting = found.flatMap((other) => withEnding(other, cutOff(word, shortened)));
      if (found.length) return fitting.length ? fitting : found.flatMap(wordsOf);
    }
    return [];
  };

  const shorterFirst = (a, b) => a.length - b.length || (a < b ? -1 : 1);

  const ofOneRoot = (word) => {
    const { least_root, longest_root, most_of_root } = limits();
    if (word.length < least_root) return [];
    const beginning = word.slice(0, Math.min(longest_root, Math.max(least_root, word.length - 2)));
    const own = rootOf(word);
    const others = Object.keys(entry(word)?.w || {}).filter((w) => w.startsWith(beginning) || rootOf(w) === own);
    return others
      .filter((other) => other !== word)
      .sort(shorterFirst)
      .slice(0, most_of_root);
  };

  const begunBy = (word) => {
    if (word.length < limits().least_begun) return [];
    const others = Object.keys(entry(word)?.w || {}).filter((other) => other.startsWith(word));
    return others.sort(shorterFirst).slice(0, limits().most_begun);
  };

  const meaningsOf = (word, begun) => {
    const meanings = exact(word);
    // Whether a word is unknown is told by its part of the index alone: until that is there nothing is guessed at.
    if (book().stop.has(word) || entry(word) === undefined) return meanings;
    const { beginning, slip, root: akin } = book().weights;
    const beginnings = begun ? begunBy(word) : [];
    if (meanings.size === 0 && beginnings.length === 0) for (const other of near(word)) meanings.set(other, slip);
    for (const meaning of meanings.size ? [...meanings.keys()] : [word]) {
      for (const other of ofOneRoot(meaning)) if (!meanings.has(other)) meanings.set(other, akin);
    }
    for (const other of beginnings) if (!meanings.has(other)) meanings.set(other, beginning);
    return meanings;
  };

  const wantedIn = (typed) => {
    const letters = words(typed)
      .map((word) => word.letters)
      .slice(0, limits().words);
    const { kinds, intending } = intents(letters);
    const isStop = (word) => book().stop.has(word);
    const subject = letters.filter((word, n) => !isStop(word) && !intending.has(n));
    const said = subject.length ? subject : letters.filter((word) => !isStop(word));
    const telling = said.length ? said : letters;
    const others = letters.filter(
      (word, n) => !telling.includes(word) && (book().asking.has(word) || (intending.has(n) && !isStop(word))),
    );
    const { asking, intending: ofIntent, kind: ofKind } = book().weights;
    const last = letters.at(-1);
    return [
      ...telling.map((word) => ({ meanings: meaningsOf(word, word === last), weight: 1 })),
      ...others.map((word) => ({ meanings: exact(word), weight: isStop(word) ? asking : ofIntent })),
      ...(subject.length ? kinds : []).map((kind) => ({
        meanings: new Map([[`#${kind}`, 1]]),
        weight: ofKind,
      })),
    ].filter((wanted) => wanted.meanings.size || wanted.weight === 1);
  };

  /* Return the kinds of answer that the words of a question want, and the places of the words that say so. */
  const intents = (letters) => {
    const kinds = new Set();
    const intending = new Set();
    for (let start = 0; start < letters.length; start += 1) {
      for (const length of [3, 2, 1]) {
        const kind = own(book().intents, letters.slice(start, start + length).join(" "));
        if (kind === undefined || intending.has(start)) continue;
        kinds.add(kind);
        for (let n = start; n < start + length; n += 1) intending.add(n);
      }
    }
    return { kinds: [...kinds], intending };
  };

  const known = (wanted) => {
    const sure = wanted.filter((each) => each.weight === 1).map((each) => Math.max(0, ...each.meanings.values()));
    return sure.reduce((sum, each) => sum + each, 0) / Math.max(1, sure.length);
  };

  const bySynonyms = (wanted) => {
    const readings = [];
    for (let start = 0; start < wanted.length; start += 1) {
      for (const [meaning, sureness] of wanted[start].meanings) {
        if (sureness < book().weights.slip) continue;
        for (const [phrase, other] of own(entry(meaning)?.y, meaning) || []) {
          const span = wanted.slice(start, start + phrase.length);
          if (span.length < phrase.length || phrase.some((p, n) => !span[n].meanings.has(p))) continue;
          const said = other.map((word) => ({ meanings: new Map([[word, 1]]), weight: 1 }));
          readings.push({
            wanted: [...wanted.slice(0, start), ...said, ...wanted.slice(start + phrase.length)],
            sureness: book().weights.synonym * sureness,
          });
          if (readings.length === limits().readings) return readings;
        }
      }
    }
    return readings;
  };

  const articlesIn = (typed) => {
    const named = [];
    const matches = [...typed.matchAll(/\p{L}{1,6}[\s.№#_–—-]{0,3}(?=[oоOО]{0,2}\d)[\doоOО]{1,3}(?![\p{L}\p{N}_])/gu)];
    const numbers = [...typed.matchAll(counted)].map(([, after, before]) => Number(after || before));
    if (!matches.length && !numbers.length) return named;
    const articles = part("articles") || [];
    for (const [match] of matches) {
      const prefix = match.split(/[\s.№#_–—\d-]/)[0];
      const isWord = book().stop.has(folded(prefix)) && match !== typed;
      if (isWord && prefix !== prefix.toUpperCase() && !/\d/.test(match[prefix.length])) continue;
      const plain = match.replace(/[.№#_–—\s-]+/g, "-");
      const article = spelt(plain, articles) || spelt(otherLayout(plain), articles);
      if (article) named.push(article[1]);
    }
    for (const number of numbers) named.push(...articlesOf(number, articles));
    return named;
  };

  const counted =
    /(?<![\p{L}\p{N}_])регламент[а-я]* (?:номер |№ ?)?([0-9]{1,3})(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])([0-9]{1,3})(?:-?й)? регламент/giu;

  /* Return the places of the articles of a number whatever their department, that of the most articles first. */
  const articlesOf = (number, articles) => {
    const parts = articles.map(([article, place]) => [...article.split("-", 2), place]);
    const of = (prefix) => parts.filter(([other]) => other === prefix).length;
    const same = parts.filter(([, digits]) => /^\p{Nd}+$/u.test(digits || "") && Number(digits) === number);
    same.sort(([a], [b]) => of(b) - of(a) || (a < b ? -1 : Number(a > b)));
    return same.map(([, , place]) => place);
  };

  const read = (typed) => {
    typed = [...typed].slice(0, limits().characters).join("").split(/\s+/).filter(Boolean).join(" ");
    const articles = articlesIn(typed);
    let wanted = wantedIn(typed);
    if (missing.size === 0 && known(wanted) < 1) {
      const flipped = wantedIn(otherLayout(typed));
      if (known(flipped) > known(wanted)) wanted = flipped;
    }
    return { articles, readings: wanted.length ? [{ wanted, sureness: 1 }, ...bySynonyms(wanted)] : [] };
  };

  /* --- the answer: salesbook/finding/search.py */

  const rarest = (meanings) =>
    meanings.size ? Math.max(...[...meanings.keys()].map(rarity)) : book().weights.unheard;

  const itemOf = (number) => book().itemOf[number];

  const byReading = ({ wanted }) => {
    const possible = wanted.reduce((sum, each) => sum + each.weight * rarest(each.meanings), 0);
    const scores = new Map();
    if (!possible) return scores;
    const met = new Map();
    const ofItem = new Map();
    wanted.forEach((each, slot) => {
      const most = rarest(each.meanings);
      const slots = new Map();
      for (const [word, sureness] of each.meanings) {
        const rare = rarity(word);
        for (const [number, weight] of places(word)) {
          slots.set(number, Math.max(slots.get(number) || 0, weight * rare * sureness));
        }
      }
      for (const [number, score] of slots) {
        scores.set(number, (scores.get(number) || 0) + score * each.weight);
        met.set(number, (met.get(number) || 0) + each.weight * most);
        const item = itemOf(number);
        if (!ofItem.has(item)) ofItem.set(item, new Map());
        ofItem.get(item).set(slot, each.weight * most);
      }
    });
    const share = book().weights.item;
    for (const [number, score] of scores) {
      const whole = [...ofItem.get(itemOf(number)).values()].reduce((sum, each) => sum + each, 0) / possible;
      const covered = ((1 - share) * met.get(number)) / possible + share * whole;
      scores.set(number, score * (covered * covered));
    }
    for (const [number, share] of askedIn(wanted, possible)) {
      scores.set(number, scores.get(number) * (1 + book().weights.asked * share));
    }
    return scores;
  };

  /* Return which share of a question is a phrase in which people ask for a place. */
  const askedIn = (wanted, possible) => {
    const heard = new Map();
    wanted.forEach((each, slot) => {
      if (each.weight !== 1) return;
      for (const [word, sureness] of each.meanings) {
        if (sureness > (heard.get(word)?.[0] || 0)) heard.set(word, [sureness, slot]);
      }
    });
    const shares = new Map();
    for (const first of heard.keys()) {
      for (const [number, phrase] of own(entry(first)?.p, first) || []) {
        if (!phrase.every((word) => heard.has(word))) continue;
        const slots = new Set(phrase.map((word) => heard.get(word)[1]));
        if (slots.size < 2) continue;
        const said = [...slots].reduce((sum, slot) => sum + rarest(wanted[slot].meanings), 0);
        const sure = Math.min(...phrase.map((word) => heard.get(word)[0]));
        shares.set(number, Math.max(shares.get(number) || 0, (sure * said) / possible));
      }
    }
    return shares;
  };

  /* Return the places that answer a question, one of each item, the best first; what was asked last is kept. */
  let last = { typed: null };
  const ranked = (typed) => {
    if (book() === null) return { typed, numbers: [], meantAt: () => new Set() };
    if (last.typed === typed) return last;
    const { articles, readings } = read(typed);
    const scores = new Map();
    const readingOf = new Map();
    for (const reading of readings) {
      for (const [number, score] of byReading(reading)) {
        if (score * reading.sureness <= (scores.get(number) || 0)) continue;
        scores.set(number, score * reading.sureness);
        readingOf.set(number, reading);
      }
    }
    let top = scores.size ? 0 : 1;
    for (const score of scores.values()) if (score > top) top = score;
    articles.forEach((number, n) => scores.set(number, 2 * top - (n * top) / 100));
    const best = new Map();
    for (const [number, score] of scores) {
      const other = best.get(itemOf(number));
      const loses = other !== undefined && (scores.get(other) - score || number - other) > 0;
      if (!loses) best.set(itemOf(number), number);
    }
    const numbers = [...best.values()].sort((a, b) => scores.get(b) - scores.get(a) || a - b);
    // The words that were meant where a place is found: those of another reading would mark what has no part in it.
    const meant = (number) => (readingOf.get(number) || readings[0])?.wanted || [];
    const meantAt = (number) => new Set(meant(number).flatMap((each) => [...each.meanings.keys()]));
    const answer = { typed, numbers, meantAt };
    if (missing.size === 0) last = answer;
    return answer;
  };

  const shown = (number) => {
    const size = book().sections;
    const chunk = Math.floor(number / size);
    const [uri, anchor, article, title, kind, heading, text] = part(`places/${chunk}`)?.[number % size] || [];
    const href = uri && new URL(uri + (anchor ? `#${encodeURIComponent(anchor)}` : ""), root).href;
    return { href, article, title, kind, heading, text };
  };

  /* --- excerpts: salesbook/finding/excerpts.py. A stretch is [text, whether it was asked for]. */

  /* Of the words of a text only those are looked up whose part of the index the question has needed anyway. */
  const isMeant = (word, meanings) => {
    const shortened = stem(word.letters);
    const there = parts.get(`words/${[...shortened].slice(0, 2).join("")}`);
    const words = own(there?.s, shortened) || [];
    const endings = own(there?.e, shortened);
    const ending = cutOff(word.letters, shortened);
    const fitting = words.filter((_meaning, n) => endings === undefined || endings[n].split("|").includes(ending));
    return (fitting.length ? fitting : words).some((meaning) => meanings.has(meaning));
  };

  const stretches = (text, start, end, met) => {
    const parts = start > 0 ? [["… ", false]] : [];
    for (const word of met) {
      if (word.start < start || word.end > end) continue;
      if (start < word.start) parts.push([text.slice(start, word.start), false]);
      parts.push([text.slice(word.start, word.end), true]);
      start = word.end;
    }
    parts.push([text.slice(start, end) + (end < text.length ? " …" : ""), false]);
    return parts;
  };

  const marked = (text, meanings) =>
    stretches(text, 0, text.length, words(text).filter((word) => isMeant(word, meanings)));

  const excerpt = (text, meanings, length = 180) => {
    text = text.split(/\s+/).filter(Boolean).join(" ");
    const met = words(text).filter((word) => isMeant(word, meanings));
    if (text.length <= length) return stretches(text, 0, text.length, met);
    let [start, most] = [0, -1];
    for (const from of met.length ? met.map((word) => Math.max(0, word.start - Math.floor(length / 4))) : [0]) {
      const inside = new Set(
        met.filter((w) => from <= w.start && w.end <= from + length).map((w) => stem(w.letters)),
      ).size;
      if (inside > most) [start, most] = [from, inside];
    }
    start = Math.min(start, text.length - length);
    start = start === 0 ? 0 : text.indexOf(" ", start) + 1;
    const last = text.lastIndexOf(" ", start + length - 1);
    const end = start + length >= text.length ? text.length : last;
    return stretches(text, start, end > start ? end : Math.min(text.length, start + length), met);
  };

  /* Return the places that answer a question, the best first, each with its title and an excerpt as stretches. */
  const find = async (typed, limit = 10) => {
    // What the order asks for comes first, then the texts of the first places: neither is worked out twice.
    const { numbers, meantAt } = await completely(() => ranked(typed));
    const hits = await completely(() => numbers.slice(0, limit).map((number) => ({ ...shown(number), number })));
    return hits.map((hit) => {
      const meanings = meantAt(hit.number);
      return {
        ...hit,
        title: marked(hit.title || "", meanings),
        heading: hit.heading ? marked(hit.heading, meanings) : [],
        excerpt: excerpt(hit.text || "", meanings),
      };
    });
  };

  return {
    find,
    begin: () => completely(book),
    book: (told) => {
      const itemOf = told.items.flatMap((n, item) => Array(n).fill(item));
      const sets = { stop: new Set(told.stop), asking: new Set(told.asking), words: new Set(told.words) };
      parts.set("book", { ...told, ...sets, itemOf });
    },
    articles: keep("articles"),
    stems: keep("stems"),
    words: keep("words"),
    places: keep("places"),
  };
})();
