// The log as it is written: filtered by level, by words or a regular expression, and by who wrote it, and held still to be read.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { number, preciseTime } from '../kernel/format.js';
import { empty } from '../kernel/state.js';
import { badge } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { card, follow, head } from './parts.js';

const everyMs = 1_500;
const levels = ['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical'];
const tones = { Warning: 'warn', Error: 'wrong', Critical: 'wrong' };

export function showLog(host, _, signal) {
  const [list, map, note] = [element('div'), element('div'), element('span')];
  const level = element('select', { onchange: () => draw() }, levels.map((name) => element('option', { value: name }, text('system.andAbove', { level: name }))));
  level.value = 'Information';
  const input = element('input', { type: 'search', 'aria-label': text('system.filter'), placeholder: text('system.filter'), autocomplete: 'off', spellcheck: false, oninput: () => draw() });
  const isPattern = element('input', { type: 'checkbox', onchange: () => draw() });
  const wrong = element('p', { className: 'form-trouble', role: 'alert', hidden: true });
  const still = element('input', { type: 'checkbox', onchange: () => draw() });
  // Who is looked at; everybody when it is empty.
  const chosen = new Set();
  let lines = [];

  const draw = () => {
    const isLevel = (line) => levels.indexOf(line.level) >= levels.indexOf(level.value);
    const isWanted = matcher(input.value.trim(), isPattern.checked, wrong);
    const found = lines.filter((line) => isLevel(line) && isWanted(`${line.category} ${line.message} ${line.exception ?? ''}`));
    const shown = found.filter(({ category }) => chosen.size === 0 || chosen.has(category));
    fill(note, text('system.linesShown', { count: number(shown.length), total: number(lines.length) }));
    fill(map, categories(found, chosen, (category) => {
      if (!chosen.delete(category)) {
        chosen.add(category);
      }
      draw();
    }, () => {
      chosen.clear();
      draw();
    }));
    fill(list, shown.length === 0 ? empty(text('system.noLines'), text('system.noLinesHint')) : element('ol', { className: 'log', tabIndex: 0, 'aria-label': text('system.tab.log') },
      shown.toReversed().map((line) => element('li', {},
        element('time', { dateTime: line.at, className: 'dim' }, preciseTime(line.at)), badge(line.level, tones[line.level]),
        element('div', {}, element('span', { className: 'dim' }, line.category), element('p', {}, line.message),
          line.exception === null ? null : element('pre', { className: 'json' }, line.exception))))));
  };
  fill(host, head('log', text('system.tab.log'), 'log', [element('label', {}, text('system.level'), level), element('label', {}, still, text('system.still'))]),
    element('div', { className: 'tools', id: 'order-search' }, element('div', { className: 'search' }, input), element('label', {}, isPattern, text('system.pattern'))),
    wrong,
    element('div', { className: 'grid' },
      card('log', text('system.lines'), 'two-thirds', list, note),
      card('categories', text('system.categories'), 'third', map, text('system.categoriesHint'))));
  follow(list, () => api.askSystem('log', { after: lines.at(-1)?.number }, { signal }), ({ kept, lines: fresh }) => {
    lines = [...lines, ...fresh].slice(-kept);
    if (!still.checked && (fresh.length > 0 || list.querySelector('.log, .empty') === null)) {
      draw();
    }
  }, signal, everyMs);
}

/** What a line must match; one that is no expression is told, and lets everything through. */
function matcher(wanted, isPattern, wrong) {
  wrong.hidden = true;
  if (!isPattern) {
    const words = wanted.toLowerCase();
    return (line) => line.toLowerCase().includes(words);
  }
  try {
    const pattern = new RegExp(wanted, 'i');
    return (line) => pattern.test(line);
  } catch (fault) {
    fill(wrong, text('system.badPattern', { reason: fault.message }));
    wrong.hidden = false;
    return () => true;
  }
}

/** Who wrote how much, and how much of it is bad; each is a button that shows its lines alone. */
function categories(lines, chosen, toggle, all) {
  const by = [...Map.groupBy(lines, ({ category }) => category)].sort(([one, some], [other, others]) => others.length - some.length || one.localeCompare(other));
  const bad = (some) => some.filter(({ level }) => tones[level] !== undefined).length;
  return [
    element('ul', { className: 'categories' }, by.map(([category, some]) => element('li', {},
      element('button', { type: 'button', className: 'category', title: category, 'aria-pressed': String(chosen.has(category)), onclick: () => toggle(category) },
        element('span', { className: 'category-name' }, shortOf(category)),
        bad(some) > 0 ? badge(text('system.bad', { count: number(bad(some)) }), 'warn') : null, element('span', { className: 'numeric' }, number(some.length)))))),
    chosen.size === 0 ? null : element('p', { className: 'more' }, element('button', { type: 'button', onclick: all }, text('system.allCategories'))),
  ];
}

// The last names say enough; the whole one is the button's title.
const shortOf = (category) => category.split('.').slice(-2).join('.');
