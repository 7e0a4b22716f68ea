/** The whole way on the demo's page, in both languages: what a moderator sets and what a member keeps; axe looks at each view. */
import type { Browser, Locator, Page as Tab } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../../../src/demo/page.ts'
import { type Stage, setStage } from '../../../src/demo/stage.ts'
import { subscribe } from '../../../src/demo/subscribe.ts'
import type { Page } from '../../../src/sandbox/page/serve.ts'
import { BROWSER, HOW_TO_GET_ONE, launch, type Visit, violations, visit } from './browser.ts'
import { answers, choose, command, digest, type Lang, openPlace, WORDS } from './drive.ts'

/** A browser beside other work, and axe's walk over every element. */
const PATIENCE_MS = 90_000
/** A Saturday evening, 21:40 in Tokyo; the digest comes at 7:30. */
const EVENING = Date.parse('2026-01-17T12:40:00Z')
const MORNING = Date.parse('2026-01-17T22:30:00Z')

const PEOPLE = {
  en: { locale: 'en-US', zone: 'America/New_York' },
  ja: { locale: 'ja-JP', zone: 'Asia/Tokyo' },
} as const

const SAID = {
  en: {
    change: 'Change',
    time: 'When',
    submit: 'Submit',
    move: 'Move',
    place: 'New channel',
    other: 'general',
    moved: 'Moved: the next digest is posted in',
    save: 'Save',
    saved: 'Saved:',
    list: 'Saved articles (1)',
    share: 'Share here',
    shared: ' shared an article',
    caught: '5 stories since',
    feeds: 'Feeds of this server: 2',
    article: 'Harbour ferry goes electric',
    set: 'All set.',
    undo: 'Undo',
    undone: 'Undone',
    query: 'night',
    found: '“night”',
    jump: 'open',
  },
  ja: {
    change: '変更',
    time: '届ける曜日と時刻',
    submit: '送信',
    move: '移動',
    place: '新しいチャンネル',
    other: '雑談',
    moved: '移動しました。次回から',
    save: '保存',
    saved: '保存しました',
    list: '保存した記事（1本）',
    share: 'ここに共有',
    shared: ' さんが記事を共有しました',
    caught: '届いたニュース（',
    feeds: 'このサーバーのフィード：3件',
    article: '夜行列車、12年ぶりに走る',
    set: '設定しました',
    undo: '取り消す',
    undone: '取り消しました',
    query: '夜',
    found: '「夜」の検索結果',
    jump: '開く',
  },
} as const

let stage: Stage
let page: Page
let browser: Browser
let visited: Visit | null = null

beforeAll(async () => {
  if (BROWSER === null) return
  ;[stage, browser] = await Promise.all([setStage({ start: EVENING }), launch()])
  page = await openPage(stage, 0)
  for (const lang of ['ja', 'en'] as const) {
    const server = stage.servers[lang]
    const urls = stage.samples.feeds.filter((feed) => feed.lang === lang).map(({ url }) => url)
    const order = {
      lang,
      server,
      channelId: server.digestChannelId,
      channel: server.digestChannel,
      urls,
    }
    expect(await subscribe(stage, order)).toBeNull()
  }
  await stage.moveTo(MORNING)
}, PATIENCE_MS)

afterAll(async () => {
  await browser?.close()
  await page?.close()
  await stage?.close()
})

beforeEach(({ skip }) => {
  skip(BROWSER === null, HOW_TO_GET_ONE)
})

afterEach(async () => {
  // Nothing was asked of another machine, and the page itself complained of nothing.
  if (visited) expect([visited.strays, visited.complaints]).toEqual([[], []])
  await visited?.tab.close()
  visited = null
})

const WIDE = { width: 1280, height: 860 } as const
const PHONE = { width: 360, height: 740, scheme: 'light' } as const

async function come(lang: Lang, look: typeof WIDE | typeof PHONE = WIDE): Promise<Tab> {
  visited = await visit(browser, page.url, { ...look, ...PEOPLE[lang] })
  await digest(visited.tab).waitFor()
  return visited.tab
}

const newest = (tab: Tab): Locator => answers(tab).last()

