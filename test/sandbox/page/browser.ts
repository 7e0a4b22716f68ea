/** A real browser for the page: Debian's chromium, driven by playwright-core; it may reach nothing but this machine. */
import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium, type Page as Tab } from 'playwright-core'

const PLACES = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const BROWSER = PLACES.find((path) => path !== undefined && existsSync(path)) ?? null

export const HOW_TO_GET_ONE =
  'no browser is installed: `apt-get install chromium`, or set CHROME_PATH to one'

const FLAGS = [
  '--headless',
  '--renderer-process-limit=1',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-software-rasterizer',
  '--in-process-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the browser. Throws where there is none. */
export function launch(): Promise<Browser> {
  if (BROWSER === null) throw new Error(HOW_TO_GET_ONE)
  return chromium.launch({ executablePath: BROWSER, args: FLAGS })
}

export type Look = {
  width: number
  height: number
  scheme?: 'dark' | 'light'
  scale?: number
  locale?: string
  zone?: string
}

export type Visit = {
  tab: Tab
  /** Requests to elsewhere; they are refused. */
  strays: string[]
  /** What the page's policy stopped, and what went wrong in its script. */
  complaints: string[]
}

/** Opens an address as a person would: a Japanese speaker in Tokyo, if nothing else is given. */
export async function visit(browser: Browser, url: string, look: Look): Promise<Visit> {
  const { width, height, scheme = 'dark', scale = 1, locale = 'ja-JP', zone = 'Asia/Tokyo' } = look
  const tab = await browser.newPage({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: scale,
    timezoneId: zone,
    locale,
    reducedMotion: 'reduce',
  })
  const strays: string[] = []
  const complaints: string[] = []
  await tab.route('**/*', (route) => {
    if (new URL(route.request().url()).hostname === '127.0.0.1') return route.continue()
    strays.push(route.request().url())
    return route.abort()
  })
  tab.on('pageerror', (error) => complaints.push(String(error)))
  tab.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text())
  })
  await tab.goto(url)
  return { tab, strays, complaints }
}

/** What axe finds on the page as it is now, or in a part of it: rule and element. */
export async function violations(tab: Tab, part = 'html'): Promise<string[]> {
  if (await tab.evaluate('globalThis.axe === undefined')) await tab.evaluate(axe.source)
  const found = await tab.evaluate(async (within) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    return (await axe.run(within, { resultTypes: ['violations'], iframes: false })).violations
  }, part)
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
