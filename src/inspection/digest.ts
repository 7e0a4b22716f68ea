/** What a digest of some documents would look like at a time: composed by the real services over a store in memory. */
import { ensureFeed, saveFeed } from '../feed/feed-table.ts'
import type { NewArticle } from '../model/article.ts'
import type { CardCount, Locale } from '../model/subscription.ts'
import { draftDigest } from '../services/draft.ts'
import { storeRead } from '../services/store-read.ts'
import type { Db } from '../storage/db.ts'
import { parseTime, slotOn } from '../subscription/slots.ts'
import { addSubscription } from '../subscription/subscription-table.ts'
import type { Document } from './articles.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const CARDS: CardCount = 5

/**
 * Gives the instant (epoch ms) of a time as an operator types it: `07:30` is today's in the zone, `2026-01-18T07:30` is
 * wall-clock time there, and one with `Z` or an offset is what it says. Null where it is none, or the zone is none.
 */
export function slotAt(typed: string, { zone, now }: { zone: string; now: number }): number | null {
  try {
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
    const minute = parseTime(typed)
    if (minute !== null) return slotOn(today, { minute, days: EVERY_DAY, zone })
    if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(typed))
      return Temporal.Instant.from(typed).epochMilliseconds
    const wall = Temporal.PlainDateTime.from(typed)
    const schedule = { minute: wall.hour * 60 + wall.minute, days: EVERY_DAY, zone }
    return slotOn(wall.toPlainDate(), schedule)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Puts a document's articles into the store; gives its feed's id. */
export const storeDocument = (
  db: Db,
  { name, document, now }: { name: string; document: Document; now: number },
): Promise<number> =>
  db.tx(async (tx) => {
    const feed = await ensureFeed(tx, `file:${name}`, now)
    const { title } = document
    await saveFeed(tx, feed, { title, polled_at: now })
    const enriching = { pages: false, cards: false }
    await storeRead(tx, { feedId: feed.id, articles: document.articles, now, enriching })
    return feed.id
  })

const localeOf = (articles: readonly NewArticle[]): Locale =>
  articles.filter(({ lang }) => lang === 'ja').length * 2 >= articles.length ? 'ja' : 'en'

export type DigestLine = { content: string; embeds: unknown[]; components: unknown[] }

/** Gives the messages of a first digest of these feeds in their slot; none where there is nothing to post. */
export async function digestLines(
  db: Db,
  {
    feedIds,
    articles,
    slot,
    zone,
  }: {
    feedIds: readonly number[]
    articles: readonly NewArticle[]
    slot: number
    zone: string
  },
): Promise<DigestLine[]> {
  const wall = Temporal.Instant.fromEpochMilliseconds(slot).toZonedDateTimeISO(zone)
  const subscription = await db.tx((tx) =>
    addSubscription(tx, {
      subscription: {
        guildId: '0',
        channelId: '0',
        name: '',
        schedule: { minute: wall.hour * 60 + wall.minute, days: EVERY_DAY, zone },
        locale: localeOf(articles),
        count: CARDS,
        roleId: null,
        silent: false,
        slotAt: slot,
        setBy: '0',
      },
      feedIds,
      now: slot,
    }),
  )
  const { message } = await draftDigest(db, subscription, {
    slot,
    now: slot,
    late: false,
    // Whoever looks at their own files may see what stands in them.
    ageRestricted: true,
  })
  if (message === null) return []
  const { content = '', embeds = [], components = [] } = message.payload
  return [{ content, embeds, components }]
}
