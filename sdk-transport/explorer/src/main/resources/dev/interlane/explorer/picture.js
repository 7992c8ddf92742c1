// The chains as tracks, their blocks, and the messages as arrows between them. Draws what is in view, and of messages that fall on the same
// pixels one; the glass above it holds what changes with the pointer, so that hovering draws nothing anew.
const AXIS = 30;
const TRACK = 34;
const CURVES_UP_TO = 1500;
const CROWD = 3000;
const picture = byId('picture');
const glass = byId('glass');
const hover = {message: null, mark: null};
let colours = {};
let sprites = {};
let height = 1;
let dirty = false;
let glassDirty = false;

function readColours() {
  const probe = el('i');
  document.body.append(probe);
  const names = ['ground', 'panel', 'line', 'text', 'quiet', 'accent', 'track', 'block', 'blockFull', 'grid', ...STANDING_NAMES];
  colours = {};
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  sprites = {};
  for (const name of STANDING_NAMES) {
    sprites[name] = sprite(name);
  }
}

function sprite(standing) {
  const ratio = devicePixelRatio || 1;
  const canvas = el('canvas', {width: 16 * ratio, height: 16 * ratio});
  const pen = canvas.getContext('2d');
  pen.scale(ratio, ratio);
  const path = new Path2D(STANDINGS[standing].path);
  pen.lineWidth = STANDINGS[standing].solid ? 3 : 6;
  pen.strokeStyle = colours.ground;
  pen.stroke(path);
  pen.fillStyle = STANDINGS[standing].solid ? colours[standing] : colours.ground;
  pen.fill(path);
  if (!STANDINGS[standing].solid) {
    pen.lineWidth = 2.2;
    pen.strokeStyle = colours[standing];
    pen.stroke(path);
  }
  return canvas;
}

function fit(canvas) {
  const ratio = devicePixelRatio || 1;
  const box = canvas.getBoundingClientRect();
  canvas.width = Math.max(1, Math.round(box.width * ratio));
  canvas.height = Math.max(1, Math.round(box.height * ratio));
  canvas.getContext('2d').setTransform(ratio, 0, 0, ratio, 0, 0);
  return box;
}

function resizePicture() {
  const box = fit(picture);
  fit(glass);
  view.width = Math.max(1, box.width);
  height = Math.max(1, box.height);
  invalidate();
}

function invalidate() {
  if (!dirty) {
    dirty = true;
    requestAnimationFrame(() => { dirty = false; drawPicture(); drawGlass(); });
  }
}

function invalidateGlass() {
  if (!glassDirty) {
    glassDirty = true;
    requestAnimationFrame(() => { glassDirty = false; drawGlass(); });
  }
}

const markRow = () => model.run.marks.length > 0 ? 20 : 0;

function trackY(chain) {
  const top = AXIS + markRow() + TRACK / 2 + 14;
  const bottom = height - TRACK / 2 - 50;
  const count = model.chains.length;
  return count < 2 ? (top + bottom) / 2 : top + (bottom - top) * model.chains.indexOf(chain) / (count - 1);
}

// How far blocks are apart; the heights tell it also where most blocks are unknown.
function blockPixels(chain) {
  const blocks = model.blocks.get(chain);
  const heights = blocks.length > 1 ? Math.abs(blocks.at(-1).height - blocks[0].height) : 0;
  return heights > 0 ? (blocks.at(-1).at - blocks[0].at) / heights / (view.to - view.from) * view.width : 40;
}

// How wide the messages of one block may spread around its time.
function spread(chain, of) {
  return Math.min(blockPixels(chain) * 0.7, of * 7);
}

// Where an arrow begins and ends; one that is not delivered ends on the way, the further the further it came.
function arrow(message) {
  const up = trackY(message.origin) > trackY(message.destination) ? -1 : 1;
  const y0 = trackY(message.origin) + up * TRACK / 2;
  const y1 = trackY(message.destination) - up * TRACK / 2;
  const start = message.dispatch?.at ?? message.accepted;
  const x0 = xOf(start) + (message.dispatch?.slot ?? 0) * spread(message.origin, message.dispatch?.of ?? 1);
  if (message.delivery?.at !== undefined) {
    return {x0, y0, y1, x1: xOf(message.delivery.at) + message.delivery.slot * spread(message.destination, message.delivery.of), whole: true};
  }
  const way = message.proven !== undefined ? 0.62 : message.dispatch ? 0.4 : 0.2;
  return {x0, y0, y1: y0 + (y1 - y0) * way, x1: xOf(Math.max(message.ended ?? message.moved, start)), whole: false};
}

function inView() {
  const found = [];
  const edge = (view.to - view.from) * 0.02;
  for (const message of model.shown) {
    const from = Math.min(message.accepted, message.dispatch?.at ?? Infinity, message.delivery?.at ?? Infinity);
    const to = Math.max(message.ended ?? message.moved, message.delivery?.at ?? 0);
    if (to >= view.from - edge && from <= view.to + edge) {
      found.push(message);
    }
  }
  return found;
}

