/** Every way in which a feed stops giving articles, through the whole bot: what health, refusals and notices say of it. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, DAY, START, type World } from './world.ts'

const HOUR = 3_600_000

const itemOf = (n: number, at: number) =>
  `<item><guid>${n}</guid><title>Fog, part ${n}</title><pubDate>${new Date(at).toUTCString()}</pubDate></item>`
/** One article a day, the newest so many days before the start. */
const daily = (title: string, newest: number) =>
  `<rss version="2.0"><channel><title>${title}</title>${Array.from({ length: 10 }, (_, n) => itemOf(n, START - (newest + n) * DAY)).join('')}</channel></rss>`
const page = (title: string, body = '') =>
  `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`

type Answer = { status?: number; headers?: Record<string, string>; body?: string }
const HTML = { 'content-type': 'text/html; charset=utf-8' }

/** What each host answers once it is in trouble; all are feeds before. */
const TROUBLES: Record<string, (request: IncomingMessage) => Answer> = {
  login: ({ url }) =>
    url === '/login'
      ? { headers: HTML, body: page('Log in', '<form><input type="password"></form>') }
      : { status: 302, headers: { location: '/login' } },
  challenge: () => ({ status: 403, headers: { ...HTML, 'cf-mitigated': 'challenge' } }),
  page: () => ({ headers: HTML, body: page('Our new site') }),
  gone: () => ({ status: 410 }),
  busy: () => ({ status: 429, headers: { 'retry-after': '43200' } }),
  closed: () => ({
    status: 503,
    headers: { 'retry-after': new Date(now() + 12 * HOUR).toUTCString() },
  }),
  moved: ({ url }) =>
    url === '/new' ? { body: daily('moved', 0.1) } : { status: 301, headers: { location: '/new' } },
}
const HOSTS = [...Object.keys(TROUBLES), 'silent']

let now = () => START
const inTrouble = new Set<string>()
const visits: { host: string; path: string; at: number }[] = []
const server = createServer((request, response) => {
  const host = (request.headers.host ?? '').split('.')[0] ?? ''
  visits.push({ host, path: request.url ?? '', at: now() })
  const trouble = inTrouble.has(host) ? TROUBLES[host] : undefined
  const {
    status = 200,
    headers,
    body,
  } = trouble?.(request) ?? {
    body: daily(host, host === 'silent' ? 13.6 : 0.1),
  }
  response.writeHead(status, headers).end(body)
})

let world: World
let staff = ''
let port = 0
const urlOf = (host: string) => `http://${host}.test:${port}/feed`
const isNotice = ({ components }: { components: unknown }) =>
  JSON.stringify(components).includes('v1:health:0:n')
const notices = () =>
  world.sandbox
    .messages(staff)
    .filter(isNotice)
    .map(({ content }) => content)
/** What health says of each feed, by its name. */
async function healthOf(person: World['moderator']): Promise<Map<string, string>> {
  const { message } = await person.slash(world.channel.id, 'digest health')
  const entries = String(message.embeds[0]?.['description'] ?? '').split('\n\n')
  return new Map(entries.map((entry) => [/\*\*(\w+)\*\*/.exec(entry)?.[1] ?? '', entry]))
}
const visitsTo = (host: string, since: number) =>
  visits.filter((one) => one.host === host && one.at > since)

/** When everything broke. */
let broke = 0

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
  world = await createWorld({ fetching: { resolve: async () => ['127.0.0.1'] } })
  now = () => world.clock.now()
  staff = world.sandbox.addChannel(world.guild.id, { name: '係' }).id
  await world
    .bot()
    .db.all('INSERT INTO guild (id, settings) VALUES ($1, $2)', [
      world.guild.id,
      JSON.stringify({ notices: staff }),
    ])
  const feed = HOSTS.map(urlOf).join(' ')
  const done = await world.moderator.slash(world.channel.id, 'digest subscribe', { feed })
  expect(done.message.content).toContain('設定しました')
  await world.passHours(2)
  for (const host of HOSTS) inTrouble.add(host)
  broke = world.clock.now()
  await world.passHours(24)
}, 180_000)
afterAll(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
  await new Promise((resolve) => server.close(resolve))
})

