/* Values of a letter's template as Python has them, so that a script writes what salesbook writes.

   A whole number is a BigInt, a fraction a Number; text is a String whose characters are code points; true, false and
   null are themselves, a list is an Array. What is left has a class here. Where a browser cannot be sure to do as Python
   does, a `Cannot` is thrown and the letter is left to the program; what Python refuses, too, throws a `Fault`. */

window.bookTemplate = (() => {
  class Fault extends Error {}
  class Cannot extends Error {}

  class Tuple {
    constructor(items, names = []) {
      this.items = items;
      this.names = names;
    }
  }

  /* A block of fields: keys that are equal in Python are one. */
  class Dict {
    constructor(pairs = []) {
      this.entries = new Map();
      for (const [key, value] of pairs) this.set(key, value);
    }
    set(key, value) {
      const name = hashed(key);
      this.entries.set(name, [this.entries.has(name) ? this.entries.get(name)[0] : key, value]);
    }
    get(key) {
      return this.entries.get(hashed(key))?.[1];
    }
    has(key) {
      return this.entries.has(hashed(key));
    }
    pairs() {
      return [...this.entries.values()];
    }
  }

  class Range {
    constructor(start, stop, step) {
      Object.assign(this, { start, stop, step });
      const span = step > 0n ? stop - start : start - stop;
      const size = step > 0n ? step : -step;
      this.length = span > 0n ? (span + size - 1n) / size : 0n;
    }
    *[Symbol.iterator]() {
      for (let n = 0n; n < this.length; n += 1n) yield this.start + n * this.step;
    }
  }

  /* A day of the calendar, as the number of days since 1970. */
  class Day {
    constructor(number) {
      this.number = number;
      const date = new Date(number * 86400000);
      this.year = date.getUTCFullYear();
      this.month = date.getUTCMonth() + 1;
      this.day = date.getUTCDate();
      this.weekday = (date.getUTCDay() + 6) % 7;
      if (!(this.year >= 1 && this.year <= 9999)) throw new Fault("a day that no calendar has");
    }
    /* Return the day of a date; null for one that the calendar has not. */
    static of(year, month, day) {
      if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return null;
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      return date.getUTCMonth() === month - 1 ? new Day(date.getTime() / 86400000) : null;
    }
    get iso() {
      return `${String(this.year).padStart(4, "0")}-${twoDigits(this.month)}-${twoDigits(this.day)}`;
    }
    plus(days) {
      return new Day(this.number + days);
    }
  }

  /* So many days between two. */
  class Span {
    constructor(days) {
      this.days = days;
    }
  }

  /* What is not there: with everything but a question whether it is there, the template fails; `lenient` is nothing. */
  class Undefined {
    constructor(name, lenient = false) {
      Object.assign(this, { name, lenient });
    }
  }

  /* A field that must be filled in and is not: it shows its label wherever it would stand. */
  class Blank {
    constructor(label) {
      this.label = label;
    }
  }

  /* What a filter yields one by one, once. */
  class Stream {
    constructor(iterator) {
      this.iterator = iterator;
    }
    [Symbol.iterator]() {
      return this.iterator;
    }
  }

  class Callable {
    constructor(call) {
      this.call = call;
    }
  }

  const twoDigits = (number) => String(number).padStart(2, "0");
  const isWhole = (value) => typeof value === "bigint" || typeof value === "boolean";
  const isNumber = (value) => isWhole(value) || typeof value === "number";
  const isText = (value) => typeof value === "string";
  const whole = (value) => (typeof value === "boolean" ? BigInt(value) : value);
  const letters = (text) => Array.from(text);
  const isListed = (value) => Array.isArray(value) || value instanceof Tuple;
  const listed = (value) => (Array.isArray(value) ? value : value.items);
  const defined = (value) => {
    if (value instanceof Undefined && !value.lenient) throw new Fault(`${value.name} is undefined`);
    return value;
  };
  const known = (value) => {
    if (value instanceof Undefined) throw new (value.lenient ? Cannot : Fault)(`${value.name} is undefined`);
    return value;
  };
  const finite = (number) => {
    if (!Number.isFinite(number)) throw new Cannot("a number beyond all numbers");
    return number;
  };
  const small = (value) => {
    if (typeof value === "bigint" && (value > 2n ** 53n || value < -(2n ** 53n))) throw new Cannot("a large number");
    return Number(value);
  };
  const index = (value) => {
    if (!isWhole(value)) throw new Fault("not a whole number");
    return whole(value);
  };

  function hashed(key) {
    if (isText(key)) return `s${key}`;
    if (key === null) return "none";
    if (typeof key === "number") return Number.isInteger(key) ? `n${BigInt(key)}` : `n${key}`;
    if (isWhole(key)) return `n${whole(key)}`;
    if (key instanceof Day) return `d${key.number}`;
    if (key instanceof Tuple) return `t${JSON.stringify(key.items.map(hashed))}`;
    if (key instanceof Undefined) known(key);
    if (key instanceof Range || key instanceof Span || key instanceof Callable) throw new Cannot("such a key");
    throw new Fault("no key of a block");
  }

  function truth(value) {
    defined(value);
    if (value === null || value === false || value === "" || value === 0 || value === 0n) return false;
    if (isListed(value)) return listed(value).length > 0;
    if (value instanceof Dict) return value.entries.size > 0;
    if (value instanceof Range) return value.length > 0n;
    if (value instanceof Span) return value.days !== 0;
    return !(value instanceof Undefined);
  }

  /* Return an iterator over what a value holds. */
  function each(value) {
    defined(value);
    if (isText(value)) return letters(value)[Symbol.iterator]();
    if (isListed(value)) return listed(value)[Symbol.iterator]();
    if (value instanceof Dict) return value.pairs().map((pair) => pair[0])[Symbol.iterator]();
    if (value instanceof Range || value instanceof Stream) return value[Symbol.iterator]();
    if (value instanceof Undefined) return [][Symbol.iterator]();
    if (value instanceof Blank) return [value][Symbol.iterator]();
    throw new Fault("not iterable");
  }

  function length(value) {
    defined(value);
    if (isText(value)) return BigInt(letters(value).length);
    if (isListed(value)) return BigInt(listed(value).length);
    if (value instanceof Dict) return BigInt(value.entries.size);
    if (value instanceof Range) return value.length;
    if (value instanceof Undefined) return 0n;
    if (value instanceof Blank) return 1n;
    if (value instanceof Callable) throw new Cannot("the length of a loop");
    throw new Fault("has no length");
  }

  function equal(a, b) {
    for (const value of [a, b]) defined(value);
    if (a instanceof Blank || b instanceof Blank) return a === b;
    if (isNumber(a) && isNumber(b)) return whole(a) == whole(b); // a BigInt and a Number, too
    if (Array.isArray(a) ? Array.isArray(b) : a instanceof Tuple && b instanceof Tuple) return same(listed(a), listed(b));
    if (a instanceof Day && b instanceof Day) return a.number === b.number;
    if (a instanceof Span && b instanceof Span) return a.days === b.days;
    if (a instanceof Dict && b instanceof Dict) {
      if (a.entries.size !== b.entries.size) return false;
      return a.pairs().every(([key, value]) => b.has(key) && equal(value, b.get(key)));
    }
    if (a instanceof Range && b instanceof Range) return same([...a], [...b]);
    if (a instanceof Undefined && b instanceof Undefined) return true;
    return a === b;
  }

  const same = (a, b) => a.length === b.length && a.every((value, n) => value === b[n] || equal(value, b[n]));

  /* Tell whether a value comes before another one. */
  function less(a, b) {
    for (const value of [a, b]) known(value);
    if (a instanceof Blank || b instanceof Blank) return false;
    if (isNumber(a) && isNumber(b)) return whole(a) < whole(b);
    if (isText(a) && isText(b)) return lessText(a, b);
    if (a instanceof Day && b instanceof Day) return a.number < b.number;
    if (a instanceof Span && b instanceof Span) return a.days < b.days;
    if (Array.isArray(a) ? Array.isArray(b) : a instanceof Tuple && b instanceof Tuple) {
      const [one, other] = [listed(a), listed(b)];
      const at = one.findIndex((value, n) => n >= other.length || !(value === other[n] || equal(value, other[n])));
      return at < 0 ? one.length < other.length : at < other.length && less(one[at], other[at]);
    }
    throw new Fault("cannot be compared");
  }

  function lessText(a, b) {
    const [one, other] = [letters(a), letters(b)];
    const at = one.findIndex((letter, n) => letter !== other[n]);
    if (at < 0) return one.length < other.length;
    return at < other.length && one[at].codePointAt(0) < other[at].codePointAt(0);
  }

  function holds(container, value) {
    known(container);
    if (isText(container)) {
      if (value instanceof Blank) return false;
      if (!isText(known(value))) throw new Fault("only a text is in a text");
      return container.includes(value);
    }
    if (container instanceof Dict) return container.has(value);
    if (container instanceof Blank) return false;
    for (const entry of each(container)) if (entry === value || equal(entry, value)) return true;
    return false;
  }

  /* Write a fraction as Python does: the shortest figures that stand for it. */
  function fraction(number) {
    finite(number);
    if (Object.is(number, -0)) return "-0.0";
    if (number === 0) return "0.0";
    const [figures, power] = number.toExponential().split("e");
    const at = Number(power);
    if (at < -4 || at >= 16) return `${figures}e${at < 0 ? "-" : "+"}${twoDigits(Math.abs(at))}`;
    const plain = decimal(number);
    return plain.includes(".") ? plain : `${plain}.0`;
  }

  /* Write out a number without a power of ten: the digits of its shortest form. */
  function decimal(number) {
    if (typeof number === "bigint") return String(number);
    const [figures, power] = Math.abs(number).toExponential().split("e");
    const digits = figures.replace(".", "");
    const at = Number(power) + 1;
    const sign = number < 0 ? "-" : "";
    if (at <= 0) return `${sign}0.${"0".repeat(-at)}${digits}`;
    if (at >= digits.length) return sign + digits + "0".repeat(at - digits.length);
    return `${sign}${digits.slice(0, at)}.${digits.slice(at)}`;
  }

  /* Write a value as `str` does. */
  function text(value) {
    defined(value);
    if (isText(value)) return value;
    if (value instanceof Blank) return `‹${value.label}›`;
    if (value instanceof Undefined) return "";
    if (value instanceof Day) return value.iso;
    return shown(value);
  }

  /* Write a value as `repr` does. */
  function shown(value, depth = 0) {
    if (depth > 20) throw new Cannot("lists in lists in lists");
    const inner = (entry) => shown(entry, depth + 1);
    if (value === null) return "None";
    if (value === true) return "True";
    if (value === false) return "False";
    if (typeof value === "bigint") return String(value);
    if (typeof value === "number") return fraction(value);
    if (isText(value)) return quoted(value);
    if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`;
    if (value instanceof Tuple && value.names.length === 0) {
      return `(${value.items.map(inner).join(", ")}${value.items.length === 1 ? "," : ""})`;
    }
    if (value instanceof Dict) return `{${value.pairs().map((pair) => pair.map(inner).join(": ")).join(", ")}}`;
    if (value instanceof Day) return `datetime.date(${value.year}, ${value.month}, ${value.day})`;
    if (value instanceof Range) {
      const step = value.step === 1n ? "" : `, ${value.step}`;
      return `range(${value.start}, ${value.stop}${step})`;
    }
    if (value instanceof Span && depth === 0) {
      const days = value.days === 0 ? "" : `${value.days} day${Math.abs(value.days) === 1 ? "" : "s"}, `;
      return `${days}0:00:00`;
    }
    if (value instanceof Blank) return text(value);
    throw new Cannot("such a value is not printed");
  }

  const ESCAPES = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

  function quoted(words) {
    const quote = words.includes("'") && !words.includes('"') ? '"' : "'";
    const written = letters(words).map((letter) => {
      if (letter in ESCAPES) return ESCAPES[letter];
      if (letter === quote) return `\\${letter}`;
      const code = letter.codePointAt(0);
      if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, "0")}`;
      if (code < 0x7f || /[\u00a1-\u00ac\u00ae-\u0377\u0400-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf№]/u.test(letter)) return letter;
      if (/[\u0080-\u00a0\u00ad]/.test(letter)) return `\\x${code.toString(16)}`;
      throw new Cannot("a rare letter in a list");
    });
    return quote + written.join("") + quote;
  }

  return {
    Fault, Cannot, Tuple, Dict, Range, Day, Span, Undefined, Blank, Stream, Callable,
    twoDigits, isWhole, isNumber, isText, isListed, listed, whole, letters, defined, known, finite, small, index,
    truth, each, length, equal, less, holds, decimal, text,
  };
})();
