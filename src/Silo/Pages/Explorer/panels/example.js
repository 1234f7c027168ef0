// What a first visitor finds: two operations over the sample.

export const exampleQuery = `# What a shop can sell, and each change of it.

query Stock($sku: String!) {
  product(sku: $sku) {
    name
    price {
      amount
      currency
    }
    availability {
      location {
        id
        name
      }
      onHand
      available
    }
  }
}

subscription StockChanges($sku: String!) {
  stockChanged(sku: $sku) {
    location {
      id
    }
    onHand
    available
    version
  }
}
`;

export const exampleVariables = `{
  "sku": "BAG-DAY-20"
}
`;
