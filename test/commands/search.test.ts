import { describe, expect, it } from 'vitest'
import { read, rest, view } from '../../commands/controls/articles.ts'
import { find } from '../../commands/controls/find.ts'
import { foundWords } from '../../commands/found-words.ts'
import { help } from '../../commands/help.ts'
import { latest } from '../../commands/latest.ts'
import { search } from '../../commands/search.ts'
import { fail } from '../../src/lib/result.ts'
import type { Command, CommandLeaf } from '../../src/model/command.ts'
import type { FoundHit, SearchPage } from '../../src/services/search-services.ts'
import type { Services } from '../../src/services/services.ts'
import { articleOf, callerOf, given, servicesOf } from './fakes.ts'
import { controlsOf, faultsOf } from './sendable.ts'

const leafOf = (command: Command<Services>): CommandLeaf<Services> => {
  if (!('leaf' in command)) throw new Error('a group')
  return command.leaf
}
const run =
  (command: Command<Services>, options: Record<string, unknown>) =>
  (services: Services, caller = callerOf()) =>
    leafOf(command).run(options as never, services, caller)

const hit = (id: number, changes: Partial<FoundHit> = {}): FoundHit => ({
  article: articleOf(id),
  score: 1,
  others: 0,
  where: 'point',
  text: 'High water at nine in the harbour.',
  feedTitle: 'Harbour News',
  posting: { guildId: '100', channelId: '200', messageId: '900' },
  ...changes,
})

const page = (changes: Partial<SearchPage> = {}): SearchPage => ({
  wish: { query: 'harbour' },
  session: 'abc123',
  page: 0,
  pages: 1,
  total: 1,
  hits: [hit(1)],
  suggestions: [],
  ...changes,
})

describe('/search', () => {
  it('shows each article with its feed, where the words stand, and where it was posted', async () => {
    const reply = await run(search, { query: 'harbour' })(servicesOf({ search: given(page()) }))
    const text = reply.embeds?.[0]?.description ?? ''
    expect(text).toContain('[Tide table 1](https://news.example/1)')
    expect(text).toContain('Harbour News')
    expect(text).toContain('in the **harbour**')
    expect(text).toContain('https://discord.com/channels/100/200/900')
    expect(controlsOf(reply)).toEqual(['v1:read:list', 'v1:share:list'])
    expect(faultsOf(reply)).toEqual([])
  })

  it('turns its pages, and counts on', async () => {
    const second = page({ page: 1, pages: 3, total: 12, hits: [hit(6)] })
    const asked: unknown[] = []
    const searchPage: Services['searchPage'] = async (session, at) => {
      asked.push([session, at])
      return { ok: true, value: second }
    }
    const reply = await find.run(
      { args: ['abc123', '1'], values: [] },
      servicesOf({ searchPage }),
      callerOf(),
    )
    expect(asked).toEqual([['abc123', 1]])
    expect(reply.embeds?.[0]?.description).toContain('**6.**')
    expect(controlsOf(reply)).toEqual([
      'v1:read:list',
      'v1:share:list',
      'v1:find:abc123:0',
      'v1:find:abc123:2',
    ])
    expect(faultsOf(reply)).toEqual([])
  })

  it('fits into one message whatever strangers write', async () => {
    const wild = '*[x](y)@everyone`'.repeat(200)
    const article = articleOf(1, {
      title: wild,
      headline: wild,
      url: `https://news.example/${'ü('.repeat(900)}`,
    })
    const hits = [1, 2, 3, 4, 5].map((id) =>
      hit(id, { article: { ...article, id }, text: wild, feedTitle: wild }),
    )
    const found = page({ wish: { query: wild }, hits, total: 5 })
    for (const locale of ['en', 'ja'] as const) {
      const services = servicesOf({ search: given(found) })
      const reply = await run(search, { query: wild })(services, callerOf({ locale }))
      expect(faultsOf(reply)).toEqual([])
      // Titles and options show everything raw and ring nobody; in descriptions mentions are broken.
      expect(reply.embeds?.[0]?.description).not.toContain('@everyone')
    }
  })

  it('says what else to try when nothing is found', async () => {
    const nothing = page({ total: 0, hits: [], pages: 0 })
    const reply = await run(search, { query: 'x' })(servicesOf({ search: given(nothing) }))
    expect(reply.content).toContain('`/latest`')
    expect(faultsOf(reply)).toEqual([])
  })

  it.each([
    ['empty-query', 'words'],
    ['no-feeds', '`/digest subscribe`'],
    ['expired', '`/search`'],
  ] as const)('says what to do: %s', async (kind, words) => {
    const reply = await run(search, { query: 'x' })(
      servicesOf({ search: async () => fail({ kind }) }),
    )
    expect(reply.content).toContain(words)
  })

  it('answers a page button that it never made', async () => {
    const reply = await find.run({ args: [], values: [] }, servicesOf(), callerOf())
    expect(reply.content).toContain('Search again')
  })
})

