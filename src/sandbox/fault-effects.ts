/** The faults that Discord is known for, each as an effect with its headers and its body. */
import type { FaultEffect } from './faults.ts'

export type Scope = 'user' | 'shared' | 'global'

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
export function rateLimited(scope: Scope, seconds: number): FaultEffect {
  const bucket = {
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': scope === 'shared' ? '4' : '0',
    'x-ratelimit-reset': (Date.now() / 1000 + seconds).toFixed(3),
    'x-ratelimit-reset-after': seconds.toFixed(3),
    'x-ratelimit-bucket': 'fault',
  }
  return {
    kind: 'answer',
    status: 429,
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : bucket),
    },
    body: {
      message:
        scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
      retry_after: seconds,
      global: scope === 'global',
    },
  }
}

/**
 * The ban that stands before Discord: no JSON, no bucket, no scope.
 * https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 */
export const cloudflareBan = (seconds: number): FaultEffect => ({
  kind: 'answer',
  status: 429,
  headers: {
    'content-type': 'text/html; charset=UTF-8',
    'retry-after': String(Math.ceil(seconds)),
    server: 'cloudflare',
  },
  body: '<!doctype html><html><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head><body><h1>Error 1015</h1><p>You are being rate limited.</p></body></html>\n',
})

/** A server error as Discord's own (JSON, 500) or as what stands before it (HTML, 502 and above). */
export const serverError = (status = 500): FaultEffect =>
  status === 500
    ? { kind: 'answer', status, body: { message: '500: Internal Server Error', code: 0 } }
    : {
        kind: 'answer',
        status,
        headers: { 'content-type': 'text/html; charset=UTF-8', server: 'cloudflare' },
        body: `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`,
      }

/** Any refusal with Discord's code: `refusal(10003, { status: 404, message: 'Unknown Channel' })`. */
export const refusal = (
  code: number,
  { status, message = 'Refused' }: { status: number; message?: string },
): FaultEffect => ({ kind: 'answer', status, body: { message, code } })

export const latency = (ms: number, { stored = false } = {}): FaultEffect => ({
  kind: 'delay',
  ms,
  stored,
})

export const hang = ({ stored }: { stored: boolean }): FaultEffect => ({ kind: 'hang', stored })

export const drop = ({ stored }: { stored: boolean }): FaultEffect => ({ kind: 'drop', stored })
