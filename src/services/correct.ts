/**
 * Brings a message up to what its sources have corrected.
 *
 *   the message as it stands ─→ each card that is owed, composed again from the article as it is now (what speaks another
 *   language by the model) ─→ one edit (an archived thread is opened for it, once) ─→ one transaction: done, with the payload and
 *   the versions | again later | ended
 *
 * An edit that is made twice is the same: after a crash the step is simply done again. Nothing is told of one that Discord refuses.
 */
import { articlesByIds } from '../archive/article-table.ts'
import { correctionsAfter } from '../archive/correction-table.ts'
import { afterFollowUp, isAsleep } from '../delivery/after-follow-up.ts'
import {
  type Card,
  type Corrected,
  type Standing,
  settleCorrection,
  standing,
} from '../delivery/correction-steps.ts'
import { type FollowUp, keyOfDelivery } from '../delivery/follow-up-table.ts'
import { quiet } from '../delivery/quiet.ts'
import type { FollowUpResult } from '../delivery/send-message.ts'
import { correctedMessage, languageOf } from '../digest/corrected-message.ts'
import type { CorrectionMark } from '../digest/correction-mark.ts'
import { isLanguageSure } from '../digest/language-mark.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { MessagePayload } from '../model/message.ts'
import { contextOfDigest, mergedInto, zoneAround } from '../queries/card-context.ts'
import { serverSettings } from '../subscription/server-table.ts'
import { ON_TIME_MS } from '../subscription/slots.ts'
import type { FollowUpDeps } from './deps.ts'
import { withFeeds } from './sight.ts'

/** A model has this long for the words of a card: far less than the step's lease. */
const TRANSLATE_WITHIN_MS = 15_000

type Owed = Card & { wanted: number }
const isOwed = (card: Card): card is Owed => card.wanted !== null && card.wanted > card.version

/** What was posted late stands without its role. */
const asPosted = ({ payload, createdAt, postedAt }: Standing): MessagePayload =>
  postedAt - createdAt > ON_TIME_MS ? quiet(payload) : payload

async function contextOf({ db }: FollowUpDeps, { guildId }: FollowUp, digestId: number | null) {
  const digest = digestId === null ? null : await contextOfDigest(db, digestId)
  if (digest !== null) return digest
  const { zone } = await serverSettings(db, guildId)
  return { zone: zone ?? (await zoneAround(db, guildId)) ?? 'UTC', alone: false }
}

/** Gives the article of a card with those that are merged into it. */
async function articleFor(
  { db }: FollowUpDeps,
  { articleId }: Card,
  digestId: number | null,
): Promise<DigestArticle | null> {
  const others = digestId === null ? [] : await mergedInto(db, { digestId, articleId })
  const found = await articlesByIds(db, [articleId, ...others])
  const [article, ...also] = await withFeeds({ db }, found)
  if (article?.id !== articleId) return null
  return also.length === 0 ? article : { ...article, also }
}

/** A digest shows what it can in its own words: of the model's there were some, if the message says so. */
async function inWords(
  { writeCard }: FollowUpDeps,
  article: DigestArticle,
  payload: MessagePayload,
): Promise<DigestArticle> {
  const lang = languageOf(payload)
  if (writeCard === undefined || article.lang === lang || !isLanguageSure(article)) return article
  const signal = AbortSignal.timeout(TRANSLATE_WITHIN_MS)
  return { ...article, ...(await writeCard(article, { signal, lang })) }
}

async function composed(
  deps: FollowUpDeps,
  step: FollowUp,
  found: Standing,
): Promise<Corrected | null> {
  const { digestId, postedAt } = found
  const context = await contextOf(deps, step, digestId)
  const key = await keyOfDelivery(deps.db, step.deliveryId)
  let payload: MessagePayload | null = asPosted(found)
  const cards: Corrected['cards'][number][] = []
  for (const card of found.cards.filter(isOwed)) {
    const article = await articleFor(deps, card, digestId)
    const { articleId, version } = card
    const last = (await correctionsAfter(deps.db, { articleId, version })).at(-1)
    if (article === null || last === undefined || payload === null) continue
    const mark: CorrectionMark = { kind: last.kind, at: last.at, postedAt, zone: context.zone }
    payload = correctedMessage(payload, {
      embed: card.embed,
      article: await inWords(deps, article, payload),
      mark,
      key,
      isDigest: digestId !== null,
      alone: context.alone,
    })
    cards.push({ articleId, version: article.version })
  }
  if (payload === null || cards.length === 0) return null
  return { payload, instead: found.stored, cards }
}

/** Only what is another text now is sent. */
async function edit(
  deps: FollowUpDeps,
  { channelId, messageId }: FollowUp,
  { from, to }: { from: MessagePayload; to: MessagePayload },
): Promise<FollowUpResult> {
  const { content, embeds = [], components = [] } = to
  const changed = content !== undefined && content !== from.content ? { content } : {}
  const message = { channelId, messageId, edit: { ...changed, embeds, components } }
  const first = await deps.editMessage(message)
  if (!isAsleep(first)) return first
  await deps.pace()
  const opened = await deps.openThread({ channelId })
  if (opened.kind !== 'done') return opened
  await deps.pace()
  return deps.editMessage(message)
}

/** Edits the message of a step; gives what Discord answered. */
export async function correctOne(deps: FollowUpDeps, step: FollowUp): Promise<string> {
  const found = await standing(deps.db, step)
  const corrected = found === null ? null : await composed(deps, step, found)
  const outcome: FollowUpResult =
    found === null || corrected === null
      ? { kind: 'done' }
      : await edit(deps, step, { from: asPosted(found), to: corrected.payload })
  const now = deps.clock.now()
  const at = { createdAt: step.createdAt, tries: step.tries + 1, now, random: deps.random }
  const next = afterFollowUp('correction', outcome, at)
  await deps.db.tx((tx) => settleCorrection(tx, step, { next, corrected, now }))
  const about = { delivery: step.deliveryId, outcome: outcome.kind, cards: corrected?.cards.length }
  if (next.state === 'done') deps.log.info(about, 'corrected')
  else deps.log.info({ ...about, state: next.state, error: next.error }, 'not corrected')
  return outcome.kind
}
