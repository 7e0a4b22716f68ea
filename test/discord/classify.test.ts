import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { classify } from '../../src/discord/classify.ts'

const URL_OF_ANY = 'http://127.0.0.1/api/v10/channels/1/messages'

const apiError = (status: number, code: number | undefined) =>
  new DiscordAPIError(
    { message: 'said by Discord', code } as ConstructorParameters<typeof DiscordAPIError>[0],
    code as number,
    status,
    'POST',
    URL_OF_ANY,
    {},
  )

const failed = (code: string) => Object.assign(new Error('socket'), { code })

describe('what an answer of Discord means for a delivery', () => {
  it.each([
    ['a deleted channel', 404, 10003, 'channel-gone'],
    ['a deleted server', 404, 10004, 'channel-gone'],
    ['a message that was deleted since', 404, 10008, 'refused'],
    ['a channel that the bot does not see', 403, 50001, 'no-access'],
    ['closed direct messages', 403, 50007, 'direct-closed'],
    ['no server in common', 400, 50278, 'direct-closed'],
    ['a missing right', 403, 50013, 'no-permission'],
    ['an archived thread', 400, 50083, 'no-permission'],
    ['a locked thread', 400, 160005, 'no-permission'],
    ['a voice channel', 400, 50008, 'wrong-channel'],
    ['a wrong type of channel', 400, 50024, 'wrong-channel'],
    ['a forum that wants a tag', 400, 40067, 'needs-tag'],
    ['an empty message', 400, 50006, 'invalid'],
    ['a form that breaks a limit', 400, 50035, 'invalid'],
    ['words that AutoMod blocks', 400, 200000, 'harmful'],
    ['a harmful link', 400, 240000, 'harmful'],
    ['an unknown code of a 404', 404, 19999, 'channel-gone'],
    ['an unknown code of a 403', 403, 59999, 'no-access'],
    ['an unknown code of a 400', 400, 59998, 'invalid'],
    ['an unknown code of a 409', 409, 59997, 'refused'],
  ])('%s is final', (_name, status, code, reason) => {
    expect(classify(apiError(status, code))).toEqual({ kind: 'permanent', reason, code })
  })

  it.each([
    ["a channel's write limit", 400, 20028],
    ['slow mode', 400, 20016],
    ['direct messages opened too fast', 403, 40003],
    ['a resource under load', 400, 40062],
    ['an answer of what stands before Discord', 403, undefined],
  ])('%s is tried again, and nothing was stored', (_name, status, code) => {
    expect(classify(apiError(status, code))).toMatchObject({ kind: 'temporary', refused: true })
  })

  it('an error of Discord’s servers is tried again, and may have stored the message', () => {
    const server = new HTTPError(502, 'Bad Gateway', 'POST', URL_OF_ANY, {})
    expect(classify(server)).toEqual({ kind: 'temporary', reason: '502', refused: false })
    expect(classify(apiError(503, 130000))).toMatchObject({ kind: 'temporary', refused: false })
  })

  it('a limit says when to come again', () => {
    const limit = new RateLimitError({
      timeToReset: 1200.2,
      limit: 5,
      method: 'POST',
      hash: 'hash',
      url: URL_OF_ANY,
      route: '/channels/:id/messages',
      majorParameter: '1',
      global: false,
      retryAfter: 800,
      sublimitTimeout: 0,
      scope: 'user',
    })
    expect(classify(limit)).toEqual({
      kind: 'temporary',
      retryAfterMs: 1201,
      reason: '429/user',
      refused: true,
    })
  })

  it('a dead token ends everything', () => {
    expect(classify(apiError(401, 0))).toEqual({ kind: 'unauthorized' })
  })

  it('a request that never reached anybody stored nothing', () => {
    expect(classify(failed('ECONNREFUSED'))).toMatchObject({ kind: 'temporary', refused: true })
    const wrapped = new Error('fetch failed', { cause: failed('ENOTFOUND') })
    expect(classify(wrapped)).toMatchObject({ kind: 'temporary', reason: 'ENOTFOUND' })
  })

  it('a broken connection leaves it open', () => {
    expect(classify(failed('ECONNRESET'))).toEqual({ kind: 'unknown', reason: 'ECONNRESET' })
    expect(classify(failed('UND_ERR_SOCKET'))).toMatchObject({ kind: 'unknown' })
    expect(classify(new DOMException('late', 'AbortError'))).toEqual({
      kind: 'unknown',
      reason: 'timeout',
    })
    expect(classify('what is this')).toMatchObject({ kind: 'unknown' })
  })
})
