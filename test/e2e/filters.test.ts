/** Filters through real discord.js: set with the order, changed in a form, refused, asked why; in both languages. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { controlOf, SLOT, type Stage, startStage } from './bot.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())
// One page of the panel holds eight digests.
afterEach(() => stage.bot.db.all(`UPDATE subscription SET state = 'ended'`))

type Who = 'jaManager' | 'enManager'
const as = (who: Who | 'enMember' | 'jaMember') => stage.discord.as(stage.people[who])
const newChannel = (name: string) => stage.discord.addChannel(stage.guildId, { name }).id
const feeds = () => stage.feeds.join(' ')

const subscribe = async (
  who: Who,
  channelId: string,
  typed: Record<string, string | number> = {},
) => (await as(who).slash(channelId, 'digest subscribe', { feed: feeds(), ...typed })).message

/** The panel, with the digest of a channel chosen. */
async function panelOf(who: Who, channelId: string): Promise<Message> {
  const [row] = await stage.bot.db.all(
    `SELECT id FROM subscription WHERE channel_id = $1 AND state <> 'ended'`,
    [channelId],
  )
  const { message } = await as(who).slash(channelId, 'digest list')
  if (!message.components.some((one) => JSON.stringify(one).includes('v1:list:'))) return message
  return (await as(who).choose(message, controlOf(message, 'list'), [String(row?.['id'])])).message
}

const formOn = (who: Who, panel: Message) =>
  as(who).open({ kind: 'press', message: panel, customId: controlOf(panel, 'filter') })

const stored = async (channelId: string) =>
  (
    await stage.bot.db.all('SELECT filters, version FROM subscription WHERE channel_id = $1', [
      channelId,
    ])
  )[0]

const values = (modal: { data: object }) =>
  Object.fromEntries(
    [
      ...JSON.stringify(modal.data).matchAll(
        /"custom_id":"([a-z-]+)"[^{}]*?"value":"((?:[^"\\]|\\.)*)"/g,
      ),
    ].map(([, id, value]) => [id, value]),
  )

describe('a digest that is ordered with filters', () => {
  it.each([
    [
      'jaManager',
      /絞り込み：含む言葉は「の」・1フィード1本まで/,
      /今日の\d+本のうち\d+本|これまでの\d+本のうち/,
    ],
    [
      'enManager',
      /Filters: with “の” · 1 article a feed at most/,
      /\d+ of (today’s|the) \d+ articles/,
    ],
  ] as const)('tells %s what is on and how much matches', async (who, on, matching) => {
    const id = newChannel(`filtered-${who}`)
    const { content } = await subscribe(who, id, { words: 'の', per_feed: 1 })
    expect(content).toMatch(on)
    expect(content).toMatch(matching)
  })

  it.each([
    ['jaManager', /合う記事はありません/],
    ['enManager', /None of today’s|none of the/],
  ] as const)('is set for %s though nothing matches today', async (who, said) => {
    const id = newChannel(`nothing-${who}`)
    const { content, components } = await subscribe(who, id, { words: '恐竜の卵' })
    expect(content).toMatch(said)
    expect(JSON.stringify(components)).toContain('v1:drop:')
    const now = await as(who).slash(id, 'digest now')
    expect(now.message.content).toMatch(/条件に合わない|none of them goes into/)
  })

  it.each([
    [{ words: Array.from({ length: 26 }, (_, n) => `w${n}`).join(' ') }, /25件まで/, /up to 25/],
    [{ without: '長'.repeat(61) }, /60文字まで/, /up to 60/],
    [{ words: '★' }, /言葉を入力/, /Use a word/],
    [{ languages: 'クリンゴン語' }, /`日本語` や/, /`Japanese`/],
  ])('is refused with %j, in both languages, and nothing is stored', async (typed, ja, en) => {
    const id = newChannel('refused')
    expect((await subscribe('jaManager', id, typed)).content).toMatch(ja)
    expect((await subscribe('enManager', id, typed)).content).toMatch(en)
    expect(await stored(id)).toBeUndefined()
  })

  it('offers languages while somebody types', async () => {
    const choices = await as('jaManager').complete(
      stage.channelId,
      'digest subscribe',
      { feed: 'x', languages: '日本語、ドイ' },
      'languages',
    )
    expect(choices.map(({ value }) => value)).toEqual(['日本語、ドイツ語'])
  })
})

