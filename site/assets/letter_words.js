/* How a letter says days, times, sums and numbers: text/formats.py, text/words.py and calendar/zones.py for a page.
   `tables` are those of salesbook/letters/tables.py, so no word or name of a zone stands here twice. */

(() => {
  const book = window.bookTemplate;
  const { Fault, Cannot, Day, isNumber, isText, twoDigits, decimal, half, text, less, equal, whole } = book;
  const NBSP = "\u00a0";
  const DAY = 86400;
  const FIXED = /^UTC([+-])([0-9]{1,2})(?::([0-9]{2}))?$/;

  const sheet = (value) => {
    if (!(value instanceof Day)) throw new Fault("no day");
    return value;
  };

  /* Return the filters of letters over the words of a book. `clocks`: the zone of the company and of the client, today. */
  function letterFilters(tables, clocks) {
    const { language, months, weekdays } = tables;
    const isRussian = language === "ru";
    const zones = zonesOf(tables);

    const day = (value) => {
      const name = months[sheet(value).month - 1];
      return isRussian ? `${value.day}${NBSP}${name}` : `${name}${NBSP}${value.day}`;
    };
    const date = (value) => (isRussian ? `${day(value)} ${value.year}${NBSP}года` : `${day(value)}, ${value.year}`);
    const clock = (value) => {
      if (!isText(value) || !/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(value)) throw new Fault("no time");
      return 60 * Number(value.slice(0, 2)) + Number(value.slice(3));
    };
    const when = (value) => (value === null ? clocks.today : sheet(value));
    const time = (value, on) => {
      const minutes = clock(value);
      const moment = zones.moment(clocks.home, when(on), minutes);
      const said = `${value} ${zones.phrase(clocks.home, moment.offset)}`;
      if (clocks.away === null) return said;
      const away = zones.local(clocks.away, moment.utc);
      if (away.offset === moment.offset) return said;
      const other = `${away.clock} ${zones.phrase(clocks.away, away.offset)}`;
      return `${said} (${away.day.number === when(on).number ? other : `${day(away.day)}, ${other}`})`;
    };
    const greeting = (value, on) => {
      const minutes = clock(value);
      if (clocks.away === null) return tables.greetings[Math.floor(minutes / 60)];
      const moment = zones.moment(clocks.home, when(on), minutes);
      return tables.greetings[Number(zones.local(clocks.away, moment.utc).clock.slice(0, 2))];
    };
    const number = (value) => formatted(value, 0, 3, tables);
    const money = (value) => {
      const isWhole = half(...digitsOf(value), 1n) * digitsOf(value)[1] === digitsOf(value)[0];
      const places = isWhole ? 0 : 2;
      return `${formatted(value, places, places, tables)}${NBSP}${tables.currency}`;
    };
    const counted = (value, forms) => {
      if (typeof value === "boolean" || !isNumber(value)) throw new Fault("no number");
      return `${number(value)}${NBSP}${form(value, forms.map(text), isRussian)}`;
    };
    const either = (value, yes, no) => {
      if (typeof value !== "boolean") throw new Fault("neither yes nor no");
      return value ? yes : no;
    };
    const inCase = (value, name) => {
      const at = isText(name) ? tables.cases.indexOf(name) : -1;
      if (at < 0) throw new Fault("no such case");
      if (!isText(value)) return null;
      if (!tables.names) throw new Cannot("the forms of names");
      return tables.names(value, at);
    };
    const absent = (value) => (value === null || value === "" || (book.isListed(value) && book.listed(value).length === 0) ? "\ufdd0" : value);

    return {
      day: [["value"], day],
      date: [["value"], date],
      weekday: [["value"], (value) => weekdays[sheet(value).weekday]],
      time: [["value", ["day", null]], time],
      greeting: [["value", ["day", null]], greeting],
      number: [["value"], number],
      money: [["value"], money],
      counted: [["value", "*"], counted],
      either: [["value", "yes", "no"], either],
      in_case: [["value", "case"], inCase],
      or_absent: [["value"], absent],
    };
  }

  /* Return a number as one whole number over a power of ten: the figures that it is written with. */
  function digitsOf(value) {
    if (isText(value)) throw new Cannot("a number in words");
    if (!isNumber(value) || typeof value === "boolean") throw new Fault("no number");
    const [before, after = ""] = decimal(value).split(".");
    if (before.length > 18) throw new Cannot("a large number");
    return [BigInt(before + after), 10n ** BigInt(after.length)];
  }

  /* Write a number in groups of three, with `least` to `most` digits of a fraction; halves go to the even digit. */
  function formatted(value, least, most, tables) {
    const [over, under] = digitsOf(value);
    const parts = half(over * 10n ** BigInt(most), under, 1n);
    const digits = String(parts < 0n ? -parts : parts).padStart(most + 1, "0");
    const before = digits.slice(0, digits.length - most).replace(/\B(?=([0-9]{3})+$)/g, tables.group);
    let after = digits.slice(digits.length - most);
    while (after.length > least && after.endsWith("0")) after = after.slice(0, -1);
    const isNegative = over < 0n || Object.is(value, -0) || (over === 0n && value < 0);
    return `${isNegative ? tables.minus : ""}${before}${after && tables.point}${after}`;
  }

  function form(value, forms, isRussian) {
    if (forms.length !== (isRussian ? 3 : 2)) throw new Fault("too few forms of a noun");
    if (!isRussian) return equal(value, 1n) ? forms[0] : forms[1];
    const size = less(value, 0n) ? -value : value;
    const number = typeof size === "bigint" ? size : BigInt(Math.trunc(size));
    if (!equal(number, size)) return forms[1];
    if (number % 10n === 1n && number % 100n !== 11n) return forms[0];
    const isFew = [2n, 3n, 4n].includes(number % 10n) && ![12n, 13n, 14n].includes(number % 100n);
    return isFew ? forms[1] : forms[2];
  }

  /* The clocks of the zones: offsets from Greenwich between the days that the tables know. */
  function zonesOf(tables) {
    /* Return [second, offset in seconds] of every change, the first of them before all days of the tables. */
    const changes = (name) => {
      const fixed = FIXED.exec(name);
      if (fixed) return [[-Infinity, (fixed[1] === "-" ? -60 : 60) * (60 * Number(fixed[2]) + Number(fixed[3] || 0))]];
      const own = tables.offsets[name];
      if (own === undefined) throw new Cannot("a zone");
      return own.map(([second, offset], n) => [n === 0 ? -Infinity : second, offset]);
    };
    const within = (second) => {
      if (second < tables.from || second > tables.until) throw new Cannot("a day so far away");
    };
    const offsetAt = (name, utc) => {
      if (!FIXED.test(name)) within(utc);
      return changes(name).filter(([second]) => second <= utc).pop()[1];
    };
    return {
      /* Return the moment at which clocks of a zone show so many minutes of a day, and their offset then. */
      moment(name, day, minutes) {
        const wall = day.number * DAY + minutes * 60;
        const all = changes(name);
        // A time that the clocks skip is taken as if they had not been put forward, the first of two that they show.
        const offset = all.filter(([second], n) => n === 0 || second + Math.max(all[n - 1][1], all[n][1]) <= wall).pop()[1];
        if (!FIXED.test(name)) within(wall - offset);
        return { utc: wall - offset, offset };
      },
      local(name, utc) {
        const offset = offsetAt(name, utc);
        const wall = utc + offset;
        const day = new Day(Math.floor(wall / DAY));
        const second = wall - day.number * DAY;
        return { offset, day, clock: `${twoDigits(Math.floor(second / 3600))}:${twoDigits(Math.floor((second % 3600) / 60))}` };
      },
      phrase(name, offset) {
        if (tables.phrases[name]) return tables.phrases[name];
        if (tables.language !== "ru" && name.includes("/")) return `${name.split("/").pop().replace(/_/g, " ")}${NBSP}time`;
        const minutes = Math.abs(Math.round(offset / 60));
        const rest = minutes % 60;
        return `UTC${offset < 0 ? "-" : "+"}${Math.floor(minutes / 60)}${rest ? `:${twoDigits(rest)}` : ""}`;
      },
    };
  }

  Object.assign(book, { letterFilters, zonesOf });
})();
