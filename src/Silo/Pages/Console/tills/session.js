// What is asked of a till's session, and its sums.

const amount = '{ amount currency }';
const sums = `{ cash ${amount} card ${amount} giftCard ${amount} cashRefunds ${amount} saleCount refundCount }`;

export const sessionFields = `
  tillId number isOpen location { id name } openedAt openedBy openingFloat ${amount} expectedCash ${amount}
  closedAt closedBy countedCash ${amount} variance ${amount} unexplainedVariance ${amount} varianceReason`;

export const allFields = `${sessionFields}
  openingDenominations { value count } countedDenominations { value count }
  movements { kind amount ${amount} reason recordedAt recordedBy } totals ${sums} lateTotals ${sums}`;

/** How a difference looks: cash is missing, there is too much of it, or it agrees. */
export const varianceOf = (variance) => (Number(variance.amount) < 0 ? 'missing' : Number(variance.amount) > 0 ? 'over' : 'agrees');

/** The same amount without its sign. */
export const unsigned = ({ amount: value, currency }) => ({ amount: Math.abs(Number(value)), currency });
