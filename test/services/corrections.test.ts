/** What becomes of posted cards when their sources correct an article: the real services on a clock that the test moves. */
import { describe, expect, it } from 'vitest'
import { embedLength } from '../../src/digest/embed-length.ts'
import type { MessagePayload } from '../../src/model/message.ts'
import { endTurn } from '../../src/services/send-turn.ts'
import { takeLease } from '../../src/storage/lease.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SLOT = START + 90 * MINUTE
const FEED = 'https://f.example/feed'
const OTHER = '200000000000000002'

const NEWS = [
  { id: 'quake', title: '地震、死者12人に', text: '県は、地震の死者が12人になったと発表した。' },
  { id: 'bridge', title: '新しい橋が開通', text: '市は、長さ300メートルの橋を開通させた。' },
  { id: 'school', title: '小学校に図書館', text: '村は、小学校に図書館を建てると決めた。' },
]
const say = (world: TestWorld, id: string, change: { title?: string; text?: string }) =>
  world.feeds.set(
    FEED,
    (world.feeds.get(FEED) ?? []).map((one) => (one.id === id ? { ...one, ...change } : one)),
  )

const channel = (id: string) => ({ id, type: null, botLacks: [], speaks: true })

/** A world whose channels have had their digest. */
async function posted(channels: readonly string[] = [CHANNEL], world?: TestWorld) {
  const made = world ?? (await createWorld())
  made.feeds.set(FEED, NEWS)
  for (const id of channels) {
    const done = await made.services.subscribe(order(FEED, { channel: channel(id) }), caller())
    if (!done.ok) throw new Error(done.error.kind)
  }
  made.clock.moveTo(SLOT)
  await made.work()
  return made
}

/** Lets the feeds be asked again, some time later, and everything be done that follows. */
async function later(world: TestWorld, ms = HOUR): Promise<void> {
  world.clock.advance(ms)
  await world.db.all('UPDATE feed SET due_at = 0')
  await world.work()
  await world.follow()
}

const payloadOf = (world: TestWorld, index = 0): MessagePayload => {
  const found = world.posted[index]?.payload
  if (!found) throw new Error('nothing was posted')
  return found
}
const cardOf = (payload: MessagePayload, title: string): number =>
  (payload.embeds ?? []).findIndex((one) => one.title?.includes(title))
const corrections = (world: TestWorld) =>
  world.db.all('SELECT version, corrections, wanted FROM posting WHERE corrections > 0')
const keyOf = async ({ db }: TestWorld) =>
  String((await db.all('SELECT key FROM delivery ORDER BY id'))[0]?.['key'])

