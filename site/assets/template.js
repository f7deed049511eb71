/* A letter's template, walked: salesbook/letters/tree.py has made a tree of it with Jinja2's own parser, and here the
   tree is read as the compiled template would run. No text of a book or of a person ever becomes code.

   What a template may spend is bounded by estimates that lie above those of the program (sandbox/metering.py), so no
   letter comes about here that the program would refuse. */

(() => {
  const book = window.bookTemplate;
  const { Fault, Cannot, Tuple, Dict, Range, Day, Span, Undefined, Blank, Stream, Callable } = book;
  const { isWhole, isNumber, isText, isListed, listed, whole, letters, known, finite, small, index } = book;
  const { truth, each, length, equal, less, holds, text, bound } = book;

  const MISSING = Symbol("missing");
  const BUDGET = 1000000;
  const LONGEST = 200000;
  const DEEPEST = 40;
  const MANY = 1000n;
  const PRICE = { entry: 8, call: 100, node: 8 };
  /* Filters that can do something with a field that is not filled in yet; all others hand it on. */
  const KEEPING = new Set(["default", "first", "join", "last", "list"]);
  /* Filters that look at every entry many times. */
  const COSTLY = new Set(["dictsort", "groupby", "max", "min", "sort", "unique"]);

  /* Tests that ask for what only the program has. */
  const UNLIKE = new Set(["filter", "sameas", "test"]);

  /* --- values */

  /* Return what stands under a name, as the sandbox lets a template see it: never anything that could be called. */
  function attribute(value, name) {
    if (value instanceof Blank) return value;
    known(value);
    if (value instanceof Dict) return value.has(name) ? value.get(name) : new Undefined(name);
    if (value instanceof Loop) return value.attribute(name);
    const own = plainAttribute(value, name);
    return own === MISSING ? new Undefined(name) : own;
  }

  function plainAttribute(value, name) {
    if (value instanceof Day && ["day", "month", "year"].includes(name)) return BigInt(value[name]);
    if (value instanceof Span && ["days", "seconds", "microseconds"].includes(name)) return BigInt(value[name] || 0);
    if (value instanceof Range && ["start", "stop", "step"].includes(name)) return value[name];
    if (value instanceof Tuple && value.names.includes(name)) return value.items[value.names.indexOf(name)];
    const rare = ["real", "imag", "numerator", "denominator", "min", "max", "resolution"];
    if ((isNumber(value) || value instanceof Day || value instanceof Span) && rare.includes(name)) throw new Cannot(name);
    if (value instanceof Callable || value instanceof Stream) throw new Cannot("what a function has");
    return MISSING;
  }

  /* Return an entry of a list or a block, likewise. */
  function entry(value, key) {
    if (value instanceof Blank) return value;
    known(value);
    if (value instanceof Dict) {
      const isKey = !(Array.isArray(key) || key instanceof Dict);
      return isKey && value.has(key) ? value.get(key) : new Undefined("an entry");
    }
    if ((isText(value) || isListed(value) || value instanceof Range) && isWhole(key)) {
      const at = whole(key) < 0n ? whole(key) + length(value) : whole(key);
      if (at < 0n || at >= length(value)) return new Undefined("an entry");
      if (value instanceof Range) return value.start + at * value.step;
      return isText(value) ? letters(value)[Number(at)] : listed(value)[Number(at)];
    }
    return isText(key) ? attribute(value, key) : new Undefined("an entry");
  }

  /* Return a slice, as Python counts it. */
  function slice(value, [start, stop, step]) {
    if (value instanceof Blank) return value;
    known(value);
    const size = isText(value) || isListed(value) ? length(value) : null;
    if (size === null) throw value instanceof Range ? new Cannot("a slice of a range") : new Fault("no slices of it");
    const by = step === null ? 1n : index(step);
    if (by === 0n) throw new Fault("a step of nothing");
    const inside = (bound_, least, most) => {
      const at = bound_ < 0n ? bound_ + size : bound_;
      return at < least ? least : at > most ? most : at;
    };
    const [least, most] = by > 0n ? [0n, size] : [-1n, size - 1n];
    const first = start === null ? (by > 0n ? least : most) : inside(index(start), least, most);
    const last = stop === null ? (by > 0n ? most : least) : inside(index(stop), least, most);
    const from = isText(value) ? letters(value) : listed(value);
    const cut = [...new Range(first, last, by)].map((at) => from[Number(at)]);
    return isText(value) ? cut.join("") : Array.isArray(value) ? cut : new Tuple(cut);
  }

  /* Do what an operator does; `unbound` is without the sandbox's bounds, in which only small numbers are multiplied. */
  function binary(operator, left, right, { unbound = false } = {}) {
    known(left);
    known(right);
    if (left instanceof Blank) return left;
    if (right instanceof Blank) return right;
    const numbers = isNumber(left) && isNumber(right);
    if (!numbers) return unlikeNumbers(operator, left, right, unbound);
    const [a, b] = [whole(left), whole(right)];
    if (!unbound && ["*", "**", "%"].includes(operator) && isTooLarge(operator, a, b)) throw new Fault("too large a number");
    return typeof a === "bigint" && typeof b === "bigint" ? wholes(operator, a, b) : fractions(operator, small(a), small(b));
  }

  const size = (number) => (number < 0 ? -number : number);
  const isTooLarge = (operator, a, b) =>
    (operator === "**" && (size(a) > 1000 || size(b) > 10)) || size(a) > 10 ** 15 || size(b) > 10 ** 15;

  function unlikeNumbers(operator, left, right, unbound) {
    if (["*", "**"].includes(operator) || (operator === "%" && !unbound)) throw new Fault("only with numbers");
    if (operator === "%" && isText(left)) throw new Cannot("a text with places");
    if (operator === "+") {
      if (isText(left) && isText(right)) return short(left + right);
      if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
      if (left instanceof Tuple && right instanceof Tuple) return new Tuple([...left.items, ...right.items]);
      if (left instanceof Day && right instanceof Span) return left.plus(right.days);
      if (left instanceof Span && right instanceof Day) return right.plus(left.days);
    }
    if (operator === "-" && left instanceof Day) {
      if (right instanceof Day) return new Span(left.number - right.number);
      if (right instanceof Span) return left.plus(-right.days);
    }
    if (left instanceof Span || right instanceof Span) throw new Cannot("reckoning with spans of days");
    if (left instanceof Dict || right instanceof Dict) throw new Cannot("reckoning with blocks");
    throw new Fault("cannot be done with such values");
  }

  function wholes(operator, a, b) {
    switch (operator) {
      case "+": return a + b;
      case "-": return a - b;
      case "*": return a * b;
      case "/":
        if (b === 0n) throw new Fault("divided by zero");
        return small(a) / small(b);
      case "**":
        if (b < 0n) throw new Cannot("a power below one");
        return a ** b;
      default: {
        if (b === 0n) throw new Fault("divided by zero");
        const rest = ((a % b) + b) % b;
        return operator === "%" ? rest : (a - rest) / b;
      }
    }
  }

  function fractions(operator, a, b) {
    switch (operator) {
      case "+": return finite(a + b);
      case "-": return finite(a - b);
      case "*": return finite(a * b);
      case "/":
        if (b === 0) throw new Fault("divided by zero");
        return finite(a / b);
      case "**": throw new Cannot("a power of a fraction");
      default: {
        if (b === 0) throw new Fault("divided by zero");
        let rest = a % b;
        let quotient = (a - rest) / b;
        if (rest !== 0 && (rest < 0) !== (b < 0)) {
          rest += b;
          quotient -= 1;
        } else if (rest === 0) rest = b < 0 ? -0 : 0;
        if (operator === "%") return rest;
        if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
        const floor = Math.floor(quotient);
        return finite(quotient - floor > 0.5 ? floor + 1 : floor);
      }
    }
  }

  function compare(operator, left, right) {
    switch (operator) {
      case "eq": return equal(left, right);
      case "ne": return !equal(left, right);
      case "lt": return less(left, right);
      case "gt": return less(right, left);
      case "lteq": return less(left, right) || equal(left, right);
      case "gteq": return less(right, left) || equal(left, right);
      case "in": return holds(right, left);
      default: return !holds(right, left);
    }
  }

  const short = (words) => {
    if (words.length > LONGEST) throw new Cannot("too long a text");
    return words;
  };

  /* Return the entries of what is taken apart into so many. */
  function unpacked(value, many) {
    const entries = [...each(value)];
    if (value instanceof Blank) return Array(many).fill(value);
    if (entries.length !== many) throw new Fault("so many there are not");
    return entries;
  }

  function weight(value, depth = 0) {
    if (isText(value)) return 1 + value.length / 8;
    if (value instanceof Range) return 4 * Number(value.length);
    if (depth > 8) return BUDGET;
    if (isListed(value)) return listed(value).reduce((sum, it) => sum + 4 + weight(it, depth + 1), 4);
    if (value instanceof Dict) return value.pairs().reduce((sum, pair) => sum + 8 + weight(pair[1], depth + 1) + weight(pair[0]), 4);
    return 1;
  }

  /* --- loops and macros */

  class Loop extends Callable {
    constructor(values, render, depth) {
      super((args) => this.again(args));
      this.source = values;
      this.iterator = each(values);
      Object.assign(this, { render, depth, index: -1n, ahead: MISSING, now: MISSING, before: MISSING, changed: MISSING });
    }
    next() {
      let value = this.ahead;
      this.ahead = MISSING;
      if (value === MISSING) {
        const next = this.iterator.next();
        if (next.done) return MISSING;
        value = next.value;
      }
      this.index += 1n;
      this.before = this.now;
      this.now = value;
      return value;
    }
    peek() {
      if (this.ahead === MISSING) {
        const next = this.iterator.next();
        if (!next.done) this.ahead = next.value;
      }
      return this.ahead;
    }
    get size() {
      if (this.many === undefined) {
        if (this.source instanceof Stream) {
          const rest = [...this.iterator];
          this.iterator = rest[Symbol.iterator]();
          this.many = BigInt(rest.length) + this.index + 1n + (this.ahead === MISSING ? 0n : 1n);
        } else this.many = length(this.source);
      }
      return this.many;
    }
    attribute(name) {
      switch (name) {
        case "index": return this.index + 1n;
        case "index0": return this.index;
        case "first": return this.index === 0n;
        case "last": return this.peek() === MISSING;
        case "length": return this.size;
        case "revindex": return this.size - this.index;
        case "revindex0": return this.size - this.index - 1n;
        case "depth": return this.depth + 1n;
        case "depth0": return this.depth;
        case "previtem": return this.index === 0n ? new Undefined("the item before") : this.before;
        case "nextitem": return this.peek() === MISSING ? new Undefined("the item after") : this.ahead;
        case "cycle": return new Callable((args) => {
          if (args.length === 0) throw new Fault("nothing to cycle through");
          return args[Number(this.index % BigInt(args.length))];
        });
        case "changed": return new Callable((args) => {
          const isNew = this.changed === MISSING || !equal(this.changed, new Tuple(args));
          if (isNew) this.changed = new Tuple(args);
          return isNew;
        });
        default: return new Undefined(name);
      }
    }
    again([values, ...more]) {
      if (this.render === null || values === undefined || more.length > 0) throw new Fault("no recursive loop");
      return this.render(values, this.depth + 1n);
    }
  }

  const range = new Callable((args, named) => {
    if (named.length > 0 || args.length < 1 || args.length > 3) throw new Fault("a range of one to three numbers");
    const [start, stop, step] = args.length === 1 ? [0n, index(args[0]), 1n] : [...args.map(index), 1n];
    if (step === 0n) throw new Fault("a step of nothing");
    const numbers = new Range(start, stop, step);
    if (numbers.length > MANY) throw new Fault("too long a range");
    return numbers;
  });

  /* --- the walk */

  /* Where the variables of a function stand; those of the function around it are read through. */
  class Scope {
    constructor(outer) {
      this.variables = new Map();
      this.outer = outer;
    }
    get(ref) {
      for (let scope = this; scope !== null; scope = scope.outer) {
        if (scope.variables.has(ref)) return scope.variables.get(ref);
      }
      throw new Cannot("a name before its time");
    }
    set(ref, value) {
      this.variables.set(ref, value);
    }
  }

  class Walk {
    constructor(tree, names, filters, finalize) {
      [this.enter, this.body, this.blocks] = tree;
      this.context = new Map([["range", range], ...names]);
      this.own = filters;
      this.finalize = finalize;
      this.left = BUDGET;
      this.depth = 0;
      this.prices = new Map();
    }

    run() {
      const out = [];
      this.root(this.enter, this.body, out);
      return this.written(out);
    }

    root(enter, body, out) {
      const scope = new Scope(null);
      this.begin(enter, scope);
      this.statements(body, scope, out);
    }

    spend(units) {
      this.left -= units;
      if (this.left < 0) throw new Cannot("too many steps");
    }

    /* Return what a block costs whoever enters it. */
    price(nodes) {
      if (!this.prices.has(nodes)) {
        let price = PRICE.node;
        for (const node of nodes) {
          if (Array.isArray(node)) price += this.price(node);
          else if (isText(node)) price += node.length / 8;
        }
        this.prices.set(nodes, price);
      }
      return this.prices.get(nodes);
    }

    written(out) {
      if (!out.every(isText)) throw new Fault("a filter of a block must make a text");
      const words = short(out.join(""));
      this.spend(weight(words));
      return words;
    }

    begin(enter, scope) {
      for (const [load, ref, source] of enter) {
        if (load === "r") scope.set(ref, this.context.has(source) ? this.context.get(source) : MISSING);
        else scope.set(ref, load === "a" ? scope.get(source) : MISSING);
      }
    }

    leave(refs, scope) {
      for (const ref of refs) scope.set(ref, MISSING);
    }

    statements(nodes, scope, out) {
      this.spend(this.price(nodes));
      for (const node of nodes) this[`${node[0]}Tag`](node, scope, out);
    }

    /* Return the text of a block that is kept rather than written. */
    kept(nodes, scope) {
      const out = [];
      this.statements(nodes, scope, out);
      return this.written(out);
    }

    textTag([, words], _scope, out) {
      out.push(words);
    }

    printTag([, value], scope, out) {
      const words = this.finalize(this.value(value, scope));
      this.spend(2 * weight(words) + 2);
      out.push(words);
    }

    ifTag([, branches, otherwise], scope, out) {
      for (const [test, body] of branches) {
        if (truth(this.value(test, scope))) return void this.statements(body, scope, out);
      }
      this.statements(otherwise, scope, out);
    }

    forTag([, target, values, condition, loop, recursive, enter, body, leave, enterElse, otherwise, leaveElse], scope, out) {
      const turn = (source, depth, within, into) => {
        let empty = true;
        const passed = condition === null ? source : new Stream(this.passing(source, target, condition, within));
        const run = new Loop(passed, recursive ? again : null, depth);
        for (let value = run.next(); value !== MISSING; value = run.next()) {
          this.spend(PRICE.entry + (condition === null ? 0 : this.price(condition)));
          this.assign(target, value, within);
          if (loop !== null) within.set(loop, run);
          this.begin(enter, within);
          this.statements(body, within, into);
          empty = false;
        }
        if (!recursive || otherwise.length > 0) this.leave(leave, within);
        if (!empty || otherwise.length === 0) return;
        this.begin(enterElse, within);
        this.statements(otherwise, within, into);
        this.leave(leaveElse, within);
      };
      const again = (source, depth) => {
        const inner = [];
        this.deeper(() => turn(source, depth, new Scope(scope), inner));
        return this.written(inner);
      };
      const source = this.value(values, scope);
      if (recursive) out.push(again(source, 0n));
      else turn(source, 0n, scope, out);
    }

    /* Yield the values of a loop that pass its condition. */
    *passing(source, target, [enter, test], scope) {
      const inner = new Scope(scope);
      this.begin(enter, inner);
      for (const value of each(source)) {
        this.assign(target, value, inner);
        if (truth(this.value(test, inner))) yield value;
      }
    }

    macroTag([, ref, macro, name], scope) {
      const made = this.made(macro, scope);
      scope.set(ref, made);
      if (name !== null) this.context.set(name, made);
    }

    made([, parameters, [caller, keywords, more], enter, body], outer) {
      return new Callable((args, named) => {
        const given = new Map(named);
        const scope = new Scope(outer);
        parameters.forEach(([name, ref], n) => {
          const value = n < args.length ? args[n] : given.has(name) ? given.get(name) : MISSING;
          if (n >= args.length) given.delete(name);
          scope.set(ref, value);
        });
        if (caller !== null) {
          const own = given.has("caller") ? given.get("caller") : null;
          given.delete("caller");
          scope.set(caller, own === null ? new Undefined("caller") : own);
        }
        if (keywords !== null) scope.set(keywords, new Dict([...given]));
        else if (given.size > 0) throw new Fault("no such argument");
        const rest = args.slice(parameters.length);
        if (more !== null) scope.set(more, new Tuple(rest));
        else if (rest.length > 0) throw new Fault("too many arguments");
        return this.deeper(() => {
          this.begin(enter, scope);
          for (const [name, ref, otherwise] of parameters) {
            if (scope.get(ref) !== MISSING) continue;
            scope.set(ref, otherwise === null ? new Undefined(name) : this.value(otherwise, scope));
          }
          return this.kept(body, scope);
        });
      });
    }

    deeper(run) {
      this.depth += 1;
      if (this.depth > DEEPEST) throw new Cannot("macros within macros");
      const value = run();
      this.depth -= 1;
      return value;
    }

    callTag([, macro, call], scope, out) {
      out.push(this.invoked(call, scope, [["caller", this.made(macro, scope)]]));
    }

    filterblockTag([, enter, body, filter, leave], scope, out) {
      this.begin(enter, scope);
      out.push(this.value(filter, scope, this.kept(body, scope)));
      this.leave(leave, scope);
    }

    withTag([, enter, pairs, body, leave], scope, out) {
      this.begin(enter, scope);
      for (const [target, value] of pairs) this.assign(target, this.value(value, scope), scope);
      this.statements(body, scope, out);
      this.leave(leave, scope);
    }

    setTag([, target, value, exported], scope) {
      this.assign(target, this.value(value, scope), scope);
      this.tell(exported, scope);
    }

    setblockTag([, enter, body, filter, target, exported, leave], scope) {
      this.begin(enter, scope);
      const words = this.kept(body, scope);
      this.assign(target, filter === null ? words : this.value(filter, scope, words), scope);
      this.tell(exported, scope);
      this.leave(leave, scope);
    }

    /* Make an assignment known to blocks and macros that ask for a name by itself. */
    tell(exported, scope) {
      for (const [name, ref] of exported) this.context.set(name, scope.get(ref));
    }

    blockTag([, name], _scope, out) {
      const [enter, body] = this.blocks[name];
      const inner = [];
      this.deeper(() => this.root(enter, body, inner));
      out.push(...inner);
    }

    assign([kind, target], value, scope) {
      if (kind === "name") scope.set(target, value);
      else unpacked(value, target.length).forEach((each_, n) => this.assign(target[n], each_, scope));
    }

    /* --- expressions */

    value(node, scope, words) {
      const [kind, a, b, c] = node;
      const at = (inner) => this.value(inner, scope, words);
      switch (kind) {
        case "str": return a;
        case "int": return BigInt(a);
        case "float": return Number(a);
        case "bool": return a;
        case "none": return null;
        case "name": {
          const value = scope.get(a);
          return value === MISSING ? new Undefined(b) : value;
        }
        case "list": return a.map(at);
        case "tuple": return new Tuple(a.map(at));
        case "dict": return new Dict(a.map(([key, value]) => [at(key), at(value)]));
        case "binary": return this.operated(a, b, c, at);
        case "unary": return this.signed(a, at(b));
        case "concat": {
          const parts = a.map((part) => text(at(part)));
          this.spend(parts.reduce((sum, part) => sum + weight(part), 4));
          return short(parts.join(""));
        }
        case "compare": return this.compared(at(a), b, at);
        case "choose":
          if (truth(at(a))) return at(b);
          return c === null ? new Undefined("the other choice", true) : at(c);
        case "attribute": return attribute(at(a), b);
        case "entry": return entry(at(a), at(b));
        case "slice": {
          const value = at(a);
          this.spend(weight(value));
          return slice(value, b.map((bound_) => (bound_ === null ? null : at(bound_))));
        }
        case "apply": return this.filter(a, b === null ? words : at(b), ...this.args(node.slice(3), at));
        case "test": return this.test(a, at(b), ...this.args(node.slice(3), at));
        case "invoke": return this.invoked(node, scope, [], words);
        default: throw new Cannot(kind);
      }
    }

    operated(operator, left, right, at) {
      if (operator === "and" || operator === "or") {
        const value = at(left);
        return truth(value) === (operator === "or") ? value : at(right);
      }
      const [a, b] = [at(left), at(right)];
      this.spend(weight(a) + weight(b));
      return binary(operator, a, b);
    }

    signed(sign, value) {
      if (sign === "not") return !truth(value);
      if (value instanceof Blank) return value;
      if (!isNumber(known(value))) throw value instanceof Span ? new Cannot("a span of days") : new Fault("no number");
      return sign === "neg" ? -whole(value) : whole(value);
    }

    compared(first, operands, at) {
      let left = first;
      let result = true;
      for (const [operator, operand] of operands) {
        const right = at(operand);
        this.spend(weight(left) + weight(right));
        result = compare(operator, left, right);
        if (!result) return false;
        left = right;
      }
      return result;
    }

    /* Return the arguments of a call: a list, and pairs of names and values. */
    args([args, named, more, moreNamed], at) {
      const values = args.map(at);
      const pairs = named.map(([name, value]) => [name, at(value)]);
      if (more !== null) values.push(...each(at(more)));
      if (moreNamed !== null) {
        const block = known(at(moreNamed));
        if (!(block instanceof Dict)) throw new Fault("no block of arguments");
        pairs.push(...block.pairs());
      }
      const names = pairs.map((pair) => pair[0]);
      if (!names.every(isText) || new Set(names).size < names.length) throw new Fault("an argument is given twice");
      this.spend(PRICE.call + values.reduce((sum, value) => sum + weight(value), 0) + pairs.reduce((sum, pair) => sum + weight(pair[1]), 0));
      return [values, pairs];
    }

    filter(name, value, args, named) {
      if (!isText(name)) throw new Fault("no name of a filter");
      const own = Object.hasOwnProperty.call(this.own, name) ? this.own[name] : null;
      if (value instanceof Blank && (own !== null || !KEEPING.has(name))) return value;
      if (own !== null && args.some((argument) => argument instanceof Blank)) return isText(value) ? value : new Blank("…");
      this.spend((PRICE.call + weight(value)) * (COSTLY.has(name) ? 9 : 1));
      const result = this.filtered(own, name, value, args, named);
      this.spend(weight(result));
      return result;
    }

    filtered(own, name, value, args, named) {
      if (own === null && Object.hasOwnProperty.call(book.calling, name)) return book.calling[name](this, value, args, named);
      const function_ = own || (Object.hasOwnProperty.call(book.filters, name) ? book.filters[name] : null);
      if (function_ === null) throw new Fault(`no filter ${name}`);
      return function_[1](...bound(function_[0], [value, ...args], named));
    }

    test(name, value, args, named) {
      if (!isText(name)) throw new Fault("no name of a test");
      if (UNLIKE.has(name)) throw new Cannot(name);
      if (!Object.hasOwnProperty.call(book.tests, name)) throw new Fault(`no test ${name}`);
      this.spend(PRICE.call + weight(value));
      const [parameters, test] = book.tests[name];
      return test(...bound(parameters, [value, ...args], named));
    }

    invoked([, callee, ...given], scope, extra, words) {
      const at = (inner) => this.value(inner, scope, words);
      const function_ = at(callee);
      const [args, named] = this.args(given, at);
      if (!(function_ instanceof Callable)) throw new Fault("cannot be called");
      return function_.call(args, [...named, ...extra]);
    }
  }

  /* Return what a template says: `names` are pairs of what it is handed, `filters` the letter's own. */
  function render(tree, names, filters, finalize) {
    try {
      const words = new Walk(tree, names, filters, finalize).run();
      if (/[\ud800-\udfff]/u.test(words)) throw new Fault("half of a character");
      return words;
    } catch (error) {
      // Nothing else than what is thrown here on purpose may pass for a letter's fault.
      if (error instanceof RangeError) throw new Cannot("too deep");
      throw error;
    }
  }

  Object.assign(book, { attribute, entry, slice, binary, compare, unpacked, render });
})();
