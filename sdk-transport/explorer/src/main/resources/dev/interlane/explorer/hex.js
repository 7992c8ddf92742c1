// Raw bytes as people read them: offset, hexadecimal, characters.
const HEX_SHOWN_BYTES = 16_384;

function hexDump(text) {
  const digits = text.slice(2);
  const bytes = digits.length / 2;
  const lines = [];
  for (let at = 0; at < Math.min(bytes, HEX_SHOWN_BYTES); at += 16) {
    const part = digits.slice(at * 2, at * 2 + 32);
    const pairs = part.match(/../g);
    const left = pairs.slice(0, 8).join(' ').padEnd(23);
    const right = pairs.slice(8).join(' ').padEnd(23);
    const letters = pairs.map((pair) => {
      const code = parseInt(pair, 16);
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.';
    }).join('');
    lines.push(`${at.toString(16).padStart(5, '0')}  ${left}  ${right}  ${letters}`);
  }
  if (bytes > HEX_SHOWN_BYTES) {
    lines.push(`… ${bytes - HEX_SHOWN_BYTES} more bytes; copy has all of them`);
  }
  return lines.join('\n');
}

// Tabs of several byte strings; those that are empty are left out.
function rawTabs(parts) {
  const present = parts.filter(([, bytes]) => bytes && bytes !== '0x');
  const body = el('div', {role: 'tabpanel', 'aria-label': 'Bytes'});
  const show = (chosen) => {
    const [name, bytes] = present[chosen];
    tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
    });
    body.replaceChildren(
      el('div', {className: 'hexhead'}, el('span', {textContent: `${((bytes.length - 2) / 2).toLocaleString('en')} bytes`}), copyButton(bytes, name)),
      el('pre', {className: 'hex', tabIndex: 0, textContent: hexDump(bytes)}));
  };
  const tabs = present.map(([name], index) => el('button', {
    type: 'button', role: 'tab', textContent: name,
    onclick: () => show(index),
    onkeydown: (event) => {
      const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (by) {
        event.stopPropagation();
        const next = (index + by + present.length) % present.length;
        show(next);
        tabs[next].focus();
      }
    },
  }));
  if (present.length > 0) {
    show(0);
  }
  return present.length === 0 ? el('p', {textContent: 'There are none.'}) : el('div', {}, el('div', {className: 'tabs', role: 'tablist'}, ...tabs), body);
}