describe('the form of filters', () => {
  it.each([
    ['jaManager', 'ダイジェストの絞り込み', '日本語', /✅.*絞り込みを保存/],
    ['enManager', 'Filters of this digest', 'Japanese', /✅ The filters/],
  ] as const)(
    'opens for %s with what is on, and changes it',
    async (who, title, language, saved) => {
      const id = newChannel(`form-${who}`)
      await subscribe(who, id, { without: '"夜行 列車" 花', languages: 'ja' })
      const panel = await panelOf(who, id)
      const modal = await formOn(who, panel)
      expect(modal.data['title']).toBe(`#form-${who} · ${title}`)
      expect(values(modal)).toEqual({ without: '\\"夜行 列車\\" 花', languages: language })
      const done = await as(who).submit(modal, {
        words: 'の',
        without: '',
        categories: '政治、-スポーツ',
        languages: '',
        'per-feed': '２',
      })
      expect(done.updated).toBe(true)
      expect(done.message.id).toBe(panel.id)
      expect(done.message.content).toMatch(saved)
      const { filters, version } = (await stored(id)) ?? {}
      expect(version).toBe(2)
      expect(JSON.parse(String(filters))).toMatchObject({
        words: ['の'],
        without: [],
        categories: ['政治'],
        withoutCategories: ['スポーツ'],
        languages: [],
        perFeed: 2,
      })
      const again = await formOn(who, done.message)
      expect(values(again)['per-feed']).toBe('2')
    },
  )

  it('tells a second editor in their language that somebody was faster', async () => {
    const id = newChannel('two-editors')
    await subscribe('jaManager', id)
    const [mine, theirs] = [await panelOf('jaManager', id), await panelOf('enManager', id)]
    const slow = await formOn('jaManager', mine)
    const quick = await as('enManager').submit(await formOn('enManager', theirs), {
      words: 'train',
    })
    const told = await as('jaManager').submit(slow, { words: '花' })
    expect(told.message.content).toContain('上書きしていません')
    expect(told.message.embeds[0]?.['description']).toContain('「train」')
    expect(await stored(id)).toMatchObject({ version: 2 })
    const second = await formOn('jaManager', told.message)
    expect(values(second)['words']).toBe('花')
    const back = await as('jaManager').submit(second, {})
    expect(back.message.content).toContain('保存しました')
    const late = await as('enManager').press(quick.message, controlOf(quick.message, 'paid'))
    expect(late.message.content).toContain('Somebody was faster')
    expect(await stored(id)).toMatchObject({ version: 3 })
  })

  it('says what cannot be used, stores nothing, and opens again with what was written', async () => {
    const id = newChannel('bad-form')
    await subscribe('jaManager', id)
    for (const [who, pattern] of [
      ['jaManager', /`2000`.*1から50まで/],
      ['enManager', /`2000`.*1 to 50/],
    ] as const) {
      const panel = await panelOf(who, id)
      const written = { words: '花 制裁', 'per-feed': '2000' }
      const told = await as(who).submit(await formOn(who, panel), written)
      expect(told.message.content).toMatch(pattern)
      expect(told.message.id).toBe(panel.id)
      expect(values(await formOn(who, told.message))).toMatchObject(written)
    }
    expect(await stored(id)).toMatchObject({ version: 1, filters: null })
  })

  it('does not open for a digest that is gone, nor for who may not manage', async () => {
    const id = newChannel('gone')
    await subscribe('jaManager', id)
    const panel = await panelOf('jaManager', id)
    await as('enManager').press(await panelOf('enManager', id), controlOf(panel, 'drop'))
    const gone = await as('jaManager').press(panel, controlOf(panel, 'filter'))
    expect(gone.message.content).toContain('もうありません')
    expect(gone.ephemeral).toBe(true)
    const shut = await as('enMember').press(panel, controlOf(panel, 'filter'))
    expect(shut.message.content).toContain('Manage Server')
  })
})

describe('the button of paid articles', () => {
  it('goes from shown to last to hidden, in the panel', async () => {
    const id = newChannel('paid')
    await subscribe('jaManager', id)
    const panel = await panelOf('jaManager', id)
    const last = await as('jaManager').press(panel, controlOf(panel, 'paid'))
    expect(last.message.content).toContain('有料記事は最後')
    const hidden = await as('jaManager').press(last.message, controlOf(last.message, 'paid'))
    expect(hidden.message.content).toContain('有料記事は載せない')
    const shown = await as('jaManager').press(hidden.message, controlOf(hidden.message, 'paid'))
    expect(shown.message.content).toContain('絞り込みなし')
    expect(await stored(id)).toMatchObject({ version: 4, filters: null })
  })
})

describe('why', () => {
  it('tells what went into the last digest, and why the rest did not, in each language', async () => {
    const id = newChannel('why')
    await subscribe('jaManager', id, { languages: 'ja', without: '夜行列車', per_feed: 3 })
    const before = await panelOf('jaManager', id)
    const next = await as('jaManager').press(before, controlOf(before, 'why'))
    expect(next.message.embeds[0]?.['description']).toContain('現時点での見込み')
    const posted = stage.logged('digest posted')
    stage.clock.moveTo(SLOT)
    stage.bot.wake()
    await posted
    await stage.bot.idle()
    for (const [who, head, reason] of [
      [
        'jaManager',
        /カード\d本・「ほか」の一覧\d+本・見送り\d+本/,
        /除く言葉「夜行列車」を含んでいます/,
      ],
      ['enManager', /on cards/, /Contains “夜行列車”/],
    ] as const) {
      const panel = await panelOf(who, id)
      const opened = await as(who).press(panel, controlOf(panel, 'why'))
      expect(opened.ephemeral).toBe(true)
      const texts = [String(opened.message.embeds[0]?.['description'])]
      expect(texts[0]).toMatch(head)
      let { message } = opened
      while (JSON.stringify(message.components).match(/:(\d+)","label":"(次へ|Next)"/)) {
        const ids = [...JSON.stringify(message.components).matchAll(/v1:why:[\w:]+/g)]
        message = (await as(who).press(message, String(ids.at(-1)))).message
        texts.push(String(message.embeds[0]?.['description']))
      }
      expect(texts.join('\n')).toMatch(reason)
      expect(texts.join('\n')).toMatch(
        who === 'jaManager' ? /英語で書かれています/ : /Written in English/,
      )
    }
  })
})
