/* <book-frame>: what the theme leaves to the mouse, by keyboard and for readers of screens. Words come as data-…

   Buttons of the theme are labels of hidden boxes: nobody reaches them by Tab, and no screen reader calls them buttons.
   They become buttons here; without scripts they stay what they are. */

customElements.define(
  "book-frame",
  class extends HTMLElement {
    connectedCallback() {
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => this.begin(), { once: true });
      } else this.begin();
    }

    begin() {
      this.drawer = document.getElementById("__drawer");
      this.menu = document.querySelector(".md-sidebar--primary");
      this.nameMenu();
      this.namePalettes();
      this.quietLetters();
      // The theme puts tables into frames that scroll when it begins, and again when a tab is shown.
      this.nameTables();
      addEventListener("resize", () => this.nameTables());
      addEventListener("load", () => this.nameTables());
    }

    nameMenu() {
      const label = document.querySelector(".md-header__button[for=__drawer]");
      if (!label || !this.menu) return;
      const opener = button(label, this.dataset.menu);
      opener.classList.add("menu-open");
      this.menu.id ||= "__menu";
      opener.setAttribute("aria-controls", this.menu.id);
      const tell = () => opener.setAttribute("aria-expanded", String(this.drawer.checked));
      const turn = (open) => {
        if (this.drawer.checked !== open) this.drawer.click();
      };
      tell();
      opener.addEventListener("click", () => turn(!this.drawer.checked));
      this.drawer.addEventListener("change", () => {
        tell();
        if (this.drawer.checked) this.enterMenu();
        else if (document.activeElement === document.body || this.menu.contains(document.activeElement)) opener.focus();
      });
      document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.drawer.checked) return;
        turn(false);
        opener.focus();
      });
      // Whoever goes on from the last link of the menu is back in the page: the menu must not lie over it.
      this.menu.addEventListener("focusout", ({ relatedTarget: next }) => {
        if (next && this.drawer.checked && !this.menu.contains(next) && next !== opener) turn(false);
      });
    }

    /* The menu is to be seen before anything in it can have the focus. */
    enterMenu() {
      requestAnimationFrame(() => {
        const reached = [...this.menu.querySelectorAll("a[href], input:not(.md-toggle--indeterminate)")];
        const seen = reached.filter((each) => each.checkVisibility({ visibilityProperty: true }));
        (seen.find((each) => each.matches("[aria-current]")) || seen[0])?.focus();
      });
    }

    namePalettes() {
      const palettes = document.querySelectorAll("[data-md-component=palette] > label");
      const turns = [...palettes].map((label) => {
        const input = document.getElementById(label.htmlFor);
        const turn = button(label, label.title);
        turn.addEventListener("keydown", (event) => {
          if (event.key === "Enter") event.stopPropagation(); // the theme would turn it, too
        });
        turn.addEventListener("click", () => {
          const had = document.activeElement === turn;
          input.click();
          if (had) turns.find((each) => !each.hidden)?.focus();
        });
        return turn;
      });
      for (const input of document.querySelectorAll("[data-md-component=palette] > input")) {
        input.tabIndex = -1;
        input.setAttribute("aria-hidden", "true");
      }
    }

    /* Single letters are orders of the theme (p: the page before): whoever types or speaks beside a field would leave. */
    quietLetters() {
      document.addEventListener("keydown", (event) => {
        if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.stopPropagation();
      });
    }

    nameTables() {
      for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap, .scrolled")) {
        const isScrolled = wrap.scrollWidth > wrap.clientWidth;
        if (isScrolled === wrap.hasAttribute("tabindex")) continue;
        for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", this.dataset.table]]) {
          if (isScrolled) wrap.setAttribute(name, value);
          else wrap.removeAttribute(name);
        }
      }
    }
  },
);

/* Put a button into the place of a label, with its looks and its picture; return it. */
function button(label, name) {
  const turn = document.createElement("button");
  turn.type = "button";
  turn.className = label.className;
  turn.hidden = label.hidden;
  turn.title = name;
  turn.setAttribute("aria-label", name);
  turn.append(...label.childNodes);
  label.replaceWith(turn);
  return turn;
}
