import { describe, expect, it } from 'vitest'
import { drop, list, now, pause, preview, resume, undo } from '../../commands/controls/digests.ts'
import { filter } from '../../commands/controls/filters.ts'
import { copy, move } from '../../commands/controls/move.ts'
import { edit } from '../../commands/controls/terms.ts'
import { digestList } from '../../commands/digest-list.ts'
import { digestNow } from '../../commands/digest-now.ts'
import { panelReply } from '../../commands/panel.ts'
import { fail } from '../../src/lib/result.ts'
import type { Place } from '../../src/model/place.ts'
import type { ChangeProblem } from '../../src/services/changes.ts'
import type { SubscriptionView } from '../../src/services/orders.ts'
import type { Services } from '../../src/services/services.ts'
import { callerOf, given, previewOf, SLOT, servicesOf, viewOf } from './fakes.ts'
import { controlsOf, faultsOf } from './sendable.ts'

const listing = (views: readonly SubscriptionView[], more: Partial<Services> = {}) =>
  servicesOf({ subscriptions: async () => [...views], ...more })

const placeOf = (): Place => ({
  kind: 'announcement',
  parentId: null,
  startsThreads: true,
  tags: [],
  requiresTag: false,
})

const PLACE = {
  kind: 'text',
  parentId: null,
  startsThreads: false,
  tags: [],
  requiresTag: false,
} as const

const press = (...args: string[]) => ({ args, values: [] })

