// A table: a caption for those who listen, columns, rows; on a phone it scrolls by itself, never the page.

import { element } from './dom.js';

/**
 * @param columns `{label, cell(row), numeric, head}`; `head` marks the column whose cells name their rows.
 * @param rowProperties given the row.
 */
export function table(caption, columns, rows, rowProperties = () => ({})) {
  const side = (column) => (column.numeric ? 'numeric' : '');
  return element('div', { className: 'table-host', tabIndex: 0, role: 'region', 'aria-label': caption },
    element('table', {},
      element('caption', { className: 'visually-hidden' }, caption),
      element('thead', {}, element('tr', {}, columns.map((column) => element('th', { scope: 'col', className: side(column) }, column.label)))),
      element('tbody', {}, rows.map((row) => element('tr', rowProperties(row), columns.map((column) => (column.head
        ? element('th', { scope: 'row', className: side(column) }, column.cell(row))
        : element('td', { className: side(column) }, column.cell(row)))))))));
}

/** Facts under one another: `[name, value]`; those without a value are left out. */
export const facts = (pairs) => element('dl', { className: 'facts' },
  pairs.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));

/** A word in a coloured field. */
export const badge = (words, tone = 'calm') => element('span', { className: `badge badge-${tone}` }, words);
