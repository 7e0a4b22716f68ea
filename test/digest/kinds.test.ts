/** Cards of every kind, whatever their feeds put into them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleView } from '../../src/digest/article-view.ts'
import { composeDigest } from '../../src/digest/compose.ts'
import { clockOf } from '../../src/digest/kinds.ts'
import type { Details } from '../../src/model/details.ts'
import { article, content } from './articles.ts'
import { brokenRules } from './discord-limits.ts'
import { activeMarkdown } from './discord-markdown.ts'

const RUNS = { seed: 20260116, numRuns: 150 }

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '@everyone',
        '<@&123456789012345678>',
        '**b**',
        '`c`',
        '[a](https://evil.example)',
        'https://evil.example/x',
        '\u202e',
        '\n# h',
        '霧'.repeat(300),
        'fog '.repeat(200),
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

const address = fc.oneof(
  hostile,
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', `https://a.example/${'x'.repeat(1_900)}`),
)
const seconds = fc.option(fc.integer({ min: 0, max: 400_000 }))
const chapters = fc.array(fc.record({ at: fc.integer({ min: 0, max: 90_000 }), title: hostile }), {
  maxLength: 40,
})

const details: fc.Arbitrary<Details> = fc.oneof(
  fc.record({
    kind: fc.constant('video' as const),
    seconds,
    views: fc.option(fc.nat()),
    chapters,
  }),
  fc.record({
    kind: fc.constant('episode' as const),
    seconds,
    audio: fc.option(address),
    chapters,
  }),
  fc.record({
    kind: fc.constant('release' as const),
    version: hostile,
    repository: fc.option(hostile),
  }),
  fc.record({ kind: fc.constant('post' as const) }),
  fc.record({
    kind: fc.constant('link' as const),
    linked: fc.option(address),
    discussion: address,
  }),
)

const articles = fc.array(
  fc
    .record({
      details,
      title: hostile,
      lead: hostile,
      body: fc.array(hostile, { maxLength: 4 }),
      image: fc.option(address),
      url: fc.option(address),
    })
    .map((values) => article({ ...values, headline: values.title })),
  { minLength: 1, maxLength: 5 },
)

describe('a digest of every kind of article', () => {
  it('is a message that Discord takes, in which nothing rings and no link leads elsewhere', () => {
    fc.assert(
      fc.property(articles, fc.constantFrom('ja' as const, 'en' as const), (shown, locale) => {
        const composed = composeDigest(content({ shown, locale }))
        expect(composed).not.toBeNull()
        if (!composed) return
        expect(brokenRules(composed.payload)).toEqual([])
        for (const one of shown) expect(brokenRules(articleView(one, locale))).toEqual([])
      }),
      RUNS,
    )
  })

  it('shows what its feeds wrote as text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = article({
          details: { kind: 'video', seconds: 60, views: 1, chapters: [{ at: 1, title: text }] },
          lead: '',
          title: 'Fog',
          headline: 'Fog',
        })
        const composed = composeDigest(content({ shown: [shown] }))
        const description = composed?.payload.embeds?.[0]?.description ?? ''
        // The clock of a chapter is the only thing that is meant.
        const written = description.replaceAll(/^`[\d:]+` /gm, '')
        expect(activeMarkdown(written)).toEqual([])
      }),
      RUNS,
    )
  })
})

describe('a clock', () => {
  it.each([
    [0, '0:00'],
    [65, '1:05'],
    [3723, '1:02:03'],
    [86_399, '23:59:59'],
    [null, ''],
  ])('shows %s seconds as %s', (given, shown) => {
    expect(clockOf(given)).toBe(shown)
  })
})