describe('found words', () => {
  it('are bold, and everything around them is only text', () => {
    expect(foundWords('A *tide* of Tides', 'tide')).toBe('A \\***tide**\\* of **Tides**')
    expect(foundWords('港の潮位表', '潮位')).toBe('港の**潮位**表')
  })

  it('are in sight in a long text', () => {
    const text = foundWords(
      `${'waves and '.repeat(60)}lighthouse ${'and more '.repeat(60)}`,
      'lighthouse',
    )
    expect(text).toContain('**lighthouse**')
    expect([...text].length).toBeLessThan(160)
  })

  it('stand among whole words in English, and fill the line in Japanese', () => {
    const plan = 'Opponents argued that the investment pays off only if the factory stays open. '
    const english = `${plan}Evening sessions begin in September, with 60 places each night.`
    expect(foundWords(english, 'night')).toBe('…with 60 places each **night**.')
    const japanese = `${'朝の光が港を照らした。'.repeat(10)}深夜に船が出た。`
    expect(foundWords(japanese, '深夜')).toMatch(/^…[^*]{30}\*\*深夜\*\*に船が出た。$/)
  })
})

describe('/latest', () => {
  const entries = [{ article: articleOf(1), feedTitle: 'Harbour News', posting: null }]

  it('shows the newest of all feeds', async () => {
    const reply = await run(latest, {})(servicesOf({ latest: async () => entries }))
    expect(reply.embeds?.[0]?.description).toContain('Tide table 1')
    expect(faultsOf(reply)).toEqual([])
  })

  it('completes feeds by name, and shows the chosen one', async () => {
    const feedChoices = async () => [{ id: 3, title: 'n'.repeat(200), url: 'https://n.example' }]
    const choices = await leafOf(latest).complete?.['feed']?.(
      'n',
      servicesOf({ feedChoices }),
      callerOf(),
    )
    expect(choices).toHaveLength(1)
    expect([...(choices?.[0]?.name ?? '')].length).toBeLessThanOrEqual(100)
    const asked: unknown[] = []
    const services = servicesOf({
      latest: async (feedId) => {
        asked.push(feedId)
        return entries
      },
    })
    await run(latest, { feed: choices?.[0]?.value })(services)
    expect(asked).toEqual([3])
  })

  it('understands a feed that was only typed', async () => {
    const services = servicesOf({
      feedChoices: async (typed) =>
        typed === 'harbour' ? [{ id: 1, title: 'Harbour News', url: '' }] : [],
      latest: async () => entries,
    })
    const reply = await run(latest, { feed: 'harbour' })(services)
    expect(reply.embeds?.[0]?.title).toContain('Harbour News')
    const unknown = await run(latest, { feed: 'moon' })(services)
    expect(unknown.content).toContain('“moon”')
    expect(unknown.content).toContain('`feed`')
  })

  it('says where articles come from when there are none', async () => {
    const reply = await run(latest, {})(
      servicesOf({ latest: async () => [] }),
      callerOf({ locale: 'ja' }),
    )
    expect(reply.content).toContain('`/ダイジェスト 購読`')
  })
})

describe('/help', () => {
  it.each(['en', 'ja'] as const)(
    'tells managers and members what they can do (%s)',
    async (locale) => {
      const reply = await run(help, {})(servicesOf(), callerOf({ locale }))
      expect(reply.content).toContain(locale === 'ja' ? '/ダイジェスト 購読' : '/digest subscribe')
      expect(faultsOf(reply)).toEqual([])
    },
  )
})

describe('an article from a select', () => {
  it('opens in the reader’s language', async () => {
    const asked: number[] = []
    const services = servicesOf({
      article: async (id) => {
        asked.push(id)
        return articleOf(id)
      },
      earlier: async () => [],
    })
    const reply = await read.run({ args: ['s1-x'], values: ['41'] }, services, callerOf())
    expect(asked).toEqual([41])
    expect(JSON.stringify(reply.embeds)).toContain('Tide table 41')
    expect(faultsOf(reply)).toEqual([])
    expect(
      faultsOf(await view.run({ args: ['41', '0'], values: [] }, services, callerOf())),
    ).toEqual([])
  })

  it.each([['999'], ['nonsense'], ['']])('that is gone says where to look (%s)', async (value) => {
    const services = servicesOf({ article: async () => null })
    const reply = await read.run({ args: ['s1-x'], values: [value] }, services, callerOf())
    expect(reply.content).toContain('`/search`')
  })
})

describe('what a digest listed', () => {
  const articles = Array.from({ length: 25 }, (_, id) => articleOf(id + 1))

  it('opens beside the digest, and turns its pages in place', async () => {
    const services = servicesOf({ rest: async () => ({ articles, zone: 'Asia/Tokyo' }) })
    const first = await rest.run({ args: ['s1-x'], values: [] }, services, callerOf())
    expect(controlsOf(first)).toContain('v1:rest:s1-x:1')
    expect(faultsOf(first)).toEqual([])
    expect(rest.answers).toBeTypeOf('function')
    const mode = rest.answers as (args: readonly string[]) => string
    expect(mode(['s1-x'])).toBe('private')
    expect(mode(['s1-x', '1'])).toBe('update')
  })

  it('that is gone says where to look', async () => {
    const services = servicesOf({ rest: async () => null })
    const reply = await rest.run({ args: ['s1-x'], values: [] }, services, callerOf())
    expect(reply.content).toContain('`/search`')
  })
})
