// The messages as a list beside the picture; only the rows in sight exist.
const ROW = 54;
const list = byId('list');
const space = byId('space');

function drawList() {
  const atEnd = model.run.live && list.scrollTop > 0 && list.scrollTop + list.clientHeight >= space.offsetHeight - 4;
  const all = model.messages.length;
  const shown = model.shown.length;
  byId('count').textContent = shown === all
    ? `${all.toLocaleString('en')} message${all === 1 ? '' : 's'}`
    : `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} messages`;
  space.style.height = `${shown * ROW}px`;
  if (shown === 0) {
    space.replaceChildren(el('p', {className: 'empty', textContent: all === 0 ? 'No message yet.' : 'No message fits. Esc clears the search.'}));
    list.removeAttribute('aria-activedescendant');
    return;
  }
  if (atEnd) list.scrollTop = shown * ROW;
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 4);
  const last = Math.min(shown, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 4);
  space.replaceChildren(...model.shown.slice(first, last).map(row));
  const chosen = model.selected && model.shownIds.has(model.selected);
  if (chosen) {
    list.setAttribute('aria-activedescendant', `row-${model.selected.id}`);
  } else {
    list.removeAttribute('aria-activedescendant');
  }
}

function row(message) {
  const standing = STANDINGS[message.standing];
  const element = el('div', {
    className: 'row', id: `row-${message.id}`, role: 'option', 'aria-selected': String(message === model.selected),
    'aria-setsize': model.shown.length, 'aria-posinset': message.index + 1,
    'aria-label': `${standing.word}, ${functionName(message)}, ${message.id}`,
    onclick: () => select(message, {open: true}),
  },
  glyph(message.standing),
  el('span', {className: 'name', textContent: functionName(message), title: message.function || 'payload'}),
  el('span', {className: 'id', textContent: brief(message.id)}),
  el('span', {className: 'under', textContent: `${standing.word} · ${message.transport} · ${clock(message.accepted, 1000)}${message.key ? ` · ${message.key}` : ''}`}));
  element.style.top = `${message.index * ROW}px`;
  return element;
}

function showRow(message) {
  const top = message.index * ROW;
  if (top < list.scrollTop) {
    list.scrollTop = top;
  } else if (top + ROW > list.scrollTop + list.clientHeight) {
    list.scrollTop = top + ROW - list.clientHeight;
  }
}

let listFrame = 0;
list.addEventListener('scroll', () => {
  cancelAnimationFrame(listFrame);
  listFrame = requestAnimationFrame(drawList);
});
