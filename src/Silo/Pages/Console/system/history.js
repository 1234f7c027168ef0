// How the cluster was over the last minutes, as plots.

import { element } from '../kernel/dom.js';
import { preciseTime } from '../kernel/format.js';
import { plot } from '../kernel/plot.js';
import { text } from '../kernel/words.js';

const mebi = 2 ** 20;

/** Plots of what silos take and hold. @param silo only this one's; all together when left out. */
export function historyPlots(signal, silo = null) {
  const of = (names, title) => plot({ title, series: names.map((name) => ({ name, label: text(`system.history.${name}`), shape: 'line' })), height: 150 }, signal);
  const [activations, cpu, memory] = [of(['activations'], text('system.history.activations')), of(['cpu'], text('system.history.cpu')), of(['memory'], text('system.history.memory'))];
  // Of one silo there is one.
  const count = silo === null ? of(['silos'], text('system.history.silos')) : null;
  const all = [count, activations, cpu, memory].filter((one) => one !== null);
  const since = element('p', { className: 'dim' });
  return {
    host: element('div', { className: 'stack' }, since, element('div', { className: 'plots' }, all.map((one) => one.host))),
    update({ stepSeconds, points }) {
      const shown = points.map(({ at, silos }) => {
        const those = silos.filter(({ address }) => silo === null || address === silo);
        const sum = (field) => those.reduce((total, one) => total + (one[field] ?? 0), 0);
        return { at: Date.parse(at), silos: those.filter(({ activations: held }) => held !== null).length, activations: sum('activations'), cpu: Math.round(sum('cpuPercent')), memory: Math.round(sum('memoryBytes') / mebi) };
      });
      since.textContent = shown.length === 0 ? text('system.historyBegins') : text('system.historySince', { time: preciseTime(shown[0].at), seconds: stepSeconds });
      all.forEach((one) => one.update(shown));
    },
  };
}
