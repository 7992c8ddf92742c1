// Everything the pointer does, by keys.
const KEYS = [
  ['j ↓', 'next message'], ['k ↑', 'previous message'], ['Home End', 'first, last message'], ['PgUp PgDn', 'ten messages'],
  ['Enter', 'open the message'], ['Esc', 'close, then clear the search'],
  ['/', 'search'], ['n', 'next message that went wrong'], ['← →', 'move in time'], ['+ -', 'zoom'],
  ['f', 'zoom to the message'], ['0', 'show everything'], ['t', 'dark or light'], ['?', 'this help'],
];
const WRONG = new Set(['PARKED', 'FAILED', 'EXPIRED', 'UNDELIVERED', 'ORPHANED', 'CANCELLED']);

function step(by) {
  if (model.shown.length === 0) return;
  const at = model.selected && model.shownIds.has(model.selected) ? model.selected.index : by > 0 ? -1 : model.shown.length;
  choose(model.shown[Math.min(model.shown.length - 1, Math.max(0, at + by))]);
}

function choose(message) {
  select(message);
  showRow(message);
  bringIntoView(message);
  drawList();
  if (!panel.hidden) openDetail(message);
}

function nextWrong() {
  const start = model.selected && model.shownIds.has(model.selected) ? model.selected.index + 1 : 0;
  for (let i = 0; i < model.shown.length; i++) {
    const message = model.shown[(start + i) % model.shown.length];
    if (WRONG.has(message.standing)) return choose(message);
  }
  notice('No message that is shown went wrong.');
}

const ACTIONS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  PageDown: () => step(10), PageUp: () => step(-10),
  Home: () => model.shown.length && choose(model.shown[0]), End: () => model.shown.length && choose(model.shown.at(-1)),
  Enter: () => model.selected && select(model.selected, {open: true}),
  ArrowLeft: () => pan(-view.width / 6), ArrowRight: () => pan(view.width / 6),
  '+': () => zoom(0.6), '=': () => zoom(0.6), '-': () => zoom(1 / 0.6), 0: lookAtAll,
  f: () => model.selected && lookAtMessage(model.selected),
  n: nextWrong, t: switchTheme, '?': openHelp, '/': () => { search.focus(); search.select(); },
};

function escape() {
  if (!panel.hidden) {
    closeDetail();
  } else if (model.filter.text || model.filter.standings.size) {
    clearFilters();
  } else if (model.selected) {
    select(null);
  }
}

document.addEventListener('keydown', (event) => {
  if (byId('help').open || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === search || event.target.tagName === 'SELECT' || event.target.tagName === 'TEXTAREA';
  if (event.key === 'Escape') {
    event.preventDefault();
    if (event.target === search && search.value === '') list.focus(); else escape();
    return;
  }
  if (event.target === search && (event.key === 'Enter' || event.key === 'ArrowDown')) {
    event.preventDefault();
    list.focus();
    step(1);
    if (event.key === 'Enter' && model.selected) select(model.selected, {open: true});
    return;
  }
  if (typing) return;
  const pressable = event.target.tagName === 'BUTTON';
  const scrolls = panel.contains(event.target) && ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(event.key);
  const action = ACTIONS[event.key];
  if (action && !scrolls && !(pressable && event.key === 'Enter')) {
    event.preventDefault();
    action();
  }
});

function openHelp() {
  const help = byId('help');
  help.replaceChildren(
    el('h2', {textContent: 'Keys'}),
    el('div', {className: 'keys'}, ...KEYS.flatMap(([keys, what]) => [
      el('span', {}, ...keys.split(' ').flatMap((key) => [el('kbd', {textContent: key}), ' '])), el('span', {textContent: what})])),
    el('h2', {textContent: 'Where a message stands'}),
    el('div', {className: 'legend'}, ...STANDING_NAMES.flatMap((name) => [
      glyph(name), el('b', {textContent: STANDINGS[name].word}), el('span', {textContent: STANDINGS[name].says})])));
  help.showModal();
}
byId('help').addEventListener('click', (event) => { if (event.target === byId('help')) byId('help').close(); });
byId('helpButton').addEventListener('click', openHelp);

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  readColours();
  invalidate();
  drawOverview();
}
byId('theme').addEventListener('click', switchTheme);
