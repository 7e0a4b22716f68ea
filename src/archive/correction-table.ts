/** What sources corrected, by article and the version in which they did. */
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
