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