describe('/digest list', () => {
  it('says how to begin where there is no digest', async () => {
    const reply = await digestList.run({}, listing([]), callerOf({ locale: 'ja' }))
    expect(reply.content).toContain('`/ダイジェスト 購読`')
    expect(faultsOf(reply)).toEqual([])
  })

  it('shows one digest with its buttons at once', async () => {
    const reply = await digestList.run({}, listing([viewOf(7)]), callerOf())
    const text = reply.embeds?.[0]?.description ?? ''
    expect(text).toContain('<#200>')
    expect(text).toContain('07:30')
    expect(text).toContain('Asia/Tokyo')
    expect(text).toContain(`<t:${SLOT / 1000}:R>`)
    expect(text).toContain('Harbour \\*News\\*')
    expect(controlsOf(reply)).toEqual([
      'v1:preview:7',
      'v1:now:7',
      'v1:pause:7:0',
      'v1:why:7',
      'v1:drop:7:0',
      'v1:edit:7:0',
      'v1:filter:7:0',
      'v1:paid:7:0:1:last',
      'v1:move:7:0',
      'v1:copy:7:0',
    ])
    expect(faultsOf(reply)).toEqual([])
  })

  it('offers to resume a paused digest', async () => {
    const paused = viewOf(7, { state: 'paused' })
    const reply = await digestList.run({}, listing([paused]), callerOf())
    expect(reply.embeds?.[0]?.description).toContain('paused')
    expect(controlsOf(reply)).toContain('v1:resume:7:0')
    expect(controlsOf(reply)).not.toContain('v1:pause:7:0')
  })

  it('tells which feed cannot be read', async () => {
    const feeds = [{ id: 1, title: 'Broken', url: 'https://b.example', failing: true }]
    const reply = await digestList.run({}, listing([viewOf(7, {}, feeds)]), callerOf())
    expect(reply.embeds?.[0]?.description).toContain('Broken could not be read')
  })

  it('lets one of several be chosen', async () => {
    const views = [viewOf(7), viewOf(8)]
    const chosen = await list.run(
      { args: ['0', 'choose'], values: ['8'] },
      listing(views),
      callerOf(),
    )
    expect(controlsOf(chosen)).toEqual([
      'v1:list:0:choose',
      'v1:preview:8',
      'v1:now:8',
      'v1:pause:8:0',
      'v1:why:8',
      'v1:drop:8:0',
      'v1:edit:8:0',
      'v1:filter:8:0',
      'v1:paid:8:0:1:last',
      'v1:move:8:0',
      'v1:copy:8:0',
    ])
    expect(faultsOf(chosen)).toEqual([])
  })

  it('stands on the digest of the channel where it was given', async () => {
    const views = Array.from({ length: 12 }, (_, n) =>
      viewOf(n + 1, { channelId: String(200 + n), ...(n === 10 ? { container: 'post' } : {}) }),
    )
    const there = await digestList.run({}, listing(views), callerOf({ channelId: '209' }))
    expect(controlsOf(there)).toContain('v1:drop:10:1')
    const thread = { ...PLACE, kind: 'thread', parentId: '210' } as const
    const inPost = callerOf({ channelId: '999', placeOf: () => thread })
    expect(controlsOf(await digestList.run({}, listing(views), inPost))).toContain('v1:drop:11:1')
    const elsewhere = await digestList.run({}, listing(views), callerOf({ channelId: '5' }))
    expect(controlsOf(elsewhere)).toContain('v1:drop:1:0')
  })

  it('names the channel of each in the select and in the forms', async () => {
    const views = [viewOf(7), viewOf(8)]
    const named = (channelId: string) => ({ ...PLACE, name: `${channelId}番` })
    const caller = callerOf({ locale: 'ja', placeOf: named })
    const reply = await digestList.run({}, listing(views), caller)
    const [choice] = reply.components ?? []
    expect(JSON.stringify(choice)).toContain('"label":"#200番 · Digest 7"')
    const services = servicesOf({ subscriptionOf: given(viewOf(7)) })
    for (const control of [move, copy, edit, filter]) {
      const form = (await control.open(press('7', '0'), services, caller)) as { title: string }
      expect(form.title).toMatch(/^#200番 · ダイジェスト/)
    }
    const long = callerOf({ placeOf: () => ({ ...PLACE, name: 'n'.repeat(100) }) })
    const cut = (await edit.open(press('7', '0'), services, long)) as { title: string }
    expect(cut.title).toMatch(/^#n+… · Change this digest$/)
    expect(cut.title.length).toBeLessThanOrEqual(45)
  })

  it('turns pages, and fits even where every name must be escaped', async () => {
    const title = '*'.repeat(300)
    const feeds = Array.from({ length: 9 }, (_, id) => ({ id, title, url: '', failing: true }))
    const zone = 'America/Argentina/ComodRivadavia'
    const rarely = { minute: 0, days: [1, 2, 3, 5, 6, 7], holidays: 'BL' }
    const changed = { by: '9'.repeat(19), at: SLOT, how: 'edit' } as const
    const many = Array.from({ length: 60 }, (_, id) =>
      viewOf(id + 1, { name: title, schedule: { ...rarely, zone }, changed }, feeds),
    )
    for (const locale of ['en', 'ja'] as const) {
      const caller = callerOf({ locale })
      const first = await list.run(press('0'), listing(many), caller)
      expect(controlsOf(first)).toContain('v1:list:1:turn')
      expect(faultsOf(first)).toEqual([])
      const second = await list.run(press('1', 'turn'), listing(many), caller)
      expect(second.embeds?.[0]?.footer?.text).toMatch(/^(Page )?2/)
      expect(faultsOf(second)).toEqual([])
      const beyond = await list.run(press('99'), listing(many), caller)
      expect(faultsOf(beyond)).toEqual([])
    }
  })
})

describe('the panel', () => {
  it.each(['ja', 'en'] as const)(
    'keeps its rows when everything is on at once (%s), and shows whom a digest notifies',
    (locale) => {
      const states = [
        { roleId: '77', changed: { by: '8', at: SLOT, how: 'edit' } },
        { silent: true, roleId: '77' },
        { state: 'paused', pausedFor: 'moderator' },
        { state: 'paused', pausedFor: 'no-permission' },
        { state: 'paused', pausedFor: 'channel-gone' },
      ] as const
      const all = Array.from({ length: 20 }, (_, n) => viewOf(n + 1, states[n % 5]))
      const shown = states.map((_, n) => {
        const view = { page: 1, chosen: 9 + n, note: 'Done.' }
        const draft = { form: 'edit', session: 'abc' } as const
        const reply = panelReply(all, { ...view, draft }, callerOf({ locale, placeOf }))
        expect(faultsOf(reply)).toEqual([])
        expect(reply.components).toHaveLength(5)
        expect(controlsOf(reply).slice(-3)).toEqual([
          `v1:follow:${9 + n}:1:1:publish:on`,
          'v1:list:0:turn',
          'v1:list:2:turn',
        ])
        return reply.embeds?.[0]?.description ?? ''
      })
      const silent = locale === 'ja' ? '通知なしで投稿します' : 'Posted without a notification'
      expect(shown.filter((text) => text.includes(silent))).toHaveLength(1)
      expect(shown.filter((text) => text.includes('<@&77>'))).toHaveLength(1)
    },
  )
})

describe('the buttons of a digest', () => {
  it('pauses and resumes, and shows how things are now', async () => {
    const asked: [number, boolean][] = []
    const setPaused: Services['setPaused'] = async (id, paused) => {
      asked.push([id, paused])
      return { ok: true, value: viewOf(id) }
    }
    const services = listing([viewOf(7, { state: 'paused' })], { setPaused })
    const paused = await pause.run(press('7', '0'), services, callerOf())
    expect(paused.content).toContain('Paused')
    expect(controlsOf(paused)).toContain('v1:resume:7:0')
    const resumed = await resume.run(press('7', '0'), services, callerOf())
    expect(resumed.content).toContain('Resumed')
    expect(asked).toEqual([
      [7, true],
      [7, false],
    ])
  })

  it('offers nothing after an unsubscribe but to take it back: a second press ends no other', async () => {
    const dropped = await drop.run(
      press('7', '0'),
      listing([viewOf(8)], { unsubscribe: given(viewOf(7)) }),
      callerOf(),
    )
    expect(dropped.content).toContain('“Digest 7”')
    expect(controlsOf(dropped)).toEqual(['v1:undo:7:0', 'v1:list:0'])
    expect(faultsOf(dropped)).toEqual([])
    const back = await undo.run(
      press('7', '0'),
      listing([viewOf(7), viewOf(8)], { restore: given(viewOf(7)) }),
      callerOf(),
    )
    expect(back.content).toContain('Back again')
    expect(controlsOf(back)).toContain('v1:drop:7:0')
  })

  it('can take back even the last one', async () => {
    const services = listing([], { unsubscribe: given(viewOf(7)) })
    const dropped = await drop.run(press('7', '0'), services, callerOf())
    expect(controlsOf(dropped)).toEqual(['v1:undo:7:0', 'v1:list:0'])
    expect(faultsOf(dropped)).toEqual([])
  })

  it('undoes a new subscription where it was made, and that too', async () => {
    const undone = await drop.run(
      press('7', '-'),
      servicesOf({ unsubscribe: given(viewOf(7)) }),
      callerOf(),
    )
    expect(undone.content).toContain('Undone')
    expect(controlsOf(undone)).toEqual(['v1:undo:7:-'])
    const restored = await undo.run(
      press('7', '-'),
      servicesOf({ restore: given(viewOf(7)) }),
      callerOf(),
    )
    expect(controlsOf(restored)).toEqual(['v1:now:7', 'v1:drop:7:-', 'v1:list:0'])
    expect(faultsOf(restored)).toEqual([])
  })

  it('says that a digest is gone, and shows what there is', async () => {
    const gone = async () => fail({ kind: 'gone' } as const)
    const services = listing([viewOf(8)], { setPaused: gone, unsubscribe: gone, restore: gone })
    for (const control of [pause, resume, drop, undo]) {
      const reply = await control.run(press('7', '0'), services, callerOf())
      expect(reply.content).toContain('no longer exists')
      expect(controlsOf(reply)).toContain('v1:preview:8')
      expect(faultsOf(reply)).toEqual([])
    }
  })

  it('previews with the select, without what needs a posted digest', async () => {
    const services = servicesOf({ preview: given(previewOf()) })
    const reply = await preview.run(press('7'), services, callerOf())
    expect(reply.embeds).toEqual(previewOf().embeds)
    expect(controlsOf(reply)).toEqual(['v1:read:s1-x'])
    expect(faultsOf(reply)).toEqual([])
  })

  it('says when there is nothing to preview', async () => {
    const services = servicesOf({ preview: async () => fail({ kind: 'nothing-new' }) })
    const reply = await preview.run(press('7'), services, callerOf())
    expect(reply.content).toContain('nothing to preview')
    const last = servicesOf({
      preview: async () => fail({ kind: 'nothing-new', last: previewOf() }),
    })
    const before = await preview.run(press('7'), last, callerOf())
    expect(before.content).toContain('what it looked like')
    expect(before.embeds).toEqual(previewOf().embeds)
    expect(controlsOf(before)).toEqual(['v1:read:s1-x'])
  })

  it('posts one digest now', async () => {
    const asked: unknown[] = []
    const services = servicesOf({
      digestNow: async (target) => {
        asked.push(target)
        return { ok: true, value: { channelId: '200', articles: 1 } }
      },
    })
    const reply = await now.run(press('7'), services, callerOf())
    expect(reply.content).toContain('1 article goes to <#200>')
    expect(asked).toEqual([{ subscriptionId: 7 }])
  })
})

describe('/digest now', () => {
  const runWith = (problem: ChangeProblem, locale: 'en' | 'ja' = 'en') =>
    digestNow.run(
      { channel: { id: '201', type: 0, botLacks: [], speaks: true } } as never,
      servicesOf({ digestNow: async () => fail(problem) }),
      callerOf({ locale }),
    )

  it('posts the digest of this channel, unless another was chosen', async () => {
    const asked: unknown[] = []
    const services = servicesOf({
      digestNow: async (target) => {
        asked.push(target)
        return { ok: true, value: { channelId: '200', articles: 5 } }
      },
    })
    const reply = await digestNow.run({}, services, callerOf({ locale: 'ja' }))
    expect(asked).toEqual([{ channelId: '200' }])
    expect(reply.content).toContain('5本')
  })

  it.each<[ChangeProblem, string]>([
    [{ kind: 'none-here' }, '<#201>'],
    [{ kind: 'nothing-new' }, '`/latest`'],
    [{ kind: 'gone' }, '`/digest list`'],
    [{ kind: 'not-in-server' }, 'server'],
    [{ kind: 'bot-lacks', channelId: '201', rights: ['SendMessages'] }, '**Send Messages**'],
    [{ kind: 'caller-cannot-speak', channelId: '201' }, 'another channel'],
  ])('%j says what to do', async (problem, words) => {
    const reply = await runWith(problem)
    expect(reply.content).toContain(words)
    expect(faultsOf(reply)).toEqual([])
    expect(faultsOf(await runWith(problem, 'ja'))).toEqual([])
  })
})
