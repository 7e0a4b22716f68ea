/** That the articles of one story tell one quantity with different numbers. */

/** What is counted or measured, the weightiest first. */
export const QUANTITIES = [
  'dead',
  'missing',
  'seriously-injured',
  'injured',
  'stranded',
  'rescued',
  'evacuated',
  'magnitude',
  'arrested',
  'destroyed',
  'flooded',
  'outage',
  'burned',
  'leaked',
  'stolen',
  'fine',
  'price',
  'raised',
  'cost',
  'laid-off',
  'turnout',
  'attended',
] as const
export type Quantity = (typeof QUANTITIES)[number]

/** How a number is shown; a currency is its ISO code. */
export type QuantityUnit =
  | 'people'
  | 'homes'
  | 'buildings'
  | 'records'
  | 'percent'
  | 'magnitude'
  | 'hectare'
  | 'acre'
  | 'square-kilometre'
  | `money ${string}`

/** `least`: at least so many; `most`: so many or fewer; `about`: rounded by its teller. */
export type Bound = 'exact' | 'about' | 'least' | 'most'

export type SaidNumber = { value: number; bound: Bound }

export type Difference = {
  quantity: Quantity
  unit: QuantityUnit
  /** In the order of the articles (`teller`: their index), each of which says one number. */
  said: readonly (SaidNumber & { teller: number })[]
}
