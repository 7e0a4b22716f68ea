import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fetch } from '../../src/fetch/fetch.ts'
import { slotAt } from '../../src/inspection/digest.ts'
import { inspectArticles, inspectDigest, inspectSearch } from '../../src/inspection/lines.ts'
import { fail } from '../../src/lib/result.ts'
import { encodeShiftJis } from '../../src/samples/shift-jis.ts'
import { openArchive } from '../archive/articles.ts'
import {
  asText,
  asWordPress,
  firstPageLines,
  PAGE_TWO,
  POINTS,
  pageTwoLines,
  TITLE,
} from '../article/digest-page.ts'

const NOW = Date.parse('2026-03-12T00:00:00Z')
const fetch: Fetch = async () => fail({ kind: 'unreachable', message: 'no network' })
const RSS = `<rss version="2.0"><channel><title>Port News</title>
  <item><guid>1</guid><title>Ferry fares rise</title><link>https://port.example/1</link><description>Fares on the Orrin ferry rise by 4 percent in May. The harbour board said that fuel had become dearer.</description></item>
</channel></rss>`

/** A page as sites make them: its article is one part of it. */
const PAGE = `<!doctype html><html lang="en"><head><title>Ferry fares rise | Port News</title>
  <script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry fares rise","abstract":"Fares go up; season tickets keep their price; the board met on Tuesday."}</script></head>
  <body><nav><ul>${'<li><a href="/x">Another section of this site</a></li>'.repeat(20)}</ul></nav><article><h1>Ferry fares rise</h1>
  <p>Fares on the Orrin ferry rise by 4 percent in May, the harbour board decided on Tuesday.</p>
  <p>The board said that fuel had become dearer by a fifth since the spring of last year.</p>
  <p>Season tickets keep their price of 210 pounds until the end of next year.</p>
  <p>About 3,400 people cross the bay on the Orrin ferry on a working day.</p></article>
  <aside><p>Subscribe to our newsletter and never miss what happens in the port again.</p></aside></body></html>`

/** Too short for its charset to be guessed. */
const HARBOUR = '港の朝'
const short = (prolog: string) =>
  `${prolog}<rss version="2.0"><channel><title>${HARBOUR}</title><item><title>one</title></item></channel></rss>`

let folder = ''
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lens-'))
  await Promise.all(
    Object.entries({
      'digest.txt': asText(firstPageLines()),
      'digest.html': `<!doctype html><html><head><title>${TITLE}</title></head><body>${asWordPress()}</body></html>`,
      'page2.txt': asText(pageTwoLines()),
      'takeaways.html': `<h1>Ferry fares rise</h1><h2>Key takeaways</h2><ul><li>Fares on the Orrin ferry rise by 4 percent</li></ul><p>The harbour board met on Tuesday. It said that fuel had become dearer by a fifth since the spring. Season tickets keep their price of 210 pounds until the end of next year.</p>`,
      'page.html': PAGE,
      'page.jsonl': JSON.stringify({ id: 'p', html: PAGE }),
      'feed.xml': RSS,
      'broken.xml': '<?xml version="1.0"?><rss version="2.0"><channel><ti',
      'empty.txt': ' \n',
      'noise.bin': Uint8Array.from({ length: 4000 }, (_, index) => (index * 37) % 251),
      'other.json': '{"a":1}',
      'bare.xml': encodeShiftJis(short('')),
      'declared.xml': encodeShiftJis(short('<?xml version="1.0" encoding="Shift_JIS"?>')),
      'utf-8.xml': short(''),
      'lines.jsonl': '{"id":1,"title":"A","text":"One sentence."}\nnone\n[2]\n{"id":"3"}\n',
      'crlf.jsonl':
        '\ufeff{"id":"a","title":"A","text":"One sentence."}\r\n\r\n{"id":"b","html":"<p>Two.</p>"}',
      'many.jsonl': '{"id":"x","title":"Ferry","text":"One sentence of the ferry."}\n'.repeat(
        20_000,
      ),
    }).map(([name, content]) => writeFile(at(name), content)),
  )
})

afterAll(() => rm(folder, { recursive: true }))

type Line = Record<string, unknown> & { error?: { kind: string; message: string } }
const lines: Line[] = []
const print = (line: unknown) => lines.push(line as Line)
const printed = async (work: Promise<boolean>) => {
  lines.length = 0
  return { good: await work, lines: [...lines] }
}

