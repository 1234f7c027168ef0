// How this process started, how it stops or would, and how others stopped: who does what, in which order, and how long that takes.

import { api } from '../kernel/api.js';
import { element, fill } from '../kernel/dom.js';
import { dateTime, duration, number } from '../kernel/format.js';
import { empty } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { card, follow, head } from './parts.js';

const tones = { waits: 'calm', runs: 'warn', ended: 'good', failed: 'wrong' };

export function showLifecycle(host, _, signal) {
  const [start, stop, recorded] = [element('div', { className: 'stack' }), element('div', { className: 'stack' }), element('div', { className: 'stack' })];
  fill(host, head('lifecycle', text('system.lifecycle'), 'lifecycle'),
    element('div', { className: 'stack' },
      card('starts', text('system.start'), '', start, text('system.thisProcess')),
      card('stops', text('system.stop'), '', stop, text('system.stopHint')),
      card('recorded', text('system.recorded'), '', recorded, text('system.recordedHint'))));
  let shown = null;
  follow(start, () => api.askSystem('lifecycle', {}, { signal }), (answer) => {
    fill(start, answer.stages.length === 0 ? null : startStages(answer.stages), startServices(answer.services));
    fill(stop, stopOf(answer.stop, 'now'));

    // What somebody has opened stays open: records change with a new one alone.
    const records = JSON.stringify(answer.recorded);
    if (records !== shown) {
      shown = records;
      fill(recorded, answer.recorded.length === 0 ? empty(text('system.noRecord'), text('system.noRecordHint'))
        : answer.recorded.map((one, at) => recordOf(one, at === 0)));
    }
  }, signal);
}

const shortOf = (name) => name.split('.').at(-1).split('+').at(-1);

const nameOf = (name) => element('span', { className: 'code', title: name }, shortOf(name));

const startStages = (stages) => [element('h3', {}, text('system.stages')), table(text('system.stages'), [
  { label: text('system.stage'), head: true, cell: ({ name }) => element('span', { className: 'code' }, name) },
  { label: text('system.stageAt'), cell: ({ at }) => dateTime(at) },
  { label: text('system.afterFirst'), numeric: true, cell: ({ at }) => duration(Date.parse(at) - Date.parse(stages[0].at)) },
  { label: text('system.observers'), cell: ({ observers }) => listOf(observers, ({ name, milliseconds, failed }) => [
    nameOf(name), ' ', element('span', { className: 'dim numeric' }, duration(milliseconds)), failed ? [' ', badge(text('system.failed'), 'wrong')] : null]) },
], stages)];

const startServices = (services) => [element('h3', {}, text('system.services')), table(text('system.services'), [
  { label: text('system.service'), head: true, cell: ({ name }) => nameOf(name) },
  { label: text('system.took'), numeric: true, cell: ({ milliseconds }) => (milliseconds === null ? untimed('waits', 'now') : duration(milliseconds)) },
], services)];

/** @param tense `now`, or `then` of a record. */
function stopOf({ began, milliseconds, services, stages }, tense) {
  return [
    tense === 'then' ? null : element('p', {}, began === null ? text('system.notStopping') : text('system.stopping', { time: dateTime(began), so: duration(milliseconds) })),
    table(text('system.stopServices'), [
      { label: text('system.step'), numeric: true, cell: ({ step }) => number(step) },
      { label: text('system.service'), head: true, cell: ({ name }) => nameOf(name) },
      { label: text('system.doesWhat'), cell: ({ phase }) => text(`system.phase.${phase}`) },
      { label: text('orders.state'), cell: ({ state }) => stateOf(state, tense) },
      { label: text('system.took'), numeric: true, cell: (one) => timeOf(one, tense) },
    ], services.map((one, at) => ({ step: at + 1, ...one }))),
    stages.length === 0 ? null : [element('h3', {}, text('system.stopStages')), table(text('system.stopStages'), [
      { label: text('system.step'), numeric: true, cell: ({ step }) => number(step) },
      { label: text('system.stage'), head: true, cell: ({ name }) => element('span', { className: 'code' }, name) },
      { label: text('system.stopObservers'), cell: ({ observers }) => listOf(observers, (one) => [
        nameOf(one.name), ' ', one.state === 'ended' ? null : [stateOf(one.state, tense), ' '], element('span', { className: 'dim numeric' }, timeOf(one, tense))]) },
    ], stages.map((one, at) => ({ step: at + 1, ...one })))],
  ];
}

const listOf = (rows, cell) => (rows.length === 0 ? '–' : element('ul', { className: 'observers' }, rows.map((row) => element('li', {}, cell(row)))));

const stateOf = (state, tense) => badge(text(`system.step.${state}.${tense}`), tones[state]);

// What was not measured has no number, and a word why.
const timeOf = ({ state, milliseconds }, tense) => (milliseconds === null ? untimed(state, tense) : duration(milliseconds));

const untimed = (state, tense) => element('span', { className: 'dim' }, '– ', text(`system.untimed.${state}.${tense}`));

function recordOf(record, isOpen) {
  const { machine, processId, silo, began, milliseconds } = record;
  return element('details', { className: 'record', open: isOpen },
    element('summary', {}, text('system.recordOf', { time: dateTime(began), took: duration(milliseconds), who: silo ?? machine, process: String(processId) })),
    element('div', { className: 'stack' }, stopOf(record, 'then')));
}
