import { describe, expect, it } from 'vitest'
import { digestSubscribe } from '../../commands/digest-subscribe.ts'
import { catalogue } from '../../config/catalogue.ts'
import { fail } from '../../src/lib/result.ts'
import type { Caller } from '../../src/model/caller.ts'
import type { FeedErrorKind } from '../../src/model/feed.ts'
import type { Subscribed, SubscribeInput, SubscribeProblem } from '../../src/services/orders.ts'
import { callerOf, given, previewOf, SLOT, servicesOf, viewOf } from './fakes.ts'
import { controlsOf, faultsOf } from './sendable.ts'

const FEED = 'https://news.example/feed'

const done = (changes: Partial<Subscribed> = {}): Subscribed => ({
  view: viewOf(7),
  already: false,
  zoneGuessed: false,
  preview: previewOf(),
  ...changes,
})

const runWith = (value: Subscribed, caller: Caller = callerOf()) =>
  digestSubscribe.run({ feed: FEED }, servicesOf({ subscribe: given(value) }), caller)

async function refusal(problem: SubscribeProblem, caller: Caller = callerOf()): Promise<string> {
  const subscribe = async () => fail(problem)
  const reply = await digestSubscribe.run({ feed: FEED }, servicesOf({ subscribe }), caller)
  expect(faultsOf(reply)).toEqual([])
  expect(reply.components).toBeUndefined()
  return reply.content ?? ''
}

describe('/digest subscribe', () => {
  it('needs nothing but a feed: the rest is left to the service, in this channel', async () => {
    const asked: SubscribeInput[] = []
    const services = servicesOf({
      subscribe: async (input) => {
        asked.push(input)
        return { ok: true, value: done() }
      },
    })
    await digestSubscribe.run({ feed: FEED }, services, callerOf())
    expect(asked).toEqual([
      {
        feed: FEED,
        channel: { id: '200', type: null, botLacks: [], speaks: true },
        time: null,
        zone: null,
        days: null,
        count: null,
        roleId: null,
        silent: false,
        thread: false,
        publish: true,
        filters: { words: null, without: null, languages: null, paid: null, perFeed: null },
      },
    ])
  })

  it('says that a preview has no points yet while its articles are being read', async () => {
    expect((await runWith(done({ reading: true }))).content).toContain('still being read')
    const ja = await runWith(done({ reading: true }), callerOf({ locale: 'ja' }))
    expect(ja.content).toContain('まだ読み込み中です')
    expect((await runWith(done())).content).not.toContain('still being read')
  })

  it('says that the channel has these feeds at another time, and lets that be changed', async () => {
    const schedule = { minute: 1140, days: [1, 3], zone: 'Asia/Tokyo' }
    const reply = await runWith(done({ beside: viewOf(3, { schedule }) }))
    expect(reply.content).toContain('already gets this every Mon, Wed at **19:00**')
    expect(controlsOf(reply).slice(-4)).toEqual([
      'v1:now:7',
      'v1:edit:7:-',
      'v1:edit:3:-',
      'v1:drop:7:-',
    ])
    expect(faultsOf(reply)).toEqual([])
  })

  it('shows what was set up, when it comes, and the digest as it would look now', async () => {
    const reply = await runWith(done())
    expect(reply.content).toContain('<#200>')
    expect(reply.content).toContain('07:30')
    expect(reply.content).toContain('Asia/Tokyo')
    expect(reply.content).toContain(`<t:${SLOT / 1000}:F>`)
    expect(reply.content).toContain('1. Tide table 1')
    expect(reply.content).toContain('Harbour \\*News\\*')
    expect(reply.embeds).toEqual(previewOf().embeds)
    expect(controlsOf(reply)).toEqual(['v1:now:7', 'v1:edit:7:-', 'v1:drop:7:-'])
    expect(faultsOf(reply)).toEqual([])
  })

  it('says that the zone was guessed, and what to do about it', async () => {
    expect((await runWith(done())).content).not.toContain('guessed')
    const guessed = await runWith(done({ zoneGuessed: true }), callerOf({ locale: 'ja' }))
    expect(guessed.content).toContain('推定しました')
    expect(guessed.content).toContain('`タイムゾーン`')
  })

  it('offers no undo for a digest that was there before', async () => {
    const reply = await runWith(done({ already: true }))
    expect(reply.content).toContain('Nothing was added')
    expect(controlsOf(reply)).toEqual(['v1:now:7', 'v1:edit:7:-', 'v1:list:0'])
  })

  it('offers to resume a digest that was there and is paused', async () => {
    const view = viewOf(7, { state: 'paused' })
    const reply = await runWith(done({ already: true, view, preview: null }))
    expect(controlsOf(reply)).toEqual(['v1:resume:7:0', 'v1:edit:7:-', 'v1:list:0'])
  })

  it('offers no first digest while there is nothing to show', async () => {
    const reply = await runWith(done({ preview: null }))
    expect(reply.content).toContain('no articles to show yet')
    expect(controlsOf(reply)).toEqual(['v1:edit:7:-', 'v1:drop:7:-'])
  })

  it('fits into one message however much there is', async () => {
    const feeds = Array.from({ length: 10 }, (_, id) => ({
      id,
      title: '*_~'.repeat(100),
      url: FEED,
      failing: false,
    }))
    const view = viewOf(7, { roleId: '400', silent: true }, feeds)
    const content = Array.from({ length: 60 }, (_, n) => `${n}. ${'long '.repeat(10)}`).join('\n')
    for (const locale of ['en', 'ja'] as const) {
      const preview = previewOf({ content })
      const reply = await runWith(done({ view, preview, zoneGuessed: true }), callerOf({ locale }))
      expect(faultsOf(reply)).toEqual([])
      expect(reply.content).toContain('\n0. long')
    }
  })

  it('does not let @everyone be chosen as a role', async () => {
    const options = { feed: FEED, role: '100' }
    const reply = await digestSubscribe.run(options, servicesOf(), callerOf())
    expect(reply.content).toContain('@everyone')
  })

  it('completes zones while they are typed, at most 25', async () => {
    const zones = Array.from({ length: 40 }, (_, n) => ({
      zone: `Zone/${n}`,
      city: n === 1 ? 'Osaka' : null,
    }))
    const services = servicesOf({ zoneChoices: () => zones })
    const choices = await digestSubscribe.complete?.['zone']?.('z', services, callerOf())
    expect(choices).toHaveLength(25)
    expect(choices?.slice(0, 2)).toEqual([
      { name: 'Zone/0', value: 'Zone/0' },
      { name: 'Osaka (Zone/1)', value: 'Zone/1' },
    ])
  })
})

