// How the map is dressed: a step of the story may ask for other colours, or for its legend elsewhere. Only what is drawn
// of each record changes; its element stays, and with it the keyboard's place.

/** Everything that is drawn in a picture, by record (or class) and how often that came before. */
function partsOf(picture) {
  const counts = new Map();
  const parts = new Map();
  for (const part of picture.children) {
    if (part.tagName !== "g" || part.classList.contains("ring")) continue;
    const name = part.dataset.record ?? part.classList[0];
    counts.set(name, (counts.get(name) ?? 0) + 1);
    parts.set(`${name} ${counts.get(name)}`, part);
  }
  return parts;
}

const ownParts = partsOf(svg);
const ownDress = { parts: new Map(), samples: new Map(), bounds: data.bounds, page: "" };
for (const [name, part] of ownParts) ownDress.parts.set(name, part.cloneNode(true));
for (const symbol of document.querySelectorAll(".samples symbol")) ownDress.samples.set(symbol.id, symbol.cloneNode(true));

const dresses = [...document.querySelectorAll("template.dress")].map((template) => {
  const [picture, samples] = template.content.querySelectorAll("svg");
  const parts = partsOf(picture);
  const bounds = picture.getAttribute("viewBox").split(" ").map(Number);
  const named = [...samples.children].map((one) => [one.dataset.sample, one]);
  return { parts, samples: new Map(named), bounds, page: template.dataset.page };
});
let worn = ownDress;
/** What the worn dress has and ours has not. */
let extras = [];

const copies = (part) => [...(part?.childNodes ?? [])].map((node) => node.cloneNode(true));

/** Puts one of the dresses on; our own where there is no such number. */
function wear(number) {
  const next = dresses[number] ?? ownDress;
  if (next === worn) return;
  worn = next;
  for (const { element, key } of extras) {
    element.remove();
    if (key) drawn.set(key, drawn.get(key).filter((one) => one !== element));
  }
  extras = [];
  for (const [name, part] of ownParts) {
    const kept = [...part.children].filter((child) => child.matches(".hit, .ring"));
    part.replaceChildren(...copies(next.parts.get(name)), ...kept);
  }
  let before = null;
  for (const [name, part] of next.parts) {
    const own = ownParts.get(name);
    if (own) before = own;
    else {
      const element = part.cloneNode(true);
      const key = element.dataset.record;
      if (before) before.after(element);
      else svg.prepend(element);
      before = element;
      if (key) {
        drawn.set(key, [...(drawn.get(key) ?? []), element]);
        element.classList.add("record");
        element.setAttribute("aria-hidden", "true");
      }
      extras.push({ element, key });
    }
  }
  for (const [id, picture] of next.samples) byId(id)?.replaceChildren(...copies(picture));
  if (next.page) document.documentElement.style.setProperty("--page", next.page);
  else document.documentElement.style.removeProperty("--page");
  data.bounds = next.bounds;
  closeGaps();
}
