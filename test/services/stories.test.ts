/** Stories from feed to channel: told by several, told again, gone on with. */
import { describe, expect, it } from 'vitest'
import { articleView } from '../../src/digest/article-view.ts'
import {
  CHANNEL,
  caller,
  createWorld,
  type FeedArticle,
  order,
  START,
  type TestWorld,
} from './world.ts'

const HOUR = 3_600_000
const SLOT = START + 1.5 * HOUR
const DAY = 24 * HOUR
const A = 'https://minato.example/feed'
const B = 'https://kaiun.example/feed'

const FERRY: FeedArticle = {
  id: 'm1',
  title: 'カモメ島の連絡船が座礁、乗客38人を救助',
  text: '18日午前2時ごろ、入江市沖のカモメ島の北で、連絡船「みなと丸」が浅瀬に乗り上げた。海上保安部が乗客乗員38人全員を救助し、3人が軽いけがをした。油の流出は確認されていない。',
  date: START - 2 * HOUR,
}
const AGAIN: FeedArticle = {
  id: 'k7',
  title: '連絡船「みなと丸」座礁 カモメ島沖、38人全員救助',
  text: '入江海上保安部によると、18日未明、カモメ島北側の浅瀬に連絡船「みなと丸」が座礁した。乗客乗員38人は巡視艇に救助された。3人がけがをしたが、いずれも軽傷という。運航会社が原因を調べている。船は19日にもえい航する予定で、航路は当分欠航となる。',
  date: START - HOUR,
}
const OTHER: FeedArticle = {
  id: 'm2',
  title: '入江市の図書館、夜9時まで開館へ',
  text: '入江市は来月から、中央図書館の開館時間を午後9時まで延ばす。仕事帰りの利用を見込み、閲覧席を20席増やす。',
  date: START - 3 * HOUR,
}
const CAUSE: FeedArticle = {
  id: 'm3',
  title: 'カモメ島沖の座礁、船長を業務上過失の疑いで書類送検',
  text: '入江市沖のカモメ島の北で連絡船「みなと丸」が座礁した事故で、海上保安部は20日、見張りを怠ったとして船長（52）を業務上過失往来危険の疑いで書類送検した。乗客乗員38人は全員救助されている。',
  date: START + 2 * DAY - HOUR,
}

const world = async (feeds: Record<string, FeedArticle[]>) => {
  const made = await createWorld()
  for (const [url, articles] of Object.entries(feeds)) made.feeds.set(url, articles)
  const done = await made.services.subscribe(order(Object.keys(feeds).join(' ')), caller())
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return { ...made, id: done.value.view.subscription.id }
}
const at = async (made: TestWorld, time: number) => {
  made.clock.moveTo(time - 2 * 60_000)
  await made.work()
  made.clock.moveTo(time)
  await made.work()
}
const places = (made: TestWorld) =>
  made.db.all(
    `SELECT a.identity, da.place, da.reason FROM digest_article da JOIN article a ON a.id = da.article_id
      ORDER BY da.digest_id, da.position`,
  )
const idOf = async (made: TestWorld, guid: string) => {
  const [row] = await made.db.all('SELECT id FROM article WHERE identity = $1', [`guid:${guid}`])
  return Number(row?.['id'])
}

