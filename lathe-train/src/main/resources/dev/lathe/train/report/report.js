//<![CDATA[
// Reads a value off a curve under the pointer; without this script the last value stands there.
for (const card of document.querySelectorAll(".curve")) {
  const svg = card.querySelector("svg");
  if (!svg) continue;
  const list = name => svg.dataset[name].split(" ");
  const steps = list("steps"), values = list("values"), xs = list("x").map(Number), ys = list("y").map(Number);
  const cursor = svg.querySelector(".cursor"), readout = card.querySelector(".value"), last = readout.textContent;
  const moveTo = index => {
    cursor.setAttribute("cx", xs[index]);
    cursor.setAttribute("cy", ys[index]);
  };
  svg.addEventListener("pointermove", event => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
    let nearest = 0;
    xs.forEach((other, index) => {
      if (Math.abs(xs[nearest] - x) > Math.abs(other - x)) nearest = index;
    });
    moveTo(nearest);
    readout.textContent = "step " + steps[nearest] + ": " + values[nearest];
  });
  svg.addEventListener("pointerleave", () => {
    moveTo(xs.length - 1);
    readout.textContent = last;
  });
}
//]]>