function drawPicture() {
  const began = performance.now();
  const pen = picture.getContext('2d');
  pen.clearRect(0, 0, view.width, height);
  drawAxis(pen);
  drawMarks(pen);
  drawTracks(pen);
  const messages = inView();
  const drawn = drawArrows(pen, messages);
  picture.setAttribute('aria-label', `${model.shown.length} messages between ${model.chains.length} chains, ${messages.length} in view. The list of messages has the same content.`);
  picture.dataset.shown = model.shown.length;
  picture.dataset.visible = messages.length;
  picture.dataset.drawn = drawn;
  picture.dataset.frameMs = (performance.now() - began).toFixed(2);
  picture.dataset.frames = Number(picture.dataset.frames ?? 0) + 1;
}

function drawAxis(pen) {
  const {step, found} = ticks(92);
  pen.font = '11px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  for (const at of found) {
    const x = Math.round(xOf(at)) + 0.5;
    pen.strokeStyle = colours.grid;
    pen.beginPath();
    pen.moveTo(x, AXIS);
    pen.lineTo(x, height);
    pen.stroke();
    pen.fillStyle = colours.quiet;
    pen.textAlign = 'center';
    pen.fillText(clock(at, step), x, AXIS / 2);
  }
  pen.strokeStyle = colours.line;
  pen.beginPath();
  pen.moveTo(0, AXIS + 0.5);
  pen.lineTo(view.width, AXIS + 0.5);
  pen.stroke();
}

const MARK = new Path2D('M-1 -7L-5 1H-1L-2 7 5 -2H1L3 -7z');
function drawMarks(pen) {
  let last = -Infinity;
  for (const mark of model.run.marks) {
    const x = xOf(mark.at);
    const violation = mark.kind === 'VIOLATION';
    if (x < -8 || x > view.width + 8 || (!violation && x - last < 5)) continue;
    last = x;
    pen.save();
    pen.translate(x, AXIS + 12);
    pen.fillStyle = violation ? colours.FAILED : colours.PARKED;
    pen.fill(MARK);
    if (violation) {
      pen.globalAlpha = 0.5;
      pen.fillRect(-0.5, 8, 1, height);
    }
    pen.restore();
  }
}

function drawTracks(pen) {
  for (const chain of model.chains) {
    const y = trackY(chain);
    pen.fillStyle = colours.track;
    pen.fillRect(0, y - TRACK / 2, view.width, TRACK);
    drawBlocks(pen, chain, y);
    drawTrackName(pen, chain, y);
  }
}

function drawBlocks(pen, chain, y) {
  const blocks = model.blocks.get(chain);
  const width = Math.max(1.5, Math.min(blockPixels(chain) * 0.72, 46));
  let free = -Infinity;
  let lastFull = false;
  for (let i = firstAt(blocks, view.from - (view.to - view.from) * 0.05); i < blocks.length; i++) {
    const block = blocks[i];
    const x = xOf(block.at);
    if (x > view.width + 40) break;
    const full = block.messages > 0;
    if (x - width / 2 < free && !(full && !lastFull)) continue;
    pen.fillStyle = full ? colours.blockFull : colours.block;
    const tall = full ? TRACK - 12 : TRACK - 20;
    pen.fillRect(x - width / 2, y - tall / 2, width, tall);
    if (width >= 30) {
      pen.fillStyle = full ? colours.ground : colours.text;
      pen.font = '10px ui-monospace, monospace';
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillText(String(block.height), x, y + 0.5);
    }
    free = x - width / 2 + Math.max(width, 2);
    lastFull = full;
  }
}

function firstAt(blocks, at) {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].at < at) low = middle + 1; else high = middle;
  }
  return low;
}

function drawTrackName(pen, chain, y) {
  pen.font = '600 11px system-ui, sans-serif';
  const width = pen.measureText(chain).width + 16;
  pen.fillStyle = colours.panel;
  pen.strokeStyle = colours.line;
  pen.beginPath();
  pen.roundRect(8.5, y - 10.5, width, 21, 6);
  pen.fill();
  pen.stroke();
  pen.fillStyle = colours.text;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(chain, 16.5, y + 0.5);
}

function trace(pen, {x0, y0, x1, y1}, curved) {
  pen.moveTo(x0, y0);
  if (curved) {
    const bend = (y1 - y0) * 0.5;
    pen.bezierCurveTo(x0, y0 + bend, x1, y1 - bend, x1, y1);
  } else {
    pen.lineTo(x1, y1);
  }
}

