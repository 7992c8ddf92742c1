// The panel of one message: why it is where it is, its timeline, envelope, evidence, costs and bytes.
const panel = byId('detail');
let opened = null;
let wanted = 0;

async function openDetail(message) {
  const mine = ++wanted;
  try {
    const detail = await detailOf(message);
    if (mine === wanted) {
      const kept = opened === message.id ? panel.scrollTop : 0;
      opened = message.id;
      panel.hidden = false;
      panel.replaceChildren(...contents(message, detail));
      panel.scrollTop = kept;
      panel.dataset.message = message.id;
    }
  } catch (failure) {
    notice(`The message cannot be shown: ${failure.message}`);
  }
}

function closeDetail() {
  wanted++;
  opened = null;
  const hadFocus = panel.contains(document.activeElement);
  panel.hidden = true;
  panel.replaceChildren();
  delete panel.dataset.message;
  if (hadFocus) list.focus();
}

function contents(message, {receipt, timeline, explanation}) {
  const envelope = receipt.envelope;
  return [
    head(message),
    section('Why', ...why(explanation)),
    section('Timeline', steps(message, timeline)),
    section('Envelope', fields([
      ['sender', envelope.sender], ['recipient', envelope.recipient],
      ['call', envelope.function || 'payload'], ['lane', `place ${receipt.laneSequence}, ${envelope.ordering.toLowerCase()}`],
      ['key', message.key], ['transport', receipt.transport], ['finality', envelope.finality.toLowerCase()],
      ['expires', receipt.notAfter ? fullTime(instant(receipt.notAfter)) : 'never'],
      ['gas limit', envelope.gasLimit], ['salt', envelope.salt],
      ...envelope.attributes.map((attribute) => [`attribute ${attribute.key}`, attribute.value]),
    ])),
    section('On the chains', fields([
      ...inclusion('dispatch', receipt.dispatch), ...inclusion('execution', receipt.delivery),
      ...receipt.protocolIds.map((id) => [`${id.role} id`, id.value]),
      ['once per', receipt.replayScope.toLowerCase().replace('_', ' ')],
      ...receipt.costs.map((fee) => ['paid', `${amount(fee)} for ${fee.purpose} on ${fee.chain}`]),
    ])),
    section('Evidence', receipt.evidence ? evidence(receipt.evidence) : el('p', {textContent: 'None: the message is not proven to us.'})),
    section('Raw bytes', rawTabs([['envelope', envelope.bytes], ['body', envelope.content], ...rawEvidence(receipt.evidence, 'evidence')])),
  ];
}

// Jackson writes an instant as text; a number would be seconds.
const instant = (value) => typeof value === 'number' ? value * 1000 : Date.parse(value);

function head(message) {
  const standing = STANDINGS[message.standing];
  const word = el('span', {className: 'standing', textContent: ''}, glyph(message.standing), standing.word);
  word.style.color = `var(--${message.standing})`;
  return el('header', {},
    el('div', {className: 'top'}, word, el('span', {className: 'grow'}),
      el('button', {type: 'button', textContent: 'Zoom to it', title: 'f', onclick: () => lookAtMessage(message)}),
      el('button', {type: 'button', textContent: '×', 'aria-label': 'Close', title: 'Esc', onclick: closeDetail})),
    el('h2', {textContent: message.function || 'payload'}),
    el('p', {className: 'mono'}, el('span', {textContent: brief(message.id)}), copyButton(message.id, 'the message id')));
}

function section(title, ...children) {
  return el('section', {'aria-label': title}, el('h3', {textContent: title}), ...children);
}

function why(said) {
  const person = said.actor !== 'SDK' && said.actor !== 'NETWORK';
  return [
    el('p', {className: 'said', textContent: said.where}),
    ...said.why.map((each) => el('p', {className: 'said', textContent: each})),
    el('p', {className: person ? 'said acts' : 'said', textContent: `${said.actor.toLowerCase().replace('_', ' ')}: ${said.next}`}),
    ...said.choices.map((choice) => el('p', {className: 'said', textContent: `You can ${choice}`})),
  ];
}

function steps(message, timeline) {
  const chain = {ORIGIN: message.origin, DESTINATION: message.destination, BETWEEN: ''};
  return el('ol', {className: 'steps'}, ...timeline.map((line) => el('li', {className: line.mood},
    el('time', {textContent: elapsed(line.at - message.accepted), title: fullTime(line.at)}),
    el('span', {className: 'dot', 'aria-hidden': 'true'}),
    el('span', {className: 'words'}, line.text, ' ', el('small', {textContent: chain[line.side]})))));
}

const LONG = /^(0x)?[0-9a-zA-Z:_-]{24,}$/;
function fields(pairs) {
  return el('dl', {}, ...pairs.filter(([, value]) => value !== undefined && value !== null && value !== '').flatMap(([name, value]) => {
    const text = String(value);
    const long = LONG.test(text);
    return [el('dt', {textContent: name}),
      el('dd', {className: long ? 'mono' : ''}, el('span', {textContent: text}), long ? copyButton(text, name) : null)];
  }));
}

function inclusion(name, place) {
  return place
    ? [[name, `block ${place.block.height} of ${place.block.chain}`], ['transaction', place.transaction.hash], ['block', place.block.hash]]
    : [[name, 'in no block']];
}

function amount(fee) {
  if (fee.asset !== 'native') return `${fee.amount} of ${fee.asset}`;
  const digits = String(fee.amount).padStart(19, '0');
  const fraction = digits.slice(-18).replace(/0+$/, '');
  return `${digits.slice(0, -18)}${fraction ? `.${fraction}` : ''} coins`;
}

function evidence(found) {
  const kinds = {
    vouched: () => [['by', found.by]],
    quorum: () => [['quorum', `${found.signers.length} signed of ${found.validators.length}, ${found.threshold} needed`],
      ...found.signers.map((signer, index) => [`signer ${index + 1}`, signer])],
    proof: () => [['system', found.system], ['proven', found.statement]],
    composite: () => [['legs', `${found.legs.length}, all of them hold`]],
  };
  return el('div', {},
    fields([['kind', found.type], ['protocol', found.protocol], ...(kinds[found.type]?.() ?? []), ['checked', found.checked], ['trusted', found.trusted]]),
    ...(found.legs ?? []).map((leg) => el('div', {className: 'leg'}, evidence(leg))));
}

function rawEvidence(found, name) {
  return found ? [[name, found.raw], ...(found.legs ?? []).flatMap((leg, index) => rawEvidence(leg, `${name} ${index + 1}`))] : [];
}
