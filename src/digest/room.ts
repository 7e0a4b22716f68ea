/** How much of a text has room, by how much its script says in one character. */
import type { Article } from '../model/article.ts'

/** Code points for scripts that write a word in a character or two, and for those that spell it. */
export type Room = { dense: number; spelled: number }

const DENSE = new Set(['ja', 'zh', 'ko'])

/** Gives the code points that a text of an article may have: its own language counts, not the reader's. */
export const roomFor = ({ lang }: Pick<Article, 'lang'>, room: Room): number =>
  DENSE.has(lang.split('-')[0] ?? '') ? room.dense : room.spelled
