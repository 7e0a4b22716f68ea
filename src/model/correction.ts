/** What a source corrected of an article that it had published. */

/** A sentence as it was, and as it is. */
export type Change = { before: string; after: string }

export type Correction = {
  /** `withdrawn`: the source says that it does not stand by the article any more. */
  kind: 'changed' | 'withdrawn'
  changes: Change[]
}

export type StoredCorrection = Correction & {
  /** The version that says it otherwise. */
  version: number
  /** Epoch ms at which it was read. */
  at: number
}
