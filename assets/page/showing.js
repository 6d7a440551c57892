// What is shown of the map: what the filter asks for, what the step of the story shows. One picture: the rest of it is
// put out of sight by record.

const wanted = { sectors: new Set(sectors.keys()), scales: new Set(scales.keys()), kinds: new Set(kinds.keys()) };
/** Records that the step of the story does not show. */
let outOfStory = new Set();
/** Which of the dates is looked at; -1 is all of them. */
let atDate = -1;
const isThen = (one) => atDate < 0 || !one.there || (one.there[0] <= atDate && atDate <= one.there[1]);
const shown = { organisations: new Set(), flows: new Set() };
const changed = [];
/** Called after what is shown has changed. */
const onChange = (call) => changed.push(call);

function update() {
  shown.organisations.clear();
  shown.flows.clear();
  for (const [id, one] of organisations) {
    const asked = wanted.sectors.has(one.sector) && wanted.scales.has(one.scale);
    if (asked && isThen(one) && !outOfStory.has(id)) shown.organisations.add(id);
  }
  for (const [id, flow] of flows) {
    const ends = shown.organisations.has(flow.from) && shown.organisations.has(flow.to);
    if (ends && isThen(flow) && wanted.kinds.has(flow.kind) && !outOfStory.has(id)) shown.flows.add(id);
  }
  const shapes = new Set([...shown.organisations, ...shown.flows].map(shapeOf));
  for (const [key, elements] of drawn) {
    const group = data.groups.find((one) => one.id === key);
    const isGone = organisations.has(key) || flows.has(key) ? !shapes.has(key)
      : stems.has(key) ? !stems.get(key).some((id) => shown.flows.has(id))
      : group ? group.members.length > 0 && !group.members.some((id) => shown.organisations.has(id))
      : outOfStory.has(key);
    elements.forEach((element) => element.classList.toggle("gone", isGone));
  }
  closeGaps();
  sayCounts();
  changed.forEach((call) => call());
}

/** A line has gaps where others cross over it: where none of them is shown, it is whole. */
function closeGaps() {
  const isGone = (key) => drawn.get(key)?.every((element) => element.classList.contains("gone")) ?? true;
  for (const piece of svg.querySelectorAll("[data-over]")) {
    if (piece.dataset.over.split(" ").every(isGone)) piece.removeAttribute("display");
    else piece.setAttribute("display", "none");
  }
}

function sayCounts() {
  const lost = organisations.size - shown.organisations.size;
  const lostFlows = flows.size - shown.flows.size;
  const parts = [];
  if (lost > 0) parts.push(`${lost} of ${many(organisations.size, "organisation")}`);
  if (lostFlows > 0) parts.push(`${lostFlows} of ${many(flows.size, "flow")}`);
  const words = parts.length > 0 ? `${parts.join(" and ")} hidden`
    : `${many(organisations.size, "organisation")}, ${many(flows.size, "flow")}`;
  // Said anew only when it is new.
  if (byId("counts").textContent !== words) byId("counts").textContent = words;
  byId("show-all").hidden = parts.length === 0;
}

function showEverything() {
  data.sectors.forEach((one) => wanted.sectors.add(one.id));
  data.scales.forEach((one) => wanted.scales.add(one.id));
  data.kinds.forEach((one) => wanted.kinds.add(one.id));
  outOfStory = new Set();
  atDate = -1;
  update();
}

/** Lets a record and what it is joined to stand out; nothing does for null. */
function emphasise(key) {
  const near = new Set();
  const add = (id) => near.add(shapeOf(id));
  if (key) add(key);
  organisations.get(key)?.flows.filter((flow) => shown.flows.has(flow.id)).forEach((flow) => {
    [flow.id, flow.from, flow.to, flow.via].filter(Boolean).forEach(add);
  });
  const flow = flows.get(key);
  if (flow) [flow.from, flow.to, flow.via].filter(Boolean).forEach(add);
  for (const [stem, ids] of stems) {
    if (stem === key) ids.flatMap((id) => [id, flows.get(id)?.from, flows.get(id)?.to]).filter(Boolean).forEach(add);
    if (stem === key || ids.some((id) => flows.has(id) && near.has(shapeOf(id)))) near.add(stem);
  }
  svg.classList.toggle("is-lit", near.size > 0);
  for (const [id, elements] of drawn) {
    elements.forEach((element) => element.classList.toggle("lit", near.has(id)));
  }
}
