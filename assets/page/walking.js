// Choosing a record, by pointer and by keyboard: from organisation to organisation as one reads, along the flows of
// one, over a flow to its other end.

/** The chosen record, and the organisation whose flows are walked. */
let chosen = null;
let home = null;
let ring = null;

const isShown = (key) => shown.organisations.has(key) || shown.flows.has(key);
const elementOf = (key) => drawn.get(shapeOf(key))?.[0];

/** One for each shape of an organisation that is shown, as one reads. */
function stops() {
  const seen = new Set();
  return data.organisations.filter((one) => shown.organisations.has(one.id))
    .filter((one) => drawn.has(one.drawn) && !seen.has(one.drawn) && seen.add(one.drawn))
    .map((one) => one.id);
}

/** The lines at an organisation, or at the collapsed group that holds it. */
function linesAt(key) {
  const seen = new Set();
  return data.organisations.filter((one) => one.drawn === shapeOf(key)).flatMap((one) => one.flows)
    .filter((flow) => shown.flows.has(flow.id) && drawn.has(flow.drawn))
    .filter((flow) => !seen.has(flow.drawn) && seen.add(flow.drawn))
    .map((flow) => flow.id);
}

for (const [key, elements] of drawn) {
  const isStop = data.organisations.some((one) => one.drawn === key);
  const isLine = stems.has(key) || data.flows.some((flow) => flow.drawn === key);
  if (!isStop && !isLine) continue;
  const [first, ...others] = elements;
  first.setAttribute("tabindex", "-1");
  first.setAttribute("role", "button");
  first.setAttribute("aria-label", spoken.get(key) ?? "");
  others.forEach((element) => element.setAttribute("aria-hidden", "true"));
  elements.forEach((element) => element.classList.add("record"));
  const line = isLine && [...first.querySelectorAll("path")].find((path) => path.getAttribute("fill") === "none");
  if (line) {
    // A thin line is hard to hit: a broad one that is not seen lies over it.
    const hit = draw("path", { d: line.getAttribute("d"), class: "hit", fill: "none", stroke: "transparent" });
    hit.setAttribute("stroke-width", "14");
    first.append(hit);
  }
}
stage.setAttribute("role", "application");
stage.setAttribute("aria-roledescription", "map");
stage.setAttribute("aria-label", svg.querySelector("title").textContent);
stage.setAttribute("tabindex", "0");
svg.setAttribute("role", "group");

/** Exactly one organisation is reached by Tab: the one that was chosen last. */
function rove(key) {
  svg.querySelectorAll('[tabindex="0"]').forEach((element) => element.setAttribute("tabindex", "-1"));
  elementOf(key)?.setAttribute("tabindex", "0");
}

/** A ring round the chosen one; the sign of the keyboard's place, so it does not rest on colour alone. */
function showRing(key) {
  ring?.remove();
  ring = null;
  const element = key && elementOf(key);
  if (!element) return;
  const line = element.querySelector(":scope > .hit");
  ring = draw("g", { class: "ring", "aria-hidden": "true" });
  if (line) {
    ring.append(draw("path", { d: line.getAttribute("d"), fill: "none", class: "halo" }));
    element.prepend(ring);
  } else {
    const [x, y, width, height] = boxOf(key);
    const frame = { x: x - 5, y: y - 5, width: width + 10, height: height + 10, rx: 10, fill: "none" };
    ring.append(draw("rect", frame));
    svg.append(ring);
  }
}

/** Chooses a record: its card is shown, it stands out. Does not move the keyboard. */
function choose(key) {
  chosen = key;
  const ofFlow = flows.get(key);
  if (!ofFlow) home = key;
  else if (!home || ![ofFlow.from, ofFlow.to, ofFlow.via].some((end) => end && shapeOf(end) === shapeOf(home))) {
    home = ofFlow.from;
  }
  rove(home);
  showRing(key);
  const group = data.groups.find((one) => one.id === shapeOf(key));
  showCard(key, Boolean(ofFlow && data.sums[ofFlow.drawn]));
  if (group && !ofFlow) emphasise(key);
}

/** Chooses a record and gives it the keyboard; shows it first where filter or story hide it. */
function goTo(key) {
  if (!isShown(key)) showEverything();
  showMap();
  choose(key);
  elementOf(key)?.focus({ preventScroll: true });
  // A member of a collapsed group has the group's shape, and its own card.
  if (chosen !== key) choose(key);
  bringIntoView(key);
}

/** Nothing is chosen any more. */
function unchoose() {
  chosen = null;
  showRing(null);
  hideCard();
}

/** Away with the card. */
function closeCard() {
  unchoose();
  stage.focus({ preventScroll: true });
}

