import { describe, expect, it } from 'vitest'
import { filter, filterSet, paid } from '../../commands/controls/filters.ts'
import { digestList } from '../../commands/digest-list.ts'
import { digestSubscribe } from '../../commands/digest-subscribe.ts'
import { FORM } from '../../config/limits.ts'
import { fail, ok } from '../../src/lib/result.ts'
import type { Form, FormField } from '../../src/model/command.ts'
import { type Filters, NO_FILTERS } from '../../src/model/filters.ts'
import type { FiltersProblem } from '../../src/services/changes.ts'
import type { Subscribed } from '../../src/services/orders.ts'
import type { Services } from '../../src/services/services.ts'
import { MOST_WORDS, readTyped } from '../../src/subscription/filters.ts'
import { callerOf, given, servicesOf, viewOf } from './fakes.ts'
import { controlsOf, faultsOf } from './sendable.ts'

const ALL: Filters = {
  words: ['制裁', 'interest rate'],
  without: ['*野球*'],
  categories: ['政治'],
  withoutCategories: ['スポーツ'],
  languages: ['ja', 'en'],
  paid: 'hide',
  perFeed: 3,
}
const filtered = viewOf(7, { filters: ALL, version: 4 })
const BOTH = ['en', 'ja'] as const
const longest = '＊'.repeat(60)
const many = Array.from({ length: MOST_WORDS }, (_, n) => `${longest.slice(2)}${n + 10}`)

const formOf = async (view = filtered, locale: 'en' | 'ja' = 'ja') => {
  const services = servicesOf({ subscriptionOf: given(view) })
  const opened = await filter.open({ args: ['7', '2'] }, services, callerOf({ locale }))
  if (!('fields' in opened)) throw new Error(opened.content)
  return { ...opened, fields: textsOf(opened) }
}

const textsOf = ({ fields }: Form): FormField[] => fields.filter((field) => 'value' in field)

describe('the form of filters', () => {
  it.each(BOTH)('opens with what is on, in %s, and comes back the same', async (locale) => {
    const form = await formOf(filtered, locale)
    expect(form.customId).toBe('v1:filter-set:7:2:4')
    const values = Object.fromEntries(form.fields.map(({ id, value }) => [id, value]))
    expect(values).toEqual({
      words: '制裁 "interest rate"',
      without: '*野球*',
      categories: locale === 'ja' ? '政治、-スポーツ' : '政治, -スポーツ',
      languages: locale === 'ja' ? '日本語、英語' : 'Japanese, English',
      'per-feed': '3',
    })
    const { words = '', without = '', categories = '', languages = '' } = values
    const back = readTyped({
      words,
      without,
      categories,
      languages,
      perFeed: values['per-feed'] ?? '',
    })
    expect(back.ok && new Set(back.value.words)).toEqual(new Set(ALL.words))
    expect(back.ok && back.value).toMatchObject({ ...ALL, words: expect.anything(), paid: 'show' })
  })

  it.each(BOTH)('is one that Discord takes, whatever is in it, in %s', async (locale) => {
    const full = { ...ALL, words: many, without: many, categories: many, withoutCategories: many }
    const form = await formOf(viewOf(7, { filters: full }), locale)
    expect([...form.title].length).toBeLessThanOrEqual(FORM.title)
    expect(form.fields).toHaveLength(FORM.fields)
    for (const { label, hint, value, most } of form.fields) {
      expect([...label].length).toBeLessThanOrEqual(FORM.label)
      expect([...hint].length).toBeLessThanOrEqual(FORM.hint)
      expect([...value].length).toBeLessThanOrEqual(most)
      expect(`${label}${hint}`).not.toMatch(/\{\w+\}/)
    }
  })

  it('opens with what was written before and could not be stored', async () => {
    const services = servicesOf({
      subscriptionOf: given(filtered),
      filterDraft: async (draft) => (draft === 'd1' ? { words: '花 !!', perFeed: '900' } : null),
    })
    const open = async (draft: string) => {
      const opened = await filter.open({ args: ['7', '0', draft] }, services, callerOf())
      if (!('fields' in opened)) throw new Error(opened.content)
      return Object.fromEntries(textsOf(opened).map(({ id, value }) => [id, value]))
    }
    expect(await open('d1')).toMatchObject({ words: '花 !!', without: '*野球*', 'per-feed': '900' })
    expect(await open('over')).toMatchObject({ words: '制裁 "interest rate"', 'per-feed': '3' })
  })

  it('does not open for a digest that is gone', async () => {
    const services = servicesOf({ subscriptionOf: async () => fail({ kind: 'gone' }) })
    const said = await filter.open({ args: ['7', '0'] }, services, callerOf({ locale: 'ja' }))
    expect('content' in said && said.content).toContain('/ダイジェスト 一覧')
  })
})

