// Which parts are on the screen: all of them when it is wide, one at a time on a phone.

import { byId } from '../dom.js';
import { lasting } from './storage.js';

const sideIsOpen = lasting('side', null);
const roomForSide = window.matchMedia('(min-width: 1100px)');

/** On a phone, shows one part: edit, response or side. */
export function showView(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll('.views button')) {
    button.setAttribute('aria-pressed', String(button.dataset.view === name));
  }
}

export const views = {
  /** Shows docs and history, or hides them. */
  side(isOpen) {
    document.body.classList.toggle('has-side', isOpen);
    byId('side-toggle').setAttribute('aria-expanded', String(isOpen));
    if (isOpen) {
      showView('side');
    }
  },
};

byId('side-toggle').addEventListener('click', () => {
  const isOpen = !document.body.classList.contains('has-side');
  views.side(isOpen);
  sideIsOpen.write(isOpen);
});
for (const button of document.querySelectorAll('.views button')) {
  button.addEventListener('click', () => showView(button.dataset.view));
}
views.side(sideIsOpen.read() ?? roomForSide.matches);
showView('edit');
