/**
 * Makes docs/pictures again: `npm run pictures`.
 *
 *   the small world ─→ subscribe ─→ next morning ─→ a member's direct messages ─→ article ─→ search ─→ list ─→ health, a picture of each
 *   ─→ a feed that fails ─→ on a phone: health, list, the form of a change
 *   ─→ a forum that is subscribed ─→ the forum
 *
 * Once in English (NAME.png), once in Japanese (NAME.ja.png).
 * Needs a browser and fonts: apt-get install chromium fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page as Tab } from 'playwright-core'
import { openPage } from '../../src/demo/page.ts'
import { type Stage, setStage } from '../../src/demo/stage.ts'
import { type Look, launch, visit } from '../sandbox/page/browser.ts'
import {
  answers,
  choose,
  command,
  digest,
  type Lang,
  openPlace,
  WORDS,
} from '../sandbox/page/drive.ts'
import { startFailing } from './failing-feed.ts'

const FOLDER = join(import.meta.dirname, '../../docs/pictures')
const DESK = { width: 1120, height: 860, scale: 1.2 } as const
const PHONE = { width: 390, height: 844, scale: 2 } as const
/** What a README can carry: above this a picture fails. */
const MOST_BYTES = 300_000
const DAY = 86_400_000

/** A Saturday, 21:40 where each language's server is: the same pictures whenever they are made. */
const SHOWN = {
  en: {
    start: Date.parse('2026-01-17T21:40:00-05:00'),
    zone: 'America/New_York',
    locale: 'en-US',
    article: 'Harbour ferry goes electric',
    query: 'night',
  },
  ja: {
    start: Date.parse('2026-01-17T21:40:00+09:00'),
    zone: 'Asia/Tokyo',
    locale: 'ja-JP',
    article: '夜行列車、12年ぶりに走る',
    query: '夜',
  },
} as const

async function open(browser: Browser, url: string, look: Look): Promise<Tab> {
  const { tab } = await visit(browser, url, look)
  await tab.locator('.composer').waitFor()
  const hint = tab.locator('.hint .icon-button')
  if (await hint.isVisible()) await hint.click()
  return tab
}

/** Everything has its picture and its type. */
async function settled(tab: Tab): Promise<void> {
  await tab.evaluate(async () => {
    const { fonts, images } = (globalThis as unknown as { document: Shown }).document
    await fonts.ready
    await Promise.all([...images].map((image) => image.decode().catch(() => undefined)))
  })
  await tab.mouse.move(0, 0)
  await tab.locator('.notice').waitFor({ state: 'detached' })
}

type Shown = { fonts: { ready: Promise<unknown> }; images: Iterable<{ decode(): Promise<void> }> }

const toTop = (message: Locator) =>
  message.evaluate((element) => (element as { scrollIntoView(): void }).scrollIntoView())

/** Each picture shows one answer, under the digest. */
async function dismissAll(tab: Tab): Promise<void> {
  for (let left = await answers(tab).count(); left > 0; left -= 1) {
    const last = answers(tab).nth(left - 1)
    await last.locator('.only-you .as-link').click()
    await answers(tab)
      .nth(left - 1)
      .waitFor({ state: 'detached' })
  }
}

async function take(tab: Tab, name: string): Promise<void> {
  await settled(tab)
  const path = join(FOLDER, `${name}.png`)
  await tab.screenshot({ path })
  const { size } = statSync(path)
  process.stdout.write(`${name}.png ${Math.round(size / 1024)} KB\n`)
  if (size > MOST_BYTES) throw new Error(`${name}.png is too large for a README`)
}

