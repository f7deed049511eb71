/* What is typed into a letter's form, read as letters/field_values.py reads it: days, times, zones, numbers, telephones. By what
   they are read (expressions, lists of words) comes from there, in `tables.reading`. Where the program would know more
   than the page does, a `Cannot` is thrown. */

(() => {
  const book = window.bookTemplate;
  const { Blank, Cannot, Dict, Day, letters, strip, split } = book;

  /* What was typed is no value of the field; `what` names what is expected, as a key of the form's words. */
  class NotAValue extends Error {
    constructor(what, values = {}) {
      super(what);
      Object.assign(this, { what, values });
    }
  }

  const folded = (words) => split(words.toLowerCase().replace(/ё/g, "е")).join(" ");
  const caseless = (words) => words.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
  const has = (block, key) => Object.prototype.hasOwnProperty.call(block, key);
  const translated = (words, signs) => letters(words).map((sign) => (has(signs, sign) ? signs[sign] : sign)).join("");

  /* Return a reader of values. `context`: `tables`, `today` (a Day), the zones once they are loaded, or null. */
  function reader({ tables, today, zones }) {
    const { days, durations, times, numbers, phones, values, zones: zoneWords } = tables.reading;
    const compiled = new Map();
    const pattern = ([source, flags], whole) => {
      const key = `${whole} ${flags} ${source}`;
      if (!compiled.has(key)) compiled.set(key, new RegExp(whole ? `^(?:${source})$` : source, `${flags}u${whole ? "" : "g"}`));
      return compiled.get(key);
    };
    const matched = (expression, words) => pattern(expression, true).exec(words);
    const cleared = (expression, words, by) => words.replace(pattern(expression, false), by);

    const typedWords = (words) =>
      letters(words).length <= durations.longest ? folded(translated(words.normalize("NFC"), durations.signs)) : "";

    /* --- amounts of days */

    const numberIn = (word) => (has(durations.numerals, word) ? durations.numerals[word] : null);

    function duration(words) {
      let said = typedWords(words);
      let within = false;
      const marker = new RegExp(`^(?:${durations.markers[0]})`, "u").exec(said);
      if (marker) {
        within = /^(?:в течение|within)/.test(marker[0]);
        said = strip(said.slice(marker[0].length));
      }
      said = folded(cleared(durations.abbreviation, said, " "));
      for (const [unit, many, , alone, inside] of durations.units) {
        if (matched(alone, said) || (within && matched(inside, said))) return amount(many, unit);
      }
      const match = matched(durations.number, said);
      const counted = match && durations.units.find((each) => matched(each[2], match[3]));
      if (!counted) return null;
      const word = match[2];
      const number = match[1] ? Number(match[1].replace(",", ".")) : (has(durations.amounts, word) && durations.amounts[word]) || numberIn(word);
      return number === null ? null : amount(number * counted[1], counted[0]);
    }

    function amount(number, unit) {
      const isOfClock = unit === "minutes" || unit === "hours";
      if (!(number > 0 && number <= durations.largest) || (!isOfClock && !Number.isInteger(number))) return null;
      return { number, unit };
    }

    function shifted(day, { number, unit }, direction) {
      const many = Math.trunc(number) * direction;
      if (unit === "days") return day.plus(many);
      if (unit === "weeks") return day.plus(many * 7);
      if (unit !== "months") return null;
      const months = day.year * 12 + day.month - 1 + many;
      const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
      for (let last = day.day; last > 27; last -= 1) {
        const there = Day.of(year, month, last);
        if (there !== null) return there;
      }
      return existing(year, month, day.day);
    }

    /* --- days */

    /* No day of the calendar; ends the reading of words as a day. */
    class NoDay extends Error {}

    function existing(year, month, day) {
      const there = Day.of(year, month, day);
      if (there === null) throw new NoDay();
      return there;
    }

    function spokenDay(words, on, nearest) {
      const said = dayWords(words);
      if (said.length > 1 && ["в", "во"].includes(said[0]) && /^[0-9]/.test(said[1])) return null;
      while (said.length > 0 && days.before_a_day.includes(said[0])) said.shift();
      try {
        const day = said.length > 0 ? readDay(said, on, nearest) : null;
        return day !== null && day.year >= days.years[0] && day.year <= days.years[1] ? day : null;
      } catch (error) {
        if (error instanceof NoDay || error instanceof book.Fault) return null;
        throw error;
      }
    }

    function dayWords(words) {
      const plain = cleared(days.dot, cleared(days.marks, typedWords(words), " "), " ");
      return split(cleared(days.year_word, split(plain).join(" "), ""));
    }

    function readDay(words, on, nearest) {
      const joined = words.join(" ");
      if (has(days.relative, joined)) return on.plus(days.relative[joined]);
      const day = readDate(joined, on, nearest) || dayOfWeek(words, on) || shiftedDay(joined, on);
      if (day !== null || words.length < 2) return day;
      for (const [weekday, rest] of [[words[0], words.slice(1)], [words[words.length - 1], words.slice(0, -1)]]) {
        const date = has(days.weekdays, weekday) ? readDate(rest.join(" "), on, nearest) : null;
        if (date !== null) return date.weekday === days.weekdays[weekday] ? date : null;
      }
      return null;
    }

    function readDate(words, on, nearest) {
      let match = matched(days.iso, words);
      if (match) return existing(Number(match[1]), Number(match[2]), Number(match[3]));
      let [day, month, year] = [null, null, null];
      if ((match = matched(days.numeric, words))) {
        [day, month, year] = [match[1], Number(match[2]), match[3] || (match[4] ? `20${match[4]}` : null)];
      } else if ((match = matched(days.named, words)) && has(days.months, match[2])) {
        [day, month, year] = [match[1], days.months[match[2]], match[3]];
      } else if ((match = matched(days.named_english, words)) && has(days.months, match[1])) {
        [day, month, year] = [match[2], days.months[match[1]], match[3]];
      } else if ((match = matched(days.of_month, words))) day = match[1];
      else return null;
      if (month !== null && year) return existing(Number(year), month, Number(day));
      return dateWithoutYear(Number(day), month, on, nearest);
    }

    function dateWithoutYear(day, month, on, nearest) {
      const apart = days.years[2];
      const candidates = [];
      for (let year = on.year - apart; year <= on.year + apart; year += 1) {
        for (const each of month === null ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : [month]) {
          const there = Day.of(year, each, day);
          if (there !== null) candidates.push(there);
        }
      }
      if (!nearest) return candidates.find((each) => each.number >= on.number) || null;
      const far = (each) => Math.abs(each.number - on.number) * 2 + (each.number < on.number ? 1 : 0);
      return candidates.reduce((best, each) => (best === null || far(each) < far(best) ? each : best), null);
    }

    function dayOfWeek(words, on) {
      const named = words.filter((word) => has(days.weekdays, word));
      const others = words.filter((word) => !has(days.weekdays, word) && !days.before_a_day.includes(word));
      const some = (list) => others.some((word) => list.includes(word));
      const allowed = [...days.this, ...days.next, ...days.week];
      if (named.length !== 1 || !others.every((word) => allowed.includes(word)) || (some(days.this) && some(days.next))) return null;
      const weekday = days.weekdays[named[0]];
      const ofThisWeek = on.plus(weekday - on.weekday);
      if (some(days.next)) return ofThisWeek.plus(7);
      if (some(days.week)) return some(days.this) ? ofThisWeek : null;
      return on.plus((weekday - on.weekday + 7) % 7);
    }

    function shiftedDay(words, on) {
      const match = matched(days.shift, words);
      if (!match || words === "через день") return null;
      const span = duration(match.slice(1).find(Boolean));
      return span === null ? null : shifted(on, span, match[3] ? -1 : 1);
    }

    function dayMeant(words, ahead) {
      const typed = typedWords(words);
      if (typed.startsWith("-")) return spokenDay(`${typed.replace(/^[- ]+/, "")} назад`, today, false);
      const shift = matched(days.shift, typed);
      const span = shift && !shift[3] ? duration(shift[1] || shift[2] || shift[4]) : null;
      if (span !== null && span.unit === "working_days") return tables.work === null ? null : work.after(today, span.number);
      return spokenDay(words, today, !ahead);
    }

    function isWeekday(words) {
      const [here, then] = [spokenDay(words, today, false), spokenDay(words, today.plus(1), false)];
      const isSame = here === null || then === null ? here === then : here.number === then.number;
      return isSame && !/\p{Nd}/u.test(words);
    }

    function date(words, field) {
      let day = dayMeant(words, field.ahead);
      if (field.past && day !== null && day.number > today.number && isWeekday(words)) day = day.plus(-7);
      if (day === null) throw new NotAValue("a_day");
      if (field.ahead && day.number < today.number) throw new NotAValue("a_day_ahead", { today });
      if (field.past && day.number > today.number) throw new NotAValue("a_day_past", { today });
      return day;
    }

    /* --- days of work */

    const work = {
      of(day) {
        const first = Day.of(...tables.work.first.split("-").map(Number));
        const sign = tables.work.days[day.number - first.number];
        if (sign === undefined) throw new Cannot("days of work so far away");
        const [isOpen, spans] = tables.work.kinds[sign.charCodeAt(0) - 48];
        return { isOpen, spans };
      },
      next(day) {
        let next = day.plus(1);
        while (!work.of(next).isOpen) next = next.plus(1);
        return next;
      },
      after(day, many) {
        let last = day;
        for (let n = 0; n < many; n += 1) last = work.next(last);
        return last;
      },
    };

    /* --- times */

    function time(words) {
      const said = split(typedWords(words).replace(/[.,; ]+$/, ""));
      while (said.length > 0 && times.before_a_time.includes(said[0])) said.shift();
      const clock = readTime(said.join(" "));
      if (clock === null) throw new NotAValue("a_time");
      return clock.map(book.twoDigits).join(":");
    }

    function readTime(words) {
      if (has(times.named_times, words)) return [times.named_times[words], 0];
      const match = matched(times.part_of_day, words);
      if (!match) return readClock(words);
      const clock = match[1] === "час" ? [1, 0] : readClock(match[1]);
      if (clock === null) return null;
      const [hour, minute] = clock;
      const hours = hour <= 12 ? [hour, (hour % 12) + 12, hour % 12] : [hour];
      const meant = hours.find((each) => times.parts[match[2].replace(/\./g, "")].includes(each));
      return meant === undefined ? null : [meant, minute];
    }

    function readClock(words) {
      let [hour, minute] = [null, 0];
      let match = matched(times.four_digits, words);
      if (match) [hour, minute] = [Number(match[1]), Number(match[2])];
      else if ((match = matched(times.clock, words))) {
        [hour, minute] = [Number(match[1]), Number(match.slice(2).find(Boolean) || 0)];
      } else {
        const [first, ...rest] = words.split(" ");
        hour = numberIn(first);
        if (hour === null || !["", "час", "часа", "часов"].includes(rest.join(" "))) return null;
      }
      return hour < 24 && minute < 60 ? [hour, minute] : null;
    }

    /* --- zones */

    function zone(words) {
      const name = letters(words).length <= 60 ? zoneNamed(words) : null;
      if (name === null) throw new NotAValue("a_zone");
      return name;
    }

    function zoneNamed(words) {
      const said = split(translated(words, zoneWords.minus)).join(" ");
      const match = matched(zoneWords.offset, caseless(said));
      if (match) {
        const { base, sign, hours, minutes } = match.groups;
        let offset = (sign === "-" ? -1 : 1) * (60 * Number(hours) + Number(minutes || 0));
        offset += ["мск", "msk"].includes(base) ? zoneWords.moscow : 0;
        const [size, rest] = [Math.abs(offset), Math.abs(offset) % 60];
        if (size > zoneWords.farthest) return null;
        return `UTC${offset < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest ? `:${book.twoDigits(rest)}` : ""}`;
      }
      if (zones === null) throw new Cannot("the zones");
      if (said.includes("/")) return zones.names.find((name) => caseless(name) === caseless(said)) || null;
      const name = caseless(said).replace(/ё/g, "е").replace(/-/g, " ");
      const after = name.startsWith("по ") ? name.slice(3) : name;
      const at = [[zones.own, name], [zones.own, after], [zones.foreign, name]].find(([list, word]) => has(list, word));
      return at ? zones.names[at[0][at[1]]] : null;
    }

    /* --- numbers and telephones */

    function number(words, currency) {
      const said = translated(strip(words), numbers.alike).toLowerCase();
      const match = matched(numbers.number, currency ? withoutCurrency(said, currency) : said);
      if (!match) throw new NotAValue("a_number");
      const { sign, groups, whole, fraction = "", times: unit } = match.groups;
      if (unit !== undefined && !has(numbers.times, unit)) throw new NotAValue("a_number");
      if (currency && fraction.length > 2 && unit === undefined) throw new NotAValue("a_number");
      const digits = (groups || whole).replace(/[^0-9]/g, "");
      if (digits.length > 15) throw new NotAValue("a_number");
      const under = 10n ** BigInt(fraction.length);
      const over = BigInt(digits + fraction) * BigInt(unit === undefined ? 1 : numbers.times[unit]);
      if (over >= BigInt(numbers.limit) * under) throw new NotAValue("a_number");
      const isNegative = sign === "-";
      if (over % under === 0n && (fraction === "" || unit !== undefined)) return isNegative ? -(over / under) : over / under;
      return Number(`${isNegative ? "-" : ""}${over}e-${fraction.length}`);
    }

    function withoutCurrency(words, currency) {
      for (const name of has(numbers.currencies, currency) ? numbers.currencies[currency] : [caseless(currency)]) {
        if (words.endsWith(name)) return book.stripEnd(words.slice(0, words.length - name.length));
        if (words.startsWith(name) && !/^\p{L}/u.test(name)) return strip(words.slice(name.length));
      }
      return words;
    }

    /* Return a telephone as it is printed; null for what is none. */
    function telephone(typed) {
      const words = strip(typed);
      const extension = new RegExp(phones.extension[0], `${phones.extension[1]}u`).exec(words);
      const bare = extension ? book.stripEnd(words.slice(0, extension.index)) : words;
      const tail = extension ? `, доб.\u00a0${extension[1]}` : "";
      if (!matched(phones.grouped, bare)) return null;
      const digits = bare.replace(/[^0-9+]/g, "");
      const match = matched(phones.russian, digits);
      if (match) {
        const n = match[1];
        return `+7\u00a0${n.slice(0, 3)}\u00a0${n.slice(3, 6)}-${n.slice(6, 8)}-${n.slice(8)}${tail}`;
      }
      return matched(phones.foreign, digits) && !digits.startsWith("+7") ? bare + tail : null;
    }

    /* --- words */

    function words(typed, oneLine) {
      const said = strip(cleared(values.control, typed.replace(/\r\n?/g, "\n"), ""));
      if (oneLine && said.includes("\n")) throw new NotAValue("one_line");
      if (letters(said).length > values.longest) throw new NotAValue("so_long", { n: values.longest });
      if (said === "") throw new NotAValue("some_text");
      return said;
    }

    function choice(typed, choices) {
      const exact = choices.filter((each) => each === typed);
      const meant = exact.length > 0 ? exact : choices.filter((each) => folded(each) === folded(strip(typed)));
      if (meant.length !== 1) throw new NotAValue("a_choice", { names: choices.join(", ") });
      return meant[0];
    }

    function flag(typed) {
      const word = caseless(strip(typed));
      if (values.yes.includes(word)) return true;
      if (values.no.includes(word)) return false;
      throw new NotAValue("yes_or_no");
    }

    /* Return the value of a field that is neither a group nor empty; throws `NotAValue`. */
    function value(field, typed) {
      switch (field.type) {
        case "line": return words(typed, true);
        case "text": return words(typed, false);
        case "phone": {
          const said = words(typed, true);
          return telephone(said) || said;
        }
        case "list": return typed.map((entry) => words(entry, true));
        case "date": return date(typed, field);
        case "time": return time(typed);
        case "zone": return zone(typed);
        case "number": return number(typed, "");
        case "money": return number(typed, tables.reading.currency);
        case "choice": return choice(typed, field.choices);
        default: return flag(typed);
      }
    }

    const isMissing = (typed) =>
      typed === undefined || typed === null || (typeof typed === "string" ? strip(typed) === "" : Object.keys(typed).length === 0);

    /* What shows a field's label where its value would stand. */
    const blank = (field) => (field.type === "list" ? [new Blank(field.label)] : new Blank(field.label));

    /* Return the values of fields as a block, what is wrong and what is odd by the names of fields. With anything wrong the
       block is good for a preview alone. */
    function read(fields, typed, channel, prefix = "", faults = new Map(), doubts = new Map()) {
      const block = new Dict();
      let day = null;
      for (const field of fields) {
        const name = prefix + field.id;
        const said = has(typed, field.id) ? typed[field.id] : null;
        if (field.type === "channel") block.set(field.id, channel);
        else if (isMissing(said) && field.required) {
          faults.set(name, { what: "missing" });
          const inner = field.type === "group" ? read(field.fields, {}, channel, `${name}.`, faults, doubts).block : blank(field);
          block.set(field.id, inner);
        } else if (isMissing(said)) block.set(field.id, field.type === "list" ? [] : null);
        else if (field.type === "group") block.set(field.id, read(field.fields, said, channel, `${name}.`, faults, doubts).block);
        else {
          let own = blank(field);
          try {
            own = value(field, said);
            const doubt = oddity(field, own, day);
            if (doubt !== null) doubts.set(name, doubt);
          } catch (error) {
            if (error instanceof NotAValue) faults.set(name, { what: error.what, values: error.values });
            else if (error instanceof Cannot) faults.set(name, { what: "terminal", cannot: true });
            else throw error;
          }
          block.set(field.id, own);
          if (own instanceof Day) day = own;
        }
      }
      return { block, faults, doubts };
    }

    /* --- doubts */

    /* Return what is odd about a value: a key of the form's words, with what they name; null for nothing. */
    function doubtOf(field, own, day) {
      if (field.type === "phone") return telephone(own) === null ? { what: "no_telephone", values: { value: own } } : null;
      if (field.type === "date" && field.ahead) {
        if (own.number - today.number > 183) return { what: "far_off", values: { day: own } };
        if (tables.work === null || isTooFar(own) || work.of(own).isOpen) return null;
        return { what: "closed_day", values: { day: own, next: work.next(own) } };
      }
      return field.type === "time" ? closedAt(own, day) : null;
    }

    /* The same; of days that the page knows nothing about nothing is odd. */
    function oddity(field, own, day) {
      try {
        return doubtOf(field, own, day);
      } catch (error) {
        if (error instanceof Cannot) return null;
        throw error;
      }
    }

    const isTooFar = (day) => day.year <= days.years[0] || day.year >= days.years[1];

    function closedAt(clock, day) {
      if (tables.work === null || (day !== null && isTooFar(day))) return null;
      const on = day === null ? [0, 1, 2, 3, 4, 5, 6].map((n) => today.plus(n)) : [day];
      const spans = on.flatMap((each) => work.of(each).spans);
      if (spans.length === 0 || spans.some(([opens, closes]) => opens <= clock && clock <= closes)) return null;
      const opens = spans.map((span) => span[0]).sort()[0];
      const closes = spans.map((span) => span[1]).sort().pop();
      return { what: "closed_time", values: { time: clock, opens, closes } };
    }

    return { read, value, isMissing };
  }

  Object.assign(book, { reader, NotAValue });
})();