describe('a card whose source corrects a number', () => {
  it('is edited in place with its mark; the others stay as they are, to the letter', async () => {
    const world = await posted()
    const before = payloadOf(world)
    say(world, 'quake', {
      title: '地震、死者21人に',
      text: '県は、地震の死者が21人になったと発表した。',
    })
    await later(world, 3 * HOUR + 10 * MINUTE)
    expect(world.posted).toHaveLength(1)
    expect(world.edits).toHaveLength(1)
    const { channelId, messageId, edit } = world.edits[0] ?? { edit: {} }
    expect({ channelId, messageId }).toEqual({ channelId: CHANNEL, messageId: world.posted[0]?.id })
    const at = cardOf(before, '地震')
    const embeds = edit.embeds ?? []
    expect(embeds.filter((_, n) => n !== at)).toEqual(
      (before.embeds ?? []).filter((_, n) => n !== at),
    )
    expect(embeds[at]?.title).toBe(before.embeds?.[at]?.title?.replace('12', '21'))
    expect(embeds[at]?.description).toContain('21人')
    expect(embeds[at]?.footer?.text).toMatch(/ · 訂正 10:40$/)
    expect(edit.content).toBe(before.content?.replace('死者12人に', '死者21人に'))
    const components = JSON.stringify(edit.components)
    expect(components).toContain('死者21人に')
    expect(components).toContain('変わった点')
    expect(components).not.toContain('死者12人に')
    expect(await corrections(world)).toEqual([{ version: 2, corrections: 1, wanted: null }])
  })

  it('is found by what it says now, and no more by what it said', async () => {
    const world = await posted()
    say(world, 'bridge', {
      title: '新しい水門が開通',
      text: '市は、長さ300メートルの水門を開通させた。',
    })
    await later(world)
    const found = async (query: string) => {
      const page = await world.services.search({ query: query }, caller())
      return page.ok ? page.value.total : 0
    }
    expect([await found('水門'), await found('新しい橋')]).toEqual([1, 0])
  })

  it('says what changed to who sees the channel, in their language', async () => {
    const world = await posted()
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    await later(world)
    say(world, 'quake', { text: '県は、地震の死者が19人になったと発表した。' })
    await later(world)
    const key = await keyOf(world)
    const cards = await world.services.whatChanged(key, caller())
    expect(cards.map(({ corrections: all }) => all.map(({ changes }) => changes))).toEqual([
      [
        [
          {
            before: '県は、地震の死者が12人になったと発表した。',
            after: '県は、地震の死者が21人になったと発表した。',
          },
        ],
        [
          {
            before: '県は、地震の死者が21人になったと発表した。',
            after: '県は、地震の死者が19人になったと発表した。',
          },
        ],
      ],
    ])
    expect(await world.services.whatChanged(key, caller({ sees: () => false }))).toEqual([])
    expect(await world.services.whatChanged(key, caller({ guildId: '9' }))).toEqual([])
    expect(await world.services.whatChanged('s1-zzz', caller())).toEqual([])
  })

  it('is corrected three times and no more', async () => {
    const world = await posted()
    for (const dead of [13, 14, 15, 16]) {
      say(world, 'quake', { text: `県は、地震の死者が${dead}人になったと発表した。` })
      await later(world, 7 * HOUR)
    }
    expect(world.edits).toHaveLength(3)
    expect(JSON.stringify(world.edits.at(-1)?.edit.embeds)).toContain('15人')
    const components = world.edits.at(-1)?.edit.components ?? []
    expect(JSON.stringify(components).match(/変わった点/g)).toHaveLength(1)
  })

  it('says the day where it is another one than that of the message', async () => {
    const world = await posted()
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    await later(world, 26 * HOUR)
    const footers = world.edits[0]?.edit.embeds?.map(({ footer }) => footer?.text).join()
    expect(footers).toContain('訂正 1月19日 9:30')
  })

  it('stays as it is two days later', async () => {
    const world = await posted()
    await world.db.all(`UPDATE subscription SET state = 'ended'`)
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    await later(world, 49 * HOUR)
    expect(world.edits).toEqual([])
  })
})

describe('a card stays as it is where', () => {
  it.each([
    [
      'typography',
      { title: '地震､死者１２人に', text: '県は,地震の死者が 十二人 になったと発表した｡' },
    ],
    ['words were added', { text: '県は、地震の死者が12人になったと発表した。知事が会見した。' }],
  ])('it is %s', async (_what, change) => {
    const world = await posted()
    say(world, 'quake', change)
    await later(world)
    expect(world.edits).toEqual([])
    expect(await world.db.all(`SELECT id FROM follow_up`)).toEqual([])
  })

  it('the article is written live, by its title or by its versions', async () => {
    const world = await posted()
    say(world, 'bridge', { title: '【ライブ】新しい橋が開通', text: '長さ310メートルの橋。' })
    await later(world)
    expect(world.edits).toEqual([])
    for (let n = 0; n < 7; n += 1) {
      say(world, 'quake', {
        text: `県は、地震の死者が12人になったと発表した。${'続報。'.repeat(n + 1)}`,
      })
      await later(world, 10 * MINUTE)
    }
    say(world, 'quake', { text: '県は、地震の死者が99人になったと発表した。' })
    await later(world, 10 * MINUTE)
    expect(world.edits).toEqual([])
  })
})

describe('a source that takes an article back', () => {
  it('has that on the card, and its words behind the button', async () => {
    const world = await posted()
    say(world, 'school', { text: 'この記事は誤りがあったため取り消しました。' })
    await later(world)
    const embeds = world.edits[0]?.edit.embeds ?? []
    const at = cardOf(payloadOf(world), '図書館')
    expect(embeds[at]?.footer?.text).toContain('配信元が取り下げ 8:30')
    expect(embeds[at]?.description).toContain('取り消しました')
    const [card] = await world.services.whatChanged(await keyOf(world), caller())
    expect(card?.corrections[0]?.kind).toBe('withdrawn')
  })
})

