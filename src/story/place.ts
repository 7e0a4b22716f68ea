/** Where an article belongs among the stories that it may tell. Pure. */
import { compare, type Verdict } from './compare.ts'
import { isRecurring } from './recurring.ts'
import type { Telling } from './telling.ts'

/** An article of a story as far as its feed is concerned; null: no feed is known. */
export type Member = { feed: string | number | null; title: string }

/** A story by the telling in its middle, and by who tells it. */
export type Candidate = { storyId: number; telling: Telling; members: readonly Member[] }

export type Place =
  | { kind: 'joins'; storyId: number; why: string }
  | { kind: 'follows'; storyId: number; why: string }
  | { kind: 'opens' }

/** What is to be placed. */
export type Placed = Member & { telling: Telling }

/**
 * Gives the story that an article joins: the one whose middle is told most alike; else the one that it follows up; else
 * none. A chain of likenesses glues nothing together: only the middle is compared. A feed does not tell a story twice:
 * what is like its own earlier article goes on with it at most, and is nothing but another number of a column where
 * the titles are alike.
 */
export function placeOf(placed: Placed, candidates: readonly Candidate[]): Place {
  const verdicts = candidates
    .filter(({ members }) => !isColumn(placed, members))
    .map(({ storyId, telling, members }) => ({
      storyId,
      ...heldBack(compare(placed.telling, telling), ofFeed(placed, members).length > 0),
    }))
  const [same] = verdicts.filter(({ kind }) => kind === 'same').sort((a, b) => b.score - a.score)
  if (same) return { kind: 'joins', storyId: same.storyId, why: same.why() }
  const [earlier] = verdicts
    .filter(({ kind }) => kind === 'follow-up')
    .sort((a, b) => b.score - a.score || b.storyId - a.storyId)
  if (earlier) return { kind: 'follows', storyId: earlier.storyId, why: earlier.why() }
  return { kind: 'opens' }
}

/**
 * Says whether an article joins the story that has its address, or one that it cites. A feed that gives all its articles
 * one address says nothing by it: within one feed the article's own address joins where it is told alike as well.
 */
export function joinsByAddress(
  placed: Placed,
  { story, isOwn }: { story: Omit<Candidate, 'storyId'>; isOwn: boolean },
): boolean {
  if (ofFeed(placed, story.members).length === 0) return true
  if (!isOwn) return false
  if (placed.telling.text === story.telling.text) return true
  const others = story.members.filter(({ title }) => title !== placed.title)
  return !isColumn(placed, others) && compare(placed.telling, story.telling).kind === 'same'
}

const ofFeed = ({ feed }: Member, members: readonly Member[]): Member[] =>
  feed === null ? [] : members.filter((member) => member.feed === feed)

const isColumn = (placed: Member, members: readonly Member[]): boolean =>
  ofFeed(placed, members).some(({ title }) => isRecurring(placed.title, title))

const heldBack = (verdict: Verdict, isOneFeed: boolean): Verdict =>
  isOneFeed && verdict.kind === 'same' ? { ...verdict, kind: 'follow-up' } : verdict