const handIn = (
  outcome: Awaited<ReturnType<Services['setFilters']>>,
  { locale = 'ja' as 'en' | 'ja', fields = {} } = {},
) => {
  const asked: unknown[] = []
  const services = servicesOf({
    subscriptions: async () => [filtered],
    setFilters: async (change) => {
      asked.push(change)
      return outcome
    },
  })
  const input = { args: ['7', '2', '4'], values: [], fields }
  return { asked, reply: filterSet.run(input, services, callerOf({ locale })) }
}

describe('handing the form in', () => {
  it('stores what was written for the version that was seen, and shows the panel', async () => {
    const set = ok({ view: filtered, matches: { total: 12, matching: 4, today: true } })
    const { asked, reply } = handIn(set, { fields: { words: '制裁', 'per-feed': '' } })
    const { content = '', embeds, ...rest } = await reply
    expect(asked).toEqual([
      {
        id: 7,
        version: 4,
        typed: {
          words: '制裁',
          without: null,
          categories: null,
          languages: null,
          perFeed: '',
        },
      },
    ])
    expect(content).toContain('今日の12本のうち4本')
    expect(content).toContain('「制裁」「interest rate」')
    expect(embeds?.[0]?.description).toContain('1フィード3本まで')
    expect(faultsOf({ content, ...(embeds ? { embeds } : {}), ...rest })).toEqual([])
  })

  it('says that nothing matches today, and that the filters stand', async () => {
    const set = ok({ view: filtered, matches: { total: 12, matching: 0, today: true } })
    expect((await handIn(set).reply).content).toContain('今日の12本に、条件に合う記事はありません')
    expect((await handIn(set, { locale: 'en' }).reply).content).toContain(
      'None of today’s 12 articles',
    )
  })

  it('says that there are no filters any more where all was emptied', async () => {
    const set = ok({ view: viewOf(7), matches: null })
    expect((await handIn(set).reply).content).toContain('絞り込みなし')
  })

  it('tells who was slower, with the digest as it is now', async () => {
    const faster = await handIn(fail({ kind: 'faster', draft: 'd1' }), { locale: 'en' }).reply
    expect(faster.content).toContain('Somebody was faster')
    expect(faster.beside).toBeUndefined()
    expect(controlsOf(faster)).toContain('v1:filter:7:0:d1')
    expect((await handIn(fail({ kind: 'faster', draft: 'd1' })).reply).content).toContain(
      '上書きしていません',
    )
  })

  it.each<[Extract<FiltersProblem, { kind: 'bad-filter' }>, RegExp, RegExp]>([
    [
      {
        kind: 'bad-filter',
        problem: { kind: 'too-many-words', list: 'without', most: 25 },
        draft: 'd1',
      },
      /「除く言葉」.*25件まで.*数を減らす/,
      /25 entries.*Name fewer/,
    ],
    [
      {
        kind: 'bad-filter',
        problem: { kind: 'word-too-long', typed: longest, most: 60 },
        draft: 'd1',
      },
      /60文字まで.*短い言葉/,
      /up to 60 characters.*shorter/,
    ],
    [
      { kind: 'bad-filter', problem: { kind: 'no-word', typed: '`!`' }, draft: 'd1' },
      /言葉を入力/,
      /Use a word/,
    ],
    [
      {
        kind: 'bad-filter',
        problem: { kind: 'unknown-language', typed: 'クリンゴン語' },
        draft: 'd1',
      },
      /`クリンゴン語`.*`日本語`/,
      /`クリンゴン語`.*`Japanese`/,
    ],
    [
      { kind: 'bad-filter', problem: { kind: 'bad-number', typed: 'x', most: 50 }, draft: 'd1' },
      /1から50まで/,
      /1 to 50/,
    ],
  ])(
    'says what cannot be used, what to do, and keeps what was written: %j',
    async (error, ja, en) => {
      for (const [locale, pattern] of [
        ['ja', ja],
        ['en', en],
      ] as const) {
        const reply = await handIn(fail(error), { locale }).reply
        expect(reply.content).toMatch(pattern)
        expect(controlsOf(reply)).toContain('v1:filter:7:0:d1')
        expect(faultsOf(reply)).toEqual([])
      }
    },
  )
})

