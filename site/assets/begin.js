/* What comes before the page is drawn: the scheme of the reader, and what the theme's bundle takes to be there.
   A file, because the policy of the pages (site/theme/partials/policy.html) lets no script run that stands in a page. */
{
  const { src, dataset } = document.currentScript;

  document.documentElement.classList.replace("no-js", "js");

  /* The folder of the academy: what one academy keeps in the browser another one on the same host does not see. */
  window.__md_scope = new URL("../../", src);

  window.__md_get = (name, storage = localStorage, scope = __md_scope) => {
    try {
      return JSON.parse(storage.getItem(`${scope.pathname}.${name}`));
    } catch {
      return null; // damaged, or a browser that keeps nothing
    }
  };

  window.__md_set = (name, value, storage = localStorage, scope = __md_scope) => {
    try {
      storage.setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
    } catch {
      /* it lasts as long as the page */
    }
  };

  window.__md_hash = (words) => {
    let hash = 0;
    for (const letter of words) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
    return hash;
  };

  const NAMES = ["media", "scheme", "primary", "accent"];
  const palettes = dataset.palettes.split(";").filter(Boolean).map((words) => {
    const values = words.split("|");
    return Object.fromEntries(NAMES.map((name, n) => [name, values[n]]));
  });
  const BY_SYSTEM = "(prefers-color-scheme)";

  /* What is kept of a choice that there is no more, or was damaged, would stop the theme's bundle. */
  const chosen = palettes[__md_get("__palette")?.index];
  if (!chosen) __md_set("__palette", null);

  /* The palette that the reader has chosen, else the one that suits the system. */
  const palette = () => {
    if (chosen && chosen.media !== BY_SYSTEM) return chosen;
    return palettes.find(({ media }) => media && media !== BY_SYSTEM && matchMedia(media).matches);
  };

  const dress = () => {
    const colours = palette();
    for (const name of NAMES.slice(1)) {
      if (colours?.[name]) document.body.setAttribute(`data-md-color-${name}`, colours[name]);
    }
  };

  /* The body gets its scheme as soon as it is there, so that nothing is drawn in another one. */
  new MutationObserver((_changes, observer) => {
    if (!document.body) return;
    observer.disconnect();
    if (palettes.length > 1) dress();
  }).observe(document.documentElement, { childList: true });

  addEventListener("DOMContentLoaded", () => {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    if (target?.name?.startsWith("__tabbed_")) target.checked = true;

    const tabs = __md_get("__tabs");
    for (const set of Array.isArray(tabs) ? document.querySelectorAll(".tabbed-set") : []) {
      const labels = [...set.querySelectorAll(".tabbed-labels > label")];
      const label = tabs.map((tab) => labels.find((each) => each.innerText.trim() === tab)).find(Boolean);
      if (label) document.getElementById(label.htmlFor).checked = true;
    }

    const news = document.querySelector("[data-md-component=announce]");
    const words = news?.querySelector(".md-typeset");
    if (words && __md_hash(words.innerHTML) === __md_get("__announce")) news.hidden = true;
  });

  function decoded(hash) {
    try {
      return decodeURIComponent(hash);
    } catch {
      return hash;
    }
  }
}