describe('a story that two feeds tell', () => {
  it('is one card that leads the digest, names both, and takes one place', async () => {
    const made = await world({ [A]: [FERRY, OTHER], [B]: [AGAIN] })
    await at(made, SLOT)
    const payload = made.posted[0]?.payload
    expect(payload?.embeds?.map(({ title }) => title?.slice(2, 8))).toEqual([
      '連絡船「みな',
      '入江市の図書',
    ])
    expect(payload?.embeds?.[0]?.footer?.text).toContain('kaiun.example ほか1社')
    expect(payload?.embeds?.[1]?.footer?.text).not.toContain('ほか')
    expect(JSON.stringify(payload?.components)).not.toContain('ほか')
    expect(await places(made)).toEqual([
      { identity: 'guid:k7', place: 'shown', reason: null },
      { identity: 'guid:m1', place: 'shown', reason: 'same-story' },
      { identity: 'guid:m2', place: 'shown', reason: null },
    ])
  })

  it('names who else tells it, with a link, where it is read', async () => {
    const made = await world({ [A]: [FERRY], [B]: [AGAIN] })
    await at(made, SLOT)
    const article = await made.services.article(await idOf(made, 'k7'), caller())
    if (!article) throw new Error('the article is there')
    expect(article.also?.map(({ title }) => title)).toEqual([FERRY.title])
    const view = articleView(article, 'ja')
    expect(JSON.stringify(view.embeds)).toContain('このニュースを伝えたほかの記事')
    expect(JSON.stringify(view.embeds)).toContain('https://news.example/m1')
  })

  it('says where they differ in a number, to who may read both', async () => {
    const three = { ...FERRY, text: FERRY.text.replace('軽いけが', 'けが') }
    const more = { ...AGAIN, text: AGAIN.text.replace('3人がけがをした', '6人がけがをした') }
    const made = await world({ [A]: [three], [B]: [more] })
    await at(made, SLOT)
    const id = await idOf(made, 'k7')
    const article = await made.services.article(id, caller())
    if (!article) throw new Error('the article is there')
    expect(JSON.stringify(articleView(article, 'ja').embeds)).toContain(
      'けが人：6人（kaiun.example）／3人（minato.example）',
    )
    const alike = await world({ [A]: [three], [B]: [AGAIN] })
    await at(alike, SLOT)
    const agreeing = await alike.services.article(await idOf(alike, 'k7'), caller())
    expect(agreeing?.also).toHaveLength(1)
    expect(agreeing?.differences).toEqual([])
  })

  it('is found by either telling, with a link to its message for who sees the channel', async () => {
    const made = await world({ [A]: [FERRY], [B]: [AGAIN] })
    await at(made, SLOT)
    const other = { id: '200000000000000009', type: 0, botLacks: [], speaks: true }
    await made.services.subscribe(order(A, { channel: other, time: '9:00' }), caller())
    const links = async (who = caller()) => {
      const found = await made.services.search({ query: '連絡船' }, who)
      if (!found.ok) throw new Error(found.error.kind)
      return found.value.hits.map(({ article, posting, others }) => [
        article.title,
        posting && [posting.channelId, posting.messageId],
        others,
      ])
    }
    expect(made.posted.map(({ channelId, id }) => [channelId, id])).toEqual([[CHANNEL, '1']])
    // One stands for both.
    expect(await links()).toEqual([[FERRY.title, [CHANNEL, '1'], 1]])
    const elsewhere = caller({ sees: (id) => id === other.id })
    expect(await links(elsewhere)).toEqual([[FERRY.title, null, 0]])
    // Only what stands there itself is said to be posted there.
    const latest = await made.services.latest(null, caller())
    expect(new Map(latest.map((one) => [one.article.title, one.posting?.sameNews]))).toEqual(
      new Map([
        [FERRY.title, true],
        [AGAIN.title, undefined],
      ]),
    )
    // Where somebody is goes before where it was posted last.
    await made.db.all(
      `INSERT INTO posting (article_id, guild_id, channel_id, message_id, embed, version, posted_at)
       SELECT article_id, guild_id, $1, '99', 0, 1, 0 FROM posting`,
      [other.id],
    )
    const there = caller({ channelId: other.id })
    expect(new Set((await links()).map(([, at]) => Array.isArray(at) && at[0]))).toEqual(
      new Set([CHANNEL]),
    )
    expect(new Set((await links(there)).map(([, at]) => Array.isArray(at) && at[0]))).toEqual(
      new Set([other.id]),
    )
  })

  it('is one in two languages only by its address', async () => {
    const english = {
      ...AGAIN,
      title: 'Ferry runs aground',
      text: 'A ferry ran aground on Sunday.',
    }
    const apart = await world({ [A]: [FERRY], [B]: [english] })
    await at(apart, SLOT)
    expect(apart.posted[0]?.payload.embeds).toHaveLength(2)
    const joined = await world({ [A]: [FERRY], [B]: [{ ...english, id: 'm1' }] })
    await at(joined, SLOT)
    expect(joined.posted[0]?.payload.embeds).toHaveLength(1)
  })
})