describe('a feed that stops giving articles', () => {
  const WORDS = [
    ['login', 'ログインしないと読めません', 'only after logging in'],
    ['challenge', 'Cloudflare', 'Cloudflare'],
    ['page', '通常のページが表示されます', 'its address shows an ordinary page'],
    ['gone', '公開を終えた', 'Taken down for good'],
    ['busy', '時間をおくよう求められています（429）', 'asks to come back later (429)'],
    ['closed', '時間をおくよう求められています（503）', 'asks to come back later (503)'],
    ['silent', '新しい記事がありません', 'Nothing new since'],
    ['moved', '移転したため', 'moved permanently'],
  ] as const

  it('shows in health why, in the language of who asks', async () => {
    const [ja, en] = [await healthOf(world.moderator), await healthOf(world.english)]
    for (const [host, inJapanese, inEnglish] of WORDS) {
      expect(ja.get(host), host).toContain(inJapanese)
      expect(en.get(host), host).toContain(inEnglish)
    }
    expect(en.get('moved')).toContain(`moved.test:${port}/new`)
    expect(en.get('gone')).not.toContain('Next try')
  })

  it('shows in health when it was read, how often it failed, when it is tried again and how much came', async () => {
    const [ja, en] = [await healthOf(world.moderator), await healthOf(world.english)]
    expect(en.get('login')).toMatch(
      /Failing since <t:\d+:R> \(\d+ times\): .*Next try <t:\d+:R>; last read <t:\d+:R>\./,
    )
    expect(ja.get('login')).toMatch(
      /<t:\d+:R>から失敗しています（\d+回）：.*次の再試行は<t:\d+:R>、前回の成功は<t:\d+:R>です。/,
    )
    expect(en.get('moved')).toMatch(/last read <t:\d+:R> · next <t:\d+:R> · [\d.]+ articles a day/)
    expect(ja.get('moved')).toMatch(/前回 <t:\d+:R>・次回 <t:\d+:R>・1日あたり[\d.]+本/)
  })

  it('is asked as its server wants: never after 410, not before Retry-After, at the new address after three', () => {
    expect(visitsTo('gone', broke)).toHaveLength(1)
    for (const host of ['busy', 'closed']) {
      const [refused, next] = visitsTo(host, broke)
      expect((next?.at ?? Number.POSITIVE_INFINITY) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(
        12 * HOUR - 1000,
      )
    }
    const paths = visitsTo('moved', broke).map(({ path }) => path)
    expect(paths.filter((path) => path === '/feed')).toHaveLength(3)
    expect(paths.slice(-3)).toEqual(['/new', '/new', '/new'])
  })

  it('is told of once a day at most, those of one cause together, and once when it is well again', async () => {
    await world.passHours(4)
    const [first = '', second = '', ...more] = notices()
    expect(more).toEqual([])
    expect(first).toContain('gone：公開を終えています')
    expect(first).not.toMatch(/login|busy/)
    for (const line of [
      '• login：ログインしないと読めません',
      '• challenge：ブラウザー以外のアクセスが止められています（Cloudflare）',
      '• page：フィードではなく通常のページが表示されます',
      '• busy、closed：サーバーから時間をおくよう求められています',
      '• silent：読み込めますが、長いあいだ新しい記事がありません',
    ]) {
      expect(`${first}\n${second}`).toContain(line)
    }
    expect(`${first}${second}`).not.toContain('moved')

    inTrouble.clear()
    await world.passHours(96)
    const well = notices().slice(2)
    expect(well.every((text) => text.startsWith('✅'))).toBe(true)
    expect(
      [...well.join('\n').matchAll(/login|challenge|page|busy|closed/g)].flat().sort(),
    ).toEqual(['busy', 'challenge', 'closed', 'login', 'page'])
    expect(well.join('\n')).not.toMatch(/gone|moved/)
    const rows = await world
      .bot()
      .db.all(`SELECT created_at FROM delivery WHERE kind = 'notice' ORDER BY id`)
    const times = rows.map((row) => Number(row['created_at']))
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(DAY)
  }, 180_000)
})

describe('a moderator who subscribes to such an address', () => {
  const REFUSALS = [
    ['login', 'ログインしないと読めない', 'only after logging in'],
    ['challenge', 'Cloudflare', 'Cloudflare'],
    ['page', 'フィードが見つかりません', 'No feed was found'],
    ['gone', '公開を終えています（410）', 'taken down for good (410)'],
    ['busy', '時間をおくよう求められました（429）', 'come back later (429)'],
    ['closed', '受け付けていません（503）', 'unavailable for the moment (503)'],
  ] as const

  it.each(REFUSALS)('is told why, and what to do: %s', async (host, inJapanese, inEnglish) => {
    for (const one of HOSTS) inTrouble.add(one)
    const order = { feed: `http://${host}.test:${port}/other` }
    const ja = await world.moderator.slash(world.channel.id, 'digest subscribe', order)
    const en = await world.english.slash(world.channel.id, 'digest subscribe', order)
    expect(ja.message.content).toContain(inJapanese)
    expect(en.message.content).toContain(inEnglish)
    expect(en.message.content).toContain(`${host}.test:${port}/other`)
    const rows = await world.bot().db.all('SELECT id FROM feed WHERE url = $1', [order.feed])
    expect(rows).toEqual([])
  })
})
