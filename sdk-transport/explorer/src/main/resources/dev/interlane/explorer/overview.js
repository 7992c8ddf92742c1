// The whole span of time below the picture: how many messages were accepted when, and which part the picture shows.
const overview = byId('overview');
const COLUMN = 4;

const bars = el('canvas');

// Counts anew: when messages, the size or the colours changed.
function drawOverview() {
  const box = fit(overview);
  bars.width = overview.width;
  bars.height = overview.height;
  const pen = bars.getContext('2d');
  pen.setTransform(overview.getContext('2d').getTransform());
  const [from, to] = fullSpan();
  const columns = Math.max(1, Math.floor(box.width / COLUMN));
  const counts = Array.from({length: columns}, () => ({total: 0}));
  for (const message of model.shown) {
    const column = counts[Math.min(columns - 1, Math.max(0, Math.floor((message.accepted - from) / (to - from) * columns)))];
    column[message.standing] = (column[message.standing] ?? 0) + 1;
    column.total++;
  }
  const most = counts.reduce((high, column) => Math.max(high, column.total), 1);
  const room = box.height - 12;
  counts.forEach((column, index) => {
    let y = box.height - 4;
    for (const standing of STANDING_NAMES) {
      if (column[standing]) {
        const tall = column[standing] / most * room;
        pen.fillStyle = colours[standing];
        pen.fillRect(index * COLUMN, y - tall, COLUMN - 1, tall);
        y -= tall;
      }
    }
  });
  drawWindow();
}

function drawWindow() {
  const pen = overview.getContext('2d');
  const wide = overview.clientWidth;
  const tall = overview.clientHeight;
  const [from, to] = fullSpan();
  const left = (view.from - from) / (to - from) * wide;
  const right = (view.to - from) / (to - from) * wide;
  pen.clearRect(0, 0, wide, tall);
  pen.drawImage(bars, 0, 0, wide, tall);
  pen.fillStyle = colours.ground;
  pen.globalAlpha = 0.72;
  pen.fillRect(0, 0, left, tall);
  pen.fillRect(right, 0, wide - right, tall);
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  pen.strokeRect(left + 0.75, 0.75, Math.max(3, right - left - 1.5), tall - 1.5);
}

function overviewTime(event) {
  const box = overview.getBoundingClientRect();
  const [from, to] = fullSpan();
  return from + (event.clientX - box.left) / box.width * (to - from);
}

// Inside of the window it is moved, outside a new one is drawn.
overview.addEventListener('pointerdown', (event) => {
  const began = overviewTime(event);
  const span = view.to - view.from;
  const [first, last] = fullSpan();
  const moves = began >= view.from && began <= view.to && span < (last - first) * 0.999;
  const start = view.from;
  overview.setPointerCapture(event.pointerId);
  const move = (moved) => {
    const at = overviewTime(moved);
    if (moves) {
      look(start + at - began, start + at - began + span);
    } else if (Math.abs(at - began) > (last - first) * 0.004) {
      look(Math.min(at, began), Math.max(at, began));
    }
  };
  const up = (ended) => {
    overview.removeEventListener('pointermove', move);
    if (!moves && Math.abs(overviewTime(ended) - began) <= (last - first) * 0.004) {
      look(began - span / 2, began + span / 2);
    }
  };
  overview.addEventListener('pointermove', move);
  overview.addEventListener('pointerup', up, {once: true});
});
