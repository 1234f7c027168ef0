// The states of orders and parcels, and how they look.

export const orderStates = ['PLACED', 'AWAITING_PAYMENT', 'CONFIRMED', 'PARTIALLY_FULFILLED', 'FULFILLED', 'CANCELLED', 'REJECTED'];

export const channels = ['WEB', 'APP', 'POS', 'KIOSK', 'LOCKER', 'CALL_CENTER', 'MARKETPLACE', 'AGENT', 'SYSTEM'];

const tones = {
  PLACED: 'note', AWAITING_PAYMENT: 'warn', CONFIRMED: 'note', PARTIALLY_FULFILLED: 'note', FULFILLED: 'good', CANCELLED: 'calm', REJECTED: 'wrong',
  ALLOCATED: 'note', PICKED: 'note', PACKED: 'note', SHIPPED: 'note', READY_FOR_PICKUP: 'warn', COLLECTED: 'good', DELIVERED: 'good', EXPIRED: 'wrong',
  LOST: 'wrong', RETURNED_TO_SENDER: 'warn',
};

export const toneOf = (status) => tones[status] ?? 'calm';
