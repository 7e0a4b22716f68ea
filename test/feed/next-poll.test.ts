import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf } from '../../src/feed/answer.ts'
import { hintsOf, NO_HINTS } from '../../src/feed/hints.ts'
import { afterRedirect } from '../../src/feed/moved.ts'
import { afterPoll, type PollOutcome } from '../../src/feed/next-poll.ts'

/** A Sunday. */
const NOW = Date.parse('2026-01-18T00:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (random = 0) => ({ now: NOW, random: () => random })
const minutes = (outcome: PollOutcome, known = { failures: 0 }, random = 0) =>
  (afterPoll(known, outcome, at(random)).dueAt - NOW) / MINUTE
const headers = (all: Record<string, string>) => ({ headers: new Headers(all) })

describe('the next poll', () => {
  it('is in half an hour without hints, a little later at random', () => {
    expect(minutes({ ok: true })).toBe(30)
    expect(minutes({ ok: true }, { failures: 0 }, 0.5)).toBe(31.5)
  })

  it.each([
    [{ 'cache-control': 'max-age=7200' }, 120],
    [{ 'cache-control': 'public, max-age="7200"' }, 120],
    [{ 'cache-control': 'max-age=7200', age: '3600' }, 60],
    [{ 'cache-control': 'max-age=60' }, 30],
    [{ 'cache-control': 'max-age=99999999' }, 1440],
    [{ 'cache-control': 'no-cache, max-age=7200' }, 30],
    [{ expires: new Date(NOW + 3 * HOUR).toUTCString() }, 180],
    [{ expires: '0' }, 30],
    [{ 'cache-control': 'max-age=3600', expires: new Date(NOW + 9 * HOUR).toUTCString() }, 60],
  ])('keeps to %j', (given, expected) => {
    expect(minutes({ ok: true, ...headers(given) })).toBe(expected)
  })

  it('keeps to what the document asks, also when a 304 says nothing', () => {
    const hints = { ...NO_HINTS, every: 60 * MINUTE }
    const read = { ok: true, hints, ...headers({ 'cache-control': 'max-age=10800' }) }
    expect(minutes({ ok: true, hints })).toBe(60)
    expect(minutes({ ok: true, hints: { ...NO_HINTS, every: 10 * MINUTE } })).toBe(15)
    expect(minutes(read)).toBe(180)
    const known = afterPoll({ failures: 0 }, read, at())
    expect(minutes({ ok: true, ...headers({}) }, known)).toBe(180)
    expect(minutes({ ok: true, ...headers({ 'cache-control': 'no-cache' }) }, known)).toBe(60)
  })

  it('leaves out the hours and days that the document names', () => {
    const skipHours = [0, 1, 2]
    expect(minutes({ ok: true, hints: { ...NO_HINTS, skipHours } })).toBe(180)
    expect(minutes({ ok: true, hints: { ...NO_HINTS, skipDays: [0] } })).toBe(1440)
    const all = Array.from({ length: 24 }, (_, hour) => hour)
    expect(minutes({ ok: true, hints: { ...NO_HINTS, skipHours: all } })).toBe(1440)
  })

  it('keeps to Retry-After on 429 and 503, as seconds and as a date, for a day at most', () => {
    for (const status of [429, 503]) {
      for (const value of ['36000', new Date(NOW + 36_000_000).toUTCString()]) {
        expect(minutes({ ok: false, status, ...headers({ 'retry-after': value }) })).toBe(600)
      }
    }
    expect(minutes({ ok: false, status: 429, ...headers({ 'retry-after': '9999999' }) })).toBe(1440)
    expect(minutes({ ok: false, status: 500, ...headers({ 'retry-after': '36000' }) })).toBe(15)
    expect(minutes({ ok: false, status: 429, ...headers({ 'retry-after': 'soon' }) })).toBe(15)
  })

  it('backs off after every failure, up to a day, and starts anew after a success', () => {
    expect([0, 1, 5, 50].map((failures) => minutes({ ok: false }, { failures }, 0.5))).toEqual([
      22.5, 45, 720, 1080,
    ])
    expect(afterPoll({ failures: 9 }, { ok: true }, at()).failures).toBe(0)
  })

  it('is never before what was asked, and within a quarter of an hour and a day', () => {
    fc.assert(
      fc.property(
        fc.record({
          maxAge: fc.nat(200_000),
          every: fc.option(fc.nat(200 * HOUR), { nil: null }),
          failures: fc.nat(40),
          ok: fc.boolean(),
          random: fc.double({ min: 0, max: 0.999, noNaN: true }),
        }),
        ({ maxAge, every, failures, ok, random }) => {
          const outcome = {
            ok,
            status: 503,
            hints: { ...NO_HINTS, every },
            ...headers({ 'cache-control': `max-age=${maxAge}`, 'retry-after': String(maxAge) }),
          }
          const next = afterPoll({ failures }, outcome, at(random))
          expect(next.dueAt - NOW).toBeGreaterThanOrEqual(
            Math.max(15 * MINUTE, Math.min(24 * HOUR, maxAge * 1000)),
          )
          expect(next.dueAt - NOW).toBeLessThanOrEqual(24 * HOUR)
          expect(next.freshUntil).toBeLessThanOrEqual(next.dueAt)
        },
      ),
    )
  })
})

describe('the hints of a document', () => {
  const hints = (xml: string) => hintsOf(Buffer.from(xml))

  it('are its ttl, its update period, its skipped hours and days', () => {
    expect(hints('<rss><channel><ttl> 90 </ttl><item/></channel></rss>').every).toBe(90 * MINUTE)
    expect(
      hints(
        '<rdf:RDF><channel><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>',
      ).every,
    ).toBe(6 * HOUR)
    expect(
      hints(
        '<channel><skipHours><hour>0</hour>\n<hour>24</hour><hour>7</hour></skipHours><skipDays><day>Sunday</day></skipDays>',
      ),
    ).toMatchObject({ skipHours: [0, 0, 7], skipDays: [0] })
  })

  it('are not what an item says, nor anything in a page or a JSON feed', () => {
    expect(hints('<rss><channel><item><ttl>90</ttl></item></channel></rss>')).toEqual(NO_HINTS)
    expect(hints('<!doctype html><title>ttl</title>')).toEqual(NO_HINTS)
    expect(hints('{"version":"https://jsonfeed.org/version/1.1","ttl":90}')).toEqual(NO_HINTS)
    expect(hints('')).toEqual(NO_HINTS)
    expect(hints('<ttl>often</ttl>')).toEqual(NO_HINTS)
  })

  it('are read from UTF-16 too', () => {
    expect(hintsOf(Buffer.from('<channel><ttl>60</ttl></channel>', 'utf16le')).every).toBe(HOUR)
  })

  it('take no longer for a hostile document', () => {
    for (const piece of ['<skipHours>', '<ttl ', '<hour>', '<', 'x:updatePeriod']) {
      const before = process.cpuUsage()
      hintsOf(Buffer.from(piece.repeat(100_000)))
      expect(process.cpuUsage(before).user).toBeLessThan(500_000)
    }
  })
})

describe('a permanent redirect', () => {
  const feed = { url: 'https://old.example/feed', movedTo: null, movedSeen: 0 }
  const NEW = 'https://new.example/feed'

  it('is believed when it was seen three times in a row', () => {
    const first = afterRedirect(feed, NEW)
    const second = afterRedirect({ ...feed, ...first }, NEW)
    const third = afterRedirect({ ...feed, ...second }, NEW)
    expect([first.move, second.move, third.move]).toEqual([null, null, NEW])
  })

  it('begins anew where it leads elsewhere or was not there once', () => {
    const twice = { ...feed, movedTo: NEW, movedSeen: 2 }
    expect(afterRedirect(twice, 'https://other.example/').movedSeen).toBe(1)
    expect(afterRedirect(twice, undefined)).toEqual({ movedTo: null, movedSeen: 0, move: null })
  })

  it('is never believed where it gives up https', () => {
    const twice = { ...feed, movedTo: 'http://new.example/', movedSeen: 2 }
    expect(afterRedirect(twice, 'http://new.example/').move).toBeNull()
  })
})

describe('an answer that is no feed', () => {
  const ASKED = 'https://a.example/feed'
  const answer = (status: number, body = '', all: Record<string, string> = {}, url = ASKED) =>
    refusalOf({ status, headers: new Headers(all), body: Buffer.from(body), url }, ASKED)?.kind
  const FORM = '<!doctype html><title>Sign in</title><form><input name=p type="password"></form>'

  it.each([
    ['a feed may be one', answer(200, '<rss/>'), undefined],
    ['a page may lead to one', answer(200, '<!doctype html><title>Home</title>'), undefined],
    ['a check for browsers', answer(403, 'wait', { 'cf-mitigated': 'challenge' }), 'challenge'],
    ['taken down', answer(410), 'gone'],
    ['wants a password', answer(401), 'login'],
    ['forbidden', answer(403), 'http-error'],
    ['forbidden, with a login form', answer(403, FORM), 'login'],
    ['a login form in its place', answer(200, FORM), 'login'],
    [
      'led to a login page',
      answer(200, '<!doctype html>', {}, 'https://a.example/users/sign_in?to=feed'),
      'login',
    ],
    [
      'led to a feed whose address has such a word',
      answer(200, '<rss/>', { 'content-type': 'text/xml' }, 'https://a.example/auth/feed'),
      undefined,
    ],
    ['missing', answer(404), 'http-error'],
    ['broken', answer(500), 'http-error'],
  ])('%s', (_, kind, expected) => {
    expect(kind).toBe(expected)
  })
})
