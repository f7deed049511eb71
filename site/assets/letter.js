/* <letter-form>: a letter of the book as a form with the letter beside it, as it will leave. What is typed stays in the
   page and is kept nowhere. The letter is the one that `salesbook letter` writes of the same facts (letter_text.js); where
   the page cannot be sure of that it says so, with the command. */

customElements.define(
  "letter-form",
  class extends HTMLElement {
    connectedCallback() {
      if (this.data) return;
      this.data = window.pageTools.data(this);
      this.words = this.data.words;
      if (this.data.refused === null && this.data.channels.length > 0) this.build();
      else this.append(this.refusal(this.data.refused || this.words.no_channels));
    }

    build() {
      const { element } = window.pageTools;
      this.tables = window.bookTables;
      this.composer = window.bookTemplate.composer({ data: this.data, tables: this.tables, zones: window.bookZones || null });
      this.fields = new Map();
      this.touched = new Set();
      this.columns = window.pageTools.beside(this.words);
      this.columns.form.append(
        this.buttons(),
        ...this.channelChoice(),
        ...this.data.fields.map((field) => this.control(field, "")).filter(Boolean),
      );
      this.columns.form.addEventListener("input", () => this.later());
      this.columns.form.addEventListener("change", () => this.later());
      this.buildResult();
      this.append(
        element("h2", { class: "tool__heading tool__title" }, this.words.heading),
        element("p", { class: "tool__about" }, this.words.about),
        this.columns.root,
      );
      this.show();
      // A page that stays open over midnight writes tomorrow's letters.
      document.addEventListener("visibilitychange", () => document.hidden || this.show());
    }

    refusal(why) {
      const { element } = window.pageTools;
      return element(
        "div",
        { class: "tool__warning" },
        element("p", {}, this.words.only_terminal),
        element("p", {}, why),
        element("p", {}, element("code", {}, this.data.command)),
      );
    }

    buttons() {
      const { element, button } = window.pageTools;
      const sample = Object.keys(this.data.sample).length > 0;
      return element(
        "div",
        { class: "tool__buttons" },
        sample && button(this.words.fill_sample, () => this.fillAll(this.data.sample)),
        button(this.words.clear, () => this.fillAll({})),
      );
    }

    channelChoice() {
      this.channel = this.data.channels[0].id;
      if (this.data.channels.length === 1) return [];
      const group = window.pageTools.choices({
        legend: this.words.channel,
        choices: this.data.channels.map((each) => ({ value: each.id, text: each.name })),
        chosen: this.channel,
        onChange: (value) => {
          this.channel = value;
          this.later();
        },
      });
      group.root.classList.add("tool-group--row");
      return [group.root];
    }

    /* --- the form */

    /* Return the control of a field; the letter's channel has its own. */
    control(field, prefix) {
      const name = prefix + field.id;
      if (field.type === "channel") return null;
      if (field.type === "group") return this.group(field, name);
      const isFew = field.type === "flag" || (field.type === "choice" && field.choices.length <= 5);
      const own = isFew ? this.few(field) : this.typed(field);
      own.field = field;
      this.fields.set(name, own);
      own.root.addEventListener("focusout", () => {
        if (!this.touched.has(name) && own.get() !== null) this.touched.add(name);
        this.later();
      });
      return own.root;
    }

    group(field, name) {
      const { element } = window.pageTools;
      const inner = field.fields.map((each) => this.control(each, `${name}.`)).filter(Boolean);
      return element(
        "fieldset",
        { class: "tool-group letter__group" },
        element("legend", { class: "tool-group__legend" }, field.label, field.required ? "" : ` (${this.words.optional})`),
        field.hint && element("p", { class: "tool-group__hint" }, field.hint),
        element("div", { class: "tool__block" }, ...inner),
      );
    }

    /* A choice of few: all of them are seen. */
    few(field) {
      const { words } = this;
      const offered = field.type === "flag" ? [[words.flag_yes, words.yes], [words.flag_no, words.no]] : field.choices.map((each) => [each, each]);
      const choices = offered.map(([value, text]) => ({ value, text }));
      if (!field.required) choices.push({ value: null, text: words.not_said });
      const group = window.pageTools.choices({ legend: field.label, hint: field.hint || "", note: field.required ? "" : words.optional, choices });
      if (field.type === "flag") group.root.classList.add("tool-group--row");
      const error = window.pageTools.element("p", { class: "tool-field__error", hidden: true });
      group.root.append(error);
      return {
        root: group.root,
        get: group.value,
        set: (value) => group.choose(value === undefined ? null : value),
        say: (text) => {
          error.textContent = text;
          error.hidden = !text;
        },
        read: () => {},
        reach: group.reach,
      };
    }

    typed(field) {
      const { element, field: framed, fresh } = window.pageTools;
      const isLong = field.type === "text" || field.type === "list";
      const control = field.type === "choice" ? this.select(field) : element(isLong ? "textarea" : "input", this.kind(field));
      const list = field.type === "date" ? this.suggestions(control) : null;
      const hints = [field.hint, this.words[`hint_${field.type}`]].filter(Boolean).join(" · ");
      const own = framed({ label: field.label, hint: hints, note: field.required ? "" : this.words.optional, control });
      const understood = element("p", { class: "letter__read", id: fresh("read"), hidden: true });
      own.root.append(understood, ...(list ? [list] : []));
      return {
        root: own.root,
        get: () => (field.type === "list" ? this.entries(control.value) : control.value.trim() === "" ? null : control.value),
        set: (value) => (control.value = value === undefined || value === null ? "" : Array.isArray(value) ? value.join("\n") : value),
        say: own.say,
        read: (text) => {
          understood.textContent = text;
          understood.hidden = !text;
          const ids = (control.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== understood.id);
          if (text) ids.push(understood.id);
          if (ids.length > 0) control.setAttribute("aria-describedby", ids.join(" "));
          else control.removeAttribute("aria-describedby");
        },
        reach: () => window.pageTools.reach(control, own.root),
      };
    }

    kind(field) {
      const common = { class: `letter__${field.type}`, spellcheck: field.type === "line" || field.type === "text" ? null : "false" };
      switch (field.type) {
        case "text": return { ...common, rows: 4 };
        case "list": return { ...common, rows: 3 };
        case "phone": return { ...common, type: "tel" };
        case "number":
        case "money": return { ...common, type: "text", inputmode: "decimal" };
        default: return { ...common, type: "text" };
      }
    }

    select(field) {
      const { element } = window.pageTools;
      const options = field.choices.map((each) => element("option", { value: each }, each));
      return element("select", {}, element("option", { value: "" }, ""), ...options);
    }

    /* Days that are typed often; a browser offers them under the field. */
    suggestions(control) {
      const { element, fresh } = window.pageTools;
      const id = fresh("days");
      control.setAttribute("list", id);
      return element("datalist", { id }, ...this.words.days.split("; ").map((value) => element("option", { value })));
    }

    entries(typed) {
      const entries = typed.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
      return entries.length > 0 ? entries : null;
    }

    /* Return what is typed, as a data file would hold it. */
    facts() {
      const facts = {};
      for (const [name, own] of this.fields) {
        const value = own.get();
        if (value === null) continue;
        const [group, inner] = name.split(".");
        if (inner === undefined) facts[group] = value;
        else (facts[group] = facts[group] || {})[inner] = value;
      }
      return facts;
    }

    fillAll(values) {
      for (const [name, own] of this.fields) {
        const [group, inner] = name.split(".");
        const value = inner === undefined ? values[group] : (values[group] || {})[inner];
        own.set(value);
      }
      this.touched.clear();
      this.show();
    }

    /* --- the letter */

    buildResult() {
      const { element, button, copyButton, spoken } = window.pageTools;
      const { words } = this;
      this.state = spoken();
      this.open = button("", () => this.toOpen(), "main");
      this.warnings = element("ul", { class: "tool__list letter__warnings", hidden: true });
      this.subject = element("p", { class: "letter__subject", hidden: true });
      this.text = element("div", { class: "letter__body", tabindex: "0", role: "group", "aria-label": words.preview });
      this.size = element("p", { class: "tool__about" });
      this.stopped = element("div", { hidden: true });
      this.copies = element(
        "div",
        { class: "tool__buttons" },
        copyButton(words.copy, () => this.plain(), words, "main"),
        (this.richCopy = element("div", { class: "tool-copy" }, button(words.copy_rich, () => this.copyRich()), (this.richSaid = element("span", { class: "tool-copy__status", role: "status" })))),
        (this.subjectCopy = copyButton(words.copy_subject, () => this.written.subject, words)),
      );
      this.link = element("div", { class: "letter__link" });
      this.copies.append(this.link);
      this.columns.result.append(
        element("h3", { class: "tool__heading" }, words.preview),
        this.open, this.copies, this.stopped, this.warnings, this.subject, this.text, this.size, this.state.root,
      );
    }

    later() {
      this.classList.add("tool--begun");
      cancelAnimationFrame(this.waiting);
      this.waiting = requestAnimationFrame(() => this.show());
    }

    today() {
      const zones = window.bookTemplate.zonesOf(this.tables);
      return zones.local(this.tables.home, Math.floor(Date.now() / 1000)).day;
    }

    show() {
      const { words } = this;
      try {
        this.written = this.composer.compose(this.facts(), this.channel, this.today());
      } catch (error) {
        if (!(error instanceof window.bookTemplate.Cannot)) throw error;
        // The page is older than what it knows of clocks.
        this.written = { refusal: "old", faults: new Map(), doubts: new Map(), text: null, subject: null };
      }
      const { faults, refusal, text } = this.written;
      for (const [name, own] of this.fields) this.judge(name, own);
      const isWhole = faults.size === 0 && refusal === null;
      const long = isWhole ? this.composer.tooLong(text, this.written.channel) : null;
      this.isReady = isWhole && long === null;
      this.showOpen();
      this.showWarnings(long);
      this.showStop(refusal);
      this.showLetter();
      this.showSize(isWhole);
      this.showWays();
      this.columns.brief(this.isReady ? words.ready : faults.size > 0 ? this.leftWords() : words.not_ready);
      this.state.say(this.isReady ? words.ready : "");
    }

    leftWords() {
      return window.pageTools.fill(this.words.left, { n: this.openFields().length });
    }

    /* Return the fields that keep the letter from going; a group that is empty is there by its fields. */
    openFields() {
      return [...this.written.faults.keys()].filter((name) => this.fields.has(name));
    }

    /* Show at a field what is wrong with it, once somebody has been there, or how it was understood. */
    judge(name, own) {
      const fault = this.written.faults.get(name);
      const isTold = fault && (fault.what !== "missing" || this.touched.has(name)) && (this.touched.has(name) || document.activeElement !== own.control);
      const isBusy = own.root.contains(document.activeElement) && !this.touched.has(name);
      own.say(isTold && !isBusy ? this.told(fault) : "");
      own.read(fault ? "" : this.understood(own));
    }

    told({ what, values = {} }) {
      const said = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, this.sayable(value)]));
      return window.pageTools.fill(this.words[what], said);
    }

    sayable(value) {
      if (!(value instanceof window.bookTemplate.Day)) return value;
      const { weekday, date } = window.bookTemplate.letterFilters(this.tables, {});
      return `${weekday[1](value)}, ${date[1](value)}`;
    }

    understood(own) {
      const typed = own.get();
      if (typed === null || !["date", "time", "zone", "phone", "number", "money"].includes(own.field.type)) return "";
      let value;
      try {
        value = this.composer.read(own.field, typed, this.today());
      } catch {
        return "";
      }
      const { number, money } = window.bookTemplate.letterFilters(this.tables, {});
      const written = {
        date: () => this.sayable(value),
        time: () => value,
        zone: () => this.composer.zoneWords(value, this.today()),
        phone: () => value,
        number: () => number[1](value),
        money: () => money[1](value),
      }[own.field.type]();
      return written === typed ? "" : `→ ${written}`;
    }

    showOpen() {
      const open = this.openFields();
      this.open.hidden = open.length === 0;
      if (open.length > 0) this.open.textContent = `${this.leftWords()} → ${this.fields.get(open[0]).field.label}`;
    }

    /* Go to the first field that is not filled in, or not right; from now on all of them say so. */
    toOpen() {
      const [first] = this.openFields();
      for (const name of this.openFields()) this.touched.add(name);
      this.show();
      this.fields.get(first).reach();
    }

    showWarnings(long) {
      const { element } = window.pageTools;
      const told = this.written.faults.size > 0 ? [] : [...this.written.doubts].map(([name, doubt]) => `${this.fields.get(name).field.label}: ${this.told(doubt)}`);
      if (long !== null) told.unshift(this.told(long));
      this.warnings.replaceChildren(...told.map((words) => element("li", { class: "tool__warning" }, words)));
      this.warnings.hidden = told.length === 0;
    }

    showStop(refusal) {
      const cannot = [...this.written.faults.values()].some((fault) => fault.cannot);
      const why = cannot ? this.words.cannot : { cannot: this.words.cannot, fault: this.words.fault, old: this.words.old }[refusal];
      // A template may fail only because something is not filled in yet.
      const isShown = cannot || refusal === "old" || (refusal !== null && this.written.faults.size === 0);
      this.stopped.hidden = !isShown;
      this.stopped.replaceChildren(...(isShown ? [this.refusal(why)] : []));
    }

    showLetter() {
      const { text, subject, channel } = this.written;
      const isMail = Boolean(channel) && channel.program === "email";
      this.subject.hidden = !isMail || !subject;
      this.subject.textContent = subject || "";
      const body = text === null ? null : isMail ? this.richBody() : text.replace(/\n$/, "");
      this.text.classList.toggle("letter__body--rich", isMail);
      this.text.hidden = body === null;
      this.text.replaceChildren(...(body === null ? [] : [body]));
      this.markOpen(this.text);
    }

    /* Mark the labels that stand in the letter for what is not filled in. */
    markOpen(node) {
      const labels = this.openFields().map((name) => `‹${this.fields.get(name).field.label}›`);
      if (labels.length === 0) return;
      for (const child of [...node.childNodes]) {
        if (child.nodeType !== Node.TEXT_NODE) {
          this.markOpen(child);
          continue;
        }
        const pieces = child.textContent.split(/(‹[^›]*›)/);
        child.replaceWith(...pieces.map((piece) => (labels.includes(piece) ? window.pageTools.element("mark", {}, piece) : piece)));
      }
    }

    richBody() {
      try {
        return window.bookTemplate.rich(this.data.letter, this.written, this.composer);
      } catch (error) {
        if (error instanceof window.bookTemplate.Cannot || error instanceof window.bookTemplate.Fault) return this.written.text;
        throw error;
      }
    }

    showSize(isWhole) {
      const { words } = this;
      this.size.hidden = !isWhole;
      if (!isWhole) return;
      const size = this.composer.smsSize(this.written.text.replace(/\n+$/, ""));
      const alphabet = size.isGsm ? words.latin : words.other_letters;
      const isSms = this.written.channel.program === "sms" || this.written.channel.parts !== null;
      this.size.textContent = window.pageTools.fill(isSms ? words.sms_size : words.size, { n: size.characters, parts: size.parts, alphabet });
    }

    showWays() {
      const { element, fill } = window.pageTools;
      this.copies.hidden = !this.isReady;
      if (!this.isReady) return;
      const { channel, subject, text } = this.written;
      const isMail = channel.program === "email";
      this.richCopy.hidden = !isMail;
      this.subjectCopy.hidden = !isMail || !subject;
      const link = this.composer.shareLink(channel.program, text, subject);
      const hasLink = this.composer.shareLink(channel.program, "", null) !== null;
      const opens = fill(this.words.open_in, { channel: channel.name });
      const isWeb = link !== null && link.startsWith("https:");
      const shown = link === null ? (hasLink ? this.words.link_too_long : "") : element("a", { href: link, class: "tool-button letter__open-in", ...(isWeb ? { target: "_blank", rel: "noopener noreferrer" } : {}) }, opens);
      this.link.replaceChildren(shown);
    }

    /* Return what is copied: the text, of mail with its subject above, as `salesbook letter --copy` does. */
    plain() {
      const { channel, subject, text } = this.written;
      if (!subject || channel.program !== "email") return text;
      return `${window.pageTools.fill(this.words.subject, { subject })}\n\n${text}`;
    }

    /* Copy the letter with its paragraphs, lists and links, for a mail program; the text goes along for any other. */
    copyRich() {
      const html = this.richBody();
      const { text } = this.written;
      const put = (event) => {
        event.preventDefault();
        event.clipboardData.setData("text/html", html.outerHTML || "");
        event.clipboardData.setData("text/plain", text);
      };
      document.addEventListener("copy", put, { once: true });
      const isCopied = document.execCommand("copy");
      document.removeEventListener("copy", put);
      this.richSaid.textContent = "";
      setTimeout(() => (this.richSaid.textContent = isCopied ? this.words.copied : this.words.copy_failed_rich), 50);
    }
  },
);
