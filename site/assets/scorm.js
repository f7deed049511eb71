/* SCORM 1.2 as a course uses it: the API of the system that shows the package is found, asked and told. `window.scorm`
   knows no course. Without an API everything is answered, and nothing is kept. */

window.scorm = (() => {
  const MOST_WINDOWS = 20;
  const MOST_SUSPENDED = 4096;

  /* Return the API of a window or of those around it; a window of another site cannot be asked. */
  function apiAround(start) {
    let place = start;
    for (let n = 0; place && n < MOST_WINDOWS; n += 1) {
      try {
        if (place.API) return place.API;
      } catch {
        // a window of another site: one further out may be of this one
      }
      if (place.parent === place) return null;
      place = place.parent;
    }
    return null;
  }

  function found() {
    const near = apiAround(window);
    if (near) return near;
    try {
      return window.opener ? apiAround(window.opener) : null;
    } catch {
      return null;
    }
  }

  const api = found();
  const started = Date.now();
  let isOpen = false;
  let mayWrite = false;

  function call(name, ...values) {
    try {
      return String(api[name](...values));
    } catch {
      return "";
    }
  }

  const get = (name) => (isOpen ? call("LMSGetValue", name) : "");

  /* Tell the system a value, if this is a session that counts. */
  function set(name, value) {
    if (isOpen && mayWrite) call("LMSSetValue", name, String(value));
  }

  /* Begin; return whether results are kept. A mode that is not set, or none that the standard has, is a normal one. */
  function begin() {
    isOpen = api !== null && call("LMSInitialize", "") === "true";
    mayWrite = isOpen && !["browse", "review"].includes(get("cmi.core.lesson_mode"));
    if (["", "not attempted"].includes(get("cmi.core.lesson_status"))) set("cmi.core.lesson_status", "incomplete");
    return mayWrite;
  }

  /* Return what was suspended, as data; null when there is nothing that can be read. */
  function suspended() {
    try {
      return JSON.parse(get("cmi.suspend_data"));
    } catch {
      return null;
    }
  }

  /* Have data kept until the next session; return whether they fit. */
  function suspend(data) {
    const text = JSON.stringify(data);
    if (text.length > MOST_SUSPENDED) return false;
    set("cmi.suspend_data", text);
    return true;
  }

  const commit = () => isOpen && mayWrite && call("LMSCommit", "");

  /* Return a time in milliseconds as the standard writes it: 0001:02:03.45. */
  function span(milliseconds) {
    const hundredths = Math.min(Math.floor(milliseconds / 10), 9999 * 360000);
    const two = (number) => String(number).padStart(2, "0");
    const [hours, rest] = [Math.floor(hundredths / 360000), hundredths % 360000];
    return `${String(hours).padStart(4, "0")}:${two(Math.floor(rest / 6000))}:${two(Math.floor((rest % 6000) / 100))}.${two(rest % 100)}`;
  }

  /* End, once: how long it took, and whether it is to be gone on with. */
  function finish(isDone) {
    if (!isOpen) return;
    set("cmi.core.exit", isDone ? "" : "suspend");
    set("cmi.core.session_time", span(Date.now() - started));
    commit();
    call("LMSFinish", "");
    isOpen = false;
  }

  return Object.freeze({ begin, get, set, suspended, suspend, commit, finish, span });
})();
