/** What a model answers, in types alone: the schema that demands it is loaded with the model. */

/** A text and the numbers (from 1) of the sentences that it rests on. */
export type Resting = { text: string; sentences: number[] }

export type WrittenCard = { lead: Resting; points: Resting[] }

export type TranslatedCard = { headline: string; lead: string; points: string[] }

/** Why no card came of a question. */
export type FailureKind =
  /** It was not asked: too many failures lately, or nothing is left of the day. */
  | 'left-alone'
  | 'day-is-used-up'
  /** The service failed. */
  | 'unreachable'
  | 'time-out'
  | 'busy'
  | 'unauthorized'
  | 'refused'
  | 'redirected'
  | 'server-error'
  | 'broken-answer'
  /** It answered, and the answer is of no use. */
  | 'no-object'
  | 'cut-off'
  | 'refusal'
  | 'tool-call'
  | 'empty'
  /** The caller gave up. */
  | 'stopped'

export type Failure = {
  kind: FailureKind
  status?: number
  /** The server's own word for it (`insufficient_quota`). */
  code?: string
  /** How long the server wants to be left alone, in ms. */
  waitMs?: number
}

export type Asked<T> =
  | { ok: true; value: T; tokens: number | null }
  | { ok: false; failure: Failure; tokens: number | null }

const ANSWERS: readonly FailureKind[] = ['no-object', 'cut-off', 'refusal', 'tool-call', 'empty']

/** Says whether the service worked and its answer was of no use: the same question would get the same answer. */
export const isUselessAnswer = ({ kind }: Failure): boolean => ANSWERS.includes(kind)
