// Asks the server what moved, once a second while somebody looks.
const PAUSE_MS = 1000;
const base = location.pathname.endsWith('/') ? location.pathname : `${location.pathname}/`;
let place = '';
let failures = 0;

async function ask(what) {
  const answer = await fetch(base + what, {cache: 'no-store', credentials: 'same-origin'});
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error ?? `status ${answer.status}`);
  return body;
}

async function catchUp() {
  const rows = [];
  let more = true;
  while (more) {
    const changes = await ask(`changes?after=${place}`);
    if (changes.reset && model.byId.size > 0) {
      // The server is another one than before.
      model.byId.clear();
      model.selected = null;
      closeDetail();
    }
    if (changes.full) notice(`Only ${model.byId.size + rows.length + changes.messages.length} messages are shown, as many as a page holds. Narrow them by when they were accepted.`);
    place = changes.place;
    more = changes.more;
    rows.push(...changes.messages);
    if (rows.length > 2000) merge(rows.splice(0));
  }
  return rows;
}

async function follow() {
  try {
    if (!document.hidden) {
      const {following: follows, whole} = view;
      const began = model.byId.size === 0;
      const rows = await catchUp();
      if (rows.length > 0) {
        merge(rows);
        if (began) lookAtNewest();
        else if (follows) lookAtEnd(whole);
        if (opened && rows.some((row) => row.id === opened)) openDetail(model.byId.get(opened));
        if (began) openFromAddress();
      }
      failures = 0;
      liveState('live', `live · ${clock(Date.now(), 1000)}`);
    }
  } catch (failure) {
    failures++;
    liveState('lost', `no answer: ${failure.message}`);
  }
  setTimeout(follow, PAUSE_MS * Math.min(10, 1 + failures));
}

// Keeps the end of time in sight, and the scale, unless everything was in sight.
function lookAtEnd(whole) {
  const [first, last] = fullSpan();
  const span = view.to - view.from;
  if (whole) {
    look(first, last);
  } else {
    look(last - span, last);
  }
}

function liveState(state, text) {
  byId('live').dataset.state = state;
  byId('liveText').textContent = text;
}
