/**
 * Puts a digest's articles of other languages into its own, where a model is configured.
 *
 *   draft ─→ what it shows in another language ─→ model, all at once ─→ the same draft in the digest's words
 */
import { isLanguageSure } from '../digest/language-mark.ts'
import type { ArticleText } from '../model/article.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Subscription } from '../model/subscription.ts'
import type { Deps } from './deps.ts'
import { type DraftDigest, type DraftOptions, draftDigest } from './draft.ts'

/** Digests of one hour are composed one after the other, within their lease: what is not there by then keeps its language and its mark. */
const WITHIN_MS = 20_000

/** Gives the time that translations of the digests at hand have together, by the machine's own clock. */
export const translatingTime = (): AbortSignal => AbortSignal.timeout(WITHIN_MS)

/** Gives a draft with what it shows in the digest's language, as far as a model gives that in time; else as it is. */
export async function translated(
  { db, writeCard }: Pick<Deps, 'db' | 'writeCard'>,
  subscription: Subscription,
  { draft, at, signal }: { draft: DraftDigest; at: DraftOptions; signal: AbortSignal },
): Promise<DraftDigest> {
  if (writeCard === undefined) return draft
  const lang = subscription.locale
  const foreign = draft.selection.shown.filter((one) => one.lang !== lang && isLanguageSure(one))
  const inOwn = async (article: DigestArticle): Promise<[number, ArticleText | null]> => [
    article.id,
    await writeCard(article, { signal, lang }),
  ]
  const cards = await Promise.all(foreign.map(inOwn))
  const words = new Map(cards.flatMap(([id, text]) => (text === null ? [] : [[id, text] as const])))
  return words.size === 0 ? draft : draftDigest(db, subscription, { ...at, words })
}