describe('the lens on articles', () => {
  it('gives the keys that are documented, and no others', async () => {
    const { good, lines } = await printed(inspectArticles([at('digest.txt')], { fetch, print }))
    expect(good).toBe(true)
    const [line] = lines
    expect(Object.keys(line ?? {})).toEqual(
      'file title headline lead keyPoints sections next lang flags'.split(' '),
    )
    expect(line).toMatchObject({ title: TITLE, next: { url: null } })
    expect(line?.['keyPoints']).toEqual(
      POINTS.map((point, section) => ({
        text: point,
        origin: 'native',
        evidence: [],
        ...(section < 2 ? { section } : {}),
      })),
    )
    const [section] = (line?.['sections'] ?? []) as Record<string, object>[]
    expect(Object.keys(section ?? {}).sort()).toEqual(
      'answer body comments heading intro question remark source'.split(' '),
    )
    expect(Object.keys(section?.['source'] ?? {}).sort()).toEqual(
      'date points publisher title url'.split(' '),
    )
  })

  it('gives the article of a whole page, without what stands around it', async () => {
    const names = ['page.html', 'page.jsonl'].map(at)
    const { lines } = await printed(inspectArticles(names, { fetch, print }))
    for (const line of lines) {
      expect(line).toMatchObject({
        title: 'Ferry fares rise',
        lead: 'Fares on the Orrin ferry rise by 4 percent in May, the harbour board decided on Tuesday.',
        lang: 'en',
      })
      expect(JSON.stringify(line)).not.toMatch(/newsletter|Another section/)
    }
    expect(lines.map(({ id, file }) => id ?? file)).toEqual([at('page.html'), 'p'])
  })

  it('gives the same of a page as of its text, the sections of a later page, and a publisher’s own points', async () => {
    const names = ['digest.txt', 'digest.html', 'page2.txt', 'takeaways.html']
    const { lines } = await printed(inspectArticles(names.map(at), { fetch, print }))
    const [text, html, second, takeaways] = lines
    expect({ ...html, file: '', next: null }).toEqual({ ...text, file: '', next: null })
    expect(html?.['next']).toMatchObject({ url: 'https://kiku.example/archives/501/2' })
    expect(second).toMatchObject({ sections: [PAGE_TWO], flags: ['continuation'], keyPoints: [] })
    expect(takeaways?.['keyPoints']).toMatchObject([
      { origin: 'native', text: 'Fares on the Orrin ferry rise by 4 percent' },
      { origin: 'extractive', text: expect.stringMatching(/^Season tickets/) },
    ])
  })

  it('gives a line for each bad input, in order, and goes on', async () => {
    const names = [
      'missing.txt',
      '',
      'empty.txt',
      'noise.bin',
      'broken.xml',
      'other.json',
      'feed.xml',
    ].map(at)
    const { good, lines } = await printed(inspectArticles(names, { fetch, print }))
    expect(good).toBe(false)
    expect(lines.map(({ error }) => error?.kind)).toEqual([
      'not-found',
      'unreadable',
      'empty',
      'not-text',
      'not-a-feed',
      'not-a-feed',
      undefined,
    ])
    expect(lines.map(({ file }) => file)).toEqual(names)
  })

  it('reads an article a line, and says which lines are none', async () => {
    const { good, lines } = await printed(inspectArticles([at('lines.jsonl')], { fetch, print }))
    expect(good).toBe(false)
    expect(lines.map(({ id, error }) => [id, error?.kind])).toEqual([
      [1, undefined],
      [undefined, 'bad-line'],
      [undefined, 'bad-line'],
      ['3', 'bad-line'],
    ])
  })

  it('reads lines that another system ended, the last one not at all', async () => {
    const { good, lines } = await printed(inspectArticles([at('crlf.jsonl')], { fetch, print }))
    expect(good).toBe(true)
    expect(lines.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'A'],
      ['b', 'Two.'],
    ])
  })
})

