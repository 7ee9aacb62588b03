// Shows an episode that is over, step by step.
import { make } from "./dom.js";
import { errand } from "./errand.js";
import * as screens from "./screens.js";
import { wishes } from "./wishes.js";
import { say, sayOf } from "./words.js";

const PARTS = [["success", "score"], ["type", "type"], ["attributes", "attributes"], ["options", "optionsPart"], ["price", "pricePart"]];

function screen(shown) {
  const drawn = shown.item ? screens.item(shown.item) : shown.results ? screens.results(shown.results) : make("p", { class: "soft" }, say("nothing"));
  return make("div", { class: "seen" }, drawn);
}

function score(replay) {
  const parts = PARTS.filter(([part]) => part in replay.score)
    .map(([part, word]) => `${say(word)} ${(100 * replay.score[part]).toFixed(0)} %`);
  return make("p", { class: "soft result" }, [sayOf("ended", replay.end), ...parts].join(" · "));
}

/** Lists where the episode was lost, and what went wrong; each leads to its step. */
function findings({ fatal, findings: all }, go) {
  const entry = (step, words, kind) => make("li", {}, make("button", { type: "button", class: kind, click: () => go(step - 1) }, words));
  return make("ul", { class: "findings", "aria-label": say("findings") },
    fatal ? entry(fatal, say("fatal", fatal), "fatal") : null,
    ...all.map(({ step, kind }) => entry(step, `${step}: ${sayOf("errors", kind).replaceAll("-", " ")}`, false)));
}

/** Makes a player of a replay. */
export function player(replay) {
  const last = replay.frames.length - 1;
  const place = make("input", { type: "range", min: 0, max: Math.max(0, last), value: 0, "aria-label": say("trajectory") });
  const where = make("output");
  const stage = make("div", { class: "stage" });
  const show = index => {
    const at = Math.max(0, Math.min(last, index));
    place.value = at;
    where.textContent = say("step", last < 0 ? 0 : at + 1, last + 1);
    const frame = replay.frames[at];
    stage.replaceChildren(...(frame ? drawn(frame, replay.isOwn ? "youDid" : "said", at + 1 === replay.fatal) : [make("p", { class: "soft" }, say("nothing"))]));
    screens.color(stage);
  };
  const button = (word, move) => make("button", { type: "button", class: word, click: () => show(move()) }, say(word));
  const at = () => Number(place.value);
  place.addEventListener("input", () => show(at()));
  const made = make("article", { class: "player", "aria-label": replay.title },
    make("h2", {}, replay.title), score(replay),
    replay.fatal || replay.findings.length > 0 ? findings(replay, index => show(index)) : null,
    replay.faithful ? null : make("p", { class: "warn" }, say("unfaithful")),
    make("div", { class: "steps" }, button("first", () => 0), button("backward", () => at() - 1), place,
      button("forth", () => at() + 1), button("last", () => last), where),
    stage);
  show(0);
  return Object.assign(made, { move: by => show(at() + by) });
}

function drawn(frame, heading, isFatal) {
  return [
    wishes(frame.wishes),
    ...(isFatal ? [make("p", { class: "warn lost" }, say("lost"))] : []),
    make("h3", {}, say(heading)),
    make("pre", { class: "said", tabindex: "0" }, frame.said),
    ...(frame.refusal ? [make("p", { class: "warn" }, say("refused", frame.refusal))] : []),
    ...(frame.saw ? [make("h3", {}, say("saw")), make("pre", { class: "saw", tabindex: "0" }, frame.saw)] : []),
    make("h3", {}, say("screen")),
    screen(frame.screen),
    ...(frame.errand ? [errand(frame.errand)] : []),
  ];
}
