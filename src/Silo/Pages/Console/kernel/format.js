// Numbers, money and times as the reader writes them.

import { current } from './words.js';

const made = new Map();

function formatOf(name, make) {
  const key = `${current()} ${name}`;
  if (!made.has(key)) {
    made.set(key, make(current()));
  }
  return made.get(key);
}

export const number = (value) => formatOf('number', (language) => new Intl.NumberFormat(language)).format(value);

export const money = ({ amount, currency }) =>
  formatOf(`money ${currency}`, (language) => new Intl.NumberFormat(language, { style: 'currency', currency })).format(Number(amount));

export const dateTime = (time) =>
  formatOf('dateTime', (language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })).format(new Date(time));

export const shortTime = (time) =>
  formatOf('short', (language) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })).format(new Date(time));

export const preciseTime = (time) =>
  formatOf('precise', (language) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })).format(new Date(time));

export const dayTime = (time) =>
  formatOf('day', (language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })).format(new Date(time));

export const seconds = (value) => `${formatOf('seconds', (language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 })).format(value)} s`;

const fraction = (value) => formatOf('fraction', (language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 3 })).format(value);

export const rate = (value) => formatOf('rate', (language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 })).format(value);

/** A time of milliseconds, in the unit that suits it. */
export function duration(milliseconds) {
  if (milliseconds < 1) {
    return `${number(Math.round(milliseconds * 1000))} µs`;
  }
  return milliseconds < 1000 ? `${fraction(milliseconds)} ms` : `${fraction(milliseconds / 1000)} s`;
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function bytes(value) {
  const power = value < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log2(value) / 10));
  return `${fraction(value / 1024 ** power)} ${byteUnits[power]}`;
}

/** How long something has been so, to two units. */
export function age(since, until) {
  const minutes = Math.max(0, Math.floor((Date.parse(until) - Date.parse(since)) / 60_000));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  return days > 0 ? `${number(days)} d ${hours} h` : `${hours} h ${minutes % 60} min`;
}