describe('the lens on searches and digests', () => {
  it('finds in feeds and texts alike, whatever else could not be read', async () => {
    const db = await openArchive()
    const feeds = ['feed.xml', 'noise.bin', 'digest.txt', 'feed.xml'].map(at)
    const search = inspectSearch(['ferry', '銭湯', '-', '\ud800'], {
      feeds,
      fetch,
      print,
      db,
      now: NOW,
    })
    const { good, lines } = await printed(search)
    await db.close()
    expect(good).toBe(false)
    const [noise, ferry, bath, dash, half] = lines
    expect(noise).toMatchObject({ file: at('noise.bin'), error: { kind: 'not-text' } })
    expect(ferry).toEqual({
      query: 'ferry',
      hits: [
        {
          title: 'Ferry fares rise',
          url: 'https://port.example/1',
          score: expect.any(Number),
          where: 'title',
          text: 'Ferry fares rise',
        },
      ],
    })
    expect(bath?.['hits']).toMatchObject([{ title: TITLE, url: null }])
    expect([dash?.error?.kind, half?.error?.kind]).toEqual(['empty-query', 'empty-query'])
  })

  it('shows the digest that these feeds would make in a slot', async () => {
    const db = await openArchive()
    const feeds = ['feed.xml', 'digest.txt'].map(at)
    const slot = slotAt('2026-03-12T07:30', { zone: 'Asia/Tokyo', now: NOW }) ?? 0
    const digest = inspectDigest(feeds, { fetch, print, db, slot, zone: 'Asia/Tokyo' })
    const { good, lines } = await printed(digest)
    await db.close()
    expect(good).toBe(true)
    expect(lines).toHaveLength(1)
    expect(Object.keys(lines[0] ?? {})).toEqual(['content', 'embeds', 'components'])
    expect(lines[0]?.['content']).toMatch(/^📘 3月12日\(木\)の朝/)
    expect(lines[0]?.['embeds']).toHaveLength(2)
  })

  it.each([
    ['07:30', 'Asia/Tokyo', '2026-03-11T22:30:00Z'],
    ['2026-01-18T07:30', 'Asia/Tokyo', '2026-01-17T22:30:00Z'],
    ['2026-01-18T07:30Z', 'Asia/Tokyo', '2026-01-18T07:30:00Z'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['25:00', 'Asia/Tokyo', null],
    ['soon', 'Asia/Tokyo', null],
    ['07:30', 'Mars/Olympus', null],
  ])('takes %s in %s for %s', (typed, zone, instant) => {
    expect(slotAt(typed, { zone, now: NOW })).toBe(instant === null ? null : Date.parse(instant))
  })
})

describe('the lens as a program', () => {
  const lens = (...args: string[]) =>
    spawn(process.execPath, ['src/launch.mjs', 'inspect', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] },
    })

  it('ends quietly when its reader has seen enough', async () => {
    const child = lens('article', at('many.jsonl'))
    const said = text(child.stderr)
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect([await said, code]).toEqual(['', 0])
  })

  it.each([
    ['bare.xml', null, false],
    ['bare.xml', 'application/rss+xml; charset=Shift_JIS', true],
    ['bare.xml', 'text/xml; charset="windows-31j"', true],
    ['bare.xml', 'text/xml; charset=euc-kr', false],
    // A document that says more than the server's default knows better.
    ['declared.xml', 'text/xml; charset=utf-8', true],
    ['declared.xml', null, true],
    // Bytes that are valid UTF-8 are UTF-8, whatever is said of them.
    ['utf-8.xml', 'text/xml; charset=Shift_JIS', true],
    ['utf-8.xml', null, true],
  ])('reads %s served as %s', async (file, type, right) => {
    const child = lens('feed', ...(type === null ? [] : ['--content-type', type]), at(file))
    const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(said).toBe('')
    const line = JSON.parse(out) as { title: string; items: { title: string }[] }
    expect([line.title, line.items[0]?.title].includes(HARBOUR)).toBe(right)
  })

  it('answers a corpus on standard input line by line, while it still comes', async () => {
    const child = spawn(process.execPath, ['src/launch.mjs', 'inspect', 'article', '-'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] },
    })
    const answered = new Promise<string>((resolve) =>
      child.stdout.once('data', (data) => resolve(String(data))),
    )
    child.stdin.write('{"id":"早い","title":"港","text":"6日は臨時便を3本出す。"}\n{"id":')
    expect(JSON.parse(await answered)).toMatchObject({ id: '早い', flags: ['fewer-points'] })
    child.stdin.end('2}\n')
    const rest = text(child.stdout)
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(JSON.parse(await rest)).toMatchObject({ id: 2, file: '-', error: { kind: 'bad-line' } })
    expect(code).toBe(1)
  })

  it('takes a query that begins with a dash', async () => {
    const child = lens('search', '--feed', at('feed.xml'), '-ferry', '- fares')
    const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(said).toBe('')
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).query),
    ).toEqual(['-ferry', '- fares'])
  })
})
