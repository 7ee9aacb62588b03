import { ask } from "./dom.js";

/** Opens an episode: a task by its id, or one of a split by its number. */
export async function open(order) {
  const isErrand = Boolean(order.errand ?? order.task?.startsWith("desk-"));
  const opened = await ask("POST", "/v1/sessions", { ...order, format: isErrand ? "text" : "json", turn_limit: 60 });
  return new Session(opened.session);
}

/** Is an episode that this page plays. */
class Session {
  #path;

  constructor(id) {
    this.id = id;
    this.#path = "/v1/sessions/" + encodeURIComponent(id);
    this.view = null;
  }

  /** Looks at the screen. */
  async look() {
    this.view = await ask("GET", this.#path + "/view");
    return this.view;
  }

  /** Acts, and looks at the screen; returns what the action led to. A step is numbered, so that it cannot be made twice. */
  act(name, args = {}) {
    return this.#step({ call: { name, arguments: args } });
  }

  /** Does what is written as agents write it, and looks at the screen. */
  write(action) {
    return this.#step({ action });
  }

  async #step(what) {
    const stepped = await ask("POST", this.#path + "/steps", { step: this.view.step + 1, ...what });
    await this.look();
    return stepped;
  }

  /** Gives the session back. */
  close() {
    return ask("DELETE", this.#path).catch(() => null);
  }
}
