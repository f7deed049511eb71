/* The academy's own elements: plain, small, without effect on pages that have none of them. */

/* <review-date datetime="2026-05-01" data-late="…"> says so when the day has passed. */
customElements.define(
  "review-date",
  class extends HTMLElement {
    connectedCallback() {
      const day = this.getAttribute("datetime");
      if (!day || new Date().toISOString().slice(0, 10) <= day || this.querySelector(".late")) return;
      const note = document.createElement("span");
      note.className = "late";
      note.textContent = ` — ${this.dataset.late}`;
      this.append(note);
    }
  },
);
