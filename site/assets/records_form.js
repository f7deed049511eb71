/* <learning-records>: where a learner switches on that his results go to the company's record store, sees where they go
   and how many have, and stops it. It knows `window.learningRecords` and nothing of xAPI. */

customElements.define(
  "learning-records",
  class extends HTMLElement {
    connectedCallback() {
      if (this.words) return;
      const given = window.pageTools.data(this);
      this.words = given.words;
      this.language = given.language;
      this.position = given.position;
      const again = () => this.show();
      addEventListener("records-changed", again);
      addEventListener("learning-changed", again);
      this.lay();
      this.show();
    }

    lay() {
      const { element, field, checkbox, button, fill } = window.pageTools;
      const { words } = this;
      const input = (attributes) => element("input", { type: "text", maxlength: 200, spellcheck: "false", ...attributes });
      this.learner = field({ label: words.learner, hint: words.learner_hint, control: input({ autocomplete: "name" }) });
      this.key = field({ label: words.key, hint: words.key_hint, control: input({ autocomplete: "username" }) });
      this.secret = field({ label: words.secret, control: input({ type: "password", maxlength: 3000, autocomplete: "current-password" }) });
      this.stays = checkbox({ text: words.remember, hint: words.remember_hint });
      this.form = element(
        "form", { class: "records__form", novalidate: true }, this.learner.root, this.key.root, this.secret.root, this.stays.root,
        element("div", { class: "tool__buttons" }, element("button", { type: "submit", class: "tool-button tool-button--main" }, words.turn_on)),
      );
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.turnOn();
      });
      const forget = () => {
        window.learningRecords.turn(false);
        window.learningRecords.forgetKey();
        this.refocus();
      };
      const stop = () => {
        window.learningRecords.turn(false);
        this.refocus();
      };
      this.now = button(words.send_now, () => window.learningRecords.turn(true));
      this.running = element("div", { class: "tool__buttons" }, this.now, button(words.turn_off, stop), button(words.forget_key, forget));
      this.state = element("p", { role: "status" });
      this.count = element("p", { class: "tool-field__hint" });
      this.where = element("p", {});
      this.summary = element("summary", {}, words.heading);
      this.place = element(
        "details", { class: "kept records" }, this.summary, this.where, element("p", {}, words.what), element("p", {}, words.stays_there),
        this.state, this.count, this.form, this.running,
      );
      this.fill = fill;
    }

    /* Take the name and the key, and begin to send. */
    turnOn() {
      const { words } = this;
      const learner = this.learner.control.value.replace(/[\p{C}\s]+/gu, " ").trim();
      const secret = this.secret.control.value.trim();
      this.learner.say(learner ? "" : words.no_learner);
      this.secret.say(secret ? "" : words.no_secret);
      if (!learner) return this.learner.control.focus();
      if (!secret) return this.secret.control.focus();
      if (learner !== window.learning.read().learner) window.learning.say({ learner });
      this.secret.control.value = "";
      window.learningRecords.setKey(this.key.control.value.trim(), secret, this.stays.control.checked);
      window.learningRecords.turn(true);
      this.refocus();
    }

    /* The button that was pressed is no longer there: the keyboard stays with what it belongs to. */
    refocus() {
      (this.running.hidden ? this.learner.control : this.now).focus();
    }

    show() {
      const { words, fill } = this;
      const records = window.learningRecords;
      // On the page of the learner's own position, once he has said which it is.
      if (!records || window.learning.read().position !== this.position) return this.place.remove();
      if (!this.place.isConnected) this.append(this.place);
      const { isOn, sent, refused, at, problem } = records.read();
      const isRunning = isOn && records.key() !== null && problem !== "key";
      this.where.textContent = fill(words.where, { store: new URL(records.store).origin });
      this.form.hidden = isRunning;
      this.running.hidden = !isRunning;
      if (!this.learner.control.value) this.learner.control.value = window.learning.read().learner || "";
      const when = at ? new Intl.DateTimeFormat(this.language, { dateStyle: "long", timeStyle: "short" }).format(at) : "";
      const state = !isOn ? words.is_off : problem ? words[`problem_${problem}`] : isRunning ? words.is_on : words.no_key;
      if (this.state.textContent !== state) this.state.textContent = state;
      const counts = [
        fill(words.waiting, { n: records.waiting().length }), fill(words.sent, { n: sent.length }),
        refused.length && fill(words.refused, { n: refused.length }), when && fill(words.last, { when }),
      ];
      this.count.textContent = isOn || sent.length ? counts.filter(Boolean).join(" ") : "";
    }
  },
);
