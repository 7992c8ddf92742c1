// What the page knows: the messages, and which of them are shown. Everything else asks here and is told of changes.
const model = {
  run: {live: false, blocks: {}, marks: []},
  messages: [],
  byId: new Map(),
  fitting: [],
  shown: [],
  shownIds: new Set(),
  chains: [],
  blocks: new Map(),
  from: 0,
  to: 1,
  filter: {text: '', standings: new Set(), chain: '', lane: '', transport: ''},
  selected: null,
  listeners: [],
};

const MOST_MESSAGES = 50_000;

function tell(what) {
  model.listeners.forEach((listener) => listener(what));
}

async function segment(name) {
  const text = document.querySelector(`script[data-segment="${name}"]`).textContent;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).json();
}

const details = new Map();
async function detailOf(message) {
  if (model.run.live) {
    return ask(`message?id=${message.id}`);
  }
  const chunk = Math.floor(message.number / model.run.chunk);
  if (!details.has(chunk)) {
    details.set(chunk, segment(`detail${chunk}`));
  }
  return (await details.get(chunk))[message.number % model.run.chunk];
}

// Takes messages in, new ones and ones that moved.
function merge(rows) {
  for (const row of rows) {
    const known = model.byId.get(row.id);
    row.number = model.byId.size;
    row.origin = chainOf(row.sender);
    row.destination = chainOf(row.recipient);
    row.lane = `${row.sender} ${row.recipient}`;
    row.haystack = [row.id, row.function, row.key ?? '', row.sender, row.recipient, row.transport, row.reason,
      STANDINGS[row.standing].word, ...row.transactions, ...row.ids].join('\n').toLowerCase();
    model.byId.set(row.id, row);
    if (model.selected === known && known) {
      model.selected = row;
    }
  }
  model.messages = [...model.byId.values()].sort((a, b) => a.accepted - b.accepted || (a.id < b.id ? -1 : 1));
  // A page that stays open for weeks forgets the oldest.
  for (const old of model.messages.splice(0, Math.max(0, model.messages.length - MOST_MESSAGES))) {
    model.byId.delete(old.id);
    if (model.selected === old) model.selected = null;
  }
  survey();
  applyFilter();
  tell('messages');
}

// Chains, blocks and the whole span of time.
function survey() {
  const chains = new Set();
  const times = new Map();
  const groups = new Map();
  const note = (chain, height, at) => {
    if (!times.has(chain)) times.set(chain, new Map());
    const known = times.get(chain).get(height);
    if (known === undefined || at < known) times.get(chain).set(height, at);
  };
  for (const [chain, blocks] of Object.entries(model.run.blocks)) {
    blocks.forEach(([height, at]) => note(chain, height, at));
  }
  let from = Infinity;
  let to = -Infinity;
  for (const message of model.messages) {
    chains.add(message.origin);
    from = Math.min(from, message.accepted);
    to = Math.max(to, message.moved);
    for (const [chain, end] of [[message.origin, message.dispatch], [message.destination, message.delivery]]) {
      if (end && end.at !== undefined) {
        note(chain, end.height, end.at);
        from = Math.min(from, end.at);
        to = Math.max(to, end.at);
        const key = `${chain} ${end.height}`;
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(end);
      }
    }
  }
  model.messages.forEach((message) => chains.add(message.destination));
  // Messages of one block stand side by side in it.
  for (const ends of groups.values()) {
    ends.forEach((end, index) => { end.slot = (index + 0.5) / ends.length - 0.5; end.of = ends.length; });
  }
  model.chains = [...chains];
  model.blocks = new Map(model.chains.map((chain) => [chain,
    [...(times.get(chain) ?? new Map())].map(([height, at]) => ({height, at, messages: (groups.get(`${chain} ${height}`) ?? []).length}))
      .sort((a, b) => a.at - b.at)]));
  model.from = Number.isFinite(from) ? from : 0;
  model.to = Math.max(Number.isFinite(to) ? to : 0, model.from + 1000);
}

function applyFilter() {
  const {text, standings, chain, lane, transport} = model.filter;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  model.fitting = model.messages.filter((message) =>
    (!chain || message.origin === chain || message.destination === chain)
    && (!lane || message.lane === lane)
    && (!transport || message.transport === transport)
    && words.every((word) => message.haystack.includes(word)));
  model.shown = standings.size === 0 ? model.fitting : model.fitting.filter((message) => standings.has(message.standing));
  model.shown.forEach((message, index) => { message.index = index; });
  model.shownIds = new Set(model.shown);
}

function refilter() {
  applyFilter();
  tell('filter');
}

function select(message, how = {}) {
  model.selected = message;
  const hash = message ? `#${message.id}` : ' ';
  history.replaceState(null, '', message ? hash : location.pathname + location.search);
  tell(how.open ? 'open' : 'selection');
}
