import { ask, make } from "./dom.js";
import { player } from "./player.js";
import { say, speak } from "./words.js";

const main = document.getElementById("main");
const language = document.getElementById("language");
const asked = new URLSearchParams(location.search);
const task = asked.get("task");
const best = task?.startsWith("desk-") ? "expert" : "oracle";

function replayOf(choice) {
  return choice === "oracle"
    ? ask("GET", "/people/oracle?" + new URLSearchParams({ task }))
    : ask("GET", "/people/replay?" + new URLSearchParams(JSON.parse(choice)));
}

async function begin() {
  speak(language.value);
  if (!task || !asked.has("session")) {
    main.replaceChildren(make("p", { class: "soft" }, say("noSession"), " ", make("a", { href: "/" }, say("toShop"))));
    return;
  }
  const [own, stored] = await Promise.all([
    ask("GET", "/people/session?" + new URLSearchParams({ id: asked.get("session") })),
    ask("GET", "/people/stored?" + new URLSearchParams({ task })),
  ]);
  own.title = say("you");
  own.isOwn = true;
  const right = make("div");
  const picker = make("select", { id: "agent", change: () => agent() },
    make("option", { value: "oracle" }, say(best)),
    ...stored.trajectories.map(({ file, line, score }) =>
      make("option", { value: JSON.stringify({ file, line }) }, `${stored.run} ${file.replace(".jsonl", "")} #${line} · ${score.toFixed(2)}`)));
  const agent = async () => {
    const replay = await replayOf(picker.value);
    replay.title = picker.value === "oracle" ? say(best) : replay.title;
    right.replaceChildren(player(replay));
  };
  main.replaceChildren(
    make("section", { id: "task" }, make("h2", {}, say("customer")), make("blockquote", { id: "instruction" }, own.instruction)),
    make("div", { class: "picker" }, make("label", { class: "field" }, say("choice"), picker)),
    make("div", { class: "beside" }, make("div", {}, player(own)), right));
  await agent();
}

language.value = asked.get("language") === "zh" ? "zh" : "en";
language.addEventListener("change", begin);
begin().catch(failure => main.replaceChildren(make("p", { class: "warn" }, failure.message)));
