/* Filters and tests of Jinja2 that its sandbox has, over the values of template_values.js. Each takes its arguments as
   Python takes them: in their order or by name. */

(() => {
  const book = window.bookTemplate;
  const { Fault, Cannot, Tuple, Dict, Range, Day, Span, Undefined, Stream, Callable } = book;
  const { isWhole, isNumber, isText, isListed, listed, whole, letters, defined, known, finite, small, index } = book;
  const { truth, each, length, equal, less, holds, text } = book;

  const REQUIRED = Symbol("required");
  const isBlockOf = (value) => value instanceof Dict;
  /* What Python takes for white space. */
  const BLANK = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
  const LEADING = new RegExp(`^[${BLANK}]+`);
  const TRAILING = new RegExp(`[${BLANK}]+$`);
  const GAPS = new RegExp(`[${BLANK}]+`);

  const strip = (words) => words.replace(LEADING, "").replace(TRAILING, "");
  const stripEnd = (words) => words.replace(TRAILING, "");
  const split = (words) => words.split(GAPS).filter((word) => word !== "");

  /* Return the arguments of a function in the order of its parameters; `rest` takes any number more. */
  function bound(parameters, args, named) {
    const takesMore = parameters.includes("*");
    const names = takesMore ? parameters.slice(0, -1) : parameters;
    const rest = takesMore ? args.slice(names.length) : null;
    if (rest === null && args.length > names.length) throw new Fault("too many arguments");
    const given = new Map(named);
    const values = names.map((parameter, n) => {
      const [name, otherwise] = Array.isArray(parameter) ? parameter : [parameter, REQUIRED];
      if (n < args.length) return args[n];
      const value = given.has(name) ? given.get(name) : otherwise;
      given.delete(name);
      if (value === REQUIRED) throw new Fault(`an argument is missing: ${name}`);
      return value;
    });
    if (given.size > 0) throw new Fault(`an argument too many: ${[...given.keys()][0]}`);
    return rest === null ? values : [...values, rest];
  }

  const lower = (value) => (isText(value) ? value.toLowerCase() : value);

  /* Return the steps that a path such as `first.name.0` takes. */
  function steps(path) {
    if (path === null) return [];
    if (!isText(path)) return [path];
    return path.split(".").map((step) => {
      if (/^[0-9]+$/.test(step)) return BigInt(step);
      if (/^\p{N}+$/u.test(step)) throw new Cannot("digits of another script");
      return step;
    });
  }

  function getter(path, { folded = false, otherwise = null } = {}) {
    const way = steps(path);
    return (value) => {
      let at = value;
      for (const step of way) {
        at = book.entry(at, step);
        if (otherwise !== null && at instanceof Undefined) at = otherwise;
      }
      return folded ? lower(at) : at;
    };
  }

  /* Sort as Python does: what is equal stays in its order, also backwards. */
  function sorted(values, key, backwards) {
    const keyed = values.map((value) => [key(value), value]);
    const turned = backwards ? keyed.reverse() : keyed;
    turned.sort(([a], [b]) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
    const values_ = turned.map((pair) => pair[1]);
    return backwards ? values_.reverse() : values_;
  }

  function extreme(value, caseSensitive, attribute, isBetter) {
    const key = getter(attribute, { folded: !truth(caseSensitive) });
    const values = [...each(value)];
    if (values.length === 0) return new Undefined("the first of nothing");
    return values.slice(1).reduce((best, it) => (isBetter(key(it), key(best)) ? it : best), (key(values[0]), values[0]));
  }

  function grouped(value, attribute, otherwise, caseSensitive) {
    const folded = !truth(caseSensitive);
    const key = getter(attribute, { folded, otherwise });
    const real = getter(attribute, { otherwise });
    const groups = [];
    for (const it of sorted([...each(value)], key, false)) {
      const last = groups[groups.length - 1];
      if (last && equal(last.key, key(it))) last.values.push(it);
      else groups.push({ key: key(it), values: [it] });
    }
    return groups.map(({ key: own, values }) => new Tuple([folded ? real(values[0]) : own, values], ["grouper", "list"]));
  }

  function reversed(value) {
    known(value);
    if (isText(value)) return letters(value).reverse();
    if (isListed(value) || isBlockOf(value) || value instanceof Range) return [...each(value)].reverse();
    throw new Fault("cannot be read backwards");
  }

  function toWhole(value, otherwise, base) {
    if (known(value) instanceof Callable) throw new Cannot("such a number");
    if (isText(value)) {
      if (!isWhole(base) || whole(base) !== 10n || /[^\x00-\x7f]/.test(strip(value))) throw new Cannot("such a number");
      const words = strip(value);
      if (/^[+-]?[0-9]+(_[0-9]+)*$/.test(words)) {
        if (words.length > 300) throw new Cannot("a long number");
        return BigInt(words.replace(/[_+]/g, ""));
      }
      if (!/^[+-]?([0-9]+(_[0-9]+)*\.?([0-9]+(_[0-9]+)*)?|\.[0-9]+(_[0-9]+)*)([eE][+-]?[0-9]+(_[0-9]+)*)?$/.test(words)) {
        return otherwise;
      }
      const number = Number(words.replace(/_/g, ""));
      return Number.isFinite(number) ? BigInt(Math.trunc(number)) : otherwise;
    }
    if (isWhole(value)) return whole(value);
    return typeof value === "number" ? BigInt(Math.trunc(value)) : otherwise;
  }

  /* Round to so many digits as Python does: the exact value of the number counts, halves go to the even digit. */
  function rounded(value, digits) {
    const places = Number(index(digits));
    if (Math.abs(places) > 20) throw new Fault("too many digits");
    if (isWhole(value)) {
      if (places >= 0) return whole(value);
      return half(whole(value), 1n, 10n ** BigInt(-places)) * 10n ** BigInt(-places);
    }
    if (typeof value !== "number") throw new Fault("no number");
    if (Math.abs(value) >= 1e21) return value;
    const [over, under] = exact(value);
    const up = places > 0 ? 10n ** BigInt(places) : 1n;
    const down = places < 0 ? 10n ** BigInt(-places) : 1n;
    const parts = half(over * up, under, down);
    const sign = parts < 0n || Object.is(value, -0) || (parts === 0n && value < 0) ? "-" : "";
    return Number(`${sign}${parts < 0n ? -parts : parts}e${-places}`);
  }

  /* Return a fraction as one whole number over another. */
  function exact(value) {
    let under = 1n;
    let over = value;
    while (!Number.isInteger(over)) {
      over *= 2;
      under *= 2n;
    }
    return [BigInt(over), under];
  }

  /* Return the whole number nearest to over / (under × size), the even one of two. */
  function half(over, under, size) {
    const whole_ = under * size;
    const positive = over < 0n ? -over : over;
    let quotient = positive / whole_;
    const twice = (positive % whole_) * 2n;
    if (twice > whole_ || (twice === whole_ && quotient % 2n === 1n)) quotient += 1n;
    return over < 0n ? -quotient : quotient;
  }

  function round(value, precision, method) {
    if (!isWhole(precision) || Math.abs(Number(whole(precision))) > 20) throw new Fault("too many digits");
    if (!["common", "ceil", "floor"].includes(method)) throw new Fault("no such way to round");
    if (!isNumber(known(value))) throw new Fault("no number");
    if (method === "common") return rounded(value, precision);
    if (whole(precision) < 0n) throw new Cannot("rounding to tens");
    const times = 10n ** whole(precision);
    const product = typeof value === "number" ? finite(value * Number(times)) : whole(value) * times;
    const cut = typeof product === "bigint" ? product : BigInt(Math[method](product));
    return small(cut) / small(times);
  }

  function summed(value) {
    const numbers = [...each(value)];
    const total = numbers.reduce((sum, number) => {
      if (!isNumber(known(number))) throw new Fault("only numbers are added up");
      return book.binary("+", sum, number);
    }, 0n);
    // Newer Pythons add fractions up more exactly: a sum counts where both ways come to the same.
    if (typeof total === "number" && compensated(numbers) !== total) throw new Cannot("a sum of fractions");
    return total;
  }

  function compensated(numbers) {
    let sum = 0;
    let lost = 0;
    for (const number of numbers.map((each_) => small(whole(each_)))) {
      const next = sum + number;
      lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
      sum = next;
    }
    return sum + lost;
  }

  const plain = (value) => (isText(value) ? value : text(value));

  function capitalized(value) {
    const words = plain(value);
    if (words.includes("Σ")) throw new Cannot("a capital sigma");
    const [first = "", ...rest] = letters(words);
    const upper = first.toUpperCase();
    if (letters(upper).length > 1 || /[\u01c4-\u01cc\u01f1-\u01f3\u10d0-\u10ff]/.test(first)) throw new Cannot("a rare letter");
    return upper + rest.join("").toLowerCase();
  }

  function titled(value) {
    const parts = plain(value).split(/([-\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000({[<]+)/);
    return parts
      .map((part) => {
        const [first = "", ...rest] = letters(part);
        return first.toUpperCase() + rest.join("").toLowerCase();
      })
      .join("");
  }

  function replaced(value, old, fresh, count) {
    const [words, from, to] = [text(value), text(old), text(fresh)];
    const parts = from === "" ? ["", ...letters(words), ""] : words.split(from);
    let left = count === null || index(count) < 0n ? Infinity : Number(index(count));
    return parts.reduce((written, part) => {
      left -= 1;
      return written + (left >= 0 ? to : from) + part;
    });
  }

  function trimmed(value, characters) {
    const words = plain(value);
    if (characters === null) return strip(words);
    if (!isText(characters)) throw new Fault("no text");
    const set = new Set(letters(characters));
    const all = letters(words);
    while (all.length > 0 && set.has(all[0])) all.shift();
    while (all.length > 0 && set.has(all[all.length - 1])) all.pop();
    return all.join("");
  }

  function withoutTags(value) {
    let words = text(value);
    let kept = "";
    let at = 0;
    for (let start = words.indexOf("<", at); start >= 0; start = words.indexOf("<", at)) {
      const isComment = words.startsWith("<!--", start);
      const end = isComment ? words.indexOf("-->", start + 4) : words.indexOf(">", start);
      if (end < 0) break;
      kept += words.slice(at, start);
      at = end + (isComment ? 3 : 1);
    }
    words = split(kept + words.slice(at)).join(" ");
    if (words.includes("&")) throw new Cannot("references to characters");
    return words;
  }

  function encoded(value, forQuery = false) {
    const words = encodeURIComponent(text(value)).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    return forQuery ? words.replace(/%20/g, "+") : words.replace(/%2F/g, "/");
  }

  function urlEncoded(value) {
    known(value);
    if (isText(value) || !(isListed(value) || isBlockOf(value) || value instanceof Range || value instanceof Stream)) return encoded(value);
    const pairs = isBlockOf(value) ? value.pairs() : [...each(value)].map((pair) => book.unpacked(pair, 2));
    return pairs.map((pair) => pair.map((part) => encoded(part, true)).join("=")).join("&");
  }

  function* unlike(value, caseSensitive, attribute) {
    const key = getter(attribute, { folded: !truth(caseSensitive) });
    const seen = new Dict();
    for (const it of each(value)) {
      const own = key(it);
      if (seen.has(own)) continue;
      seen.set(own, true);
      yield it;
    }
  }

  function* chosen(walk, value, args, named, wanted) {
    if (!truth(value)) return;
    const [name, ...rest] = args;
    for (const it of each(value)) {
      const isTrue = args.length === 0 ? truth(it) : truth(walk.test(name, it, rest, named));
      if (isTrue === wanted) yield it;
    }
  }

  /* The same by an attribute of each. */
  function* chosenBy(walk, value, args, named, wanted) {
    if (!truth(value)) return;
    if (args.length === 0) throw new Fault("an attribute is missing");
    const own = getter(args[0]);
    const [, name, ...rest] = args;
    for (const it of each(value)) {
      const isTrue = args.length === 1 ? truth(own(it)) : truth(walk.test(name, own(it), rest, named));
      if (isTrue === wanted) yield it;
    }
  }

  function* mapped(walk, value, args, named) {
    if (!truth(value)) return;
    let change;
    const names = new Map(named);
    if (args.length === 0 && names.has("attribute")) {
      change = getter(names.get("attribute"), { otherwise: names.get("default") ?? null });
      if ([...names.keys()].some((name) => name !== "attribute" && name !== "default")) throw new Fault("an argument too many");
    } else {
      if (args.length === 0) throw new Fault("map requires a filter");
      change = (it) => walk.filter(args[0], it, args.slice(1), named);
    }
    for (const it of each(value)) yield change(it);
  }

  const magnitude = (value) => {
    if (known(value) instanceof Span) return new Span(Math.abs(value.days));
    if (!isNumber(value)) throw new Fault("no number");
    return typeof value === "number" ? Math.abs(value) : whole(value) < 0n ? -whole(value) : whole(value);
  };

  const firstOf = (iterator) => {
    const next = iterator.next();
    return next.done ? new Undefined("the first of nothing") : next.value;
  };

  const joined = (value, glue, attribute) => {
    const way = attribute === null ? (it) => it : getter(attribute);
    const between = text(glue);
    return [...each(value)].map((it) => text(way(it))).join(between);
  };

  const pairsOf = function* (value) {
    if (value instanceof Undefined) return;
    if (!isBlockOf(value)) throw new Fault("no block of fields");
    for (const pair of value.pairs()) yield new Tuple([...pair]);
  };

  const stream = (iterator) => new Stream(iterator);
  const filters = {
    abs: [["value"], magnitude],
    capitalize: [["value"], capitalized],
    count: [["value"], length],
    default: [["value", ["default_value", ""], ["boolean", false]], (value, otherwise, boolean) =>
      value instanceof Undefined || (truth(boolean) && !truth(value)) ? otherwise : value],
    dictsort: [["value", ["case_sensitive", false], ["by", "key"], ["reverse", false]], (value, caseSensitive, by, reverse) => {
      if (!["key", "value"].includes(by)) throw new Fault("by key or by value");
      if (!isBlockOf(known(value))) throw new Fault("no block of fields");
      const at = by === "key" ? 0 : 1;
      const folded = !truth(caseSensitive);
      const pairs = sorted(value.pairs(), (pair) => (folded ? lower(pair[at]) : pair[at]), truth(reverse));
      return pairs.map((pair) => new Tuple([...pair]));
    }],
    first: [["value"], (value) => firstOf(each(value))],
    groupby: [["value", "attribute", ["default", null], ["case_sensitive", false]], grouped],
    int: [["value", ["default", 0n], ["base", 10n]], toWhole],
    items: [["value"], (value) => stream(pairsOf(value))],
    join: [["value", ["d", ""], ["attribute", null]], joined],
    last: [["value"], (value) => firstOf(reversed(value)[Symbol.iterator]())],
    length: [["value"], length],
    list: [["value"], (value) => [...each(value)]],
    lower: [["value"], (value) => plain(value).toLowerCase()],
    max: [["value", ["case_sensitive", false], ["attribute", null]], (value, caseSensitive, attribute) =>
      extreme(value, caseSensitive, attribute, (own, best) => less(best, own))],
    min: [["value", ["case_sensitive", false], ["attribute", null]], (value, caseSensitive, attribute) =>
      extreme(value, caseSensitive, attribute, less)],
    replace: [["value", "old", "new", ["count", null]], replaced],
    reverse: [["value"], (value) => {
      if (isText(value)) return reversed(value).join("");
      return known(value) instanceof Stream ? [...each(value)].reverse() : stream(reversed(value)[Symbol.iterator]());
    }],
    round: [["value", ["precision", 0n], ["method", "common"]], round],
    sort: [["value", ["reverse", false], ["case_sensitive", false], ["attribute", null]], (value, reverse, caseSensitive, attribute) => {
      const ways = isText(attribute) ? attribute.split(",") : [attribute];
      const keys = ways.map((way) => getter(way, { folded: !truth(caseSensitive) }));
      return sorted([...each(value)], (it) => keys.map((key) => key(it)), truth(reverse));
    }],
    string: [["value"], plain],
    striptags: [["value"], withoutTags],
    sum: [["value"], summed],
    title: [["value"], titled],
    trim: [["value", ["chars", null]], trimmed],
    unique: [["value", ["case_sensitive", false], ["attribute", null]], (...of) => stream(unlike(...of))],
    upper: [["value"], (value) => plain(value).toUpperCase()],
    urlencode: [["value"], urlEncoded],
  };

  /* Filters that call others: they take whatever they are handed. */
  const calling = {
    map: (walk, value, args, named) => stream(mapped(walk, value, args, named)),
    select: (walk, value, args, named) => stream(chosen(walk, value, args, named, true)),
    reject: (walk, value, args, named) => stream(chosen(walk, value, args, named, false)),
    selectattr: (walk, value, args, named) => stream(chosenBy(walk, value, args, named, true)),
    rejectattr: (walk, value, args, named) => stream(chosenBy(walk, value, args, named, false)),
  };

  const cased = (value, wanted, unwanted) => {
    const words = text(value);
    return wanted.test(words) && !unwanted.test(words);
  };
  const remainder = (value, by, left) => equal(book.binary("%", value, by, { unbound: true }), left);
  const compares = (compare) => [["value", "other"], compare];
  const isCountable = (value) => isText(value) || isListed(value) || isBlockOf(value) || value instanceof Range;
  const eq = compares(equal);
  const ne = compares((a, b) => !equal(a, b));
  const gt = compares((a, b) => less(b, a));
  const ge = compares((a, b) => book.compare("gteq", a, b));
  const lt = compares(less);
  const le = compares((a, b) => book.compare("lteq", a, b));
  const tests = {
    odd: [["value"], (value) => remainder(value, 2n, 1n)],
    even: [["value"], (value) => remainder(value, 2n, 0n)],
    divisibleby: [["value", "num"], (value, by) => remainder(value, by, 0n)],
    defined: [["value"], (value) => !(value instanceof Undefined)],
    undefined: [["value"], (value) => value instanceof Undefined],
    none: [["value"], (value) => value === null],
    boolean: [["value"], (value) => typeof value === "boolean"],
    true: [["value"], (value) => value === true],
    false: [["value"], (value) => value === false],
    integer: [["value"], (value) => typeof value === "bigint"],
    float: [["value"], (value) => typeof value === "number"],
    lower: [["value"], (value) => cased(value, /\p{Lowercase}/u, /[\p{Uppercase}\p{Lt}]/u)],
    upper: [["value"], (value) => cased(value, /\p{Uppercase}/u, /[\p{Lowercase}\p{Lt}]/u)],
    string: [["value"], isText],
    mapping: [["value"], isBlockOf],
    number: [["value"], isNumber],
    sequence: [["value"], (value) => isCountable(value) || (value instanceof Undefined && value.lenient)],
    iterable: [["value"], (value) => { defined(value); return isCountable(value) || value instanceof Stream || value instanceof Undefined; }],
    callable: [["value"], (value) => value instanceof Callable || value instanceof Undefined],
    escaped: [["value"], () => false],
    in: [["value", "seq"], (value, container) => holds(container, value)],
    "==": eq, eq, equalto: eq, "!=": ne, ne, ">": gt, gt, greaterthan: gt, ">=": ge, ge, "<": lt, lt, lessthan: lt, "<=": le, le,
  };

  Object.assign(book, { bound, filters, calling, tests, strip, stripEnd, split, exact, half });
})();
