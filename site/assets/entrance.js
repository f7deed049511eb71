/* <role-choice>: the page before the editions. It remembers in this browser which one was opened, and opens it the next
   time, unless somebody wants another. What is remembered counts only if it is a role of the list. */

customElements.define(
  "role-choice",
  class extends HTMLElement {
    connectedCallback() {
      if (this.links) return;
      this.links = [...this.querySelectorAll("a[data-role]")];
      this.links.forEach((link) => link.addEventListener("click", () => this.remember(link.dataset.role)));
      const kept = this.remembered();
      const link = this.links.find((each) => each.dataset.role === kept);
      if (link) this.open(link);
    }

    /* Say which edition opens in a moment, and let it be stopped. */
    open(link) {
      const line = document.createElement("p");
      line.setAttribute("role", "status");
      line.textContent = this.dataset.opening.replace("{name}", () => link.textContent.trim());
      const other = document.createElement("button");
      other.type = "button";
      other.textContent = this.dataset.other;
      const timer = setTimeout(() => location.replace(link.href), 1500);
      other.addEventListener("click", () => {
        clearTimeout(timer);
        this.remember(null);
        line.remove();
        other.remove();
        this.links[0].focus();
      });
      this.prepend(line, other);
    }

    remembered() {
      try {
        return localStorage.getItem("salesbook-role");
      } catch {
        return null;
      }
    }

    remember(role) {
      try {
        if (role === null) localStorage.removeItem("salesbook-role");
        else localStorage.setItem("salesbook-role", role);
      } catch {
        /* A browser that keeps nothing asks each time. */
      }
    }
  },
);
