/** When an article was published, as Discord can tell it. */
import type { DigestArticle } from '../model/digest.ts'

/** The last day with a four-digit year: Discord reads no other timestamps. */
const LAST_TIME = Date.UTC(9999, 11, 31)

/** Tells whether a time (epoch ms) is one that Discord can show. */
export const isTellable = (time: number): boolean => time >= 0 && time < LAST_TIME

/** Gives the time of publication as a field of an embed; Discord shows it in the reader's own zone. */
export const timestampOf = ({ publishedAt }: DigestArticle): { timestamp?: string } =>
  publishedAt !== null && isTellable(publishedAt)
    ? { timestamp: new Date(publishedAt).toISOString() }
    : {}
