// What the system's pages have in common: their tabs, their tiles, and how a number says its unit and its window.

import { element, fill } from '../kernel/dom.js';
import { duration, number, rate, seconds } from '../kernel/format.js';
import { repeat } from '../kernel/repeat.js';
import { failed, loading } from '../kernel/state.js';
import { text } from '../kernel/words.js';

export const againMs = 3_000;

const tabs = [
  ['overview', '#/system'], ['grains', '#/system/grains'], ['journal', '#/system/journal'], ['checks', '#/system/checks'], ['reminders', '#/system/reminders'],
  ['silos', '#/system/silos'], ['lifecycle', '#/system/lifecycle'], ['counters', '#/system/counters'], ['log', '#/system/log'], ['audit', '#/system/audit'],
];

/** The head of a page, with the tabs. @param source where its numbers come from. @param tools what stands at its right. */
export const head = (tab, title, source, tools = []) => [
  element('header', { className: 'page-head' },
    element('h1', {}, title, ' ', element('span', { className: 'sub source' }, text('system.source'), ' ', element('code', {}, `/console/system/${source}`))),
    element('div', { className: 'tools' }, tools)),
  element('nav', { className: 'tabs', 'aria-label': text('nav.system') },
    tabs.map(([name, href]) => element('a', { href, 'aria-current': name === tab ? 'page' : undefined }, text(`system.tab.${name}`)))),
];

export const card = (id, title, width, content, note = null) => element('section', { className: `card ${width}`, id },
  element('h2', {}, title, note === null ? null : element('small', {}, note)), content);

/** A number with its name, and with what it is and over which time. */
export const tile = (id, name, value, hint, tone = '') => element('div', { className: `tile ${tone}`, id: `tile-${id}` },
  element('dt', {}, name), element('dd', {}, element('span', { className: 'count' }, value), element('small', {}, hint)));

/** A gauge of the grains that were used lately, beside those that are in memory. @param held how many are; null when nobody tells. */
export const recentTile = (used, held, recentSeconds) => {
  if (used === null || held === null) {
    return tile('recent', text('system.recent'), '–', text('system.recentUnknown'));
  }
  const gauge = element('meter', { min: 0, max: Math.max(1, held), value: Math.min(used, held), 'aria-label': text('system.recent') });
  return tile('recent', text('system.recent'), [number(used), gauge], text('system.recentHint', { count: number(held), seconds: seconds(recentSeconds) }));
};

/** A field of all rows together; null when one of them does not tell. */
export const sumOf = (rows, field) => rows.reduce((sum, one) => (sum === null || one[field] === null ? null : sum + one[field]), 0);

/** The columns of what grains have to do now: rows have `waiting`, `running` and `recentlyUsed`, null where nobody tells. */
export const useColumns = (recentSeconds) => [
  useColumn('recentlyUsed', text('system.recentOf', { seconds: seconds(recentSeconds) }), text('system.recentMeans', { seconds: seconds(recentSeconds) })),
  useColumn('waiting', text('system.waiting'), text('system.waitingMeans')),
  useColumn('running', text('system.running'), text('system.runningMeans')),
];

const useColumn = (field, label, hint) => ({ label, hint, numeric: true, by: (row) => row[field] ?? -1, cell: (row) => (row[field] === null ? '–' : number(row[field])) });

/** What those columns mean, for those who see no hints. */
export const useMeaning = (recentSeconds) => element('p', { className: 'dim' },
  text('system.recentMeans', { seconds: seconds(recentSeconds) }), ' ', text('system.waitingMeans'), ' ', text('system.runningMeans'));

/** A place for a word of trouble, which is not there while there is none. */
export function troubleNote() {
  const host = element('p', { className: 'form-trouble', role: 'status', hidden: true });
  return {
    host,
    say(...words) {
      host.hidden = words.length === 0;
      fill(host, words);
    },
  };
}

/** Says which silos did not answer; nothing when all did. */
export function silentNote() {
  const { host, say } = troubleNote();
  return {
    host,
    update: (silent) => (silent.length === 0 ? say() : say(text('system.silent', { silos: silent.join(', ') }))),
  };
}

const windowKey = 'console.window';

/** A choice of the window, which stays chosen. */
export function windowChoice(onchange) {
  const select = element('select', { onchange: () => {
    sessionStorage.setItem(windowKey, select.value);
    onchange();
  } }, [60, 300].map((length) => element('option', { value: length }, text('system.seconds', { count: length }))));
  select.value = sessionStorage.getItem(windowKey) ?? '60';
  return select;
}

export const windowLabel = (select) => element('label', {}, text('overview.window'), select);

/** Reads again and again, and shows it, or what is wrong. @param show given the answer, fills places of its own. */
export function follow(place, ask, show, signal, everyMs = againMs) {
  fill(place, loading());
  const again = async () => {
    try {
      show(await ask());
    } catch (fault) {
      if (fault.kind !== undefined && fault.kind !== 'offline' && !signal.aborted) {
        fill(place, failed(fault, () => again().catch(() => {})));
      }
      throw fault;
    }
  };
  repeat(again, everyMs, signal);
  return () => again().catch(() => {});
}

/** The columns of calls: how many, how often, how many failed, how long. */
export const callColumns = () => [
  column('calls', ({ calls }) => number(calls.count), ({ calls }) => calls.count),
  column('perSecond', ({ calls }) => rate(calls.perSecond), ({ calls }) => calls.perSecond),
  column('failed', ({ calls }) => (calls.failures === 0 ? '0' : element('span', { className: 'negative' }, `${number(calls.failures)} · ${rate(calls.failurePercent)} %`)), ({ calls }) => calls.failurePercent),
  column('mean', ({ calls }) => timeOf(calls, 'meanMilliseconds'), ({ calls }) => calls.meanMilliseconds ?? 0),
  column('p50', ({ calls }) => timeOf(calls, 'p50Milliseconds'), ({ calls }) => calls.p50Milliseconds ?? 0),
  column('p95', ({ calls }) => timeOf(calls, 'p95Milliseconds'), ({ calls }) => calls.p95Milliseconds ?? 0),
  column('p99', ({ calls }) => timeOf(calls, 'p99Milliseconds'), ({ calls }) => calls.p99Milliseconds ?? 0),
  column('sinceStart', ({ calls }) => number(calls.sinceStart), ({ calls }) => calls.sinceStart),
];

export const column = (name, cell, by) => ({ label: text(`system.${name}`), numeric: true, cell, by });

export const timeOf = (calls, field) => (calls.count === 0 ? '–' : duration(calls[field]));

const systemKey = 'console.systemGrains';

/** A choice to see the engine's own grains too; hidden at first, and it stays chosen. */
export function systemChoice(onchange) {
  const box = element('input', { type: 'checkbox', checked: localStorage.getItem(systemKey) === 'true', onchange: () => {
    localStorage.setItem(systemKey, String(box.checked));
    onchange();
  } });
  return { label: element('label', {}, box, text('system.own')), isShown: () => box.checked };
}

/** Whether a type is the engine's own: the shop's grains are those that have journals. */
export const isOwn = (type, kinds) => !kinds.some(({ grainType }) => grainType === type);
