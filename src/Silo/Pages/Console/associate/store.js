// In which store somebody works: chosen once, and the same on every page.

import { element } from '../kernel/dom.js';

const storeKey = 'console.store';

/** A choice among the places that are no locker banks. */
export function storeChoice(locations, onchange) {
  const select = element('select', {}, locations.filter(({ kind }) => kind !== 'LOCKER_BANK').map(({ id, name }) => element('option', { value: id }, name)));
  const chosen = localStorage.getItem(storeKey);
  if ([...select.options].some(({ value }) => value === chosen)) {
    select.value = chosen;
  }
  select.addEventListener('change', () => {
    localStorage.setItem(storeKey, select.value);
    onchange();
  });
  return select;
}
