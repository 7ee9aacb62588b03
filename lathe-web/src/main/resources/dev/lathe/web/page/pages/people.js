// Begins the page that the address names: what people see beside the shop has one head.
import { say } from "./words.js";

const HEADINGS = { "/replay": "replay", "/versus": "versus", "/customer": "asCustomer" };

const heading = HEADINGS[location.pathname];
document.getElementById("heading").dataset.word = heading;
await import(`/pages${location.pathname}.js`);
const entitle = () => { document.title = "Lathe · " + say(heading); };
entitle();
document.getElementById("language").addEventListener("change", entitle);
