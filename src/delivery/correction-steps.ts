/** Cards that stand in Discord and say what their source has corrected: steps of the ledger, one a message. */
import type { MessagePayload } from '../model/message.ts'
import { fenced } from '../storage/claim.ts'
import type { Tx } from '../storage/db.ts'
import type { FollowUpNext } from './after-follow-up.ts'
import type { FollowUp } from './follow-up-table.ts'
import { leavingOut } from './leave-out.ts'

/** What was posted longer ago stays as it is: nobody reads it any more. */
export const CORRECTED_FOR_MS = 48 * 3_600_000
/** How often a card is corrected. */
export const MOST_CORRECTIONS = 3

/** A message that somebody deleted, or whose channel is gone, is never edited again. */
const GONE = `(follow_up.error LIKE '%:10008' OR follow_up.error LIKE 'channel-gone:%')`

/** A message's step is one row, whatever is to be changed in it; one that is under way stays as it is, and looks again at its end. */
const STEP = `INSERT INTO follow_up (kind, delivery_id, guild_id, channel_id, message_id, name, state, due_at, created_at)
  SELECT DISTINCT 'correction', d.id, p.guild_id, p.channel_id, p.message_id, '', 'pending', CAST($2 AS BIGINT), CAST($1 AS BIGINT)
    FROM posting p JOIN delivery d ON d.message_id = p.message_id AND d.guild_id = p.guild_id
   WHERE p.wanted IS NOT NULL AND`
const AGAIN = `ON CONFLICT (delivery_id, kind) DO UPDATE
    SET state = 'pending', due_at = excluded.due_at, created_at = excluded.created_at, tries = 0, error = NULL, owner = NULL
  WHERE follow_up.state = 'done' OR (follow_up.state = 'failed' AND NOT ${GONE})`

/** Wants the cards of an article that were posted within two days brought up to a version of it, from `dueAt` on. */
export async function wantCorrected(
  tx: Tx,
  {
    articleId,
    version,
    now,
    dueAt,
  }: { articleId: number; version: number; now: number; dueAt: number },
): Promise<void> {
  const rows = await tx.all(
    `UPDATE posting SET wanted = $2
      WHERE article_id = $1 AND version < $2 AND posted_at > $3 AND corrections < $4 RETURNING message_id`,
    [articleId, version, now - CORRECTED_FOR_MS, MOST_CORRECTIONS],
  )
  if (rows.length > 0) await tx.all(`${STEP} p.article_id = $3 ${AGAIN}`, [now, dueAt, articleId])
}

/** Wants the cards of a message that was just posted brought up to what was corrected while it was on its way. */
export async function wantMissed(
  tx: Tx,
  { messageId, guildId, now }: { messageId: string; guildId: string; now: number },
): Promise<void> {
  const rows = await tx.all(
    `UPDATE posting SET wanted = (
        SELECT MAX(c.version) FROM correction c WHERE c.article_id = posting.article_id AND c.version > posting.version)
      WHERE message_id = $1 AND guild_id = $2 AND EXISTS (
        SELECT 1 FROM correction c WHERE c.article_id = posting.article_id AND c.version > posting.version)
      RETURNING message_id`,
    [messageId, guildId],
  )
  if (rows.length === 0) return
  await tx.all(`${STEP} p.message_id = $3 AND p.guild_id = $4 ${AGAIN}`, [
    now,
    now,
    messageId,
    guildId,
  ])
}

export type Card = {
  articleId: number
  /** From 0. */
  embed: number
  version: number
  /** The version that it is to say; null where it says what it should. */
  wanted: number | null
}

export type Standing = {
  kind: 'digest' | 'notice' | 'share'
  digestId: number | null
  payload: MessagePayload
  /** The payload as it is stored: only in its place a newer one is written. */
  stored: string
  createdAt: number
  /** Epoch ms. */
  postedAt: number
  cards: Card[]
}

/** Gives a message of ours as it stands in Discord; null where it is not kept any more. */
export async function standing(tx: Tx, step: FollowUp): Promise<Standing | null> {
  const [row] = await tx.all(
    'SELECT kind, digest_id, payload, left_out, created_at FROM delivery WHERE id = $1',
    [step.deliveryId],
  )
  const cards = await tx.all(
    `SELECT article_id, embed, version, wanted, posted_at FROM posting
      WHERE message_id = $1 AND guild_id = $2 ORDER BY embed`,
    [step.messageId, step.guildId],
  )
  if (!row || !cards[0]) return null
  const composed = JSON.parse(String(row['payload'])) as MessagePayload
  const leftOut = row['left_out'] == null ? null : Number(row['left_out'])
  return {
    kind: String(row['kind']) as Standing['kind'],
    digestId: row['digest_id'] == null ? null : Number(row['digest_id']),
    payload: leavingOut({ payload: composed, postings: [] }, leftOut).payload,
    stored: String(row['payload']),
    createdAt: Number(row['created_at']),
    postedAt: Number(cards[0]['posted_at']),
    cards: cards.map((card) => ({
      articleId: Number(card['article_id']),
      embed: Number(card['embed']),
      version: Number(card['version']),
      wanted: card['wanted'] == null ? null : Number(card['wanted']),
    })),
  }
}

/** What a message says after an edit. */
export type Corrected = {
  payload: MessagePayload
  /** What was stored in its place: where that has gone meanwhile (somebody had it deleted), nothing is. */
  instead: string
  cards: readonly { articleId: number; version: number }[]
}

/**
 * Writes what became of a try, unless another process has taken the step meanwhile: then gives false. Where more was corrected
 * while it was under way, the step is due again.
 */
export async function settleCorrection(
  tx: Tx,
  step: FollowUp,
  { next, corrected, now }: { next: FollowUpNext; corrected: Corrected | null; now: number },
): Promise<boolean> {
  const { id, attempt, tries, messageId, guildId } = step
  const write = (set: Record<string, string | number | null>) =>
    fenced(tx, { table: 'follow_up', id, attempt, set: { tries: tries + 1, ...set } })
  if (next.state === 'pending') return write({ due_at: next.dueAt, error: next.error })
  const ours = await write(
    next.state === 'done' ? { state: 'done', error: null } : { state: 'failed', error: next.error },
  )
  if (!ours) return false
  if (next.state === 'done' && corrected !== null) {
    await keep(tx, step, corrected)
    const [more] = await tx.all(
      'SELECT 1 AS one FROM posting WHERE message_id = $1 AND guild_id = $2 AND wanted IS NOT NULL LIMIT 1',
      [messageId, guildId],
    )
    if (more === undefined) return true
    await tx.all(
      `UPDATE follow_up SET state = 'pending', due_at = $2, created_at = $2, tries = 0 WHERE id = $1`,
      [id, now],
    )
    return true
  }
  await tx.all('UPDATE posting SET wanted = NULL WHERE message_id = $1 AND guild_id = $2', [
    messageId,
    guildId,
  ])
  return true
}

async function keep(tx: Tx, step: FollowUp, { payload, instead, cards }: Corrected): Promise<void> {
  await tx.all('UPDATE delivery SET payload = $2, left_out = NULL WHERE id = $1 AND payload = $3', [
    step.deliveryId,
    JSON.stringify(payload),
    instead,
  ])
  for (const { articleId, version } of cards) {
    await tx.all(
      `UPDATE posting SET version = $4, corrections = corrections + 1,
              wanted = CASE WHEN wanted > $4 AND corrections + 1 < $5 THEN wanted END
        WHERE message_id = $1 AND guild_id = $2 AND article_id = $3`,
      [step.messageId, step.guildId, articleId, version, MOST_CORRECTIONS],
    )
  }
}
