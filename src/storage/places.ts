/** Gives `$first, $first+1, …`, one for each value: the places of a list in a statement. */
export const placesFor = (values: readonly unknown[], first = 1): string =>
  values.map((_, index) => `$${index + first}`).join(', ')
