/** The stories of a pile of articles, by the rules by which they are placed one by one as they arrive. Pure. */
import { FOLLOW_UP_MS } from './compare.ts'
import {
  type Candidate,
  joinsByAddress,
  type Member,
  type Place,
  type Placed,
  placeOf,
} from './place.ts'
import { lookUpWords, urlKey } from './signature.ts'
import { type Telling, type Told, tellingOf } from './telling.ts'

export type Gatherable = {
  id: string | number
  told: Told
  url: string | null
  /** Addresses that it cites. */
  cited: readonly string[]
  feed: string | null
}

export type Gathered = {
  /** In the order of publication. */
  ids: (string | number)[]
  /** Why each but the first belongs here. */
  why: { id: string | number; why: string }[]
  /** The first article of the story that it follows up. */
  follows: string | number | null
}

type Story = Gathered & {
  at: number | null
  middle: Telling
  flash: boolean
  members: Member[]
}

/** Words that more stories have than this part of them, and at least so many, do not make candidates. */
const COMMON_SHARE = 0.05
const COMMON_FROM = 60
const SHARED_WORDS = 2
const FLASH = 120

type Pile = { stories: Story[]; byWord: Map<string, number[]>; byUrl: Map<string, number> }

/** Gives the stories; older articles come first, undated ones as they stand. */
export function gather(articles: readonly Gatherable[]): Gathered[] {
  const pile: Pile = { stories: [], byWord: new Map(), byUrl: new Map() }
  const oldestFirst = articles
    .map((article, index) => ({ article, index, at: article.told.publishedAt ?? 0 }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
  for (const { article } of oldestFirst) add(pile, article)
  return pile.stories.map(({ ids, why, follows }) => ({ ids, why, follows }))
}

function add(pile: Pile, article: Gatherable): void {
  const telling = tellingOf(article.told)
  const words = lookUpWords(telling)
  const urls = [article.url, ...article.cited].map(urlKey).filter((url) => url !== null)
  const placed = { feed: article.feed, title: article.told.title, telling }
  const place =
    byAddress(article, { placed, urls, pile }) ??
    placeOf(placed, candidatesOf(telling, words, pile))
  const number = put(pile.stories, { article, telling, place })
  for (const url of urls) if (!pile.byUrl.has(url)) pile.byUrl.set(url, number)
  if (pile.stories[number]?.middle !== telling) return
  for (const word of words) pile.byWord.set(word, [...(pile.byWord.get(word) ?? []), number])
}

function byAddress(
  article: Gatherable,
  { placed, urls, pile }: { placed: Placed; urls: readonly string[]; pile: Pile },
): Place | null {
  for (const url of urls) {
    const storyId = pile.byUrl.get(url)
    const story = storyId === undefined ? undefined : pile.stories[storyId]
    if (storyId === undefined || story === undefined || !near(story, article)) continue
    const { middle: telling, members } = story
    const isOwn = url === urlKey(article.url)
    if (!joinsByAddress(placed, { story: { telling, members }, isOwn })) continue
    return { kind: 'joins', storyId, why: 'one address' }
  }
  return null
}

const near = ({ at }: Story, { told }: Gatherable): boolean =>
  at === null || told.publishedAt === null || Math.abs(told.publishedAt - at) < FOLLOW_UP_MS

function candidatesOf(
  { publishedAt }: Telling,
  words: readonly string[],
  { stories, byWord }: Pile,
): Candidate[] {
  const most = Math.max(COMMON_FROM, stories.length * COMMON_SHARE)
  const shared = new Map<number, number>()
  for (const word of words) {
    const found = byWord.get(word) ?? []
    if (found.length > most) continue
    for (const storyId of found) shared.set(storyId, (shared.get(storyId) ?? 0) + 1)
  }
  return [...shared].flatMap(([storyId, count]) => {
    const story = stories[storyId]
    if (!story || count < SHARED_WORDS) return []
    const isFar =
      publishedAt !== null && story.at !== null && Math.abs(publishedAt - story.at) > FOLLOW_UP_MS
    return isFar ? [] : [{ storyId, telling: story.middle, members: story.members }]
  })
}

/** Gives the number of the story in which the article stands now. */
function put(
  stories: Story[],
  { article, telling, place }: { article: Gatherable; telling: Telling; place: Place },
): number {
  const { id, told, feed } = article
  const length = Math.max(told.lead.length, (told.body ?? []).join('').length)
  if (place.kind === 'joins') {
    const story = stories[place.storyId]
    if (!story) throw new Error(`there is no story ${place.storyId}`)
    story.ids.push(id)
    story.members.push({ feed, title: told.title })
    story.why.push({ id, why: place.why })
    if (story.flash && length >= FLASH) Object.assign(story, { middle: telling, flash: false })
    return place.storyId
  }
  const earlier = place.kind === 'follows' ? stories[place.storyId]?.ids[0] : undefined
  stories.push({
    ids: [id],
    why: earlier === undefined ? [] : [{ id, why: place.kind === 'follows' ? place.why : '' }],
    follows: earlier ?? null,
    at: told.publishedAt,
    middle: telling,
    flash: length < FLASH,
    members: [{ feed, title: told.title }],
  })
  return stories.length - 1
}
