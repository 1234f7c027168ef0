// Tables and plots of calls.

import { element } from '../kernel/dom.js';
import { number } from '../kernel/format.js';
import { plot } from '../kernel/plot.js';
import { address } from '../kernel/router.js';
import { empty } from '../kernel/state.js';
import { badge, table } from '../kernel/table.js';
import { text } from '../kernel/words.js';
import { callColumns, isOwn, sumOf, useColumns } from './parts.js';

const noCalls = { count: 0, failures: 0, perSecond: 0, failurePercent: 0, sinceStart: 0 };
const perMillisecond = 1_000;
const percentiles = ['p50', 'p95', 'p99'];

/** Types with what they have in memory and what is called. */
export function typesTable({ activations, calls, kinds, recentSeconds }, showsOwn, sorting) {
  const byType = Map.groupBy(activations, ({ grainType }) => grainType);
  const measured = new Map(calls.types.map((one) => [one.type, one.calls]));
  const names = [...new Set([...byType.keys(), ...measured.keys()])].filter((type) => showsOwn || !isOwn(type, kinds)).sort();
  if (names.length === 0) {
    return empty(text('system.noCalls'), text('system.noCallsHint'));
  }
  return table(text('system.types'), [
    { label: text('system.type'), head: true, by: ({ type }) => type, cell: ({ type }) => [element('a', { className: 'code', href: address('system', 'types', type) }, type), isOwn(type, kinds) ? [' ', badge(text('system.ownTag'))] : null] },
    { label: text('system.activations'), numeric: true, by: ({ activations }) => activations, cell: ({ activations }) => number(activations) },
    ...useColumns(recentSeconds),
    ...callColumns(),
  ], names.map((type) => ({ type, ...useOf(byType.get(type) ?? []), calls: measured.get(type) ?? noCalls })), sorting);
}

// Of all silos together.
const useOf = (places) => Object.fromEntries(['activations', 'waiting', 'running', 'recentlyUsed'].map((field) => [field, sumOf(places, field)]));

const orders = {
  p95: ({ calls }) => calls.p95Milliseconds,
  calls: ({ calls }) => calls.count,
  failed: ({ calls }) => calls.failures,
  total: ({ calls }) => calls.count * calls.meanMilliseconds,
};

export const orderNames = Object.keys(orders);

/** Methods, the one that is most of what is asked for on top. */
export function methodsTable({ methods }, order, { shown = Infinity, shows = () => true, sorting = null } = {}) {
  const called = methods.filter(({ type, calls }) => calls.count > 0 && shows(type)).sort((a, b) => orders[order](b) - orders[order](a)).slice(0, shown);
  return called.length === 0 ? empty(text('system.noCalls'), text('system.noCallsHint')) : table(text('system.methods'), [
    { label: text('system.method'), head: true, cell: ({ type, method }) => element('span', { className: 'code', title: type }, method) },
    ...callColumns(),
  ], called, sorting);
}

/** Plots of calls and of their latency. @param name of what is called, for those who listen. */
export function callPlots(signal, name = '') {
  const titled = (title) => (name === '' ? title : `${name}: ${title}`);
  const count = plot({
    title: titled(text('system.callsPerStep')),
    series: [{ name: 'calls', label: text('system.calls'), shape: 'bars' }, { name: 'failures', label: text('system.failed'), shape: 'bars' }],
    height: 180,
  }, signal);
  const time = plot({
    title: titled(text('system.latency')),
    series: percentiles.map((one) => ({ name: one, label: text(`system.${one}micros`), shape: 'line' })),
    height: 180,
  }, signal);
  return {
    count: count.host,
    time: time.host,
    /** @param at when it was asked. @param steps oldest first. */
    update(at, steps) {
      const points = steps.map((step) => ({
        at: Date.parse(at) - step.secondsAgo * 1000,
        calls: step.calls,
        failures: step.failures,
        ...Object.fromEntries(percentiles.map((one) => [one, Math.round(step[`${one}Milliseconds`] * perMillisecond)])),
      }));
      count.update(points);
      time.update(points);
    },
  };
}

/** The same plots for each method of a type; one that is called first meanwhile comes at the end. */
export function methodPlots(signal) {
  const host = element('div', { className: 'stack' });
  const shown = new Map();
  return {
    host,
    update({ at, calls: { methods } }) {
      methods.toSorted((a, b) => b.calls.sinceStart - a.calls.sinceStart).forEach(({ method, steps }) => {
        if (!shown.has(method)) {
          const plots = callPlots(signal, method);
          shown.set(method, plots);
          host.append(element('section', { className: 'method' }, element('h3', { className: 'code' }, method), element('div', { className: 'plots of-two' }, plots.count, plots.time)));
        }
        shown.get(method).update(at, steps);
      });
    },
  };
}
