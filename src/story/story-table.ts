/** The stories of the archive, and what they are found by. */
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import { FOLLOW_UP_MS } from './compare.ts'

/** Of one word's stories only the newest so many are looked at: a name that is in all the papers finds nothing alone. */
const OF_A_WORD = 30
/** More candidates are not compared. */
const CANDIDATES = 5
/** A chance word in common is not worth a comparison. */
const SHARED_WORDS = 2
/** Rows that one housekeeping takes away at a time: a delete must not hold up the polls. */
const SWEEP = 5_000

/** Gives the stories that have most of these words, the likeliest first; those told within a week before or after. */
export async function storiesByWords(
  tx: Tx,
  { words, at }: { words: readonly string[]; at: number },
): Promise<number[]> {
  if (words.length < SHARED_WORDS) return []
  const pieces = words.map(
    (_, index) =>
      `SELECT story_id FROM (SELECT story_id FROM story_word
        WHERE word = $${index + 3} AND at > $1 AND at < $2 ORDER BY at DESC LIMIT ${OF_A_WORD}) AS w${index}`,
  )
  const rows = await tx.all(
    `SELECT story_id, COUNT(*) AS shared FROM (${pieces.join(' UNION ALL ')}) AS found
      GROUP BY story_id HAVING COUNT(*) >= ${SHARED_WORDS} ORDER BY shared DESC, story_id DESC LIMIT ${CANDIDATES}`,
    [at - FOLLOW_UP_MS, at + FOLLOW_UP_MS, ...words],
  )
  return rows.map((row) => Number(row['story_id']))
}

/** Gives the story that has the first of these addresses that any has, or null. */
export async function storyByUrl(
  tx: Tx,
  { urls, at }: { urls: readonly string[]; at: number },
): Promise<number | null> {
  if (urls.length === 0) return null
  const rows = await tx.all(
    `SELECT url, story_id FROM story_url WHERE url IN (${placesFor(urls, 3)}) AND at > $1 AND at < $2
      ORDER BY at, story_id`,
    [at - FOLLOW_UP_MS, at + FOLLOW_UP_MS, ...urls],
  )
  for (const url of urls) {
    const found = rows.find((row) => row['url'] === url)
    if (found) return Number(found['story_id'])
  }
  return null
}

/** Opens a story with the article that tells it first; gives its id. */
export async function addStory(
  tx: Tx,
  { articleId, follows, at }: { articleId: number; follows: number | null; at: number },
): Promise<number> {
  const [row] = await tx.all(
    'INSERT INTO story (article_id, follows, at) VALUES ($1, $2, $3) RETURNING id',
    [articleId, follows, at],
  )
  return Number(row?.['id'])
}

/** Puts another article in a story's middle: what is compared with it from now on. */
export async function setMiddle(tx: Tx, storyId: number, articleId: number): Promise<void> {
  await tx.all('UPDATE story SET article_id = $2 WHERE id = $1', [storyId, articleId])
}

/** Makes a story found by words and addresses. */
export async function indexStory(
  tx: Tx,
  {
    storyId,
    at,
    words,
    urls,
  }: { storyId: number; at: number; words: readonly string[]; urls: readonly string[] },
): Promise<void> {
  const put = async (
    table: 'story_word' | 'story_url',
    column: string,
    keys: readonly string[],
  ) => {
    if (keys.length === 0) return
    const rows = keys.map((_, index) => `($${index + 3}, $1, $2)`)
    await tx.all(
      `INSERT INTO ${table} (${column}, at, story_id) VALUES ${rows.join(', ')} ON CONFLICT DO NOTHING`,
      [at, storyId, ...keys],
    )
  }
  await put('story_word', 'word', words)
  await put('story_url', 'url', urls)
}

/** Takes a story away that no article tells any more, with the words and addresses by which it is found. */
export async function dropStory(
  tx: Tx,
  { storyId, words, urls }: { storyId: number; words: readonly string[]; urls: readonly string[] },
): Promise<void> {
  const drop = async (
    table: 'story_word' | 'story_url',
    column: string,
    keys: readonly string[],
  ) => {
    if (keys.length === 0) return
    await tx.all(
      `DELETE FROM ${table} WHERE story_id = $1 AND ${column} IN (${placesFor(keys, 2)})`,
      [storyId, ...keys],
    )
  }
  await drop('story_word', 'word', words)
  await drop('story_url', 'url', urls)
  await tx.all('DELETE FROM story WHERE id = $1', [storyId])
}

/** Takes away what stories are found by that nobody follows up any more, in small steps; gives how many rows went. */
export async function sweepStories(tx: Tx, now: number): Promise<number> {
  const before = now - 2 * FOLLOW_UP_MS
  let gone = 0
  for (const [table, column] of [
    ['story_word', 'word'],
    ['story_url', 'url'],
  ] as const) {
    const rows = await tx.all(
      `DELETE FROM ${table} WHERE (${column}, at, story_id) IN
         (SELECT ${column}, at, story_id FROM ${table} WHERE at < $1 ORDER BY at LIMIT ${SWEEP}) RETURNING story_id`,
      [before],
    )
    gone += rows.length
  }
  return gone
}

/** Gives what a story follows up, the latest first, as far as it is known. */
export async function storiesBefore(tx: Tx, storyId: number): Promise<number[]> {
  const found: number[] = []
  let at: number | null = storyId
  while (at !== null && found.length < CHAIN) {
    const rows: { follows: number | null }[] = await tx.all(
      'SELECT follows FROM story WHERE id = $1',
      [at],
    )
    at = rows[0]?.follows ?? null
    if (at !== null) found.push(at)
  }
  return found
}

const CHAIN = 10