describe('an article whose page is gone for good', () => {
  const page = (id: string) => `https://news.example/${id}`
  const asked = (world: TestWorld, id: string) =>
    world.fetched.filter((address) => address === page(id)).length
  /** A world that has asked for all pages once. */
  const withPages = async () => {
    const world = await posted([CHANNEL], await createWorld({ withPages: true }))
    for (let turn = 0; turn < 6; turn += 1) {
      world.clock.advance(MINUTE)
      await world.work()
    }
    return world
  }
  const drop = (world: TestWorld, id: string) =>
    world.feeds.set(
      FEED,
      NEWS.filter((one) => one.id !== id),
    )

  it('and that its feed dropped from among others is marked as withdrawn', async () => {
    const world = await withPages()
    world.gone.add(page('quake'))
    drop(world, 'quake')
    await later(world, 7 * HOUR)
    await later(world, 10 * MINUTE)
    expect(world.edits).toHaveLength(1)
    const at = cardOf(payloadOf(world), '地震')
    const [before, after] = [payloadOf(world).embeds?.[at], world.edits[0]?.edit.embeds?.[at]]
    expect(after?.footer?.text).toMatch(/ · 配信元が取り下げ 14:\d\d$/)
    expect(after?.description).toBe(before?.description)
    await later(world, 7 * HOUR)
    expect(world.edits).toHaveLength(1)
    const [card] = await world.services.whatChanged(await keyOf(world), caller())
    expect(card?.corrections).toMatchObject([{ kind: 'withdrawn', changes: [] }])
  })

  it('says nothing while its feed has it, and is left alone where its page is there', async () => {
    const world = await withPages()
    const before = asked(world, 'quake')
    world.gone.add(page('quake'))
    await later(world, 7 * HOUR)
    expect(asked(world, 'quake')).toBe(before)
    drop(world, 'bridge')
    world.pages.set(
      page('bridge'),
      '<html><body><p>市は、長さ300メートルの橋を開通させた。</p></body></html>',
    )
    await later(world, 7 * HOUR)
    await later(world, 10 * MINUTE)
    expect(asked(world, 'bridge')).toBeGreaterThan(before)
    expect(world.edits).toEqual([])
  })

  it('that only fell off the end of its feed is not asked for', async () => {
    const world = await withPages()
    const before = asked(world, 'school')
    // Feeds list the newest first: the last one came first.
    drop(world, 'school')
    await later(world, 7 * HOUR)
    expect(asked(world, 'school')).toBe(before)
  })
})

describe('several corrections', () => {
  it('of one message are one edit, of many channels one each', async () => {
    const world = await posted([CHANNEL, OTHER])
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    say(world, 'bridge', { text: '市は、長さ350メートルの橋を開通させた。' })
    await later(world)
    expect(world.edits.map(({ channelId }) => channelId).sort()).toEqual([CHANNEL, OTHER])
    for (const { edit } of world.edits) {
      const marks = edit.embeds?.filter(({ footer }) => footer?.text.includes('訂正'))
      expect(marks).toHaveLength(2)
    }
  })

  it('that come while an edit is under way are made after it', async () => {
    const world = await posted()
    const edit = world.followUp.editMessage
    world.followUp.editMessage = async (message) => {
      world.followUp.editMessage = edit
      world.clock.advance(MINUTE)
      say(world, 'quake', { text: '県は、地震の死者が23人になったと発表した。' })
      await world.db.all('UPDATE feed SET due_at = 0')
      await world.work()
      return edit(message)
    }
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    await later(world)
    expect(
      world.edits.map((one) => JSON.stringify(one.edit.embeds).match(/死者が\d+/)?.[0]),
    ).toEqual(['死者が21', '死者が23'])
    expect(await corrections(world)).toEqual([{ version: 3, corrections: 2, wanted: null }])
  })
})

