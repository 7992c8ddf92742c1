// Search, status chips and the three choices. The counts on the chips are those of everything else that is chosen.
const search = byId('search');

function buildChips() {
  byId('standings').replaceChildren(...STANDING_NAMES.map((name) => {
    const count = el('b', {textContent: '0'});
    const chip = el('button', {
      type: 'button', 'aria-pressed': 'false', title: STANDINGS[name].says,
      onclick: () => {
        const chosen = model.filter.standings;
        if (!chosen.delete(name)) chosen.add(name);
        refilter();
      },
    }, glyph(name), STANDINGS[name].word, count);
    chip.dataset.standing = name;
    return chip;
  }));
}

function drawChips() {
  const counts = {};
  model.fitting.forEach((message) => { counts[message.standing] = (counts[message.standing] ?? 0) + 1; });
  for (const chip of byId('standings').children) {
    const name = chip.dataset.standing;
    chip.querySelector('b').textContent = (counts[name] ?? 0).toLocaleString('en');
    chip.setAttribute('aria-pressed', String(model.filter.standings.has(name)));
    chip.hidden = !counts[name] && !model.filter.standings.has(name);
  }
}

function choices(id, all, values, text) {
  const known = byId(id);
  const wanted = [['', all], ...values.map((value) => [value, text(value)])];
  if (known.options.length !== wanted.length) {
    known.replaceChildren(...wanted.map(([value, label]) => el('option', {value, textContent: label})));
  }
  known.value = model.filter[id];
}

function drawChoices() {
  const sorted = (values) => [...new Set(values)].sort();
  choices('chain', 'every chain', sorted(model.chains), (chain) => chain);
  choices('lane', 'every lane', sorted(model.messages.map((message) => message.lane)), (lane) => {
    const [sender, recipient] = lane.split(' ');
    return `${briefAccount(sender)} → ${briefAccount(recipient)}`;
  });
  choices('transport', 'every transport', sorted(model.messages.map((message) => message.transport)), (name) => name);
}

for (const id of ['chain', 'lane', 'transport']) {
  byId(id).addEventListener('change', (event) => { model.filter[id] = event.target.value; refilter(); });
}
search.addEventListener('input', () => { model.filter.text = search.value; refilter(); });

function clearFilters() {
  search.value = '';
  Object.assign(model.filter, {text: '', standings: new Set(), chain: '', lane: '', transport: ''});
  refilter();
}
byId('clear').addEventListener('click', clearFilters);
