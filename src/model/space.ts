/** Where a digest belongs: to a server, or to one person, into whose direct messages it comes. Pure. */
import type { Caller } from './caller.ts'

/** No server's id looks like it. */
const MARK = '@'

/** What a personal space's name is like in SQL. */
export const PERSONAL = `${MARK}%`

/** Gives the name of a person's own space; it stands where a server's id does. */
export const personalSpace = (userId: string): string => `${MARK}${userId}`

export const isPersonal = (space: string): boolean => space.startsWith(MARK)

/** Gives whose space it is; null for a server. */
export const ownerOf = (space: string): string | null =>
  isPersonal(space) ? space.slice(MARK.length) : null

/** Gives where a caller stands: in a server, else in their own space. */
export const spaceOf = ({ guildId, userId }: Pick<Caller, 'guildId' | 'userId'>): string =>
  guildId ?? personalSpace(userId)
