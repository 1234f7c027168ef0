// What the clients' scripts ask the shop, over plain HTTP.
export const sku = 'SCK-WOOL';
export const locationId = 'warehouse';
export const followStock =
  'subscription Follow($sku: String!, $at: ID) { stockChanged(sku: $sku, locationId: $at) { location { id } onHand version } }';

export async function ask(url, query, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Receives one unit; gives the units on hand after it. */
export async function receiveOne(url, operationId) {
  const { receiveStock } = await ask(
    url,
    'mutation($input: ReceiveStockInput!) { receiveStock(input: $input) { stockItem { onHand } errors { __typename } } }',
    { input: { operationId, sku, locationId, quantity: 1 } },
  );
  return receiveStock.stockItem.onHand;
}
