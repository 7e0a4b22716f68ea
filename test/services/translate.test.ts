/** Articles of another language in a digest, with a model on loopback and without an answer of it. */
import { afterEach, describe, expect, it } from 'vitest'
import { createCardWriter, type KeptAnswer } from '../../src/llm/card-writer.ts'
import { createCache } from '../../src/storage/keyv.ts'
import { type Answer, fails, gives, type ModelServer, startModelServer } from '../llm/server.ts'
import { caller, createWorld, type FeedArticle, order, START } from './world.ts'

const FEED = 'https://harbour.example/feed'
const SLOT = START + 1.5 * 3_600_000
const FERRY: FeedArticle = {
  id: 'f1',
  title: 'Orrin ferry fares to rise by 4 percent in May',
  text: 'Fares on the Orrin ferry rise by 4 percent in May, the harbour board decided on Tuesday.',
  date: START - 3_600_000,
}
const CARD = {
  headline: 'オリン港の連絡船、5月に4％値上げ',
  lead: '港湾委員会は火曜日、連絡船の運賃を5月に4％引き上げることを決めた。',
  points: [],
}

let server: ModelServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function posted(answer: Answer) {
  server = await startModelServer(answer)
  const world = await createWorld()
  const { clock, db, deps } = world
  const { random, log } = deps
  world.feeds.set(FEED, [FERRY])
  const done = await world.services.subscribe(order(FEED), caller())
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  deps.writeCard = createCardWriter(
    {
      provider: 'openai-compatible',
      baseUrl: server.url,
      apiKey: null,
      model: 'small',
      dailyCalls: 100,
      dailyTokens: 1_000_000,
      timeoutMs: 20_000,
    },
    { clock, db, random, log, cache: createCache<KeptAnswer>({ db, clock, namespace: 'llm' }) },
  )
  const previewed = await world.services.preview(done.value.view.subscription.id, caller())
  for (const late of [0, 30_000, 60_000]) {
    clock.moveTo(SLOT + late)
    await world.work()
  }
  const [stored] = await db.all('SELECT title, lang FROM article')
  return {
    previewed,
    payload: world.posted[0]?.payload,
    stored,
    questions: server.received.map(({ body }) => JSON.stringify(body)),
  }
}

describe('an article in another language', () => {
  it('stands in its digest in the digest’s language, and says that a model translated it', async () => {
    const { payload, previewed, stored, questions } = await posted(gives(CARD))
    expect(payload?.content).toContain(`${CARD.headline.slice(0, 12)}`)
    expect(payload?.content).toContain('〔翻訳〕')
    expect(payload?.embeds?.[0]).toMatchObject({
      title: `${CARD.headline}〔翻訳〕`,
      description: expect.stringContaining('4％引き上げる'),
      footer: { text: expect.stringContaining('AI翻訳') },
    })
    expect(previewed).toMatchObject({ ok: true, value: { content: payload?.content } })
    // The archive keeps the article as it was published, and the model was asked for it once.
    expect(stored).toMatchObject({ title: FERRY.title, lang: 'en' })
    expect(questions.filter((question) => question.includes('Japanese'))).toHaveLength(1)
  })

  it('keeps its language and its mark where the model gives nothing', async () => {
    const { payload } = await posted(fails(500))
    expect(payload?.embeds?.[0]?.title).toBe(`${FERRY.title}〔英語〕`)
    expect(payload?.embeds?.[0]?.footer?.text).not.toContain('AI翻訳')
  })
})