describe('a message that is on its way', () => {
  it('keeps what it says, and is corrected once it is posted', async () => {
    const world = await createWorld()
    world.answers.push({ kind: 'temporary', reason: '503', refused: false })
    await posted([CHANNEL], world)
    expect(world.posted).toEqual([])
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    await later(world, 5 * MINUTE)
    expect(world.posted).toHaveLength(1)
    expect(JSON.stringify(payloadOf(world).embeds)).toContain('12人')
    expect(world.edits).toHaveLength(1)
    expect(JSON.stringify(world.edits[0]?.edit.embeds)).toContain('21人')
  })

  it('goes before every correction, and so does what follows a message', async () => {
    const world = await posted([CHANNEL, OTHER])
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    world.clock.advance(HOUR)
    await world.db.all('UPDATE feed SET due_at = 0')
    await world.work()
    await world.db.all(
      `UPDATE delivery SET state = 'pending', due_at = 0 WHERE id = (SELECT MAX(id) FROM delivery)`,
    )
    await world.follow()
    expect(world.edits).toEqual([])
    await world.db.all(`UPDATE delivery SET state = 'sent'`)
    await world.follow()
    expect(world.edits).toHaveLength(2)
  })
})

describe('Discord refuses an edit', () => {
  const owed = (world: TestWorld) =>
    world.db.all(`SELECT state, error, tries FROM follow_up WHERE kind = 'correction'`)
  const corrected = async (world: TestWorld, dead: number, ms = HOUR) => {
    say(world, 'quake', { text: `県は、地震の死者が${dead}人になったと発表した。` })
    await later(world, ms)
  }

  it.each([
    ['of a message that somebody deleted', 10008, 'refused'],
    ['in a channel that is gone', 10003, 'channel-gone'],
  ] as const)('%s: it is left alone for good, and nobody is told', async (_what, code, reason) => {
    const world = await posted()
    world.editAnswers.push({ kind: 'permanent', reason, code })
    await corrected(world, 21)
    expect(await owed(world)).toEqual([{ state: 'failed', error: `${reason}:${code}`, tries: 1 }])
    await corrected(world, 22)
    expect(world.edits).toHaveLength(1)
    expect(world.posted).toHaveLength(1)
    expect(await world.db.all(`SELECT state FROM subscription`)).toEqual([{ state: 'active' }])
    expect(await world.db.all('SELECT cause FROM place_trouble')).toEqual([])
  })

  it.each([
    ['too often for an old message', 30046, 'refused'],
    ['too often for an announcement', 20022, 'refused'],
    ['for want of rights', 50013, 'no-permission'],
  ] as const)('%s: that one ends, a later one is tried', async (_what, code, reason) => {
    const world = await posted()
    world.editAnswers.push({ kind: 'permanent', reason, code })
    await corrected(world, 21)
    expect(await owed(world)).toEqual([{ state: 'failed', error: `${reason}:${code}`, tries: 1 }])
    await world.follow()
    expect(world.edits).toHaveLength(1)
    await corrected(world, 22)
    expect(await owed(world)).toEqual([{ state: 'done', error: null, tries: 1 }])
    expect(world.edits).toHaveLength(2)
  })

  it('for a moment, or does not answer: the same edit is made again', async () => {
    const world = await posted()
    world.editAnswers.push(
      { kind: 'unknown', reason: 'timeout' },
      { kind: 'temporary', reason: '500', refused: false },
    )
    await corrected(world, 21)
    for (let n = 0; n < 2; n += 1) {
      world.clock.advance(10 * MINUTE)
      await world.follow()
    }
    expect(world.edits).toHaveLength(3)
    expect(world.edits[2]).toEqual(world.edits[0])
    expect(await corrections(world)).toEqual([{ version: 2, corrections: 1, wanted: null }])
  })

  it('in a thread that sleeps: it is opened, and where that is not allowed left alone', async () => {
    const world = await posted()
    const asleep = { kind: 'permanent', reason: 'no-permission', code: 50083 } as const
    world.editAnswers.push(asleep)
    await corrected(world, 21)
    expect(world.openedThreads).toEqual([CHANNEL])
    expect(world.edits).toHaveLength(2)
    expect((await owed(world))[0]?.['state']).toBe('done')
    world.editAnswers.push(asleep)
    world.followUp.openThread = async () => ({ ...asleep, code: 50013 })
    await corrected(world, 22)
    expect((await owed(world))[0]).toMatchObject({ state: 'failed', error: 'no-permission:50013' })
  })
})

