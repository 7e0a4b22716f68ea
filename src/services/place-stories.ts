/**
 * Finds for new articles which stories they tell, in the transaction that stores them.
 *
 *   its address or one that it cites is known ─→ joins · else words in common ─→ candidates ─→ compared with their
 *   middles ─→ joins (what another feed told) | follows | opens
 */
import { setStory, tellsAlone } from '../archive/story-articles.ts'
import type { Article } from '../model/article.ts'
import { membersOf, middlesOf } from '../queries/story-middles.ts'
import type { Tx } from '../storage/db.ts'
import { type Candidate, joinsByAddress, type Place, placeOf } from '../story/place.ts'
import { lookUpWords, urlKey } from '../story/signature.ts'
import {
  addStory,
  dropStory,
  indexStory,
  setMiddle,
  storiesByWords,
  storyByUrl,
} from '../story/story-table.ts'
import { type Telling, tellingOf } from '../story/telling.ts'

/** A telling that is shorter is a flash: the first longer one takes its place in the middle. */
const FLASH = 120

/** Gives each new article its story. */
export async function placeStories(tx: Tx, articles: readonly Article[]): Promise<void> {
  for (const article of articles) await placeStory(tx, article)
}

/**
 * Looks again for the story of an article whose page said more than its feed: only where it tells its story alone, since
 * what others were held against must not change under them.
 */
export async function placeAgain(tx: Tx, before: Article, after: Article): Promise<void> {
  const { story } = before
  const index = lookedUpBy(before)
  if (story === undefined || tellsAsBefore(index, lookedUpBy(after))) return
  if (!(await tellsAlone(tx, story))) return
  await setStory(tx, after.id, null)
  await dropStory(tx, { storyId: story, words: index.words, urls: index.urls })
  await placeStory(tx, after)
}

/** What an article is found by. */
function lookedUpBy(article: Article) {
  const at = article.publishedAt ?? article.arrivedAt
  const telling = tellingOf({ ...article, publishedAt: at })
  const own = urlKey(article.url)
  const urls = [...new Set([own, ...citedBy(article)].filter((url) => url !== null))]
  return { at, telling, words: lookUpWords(telling), urls }
}

type Index = ReturnType<typeof lookedUpBy>

const tellsAsBefore = (before: Index, after: Index): boolean =>
  before.at === after.at &&
  before.telling.text === after.telling.text &&
  before.urls.join(' ') === after.urls.join(' ')

async function placeStory(tx: Tx, article: Article): Promise<void> {
  const { at, telling, words, urls } = lookedUpBy(article)
  const place = await placeAmong(tx, { article, telling, words, urls, at })
  const index = { at, words, urls }
  if (place.kind === 'joins') {
    await setStory(tx, article.id, place.storyId)
    const grown = await growMiddle(tx, place.storyId, article)
    // Words of the middle only: what another member says beside must not draw strangers in.
    await indexStory(tx, { storyId: place.storyId, ...index, words: grown ? words : [] })
    return
  }
  const follows = place.kind === 'follows' ? place.storyId : null
  const storyId = await addStory(tx, { articleId: article.id, follows, at })
  await setStory(tx, article.id, storyId)
  await indexStory(tx, { storyId, ...index })
}

const citedBy = ({ sections }: Article): (string | null)[] =>
  sections.map(({ source }) => urlKey(source?.url ?? null))

type Looked = { article: Article; telling: Telling; words: string[]; urls: string[]; at: number }

async function placeAmong(tx: Tx, { article, telling, words, urls, at }: Looked): Promise<Place> {
  const placed = { feed: article.feedId, title: article.title, telling }
  const byUrl = await storyByUrl(tx, { urls, at })
  const [story] = byUrl === null ? [] : await candidatesOf(tx, [byUrl])
  if (story) {
    const isOwn =
      urls[0] === urlKey(article.url) &&
      (await storyByUrl(tx, { urls: urls.slice(0, 1), at })) === byUrl
    if (joinsByAddress(placed, { story, isOwn })) {
      return { kind: 'joins', storyId: story.storyId, why: 'one address' }
    }
  }
  return placeOf(placed, await candidatesOf(tx, await storiesByWords(tx, { words, at })))
}

async function candidatesOf(tx: Tx, storyIds: readonly number[]): Promise<Candidate[]> {
  const members = await membersOf(tx, storyIds)
  return (await middlesOf(tx, storyIds)).map(({ storyId, told }) => ({
    storyId,
    telling: tellingOf(told),
    members: members.get(storyId) ?? [],
  }))
}

/** Puts the article in the middle where only a flash stood there; once, so that a story does not wander. */
async function growMiddle(tx: Tx, storyId: number, article: Article): Promise<boolean> {
  const [middle] = await middlesOf(tx, [storyId])
  if (!middle || lengthOf(middle.told) >= FLASH || lengthOf(article) < FLASH) return false
  await setMiddle(tx, storyId, article.id)
  return true
}

const lengthOf = ({ lead, body = [] }: { lead: string; body?: readonly string[] }): number =>
  Math.max(
    lead.length,
    body.reduce((sum, text) => sum + text.length, 0),
  )
