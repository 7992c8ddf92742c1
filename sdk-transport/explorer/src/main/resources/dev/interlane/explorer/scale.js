// The time axis: which span of time the picture shows, and where a time lies in it.
const MIN_SPAN_MS = 500;
const view = {from: 0, to: 1, width: 1, following: true, whole: true};

const xOf = (at) => (at - view.from) / (view.to - view.from) * view.width;
const timeAt = (x) => view.from + x / view.width * (view.to - view.from);

// All of it, beside the names of the tracks on the left.
function fullSpan() {
  const left = Math.min(150, view.width / 3);
  const right = Math.min(40, view.width / 10);
  const perPixel = (model.to - model.from) / Math.max(1, view.width - left - right);
  return [model.from - left * perPixel, model.to + right * perPixel];
}

function look(from, to) {
  const [first, last] = fullSpan();
  const span = Math.min(Math.max(to - from, MIN_SPAN_MS), last - first);
  const start = Math.min(Math.max(from, first), last - span);
  view.from = start;
  view.to = start + span;
  view.following = view.to >= last - span * 0.001;
  view.whole = span >= (last - first) * 0.999;
  tell('view');
}

function lookAtAll() {
  look(...fullSpan());
}

// A journal may hold months: where its newest messages are is where somebody looks first.
const NEWEST = 300;
function lookAtNewest() {
  const first = model.messages.at(-NEWEST);
  if (first) look(first.accepted, fullSpan()[1]); else lookAtAll();
}

function zoom(factor, x = view.width / 2) {
  const at = timeAt(x);
  look(at - (at - view.from) * factor, at + (view.to - at) * factor);
}

function pan(pixels) {
  const by = pixels / view.width * (view.to - view.from);
  look(view.from + by, view.to + by);
}

function lookAtMessage(message) {
  const from = Math.min(message.accepted, message.dispatch?.at ?? Infinity);
  const to = Math.max(message.moved, message.delivery?.at ?? 0);
  const pad = Math.max((to - from) * 0.6, 4000);
  look(from - pad, to + pad);
}

// Moves the least that shows the message.
function bringIntoView(message) {
  const from = message.dispatch?.at ?? message.accepted;
  const to = message.delivery?.at ?? message.moved;
  if (to < view.from || from > view.to) {
    const half = (view.to - view.from) / 2;
    look((from + to) / 2 - half, (from + to) / 2 + half);
  }
}

const STEPS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
  [1, 2, 5, 10, 15, 30].map((s) => s * 1000),
  [1, 2, 5, 10, 15, 30].map((m) => m * 60_000),
  [1, 2, 3, 6, 12].map((h) => h * 3_600_000),
  [1, 2, 7, 14, 30, 90, 365].map((d) => d * 86_400_000));

function ticks(minPixels) {
  const perPixel = (view.to - view.from) / view.width;
  const step = STEPS_MS.find((each) => each / perPixel >= minPixels) ?? STEPS_MS.at(-1);
  const found = [];
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    found.push(at);
  }
  return {step, found};
}

function clock(at, step) {
  const text = new Date(at).toISOString();
  if (step >= 86_400_000) return text.slice(0, 10);
  if (step >= 60_000) return text.slice(11, 16);
  if (step >= 1000) return text.slice(11, 19);
  return text.slice(11, 23);
}

const fullTime = (at) => new Date(at).toISOString().replace('T', ' ').replace('Z', ' UTC');

function elapsed(ms) {
  const sign = ms < 0 ? '-' : '+';
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 60) return `${sign}${seconds.toFixed(3)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${sign}${minutes}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