describe('a story that the channel had', () => {
  it('is not told as new by another feed, but stands behind the button', async () => {
    const made = await world({ [A]: [FERRY], [B]: [] })
    await at(made, SLOT)
    made.feeds.set(B, [{ ...AGAIN, date: START - HOUR }])
    made.feeds.set(A, [FERRY, { ...OTHER, date: START + 20 * HOUR }])
    await at(made, SLOT + DAY)
    const next = made.posted[1]?.payload
    expect(next?.embeds?.map(({ title }) => title)).toEqual([OTHER.title])
    expect(JSON.stringify(next?.components)).toContain('ほか1本')
    expect((await places(made)).at(-1)).toEqual({
      identity: 'guid:k7',
      place: 'listed',
      reason: 'told-before',
    })
    const key = `s${made.id.toString(36)}-${Math.floor((SLOT + DAY) / 60_000).toString(36)}`
    const rest = await made.services.rest(key, caller())
    expect(rest?.articles.map(({ title }) => title)).toEqual([AGAIN.title])
    const why = await made.services.why({ id: made.id, digestId: null, page: 0 }, caller())
    expect(why.ok && why.value.counts).toEqual({ shown: 1, listed: 1, 'left-out': 0 })
  })

  it('is told again where a number is another one later', async () => {
    const made = await world({ [A]: [FERRY], [B]: [] })
    await at(made, SLOT)
    const more = {
      ...AGAIN,
      title: '連絡船「みなと丸」座礁 カモメ島沖、救助は41人に',
      date: START + 6 * HOUR,
    }
    made.feeds.set(B, [more])
    await at(made, SLOT + DAY)
    expect(made.posted[1]?.payload.embeds?.[0]?.title).toBe(`${more.title}〔続報〕`)
  })

  it('goes on days later with its mark, and what came before is a button away', async () => {
    const made = await world({ [A]: [FERRY], [B]: [AGAIN] })
    await at(made, SLOT)
    made.feeds.set(A, [FERRY, CAUSE])
    await at(made, SLOT + 2 * DAY)
    const next = made.posted[1]?.payload
    expect(next?.content).toContain('〔続報〕')
    expect(next?.embeds?.[0]?.title).toBe(`${CAUSE.title}〔続報〕`)
    const earlier = await made.services.earlier(await idOf(made, 'm3'), caller())
    expect(earlier.map(({ title }) => title)).toEqual([FERRY.title])
    const stranger = caller({ sees: () => false })
    expect(await made.services.earlier(await idOf(made, 'm3'), stranger)).toEqual([])
  })

  it('is new to another channel', async () => {
    const made = await world({ [A]: [FERRY] })
    await at(made, SLOT)
    made.feeds.set(A, [FERRY, CAUSE])
    const other = { id: '200000000000000009', type: 0, botLacks: [], speaks: true }
    await made.services.subscribe(order(A, { channel: other }), caller())
    await at(made, SLOT + 2 * DAY)
    const titleIn = (channel: string) =>
      made.posted.findLast(({ channelId }) => channelId === channel)?.payload.embeds?.[0]?.title
    expect(titleIn(CHANNEL)).toContain('〔続報〕')
    expect(titleIn(other.id)).not.toContain('〔続報〕')
  })
})

describe('a feed that is like itself', () => {
  it('loses nothing: its columns are all shown, and what it says again goes on with what it said', async () => {
    const weather = (n: number): FeedArticle => ({
      id: `w${n}`,
      title: `入江市の天気 1月${n}日`,
      text: `${n}日の入江市は晴れ時々くもり。海上では波が高く、連絡船「みなと丸」は午前の便が欠航する見込み。乗客乗員は気をつけてほしい。`,
      date: START - n * 60_000,
    })
    const made = await world({ [A]: [FERRY, { ...AGAIN, id: 'm9' }, weather(17), weather(18)] })
    await at(made, SLOT)
    expect(
      (await places(made)).map(({ identity, reason }) => [identity, reason]).toSorted(),
    ).toEqual([
      ['guid:m1', null],
      ['guid:m9', null],
      ['guid:w17', null],
      ['guid:w18', null],
    ])
    const follows = await made.db.all(
      "SELECT 1 FROM story s JOIN article a ON a.id = s.article_id WHERE s.follows IS NOT NULL AND a.identity LIKE '%m%'",
    )
    expect(follows).toHaveLength(1)
  })
})
