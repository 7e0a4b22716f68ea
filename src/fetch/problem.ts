/** What went wrong on the way, as a value that can be said to a person; never holds an address. */
import type { FeedError } from '../model/feed.ts'
import { Blocked } from './connector.ts'
import { Damaged, TooMuch } from './unpack.ts'

/** A request that is refused by a rule of ours. */
export class Refused extends Error {
  readonly error: FeedError

  constructor(error: FeedError) {
    super(error.message)
    this.error = error
  }
}

const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, and what Node adds. */
const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|INVALID_CA|HOSTNAME_)/

function ownProblem(error: unknown): FeedError | null {
  if (error instanceof Refused) return error.error
  if (error instanceof Blocked) return { kind: 'blocked', message: `Not read: ${error.message}.` }
  if (error instanceof TooMuch) {
    return { kind: 'too-large', message: 'The answer is larger than it may be.' }
  }
  if (error instanceof Damaged) {
    return { kind: 'not-a-feed', message: `The answer is ${error.message}.` }
  }
  return null
}

/** Gives the problem of a thrown error; `signal` is the request's own end. */
export function problemOf(error: unknown, signal: AbortSignal): FeedError {
  const cause = causeOf(error)
  const own = ownProblem(error) ?? ownProblem(cause)
  if (own !== null) return own
  const code = codeOf(cause)
  if (signal.aborted || /TIMEOUT|ETIMEDOUT/.test(code)) {
    return { kind: 'timeout', message: 'The server did not answer in time.' }
  }
  if (CERTIFICATE.test(code)) {
    return { kind: 'certificate', message: `The certificate is not valid (${code}).` }
  }
  return { kind: 'unreachable', message: `The server cannot be reached${code && ` (${code})`}.` }
}
