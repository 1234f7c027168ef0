// A bank of lockers as it stands on the wall: columns of doors, each as high as its compartment, with a mark for what it is doing.

import { element } from '../kernel/dom.js';
import { number } from '../kernel/format.js';
import { named, text } from '../kernel/words.js';
import { doorState, doorStates } from './banks.js';

// Beside the colour, for those who do not see it.
const marks = { OUT_OF_ORDER: '✕', EXPIRED: '!', LOADED: '●', ASSIGNED: '○', FREE: '' };

const classOf = (state) => `is-${state.toLowerCase().replaceAll('_', '-')}`;

/** @param onDoor called with a compartment that was chosen; without it the doors are a picture. @param chosen its id. */
export function drawBank(bank, { onDoor = null, chosen = null } = {}) {
  const doors = bank.compartments.map((compartment) => {
    const state = doorState(compartment);
    const isOpen = compartment.doorOpenSince !== null || compartment.openForRetrieval;
    const label = text(isOpen ? 'lockers.openDoor' : 'lockers.door', { id: compartment.id, size: compartment.size, state: named('compartment', state) });
    const className = `cell size-${compartment.size.toLowerCase()} ${classOf(state)}${isOpen ? ' is-open' : ''}`;
    const inside = [element('span', { 'aria-hidden': 'true' }, compartment.id), element('span', { className: 'mark', 'aria-hidden': 'true' }, marks[state])];
    return onDoor === null
      ? element('span', { className }, inside)
      : element('button', { type: 'button', className, title: label, 'aria-label': label, 'aria-pressed': String(compartment.id === chosen), onclick: () => onDoor(compartment) }, inside);
  });
  const wall = element('div', { className: 'wall' }, doors);
  return onDoor === null
    ? element('div', { className: 'wall-host', role: 'img', 'aria-label': `${bank.location.name}: ${summary(bank)}` }, wall)
    : element('div', { className: 'wall-host', role: 'group', 'aria-label': text('lockers.doors') }, wall);
}

/** How many compartments are doing what. */
export const counts = (bank) => Map.groupBy(bank.compartments, doorState);

/** What the marks mean, and how many there are of each. */
export function legend(bank) {
  const by = counts(bank);
  return element('ul', { className: 'legend' }, doorStates.filter((state) => by.has(state)).map((state) => element('li', {},
    element('span', { className: `cell key ${classOf(state)}`, 'aria-hidden': 'true' }, marks[state]), `${named('compartment', state)} ${number(by.get(state).length)}`)));
}

function summary(bank) {
  const by = counts(bank);
  return doorStates.filter((state) => by.has(state)).map((state) => `${named('compartment', state)} ${number(by.get(state).length)}`).join(', ');
}
