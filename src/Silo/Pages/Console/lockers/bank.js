// One locker bank: its doors, what each of them is doing and allows, its hardware, and the parcels that staff have to take out.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { age, dateTime, dayTime } from '../kernel/format.js';
import { repeat } from '../kernel/repeat.js';
import { address } from '../kernel/router.js';
import { empty, failed, loading } from '../kernel/state.js';
import { badge, facts, table } from '../kernel/table.js';
import { named, text } from '../kernel/words.js';
import { compartmentActions, resetBank } from './actions.js';
import { doorState, isLocked, isToRetrieve, readBanks } from './banks.js';
import { drawBank, legend } from './drawing.js';
import { reachBadge } from './parts.js';

const againMs = 3_000;
const tones = { OUT_OF_ORDER: 'wrong', EXPIRED: 'warn', LOADED: 'note', ASSIGNED: 'calm', FREE: 'good' };

export function showBank(host, { bank: id }, signal) {
  const [title, banner] = [element('h1', {}, id), element('div')];
  const [doors, compartment, hardware, waiting] = [element('div', {}, loading()), element('div', { 'aria-live': 'polite' }), element('div', {}, loading(2)), element('div', {}, loading(2))];
  let known = null;
  let chosen = null;

  fill(host,
    element('p', { className: 'trail' }, element('a', { href: '#/lockers' }, text('nav.lockers'))),
    element('header', { className: 'page-head' }, title),
    banner,
    element('div', { className: 'grid' },
      element('section', { className: 'card two-thirds', id: 'doors' }, element('h2', {}, text('lockers.doors')), doors),
      element('div', { className: 'stack third' },
        element('section', { className: 'card', id: 'compartment' }, element('h2', {}, text('lockers.compartment')), compartment),
        element('section', { className: 'card', id: 'hardware' }, element('h2', {}, text('lockers.hardware')), hardware)),
      element('section', { className: 'card wide', id: 'waiting' }, element('h2', {}, text('lockers.retrieve')), waiting)));

  const read = async () => {
    [known = null] = await readBanks([id], signal);
    draw();
  };
  const changed = () => read().catch(() => {});
  const choose = ({ id: door }) => {
    chosen = door;
    draw();
    doors.querySelector('[aria-pressed="true"]')?.focus();
  };
  // Nothing moves under the hands of who is at it by keyboard: what they may press stays until they leave it, or until it changed.
  const show = (part, content) => {
    const told = JSON.stringify([known, chosen]);
    if (part.dataset.told !== told) {
      part.dataset.told = told;
      fill(part, content());
    }
  };
  const draw = () => {
    if (known === null) {
      fill(doors, empty(text('lockers.unknown', { id }), text('lockers.unknownHint')));
      [banner, compartment, hardware, waiting].forEach((part) => fill(part));
      return;
    }
    fill(title, known.location.name, ' ', element('span', { className: 'sub' }, id));
    show(banner, () => (isLocked(known) ? element('div', { className: 'notice', role: 'status' },
      element('p', {}, text('lockers.lockedUntil', { time: dayTime(known.lockedOutUntil) })),
      element('button', { type: 'button', onclick: () => resetBank({ bank: known, changed }) }, text('lockers.do.reset'))) : null));
    show(doors, () => [drawBank(known, { onDoor: choose, chosen }), legend(known)]);
    show(compartment, () => compartmentOf(known.compartments.find(({ id: door }) => door === chosen), { bank: known, changed }));
    fill(hardware, hardwareOf(known));
    show(waiting, () => waitingOf({ bank: known, changed }));
  };
  const again = () => read().catch((fault) => {
    if (fault.kind !== undefined && fault.kind !== 'offline' && !signal.aborted) {
      fill(doors, failed(fault, () => again().catch(() => {})));
    }
    throw fault;
  });
  repeat(again, againMs, signal);
}

function compartmentOf(compartment, context) {
  if (compartment === undefined) {
    return empty(text('lockers.choose'), text('lockers.chooseHint'));
  }
  const { id, size, orderId, parcelId, parcelStatus, pickupDeadline, doorOpenSince, openForRetrieval } = compartment;
  const state = doorState(compartment);
  return [
    facts([
      [text('lockers.compartment'), element('strong', {}, id)],
      [text('lockers.size'), size],
      [text('orders.state'), badge(named('compartment', state), tones[state])],
      [text('lockers.doorState'), openForRetrieval ? text('lockers.forCourier') : doorOpenSince === null ? text('lockers.shut') : text('lockers.openSince', { time: dayTime(doorOpenSince) })],
      [text('lockers.parcel'), parcelStatus === null ? null : named('parcel', parcelStatus)],
      [text('lockers.deadline'), pickupDeadline === null ? null : dayTime(pickupDeadline)],
      [text('order.title'), orderId === null ? null : element('a', { href: address('orders', orderId), title: parcelId }, text('lockers.toOrder'))],
      [text('lockers.keypad'), isLocked(compartment) ? text('lockers.keypadUntil', { time: dayTime(compartment.lockedOutUntil) }) : null],
    ]),
    element('div', { className: 'actions' }, compartmentActions({ ...context, compartment })),
  ];
}

const hardwareOf = (bank) => facts([
  [text('lockers.reachable'), reachBadge(bank)],
  [text('lockers.heard'), bank.hardwareHeardAt === null ? text('lockers.never') : text('lockers.ago', { time: dateTime(bank.hardwareHeardAt), age: age(bank.hardwareHeardAt, new Date().toISOString()) })],
  [text('lockers.signs'), bank.secretGeneration === 0 ? text('lockers.tokens') : text('lockers.secret', { number: bank.secretGeneration })],
  [text('lockers.openDoors'), bank.compartments.filter(({ doorOpenSince }) => doorOpenSince !== null).map(({ id }) => id).join(', ') || text('lockers.noOpenDoors')],
]);

function waitingOf(context) {
  const due = context.bank.compartments.filter(isToRetrieve);
  return due.length === 0 ? empty(text('lockers.noneToRetrieve'), text('lockers.noneToRetrieveHint')) : table(text('lockers.retrieve'), [
    { label: text('lockers.compartment'), head: true, cell: ({ id }) => id },
    { label: text('orders.state'), cell: (compartment) => badge(named('compartment', doorState(compartment)), tones[doorState(compartment)]) },
    { label: text('lockers.parcel'), cell: ({ parcelStatus }) => named('parcel', parcelStatus) },
    { label: text('lockers.deadline'), cell: ({ pickupDeadline }) => element('time', { dateTime: pickupDeadline }, dayTime(pickupDeadline)) },
    { label: text('order.title'), cell: ({ orderId }) => element('a', { href: address('orders', orderId) }, text('lockers.toOrder')) },
    { label: text('lockers.actions'), cell: (compartment) => element('div', { className: 'actions' }, compartmentActions({ ...context, compartment }, ['retrieve', 'retrieved'])) },
  ], due);
}
