/** Whatever articles hold, what is composed of them is a message that Discord takes and shows as text. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleView } from '../../src/digest/article-view.ts'
import { type ComposedDigest, composeDigest } from '../../src/digest/compose.ts'
import { oneLine } from '../../src/digest/one-line.ts'
import { restView } from '../../src/digest/rest-view.ts'
import type { DigestArticle } from '../../src/model/digest.ts'
import type { Reply } from '../../src/model/message.ts'
import { article, content, HOUR, SLOT } from './articles.ts'
import { brokenRules } from './discord-limits.ts'
import { type Active, activeMarkdown } from './discord-markdown.ts'

const RUNS = { seed: 20250118, numRuns: 200 }
const ROLE = '123456789012345678'

const FRAGMENTS = [
  '市は図書館の開館時間を夜9時まで延ばす。',
  'The harbor reopens on Monday, officials said. ',
  '👨‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '🇯🇵',
  'が',
  'e\u0301',
  'नि',
  `Z${'\u0335'.repeat(40)}`,
  '\ud83d',
  '\udc68',
  '\u200b',
  '\u200d',
  '\u202e',
  'שלום',
  'مرحبا',
  '\u0000',
  '\u3000',
  ' ',
  '\n',
  '\r\n\r\n',
  '\u2028',
  '**',
  '*',
  '__',
  '_',
  '~~',
  '||',
  '`',
  '```',
  '\\',
  '\\\\',
  '[a](https://evil.example)',
  '[',
  '](',
  ')',
  '<',
  '>',
  '\n# ',
  '\n-# ',
  '\n> ',
  '\n>>> ',
  '\n- ',
  '\n1. ',
  '1. ',
  '- ',
  '# ',
  '+ ',
  '@everyone',
  '@here',
  '<@1>',
  '<@!2>',
  `<@&${ROLE}>`,
  '<#3>',
  '<:a:4>',
  '<a:b:5>',
  '<t:0>',
  '<t:0:R>',
  '</x:6>',
  '<id:home>',
  'https://evil.example/a_b_c*d',
  'http://evil.example',
  'hthttps://tps://evil.example',
  'javascript:alert(1)',
  'discord://x',
  '://',
  'discord.gg/abc',
  'discord.com/invite/abc',
  '[x](<https://evil.example>)',
  '<https://evil.example>',
  '\u2066',
  '\u061c',
  '\u001b[31m',
  '***',
  'snake_case_name',
  ':',
  '：',
  '！',
  '?',
  '、',
  '「',
  '」',
  '—',
  '{count}',
  "'{",
  '<b>',
  '&amp;',
] as const

const fragment = fc.constantFrom(...FRAGMENTS)
/** As long as a message has room for a few of them. */
const paragraph = fc
  .integer({ min: 10, max: 40 })
  .map((count) => '市は図書館の開館時間を夜9時まで延ばす。'.repeat(count))
const text = fc.oneof(
  { weight: 40, arbitrary: fc.array(fragment, { maxLength: 14 }).map((parts) => parts.join('')) },
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fragment.map((one) => one.repeat(Math.ceil(10_000 / one.length))) },
)
const address = fc.oneof(
  fc.constantFrom(
    null,
    '',
    'https://news.example/same',
    'https://news.example/same#a',
    'https://NEWS.example/same',
    'https://news.example/a_(b)_[c]*d*"e f"',
    'javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    'https://user:secret@news.example/',
    `https://news.example/${'x'.repeat(600)}`,
    `https://news.example/${'あ'.repeat(400)}`,
    `https://news.example/${'x'.repeat(3000)}`,
  ),
  text,
)
const source = fc.record({
  title: text,
  date: fc.option(text),
  points: fc.array(text, { maxLength: 3 }),
  publisher: fc.option(text),
  url: address,
})
const section = fc.record({
  heading: text,
  question: fc.option(text),
  answer: fc.option(text),
  intro: fc.constant<string[]>([]),
  source: fc.option(source),
  comments: fc.constant<string[]>([]),
  body: fc.constant<string[]>([]),
  remark: fc.option(text),
})
const keyPoint = fc.record({
  text: fc.oneof({ weight: 2, arbitrary: text }, { weight: 1, arbitrary: paragraph }),
  origin: fc.constantFrom('native' as const, 'extractive' as const, 'llm' as const),
  evidence: fc.constant<number[]>([]),
  section: fc.nat(4),
})
const values = fc.record({
  title: text,
  headline: text,
  lead: text,
  keyPoints: fc.array(keyPoint, { maxLength: 4 }),
  sections: fc.array(section, { maxLength: 3 }),
  next: fc.option(fc.record({ teaser: fc.option(text), url: address }), { nil: null }),
  body: fc.array(text, { maxLength: 4 }),
  lang: fc.constantFrom('ja', 'en', 'ar', ''),
  url: address,
  image: address,
  publishedAt: fc.option(
    fc.oneof(
      fc.integer({ min: SLOT - 90 * HOUR, max: SLOT }),
      fc.constantFrom(-1, 8e15, Number.MAX_SAFE_INTEGER),
    ),
  ),
  feedId: fc.nat(3),
  feedTitle: text,
})
const articles = (max: number) =>
  fc
    .array(values, { minLength: 1, maxLength: max })
    .map((all) => all.map((one, index) => article({ ...one, id: index + 1 })))
