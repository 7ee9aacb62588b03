import { ask, make } from "./dom.js";
import { player } from "./player.js";
import { sayOf, say, speak, spoken } from "./words.js";

const main = document.getElementById("main");
const language = document.getElementById("language");
const asked = new URLSearchParams(location.search);

let shown = null;

async function show(entry) {
  const replay = await ask("GET", "/people/replay?" + new URLSearchParams({ file: entry.file, line: entry.line }));
  document.getElementById("instruction").textContent = replay.instruction;
  const next = player(replay);
  if (shown) {
    shown.replaceWith(next);
  } else {
    main.append(next);
  }
  shown = next;
}

function label(entry) {
  return `${entry.file.replace(".jsonl", "")} #${entry.line} · ${entry.task} · ${entry.score.toFixed(2)} · ${say("steps", entry.turns)}`;
}

async function begin() {
  speak(language.value);
  const stored = await ask("GET", "/people/stored");
  shown = null;
  if (stored.trajectories.length === 0) {
    main.replaceChildren(make("p", { class: "soft" }, say("noRuns")));
    return;
  }
  const all = stored.trajectories;
  const wanted = all.findIndex(entry => entry.file === asked.get("file") && String(entry.line) === asked.get("line"));
  const picker = make("select", { id: "entry", change: () => show(all[picker.value]) },
    ...all.map((entry, i) => make("option", { value: i }, label(entry))));
  picker.value = Math.max(0, wanted);
  main.replaceChildren(
    make("div", { class: "picker" }, make("label", { class: "field" }, say("trajectory"), picker)),
    make("section", { id: "task" }, make("h2", {}, say("customer")), make("blockquote", { id: "instruction" })));
  await show(all[picker.value]);
}

addEventListener("keydown", event => {
  if (shown && !/^(INPUT|SELECT|PRE)$/.test(event.target.tagName) && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
    shown.move(event.key === "ArrowRight" ? 1 : -1);
  }
});
language.value = asked.get("language") === "zh" ? "zh" : "en";
language.addEventListener("change", begin);
begin();
