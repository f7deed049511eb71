/* <start-home>: asks on the home page who the learner is, and leads to the start page of that position. */

(() => {
  const { element, button, field, data } = window.pageTools;
  const { learning, learningKept } = window;
  const { follow, to, redrawn, named } = window.learningParts;

  customElements.define(
    "start-home",
    class extends HTMLElement {
      connectedCallback() {
        if (this.given) return;
        this.given = data(this);
        this.words = this.given.words;
        this.place = element("div", { class: "start__place" });
        this.kept = learningKept.place(this.given);
        this.heading = element("h2", { class: "tool__title" });
        this.append(this.heading, this.place, this.kept.root);
        this.isChoosing = false;
        follow(this);
        this.show();
      }

      show() {
        const { position } = learning.read();
        const mine = this.given.positions.find((each) => each.name === position);
        this.kept.root.hidden = !position && learning.read().lessons.length + learning.read().ticks.length === 0;
        this.kept.show();
        const isGoing = mine && !this.isChoosing;
        this.heading.textContent = isGoing ? this.words.mine : this.words.heading;
        redrawn(this.place, ...(isGoing ? this.going(mine) : this.choosing(position, mine)));
      }

      going(mine) {
        const { words } = this;
        const other = button(words.other_position, () => {
          this.isChoosing = true;
          this.show();
          this.querySelector("select").focus();
        });
        const go = to({ title: words.go_on, href: mine.href }, { class: "tool-button tool-button--main" });
        return [element("p", { class: "start__title" }, mine.title), element("div", { class: "tool__buttons" }, named(go, "go"), other)];
      }

      choosing(position, mine) {
        const { words } = this;
        const options = this.given.positions.map((each) => element("option", { value: each.name, selected: each === mine }, each.title));
        const select = element("select", {}, element("option", { value: "" }, words.choose), ...options);
        const who = field({ label: words.who, control: select });
        const begin = () => {
          const chosen = this.given.positions.find((each) => each.name === select.value);
          who.say(chosen ? "" : words.choose_first);
          if (!chosen) return select.focus();
          this.isChoosing = false;
          if (learning.say({ position: chosen.name })) location.assign(chosen.href);
          else who.say(words.not_kept);
        };
        const form = element("form", { class: "start__who", novalidate: true }, who.root, element("button", { type: "submit", class: "tool-button tool-button--main" }, words.begin));
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          begin();
        });
        return [element("p", { class: "tool__about" }, position && !mine ? words.gone : words.about), form];
      }
    },
  );
})();
