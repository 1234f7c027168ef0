// A table: a caption for those who listen, columns, rows; on a phone it scrolls by itself, never the page.

import { element } from './dom.js';

/**
 * @param columns `{label, hint, cell(row), numeric, head, by}`; `head` marks the column whose cells name their rows, `by` gives what the
 * rows are sorted by when somebody wants that, `hint` says more of what the column means.
 * @param sorting what `sortable` gave; the rows stay as they are without it.
 */
export function table(caption, columns, rows, sorting = null) {
  const side = (column) => (column.numeric ? 'numeric' : '');
  return element('div', { className: 'table-host', tabIndex: 0, role: 'region', 'aria-label': caption },
    element('table', {},
      element('caption', { className: 'visually-hidden' }, caption),
      element('thead', {}, element('tr', {}, columns.map((column) => element('th', {
        scope: 'col', className: side(column), title: column.hint, 'aria-sort': sorting?.stateOf(column),
      }, sorting === null || column.by === undefined ? column.label : sorting.buttonOf(column))))),
      element('tbody', {}, (sorting === null ? rows : sorting.sort(rows, columns)).map((row) => element('tr', {}, columns.map((column) => (column.head
        ? element('th', { scope: 'row', className: side(column) }, column.cell(row))
        : element('td', { className: side(column) }, column.cell(row)))))))));
}

/** Facts under one another: `[name, value]`; those without a value are left out. */
export const facts = (pairs) => element('dl', { className: 'facts' },
  pairs.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));

/** A word in a coloured field. */
export const badge = (words, tone = 'calm') => element('span', { className: `badge badge-${tone}` }, words);

/** What a table is sorted by, which stays while its rows are read again. @param redraw shows the table anew. */
export function sortable(redraw) {
  let chosen = null;
  let isRising = false;
  const stateOf = ({ label }) => (label !== chosen ? undefined : isRising ? 'ascending' : 'descending');
  return {
    stateOf,
    buttonOf: (column) => element('button', { type: 'button', className: 'sort', onclick: () => {
      isRising = column.label === chosen && !isRising;
      chosen = column.label;
      redraw();
    } }, column.label),
    sort(rows, columns) {
      const by = columns.find(({ label }) => label === chosen)?.by;
      return by === undefined ? rows : rows.toSorted((a, b) => compare(by(a), by(b)) * (isRising ? 1 : -1));
    },
  };
}

const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(b) : a - b);
