// Who is to be called when: wake-ups that follow from events, and reminders.

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
  const input = element('input', { type: 'search', 'aria-label': text('system.reminderSearch'), placeholder: text('system.reminderSearch'), autocomplete: 'off', spellcheck: false, oninput: () => {
    page = 0;
    again();
  } });
  let page = 0;
  fill(host, head('reminders', text('system.tab.reminders'), 'reminders'), tiles,
    element('div', { className: 'grid' },
      card('due', text('system.wakeUps'), 'half', due, text('system.soonest')),
      card('reminders', text('system.reminders'), 'half', [element('div', { className: 'search' }, input), list, pager])));
  const turn = (by) => {
    page += by;
    again();
  };
  const again = follow(due, () => api.askSystem('reminders', { search: input.value.trim(), page }, { signal }), (answer) => {
    fill(tiles,
      tile('due', text('system.wakeUps'), number(answer.due.total), text('system.now')),
      tile('overdue', text('system.overdue'), number(answer.due.overdue), text('system.now'), answer.due.overdue > 0 ? 'is-warn' : ''),
      tile('reminders', text('system.reminders'), number(answer.total), text('system.now')));
    fill(due, answer.due.first.length === 0 ? empty(text('system.noWakeUps')) : table(text('system.wakeUps'), [
      { label: text('system.grain'), head: true, cell: ({ stream }) => element('a', { className: 'code', href: address('system', 'grains', stream) }, stream) },
      { label: text('item.when'), cell: ({ due: time }) => element('time', { dateTime: time }, dayTime(time)) },
      { label: text('system.failures'), numeric: true, cell: ({ failures }) => number(failures) },
    ], answer.due.first));
    fill(list, answer.reminders.length === 0 ? empty(text('system.noReminders')) : table(text('system.reminders'), [
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