describe('a refused subscription', () => {
  it.each<[FeedErrorKind, string]>([
    ['not-a-feed', 'not a feed'],
    ['empty', 'empty'],
    ['too-large', 'too large'],
    ['too-complex', 'too long'],
    ['timeout', 'Try again'],
    ['blocked', 'public internet'],
    ['bad-address', 'https://'],
    ['credentials', 'before the @'],
    ['unreachable', 'spelling'],
    ['http-error', 'error (500)'],
  ])('says what to do when the feed is %s', async (kind, words) => {
    const error = { kind, message: 'technical', status: 500 }
    const text = await refusal({ kind: 'feed', address: FEED, error })
    expect(text).toContain(words)
    expect(text).toContain('`news.example/feed`')
    expect(text).not.toContain('technical')
  })

  it.each([
    [404, 'spelling'],
    [401, 'password'],
    [403, 'refused access'],
    [410, 'taken down'],
  ])('tells status %i apart', async (status, words) => {
    const error = { kind: 'http-error', message: '', status } as const
    expect(await refusal({ kind: 'feed', address: FEED, error })).toContain(words)
  })

  it('names a feed of the catalogue, whose address nobody typed', async () => {
    const [feed] = catalogue.feeds
    const error = { kind: 'unreachable', message: '' } as const
    const text = await refusal({ kind: 'feed', address: feed?.url ?? '', error })
    expect(text).toContain(feed?.name.en)
    expect(text).toContain('Try again later')
    expect(text).not.toContain('spelling')
  })

  it('does not repeat what may be a key in an address', async () => {
    const error = { kind: 'timeout', message: '' } as const
    for (const address of [
      'https://user:pw@news.example/feed?token=s3cret',
      'https://news.example/private/s3cretab12cd34ef56/feed',
      'https://news.example/feed;token=s3cret',
    ]) {
      const refused = await refusal({ kind: 'feed', address, error })
      const none = await refusal({ kind: 'no-feed', address })
      expect(refused + none).not.toMatch(/s3cret|pw|user/)
      expect(refused).toContain('news.example')
    }
  })

  it('names the missing rights as Discord does, in the caller’s language', async () => {
    const problem = {
      kind: 'bot-lacks',
      channelId: '200',
      rights: ['EmbedLinks', 'ReadMessageHistory'],
    } as const
    const english = await refusal(problem)
    expect(english).toContain('**Embed Links**, **Read Message History**')
    const japanese = await refusal(problem, callerOf({ locale: 'ja' }))
    expect(japanese).toContain('「埋め込みリンク」、「メッセージ履歴を読む」')
  })

  it.each<[SubscribeProblem, string]>([
    [{ kind: 'no-address', typed: 'news' }, 'https://example.com'],
    [{ kind: 'bad-time', typed: '25:99' }, '`7:30`'],
    [{ kind: 'bad-zone', typed: 'Atlantis' }, 'Asia/Tokyo'],
    [{ kind: 'too-many', most: 10 }, '10'],
    [{ kind: 'caller-cannot-speak', channelId: '201' }, '<#201>'],
    [{ kind: 'caller-cannot-ring', roleId: '400' }, '<@&400>'],
    [{ kind: 'not-in-server' }, 'server'],
  ])('%j says what to do', async (problem, words) => {
    expect(await refusal(problem)).toContain(words)
    const japanese = await refusal(problem, callerOf({ locale: 'ja' }))
    expect(japanese).toMatch(/ください|できます/)
  })

  it('shows what was typed without giving it life', async () => {
    const text = await refusal({ kind: 'bad-time', typed: '**@everyone** [x](https://x.example)' })
    expect(text).not.toContain('**@everyone')
    expect(text).not.toMatch(/[^\\]\]\(/)
  })
})