const press = (message: Locator, name: string) =>
  message.getByRole('button', { name, exact: true }).click()

/** Fills the open form in and hands it in, with a look at it on the way. */
async function handIn(tab: Tab, fill: (form: Locator) => Promise<unknown>, submit: string) {
  const form = tab.getByRole('dialog')
  await form.waitFor()
  expect(await violations(tab)).toEqual([])
  await fill(form)
  await form.getByRole('button', { name: submit }).click()
  await form.waitFor({ state: 'detached' })
}

describe.each(['ja', 'en'] as const)('whoever speaks %s', { timeout: PATIENCE_MS }, (lang) => {
  const words = WORDS[lang]
  const said = SAID[lang]

  it('subscribes with one option, sees the digest as it would look, and takes it back', async () => {
    const tab = await come(lang)
    await openPlace(tab, said.other)
    const [feed] = stage.samples.feeds.filter((one) => one.lang === lang)
    await command(tab, words.subscribe, { name: words.feed, value: feed?.url ?? '' })
    await newest(tab).getByText(said.set).waitFor()
    await newest(tab).locator('discord-embed').first().waitFor()
    expect(await violations(tab)).toEqual([])
    await press(newest(tab), said.undo)
    await newest(tab).getByText(said.undone).waitFor()
  })

  it('searches, and jumps to where an article was posted', async () => {
    const tab = await come(lang)
    await command(tab, words.search, { name: words.query, value: said.query })
    await newest(tab).getByText(said.found).waitFor()
    expect(await violations(tab)).toEqual([])
    await newest(tab).getByRole('link', { name: said.jump }).first().click()
    await tab.locator('discord-message.flash').waitFor()
  })

  it('reads the digest, an article, the list and the feeds on a phone', async () => {
    const tab = await come(lang, PHONE)
    const fits = async () => {
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
      expect(await violations(tab)).toEqual([])
    }
    await fits()
    await choose(tab, words.choose, said.article)
    await newest(tab).getByText(said.article).first().waitFor()
    await command(tab, words.list)
    await newest(tab).getByRole('button', { name: said.change, exact: true }).waitFor()
    await command(tab, words.health)
    await newest(tab).getByText(said.feeds).waitFor()
    await fits()
  })

  it('opens an article, saves and shares it, and finds it again', async () => {
    const tab = await come(lang)
    await choose(tab, words.choose, said.article)
    const article = answers(tab).filter({ has: tab.getByRole('button', { name: said.share }) })
    await article.last().getByText(said.article).first().waitFor()
    expect(await violations(tab)).toEqual([])

    await press(article.last(), said.save)
    await newest(tab).getByText(said.saved).waitFor()
    await press(article.last(), said.share)
    const posted = tab.locator('discord-message:not(.ephemeral)', { hasText: said.shared })
    await posted.getByText(said.article).first().waitFor()
    expect(await violations(tab)).toEqual([])

    await command(tab, words.saved)
    await newest(tab).getByText(said.list).waitFor()
    await newest(tab).getByText(said.article).waitFor()
    expect(await violations(tab)).toEqual([])

    await command(tab, words.catchup)
    await newest(tab).getByText(said.caught).waitFor()
    expect(await violations(tab)).toEqual([])
  })

  it('changes a digest in its form, moves it, and sees how the feeds are', async () => {
    const tab = await come(lang)
    await command(tab, words.list)
    const panel = newest(tab)
    expect(await violations(tab)).toEqual([])

    await press(panel, said.change)
    await handIn(tab, (form) => form.getByLabel(said.time).fill('8:15'), said.submit)
    await newest(tab).getByText('08:15').first().waitFor()
    expect(await violations(tab)).toEqual([])

    await press(panel, said.move)
    const place = (form: Locator) => form.getByLabel(said.place).selectOption(`# ${said.other}`)
    await handIn(tab, place, said.submit)
    await tab.getByText(said.moved).last().waitFor()
    expect(await violations(tab)).toEqual([])

    await command(tab, words.health)
    await newest(tab).getByText(said.feeds).waitFor()
    expect(await violations(tab)).toEqual([])
  })
})
