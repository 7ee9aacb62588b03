// Makes elements. Texts are always set as texts, never as markup.

/** Makes an element; attributes whose value is false, null or undefined are left out, and functions listen to events. */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** Makes the picture of a product from the SVG that the server drew. Its words stand beside it, so it has no name of its own. */
export function picture(svg, size) {
  const drawn = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
  drawn.setAttribute("width", size);
  drawn.setAttribute("height", size);
  drawn.setAttribute("aria-hidden", "true");
  drawn.setAttribute("class", "picture");
  return drawn;
}

/** Asks the server; what it refuses is thrown with its message and code. */
export async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
  }
  return answer;
}
