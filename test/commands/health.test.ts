import { describe, expect, it } from 'vitest'
import { digestHealth, health } from '../../commands/digest-health.ts'
import en from '../../config/locales/en.json' with { type: 'json' }
import type { FeedErrorKind } from '../../src/model/feed.ts'
import type { FeedHealth } from '../../src/services/services.ts'
import { callerOf, SLOT, servicesOf } from './fakes.ts'
import { controlsOf, faultsOf } from './sendable.ts'

const feed = (part: Partial<FeedHealth> = {}): FeedHealth => ({
  id: 1,
  title: 'Harbour *News*',
  url: 'https://news.example/feed?key=s3cret',
  health: { kind: 'well' },
  succeededAt: SLOT,
  nextAt: SLOT + 1_800_000,
  articlesADay: 3.25,
  movedAt: null,
  reissued: null,
  ...part,
})
const services = (...all: FeedHealth[]) => servicesOf({ feedHealth: async () => all })
const textOf = async (all: FeedHealth[], locale: 'en' | 'ja' = 'en') => {
  const reply = await digestHealth.run({}, services(...all), callerOf({ locale }))
  expect(faultsOf(reply)).toEqual([])
  return reply.embeds?.[0]?.description ?? reply.content ?? ''
}

const ERRORS = Object.keys(en)
  .filter((key) => key.startsWith('cause.') && key !== 'cause.silent')
  .map((key) => key.slice('cause.'.length) as FeedErrorKind)

describe('/digest health', () => {
  it('tells of a feed that is well when it was read, when it is read next, and how much comes', async () => {
    const text = await textOf([feed()])
    expect(text).toContain('🟢 **Harbour \\*News\\***')
    expect(text).toContain(`<t:${SLOT / 1000}:R>`)
    expect(text).toContain(`<t:${SLOT / 1000 + 1800}:R>`)
    expect(text).toMatch(/3\.[23] articles a day/)
    expect(text).not.toContain('s3cret')
  })

  it('says how to begin where there is no feed', async () => {
    expect(await textOf([], 'ja')).toContain('`/ダイジェスト 購読`')
  })

  it.each(ERRORS)('says of a failing feed why and what to do: %s', async (error) => {
    const failing = feed({
      health: { kind: 'failing', error, status: 503, since: SLOT, failures: 2 },
    })
    for (const locale of ['en', 'ja'] as const) {
      const text = await textOf([failing], locale)
      expect(text).toContain('→')
      expect(text).toContain('`https://news.example/feed?key=s3cret`')
      expect(text).toContain('503')
    }
  })

  it('says of a feed that is gone or silent where to look', async () => {
    for (const locale of ['en', 'ja'] as const) {
      const gone = await textOf([feed({ health: { kind: 'stopped', since: SLOT } })], locale)
      const silent = await textOf(
        [feed({ health: { kind: 'silent', newestAt: SLOT, gap: 2 * 86_400_000 } })],
        locale,
      )
      expect([gone.includes('410'), gone.includes('→'), silent.includes('→')]).toEqual([
        true,
        true,
        true,
      ])
    }
    const hourly = feed({ health: { kind: 'silent', newestAt: SLOT, gap: 3_600_000 } })
    expect(await textOf([hourly])).toContain('every day')
  })

  it('says for a month that old articles came again and were taken as read', async () => {
    for (const locale of ['en', 'ja'] as const) {
      const lately = feed({ reissued: { count: 214, at: SLOT - 86_400_000 } })
      expect(await textOf([lately], locale)).toContain('214')
      const longAgo = feed({ reissued: { count: 214, at: SLOT - 31 * 86_400_000 } })
      expect(await textOf([longAgo], locale)).not.toContain('214')
    }
  })

  it('turns pages, and fits even where every name must be escaped', async () => {
    const many = Array.from({ length: 20 }, (_, id) =>
      feed({
        id,
        title: '*'.repeat(300),
        url: `https://a.example/${'x'.repeat(2000)}`,
        health: { kind: 'failing', error: 'http-error', status: null, since: SLOT, failures: 9 },
      }),
    )
    for (const locale of ['en', 'ja'] as const) {
      const caller = callerOf({ locale })
      const first = await digestHealth.run({}, services(...many), caller)
      expect([faultsOf(first), controlsOf(first)]).toEqual([[], ['v1:health:1:turn']])
      const turned = await health.run(
        { args: ['1', 'turn'], values: [] },
        services(...many),
        caller,
      )
      expect([faultsOf(turned), turned.embeds?.[0]?.footer?.text]).toEqual([
        [],
        locale === 'en' ? 'Page 2 of 3' : '2／3ページ',
      ])
    }
  })

  it('opens anew from under a notice, and turns its pages in place', () => {
    const { answers } = health
    if (typeof answers !== 'function') throw new Error('it has one way only')
    expect([answers(['0', 'n1-2-3']), answers(['1', 'turn'])]).toEqual(['private', 'update'])
    expect(health.managersOnly).toBe(true)
  })

  it('says outside of servers where it works', async () => {
    const reply = await health.run(
      { args: ['0', 'n1'], values: [] },
      servicesOf({ feedHealth: async () => [] }),
      callerOf({ guildId: null }),
    )
    expect(reply.content).toContain('servers only')
  })
})
