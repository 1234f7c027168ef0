// What operators did.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dateTime } from '../kernel/format.js';
import { address } from '../kernel/router.js';
import { empty, load } from '../kernel/state.js';
import { table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { head } from './parts.js';

export function showAudit(host, _, signal) {
  const list = element('div', { className: 'card', id: 'audit' });
  fill(host, head('audit', text('system.tab.audit'), 'audit'), list);
  const page = (before) => load(list, async () => {
    const { entries, pageMax } = await api.askSystem('audit', { before }, { signal });
    return [
      entries.length === 0 ? empty(text('system.noAudit'), text('system.noAuditHint')) : tableOf(entries),
      entries.length < pageMax ? null : element('p', { className: 'more' }, element('button', { type: 'button', onclick: () => page(entries.at(-1).id) }, text('system.nextPage'))),
    ];
  }, signal);
  page(null);
}

const tableOf = (entries) => table(text('system.tab.audit'), [
  { label: text('item.when'), head: true, cell: ({ at }) => element('time', { dateTime: at }, dateTime(at)) },
  { label: text('item.who'), cell: ({ subject, role }) => `${subject} · ${role.toLowerCase()}` },
  { label: text('item.what'), cell: ({ action }) => named('audit', action) },
  { label: text('system.grain'), cell: ({ target }) => element('a', { className: 'code', href: address('system', 'grains', target) }, target) },
  { label: text('item.why'), cell: ({ reason }) => reason },
  { label: text('system.outcome'), cell: ({ outcome }) => named('outcome', outcome) },
], entries);