/** One step back: from the card to its record, from a flow to its organisation, from there to the map. */
function leaveRecord() {
  if (chosen && card.contains(document.activeElement)) elementOf(chosen)?.focus({ preventScroll: true });
  else if (flows.has(chosen) && home) goTo(home);
  else closeCard();
}

// On the stage: a drawing that listens for the keyboard itself becomes a stop of its own in some browsers.
stage.addEventListener("focusin", (event) => {
  const shape = event.target.closest(".record")?.dataset.record;
  if (!shape || (chosen && shapeOf(chosen) === shape)) {
    if (chosen && card.hidden) showCard(chosen);
    return;
  }
  const key = flows.has(shape) ? shape : stops().find((id) => shapeOf(id) === shape);
  if (key) {
    choose(key);
    bringIntoView(key);
  }
});

// The keyboard's place is chosen by a tap, not by the press that may become a drag.
stage.addEventListener("mousedown", (event) => event.preventDefault());
onTap.push((target) => {
  const shape = target.closest?.(".record")?.dataset.record;
  if (!shape) {
    unchoose();
    stage.focus({ preventScroll: true });
    return;
  }
  if (flows.has(shape) || organisations.has(shape)) goTo(shape);
  else if (stems.has(shape)) {
    // All its flows, to choose from.
    unchoose();
    showCard(shape, true);
    emphasise(shape);
  } else {
    const member = stops().find((id) => shapeOf(id) === shape);
    if (!member) return;
    goTo(member);
    showCard(shape);
  }
});

let resting = 0;
stage.addEventListener("pointerover", (event) => {
  if (chosen || isDrag && pointers.size > 0 || event.pointerType === "touch") return;
  clearTimeout(resting);
  const shape = event.target.closest(".record")?.dataset.record;
  if (shape) resting = setTimeout(() => { if (!chosen) showCard(shape, true); }, 80);
  else resting = setTimeout(() => { if (!chosen && !card.matches(":hover")) hideCard(); }, 300);
});
for (const place of [stage, card]) {
  place.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (!chosen && !card.matches(":hover") && !card.contains(document.activeElement)) hideCard();
    }, 300);
  });
}

/** Tab along the flows of an organisation, and then out of the map. */
function walkFlows(event) {
  const lines = linesAt(home ?? chosen);
  const place = flows.has(chosen) ? lines.findIndex((id) => shapeOf(id) === shapeOf(chosen)) : -1;
  const next = place + (event.shiftKey ? -1 : 1);
  if (next < -1) return;
  if (next >= lines.length) {
    byId("after").focus({ preventScroll: true });
    return;
  }
  event.preventDefault();
  goTo(next === -1 ? home : lines[next]);
}

function keyOnRecord(event) {
  const flow = flows.get(chosen);
  const list = flow ? linesAt(home) : stops();
  const place = list.findIndex((id) => shapeOf(id) === shapeOf(chosen));
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (event.key in steps) {
    const next = Math.min(Math.max(place + steps[event.key], 0), list.length - 1);
    if (list.length > 0) goTo(list[next]);
  } else if (event.key === "Home" || event.key === "End") {
    if (list.length > 0) goTo(list.at(event.key === "Home" ? 0 : -1));
  } else if (event.key === "Enter" || event.key === " ") {
    if (!flow) {
      flyTo(chosen);
      card.focus({ preventScroll: true });
    } else goTo(shapeOf(flow.from) === shapeOf(home) ? flow.to : flow.from);
  } else return false;
  return true;
}

function keyOnMap(event) {
  const steps = { ArrowRight: [-64, 0], ArrowLeft: [64, 0], ArrowDown: [0, -64], ArrowUp: [0, 64] };
  if (event.key in steps) pan(...steps[event.key]);
  else if (event.key === "Enter" || event.key === " ") {
    const first = home && isShown(home) ? home : stops()[0];
    if (first) goTo(first);
  } else return false;
  return true;
}

stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onRecord = chosen && document.activeElement !== stage;
  if (event.key === "Tab") {
    if (onRecord) walkFlows(event);
  } else if (onRecord ? keyOnRecord(event) : keyOnMap(event)) event.preventDefault();
});

addEventListener("keydown", (event) => {
  const isTyped = event.target.matches?.("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || isTyped || event.defaultPrevented) return;
  const keys = {
    "+": () => zoomBy(1.4), "=": () => zoomBy(1.4), "-": () => zoomBy(1 / 1.4), "0": showAll,
    "/": () => byId("search").focus(), Escape: () => { if (chosen || !card.hidden) leaveRecord(); },
  };
  if (keys[event.key]) {
    keys[event.key]();
    event.preventDefault();
  }
});

onChange(() => {
  if (chosen && !isShown(chosen)) unchoose();
  const first = home && isShown(home) ? home : stops()[0];
  if (first) rove(first);
});
