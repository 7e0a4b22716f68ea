/** /digest import and /digest export: what a manager sees. */
import { describe, expect, it, vi } from 'vitest'
import { digestExport } from '../../commands/digest-export.ts'
import { digestImport } from '../../commands/digest-import.ts'
import { fail, ok } from '../../src/lib/result.ts'
import type { BadEntry, Imported, ImportProblem } from '../../src/services/orders.ts'
import { brokenRules } from '../digest/discord-limits.ts'
import { callerOf, servicesOf, viewOf } from './fakes.ts'

const given = {
  file: { name: 'feeds.opml', size: 10, url: 'https://cdn.example/feeds.opml' },
} as unknown as Parameters<typeof digestImport.run>[0]
const bad = (address: string, kind: BadEntry['error']['kind'] = 'not-a-feed'): BadEntry => ({
  title: null,
  address,
  error: { kind, message: '', ...(kind === 'http-error' ? { status: 404 } : {}) },
})
const imported = (part: Partial<Imported> = {}): Imported => ({
  view: viewOf(7),
  already: false,
  zoneGuessed: false,
  preview: null,
  feeds: 3,
  failing: 0,
  bad: [],
  left: 0,
  ...part,
})

const run = (done: Imported, locale: 'en' | 'ja' = 'en') =>
  digestImport.run(given, servicesOf({ importOpml: async () => ok(done) }), callerOf({ locale }))

describe('/digest import', () => {
  it('says what was set up, how many feeds were taken, and which were not', async () => {
    const done = imported({
      failing: 1,
      left: 20,
      bad: [
        bad('https://page.example/a?key=secret'),
        bad('https://gone.example/', 'http-error'),
        { title: '**Lost**', address: '', error: { kind: 'bad-address', message: '' } },
      ],
    })
    const { content = '', components } = await run(done)
    expect(content).toContain('All set')
    expect(content).toContain('3 feeds were imported')
    expect(content).toContain('1 of them could not be read just now')
    expect(content).toContain('20 more feeds were left out')
    expect(content).toContain('• `page.example/a?…`: not a feed')
    expect(content).toContain('• `gone.example`: the site returned an error (404)')
    expect(content).toContain('• `**Lost**`: no feed address')
    expect(content).not.toContain('secret')
    expect(components).toHaveLength(1)
  })

  it('fits into one message, however many entries are bad', async () => {
    const many = Array.from({ length: 900 }, (_, n) => bad(`https://f${n}.example/feed`))
    for (const locale of ['en', 'ja'] as const) {
      const reply = await run(imported({ bad: many }), locale)
      expect(brokenRules(reply)).toEqual([])
      expect(reply.content).toMatch(/and 8\d\d more$|ほか8\d\d件$/)
    }
  })

  it('shows how far it is while it reads', async () => {
    const show = vi.fn()
    const services = servicesOf({
      importOpml: async (_order, _caller, told) => {
        told({ done: 40, total: 1_000 })
        return ok(imported())
      },
    })
    await digestImport.run(given, services, callerOf(), show)
    expect(show).toHaveBeenCalledWith({
      content: '⏳ Reading the feeds of the list: 40 of 1000 …',
    })
  })

  it.each([
    [{ kind: 'no-list' }, 'OPML'],
    [{ kind: 'list-too-large' }, '2'],
    [{ kind: 'no-good-feed', bad: [bad('https://page.example/')] }, 'page.example'],
    [{ kind: 'bad-time', typed: 'noonish' }, 'noonish'],
  ] satisfies [ImportProblem, string][])('says what to do for %j', async (problem, words) => {
    const services = servicesOf({ importOpml: async () => fail(problem) })
    for (const locale of ['en', 'ja'] as const) {
      const reply = await digestImport.run(given, services, callerOf({ locale }))
      expect(reply.content).toContain(words)
      expect(brokenRules(reply)).toEqual([])
    }
  })
})

describe('/digest export', () => {
  it('gives the list as a file, or says how to start', async () => {
    const list = { name: 'feeds.opml', text: '<opml/>', feeds: 2 }
    const reply = await digestExport.run(
      {},
      servicesOf({ exportOpml: async () => list }),
      callerOf(),
    )
    expect(reply.file).toEqual({ name: 'feeds.opml', text: '<opml/>' })
    expect(reply.content).toContain('2 feeds of this server')
    const none = await digestExport.run(
      {},
      servicesOf({ exportOpml: async () => null }),
      callerOf(),
    )
    expect(none.content).toContain('/digest subscribe')
  })
})
