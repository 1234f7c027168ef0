// Tabs as the ARIA practices describe them: arrows move between them, and only the chosen one is in the tab order.

/** Makes the tabs of a list work. Gives a function that shows one of them by its id. */
export function tabs(list, onShow = () => {}) {
  const all = [...list.querySelectorAll('[role=tab]')];
  const show = (tab) => {
    for (const other of all) {
      const isChosen = other === tab;
      other.setAttribute('aria-selected', String(isChosen));
      other.tabIndex = isChosen ? 0 : -1;
      document.getElementById(other.getAttribute('aria-controls')).hidden = !isChosen;
    }
    onShow(tab.id);
  };
  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab !== null) {
      show(tab);
    }
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
      show(next);
      next.focus();
    }
  });
  return (id) => show(all.find((tab) => tab.id === id));
}
