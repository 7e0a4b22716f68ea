/** What a server's answer says beside the feed: that there is none, and why. Pure. */
import type { FeedError } from '../model/feed.ts'

export type Answered = {
  status: number
  headers: Headers
  body: Uint8Array
  /** Where the redirects led. */
  url: string
}

const START = 32 * 1024
const LOGIN_PATH =
  /(?:^|[/_.-])(?:log[-_]?in|sign[-_]?in|sign[-_]?on|sso|oauth2?|auth|session\/new)(?:$|[/_.?-])/i
const LOGIN_TITLE = /<title[^>]{0,200}>[^<]{0,200}(?:log ?in|sign ?in|ログイン|サインイン)/i
const PASSWORD = /<input[^>]{0,500}type\s*=\s*["']?password/i

const startOf = ({ body }: Answered) => new TextDecoder('utf-8').decode(body.subarray(0, START))

const isHtml = ({ headers }: Answered, start: string) =>
  /html/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype html|html)/i.test(start)

const LOGIN_HOST = /^(?:log[-_]?in|sign[-_]?in|auth|sso|accounts?|id)\./i

/** Says whether an address is that of a page for logging in, by its name. */
export function isLoginAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && (LOGIN_HOST.test(url.hostname) || LOGIN_PATH.test(url.pathname))
}

/** A page that wants a password, where a feed was asked for. */
function isLogin(answer: Answered, asked: string): boolean {
  const start = startOf(answer)
  if (!isHtml(answer, start)) return false
  const led = answer.url !== asked && LOGIN_PATH.test(URL.parse(answer.url)?.pathname ?? '')
  return led || (PASSWORD.test(start) && LOGIN_TITLE.test(start))
}

/** Gives why an answer is no feed, as far as that is known without parsing it; null where it may be one. */
export function refusalOf(answer: Answered, asked: string): FeedError | null {
  const { status, headers } = answer
  if (headers.get('cf-mitigated') === 'challenge') {
    return { kind: 'challenge', message: 'A check for browsers stands before it.', status }
  }
  if (status === 410) return { kind: 'gone', message: 'HTTP 410', status }
  if (status === 401 || status === 407) return { kind: 'login', message: `HTTP ${status}`, status }
  if ((status === 403 || status === 200) && isLogin(answer, asked)) {
    return { kind: 'login', message: 'A login page is in its place.', status }
  }
  return status === 200 ? null : { kind: 'http-error', message: `HTTP ${status}`, status }
}
