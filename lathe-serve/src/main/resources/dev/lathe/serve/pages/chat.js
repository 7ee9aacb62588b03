import { markdown } from "./markdown.js";
import { models, reply } from "./stream.js";

const $ = id => document.getElementById(id);
const talk = $("talk");
const message = $("message");
const parameters = $("parameters").elements;

/** What was said; the server is told all of it each time. */
const said = [];
let writing = null;

const key = () => parameters.key.value.trim();

function number(name) {
  const field = parameters[name];
  return field.value.trim() === "" || !field.validity.valid ? undefined : field.valueAsNumber;
}

function request() {
  const system = parameters.system.value.trim();
  return {
    model: parameters.model.value,
    messages: [...(system ? [{ role: "system", content: system }] : []), ...said],
    temperature: number("temperature"),
    top_p: number("top_p"),
    max_tokens: number("max_tokens"),
    seed: number("seed"),
  };
}

function article(role) {
  const made = document.createElement("article");
  made.className = role;
  const body = document.createElement("div");
  body.className = "body";
  made.append(body);
  return made;
}

function isAtEnd() {
  return talk.scrollHeight - talk.scrollTop - talk.clientHeight < 60;
}

function toEnd() {
  talk.scrollTop = talk.scrollHeight;
}

function show(text) {
  $("welcome").hidden = true;
  const mine = article("user");
  mine.firstChild.textContent = text;
  talk.append(mine);
}

function button(label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", action);
  return made;
}

/** Puts below a reply what can be done with it. */
function finish(made, text, figures) {
  made.classList.remove("writing");
  talk.querySelectorAll(".again").forEach(old => old.remove());
  const row = document.createElement("div");
  row.className = "tools";
  const again = button("Regenerate", () => regenerate(made));
  again.className = "again";
  const copy = button("Copy", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });
  const about = document.createElement("span");
  about.className = "figures";
  about.textContent = figures;
  row.append(again, ...(text && navigator.clipboard ? [copy] : []), about);
  made.append(row);
}

function busy(is) {
  $("send").hidden = is;
  $("stop").hidden = !is;
}

/** Draws at most once a frame: a quick model writes more often than a screen shows. */
function painter(body) {
  let due = null;
  let latest = "";
  const paint = () => {
    due = null;
    const follow = isAtEnd();
    body.replaceChildren(...markdown(latest));
    if (follow) {
      toEnd();
    }
  };
  return {
    draw(text) {
      latest = text;
      due ??= requestAnimationFrame(paint);
    },
    finish() {
      if (due !== null) {
        cancelAnimationFrame(due);
        paint();
      }
    },
  };
}

async function answer() {
  const made = article("assistant writing");
  talk.append(made);
  toEnd();
  const canvas = painter(made.firstChild);
  const control = new AbortController();
  writing = control;
  busy(true);
  const began = performance.now();
  let text = "";
  let ending = "";
  try {
    for await (const part of reply(request(), key(), control.signal)) {
      text += part.text;
      canvas.draw(text);
      ending = figures(part, began) || ending;
    }
  } catch (failure) {
    ending = control.signal.aborted ? "stopped" : "";
    if (!control.signal.aborted) {
      complain(made, failure);
    }
  }
  canvas.finish();
  if (writing !== control) {
    // a new conversation was begun meanwhile
    return;
  }
  said.push({ role: "assistant", content: text });
  finish(made, text, ending);
  writing = null;
  busy(false);
  if (isAtEnd()) {
    toEnd();
  }
}

function figures(part, began) {
  if (!part.usage) {
    return "";
  }
  const seconds = (performance.now() - began) / 1000;
  const tokens = part.usage.completion_tokens;
  return `${tokens} tokens, ${(tokens / seconds).toFixed(0)} a second`;
}

function complain(made, failure) {
  const wrong = document.createElement("p");
  wrong.className = "wrong";
  wrong.textContent = failure instanceof TypeError ? "The server cannot be reached." : failure.message;
  made.append(wrong);
}

function regenerate(made) {
  if (writing) {
    return;
  }
  made.remove();
  said.pop();
  answer();
}

function send(event) {
  event?.preventDefault();
  const text = message.value.trim();
  if (!text || writing) {
    return;
  }
  message.value = "";
  fit();
  said.push({ role: "user", content: text });
  show(text);
  answer();
}

function fit() {
  message.style.height = "auto";
  message.style.height = message.scrollHeight + "px";
  $("send").disabled = !message.value.trim();
}

function begin() {
  writing?.abort();
  writing = null;
  busy(false);
  said.length = 0;
  talk.querySelectorAll("article").forEach(old => old.remove());
  $("welcome").hidden = false;
  message.focus();
}

function togglePanel() {
  const open = $("panel").hidden;
  $("panel").hidden = !open;
  $("settings").setAttribute("aria-expanded", String(open));
}

async function load() {
  try {
    const names = await models(key());
    parameters.model.replaceChildren(...names.map(name => new Option(name, name)));
    document.querySelector("#parameters .model").hidden = names.length < 2;
    named();
  } catch (failure) {
    $("model").textContent = "Lathe";
    if ($("panel").hidden) {
      togglePanel();
    }
    parameters.key.setCustomValidity(failure.message);
  }
}

function named() {
  $("model").textContent = parameters.model.value;
  document.title = parameters.model.value;
}

$("composer").addEventListener("submit", send);
$("stop").addEventListener("click", () => writing?.abort());
$("new").addEventListener("click", begin);
$("settings").addEventListener("click", togglePanel);
$("parameters").addEventListener("submit", event => event.preventDefault());
parameters.model.addEventListener("change", named);
parameters.key.addEventListener("change", () => {
  parameters.key.setCustomValidity("");
  load();
});
message.addEventListener("input", fit);
message.addEventListener("keydown", event => {
  // on a telephone, Enter ends a line
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches) {
    send(event);
  }
});
fit();
load();