const locale = fc.constantFrom('ja' as const, 'en' as const)

const kindsIn = (view: Reply): Set<string> =>
  new Set(
    (view.embeds ?? []).flatMap((one) => activeMarkdown(one.description ?? '').map((a) => a.kind)),
  )

const within = (found: Iterable<string>, allowed: readonly string[]) =>
  expect([...found].filter((kind) => !allowed.includes(kind))).toEqual([])

/** Addresses that links of ours may lead to. */
const addressesOf = (all: readonly DigestArticle[]): Set<string> =>
  new Set(
    all
      .flatMap((one) => [
        one.url,
        one.next?.url ?? null,
        ...one.sections.map((s) => s.source?.url ?? null),
      ])
      .flatMap((url) => (url === null ? [] : [URL.parse(url.trim().toWellFormed())?.href ?? '']))
      .map((href) => href.replaceAll('(', '%28').replaceAll(')', '%29')),
  )

const linksAreOurs = (found: readonly Active[], all: readonly DigestArticle[]) => {
  const ours = addressesOf(all)
  for (const { kind, text: shown } of found) {
    if (kind === 'link') expect(ours).toContain(/^.*\]\((.*)\)$/su.exec(shown)?.[1])
  }
}

/** Composes; a digest that shows something is never nothing. */
function compose(values: Parameters<typeof content>[0]): ComposedDigest {
  const composed = composeDigest(content(values))
  if (composed === null) throw new Error('nothing was composed')
  return composed
}

const expectPlainContent = ({ payload, shown }: ComposedDigest) => {
  const active = activeMarkdown(payload.content ?? '')
  expect(active.map((one) => one.kind)).toEqual([...shown.map(() => 'numbered list'), 'mention'])
  expect(active.at(-1)?.text).toBe(`<@&${ROLE}>`)
  expect(payload.allowed_mentions).toEqual({ parse: [], roles: [ROLE] })
}

const expectPlacedOnce = (composed: ComposedDigest, all: readonly DigestArticle[]) => {
  const placed = [...composed.shown, ...composed.listed]
  expect(placed.toSorted((a, b) => a - b)).toEqual(all.map((one) => one.id))
  expect(composed.payload.embeds).toHaveLength(composed.shown.length)
  expect(composed.postings.map((one) => [one.articleId, one.embed])).toEqual(
    composed.shown.map((id, index) => [id, index]),
  )
}

