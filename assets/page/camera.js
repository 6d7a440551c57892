// What part of the map is seen: drag, wheel, pinch, keys. One unit of the picture is `zoom` pixels.

const camera = { x: 0, y: 0, zoom: 1 };
let wholeIsSeen = true;
let flight = 0;
const moved = [];
/** Called after each change of the camera. */
const onMove = (call) => moved.push(call);

const size = () => ({ width: Math.max(stage.clientWidth, 1), height: Math.max(stage.clientHeight, 1) });

function look() {
  const { width, height } = size();
  const { x, y, zoom } = camera;
  svg.setAttribute("viewBox", `${x - width / 2 / zoom} ${y - height / 2 / zoom} ${width / zoom} ${height / zoom}`);
  moved.forEach((call) => call());
}

/** A box of the picture in pixels of the stage. */
function onStage([x, y, width, height]) {
  const { width: w, height: h } = size();
  const left = (x - camera.x) * camera.zoom + w / 2;
  const top = (y - camera.y) * camera.zoom + h / 2;
  return { left, top, right: left + width * camera.zoom, bottom: top + height * camera.zoom };
}

/** The camera that shows all of a box. */
function fitting([x, y, width, height], margin = 16, closest = 2) {
  const room = size();
  const zoom = Math.min(
    closest,
    Math.max(room.width - 2 * margin, 40) / Math.max(width, 1),
    Math.max(room.height - 2 * margin, 40) / Math.max(height, 1),
  );
  return { x: x + width / 2, y: y + height / 2, zoom };
}

const limited = (zoom) => Math.min(Math.max(zoom, fitting(data.bounds).zoom / 2, 0.02), 8);

/** What the card takes of the stage while it is shown: pixels at the right, or at the foot of a narrow one. */
function taken() {
  const { width, height } = size();
  return { right: width >= 960 ? 336 : 0, foot: width < 640 ? height / 2 : 0 };
}

/** The camera that has a box in the middle of what the card leaves free. */
function centred([x, y, width, height], zoom) {
  const { right, foot } = taken();
  return { x: x + width / 2 + right / 2 / zoom, y: y + height / 2 + foot / 2 / zoom, zoom };
}

/** Goes there; in one step where motion is not wanted. */
function fly(to) {
  cancelAnimationFrame(flight);
  wholeIsSeen = false;
  const from = { ...camera };
  const start = performance.now();
  const step = (now) => {
    const part = calm.matches ? 1 : Math.min((now - start) / 180, 1);
    const eased = 1 - (1 - part) ** 3;
    camera.zoom = from.zoom * (to.zoom / from.zoom) ** eased;
    camera.x = from.x + (to.x - from.x) * eased;
    camera.y = from.y + (to.y - from.y) * eased;
    look();
    if (part < 1) flight = requestAnimationFrame(step);
  };
  step(calm.matches ? start + 180 : start);
}

function showAll() {
  fly(fitting(data.bounds));
  wholeIsSeen = true;
}

/** Goes to a record, near enough to read it. */
function flyTo(key) {
  const box = boxOf(key);
  if (!box) return;
  const near = Math.max(camera.zoom, 1);
  const whole = fitting(box, 64).zoom;
  fly(centred(box, Math.min(near, whole)));
}

/** Moves just enough that a record is seen. */
function bringIntoView(key) {
  const box = boxOf(key);
  if (!box) return;
  const { left, top, right, bottom } = onStage(box);
  const { width, height } = size();
  const margin = 24;
  const room = { width: width - taken().right - margin, height: height - taken().foot - margin };
  if (left >= margin && top >= margin && right <= room.width && bottom <= room.height) return;
  const fits = right - left <= room.width - margin && bottom - top <= room.height - margin;
  fly(centred(box, fits ? camera.zoom : fitting(box, 32).zoom / 2));
}

function pan(dx, dy) {
  cancelAnimationFrame(flight);
  wholeIsSeen = false;
  camera.x -= dx / camera.zoom;
  camera.y -= dy / camera.zoom;
  look();
}

/** Zooms; the point under (x, y), pixels of the stage, stays. */
function zoomAt(x, y, factor) {
  cancelAnimationFrame(flight);
  wholeIsSeen = false;
  const { width, height } = size();
  const zoom = limited(camera.zoom * factor);
  const shift = 1 / camera.zoom - 1 / zoom;
  camera.x += (x - width / 2) * shift;
  camera.y += (y - height / 2) * shift;
  camera.zoom = zoom;
  look();
}

const zoomBy = (factor) => fly({ ...camera, zoom: limited(camera.zoom * factor) });

/** Fingers, pens and mouse buttons that are down. */
const pointers = new Map();
let isDrag = false;
const onTap = [];

function place(event) {
  const frame = stage.getBoundingClientRect();
  return { x: event.clientX - frame.left, y: event.clientY - frame.top };
}

stage.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  if (pointers.size === 0) isDrag = false;
  pointers.set(event.pointerId, { ...place(event), start: place(event), target: event.target });
});

stage.addEventListener("pointermove", (event) => {
  const pointer = pointers.get(event.pointerId);
  if (!pointer) return;
  const at = place(event);
  if (!isDrag && Math.hypot(at.x - pointer.start.x, at.y - pointer.start.y) > 4) {
    isDrag = true;
    stage.classList.add("is-dragged");
  }
  if (!isDrag) return;
  if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  const others = [...pointers.entries()].filter(([id]) => id !== event.pointerId);
  if (others.length === 0) pan(at.x - pointer.x, at.y - pointer.y);
  else {
    const [, other] = others[0];
    const before = Math.hypot(pointer.x - other.x, pointer.y - other.y);
    const after = Math.hypot(at.x - other.x, at.y - other.y);
    // Half of the way of this finger moves the middle between both.
    pan((at.x - pointer.x) / 2, (at.y - pointer.y) / 2);
    zoomAt((at.x + other.x) / 2, (at.y + other.y) / 2, after / Math.max(before, 1));
  }
  Object.assign(pointer, at);
});

function lift(event) {
  const pointer = pointers.get(event.pointerId);
  pointers.delete(event.pointerId);
  if (pointers.size > 0) return;
  stage.classList.remove("is-dragged");
  if (pointer && !isDrag && event.type === "pointerup") onTap.forEach((call) => call(pointer.target, event));
}
stage.addEventListener("pointerup", lift);
stage.addEventListener("pointercancel", lift);

stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  const lines = event.deltaMode === 0 ? 1 : 16;
  const speed = event.ctrlKey ? 0.01 : 0.0016;
  const { x, y } = place(event);
  zoomAt(x, y, Math.exp(-Math.max(-240, Math.min(240, event.deltaY * lines)) * speed));
}, { passive: false });

byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
byId("zoom-all").addEventListener("click", showAll);

svg.setAttribute("preserveAspectRatio", "xMidYMid meet");
new ResizeObserver(() => {
  if (wholeIsSeen) Object.assign(camera, fitting(data.bounds));
  look();
}).observe(stage);

// On paper the whole map is seen, whatever the screen shows.
addEventListener("beforeprint", () => svg.setAttribute("viewBox", data.bounds.join(" ")));
addEventListener("afterprint", look);
