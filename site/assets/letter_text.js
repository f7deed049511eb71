/* A letter as it leaves: its subject and its text as letters/writing.py gives them, what an SMS takes, the links that open
   a program, and the letter as HTML for the clipboard. */

(() => {
  const book = window.bookTemplate;
  const { letters, strip, stripEnd, text } = book;

  /* Return what writes letters by the tables of a book. */
  function writer(tables) {
    const { gaps, invisible, lengths, links } = tables.writing;
    // In Python only \n ends a line.
    const lines = (source) => source.replace(/\^(?![^[]*\])/g, "(?<![^\\n])").replace(/\$(?![^[]*\])/g, "(?![^\\n])");
    const expression = ([source, flags]) => new RegExp(flags.includes("m") ? lines(source) : source, "gu");
    const gap = Object.fromEntries(Object.entries(gaps).map(([name, each]) => [name, expression(each)]));
    const [acting, lineEnd] = [expression(invisible.acting), expression(invisible.line_end)];

    const withoutActing = (words) => words.replace(lineEnd, "\n").replace(acting, "");
    const mayAct = (words) => words.search(acting) >= 0;

    function plain(words) {
      return mayAct(words) ? withoutActing(words) : words;
    }

    function closed(words, isMarkdown) {
      if (!words.includes("\ufdd0")) return words;
      let said = isMarkdown ? words.replace(gap.bold, "\ufdd0") : words;
      said = said.replace(gap.empty_line, "").replace(gap.line_start, "$1").replace(gap.after_bracket, "");
      said = said.replace(gap.before_mark, "");
      return said.replace(gap.between, (blank) => (blank.includes(" ") ? " " : blank.includes("\u00a0") ? "\u00a0" : ""));
    }

    const tidy = (words) =>
      `${strip(plain(words)).split("\n").map(stripEnd).join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
    const oneLine = (words) => strip(plain(words).replace(/[ \t\n]+/g, " "));

    /* Return the subject (null without one) and the text of a letter. */
    function write(letter, names, filters) {
      const said = (tree) => closed(book.render(tree, names, filters, (value) => (value === null ? "" : text(value))), false);
      return {
        subject: letter.subject === null ? null : oneLine(said(letter.subject)),
        text: tidy(said(letter.text)),
      };
    }

    /* --- what a channel takes */

    function smsSize(words) {
      const all = letters(words);
      const isGsm = all.every((letter) => lengths.gsm.includes(letter) || lengths.extended.includes(letter));
      const widths = all.map((letter) => (isGsm ? (lengths.extended.includes(letter) ? 2 : 1) : letter.length));
      const [one, each] = isGsm ? lengths.parts.slice(0, 2) : lengths.parts.slice(2);
      return { characters: all.length, parts: parts(widths, one, each), isGsm };
    }

    function parts(widths, one, each) {
      if (widths.reduce((sum, width) => sum + width, 0) <= one) return 1;
      let [many, room] = [1, each];
      for (const width of widths) {
        if (width > room) [many, room] = [many + 1, each];
        room -= width;
      }
      return many;
    }

    /* Return why a text does not fit a channel, as a key of the form's words with what they name; null when it fits. */
    function tooLong(words, channel) {
      const said = words.replace(/\n+$/, "");
      const size = smsSize(said);
      const values = { n: size.characters, parts: size.parts, channel: channel.name };
      if (channel.parts !== null && size.parts > channel.parts) return { what: "too_many_parts", values: { ...values, limit: channel.parts } };
      if (channel.max_length !== null && size.characters > channel.max_length) return { what: "too_long", values: { ...values, limit: channel.max_length } };
      return null;
    }

    /* Return the link that opens a program with a text; null for a program without one, or too long a link. */
    function shareLink(program, words, subject) {
      const said = words.replace(/\n+$/, "");
      const quote = (part) => encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
      const written = {
        email: () => `mailto:?${subject ? `subject=${quote(subject)}&` : ""}body=${quote(said.replace(/\n/g, "\r\n"))}`,
        sms: () => `sms:?body=${quote(said)}`,
        telegram: () => `https://t.me/share/url?url=${quote(said)}`,
        whatsapp: () => `https://wa.me/?text=${quote(said)}`,
        max: () => `https://max.ru/:share?text=${quote(said)}`,
      };
      if (program === null || !Object.prototype.hasOwnProperty.call(written, program)) return null;
      const link = written[program]();
      return link.length <= links[program] ? link : null;
    }

    return { write, closed, smsSize, tooLong, shareLink, plain };
  }

  /* Return what writes one letter: `data` is that of letters/forms.py, `tables` those of its book, `zones` the tables of
     zones, or null while no zone can be named. */
  function composer({ data, tables: own, zones }) {
    const offsets = { ...own.offsets, ...(zones && zones.offsets) };
    const tables = { ...own, offsets, names: (name, at) => nameForm(data.names || {}, name, at) };
    const letterWriter = writer(tables);
    const zoneField = data.fields.find((field) => field.type === "zone");
    const readers = new Map();
    const readerOn = (today) => {
      if (!readers.has(today.number)) readers.set(today.number, book.reader({ tables, today, zones }));
      return readers.get(today.number);
    };
    const given = Object.entries(data.given).map(([name, block]) => [name, new book.Dict(Object.entries(block))]);

    /* Return the letter that typed values make by a channel, on a Day: `faults` and `doubts` by the names of fields. Without
       faults there are `subject` and `text`; with some they are a preview, which shows what is missing by its label.
       `refusal` is "cannot" where the page may not write what the program would, "fault" where the template fails. */
    function compose(typed, channelId, today) {
      const channel = data.channels.find((each) => each.id === channelId);
      const { block, faults, doubts } = readerOn(today).read(data.fields, typed, channelId);
      const written = { channel, faults, doubts, subject: null, text: null, rich: null, refusal: null, names: null, filters: null };
      try {
        const zone = zoneField ? block.get(zoneField.id) : null;
        const away = zone instanceof book.Blank ? null : zone;
        written.filters = book.letterFilters(tables, { home: tables.home, away, today });
        written.names = [...given, ["channel", channelId], ...block.pairs()];
        Object.assign(written, letterWriter.write(data.letter, written.names, written.filters));
      } catch (error) {
        if (!(error instanceof book.Cannot || error instanceof book.Fault)) throw error;
        written.refusal = error instanceof book.Cannot ? "cannot" : "fault";
      }
      return written;
    }

    /* Return the value of one field; throws what is wrong with it. */
    const read = (field, typed, today) => readerOn(today).value(field, typed);

    /* Return by whose clock a zone tells the time, with what it is ahead of Greenwich today. */
    function zoneWords(name, today) {
      const clocks = book.zonesOf(tables);
      const { offset } = clocks.local(name, today.number * 86400 + 43200);
      return [...new Set([clocks.phrase(name, offset), clocks.phrase("", offset)])].join(", ");
    }

    return { compose, read, zoneWords, ...letterWriter };
  }

  /* Return a first name in a case, null where no form of it is sure; a name that is not among those of the page is left to
     the program, which asks a dictionary. */
  function nameForm(forms, name, at) {
    if (Object.prototype.hasOwnProperty.call(forms, name)) return forms[name][at];
    if (!/^\p{L}+$/u.test(name) || !/^\p{Lu}/u.test(name) || letters(name).length > 40) return null;
    throw new book.Cannot("the forms of a rare name");
  }

  Object.assign(book, { writer, composer });
})();
