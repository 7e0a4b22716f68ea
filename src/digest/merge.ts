/** Makes one entry of the articles of a window that tell one story. Pure. */
import type { DigestArticle } from '../model/digest.ts'

/** Gives each story once, as its fullest telling with the others beside it, in the order of the first of each. */
export function mergeStories(window: readonly DigestArticle[]): DigestArticle[] {
  const groups = Map.groupBy(window, (article) => article.story ?? `alone ${article.id}`)
  return [...groups.values()].map((group) => {
    const [leading, ...others] = group.toSorted(byFullness)
    if (leading === undefined) throw new Error('a group has a member')
    return others.length === 0 ? leading : { ...leading, also: others }
  })
}

/** Gives an article and those that are merged into it. */
export const tellersOf = (article: DigestArticle): readonly DigestArticle[] => [
  article,
  ...(article.also ?? []),
]

/** Gives how many feeds tell an article's story. */
export const feedsTelling = (article: DigestArticle): number =>
  new Set(tellersOf(article).map(({ feedId }) => feedId)).size

/** Who can be read by everybody leads, then who brings points of its own, then who says most, then who came first. */
const byFullness = (a: DigestArticle, b: DigestArticle): number =>
  Number(isPaid(a)) - Number(isPaid(b)) ||
  Number(hasOwnPoints(b)) - Number(hasOwnPoints(a)) ||
  lengthOf(b) - lengthOf(a) ||
  a.seq - b.seq ||
  a.id - b.id

const isPaid = (article: DigestArticle & { paid?: boolean }): boolean => article.paid === true

const hasOwnPoints = ({ sections }: DigestArticle): boolean => sections.length > 0

const lengthOf = ({ lead, body }: DigestArticle): number =>
  Math.max(
    lead.length,
    body.reduce((sum, text) => sum + text.length, 0),
  )
