/* A letter's body as HTML for the clipboard of a mail program. Of Markdown exactly this is read, and nothing of what was
   filled in can be a mark: paragraphs parted by empty lines, headings (#), lists (-, * or 1.), a line end within a paragraph,
   **bold** and [words](address); what is no address of the web, of mail or of a telephone stays in words, as in the text.
   It is what writers of letters use; `salesbook letter --format html` reads the same marks. */

(() => {
  const book = window.bookTemplate;
  const { text } = book;

  /* Signs of a value stand in a plane of Unicode that has no letters until the marks have been read. */
  const ASIDE = 0xf0000;
  const MARK = /[!-/:-@[-`{-~]/g;
  const KEPT = /[\u{f0021}-\u{f007e}]/gu;
  const BLOCK = { heading: /^(#{1,6}) +([^]*)$/, item: /^ {0,3}(?:[-*]|([0-9]+)\.) +([^]*)$/ };
  const INLINE = /\*\*([^]+?)\*\*|\[([^[\]\n]*)\]\(([^()\n]*)\)/gu;
  const ADDRESS = /^(?:https?:\/\/|mailto:|tel:)/i;

  const setAside = (words) => words.replace(MARK, (sign) => String.fromCodePoint(ASIDE + sign.charCodeAt(0)));
  const taken = (words) => words.replace(KEPT, (sign) => String.fromCharCode(sign.codePointAt(0) - ASIDE));

  /* Write a value so that none of its signs is a mark; its empty lines would begin a paragraph. */
  function finalize(value) {
    const lines = value === null ? [] : text(value).split("\n").map(book.strip);
    return setAside(lines.filter((line) => line !== "").join("\n"));
  }

  const element = (name, ...content) => {
    const node = document.createElement(name);
    node.append(...content);
    return node;
  };

  function inline(words, back) {
    const nodes = [];
    let at = 0;
    for (const match of words.matchAll(INLINE)) {
      nodes.push(...lines(words.slice(at, match.index), back));
      at = match.index + match[0].length;
      if (match[1] !== undefined) nodes.push(element("strong", ...inline(match[1], back)));
      else nodes.push(link(match[2], book.strip(back(match[3])), back));
    }
    return [...nodes, ...lines(words.slice(at), back)];
  }

  function link(words, address, back) {
    if (!ADDRESS.test(address)) return element("span", ...inline(words, back), `: ${address}`);
    const node = element("a", ...inline(words, back));
    node.setAttribute("href", address);
    return node;
  }

  const lines = (words, back) =>
    words.split("\n").flatMap((line, n) => (n > 0 ? [element("br"), back(line)] : [back(line)])).filter((piece) => piece !== "");

  /* Return the list that a block of lines is: a line that begins no entry goes on with the one above. */
  function list(block, back) {
    const entries = [];
    for (const line of block) {
      const match = BLOCK.item.exec(line);
      if (match) entries.push([match[2]]);
      else entries[entries.length - 1].push(line.trim());
    }
    const name = BLOCK.item.exec(block[0])[1] === undefined ? "ul" : "ol";
    return element(name, ...entries.map((entry) => element("li", ...inline(entry.join("\n"), back))));
  }

  function blocks(words, back) {
    const parted = book.strip(words).split(/\n(?:[ \t]*\n)+/).map((block) => block.split("\n").map((line) => line.replace(/[ \t]+$/, "")));
    const nodes = [];
    for (const block of parted.filter((each) => each.join("") !== "")) {
      const heading = BLOCK.heading.exec(block[0]);
      if (heading) {
        nodes.push(element(`h${heading[1].length}`, ...inline(heading[2], back)));
        if (block.length > 1) nodes.push(element("p", ...inline(block.slice(1).join("\n"), back)));
      } else if (BLOCK.item.test(block[0])) {
        const next = list(block, back);
        const last = nodes[nodes.length - 1];
        if (last && last.tagName === next.tagName) last.append(...next.childNodes);
        else nodes.push(next);
      } else nodes.push(element("p", ...inline(block.join("\n"), back)));
    }
    return nodes;
  }

  /* Return the body of a letter as elements; `written` is what `compose` has returned for it. */
  function rich(letter, written, writer) {
    const words = book.render(letter.rich, written.names, written.filters, finalize);
    // As in the program, what acts without being seen goes when the marks have been read.
    return element("div", ...blocks(writer.closed(words, true), (piece) => writer.plain(taken(piece))));
  }

  Object.assign(book, { rich });
})();