/** One language from the first command on. */
async function tell(browser: Browser, stage: Stage, url: string, lang: Lang): Promise<void> {
  const { article, query, locale, zone } = SHOWN[lang]
  const words = WORDS[lang]
  const named = (name: string) => (lang === 'en' ? name : `${name}.${lang}`)
  const desk = await open(browser, url, { ...DESK, locale, zone })

  const feeds = stage.samples.feeds.filter((feed) => feed.lang === lang).map((feed) => feed.url)
  await command(desk, words.subscribe, { name: words.feed, value: feeds.join(' ') })
  await answers(desk).locator('discord-embed').first().waitFor()
  await take(desk, named('subscribe'))

  // A digest of a member's own, which nobody else sees.
  const { digestChannelId, memberId } = stage.servers[lang]
  await stage.sandbox.as(memberId).slash(digestChannelId, 'me subscribe', { feed: feeds.join(' ') })

  await desk.locator('.morning').click()
  await digest(desk).waitFor()
  await toTop(digest(desk))
  await take(desk, named('digest'))

  const phone = await open(browser, url, { ...PHONE, locale, zone })
  await toTop(digest(phone))
  await take(phone, named('digest-phone'))
  await phone.close()
  await showDirects(await open(browser, url, { ...DESK, locale, zone }), stage, lang)

  await dismissAll(desk)
  await choose(desk, words.choose, article)
  await answers(desk).getByText(article).first().waitFor()
  await toTop(answers(desk))
  await take(desk, named('article'))

  for (const [name, said, option] of [
    ['search', words.search, { name: words.query, value: query }],
    ['list', words.list],
    ['health', words.health],
  ] as const) {
    await dismissAll(desk)
    await command(desk, said, option)
    await toTop(answers(desk))
    await take(desk, named(name))
  }
  await tellOfTrouble(desk, stage, lang)
  await showOnPhone(await open(browser, url, { ...PHONE, locale, zone }), lang)

  await orderInForum(stage, lang, feeds)
  await desk.locator('.morning').click()
  await openPlace(desk, stage.sandbox.world.channels.get(stage.servers[lang].forumId)?.name ?? '')
  await desk.locator('.post').nth(1).waitFor()
  await take(desk, named('forum'))
  await desk.close()
}

/** A forum gets a post at once, to have two on the next morning. */
async function orderInForum(stage: Stage, lang: Lang, feeds: readonly string[]): Promise<void> {
  const { digestChannelId, forumId, moderatorId } = stage.servers[lang]
  const moderator = stage.sandbox.as(moderatorId)
  const feed = feeds.join(' ')
  await moderator.slash(digestChannelId, 'digest subscribe', { feed, channel: forumId })
  await moderator.slash(digestChannelId, 'digest now', { channel: forumId })
  await stage.bot.idle()
}

/** What came to a member alone. */
async function showDirects(desk: Tab, stage: Stage, lang: Lang): Promise<void> {
  const member = stage.sandbox.world.people.get(stage.servers[lang].memberId)
  await desk.locator('.me-button').click()
  await desk
    .locator('.people')
    .getByRole('button', { name: member?.name ?? '' })
    .click()
  await desk.locator('.home button').click()
  await desk.locator('.head .face').waitFor()
  await toTop(digest(desk))
  await take(desk, lang === 'en' ? 'direct' : `direct.${lang}`)
  await desk.close()
}

/** A digest of its own reads a feed that then fails. */
async function tellOfTrouble(desk: Tab, stage: Stage, lang: Lang): Promise<void> {
  const feed = await startFailing(lang)
  try {
    const words = WORDS[lang]
    await command(desk, words.subscribe, { name: words.feed, value: feed.url })
    feed.fail()
    await stage.moveTo(stage.clock.now() + DAY)
  } finally {
    await feed.close()
  }
}

async function showOnPhone(phone: Tab, lang: Lang): Promise<void> {
  const words = WORDS[lang]
  const named = (name: string) => (lang === 'en' ? name : `${name}.${lang}`)
  for (const name of ['health', 'list'] as const) {
    await dismissAll(phone)
    await command(phone, words[name])
    await toTop(answers(phone))
    await take(phone, named(`${name}-phone`))
  }
  await phone.getByRole('button', { name: words.change, exact: true }).click()
  await phone.getByRole('dialog').waitFor()
  await take(phone, named('change-phone'))
  await phone.close()
}

mkdirSync(FOLDER, { recursive: true })
const browser = await launch()
try {
  for (const lang of ['en', 'ja'] as const) {
    const stage = await setStage(SHOWN[lang])
    const page = await openPage(stage, 0)
    await tell(browser, stage, page.url, lang).finally(async () => {
      await page.close()
      await stage.close()
    })
  }
} finally {
  await browser.close()
}
