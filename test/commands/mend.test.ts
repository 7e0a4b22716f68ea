import { describe, expect, it } from 'vitest'
import { mend } from '../../commands/controls/mend.ts'
import { noticeKey } from '../../src/delivery/notice-key.ts'
import { fail } from '../../src/lib/result.ts'
import type { FeedHealth, MendProblem, Services } from '../../src/services/services.ts'
import { callerOf, given, SLOT, servicesOf } from './fakes.ts'
import { controlsOf, faultsOf } from './sendable.ts'

const KEY = noticeKey({ guildId: '100', channelId: '200' }, SLOT)
const feed = (id: number, part: Partial<FeedHealth> = {}): FeedHealth => ({
  id,
  title: `Harbour *News* ${id}`,
  url: 'https://news.example/feed?key=s3cret',
  health: { kind: 'failing', error: 'timeout', status: null, since: SLOT, failures: 3 },
  succeededAt: SLOT,
  nextAt: SLOT + 1_800_000,
  articlesADay: 1,
  movedAt: null,
  reissued: null,
  ...part,
})
type Press = { args: string[]; values?: string[]; guildId?: string; services: Partial<Services> }
async function press({ args, values = [], guildId = '100', services }: Press): Promise<string[]> {
  const said: string[] = []
  for (const locale of ['en', 'ja'] as const) {
    const caller = callerOf({ locale, guildId })
    const reply = await mend.run({ args, values }, servicesOf(services), caller)
    expect(faultsOf(reply)).toEqual([])
    expect(JSON.stringify(reply)).not.toContain('s3cret')
    said.push([reply.content, ...controlsOf(reply)].join('\n'))
  }
  return said
}
const troubled = (...feeds: FeedHealth[]) => ({ troubledFeeds: async () => feeds })

describe('the ways out under a notice', () => {
  it('open something new, and go on in place; in direct messages they act on the notice’s server', () => {
    const { answers, serverOf } = mend
    if (typeof answers !== 'function') throw new Error('it has one way only')
    expect([answers(['look', KEY]), answers(['look', KEY, 'choose'])]).toEqual([
      'private',
      'update',
    ])
    expect([serverOf?.(['look', KEY]), serverOf?.(['look', 'x']), mend.managersOnly]).toEqual([
      '100',
      null,
      true,
    ])
  })

  it('do nothing in a server that the notice is not about', async () => {
    const [en] = await press({ args: ['remove', KEY], guildId: '101', services: {} })
    expect(en).toContain('working again, or no digest here uses them')
  })

  it('say so where there is nothing left to do', async () => {
    const [en] = await press({ args: ['look', KEY], services: troubled() })
    expect(en).toContain('/digest health')
  })

  it('ask which of several feeds is meant, by numbers that fit into a select', async () => {
    const many = Array.from({ length: 40 }, (_, id) => feed(id))
    for (const way of ['look', 'remove']) {
      const [en, ja] = await press({ args: [way, KEY], services: troubled(...many) })
      expect(en).toContain(`v1:mend:${way}:${KEY}:choose`)
      expect(ja).toContain('どのフィード')
    }
  })

  it('go on at once with the only one', async () => {
    const offers = [{ url: 'https://news.example/new', title: 'New' }]
    const found = { session: 'abc', title: 'Harbour', site: 'https://news.example/', offers }
    const services = { ...troubled(feed(7)), lookForAddress: given(found) }
    const [en] = await press({ args: ['look', KEY], services })
    expect(en).toContain(`v1:mend:take:${KEY}:abc`)
  })

  it('undo a removal, with as many digests as a button can name', async () => {
    const digestIds = Array.from({ length: 60 }, (_, id) => 1000 + id)
    const removed = { feedId: 7, title: 'Harbour', digestIds, ended: 2 }
    const services = { ...troubled(feed(7)), removeFeed: given(removed) }
    const [en = ''] = await press({ args: ['remove', KEY], services })
    const id = en.split('\n').at(-1) ?? ''
    expect(id.length).toBeLessThanOrEqual(100)
    const asked: unknown[] = []
    const [back] = await press({
      args: id.split(':').slice(2),
      services: {
        putBackFeed: async (what) => {
          asked.push(what)
          return { ok: true, value: { title: 'Harbour', digests: 3 } }
        },
      },
    })
    expect(back).toContain('Back again')
    expect(asked[0]).toMatchObject({ feedId: 7, digestIds: expect.arrayContaining([1000, 1001]) })
  })

  it('say when each is tried again, and which are gone for good', async () => {
    const gone = feed(2, { health: { kind: 'stopped', since: SLOT } })
    const [en, ja] = await press({ args: ['wait', KEY], services: troubled(feed(1), gone) })
    expect(en).toContain(`tried again <t:${(SLOT + 1_800_000) / 1000}:R>`)
    expect(en).toContain('taken down for good')
    expect(ja).toContain('公開を終えた')
  })

  it.each<MendProblem>([
    { kind: 'not-read' },
    { kind: 'nothing-found', site: 'https://news.example/?key=s3cret' },
    { kind: 'readable', title: 'Harbour *News*' },
    { kind: 'choice-over' },
    { kind: 'adult', title: 'Late', channelId: '200' },
    {
      kind: 'feed',
      address: 'https://news.example/?key=s3cret',
      error: { kind: 'timeout', message: '' },
    },
  ])('say what to do instead where they fail: $kind', async (problem) => {
    const services = {
      ...troubled(feed(7)),
      lookForAddress: async () => fail(problem),
      takeAddress: async () => fail(problem),
    }
    for (const args of [
      ['look', KEY],
      ['take', KEY, 'abc'],
    ]) {
      const [en = '', ja = ''] = await press({ args, values: ['0'], services })
      expect(en.length).toBeGreaterThan(40)
      expect(ja).not.toBe(en)
    }
  })
})
