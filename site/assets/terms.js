/* What a term of the glossary means, said beside it where a pointer rests, the keyboard stops or a finger taps. The link
   itself leads to the glossary without any script. The meanings are one script of the academy, terms.js, which is loaded
   when somebody begins to move about a page that has terms: a page opened from a folder may load scripts alone. */

window.glossaryTerms = (() => {
  const root = new URL("../../", document.currentScript.src);
  const tip = document.createElement("div");
  const title = document.createElement("strong");
  const meaning = document.createElement("span");
  let meanings = null; // by the places of terms in the glossary
  let isAsked = false;
  let current = null; // the link beside which the meaning stands
  let touched = false;
  let timer = 0;

  tip.className = "term-tip";
  tip.id = "term-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  tip.append(title, " ", meaning);

  const load = () => {
    if (isAsked || !document.querySelector(".term-link")) return;
    isAsked = true;
    document.body.append(tip);
    const script = document.createElement("script");
    script.src = new URL("terms.js", root).href;
    document.head.append(script);
  };

  const termAt = (target) => target?.closest?.("a.term-link") || null;

  const hide = () => {
    clearTimeout(timer);
    current?.removeAttribute("aria-describedby");
    current = null;
    tip.hidden = true;
  };

  /* Stand below the line of the link that is met first, above it where there is no room below, within the window. */
  const place = () => {
    const line = current.getClientRects()[0];
    if (!line) return;
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(line.left, width - tip.offsetWidth - 8));
    const fits = line.bottom + tip.offsetHeight + 12 <= window.innerHeight || line.top < tip.offsetHeight + 12;
    const top = fits ? line.bottom + 4 : line.top - tip.offsetHeight - 4;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${top + window.scrollY}px`;
  };

  const show = (link) => {
    clearTimeout(timer);
    load();
    if (current !== link) hide();
    current = link;
    let anchor = "";
    try {
      anchor = decodeURIComponent(link.hash.slice(1));
    } catch {
      return; // no place of ours
    }
    if (meanings === null || !Object.hasOwn(meanings, anchor)) return;
    [title.textContent, meaning.textContent] = meanings[anchor];
    tip.hidden = false;
    link.setAttribute("aria-describedby", tip.id);
    place();
  };

  const soon = (act, wait) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };

  document.addEventListener("pointerover", (event) => {
    load();
    if (event.pointerType === "touch") return;
    const link = termAt(event.target);
    if (link) soon(() => show(link), 120);
    else if (tip.contains(event.target)) clearTimeout(timer); // the meaning itself may be pointed at
    else if (current && current !== document.activeElement) soon(hide, 200);
    else clearTimeout(timer);
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (current && !tip.contains(event.target) && termAt(event.target) !== current) hide();
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    load();
    if (event.key === "Escape") hide();
  });
  document.addEventListener("focusin", (event) => {
    const link = termAt(event.target);
    if (link && !touched) show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (!touched && termAt(event.target) === current) hide();
  });
  // A finger cannot rest on a word: its first tap says the meaning, the second one leads to the glossary.
  document.addEventListener("click", (event) => {
    const link = termAt(event.target);
    if (!link || !touched || (link === current && !tip.hidden)) return;
    event.preventDefault();
    show(link);
  });
  window.addEventListener("resize", hide);

  return (told) => {
    meanings = told;
    if (current) show(current);
  };
})();