describe('the process that edits', () => {
  it('is the one that sends', async () => {
    const world = await posted()
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    world.clock.advance(HOUR)
    await world.db.all('UPDATE feed SET due_at = 0')
    await world.work()
    await endTurn(world.deps)
    const now = world.clock.now()
    const lease = { name: 'sender', owner: 'another', now, until: now + MINUTE }
    await world.db.tx((tx) => takeLease(tx, lease))
    await world.follow()
    expect(world.edits).toEqual([])
    world.clock.advance(2 * MINUTE)
    await world.follow()
    expect(world.edits).toHaveLength(1)
  })

  it('that dies after the edit leaves it to be made again, the same', async () => {
    const world = await posted()
    say(world, 'quake', { text: '県は、地震の死者が21人になったと発表した。' })
    world.clock.advance(HOUR)
    await world.db.all('UPDATE feed SET due_at = 0')
    await world.work()
    const { tx } = world.db
    const edit = world.followUp.editMessage
    world.followUp.editMessage = async (message) => {
      const done = await edit(message)
      world.db.tx = () => Promise.reject(new Error('killed'))
      return done
    }
    await expect(world.follow()).rejects.toThrow('killed')
    world.db.tx = tx
    world.followUp.editMessage = edit
    world.clock.advance(2 * MINUTE)
    await world.follow()
    expect(world.edits).toHaveLength(2)
    expect(world.edits[1]).toEqual(world.edits[0])
    expect(await corrections(world)).toEqual([{ version: 2, corrections: 1, wanted: null }])
  })
})

describe('an article that somebody shared', () => {
  it('is corrected too, and its person stays named and is not rung', async () => {
    const world = await posted()
    const [{ id = 0 } = {}] = await world.db.all(`SELECT id FROM article WHERE title LIKE '地震%'`)
    const done = await world.services.share(Number(id), caller())
    expect(done.ok).toBe(true)
    await world.work()
    say(world, 'quake', {
      title: '地震、死者21人に',
      text: '県は、地震の死者が21人になったと発表した。',
    })
    await later(world)
    const shared = world.edits.find(({ messageId }) => messageId === world.posted[1]?.id)
    expect(shared?.edit.content).toBeUndefined()
    expect(shared?.edit.embeds?.[0]?.title).toBe('地震、死者21人に')
    expect(shared?.edit.embeds?.[0]?.footer?.text).toContain('訂正 8:30')
    expect(JSON.stringify(shared?.edit.components)).toContain('変わった点')
  })

  it('and who wants to be forgotten is, whatever is corrected', async () => {
    const world = await posted()
    const [{ id = 0 } = {}] = await world.db.all(`SELECT id FROM article WHERE title LIKE '地震%'`)
    await world.services.share(Number(id), caller())
    await world.work()
    await world.services.forgetMe(caller())
    say(world, 'quake', { title: '地震、死者21人に' })
    await later(world)
    expect(world.edits.map(({ messageId }) => messageId)).toEqual([world.posted[0]?.id])
    const [kept] = await world.db.all(`SELECT payload FROM delivery WHERE kind = 'share'`)
    expect(kept?.['payload']).toBe('{"allowed_mentions":{"parse":[]}}')
  })
})

describe('a message that is full', () => {
  it('stays within what Discord takes when a card grows', async () => {
    const world = await createWorld()
    const long = (n: number) => `${n}番目の段落で、${'市は計画について詳しく説明した。'.repeat(40)}`
    world.feeds.set(FEED, NEWS)
    await posted([CHANNEL], world)
    say(world, 'quake', { text: `県は、地震の死者が21人になったと発表した。${long(1)}${long(2)}` })
    await later(world)
    const embeds = world.edits[0]?.edit.embeds ?? []
    expect(embeds.reduce((sum, one) => sum + embedLength(one), 0)).toBeLessThanOrEqual(6000)
  })
})
