// What goods are worth, worked out as the server does it, so that people see it before they agree. The server decides.

// Prices have up to four decimals.
const priceUnits = 10_000;

const digitsOf = (currency) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;

/** Half away from zero; nothing here is negative. */
const divided = (units, by) => Math.floor((2 * units + by) / (2 * by));

/** Money in whole minor units, such as pence: sums of them are exact. */
export const minorOf = ({ amount, currency }) => Math.round(Number(amount) * 10 ** digitsOf(currency));

/** The same as money. */
export const moneyOf = (minor, currency) => ({ amount: minor / 10 ** digitsOf(currency), currency });

/** The smallest amount that can be typed. */
export const stepOf = (currency) => 1 / 10 ** digitsOf(currency);

/** What so many more units of an order's line give back: a difference of rounded running sums. */
export function worthOf({ quantity, returnedQuantity, cancelledQuantity, total }, units) {
  const before = returnedQuantity + cancelledQuantity;
  const upTo = (count) => divided(minorOf(total) * count, quantity);
  return upTo(before + units) - upTo(before);
}

/** What so many units of a product cost. */
export const costOf = ({ amount, currency }, units) =>
  divided(Math.round(Number(amount) * priceUnits) * units, priceUnits / 10 ** digitsOf(currency));
