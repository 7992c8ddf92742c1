// Elements are made here and nowhere else. Text goes in as text: the page has no way to turn a string into markup.
const byId = (id) => document.getElementById(id);

function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element && name !== 'list') {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

function glyph(standing) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'glyph');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', STANDINGS[standing].path);
  path.style.fill = STANDINGS[standing].solid ? `var(--${standing})` : 'none';
  path.style.stroke = `var(--${standing})`;
  path.style.strokeWidth = STANDINGS[standing].solid ? '0' : '2.2';
  svg.append(path);
  return svg;
}

function copyButton(text, what) {
  const button = el('button', {type: 'button', className: 'copy', textContent: 'copy', 'aria-label': `Copy ${what}`});
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'copied';
    } catch (refused) {
      // Pages from files may not reach the clipboard: the text is selected instead.
      const area = el('textarea', {value: text, readOnly: true});
      document.body.append(area);
      area.select();
      button.textContent = document.execCommand('copy') ? 'copied' : 'refused';
      area.remove();
      button.focus();
    }
    button.classList.add('done');
    setTimeout(() => { button.textContent = 'copy'; button.classList.remove('done'); }, 1500);
  });
  return button;
}

let noticeTimer = 0;
function notice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { byId('notice').hidden = true; }, 8000);
}

const brief = (hex) => hex.length <= 16 ? hex : `${hex.slice(0, 8)}…${hex.slice(-4)}`;
const briefAccount = (account) => {
  const colon = account.lastIndexOf(':');
  return brief(account.slice(colon + 1));
};
const chainOf = (account) => account.slice(0, account.lastIndexOf(':'));
const functionName = (message) => message.function ? message.function.split('(')[0] : 'payload';