describe('a digest of hostile articles', () => {
  it('breaks no limit, rings nobody, shows no markdown but ours and places every article once', () => {
    fc.assert(
      fc.property(articles(10), articles(3), locale, fc.boolean(), (shown, others, to, full) => {
        const listed = others.map((one) => ({ ...one, id: one.id + 100 }))
        const alone = full && shown.length === 1
        const composed = compose({ shown, listed, locale: to, alone, roleId: ROLE })
        const embeds = composed.payload.embeds ?? []
        expect(brokenRules(composed.payload)).toEqual([])
        expectPlainContent(composed)
        const found = embeds.flatMap((embed) => activeMarkdown(embed.description ?? ''))
        within(
          found.map((one) => one.kind),
          alone ? ['address', 'invite', 'link'] : ['address', 'invite'],
        )
        linksAreOurs(found, shown)
        expectPlacedOnce(composed, [...shown, ...listed])
        const numbers = shown.length > 1 ? embeds.map((one) => parseInt(one.title ?? '', 10)) : []
        expect(numbers).toEqual(numbers.map((_, index) => index + 1))
      }),
      RUNS,
    )
  })

  it('opens each article as pages that break no limit and show no markdown but ours', () => {
    fc.assert(
      fc.property(values, locale, (value, to) => {
        const one = article({ ...value, id: 7 })
        for (let page = 0; page < 8; page += 1) {
          const view = articleView(one, to, { page })
          expect(brokenRules(view)).toEqual([])
          within(kindsIn(view), ['address', 'invite', 'link', 'quote', 'bold'])
          const found = (view.embeds ?? []).flatMap((embed) =>
            activeMarkdown(embed.description ?? ''),
          )
          linksAreOurs(found, [one])
          if (!JSON.stringify(view.components).includes(`v1:view:7:${page + 1}"`)) break
        }
      }),
      { ...RUNS, numRuns: 100 },
    )
  })

  it('lists the rest within every limit, with only our own marks', () => {
    fc.assert(
      fc.property(articles(25), locale, fc.nat(4), (all, to, page) => {
        const view = restView({
          articles: all,
          zone: 'Asia/Tokyo',
          locale: to,
          key: 's1-abc',
          page,
        })
        expect(brokenRules(view)).toEqual([])
        const found = activeMarkdown(view.embeds?.[0]?.description ?? '')
        within(
          found.map((one) => one.kind),
          ['list', 'link', 'bold', 'time', 'invite'],
        )
        expect(found.map((one) => one.text)).not.toContain('<t:0>')
        expect(found.filter((one) => one.kind === 'list').length).toBeLessThanOrEqual(10)
        linksAreOurs(found, all)
      }),
      { ...RUNS, numRuns: 100 },
    )
  })
})

describe('a cut', () => {
  const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' })
  const clusters = fc
    .array(
      fc.constantFrom(
        '👨‍👩‍👧‍👦',
        '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
        '🇯🇵',
        'か\u3099',
        'e\u0301',
        'नि',
        '👍🏽',
        '港',
        'a',
        '。',
        ' ',
      ),
      {
        minLength: 1,
        maxLength: 200,
      },
    )
    .map((parts) => parts.join(''))

  const endsWhole = (cut: string, whole: string) => {
    const kept = cut.replace(/…$/u, '')
    if (cut === whole) return
    expect(whole.startsWith(kept)).toBe(true)
    const ends = [...GRAPHEMES.segment(whole)].map(({ index, segment }) => index + segment.length)
    expect([0, ...ends]).toContain(kept.length)
  }

  it('falls between two graphemes, in titles, contents, leads and options', () => {
    fc.assert(
      fc.property(clusters, clusters, (title, lead) => {
        const twice = [1, 2].map((id) => article({ id, title, headline: title, lead }))
        const { payload } = compose({ shown: twice })
        const whole = oneLine(title) || '（無題）'
        const [, second] = payload.embeds ?? []
        endsWhole(second?.title?.slice(2) ?? '', whole)
        endsWhole(payload.content?.split('\n')[1]?.slice(3) ?? '', whole)
        endsWhole(second?.description ?? '', oneLine(lead))
        const select = payload.components?.[0]?.components[0]
        const [option] = select?.type === 3 ? select.options : []
        endsWhole(option?.label.slice(2) ?? '', whole)
      }),
      RUNS,
    )
  })
})

describe('the reader of markdown that these tests use', () => {
  it('finds what it is to find', () => {
    const kinds = (one: string) => activeMarkdown(one).map((a) => a.kind)
    expect(kinds('**a** _b_ ~~c~~ ||d|| `e` [f](https://g.example) <@1> @here <t:0:R>')).toEqual([
      'bold',
      'italic',
      'strike',
      'spoiler',
      'code',
      'link',
      'mention',
      'everyone',
      'time',
    ])
    expect(kinds('# a\n> b\n- c\n1. d\n-# e')).toEqual([
      'heading',
      'quote',
      'list',
      'numbered list',
      'subtext',
    ])
    expect(kinds('\\*\\*a\\*\\* \\`b\\` snake_case @\u200bhere')).toEqual([])
  })
})
