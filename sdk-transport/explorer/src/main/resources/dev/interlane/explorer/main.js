// Brings the parts together.
model.listeners.push((what) => {
  if (what === 'messages' || what === 'filter') {
    drawChips();
    drawChoices();
    drawList();
    drawOverview();
    invalidate();
  }
  if (what === 'view') {
    drawWindow();
    invalidate();
  }
  if (what === 'selection' || what === 'open') {
    drawList();
    invalidateGlass();
  }
  if (what === 'open') {
    openDetail(model.selected);
  }
});

function pointerIn(event) {
  const box = picture.getBoundingClientRect();
  return {x: event.clientX - box.left, y: event.clientY - box.top};
}

let dragged = false;
picture.addEventListener('pointerdown', (event) => {
  if (event.button !== 0) return;
  let last = event.clientX;
  dragged = false;
  picture.setPointerCapture(event.pointerId);
  const move = (moved) => {
    if (dragged || Math.abs(moved.clientX - event.clientX) > 3) {
      dragged = true;
      picture.classList.add('dragging');
      pan(last - moved.clientX);
      last = moved.clientX;
    }
  };
  picture.addEventListener('pointermove', move);
  picture.addEventListener('pointerup', () => {
    picture.removeEventListener('pointermove', move);
    picture.classList.remove('dragging');
  }, {once: true});
});
picture.addEventListener('click', (event) => {
  if (dragged) return;
  const {x, y} = pointerIn(event);
  const mark = markAt(x, y);
  const message = mark?.message ? model.byId.get(mark.message) : messageAt(x, y);
  if (message) {
    if (model.shownIds.has(message)) showRow(message);
    select(message, {open: true});
  }
});
picture.addEventListener('dblclick', (event) => zoom(0.4, pointerIn(event).x));
picture.addEventListener('pointermove', (event) => {
  if (event.buttons) return;
  const {x, y} = pointerIn(event);
  const mark = markAt(x, y);
  const message = mark ? null : messageAt(x, y);
  if (message !== hover.message || mark !== hover.mark) {
    hover.message = message;
    hover.mark = mark;
    picture.classList.toggle('over', Boolean(message || mark?.message));
    invalidateGlass();
  }
  showTip(x, y);
});
picture.addEventListener('pointerleave', () => {
  hover.message = null;
  hover.mark = null;
  byId('tip').hidden = true;
  invalidateGlass();
});
picture.addEventListener('wheel', (event) => {
  event.preventDefault();
  const sideways = event.shiftKey ? event.deltaY : event.deltaX;
  if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
    pan(sideways);
  } else {
    zoom(Math.exp(Math.max(-200, Math.min(200, event.deltaY)) * 0.0022), pointerIn(event).x);
  }
}, {passive: false});

function showTip(x, y) {
  const tip = byId('tip');
  const {message, mark} = hover;
  if (!message && !mark) {
    tip.hidden = true;
    return;
  }
  if (mark) {
    tip.replaceChildren(
      el('div', {className: 'head', textContent: mark.kind === 'VIOLATION' ? 'broken invariant' : 'fault'}),
      el('p', {textContent: mark.text}), el('p', {textContent: `${fullTime(mark.at)}${mark.chain ? ` · ${mark.chain}` : ''}`}));
  } else {
    tip.replaceChildren(
      el('div', {className: 'head'}, glyph(message.standing), `${functionName(message)}, ${STANDINGS[message.standing].word}`),
      el('p', {className: 'id', textContent: brief(message.id)}),
      el('p', {textContent: `${message.transport} · ${elapsed((message.ended ?? message.moved) - message.accepted)}${message.key ? ` · ${message.key}` : ''}`}),
      message.reason ? el('p', {textContent: message.reason}) : null);
  }
  tip.hidden = false;
  const {offsetWidth: wide, offsetHeight: tall} = tip;
  tip.style.left = `${Math.max(4, Math.min(x + 14, view.width - wide - 8))}px`;
  tip.style.top = `${y + 18 + tall > height ? y - tall - 10 : y + 18}px`;
}

byId('zoomIn').addEventListener('click', () => zoom(0.6));
byId('zoomOut').addEventListener('click', () => zoom(1 / 0.6));
byId('zoomAll').addEventListener('click', lookAtAll);
readColours();
new ResizeObserver(() => {
  const whole = view.whole;
  resizePicture();
  if (whole) lookAtAll();
  drawOverview();
  drawList();
}).observe(byId('frame'));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { readColours(); invalidate(); drawOverview(); });

// A message's address is the page's with its id behind the hash.
function openFromAddress() {
  const message = model.byId.get(location.hash.slice(1));
  if (message) {
    showRow(message);
    bringIntoView(message);
    select(message, {open: true});
  }
}
addEventListener('hashchange', openFromAddress);

async function start() {
  model.run = await segment('run');
  document.title = `${model.run.title} · Interlane Explorer`;
  byId('title').textContent = model.run.title;
  byId('subtitle').textContent = model.run.subtitle || 'Interlane Explorer';
  buildChips();
  if (model.run.live) {
    byId('live').hidden = false;
    liveState('live', 'asking');
    merge([]);
    lookAtAll();
    resizePicture();
    await follow();
  } else {
    merge(await segment('messages'));
    resizePicture();
    lookAtAll();
    openFromAddress();
  }
  document.documentElement.dataset.ready = 'yes';
}
start().catch((failure) => notice(`The page cannot be shown: ${failure.message}`));
