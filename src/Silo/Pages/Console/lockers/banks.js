// Locker banks as the API tells them, and what the state of each compartment is called.

import { api } from '../kernel/api.js';

const fields = `id lockedOutUntil secretGeneration hardwareHeardAt location { id name }
  compartments { id size status orderId parcelId parcelStatus pickupDeadline doorOpenSince lockedOutUntil outOfOrder openForRetrieval }`;

// So many are asked for at once: the API bounds what one request may cost.
const atOnce = 10;

// Hardware asks every few minutes which codes it may take: when it was silent for longer, somebody should look.
const silentMs = 15 * 60_000;

/** The banks of these locations, without those that do not exist. */
export async function readBanks(ids, signal) {
  const found = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce);
    const answer = await api.ask(`{ ${some.map((id, at) => `bank${at}: lockerBank(id: ${JSON.stringify(id)}) { ${fields} }`).join(' ')} }`, {}, signal);
    found.push(...Object.values(answer).filter((bank) => bank !== null));
  }
  return found;
}

/** The states, the ones that need somebody first. */
export const doorStates = ['OUT_OF_ORDER', 'EXPIRED', 'LOADED', 'ASSIGNED', 'FREE'];

/** What a compartment is for those who look at it: one that broke is broken whatever lies in it, and a parcel may be too late or cancelled. */
export function doorState({ outOfOrder, status, parcelStatus, pickupDeadline }) {
  if (outOfOrder) {
    return 'OUT_OF_ORDER';
  }
  const isOver = ['EXPIRED', 'CANCELLED'].includes(parcelStatus) || (pickupDeadline !== null && Date.parse(pickupDeadline) <= Date.now());
  return status === 'LOADED' && isOver ? 'EXPIRED' : status;
}

/** Whether staff may take its parcel out. */
export const isToRetrieve = (compartment) => compartment.status === 'LOADED' && ['OUT_OF_ORDER', 'EXPIRED'].includes(doorState(compartment));

export const isLocked = ({ lockedOutUntil }) => lockedOutUntil !== null && Date.parse(lockedOutUntil) > Date.now();

/** Whether the hardware can be reached: `unknown` when it signs nothing, so that nobody can tell it from other callers. */
export function reach({ secretGeneration, hardwareHeardAt }) {
  if (secretGeneration === 0) {
    return 'unknown';
  }
  return hardwareHeardAt !== null && Date.now() - Date.parse(hardwareHeardAt) < silentMs ? 'heard' : 'silent';
}
