import { ask } from "./dom.js";

/** Opens an episode: a task by its id, or one of a split by its number. */
export async function open(order) {
  const opened = await ask("POST", "/v1/sessions", { ...order, format: "json", turn_limit: 60 });
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
  async act(name, args = {}) {
    const stepped = await ask("POST", this.#path + "/steps", { step: this.view.step + 1, call: { name, arguments: args } });
    await this.look();
    return stepped;
  }

  /** Gives the session back. */
  close() {
    return ask("DELETE", this.#path).catch(() => null);
  }
}
