/* What all forms of the academy are made of. `pageTools` reads a page's own data and makes fields, groups of choices,
   buttons and the panel of a result; it knows nothing of cards or letters. Words come with the data, nothing typed is kept
   or sent, and whatever is of the book or was typed becomes text, never markup. */

window.pageTools = (() => {
  let made = 0;

  /* Return the data of a tool: the JSON that the page holds within the tool's own element. */
  function data(host) {
    return JSON.parse(host.querySelector('script[type="application/json"]').textContent);
  }

  /* Return an element; of an attribute that is true only the name is set, of one that is false or null nothing. */
  function element(name, attributes = {}, ...content) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...content.filter((piece) => piece !== null && piece !== undefined && piece !== ""));
    return node;
  }

  /* Return words with values in place of {names}; a name without a value stays as it is. */
  function fill(words, values) {
    return words.replace(/\{(\w+)\}/g, (place, name) =>
      Object.prototype.hasOwnProperty.call(values, name) ? String(values[name]) : place,
    );
  }

  /* Return an id that no other element of the page has. */
  function fresh(name) {
    made += 1;
    return `tool-${name}-${made}`;
  }

  /* Return a field: `root` to be shown, and `say(words)`, which shows what is wrong with it; nothing is wrong for "".
     `control` is an input, a select or a textarea; label, hint and error are tied to it for who does not see them. */
  function field({ label, hint = "", note = "", control }) {
    control.id = control.id || fresh("field");
    control.classList.add("tool-field__control");
    const about = element("p", { class: "tool-field__hint", id: `${control.id}-hint` }, hint);
    const error = element("p", { class: "tool-field__error", id: `${control.id}-error`, hidden: true });
    const title = element("label", { class: "tool-field__label", for: control.id }, label);
    if (note) title.append(" ", element("span", { class: "tool-field__note" }, note));
    const root = element("div", { class: "tool-field" }, title, hint && about, control, error);
    const say = (words) => {
      error.textContent = words;
      error.hidden = !words;
      root.classList.toggle("tool-field--wrong", Boolean(words));
      control.setAttribute("aria-invalid", String(Boolean(words)));
      const ids = [hint && about.id, words && error.id].filter(Boolean);
      if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
      else control.removeAttribute("aria-describedby");
    };
    say("");
    return { root, control, say };
  }

  /* Return a group of radio buttons, each a touch target of its own: `root`, `value()` (null: nothing is chosen),
     `choose(value)` and `reach()`, which brings the group into view and the keyboard to it. A choice has a `value`, `text`
     and perhaps a `note`, which stands at its end. */
  function choices({ legend, hint = "", note = "", choices: offered, chosen = null, onChange = () => {} }) {
    const name = fresh("choice");
    const about = element("p", { class: "tool-group__hint", id: `${name}-hint` }, hint);
    const inputs = offered.map((each, n) => element("input", { type: "radio", name, value: String(n) }));
    const labels = offered.map((each, n) => choiceLabel(inputs[n], each));
    const title = element("legend", { class: "tool-group__legend" }, legend);
    if (note) title.append(" ", element("span", { class: "tool-group__note" }, note));
    const root = element(
      "fieldset",
      { class: "tool-group", "aria-describedby": hint ? about.id : null },
      title,
      hint && about,
      element("div", { class: "tool-group__choices" }, ...labels),
    );
    const choose = (value) => inputs.forEach((input, n) => (input.checked = offered[n].value === value));
    const index = () => inputs.findIndex((input) => input.checked);
    const value = () => (index() < 0 ? null : offered[index()].value);
    choose(chosen);
    root.addEventListener("change", () => onChange(value()));
    return { root, value, choose, reach: () => reach(inputs[Math.max(0, index())], root) };
  }

  /* Return a checkbox with its words as one touch target. */
  function checkbox({ text, hint = "", note = "", onChange = () => {} }) {
    const control = element("input", { type: "checkbox" });
    const root = choiceLabel(control, { text, note });
    if (hint) {
      control.id = fresh("check");
      const about = element("span", { class: "tool-choice__hint", id: `${control.id}-hint` }, hint);
      control.setAttribute("aria-describedby", about.id);
      root.querySelector(".tool-choice__text").after(about);
    }
    control.addEventListener("change", () => onChange(control.checked));
    return { root, control };
  }

  function choiceLabel(input, { text, note = "" }) {
    const words = element("span", { class: "tool-choice__text" }, text);
    const end = note && element("span", { class: "tool-choice__note" }, note);
    return element("label", { class: "tool-choice" }, input, words, end);
  }

  /* Return a button; `kind` is "main", for what the form is there for, or "quiet". */
  function button(text, onClick, kind = "quiet") {
    const node = element("button", { type: "button", class: `tool-button tool-button--${kind}` }, text);
    node.addEventListener("click", onClick);
    return node;
  }

  /* Return a button that copies what `content()` returns, and says so. Where a browser does not let a page copy, the text
     stands in a field below, selected. `words` are `copied` and `copy_failed` of a page's words. */
  function copyButton(text, content, words, kind = "quiet") {
    const status = element("span", { class: "tool-copy__status", role: "status" });
    const own = element("textarea", { class: "tool-copy__text", readonly: true, rows: 6, "aria-label": text, hidden: true });
    const press = async () => {
      const said = content();
      const copied = await copy(said);
      own.hidden = copied;
      own.value = copied ? "" : said;
      if (!copied) own.select();
      // Emptied first: the same words said twice would be read aloud once.
      status.textContent = "";
      setTimeout(() => (status.textContent = copied ? words.copied : words.copy_failed), 50);
    };
    return element("div", { class: "tool-copy" }, button(text, press, kind), status, own);
  }

  /* Copy text; tell whether that was possible. A page from a folder may have no clipboard, so there is the old way, too. */
  async function copy(text) {
    if (window.isSecureContext && navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // The browser or the person has refused; the old way asks for no permission.
      }
    }
    const before = document.activeElement;
    const area = element("textarea", { class: "tool-copy__aside", readonly: true, "aria-hidden": "true" });
    area.value = text;
    (before?.closest?.("dialog") || document.body).append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    before?.focus?.();
    return copied;
  }

  /* Return a form beside its result: `root`, `form` and `result` to be filled, and `brief(...)`, which sets what the bar
     at the foot of a phone's screen says. Beside a form that is wide enough the result stays in view by itself.
     `words` are `result` and `to_result` of a page's words. */
  function beside(words) {
    const form = element("form", { class: "tool__form", novalidate: true, autocomplete: "off" });
    form.addEventListener("submit", (event) => event.preventDefault());
    const result = element("section", { class: "tool__result", "aria-label": words.result, tabindex: "-1" });
    const said = element("p", { class: "tool__brief" });
    const bar = element("div", { class: "tool__bar" }, said, button(words.to_result, () => reach(result, result)));
    const root = element("div", { class: "tool__columns" }, form, result, bar);
    return { root, form, result, brief: (...content) => said.replaceChildren(...content.filter(Boolean)) };
  }

  /* Lay out a tool in its element: its heading, what it is for, the form beside its result, the line that is read aloud.
     `words` are the page's; returns `layout` (see `beside`) and `status` (see `spoken`). */
  function laidOut(host, words) {
    const layout = beside(words);
    const status = spoken();
    host.append(
      element("h2", { class: "tool__title" }, words.heading),
      element("p", { class: "tool__about" }, words.about, " ", pastTool(host, words.to_reading)),
      layout.root,
      status.root,
    );
    return { layout, status };
  }

  /* Bring an element into view and the keyboard to `target` in it. */
  function reach(target, whole = target) {
    target.focus({ preventScroll: true });
    const tall = whole.getBoundingClientRect().height > window.innerHeight * 0.7;
    whole.scrollIntoView({ block: tall ? "start" : "center" });
  }

  /* Return a line that is read aloud when its words change: `root` and `say(words)`. */
  function spoken() {
    const root = element("p", { class: "tool__spoken", role: "status" });
    return { root, say: (words) => root.textContent !== words && (root.textContent = words) };
  }

  /* Return a link of the book; it opens beside the page, because what is filled in is kept nowhere. */
  function link(text, href, words) {
    const hidden = element("span", { class: "tool__unseen" }, ` (${words.new_tab})`);
    return element("a", { href, target: "_blank", rel: "noopener" }, text, hidden);
  }

  /* Return what its reader has no page of: its title, and who may see it. */
  function absent(text, access) {
    const parts = [element("span", { class: "absent" }, text)];
    return element("span", {}, ...parts, ...(access ? [" ", element("span", { class: "absent__for" }, `· ${access}`)] : []));
  }

  /* Return a link past a tool, to what the page says behind it: the keyboard need not go through all the fields. */
  function pastTool(host, words) {
    let node = host;
    while (node && !(node.nextElementSibling && node.nextElementSibling.localName !== "script")) {
      node = node.nextElementSibling || node.parentElement;
    }
    if (!node) return "";
    const next = node.nextElementSibling;
    next.id = next.id || fresh("behind");
    return element("a", { href: `#${encodeURIComponent(next.id)}` }, words);
  }

  /* Return words as the beginning of a sentence. */
  const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1);

  return Object.freeze({
    data, element, fill, fresh, field, choices, checkbox, button, copyButton, copy, beside, laidOut, reach, spoken, link, absent, pastTool, sentence,
  });
})();
