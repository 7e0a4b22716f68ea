/** What sources corrected, by article and the version in which they did. */
import type { Article } from '../model/article.ts'
import type { Change, Correction, StoredCorrection } from '../model/correction.ts'
import type { Tx } from '../storage/db.ts'

/** Notes that a version corrects what stood before it. */
export async function addCorrection(
  tx: Tx,
  { articleId, version, at, kind, changes }: StoredCorrection & { articleId: number },
): Promise<void> {
  await tx.all(
    `INSERT INTO correction (article_id, version, at, kind, changes) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (article_id, version) DO NOTHING`,
    [articleId, version, at, kind, JSON.stringify(changes)],
  )
}

/** Gives the corrections of an article after a version, oldest first. */
export async function correctionsAfter(
  tx: Tx,
  { articleId, version }: { articleId: number; version: number },
): Promise<StoredCorrection[]> {
  const rows = await tx.all(
    `SELECT version, at, kind, changes FROM correction
      WHERE article_id = $1 AND version > $2 ORDER BY version`,
    [articleId, version],
  )
  return rows.map((row) => ({
    version: Number(row['version']),
    at: Number(row['at']),
    kind: String(row['kind']) as Correction['kind'],
    changes: JSON.parse(String(row['changes'])) as Change[],
  }))
}

/** Counts an article's versions that were replaced since a moment. */
export async function versionsReplacedSince(
  tx: Tx,
  { articleId, since }: { articleId: number; since: number },
): Promise<number> {
  const [row] = await tx.all(
    'SELECT COUNT(*) AS n FROM article_version WHERE article_id = $1 AND replaced_at > $2',
    [articleId, since],
  )
  return Number(row?.['n'] ?? 0)
}

/**
 * Notes that an article was taken back although its feed says nothing of it: as a version that says what the last one said.
 * Gives that version, or null where it is noted already.
 */
export async function noteWithdrawn(
  tx: Tx,
  { article, now }: { article: Article; now: number },
): Promise<number | null> {
  const { id: articleId, version } = article
  const known = await correctionsAfter(tx, { articleId, version: 0 })
  if (known.at(-1)?.kind === 'withdrawn') return null
  await tx.all(
    'INSERT INTO article_version (article_id, version, replaced_at, content) VALUES ($1, $2, $3, $4)',
    [articleId, version, now, JSON.stringify(article)],
  )
  await tx.all('UPDATE article SET version = version + 1 WHERE id = $1', [articleId])
  const next = version + 1
  await addCorrection(tx, { articleId, version: next, at: now, kind: 'withdrawn', changes: [] })
  return next
}
