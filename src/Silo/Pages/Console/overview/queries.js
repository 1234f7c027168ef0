// What the overview asks.

/** The states of so many of the newest orders are counted. */
export const ordersShown = 100;

export const activityQuery = `query ($minutes: Int, $at: ID) {
  activity(minutes: $minutes, locationId: $at) {
    minutes { at orders tillSales unitsLeft unitsPromised reservations refusals }
    locations { location { id name } tillSales unitsLeft unitsPromised reservations refusals }
  }
}`;

export const stateQuery = `{
  readModels { name lagSeconds isRebuilding hasFault }
  locations { id name kind }
  stockDiscrepancies(resolved: false, first: 20) { totalCount nodes { id sku shortfall raisedAt location { id name } } }
  orders(first: ${ordersShown}) { nodes { id number status fulfillments { id status location { id name } } } }
}`;