function drawArrows(pen, messages) {
  const curved = messages.length <= CURVES_UP_TO;
  // Where there is a crowd, neighbours count as the same.
  const grain = messages.length > CROWD ? 2 : 1;
  const seen = new Set();
  const groups = new Map(STANDING_NAMES.map((name) => [name, []]));
  for (const message of messages) {
    const line = arrow(message);
    const tracks = model.chains.indexOf(message.origin) * model.chains.length + model.chains.indexOf(message.destination);
    const key = ((Math.round(line.x0 / grain) * 20011 + Math.round(line.x1 / grain)) * 64 + tracks) * 16 + STANDING_NAMES.indexOf(message.standing);
    if (!seen.has(key)) {
      seen.add(key);
      groups.get(message.standing).push(line);
    }
  }
  const opacity = seen.size > 2500 ? 0.3 : seen.size > 600 ? 0.5 : 0.8;
  // What went well lies below what did not.
  for (const standing of [...STANDING_NAMES].sort((a, b) => (a === 'EXECUTED' ? 0 : 1) - (b === 'EXECUTED' ? 0 : 1))) {
    const lines = groups.get(standing);
    const plain = standing === 'EXECUTED' || STANDINGS[standing].solid === false;
    pen.globalAlpha = plain ? opacity : Math.max(opacity, lines.length > 200 ? 0.45 : 0.8);
    pen.strokeStyle = colours[standing];
    pen.lineWidth = plain && !curved ? 1 : 1.5;
    pen.setLineDash(standing === 'EXECUTED' || standing === 'DELIVERED' || !curved ? [] : [5, 3]);
    // Long paths of crossing lines are slow to draw, short ones are not.
    for (let i = 0; i < lines.length; i += 40) {
      pen.beginPath();
      lines.slice(i, i + 40).forEach((line) => trace(pen, line, curved));
      pen.stroke();
    }
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  for (const [standing, lines] of groups) {
    if (curved || (standing !== 'EXECUTED' && lines.length < 800)) {
      const size = lines.length > 400 ? 7 : 11;
      lines.forEach((line) => pen.drawImage(sprites[standing], line.x1 - size / 2, line.y1 - size / 2, size, size));
    }
  }
  return seen.size;
}

function drawGlass() {
  const pen = glass.getContext('2d');
  pen.clearRect(0, 0, view.width, height);
  const chosen = new Set([hover.message, model.selected].filter((message) => message && model.shownIds.has(message)));
  for (const message of chosen) {
    const line = arrow(message);
    const curved = Number(picture.dataset.visible) <= CURVES_UP_TO;
    pen.lineCap = 'round';
    for (const [width, colour] of [[7, colours.ground], [3.2, colours[message.standing]]]) {
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.beginPath();
      trace(pen, line, curved);
      pen.stroke();
    }
    for (const gone of message.reorgs) {
      const x = xOf(gone.at);
      const y = trackY(gone.chain);
      pen.strokeStyle = colours.UNDELIVERED;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.moveTo(x - 5, y - 5);
      pen.lineTo(x + 5, y + 5);
      pen.moveTo(x + 5, y - 5);
      pen.lineTo(x - 5, y + 5);
      pen.stroke();
    }
    pen.fillStyle = colours[message.standing];
    pen.beginPath();
    pen.arc(line.x0, line.y0, 4, 0, 7);
    pen.fill();
    pen.drawImage(sprites[message.standing], line.x1 - 9, line.y1 - 9, 18, 18);
  }
}

// The message whose arrow passes nearest, if one is near.
function messageAt(x, y) {
  let best = null;
  let least = 7 * 7;
  const messages = inView();
  const curved = messages.length <= CURVES_UP_TO;
  for (const message of messages) {
    const line = arrow(message);
    if (x < Math.min(line.x0, line.x1) - 8 || x > Math.max(line.x0, line.x1) + 8
      || y < Math.min(line.y0, line.y1) - 8 || y > Math.max(line.y0, line.y1) + 8) continue;
    const distance = distanceTo(line, x, y, curved);
    if (distance < least) {
      least = distance;
      best = message;
    }
  }
  return best;
}

function distanceTo({x0, y0, x1, y1}, x, y, curved) {
  let least = Infinity;
  let px = x0;
  let py = y0;
  const parts = curved ? 16 : 1;
  for (let i = 1; i <= parts; i++) {
    const t = i / parts;
    const ease = curved ? 3 * t * t - 2 * t * t * t : t;
    // The curve's control points lie straight above and below its ends, halfway.
    const rise = curved ? 1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t : t;
    const qx = x0 + (x1 - x0) * ease;
    const qy = y0 + (y1 - y0) * rise;
    const dx = qx - px;
    const dy = qy - py;
    const along = Math.min(1, Math.max(0, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    const ex = px + dx * along - x;
    const ey = py + dy * along - y;
    least = Math.min(least, ex * ex + ey * ey);
    px = qx;
    py = qy;
  }
  return least;
}

function markAt(x, y) {
  if (markRow() === 0 || y < AXIS || y > AXIS + 24) return null;
  let best = null;
  for (const mark of model.run.marks) {
    const distance = Math.abs(xOf(mark.at) - x);
    if (distance < 7 && (best === null || distance < Math.abs(xOf(best.at) - x))) best = mark;
  }
  return best;
}
