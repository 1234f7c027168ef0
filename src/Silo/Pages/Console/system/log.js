// The log as it is written: filtered by level and words, and held still to be read.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { preciseTime } from '../kernel/format.js';
import { empty } from '../kernel/state.js';
import { badge } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { follow, head } from './parts.js';

const everyMs = 1_500;
const levels = ['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical'];
const tones = { Warning: 'warn', Error: 'wrong', Critical: 'wrong' };

export function showLog(host, _, signal) {
  const list = element('div', { className: 'card', id: 'log' });
  const level = element('select', { onchange: () => draw() }, levels.map((name) => element('option', { value: name }, text('system.andAbove', { level: name }))));
  level.value = 'Information';
  const input = element('input', { type: 'search', 'aria-label': text('system.filter'), placeholder: text('system.filter'), autocomplete: 'off', spellcheck: false, oninput: () => draw() });
  const still = element('input', { type: 'checkbox', onchange: () => draw() });
  let lines = [];

  const draw = () => {
    const wanted = input.value.trim().toLowerCase();
    const shown = lines.filter((line) => levels.indexOf(line.level) >= levels.indexOf(level.value)
      && `${line.category} ${line.message} ${line.exception ?? ''}`.toLowerCase().includes(wanted));
    fill(list, shown.length === 0 ? empty(text('system.noLines'), text('system.noLinesHint')) : element('ol', { className: 'log', tabIndex: 0, 'aria-label': text('system.tab.log') },
      shown.toReversed().map((line) => element('li', {},
        element('time', { dateTime: line.at, className: 'dim' }, preciseTime(line.at)), badge(line.level, tones[line.level]),
        element('div', {}, element('span', { className: 'dim' }, line.category), element('p', {}, line.message),
          line.exception === null ? null : element('pre', { className: 'json' }, line.exception))))));
  };
  fill(host, head('log', text('system.tab.log'), [element('label', {}, text('system.level'), level), element('label', {}, still, text('system.still'))]),
    element('div', { className: 'tools', id: 'order-search' }, element('div', { className: 'search' }, input)), list);
  follow(list, () => api.askSystem('log', { after: lines.at(-1)?.number }, { signal }), ({ kept, lines: fresh }) => {
    lines = [...lines, ...fresh].slice(-kept);
    if (!still.checked && (fresh.length > 0 || list.querySelector('.log, .empty') === null)) {
      draw();
    }
  }, signal, everyMs);
}
