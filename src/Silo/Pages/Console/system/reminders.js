// Who is to be called when: wake-ups that follow from events, and reminders. Each column has a filter, for all of them and not for a page.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dateTime, dayTime, number, seconds } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty } from '../kernel/state.js';
import { table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { card, follow, head, tile } from './parts.js';

export function showReminders(host, _, signal) {
  const [tiles, due, list, pager] = [element('dl', { className: 'tiles' }), element('div'), element('div'), element('p', { className: 'more' })];
  const changed = () => {
    page = 0;
    again();
  };
  const dueFilters = filtersOf({ stream: ['grain', 'search'], dueDay: ['dueOn', 'date'], failures: ['failuresMin', 'number'] }, changed);
  const reminderFilters = filtersOf({ grain: ['grain', 'search'], name: ['name', 'search'], day: ['startsOn', 'date'], period: ['periodIs', 'number'] }, changed);
  const wanted = () => {
    const [{ dueDay, ...wakeUps }, { day, ...reminders }] = [dueFilters.values(), reminderFilters.values()];
    const [[dueFrom, dueTo], [from, to]] = [dayOf(dueDay), dayOf(day)];
    return { ...wakeUps, dueFrom, dueTo, ...reminders, from, to, page };
  };
  let page = 0;
  fill(host, head('reminders', text('system.tab.reminders'), 'reminders'), tiles,
    element('div', { className: 'grid' },
      card('due', text('system.wakeUps'), 'half', element('div', { className: 'stack' }, dueFilters.host, due), text('system.soonest')),
      card('reminders', text('system.reminders'), 'half', element('div', { className: 'stack' }, reminderFilters.host, list, pager))));
  const turn = (by) => {
    page += by;
    again();
  };
  const again = follow(due, () => api.askSystem('reminders', wanted(), { signal }), (answer) => {
    fill(tiles,
      tile('due', text('system.wakeUps'), number(answer.due.total), text('system.now')),
      tile('overdue', text('system.overdue'), number(answer.due.overdue), text('system.now'), answer.due.overdue > 0 ? 'is-warn' : ''),
      tile('reminders', text('system.reminders'), number(answer.total), text('system.now')));
    fill(due, answer.due.first.length === 0 ? empty(text(answer.due.total === 0 ? 'system.noWakeUps' : 'system.noneLikeThat')) : table(text('system.wakeUps'), [
      { label: text('system.grain'), head: true, cell: ({ stream }) => element('a', { className: 'code', href: address('system', 'grains', stream) }, stream) },
      { label: text('item.when'), cell: ({ due: time }) => element('time', { dateTime: time }, dayTime(time)) },
      { label: text('system.failures'), numeric: true, cell: ({ failures }) => number(failures) },
    ], answer.due.first));
    fill(list, answer.reminders.length === 0 ? empty(text(answer.total === 0 ? 'system.noReminders' : 'system.noneLikeThat')) : table(text('system.reminders'), [
      { label: text('system.grain'), head: true, cell: ({ grain }) => element('span', { className: 'code' }, grain) },
      { label: text('system.name'), cell: ({ name }) => name },
      { label: text('system.startsAt'), cell: ({ startAt }) => dateTime(startAt) },
      { label: text('system.period'), numeric: true, cell: ({ periodSeconds }) => seconds(periodSeconds) },
    ], answer.reminders));
    fill(pager,
      page === 0 ? null : element('button', { type: 'button', onclick: () => turn(-1) }, text('system.previousPage')), ' ',
      (page + 1) * answer.pageSize >= answer.found ? null : element('button', { type: 'button', onclick: () => turn(1) }, text('system.nextPage')));
  }, signal);
}

/** @param wanted by name: the key of its words, and the kind of its input. */
function filtersOf(wanted, changed) {
  const inputs = Object.entries(wanted).map(([name, [label, type]]) => {
    const input = element('input', { type, autocomplete: 'off', spellcheck: false, oninput: changed });
    if (type === 'number') {
      Object.assign(input, { min: 0, step: 'any', inputMode: 'decimal' });
    }
    return { name, label, input };
  });
  return {
    host: element('div', { className: 'filters', role: 'group', 'aria-label': text('system.filters') },
      inputs.map(({ label, input }) => element('label', { className: 'field' }, element('span', {}, text(`system.${label}`)), input))),
    values: () => Object.fromEntries(inputs.map(({ name, input }) => [name, input.value.trim()])),
  };
}

/** From when to when a day is where the reader is; nothing when none is given. */
function dayOf(day) {
  if (day === '') {
    return [];
  }
  const begin = new Date(`${day}T00:00`);
  return [begin, new Date(begin.getFullYear(), begin.getMonth(), begin.getDate() + 1)].map((time) => time.toISOString());
}
