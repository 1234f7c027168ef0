// Where an order's customer wants to fetch it: the place is told with the first thing that happened to it.

import { api } from '../kernel/api.js';

const query = `query ($id: ID!, $after: String) {
  orderChanges(orderId: $id, first: 200, after: $after) { nodes { locationId } pageInfo { hasNextPage endCursor } }
}`;

/** The id of the place; null when there is none. */
export async function pickupPlaceOf(orderId) {
  for (let after = null; ;) {
    const { nodes, pageInfo } = (await api.ask(query, { id: orderId, after })).orderChanges;
    if (!pageInfo.hasNextPage) {
      return nodes.at(-1)?.locationId ?? null;
    }
    after = pageInfo.endCursor;
  }
}
