/**
 * Makes docs/pictures again: `npm run pictures`.
 *
 *   start the small world ─→ subscribe ─→ next morning ─→ search ─→ the English server ─→ a picture of each
 *
 * Needs a browser and fonts: apt-get install chromium fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page as Tab } from 'playwright-core'
import { openPage } from '../../src/demo/page.ts'
import { type Stage, setStage } from '../../src/demo/stage.ts'
import { subscribe } from '../../src/demo/subscribe.ts'
import { type Look, launch, visit } from '../sandbox/page/browser.ts'

const FOLDER = join(import.meta.dirname, '../../docs/pictures')
/** A Saturday, 21:40 in Tokyo: the same pictures whenever they are made. */
const EVENING = Date.parse('2026-01-17T12:40:00Z')
const DESK = { width: 1200, height: 900, scale: 1.5 } as const
const PHONE = { width: 390, height: 844, scale: 2 } as const

const digest = (tab: Tab) => tab.locator('discord-message:not(.ephemeral)', { hasText: '📘' })
const answers = (tab: Tab) => tab.locator('discord-message.ephemeral')

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
}

type Shown = { fonts: { ready: Promise<unknown> }; images: Iterable<{ decode(): Promise<void> }> }

async function take(tab: Tab, name: string): Promise<void> {
  await settled(tab)
  const path = join(FOLDER, `${name}.png`)
  await tab.screenshot({ path })
  process.stdout.write(`${name}.png ${Math.round(statSync(path).size / 1024)} KB\n`)
}

async function command(tab: Tab, words: string, option: string, value: string): Promise<void> {
  await tab.locator('.words').fill(`/${words}`)
  await tab.keyboard.press('Enter')
  await tab.getByRole('combobox', { name: new RegExp(`^${option}`) }).fill(value)
  await tab.keyboard.press('Enter')
}

/** The English server, for who reads the English README. */
async function subscribeInEnglish(world: Stage): Promise<void> {
  const server = world.servers.en
  const urls = world.samples.feeds.filter(({ lang }) => lang === 'en').map(({ url }) => url)
  const order = { server, channelId: server.digestChannelId, channel: server.digestChannel, urls }
  const refusal = await subscribe(world, order)
  if (refusal !== null) throw new Error(refusal)
}

async function play(tab: Tab, name: string, server: string): Promise<void> {
  await tab.locator('.me-button').click()
  await tab.locator('.people').getByRole('button', { name }).click()
  // The servers of one's own language come first: they change places.
  await tab.locator('.guild').first().getByText(server).waitFor({ state: 'attached' })
  await tab.locator('.guild').first().click()
}

mkdirSync(FOLDER, { recursive: true })
const stage = await setStage({ start: EVENING })
const page = await openPage(stage, 0)
const browser = await launch()
try {
  const desk = await open(browser, page.url, DESK)
  const feeds = stage.samples.feeds.map(({ url }) => url).join(' ')
  await command(desk, 'ダイジェスト 購読', 'フィード', feeds)
  await answers(desk).locator('discord-embed').first().waitFor()
  await take(desk, 'subscribe')

  await subscribeInEnglish(stage)
  await desk.locator('.morning').click()
  await digest(desk).waitFor()
  await take(desk, 'digest')

  const phone = await open(browser, page.url, PHONE)
  await digest(phone).evaluate((message) =>
    (message as { scrollIntoView(): void }).scrollIntoView(),
  )
  await take(phone, 'digest-phone')

  await command(desk, '検索', 'キーワード', '夜')
  await answers(desk).getByText('の検索結果').waitFor()
  await take(desk, 'search')

  await play(desk, 'Robin', 'Chrysanthemum Garden')
  await digest(desk).getByText('Library lends out seeds').first().waitFor()
  await digest(desk).evaluate((message) => (message as { scrollIntoView(): void }).scrollIntoView())
  await take(desk, 'digest-en')
} finally {
  await browser.close()
  await page.close()
  await stage.close()
}
