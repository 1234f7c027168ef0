// Plots: axes with ticks, lines or steps or bars, a legend, and values under the pointer or the arrow keys.

import { drawn, element, fill } from './dom.js';
import { dayTime, number, preciseTime, shortTime } from './format.js';
import { text } from './words.js';

// Below it, two ticks would have the same minute.
const shortRangeMs = 10 * 60_000;

const margin = { top: 10, right: 12, bottom: 26, left: 62 };

/**
 * A plot over time; `update` draws it anew.
 * @param title for those who listen.
 * @param series `{name, label, shape: 'bars'|'line'|'steps'}`; the name chooses the colour.
 */
export function plot({ title, series, height = 210 }, signal) {
  const host = element('div', { className: 'plot' });
  const values = element('p', { className: 'plot-values', 'aria-live': 'polite' });
  const legend = element('ul', { className: 'legend' }, series.map(({ name, label }) => element('li', {}, element('span', { className: `key key-${name}`, 'aria-hidden': 'true' }), label)));
  const canvas = element('div', { className: 'plot-canvas', tabIndex: 0, role: 'img', 'aria-label': title });
  fill(host, legend, canvas, values);
  let points = [];
  let marked = null;

  const draw = () => {
    const width = canvas.clientWidth;
    if (width === 0 || points.length === 0) {
      fill(canvas);
      return;
    }
    fill(canvas, picture(points, series, { width, height, marked }));
    canvas.setAttribute('aria-label', summary(title, points, series));
    fill(values, marked === null || points[marked] === undefined ? text('plot.hint') : valuesOf(points[marked], series));
  };
  const mark = (index) => {
    marked = index === null ? null : Math.max(0, Math.min(points.length - 1, index));
    draw();
  };
  canvas.addEventListener('pointermove', (event) => {
    const { at } = scales(points, series, { width: canvas.clientWidth, height });
    const x = event.clientX - canvas.getBoundingClientRect().left;
    const distances = points.map((point) => Math.abs(at(point.at) - x));
    mark(distances.indexOf(Math.min(...distances)));
  });
  canvas.addEventListener('pointerleave', () => mark(null));
  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined && points.length > 0) {
      event.preventDefault();
      mark(marked === null ? points.length - 1 : marked + step);
    }
  });
  const observer = new ResizeObserver(draw);
  observer.observe(canvas);
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    host,
    /** @param given `{at: milliseconds, <name>: number}`, oldest first. */
    update(given) {
      points = given;
      draw();
    },
  };
}

const summary = (title, points, series) =>
  `${title}. ${dayTime(points[0].at)} – ${dayTime(points.at(-1).at)}. ${series.map(({ name, label }) => `${label}: ${number(points.at(-1)[name])}`).join(', ')}`;

const valuesOf = (point, series) => `${dayTime(point.at)} · ${series.map(({ name, label }) => `${label} ${number(point[name])}`).join(' · ')}`;

function scales(points, series, { width, height }) {
  const all = points.flatMap((point) => series.map(({ name }) => point[name]));
  const [low, high] = [Math.min(0, ...all), Math.max(4, ...all)];
  const ticks = niceTicks(low, high);
  const [bottom, top] = [Math.min(low, ticks[0]), Math.max(high, ticks.at(-1))];
  const [start, end] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const slot = series.some(({ shape }) => shape === 'bars') ? inner.width / points.length : 0;
  return {
    ticks,
    slot,
    inner,
    at: (time) => margin.left + slot / 2 + (end === start ? 0 : ((time - start) / (end - start)) * (inner.width - slot)),
    up: (value) => margin.top + inner.height * (1 - (value - bottom) / (top - bottom || 1)),
  };
}

function picture(points, series, { width, height, marked }) {
  const { ticks, slot, inner, at, up } = scales(points, series, { width, height });
  const grid = ticks.map((tick) => [
    drawn('line', { class: tick === 0 ? 'axis' : 'grid', x1: margin.left, x2: width - margin.right, y1: up(tick), y2: up(tick) }),
    drawn('text', { class: 'tick', x: margin.left - 8, y: up(tick) + 4, 'text-anchor': 'end' }, number(tick)),
  ]);
  const label = points.at(-1).at - points[0].at < shortRangeMs ? preciseTime : shortTime;
  const times = timeTicks(points, Math.max(2, Math.floor(inner.width / 90))).map((time, index, all) =>
    drawn('text', { class: 'tick', x: at(time), y: height - 7, 'text-anchor': anchor(index, all.length) }, label(time)));
  const bars = series.filter(({ shape }) => shape === 'bars');
  const shapes = series.map(({ name, shape }) => {
    if (shape === 'bars') {
      const each = Math.max(1, (slot * 0.8) / bars.length);
      const shift = bars.findIndex((bar) => bar.name === name) * each - (each * bars.length) / 2;
      return points.filter((point) => point[name] > 0).map((point) =>
        drawn('rect', { class: `bar bar-${name}`, x: at(point.at) + shift, width: each, y: up(point[name]), height: up(0) - up(point[name]) }));
    }
    const path = points.map((point, index) => (index === 0
      ? `M${at(point.at)},${up(point[name])}`
      : `${shape === 'steps' ? `H${at(point.at)}V${up(point[name])}` : `L${at(point.at)},${up(point[name])}`}`)).join('');
    return [
      drawn('path', { class: `line line-${name}`, d: path }),
      points.length === 1 ? drawn('circle', { class: `dot dot-${name}`, cx: at(points[0].at), cy: up(points[0][name]), r: 3.5 }) : null,
    ];
  });
  const cross = marked === null || points[marked] === undefined ? null : drawn('line', {
    class: 'cross', x1: at(points[marked].at), x2: at(points[marked].at), y1: margin.top, y2: height - margin.bottom,
  });
  return drawn('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' }, grid, times, shapes, cross);
}

const anchor = (index, count) => (index === 0 ? 'start' : index === count - 1 ? 'end' : 'middle');

/** Whole numbers at round distances that take the range in. */
export function niceTicks(low, high, about = 4) {
  const rough = Math.max(1, (high - low) / about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough));
  const first = Math.floor(low / step) * step;
  return Array.from({ length: Math.ceil((high - first) / step) + 1 }, (_, index) => first + index * step);
}

function timeTicks(points, count) {
  const [start, end] = [points[0].at, points.at(-1).at];
  if (start === end) {
    return [start];
  }
  return Array.from({ length: count }, (_, index) => start + ((end - start) * index) / (count - 1));
}