describe('the button of paid articles', () => {
  it('takes the next rule, for the version that was seen', async () => {
    const asked: unknown[] = []
    const services = servicesOf({
      subscriptions: async () => [viewOf(7, { filters: { ...NO_FILTERS, paid: 'last' } })],
      setFilters: async (change) => {
        asked.push(change)
        return ok({ view: viewOf(7, { filters: { ...NO_FILTERS, paid: 'last' } }), matches: null })
      },
    })
    const reply = await paid.run(
      { args: ['7', '0', '1', 'last'], values: [] },
      services,
      callerOf(),
    )
    expect(asked).toEqual([{ id: 7, version: 1, typed: { paid: 'last' } }])
    expect(reply.content).toContain('paid articles last')
    expect(controlsOf(reply)).toContain('v1:paid:7:0:1:hide')
    expect(JSON.stringify(reply.components)).toContain('Paid articles: put last (press to change)')
  })
})

describe('/digest subscribe', () => {
  const subscribedWith = async (done: Partial<Subscribed>, locale: 'ja' | 'en' = 'ja') => {
    const value = { view: filtered, already: false, zoneGuessed: false, preview: null, ...done }
    const services = servicesOf({ subscribe: given(value) })
    return digestSubscribe.run({ feed: 'https://a.example' }, services, callerOf({ locale }))
  }

  it('says in words what is on and how much of today matches', async () => {
    const matches = { total: 12, matching: 4, today: true }
    const ja = await subscribedWith({ matches })
    expect(ja.content).toContain(
      '絞り込み：含む言葉は「制裁」「interest rate」・除く言葉は「\\*野球\\*」・カテゴリは「政治」・除くカテゴリは「スポーツ」・言語は日本語、英語・有料記事は載せない・1フィード3本まで',
    )
    expect(ja.content).toContain('今日の12本のうち4本')
    const en = await subscribedWith({ matches: { total: 1, matching: 1, today: false } }, 'en')
    expect(en.content).toContain('1 of the 1 article before matches')
    expect([...faultsOf(ja), ...faultsOf(en)]).toEqual([])
  })

  it('does not say that there is nothing yet where nothing matches', async () => {
    const { content } = await subscribedWith({ matches: { total: 3, matching: 0, today: true } })
    expect(content).toContain('条件に合う記事が届くと')
    expect(content).not.toContain('まだ紹介できる記事がありません')
  })

  it('says that filters of a digest that was there already were not changed', async () => {
    const { content } = await subscribedWith({ already: true, filtersKept: true }, 'en')
    expect(content).toContain('were not changed')
  })

  it('hands the options on', async () => {
    const asked: unknown[] = []
    const services = servicesOf({
      subscribe: async (input) => {
        asked.push(input.filters)
        return fail({ kind: 'bad-filter', problem: { kind: 'no-word', typed: '!' } })
      },
    })
    const options = {
      feed: 'x',
      words: '花',
      without: '虫',
      languages: 'ja',
      paid: 'last',
      per_feed: 2,
    }
    const reply = await digestSubscribe.run(
      options as unknown as Parameters<typeof digestSubscribe.run>[0],
      services,
      callerOf(),
    )
    expect(asked).toEqual([
      { words: '花', without: '虫', languages: 'ja', paid: 'last', perFeed: 2 },
    ])
    expect(reply.content).toContain('Use a word')
  })

  it.each([
    ['', ['日本語', '英語']],
    ['独', []],
    ['ドイ', ['ドイツ語']],
    ['日本語、えい', []],
    ['日本語、英', ['日本語、英語']],
    ['ja fr', ['ja フランス語']],
  ])('completes the last language of 「%s」', async (typed, offered) => {
    const complete = digestSubscribe.complete?.['languages']
    const choices = await complete?.(typed, servicesOf(), callerOf({ locale: 'ja' }))
    expect(
      choices
        ?.slice(0, 2)
        .map(({ value }) => value)
        .slice(0, offered.length || 2),
    ).toEqual(offered)
  })
})

it('shows the filters of the chosen digest in the panel, as long as they may be', async () => {
  const full = { ...ALL, words: many, without: many, categories: many, withoutCategories: many }
  const views = Array.from({ length: 8 }, (_, id) => viewOf(id + 1, { filters: full }))
  for (const locale of BOTH) {
    const services = servicesOf({ subscriptions: async () => views })
    const reply = await digestList.run({}, services, callerOf({ locale }))
    expect(faultsOf(reply)).toEqual([])
    expect(reply.embeds?.[0]?.description).toContain(locale === 'ja' ? '絞り込み：' : 'Filters:')
  }
})
