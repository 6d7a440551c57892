// What the map says of its records, and what is drawn for each of them. All other parts ask here.
// Words of the map reach the page as text only, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const stage = byId("stage");
const svg = stage.querySelector("svg");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** An element with attributes and children; strings become text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== ""));
  return element;
}

/** The same for a drawing. */
function draw(tag, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A small picture of the legend. */
function sample(id) {
  const picture = draw("svg", { class: "sample", viewBox: "-2 -10 32 20", "aria-hidden": "true" });
  picture.append(draw("use", { href: `#${id}`, x: "-2", y: "-10", width: "32", height: "20" }));
  return picture;
}

/** "1 flow", "2 flows". */
const many = (count, noun) => `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;

/** Words as they are compared: without case, accents and marks. */
const folded = (words) =>
  words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const sectors = new Map(data.sectors.map((one) => [one.id, one.name]));
const scales = new Map(data.scales.map((one) => [one.id, one.name]));
const kinds = new Map(data.kinds.map((one) => [one.id, one.name]));
const organisations = new Map(data.organisations.map((one) => [one.id, one]));
const flows = new Map(data.flows.map((one) => [one.id, one]));
for (const one of organisations.values()) one.flows = [];
for (const flow of flows.values()) {
  for (const end of new Set([flow.from, flow.to, flow.via])) organisations.get(end)?.flows.push(flow);
  flow.drawn = flow.id;
}
for (const [line, sums] of Object.entries(data.sums)) {
  for (const id of sums) if (flows.has(id)) flows.get(id).drawn = line;
}
/** Lines that flows share until they part, with the flows of each. */
const stems = new Map(Object.entries(data.stems ?? {}));

/** With a capital at its beginning. */
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const nameOf = (id) => organisations.get(id).name.trim() || "An organisation without a name";

/** How a flow runs, seen from one of its ends: an arrow and its meaning in words. */
function wayOf(flow, end) {
  switch (flow.direction) {
    case "both ways": return { arrow: "↔", words: "both ways with" };
    case "no direction": return { arrow: "–", words: "with" };
    case "direction not known": return { arrow: "–", words: "direction not known, with" };
    default: return flow.from === end ? { arrow: "→", words: "to" } : { arrow: "←", words: "from" };
  }
}

/** Elements of the picture by the record that they belong to; words said of each, which no tooltip repeats. */
const drawn = new Map();
const spoken = new Map();
for (const element of svg.querySelectorAll("[data-record]")) {
  const key = element.dataset.record;
  if (!drawn.has(key)) drawn.set(key, []);
  drawn.get(key).push(element);
  const title = element.querySelector(":scope > title");
  if (title) {
    spoken.set(key, title.textContent);
    title.remove();
  }
}
svg.querySelectorAll("g > title").forEach((title) => title.remove());

/** What is drawn for a record: its own shape, or that of a collapsed group or of a line for several flows. */
const shapeOf = (key) => organisations.get(key)?.drawn ?? flows.get(key)?.drawn ?? key;

/** Where that is, as the picture measures: [x, y, width, height]. */
function boxOf(key) {
  const organisation = organisations.get(key);
  if (organisation) return organisation.place_on_map;
  const line = drawn.get(shapeOf(key))?.[0];
  if (!line) return null;
  const box = line.getBBox();
  return [box.x, box.y, box.width, box.height];
}

/** Round several boxes; null round none. */
function around(boxes) {
  const known = boxes.filter(Boolean);
  if (known.length === 0) return null;
  const left = Math.min(...known.map((box) => box[0]));
  const top = Math.min(...known.map((box) => box[1]));
  const right = Math.max(...known.map((box) => box[0] + box[2]));
  const bottom = Math.max(...known.map((box) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}
